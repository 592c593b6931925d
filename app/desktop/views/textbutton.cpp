// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/textbutton.h"

#include "app/desktop/palette.h"

#include <QPainter>
#include <QStyleOptionToolButton>

namespace crosstalk {

namespace {

constexpr int sideMargin = 6;
constexpr int iconGap = 6;
constexpr int arrowGap = 2;
constexpr qreal radius = 5;

bool hasMenuPart(const QStyleOptionToolButton &button)
{
    return button.features.testFlag(QStyleOptionToolButton::MenuButtonPopup);
}

int iconSpace(const QStyleOptionToolButton &button)
{
    return button.icon.isNull() ? 0 : button.iconSize.width() + iconGap;
}

void paintGround(const QStyleOptionToolButton &button, const QRect &menu, QPainter *painter)
{
    const bool isOn = button.state.testFlag(QStyle::State_On);
    const bool isHovered =
        button.state.testFlag(QStyle::State_MouseOver) && button.state.testFlag(QStyle::State_Enabled);
    const bool isMenuDown = hasMenuPart(button) && button.activeSubControls.testFlag(QStyle::SC_ToolButtonMenu) &&
                            button.state.testFlag(QStyle::State_Sunken);
    const bool isDown = button.state.testFlag(QStyle::State_Sunken) && !isMenuDown;
    if (!isOn && !isHovered && !isDown && !isMenuDown)
        return;
    const Palette colours = Palette::of(button.palette);
    painter->setPen(Qt::NoPen);
    painter->setBrush(isOn || isDown ? colours.selection : colours.canvas);
    painter->drawRoundedRect(button.rect, radius, radius);
    if (menu.isEmpty())
        return;
    if (isMenuDown) {
        painter->setBrush(colours.selection);
        painter->drawRoundedRect(menu, radius, radius);
    } else {
        painter->fillRect(QRectF(menu.left(), menu.top() + 5, 1, menu.height() - 10), colours.line);
    }
}

void paintArrow(const QStyleOptionToolButton &button, const QRect &menu, QPainter *painter)
{
    const Palette colours = Palette::of(button.palette);
    const QColor colour = button.state.testFlag(QStyle::State_Enabled) ? colours.muted : colours.line;
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    const QPointF tip = QRectF(menu).center() + QPointF(0, 2);
    painter->drawPolyline(QPolygonF{tip + QPointF(-3.5, -3.5), tip, tip + QPointF(3.5, -3.5)});
}

} // namespace

bool isTextButton(const QStyleOptionToolButton &button)
{
    return button.toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button.text.isEmpty() &&
           button.state.testFlag(QStyle::State_AutoRaise) && !button.features.testFlag(QStyleOptionToolButton::Arrow);
}

QSize textButtonSize(const QStyleOptionToolButton &button, int height, int menuWidth)
{
    const int text = button.fontMetrics.size(Qt::TextShowMnemonic, button.text).width();
    const int end = hasMenuPart(button) ? arrowGap + menuWidth : sideMargin;
    return {sideMargin + iconSpace(button) + text + end, height};
}

void paintTextButton(const QStyleOptionToolButton &button, const QRect &menu, QPainter *painter)
{
    const bool isEnabled = button.state.testFlag(QStyle::State_Enabled);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(button, menu, painter);
    const QRect content = button.rect.adjusted(sideMargin, 0, 0, 0);
    if (!button.icon.isNull()) {
        QRect icon(QPoint(), button.iconSize);
        icon.moveCenter(content.center());
        icon.moveLeft(content.left());
        button.icon.paint(painter, QStyle::visualRect(button.direction, button.rect, icon), Qt::AlignCenter,
                          isEnabled ? QIcon::Normal : QIcon::Disabled);
    }
    if (!menu.isEmpty())
        paintArrow(button, menu, painter);
    painter->setFont(button.font);
    painter->setPen(button.palette.color(isEnabled ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText));
    const QRect text = QStyle::visualRect(button.direction, button.rect, content.adjusted(iconSpace(button), 0, 0, 0));
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextHideMnemonic, button.text);
    painter->restore();
}

} // namespace crosstalk
