// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "shared/invariant.h"
#include "shared/ledger.h"
#include "shared/observations.h"
#include "shared/verdict.h"

namespace crosstalk {

/// Whether @p invariant holds, of what is known so far. What is under way is neither lost nor delivered: where it
/// matters, Unknown.
InvariantVerdict judge(const Invariant &invariant, const Ledger &ledger, const Observations &observations);

} // namespace crosstalk
