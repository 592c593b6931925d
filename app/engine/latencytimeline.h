// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Latency over the time of a run, in slices that grow with it: a run of any length has at most so many.

#include "app/engine/report/report.h"

#include <vector>

namespace crosstalk {

class LatencyTimeline
{
public:
    static constexpr size_t slicesAtMost = 400;

    /// What was received at @p at, since the run's start.
    void add(std::chrono::nanoseconds at, std::chrono::nanoseconds latency);
    /// Those in which something was received, in order of time.
    QList<LatencySlice> slices() const;
    std::chrono::nanoseconds width() const { return m_width; }

private:
    void coarsen();

    std::chrono::nanoseconds m_width{std::chrono::milliseconds(100)};
    std::vector<Histogram> m_slices;
};

} // namespace crosstalk
