// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// `crosstalk check`: judges a history file, and says what it comes to.

#include "app/cli/invocation.h"

namespace crosstalk {

/// What follows `crosstalk`: "check" and its arguments, the program's name first.
Result<Invocation> parseCheck(const QStringList &arguments);

/// Reads, judges, prints. @return the exit code.
int runCheck(const CheckOptions &options);

} // namespace crosstalk
