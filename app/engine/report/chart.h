// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The drawings of latency. Each is drawn twice, for wide and for narrow screens, so that its lettering is readable on
// both; style.h shows one of them.

#include "app/engine/report/markup.h"
#include "app/engine/report/report.h"

namespace crosstalk {

/// Median, 99th percentile and largest latency of each slice, over the time of the run, with the faults as numbered
/// bands. @p run has slices.
void writeLatencyOverTime(Markup &page, const RunReport &run);

/// The latency that each share of what was received did not exceed; the upper end drawn out. @p latency is not empty.
void writePercentiles(Markup &page, const Histogram &latency);

} // namespace crosstalk
