// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/markeddelegate.h"

#include "app/desktop/palette.h"
#include "app/desktop/views/fonts.h"

#include <QApplication>
#include <QPainter>
#include <QTreeView>

namespace crosstalk {

namespace {

constexpr int sideMargin = 6;
constexpr int rowMargin = 3;
constexpr int wrapping = Qt::TextWordWrap;

struct Parts
{
    QFont font;
    QFont small;
    QString text;
    QString detail;
    int markWidth = 0;

    Parts(const QStyleOptionViewItem &option, const QModelIndex &index)
        : font(option.font)
        , small(smallFont(option.font))
        , text(index.data().toString())
        , detail(index.data(MarkedRow::DetailRole).toString())
        , markWidth(option.fontMetrics.height() + 2)
    {
        const auto weight = index.data(MarkedRow::WeightRole).value<MarkedRow::Weight>();
        if (weight == MarkedRow::Weight::Strong)
            font.setWeight(QFont::DemiBold);
    }
    QRect textArea(const QRect &within) const
    {
        return within.adjusted(sideMargin + markWidth, rowMargin, -sideMargin, -rowMargin);
    }
    static int heightOf(const QString &words, const QFont &font, int width)
    {
        return words.isEmpty() ? 0
                               : QFontMetrics(font).boundingRect(QRect(0, 0, width, 10'000), wrapping, words).height();
    }
};

/// What there is beside the branches of the tree.
int widthFor(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *tree = qobject_cast<const QTreeView *>(option.widget);
    if (!tree)
        return option.rect.width();
    int depth = tree->rootIsDecorated() ? 1 : 0;
    for (QModelIndex parent = index.parent(); parent.isValid(); parent = parent.parent())
        ++depth;
    return tree->viewport()->width() - depth * tree->indentation();
}

} // namespace

QColor toneColour(MarkedRow::Tone tone, const QPalette &palette)
{
    const Palette colours = Palette::of(palette);
    switch (tone) {
    case MarkedRow::Tone::Good:
        return colours.good;
    case MarkedRow::Tone::Bad:
        return colours.bad;
    case MarkedRow::Tone::Doubtful:
        return colours.warning;
    case MarkedRow::Tone::Active:
        return palette.color(QPalette::Link);
    case MarkedRow::Tone::Muted:
        return colours.muted;
    }
    Q_UNREACHABLE();
}

QSize MarkedDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Parts parts(option, index);
    const int width = parts.textArea(QRect(0, 0, qMax(widthFor(option, index), 80), 100)).width();
    return {80, Parts::heightOf(parts.text, parts.font, width) + Parts::heightOf(parts.detail, parts.small, width) +
                    2 * rowMargin};
}

void MarkedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Parts parts(option, index);
    const Palette colours = Palette::of(option.palette);
    painter->save();
    const QRect area = parts.textArea(option.rect);
    const auto tone = index.data(MarkedRow::ToneRole).value<MarkedRow::Tone>();
    painter->setFont(option.font);
    painter->setPen(toneColour(tone, option.palette));
    painter->drawText(QRect(option.rect.left() + sideMargin, area.top(), parts.markWidth, option.fontMetrics.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, index.data(MarkedRow::MarkRole).toString());

    const bool isLight = index.data(MarkedRow::WeightRole).value<MarkedRow::Weight>() == MarkedRow::Weight::Light;
    painter->setFont(parts.font);
    painter->setPen(isLight ? colours.muted : option.palette.color(QPalette::Text));
    painter->drawText(area, wrapping, parts.text);
    if (!parts.detail.isEmpty()) {
        painter->setFont(parts.small);
        painter->setPen(colours.muted);
        painter->drawText(area.adjusted(0, Parts::heightOf(parts.text, parts.font, area.width()), 0, 0), wrapping,
                          parts.detail);
    }
    painter->restore();
}

} // namespace crosstalk
