// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/accentbutton.h"

#include "app/desktop/palette.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace crosstalk {

AccentButton::AccentButton(const QString &text, int instanceNumber, QWidget *parent)
    : QPushButton(text, parent)
    , m_instanceNumber(instanceNumber)
{
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

QSize AccentButton::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 24, fontMetrics().height() + 12};
}

void AccentButton::paintEvent(QPaintEvent *)
{
    const Palette colours = Palette::of(palette());
    const QColor ground = palette().color(QPalette::Base);
    QColor fill = colours.instance(m_instanceNumber);
    if (!isEnabled())
        fill = Palette::over(ground, fill, 0.4);
    else if (isDown())
        fill = Palette::over(fill, Qt::black, 0.18);
    else if (underMouse())
        fill = Palette::over(fill, colours.onInstance, 0.10);

    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect(), 5, 5);
    painter.setPen(colours.onInstance);
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic, text());
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5), 3, 3);
    }
}

} // namespace crosstalk
