// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// `crosstalk scenario`: looks at scenario files, and runs nothing.

#include "app/cli/invocation.h"

namespace crosstalk {

/// What follows `crosstalk`: "scenario" and its arguments, the program's name first.
Result<Invocation> parseScenario(const QStringList &arguments);

/// Prints what was asked for, and on standard error what is wrong with files. @return the exit code: 0, or 3 where a
/// file is not in order.
int runScenario(const ScenarioOptions &options);

} // namespace crosstalk
