// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/rowdelegate.h"

#include "app/desktop/badge.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/emoji.h"

#include <QApplication>
#include <QPainter>

namespace crosstalk {

namespace {

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
    option->state.setFlag(QStyle::State_HasFocus, false);
    option->palette.setColor(QPalette::Highlight, colours.selection);
    option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
    if (const QColor colour = colourOf(index, colours); colour.isValid()) {
        option->palette.setColor(QPalette::Text, colour);
        option->palette.setColor(QPalette::HighlightedText, colour);
    }
}

} // namespace crosstalk
