// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The program's own icons: line drawings that take the colour of the text they stand beside, in light windows and dark.

#include <QIcon>

namespace crosstalk {

/// @p name without its path and suffix, for example "freeze".
QIcon icon(const QString &name);

} // namespace crosstalk
