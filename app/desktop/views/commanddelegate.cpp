// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/commanddelegate.h"

#include "app/desktop/palette.h"

#include <QIcon>
#include <QPainter>
#include <QTextLayout>

namespace crosstalk {

namespace {

constexpr int sideMargin = 8;
constexpr int rowMargin = 6;
constexpr int iconSide = 16;
constexpr int iconGap = 8;
// Widths of text are whole pixels here, but are not where it is decided whether they fit.
constexpr int rounding = 1;

bool isName(const QModelIndex &index)
{
    return index.column() == 0;
}

QList<QTextLayout::FormatRange> emphasised(const QList<qsizetype> &letters)
{
    QList<QTextLayout::FormatRange> result;
    QTextCharFormat strong;
    strong.setFontWeight(QFont::Bold);
    for (const qsizetype at : letters) {
        if (!result.isEmpty() && result.constLast().start + result.constLast().length == at)
            ++result.last().length;
        else
            result << QTextLayout::FormatRange{static_cast<int>(at), 1, strong};
    }
    return result;
}

} // namespace

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Room for emphasis, too, which is wider.
    QFont strong = option.font;
    strong.setWeight(QFont::Bold);
    const int text = QFontMetrics(isName(index) ? strong : option.font).horizontalAdvance(index.data().toString());
    return {text + 2 * sideMargin + rounding + (isName(index) ? iconSide + iconGap : 0),
            qMax(option.fontMetrics.height(), iconSide) + 2 * rowMargin};
}

void CommandDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette colours = Palette::of(option.palette);
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colours.selection);
    const QRect area = option.rect.adjusted(sideMargin, 0, -sideMargin, 0);
    const auto group = isEnabled ? QPalette::Active : QPalette::Disabled;
    painter->setFont(option.font);
    painter->setPen(isName(index) || !isEnabled ? option.palette.color(group, QPalette::Text) : colours.muted);
    if (isName(index)) {
        paintName(painter, option, area, index);
    } else {
        const auto side = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>() | Qt::AlignVCenter;
        painter->drawText(area, static_cast<int>(side),
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, area.width()));
    }
    painter->restore();
}

void CommandDelegate::paintName(QPainter *painter, const QStyleOptionViewItem &option, QRect area,
                                const QModelIndex &index) const
{
    QRect icon(0, 0, iconSide, iconSide);
    icon.moveCenter(area.center());
    icon.moveLeft(area.left());
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, icon, Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled);
    area.setLeft(icon.right() + 1 + iconGap);
    const QString text = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, area.width());
    QTextLayout layout(text, option.font);
    auto letters = index.data(LettersRole).value<QList<qsizetype>>();
    letters.removeIf([&text](qsizetype at) { return at >= text.size(); });
    layout.setFormats(emphasised(letters));
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setNumColumns(static_cast<int>(text.size()));
    layout.endLayout();
    painter->setClipRect(area);
    layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - layout.boundingRect().height()) / 2));
}

} // namespace crosstalk
