// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace crosstalk {

/// Where the program is that @p wanted names, as a shell finds it: what has a slash is a path, from the working
/// directory on; anything else is looked for in PATH. Absolute; empty where it is not there or cannot be run.
QString programPath(const QString &wanted);

} // namespace crosstalk
