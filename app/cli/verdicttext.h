// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "shared/verdict.h"

#include <QStringList>

namespace crosstalk {

/// A line per invariant, its counterexample beneath it where it failed, and a last line with the verdict and the
/// totals.
QStringList describeVerdict(const Verdict &verdict, bool hasColour);

} // namespace crosstalk
