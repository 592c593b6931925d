// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/badge.h"

#include "app/desktop/palette.h"

#include <QPainter>

namespace crosstalk {

QString instanceWord(const InstanceTag &tag)
{
    return tag.number >= 0 ? badgeLetter(tag.name) : tag.name;
}

int badgeSide(int textHeight)
{
    return qMax(14, textHeight + 1);
}

void paintBadge(QPainter *painter, const QRectF &rect, const InstanceTag &tag, const QPalette &palette)
{
    const Palette colours = Palette::of(palette);
    const QString letter = tag.name.isEmpty() ? QStringLiteral("?") : badgeLetter(tag.name);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tag.number >= 0 ? colours.instance(tag.number) : colours.muted);
    painter->drawRoundedRect(rect, rect.height() * 0.24, rect.height() * 0.24);
    QFont font = painter->font();
    font.setBold(true);
    font.setPixelSize(qMax(8, qRound(rect.height() * (letter.size() > 1 ? 0.46 : 0.62))));
    painter->setFont(font);
    painter->setPen(tag.number >= 0 ? colours.onInstance : palette.color(QPalette::Window));
    painter->drawText(rect, Qt::AlignCenter, letter);
    painter->restore();
}

} // namespace crosstalk
