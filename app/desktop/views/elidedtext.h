// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

class QPainter;

namespace crosstalk {

/// Draws @p text in the middle of @p area, in as many lines as it takes; of what has no room the end is left out, never
/// half a line. In the pen and the font of the painter.
void drawCentred(QPainter *painter, const QRect &area, const QString &text);

} // namespace crosstalk
