// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/rowdelegate.h"

#include "app/desktop/badge.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/emoji.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>

namespace crosstalk {

namespace {

bool isOfCurrentRow(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    return view && view->hasFocus() && view->currentIndex().row() == index.row();
}

/// This cell's part of a line around the row.
void paintOutline(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QRect rect = option.rect.adjusted(0, 0, -1, -1);
    painter->save();
    painter->setPen(QPen(Palette::of(option.palette).muted, 1, Qt::DotLine));
    painter->drawLine(rect.topLeft(), rect.topRight());
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    if (index.column() == 0)
        painter->drawLine(rect.topLeft(), rect.bottomLeft());
    if (index.column() == index.model()->columnCount() - 1)
        painter->drawLine(rect.topRight(), rect.bottomRight());
    painter->restore();
}

/// As a style does it, which knows of one font only.
void paintWithEmoji(QPainter *painter, const QStyleOptionViewItem &option, const QStyle *style)
{
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
    const QRect area =
        style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget).adjusted(margin, 0, -margin, 0);
    QTextLayout layout(option.fontMetrics.elidedText(option.text, option.textElideMode, area.width()), option.font);
    layout.setFormats(emojiFormats(layout.text()));
    layout.beginLayout();
    if (QTextLine line = layout.createLine(); line.isValid())
        line.setNumColumns(static_cast<int>(layout.text().size()));
    layout.endLayout();
    painter->save();
    painter->setClipRect(area);
    painter->setPen(option.palette.color(QPalette::Text));
    layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - layout.boundingRect().height()) / 2));
    painter->restore();
}

} // namespace

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintCell(painter, option, index);
    if (isOfCurrentRow(option, index))
        paintOutline(painter, option, index);
}

void RowDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant tag = badgeOf(index);
    QStyleOptionViewItem blank = option;
    initStyleOption(&blank, index);
    const bool isFigure = blank.displayAlignment & Qt::AlignRight;
    const bool hasEmoji = !emojiFormats(blank.text).isEmpty();
    if (!tag.isValid() && !isFigure && !hasEmoji)
        return QStyledItemDelegate::paint(painter, option, index);
    const QStyleOptionViewItem whole = blank;
    blank.text.clear();
    const QStyle *style = blank.widget ? blank.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &blank, painter, blank.widget);
    if (hasEmoji)
        return paintWithEmoji(painter, whole, style);
    if (isFigure) {
        painter->setPen(option.palette.color(QPalette::Text));
        return painter->drawText(option.rect.adjusted(0, 0, -figureMargin, 0), Qt::AlignRight | Qt::AlignVCenter,
                                 index.data().toString());
    }
    const int side = qMin(badgeSide(option.fontMetrics.height()), option.rect.height() - 4);
    QRectF badge(0, 0, side, side);
    badge.moveCenter(QRectF(option.rect).center());
    badge.moveLeft(option.rect.left() + 6);
    paintBadge(painter, badge, tag.value<InstanceTag>(), option.palette);
}

void RowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Palette colours = Palette::of(option->palette);
    // In its own order, but beside the other columns.
    if (option->text.isRightToLeft()) {
        option->direction = Qt::RightToLeft;
        option->displayAlignment = Qt::AlignAbsolute | Qt::AlignLeft | Qt::AlignVCenter;
    }
    option->state.setFlag(QStyle::State_HasFocus, false);
    option->palette.setColor(QPalette::Highlight, colours.selection);
    option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
    if (const QColor colour = colourOf(index, colours); colour.isValid()) {
        option->palette.setColor(QPalette::Text, colour);
        option->palette.setColor(QPalette::HighlightedText, colour);
    }
}

} // namespace crosstalk
