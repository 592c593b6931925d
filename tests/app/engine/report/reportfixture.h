// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Reports as a run makes them, for the suites of the formats.

#include "app/engine/report/report.h"

namespace crosstalk::test {

/// 500 messages of alice's on a to five others on b and c while the broker restarts: some lost, one twice, and a
/// reconvergence that could not be judged.
RunReport brokerRestart();
/// A calm run in which all held.
RunReport calmRun();
/// Nothing happened.
RunReport emptyRun();
/// brokerRestart() where every text is @p text, as somebody might write it who means harm.
RunReport hostileRun(const QString &text);

} // namespace crosstalk::test
