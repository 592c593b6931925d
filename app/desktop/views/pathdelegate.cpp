// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/pathdelegate.h"

#include "app/desktop/models/pathmodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/fonts.h"
#include "app/desktop/views/markeddelegate.h"

#include <QListView>
#include <QPainter>

namespace crosstalk {

namespace {

constexpr int sideMargin = 12;
constexpr int rowMargin = 6;
constexpr int gap = 9;
/// How far the receivers stand to the right of the way there.
constexpr int branch = 20;

QFont strong(const QFont &font)
{
    QFont result = font;
    result.setWeight(QFont::DemiBold);
    return result;
}

PathHop::Kind kindOf(const QModelIndex &index)
{
    return index.data(PathModel::KindRole).value<PathHop::Kind>();
}

bool isBranch(const QModelIndex &index)
{
    const auto kind = kindOf(index);
    return kind == PathHop::Kind::Receipt || kind == PathHop::Kind::Answer;
}

/// Where the parts of a row are.
struct Places
{
    QRectF station;
    QRect first; ///< Who, and the time since the hop before.
    QRect words;
    qreal trunk; ///< Of the line, from above to below.

    Places(const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &row)
    {
        const int side = badgeSide(option.fontMetrics.height());
        const int left = row.left() + sideMargin;
        trunk = left + side / 2.0;
        station = QRectF(left + (isBranch(index) ? branch : 0), row.top() + rowMargin, side, side);
        const int text = qRound(station.right()) + gap;
        first = QRect(text, row.top() + rowMargin, row.right() - sideMargin - text, option.fontMetrics.height());
        words = QRect(text, first.bottom() + 2, first.width(), 10'000);
    }
};

/// Of the room for the words, what the time since the hop before takes.
int widthOfSince(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString since = index.data(PathModel::SinceRole).toString();
    return since.isEmpty() ? 0 : QFontMetrics(smallFont(option.font)).horizontalAdvance(since) + gap;
}

int heightOfWords(const QStyleOptionViewItem &option, const QModelIndex &index, int width)
{
    const int room = qMax(width - widthOfSince(option, index), 40);
    return QFontMetrics(smallFont(option.font))
        .boundingRect(QRect(0, 0, room, 10'000), Qt::TextWordWrap, index.data(MarkedRow::DetailRole).toString())
        .height();
}

/// The way there and, of a branch, the turn.
void paintLine(QPainter *painter, const QRect &row, const Places &places, const QModelIndex &index,
               const Palette &colours)
{
    const bool isFirst = index.row() == 0;
    const bool isLast = index.row() + 1 == index.model()->rowCount();
    const qreal middle = places.station.center().y();
    painter->setPen(QPen(colours.line, 2));
    if (!isFirst)
        painter->drawLine(QPointF(places.trunk, row.top()), QPointF(places.trunk, middle));
    if (!isLast)
        painter->drawLine(QPointF(places.trunk, middle), QPointF(places.trunk, row.bottom() + 1));
    if (isBranch(index) && !isFirst)
        painter->drawLine(QPointF(places.trunk, middle), QPointF(places.station.left(), middle));
}

/// An instance is its badge; a client and the broker, who have none, are a ring and a dot.
void paintStation(QPainter *painter, const QStyleOptionViewItem &option, const Places &places, const QModelIndex &index,
                  const Palette &colours)
{
    const auto kind = kindOf(index);
    const auto tag = index.data(PathModel::TagRole).value<InstanceTag>();
    const QColor ground = option.palette.color(QPalette::Base);
    const QPointF centre = places.station.center();
    if (kind == PathHop::Kind::Take || kind == PathHop::Kind::Receipt)
        return paintBadge(painter, places.station, tag, option.palette);
    painter->setPen(QPen(kind == PathHop::Kind::Broker ? ground
                         : tag.number >= 0             ? colours.instance(tag.number)
                                                       : colours.muted,
                         2.5));
    painter->setBrush(kind == PathHop::Kind::Broker ? colours.muted : ground);
    const qreal radius = places.station.width() * 0.3;
    painter->drawEllipse(centre, radius, radius);
}

} // namespace

QSize PathDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    const Places places(option, index, QRect(0, 0, width, 0));
    return {80, places.words.top() + heightOfWords(option, index, places.words.width()) + rowMargin};
}

void PathDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette colours = Palette::of(option.palette);
    const Places places(option, index, option.rect);
    const auto tone = index.data(MarkedRow::ToneRole).value<MarkedRow::Tone>();
    const QColor ink = option.palette.color(QPalette::Text);
    const bool isWrong = tone == MarkedRow::Tone::Bad || tone == MarkedRow::Tone::Doubtful;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, colours.selection);
    paintLine(painter, option.rect, places, index, colours);
    paintStation(painter, option, places, index, colours);

    const QFont small = smallFont(option.font);
    const QString since = index.data(PathModel::SinceRole).toString();
    const QString time = index.data(PathModel::TimeRole).toString();
    const QFontMetrics smallMetrics(small);
    painter->setFont(small);
    painter->setPen(colours.muted);
    painter->drawText(places.first, Qt::AlignRight | Qt::AlignVCenter, time);
    const int timesWidth = smallMetrics.horizontalAdvance(time) + gap;

    painter->setFont(strong(option.font));
    painter->setPen(toneColour(tone, option.palette));
    const QString mark = index.data(MarkedRow::MarkRole).toString() + QLatin1Char(' ');
    const QFontMetrics strongMetrics(strong(option.font));
    painter->drawText(places.first, Qt::AlignLeft | Qt::AlignVCenter, mark);
    const QRect who = places.first.adjusted(strongMetrics.horizontalAdvance(mark), 0, -timesWidth, 0);
    painter->setPen(isWrong ? toneColour(tone, option.palette) : ink);
    painter->drawText(who, Qt::AlignLeft | Qt::AlignVCenter,
                      strongMetrics.elidedText(index.data().toString(), Qt::ElideRight, who.width()));

    painter->setFont(small);
    painter->setPen(isWrong ? toneColour(tone, option.palette) : colours.muted);
    painter->drawText(places.words.adjusted(0, 0, -widthOfSince(option, index), 0), Qt::TextWordWrap,
                      index.data(MarkedRow::DetailRole).toString());
    painter->setPen(ink);
    painter->drawText(QRect(places.words.topLeft(), QSize(places.words.width(), smallMetrics.height())),
                      Qt::AlignRight | Qt::AlignVCenter, since);
    painter->restore();
}

} // namespace crosstalk
