// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// `crosstalk bench`: what the checker itself takes, for anybody to measure on a machine of their own.

#include "app/cli/invocation.h"

namespace crosstalk {

/// What follows `crosstalk`: "bench" and its arguments, the program's name first.
Result<Invocation> parseBench(const QStringList &arguments);

/// Measures and prints. @return the exit code: 1 where the account was wrong.
int runBench(const BenchOptions &options);

} // namespace crosstalk
