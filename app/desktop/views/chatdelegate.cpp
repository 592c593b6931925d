// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/chatdelegate.h"

#include "app/desktop/models/chatmodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/fonts.h"
#include "app/desktop/views/messagetext.h"

#include <QPainter>

namespace crosstalk {

namespace {

constexpr int sideMargin = 12;
constexpr int verticalMargin = 4;
constexpr int gap = 6;
constexpr int noticePadding = 8;
constexpr int narrowest = 40; ///< Text is not squeezed any further.
// How strongly what was searched for stands out.
constexpr qreal foundNow = 0.6;
constexpr qreal foundElsewhere = 0.28;

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
    return shownText(line.kind == ChatLine::Kind::Notice ? ChatModel::plainText(line) : line.text);
}

/// What stands beside a message of somebody else.
QString receiptNote(const ChatLine &line)
{
    const QString oddity = ChatModel::oddity(line);
    return oddity.isEmpty() && line.latency.count() > 0 ? inWords(line.latency) : oddity;
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
    case DeliveryMark::Kind::Delayed:
    case DeliveryMark::Kind::Missed:
    case DeliveryMark::Kind::Indeterminate:
        return colours.warning;
    case DeliveryMark::Kind::None:
    case DeliveryMark::Kind::Sending:
    case DeliveryMark::Kind::Acknowledged:
    case DeliveryMark::Kind::SentAgain:
        return colours.muted;
    }
    Q_UNREACHABLE();
}

} // namespace

ChatDelegate::ChatDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{}

void ChatDelegate::setSearch(const QString &needle, std::optional<quint64> current)
{
    m_needle = needle;
    m_current = current;
}

void ChatDelegate::setDivider(std::optional<quint64> serial, int newMessages)
{
    m_divider = serial;
    m_newMessages = newMessages;
}

int ChatDelegate::dividerHeight(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isHere = m_divider && *m_divider == index.data(ChatModel::SerialRole).toULongLong();
    return isHere ? QFontMetrics(smallFont(option.font)).height() + 2 * verticalMargin : 0;
}

int ChatDelegate::usualHeight(const QStyleOptionViewItem &option)
{
    return 2 * option.fontMetrics.height() + 2 * verticalMargin + 2;
}

QSize ChatDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto line = index.data(ChatModel::LineRole).value<ChatLine>();
    return {option.rect.width(), measure(option, line) + dividerHeight(option, index)};
}

int ChatDelegate::measure(const QStyleOptionViewItem &option, const ChatLine &line)
{
    const bool isNotice = line.kind == ChatLine::Kind::Notice;
    const int room = isNotice ? option.rect.width() - 2 * (sideMargin + noticePadding)
                              : option.rect.width() - indent(option.fontMetrics, line) - sideMargin;
    const MessageText text(shown(line), isNotice ? smallFont(option.font) : option.font, qMax(room, narrowest));
    const int height = qCeil(text.height());
    return isNotice ? height + 2 * verticalMargin + noticePadding
                    : height + option.fontMetrics.height() + 2 * verticalMargin + 2;
}

void ChatDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    QStyleOptionViewItem row = option;
    if (const int height = dividerHeight(option, index); height > 0) {
        row.rect.setTop(row.rect.top() + height);
        paintDivider(painter, option, height);
    }
    const Palette colours = Palette::of(option.palette);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(row.rect, colours.selection);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(colours.muted, 1, Qt::DotLine));
        painter->drawRect(row.rect.adjusted(2, 0, -3, -1));
    }
    const auto line = index.data(ChatModel::LineRole).value<ChatLine>();
    const bool isCurrent = m_current && *m_current == index.data(ChatModel::SerialRole).toULongLong();
    const QColor found =
        Palette::over(option.palette.color(QPalette::Base), colours.warning, isCurrent ? foundNow : foundElsewhere);
    if (line.kind == ChatLine::Kind::Notice)
        paintNotice(painter, row, line, found);
    else
        paintMessage(painter, row, line, found);
    painter->restore();
}

void ChatDelegate::paintDivider(QPainter *painter, const QStyleOptionViewItem &option, int height) const
{
    const QString words =
        m_newMessages == 1 ? tr("1 new message") : tr("%1 new messages").arg(QLocale().toString(m_newMessages));
    const QFont font = smallFont(option.font);
    const QRect area(option.rect.left() + sideMargin, option.rect.top(), option.rect.width() - 2 * sideMargin, height);
    const int textWidth = QFontMetrics(font).horizontalAdvance(words);
    painter->setFont(font);
    painter->setPen(Palette::of(option.palette).warning);
    painter->drawText(area, Qt::AlignCenter, words);
    const int side = (area.width() - textWidth) / 2 - gap;
    painter->drawLine(area.left(), area.center().y(), area.left() + side, area.center().y());
    painter->drawLine(area.right() - side, area.center().y(), area.right(), area.center().y());
}

void ChatDelegate::paintMessage(QPainter *painter, const QStyleOptionViewItem &option, const ChatLine &line,
                                const QColor &found) const
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
        note = receiptNote(line);
        noteColour = line.isWrong() ? colours.bad : line.isDelayed ? colours.warning : colours.muted;
    }
    const QFont noteFont = smallFont(option.font);
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
    const QString from = line.from.isEmpty() ? tr("somebody") : shownName(line.from);
    const int nameRoom = head.width() - noteMetrics.horizontalAdvance(note) - gap;
    painter->drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(nameFont).elidedText(from, Qt::ElideRight, nameRoom));

    const MessageText text(shown(line), option.font, qMax(head.width(), narrowest));
    text.draw(painter, QPointF(head.left(), head.bottom() + 3), m_needle, found);
}

void ChatDelegate::paintNotice(QPainter *painter, const QStyleOptionViewItem &option, const ChatLine &line,
                               const QColor &found) const
{
    const Palette colours = Palette::of(option.palette);
    const QColor ink = line.isGood ? colours.good : colours.warning;
    const QRectF frame = QRectF(option.rect)
                             .adjusted(sideMargin, verticalMargin, -sideMargin, -verticalMargin)
                             .adjusted(.5, .5, -.5, -.5);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(ink);
    painter->drawRoundedRect(frame, 7, 7);
    const MessageText text(shown(line), smallFont(option.font),
                           qMax(option.rect.width() - 2 * (sideMargin + noticePadding), narrowest));
    text.draw(painter, QPointF(frame.left() + noticePadding, frame.top() + noticePadding / 2.0 - 0.5), m_needle, found);
}

} // namespace crosstalk
