// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/clusterdelegate.h"

#include "app/desktop/models/clustermodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/fonts.h"
#include "app/desktop/views/icon.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace crosstalk {

namespace {

constexpr int sideMargin = 12;
constexpr int gap = 8;
constexpr int menuWidth = 20;

QColor toneColour(ClusterModel::Tone tone, const Palette &colours)
{
    switch (tone) {
    case ClusterModel::Tone::Good:
        return colours.good;
    case ClusterModel::Tone::Doubtful:
        return colours.warning;
    case ClusterModel::Tone::Bad:
        return colours.bad;
    case ClusterModel::Tone::Quiet:
        return colours.muted;
    }
    Q_UNREACHABLE();
}

void paintSection(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    QFont font = smallFont(option.font);
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    // Not to be selected is not to be faint.
    QPalette enabled = option.palette;
    enabled.setCurrentColorGroup(QPalette::Active);
    painter->setPen(Palette::of(enabled).muted);
    painter->drawText(option.rect.adjusted(sideMargin, 0, 0, -5), Qt::AlignLeft | Qt::AlignBottom,
                      index.data().toString());
}

void paintMark(QPainter *painter, const QRectF &area, const QModelIndex &index, const QStyleOptionViewItem &option)
{
    const auto kind = index.data(ClusterModel::KindRole).value<ClusterModel::Kind>();
    const Palette colours = Palette::of(option.palette);
    if (kind == ClusterModel::Kind::Fault) {
        paintIcon(painter, area.adjusted(1, 1, -1, -1), QStringLiteral("fault"), colours.warning);
        return;
    }
    if (kind != ClusterModel::Kind::Broker) {
        paintBadge(painter, area, index.data(ClusterModel::TagRole).value<InstanceTag>(), option.palette);
        return;
    }
    // The broker is no instance: a dot in the colour of its state.
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(toneColour(index.data(ClusterModel::ToneRole).value<ClusterModel::Tone>(), colours));
    painter->drawEllipse(area.center(), area.width() * 0.25, area.height() * 0.25);
}

/// As a link: one sees that it can be clicked.
void paintHeal(QPainter *painter, const QRect &area, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (area.isEmpty())
        return;
    QFont font = option.font;
    font.setUnderline(option.state & QStyle::State_MouseOver);
    painter->setFont(font);
    painter->setPen(option.palette.color(QPalette::Link));
    painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter, index.data(ClusterModel::HealRole).toString());
}

} // namespace

QRect ClusterDelegate::menuArea(const QRect &row)
{
    return {row.right() - menuWidth - 2, row.top(), menuWidth, row.height()};
}

QRect ClusterDelegate::healArea(const QRect &row, const QModelIndex &index, const QFont &font)
{
    const QString word = index.data(ClusterModel::HealRole).toString();
    if (word.isEmpty())
        return {};
    const int width = QFontMetrics(font).horizontalAdvance(word);
    return {row.right() - sideMargin - width, row.top(), width + 1, row.height()};
}

bool ClusterDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    const QRect area = healArea(option.rect, index, option.font);
    if (event->type() != QEvent::ToolTip || !area.contains(event->pos()))
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), index.data(ClusterModel::HealingRole).toString(), view->viewport(), area);
    return true;
}

QSize ClusterDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isSection = !index.parent().isValid();
    const int line = option.fontMetrics.height();
    const int detail = QFontMetrics(smallFont(option.font)).height();
    return {100, isSection ? detail + (index.row() == 0 ? 14 : 22) : line + detail + 11};
}

void ClusterDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto kind = index.data(ClusterModel::KindRole).value<ClusterModel::Kind>();
    const Palette colours = Palette::of(option.palette);
    painter->save();
    if (kind == ClusterModel::Kind::Section) {
        paintSection(painter, option, index);
        painter->restore();
        return;
    }

    const QFont detailFont = smallFont(option.font);
    const QFontMetrics detailMetrics(detailFont);
    const int side = badgeSide(option.fontMetrics.height());
    const QRectF mark(option.rect.left() + sideMargin, option.rect.center().y() - side / 2.0, side, side);
    paintMark(painter, mark, index, option);

    const bool isFault = kind == ClusterModel::Kind::Fault;
    const QRect heal = healArea(option.rect, index, option.font);
    paintHeal(painter, heal, option, index);

    const bool hasDots = !isFault;
    const int left = qRound(mark.right()) + gap;
    const int rightMargin = hasDots ? menuWidth : sideMargin + (heal.isEmpty() ? 0 : heal.width() + gap);
    QRect text(left, option.rect.top() + 5, option.rect.right() - left - rightMargin, option.fontMetrics.height());

    // A title alone stands in the middle, as its mark does.
    const QString detailText = index.data(ClusterModel::DetailRole).toString();
    if (detailText.isEmpty())
        text.moveTop(option.rect.top() + (option.rect.height() - text.height()) / 2);

    const QString figure = index.data(ClusterModel::FigureRole).toString();
    painter->setFont(detailFont);
    painter->setPen(colours.muted);
    painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, figure);

    const auto tone = index.data(ClusterModel::ToneRole).value<ClusterModel::Tone>();
    // Of a fault, its mark says enough.
    const bool isPlain = tone == ClusterModel::Tone::Good || kind == ClusterModel::Kind::Session || isFault;
    painter->setFont(option.font);
    painter->setPen(isPlain ? option.palette.color(QPalette::Text) : toneColour(tone, colours));
    if (const QString drawing = index.data(ClusterModel::IconRole).toString(); !drawing.isEmpty()) {
        const qreal size = text.height() * 0.8;
        paintIcon(painter, QRectF(text.left(), text.center().y() - size / 2 + 1, size, size), drawing,
                  toneColour(tone, colours));
        text.setLeft(text.left() + qRound(size) + gap / 2);
    }
    const int titleRoom = text.width() - (figure.isEmpty() ? 0 : detailMetrics.horizontalAdvance(figure) + gap);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, titleRoom));

    const QRect detail(left, text.bottom() + 2, text.width(), detailMetrics.height());
    painter->setFont(detailFont);
    const bool isOut = kind == ClusterModel::Kind::Session && tone != ClusterModel::Tone::Good;
    painter->setPen(isOut ? colours.warning : colours.muted);
    // Of an address both ends tell more than its middle; a reason begins with what matters.
    const bool isAttached = index.data(ClusterModel::StateRole).value<Service::State>() == Service::State::Attached;
    const bool hasReason = !index.data(ClusterModel::ReasonRole).toString().isEmpty();
    const Qt::TextElideMode elide = isAttached && !hasReason ? Qt::ElideMiddle : Qt::ElideRight;
    painter->drawText(detail, Qt::AlignLeft | Qt::AlignVCenter,
                      detailMetrics.elidedText(detailText, elide, detail.width()));

    if (hasDots && (option.state & (QStyle::State_MouseOver | QStyle::State_Selected))) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colours.muted);
        const QPointF centre = QRectF(menuArea(option.rect)).center();
        for (const int step : {-4, 0, 4})
            painter->drawEllipse(centre + QPointF(0, step), 1.2, 1.2);
    }
    painter->restore();
}

} // namespace crosstalk
