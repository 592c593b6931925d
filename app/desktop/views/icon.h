// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The program's own icons: line drawings that take the colour of the text they stand beside, in light windows and dark.

#include <QIcon>

class QPainter;

namespace crosstalk {

/// @p name without its path and suffix, for example "freeze".
QIcon icon(const QString &name);

/// The same drawing in a colour of its own, for what paints itself.
void paintIcon(QPainter *painter, const QRectF &area, const QString &name, const QColor &colour);

} // namespace crosstalk
