// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/chatdelegate.h"

#include "app/desktop/models/chatmodel.h"
#include "app/desktop/palette.h"

#include <QPainter>
#include <QTextLayout>

namespace crosstalk {

namespace {

constexpr int sideMargin = 12;
constexpr int verticalMargin = 4;
constexpr int gap = 6;
constexpr int noticePadding = 8;

QFont smaller(const QFont &font)
{
    QFont result = font;
    if (font.pointSizeF() > 0)
        result.setPointSizeF(font.pointSizeF() * 0.87);
    else
        result.setPixelSize(qRound(font.pixelSize() * 0.87));
    return result;
}

QFont bold(const QFont &font)
{
    QFont result = font;
    result.setWeight(QFont::DemiBold);
    return result;
}

/// Where a message's text begins: one's own has no badge, for it came through no other instance.
int indent(const QFontMetrics &metrics, const ChatLine &line)
{
    return line.kind == ChatLine::Kind::Own ? sideMargin : sideMargin + badgeSide(metrics.height()) + gap;
}

QString shown(const ChatLine &line)
{
    QString text = line.text;
    if (text.size() > ChatDelegate::shownCharacters)
        text = text.left(ChatDelegate::shownCharacters) +
               ChatDelegate::tr("… (%1 characters; copy the message for all of it)").arg(line.text.size());
    if (line.kind == ChatLine::Kind::Notice)
        text = ChatModel::plainText(line);
    return text.replace(QLatin1Char('\n'), QChar::LineSeparator);
}

qreal layOut(QTextLayout &layout, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(layout.text().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

QColor markColour(DeliveryMark::Kind kind, const Palette &colours)
{
    switch (kind) {
    case DeliveryMark::Kind::Delivered:
        return colours.good;
    case DeliveryMark::Kind::Missing:
    case DeliveryMark::Kind::Refused:
    case DeliveryMark::Kind::NotSent:
        return colours.bad;
    case DeliveryMark::Kind::Indeterminate:
        return colours.warning;
    case DeliveryMark::Kind::None:
    case DeliveryMark::Kind::Sending:
    case DeliveryMark::Kind::Acknowledged:
        return colours.muted;
    }
    Q_UNREACHABLE();
}

} // namespace

ChatDelegate::ChatDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_measured(ChatModel::keptLines + 1000)
{}

QSize ChatDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (m_measuredFont != option.font) {
        m_measured.clear();
        m_measuredFont = option.font;
    }
    const quint64 serial = index.data(ChatModel::SerialRole).toULongLong();
    const int width = option.rect.width();
    Measured *known = m_measured.object(serial);
    if (!known || known->width != width) {
        known = new Measured{width, measure(option, index.data(ChatModel::LineRole).value<ChatLine>())};
        m_measured.insert(serial, known);
    }
    return {width, known->height};
}

int ChatDelegate::measure(const QStyleOptionViewItem &option, const ChatLine &line) const
{
    const bool isNotice = line.kind == ChatLine::Kind::Notice;
    const int room = isNotice ? option.rect.width() - 2 * (sideMargin + noticePadding)
                              : option.rect.width() - indent(option.fontMetrics, line) - sideMargin;
    QTextLayout layout(shown(line), isNotice ? smaller(option.font) : option.font);
    const int text = qCeil(layOut(layout, qMax(room, 40)));
    return isNotice ? text + 2 * verticalMargin + noticePadding
                    : text + option.fontMetrics.height() + 2 * verticalMargin + 2;
}

void ChatDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, Palette::of(option.palette).selection);
    const auto line = index.data(ChatModel::LineRole).value<ChatLine>();
    if (line.kind == ChatLine::Kind::Notice)
        paintNotice(painter, option, line);
    else
        paintMessage(painter, option, line);
    painter->restore();
}

void ChatDelegate::paintMessage(QPainter *painter, const QStyleOptionViewItem &option, const ChatLine &line) const
{
    const Palette colours = Palette::of(option.palette);
    const QColor ink = option.palette.color(QPalette::Text);
    const QFontMetrics metrics = option.fontMetrics;
    const bool isOwn = line.kind == ChatLine::Kind::Own;
    const int left = indent(metrics, line);
    const QRect head(option.rect.left() + left, option.rect.top() + verticalMargin,
                     option.rect.width() - left - sideMargin, metrics.height());
    if (!isOwn) {
        const int side = badgeSide(metrics.height());
        paintBadge(painter, QRectF(option.rect.left() + sideMargin, head.top(), side, side), line.via, option.palette);
    }

    QString note = line.mark.text;
    QColor noteColour = markColour(line.mark.kind, colours);
    if (!isOwn) {
        note = line.isCorrupted ? tr("corrupted") : line.latency.count() > 0 ? inWords(line.latency) : QString();
        noteColour = line.isCorrupted ? colours.bad : colours.muted;
    }
    const QFont noteFont = smaller(option.font);
    const QFontMetrics noteMetrics(noteFont);
    painter->setFont(noteFont);
    painter->setPen(noteColour);
    // The mark matters more than the whole of a long name, but the name's beginning must stay.
    const int noteRoom = qMax(head.width() - 48, 0);
    note = noteMetrics.elidedText(note, Qt::ElideRight, noteRoom);
    painter->drawText(head, Qt::AlignRight | Qt::AlignVCenter, note);

    const QFont nameFont = bold(option.font);
    painter->setFont(nameFont);
    painter->setPen(ink);
    const QString from = line.from.isEmpty() ? tr("somebody") : line.from;
    const int nameRoom = head.width() - noteMetrics.horizontalAdvance(note) - gap;
    painter->drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(nameFont).elidedText(from, Qt::ElideRight, nameRoom));

    QTextLayout layout(shown(line), option.font);
    layOut(layout, qMax(head.width(), 40));
    layout.draw(painter, QPointF(head.left(), head.bottom() + 3));
}

void ChatDelegate::paintNotice(QPainter *painter, const QStyleOptionViewItem &option, const ChatLine &line) const
{
    const Palette colours = Palette::of(option.palette);
    const QColor ink = line.isGood ? colours.good : colours.warning;
    const QRectF frame = QRectF(option.rect)
                             .adjusted(sideMargin, verticalMargin, -sideMargin, -verticalMargin)
                             .adjusted(.5, .5, -.5, -.5);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(ink);
    painter->drawRoundedRect(frame, 7, 7);
    QTextLayout layout(shown(line), smaller(option.font));
    layOut(layout, qMax(option.rect.width() - 2 * (sideMargin + noticePadding), 40));
    layout.draw(painter, QPointF(frame.left() + noticePadding, frame.top() + noticePadding / 2.0 - 0.5));
}

} // namespace crosstalk
