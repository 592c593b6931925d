// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/elidedtext.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTextLayout>

namespace crosstalk {

namespace {

QStringList wrapped(const QString &text, const QFont &font, int width)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine())
        line.setLineWidth(width);
    layout.endLayout();
    QStringList lines;
    for (int i = 0; i < layout.lineCount(); ++i)
        lines << text.mid(layout.lineAt(i).textStart(), layout.lineAt(i).textLength()).trimmed();
    return lines;
}

} // namespace

void drawCentred(QPainter *painter, const QRect &area, const QString &text)
{
    const QFontMetrics metrics = painter->fontMetrics();
    const int most = area.height() / metrics.lineSpacing();
    QStringList lines = wrapped(text, painter->font(), area.width());
    if (most == 0 || lines.isEmpty())
        return;
    if (lines.size() > most) {
        const QString rest = lines.mid(most - 1).join(QLatin1Char(' '));
        lines = lines.first(most);
        lines.last() = metrics.elidedText(rest, Qt::ElideRight, area.width());
    }
    const int height = static_cast<int>(lines.size()) * metrics.lineSpacing();
    QRect line(area.left(), area.top() + (area.height() - height) / 2, area.width(), metrics.lineSpacing());
    for (const QString &each : lines) {
        painter->drawText(line, Qt::AlignCenter, each);
        line.translate(0, metrics.lineSpacing());
    }
}

} // namespace crosstalk
