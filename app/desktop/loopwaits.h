// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How long an event loop let things wait, reckoned from the beats of a timer in it: what comes in while the loop is
// busy waits until it is not. No clock of its own.

#include "shared/histogram.h"

namespace crosstalk {

class LoopWaits
{
public:
    /// A beat is due this long after the one before.
    static constexpr std::chrono::milliseconds interval{1};
    /// What people begin to notice.
    static constexpr std::chrono::milliseconds limit{50};

    /// A beat has come, @p sinceLast after the one before. Those that were due in between have waited as well, each for
    /// less: without them a long block would count as one moment.
    void addBeat(std::chrono::nanoseconds sinceLast);

    quint64 beats() const { return m_waits.count(); } ///< That were due.
    std::chrono::nanoseconds longest() const { return m_longest; }
    /// What a share @p quantile (0 to 1) of all moments did not have to wait for longer than; see Histogram.
    std::chrono::nanoseconds percentile(double quantile) const { return m_waits.percentile(quantile); }
    /// How often the loop was blocked for longer than the limit.
    quint64 overLimit() const { return m_overLimit; }

private:
    Histogram m_waits;
    std::chrono::nanoseconds m_longest{0};
    quint64 m_overLimit = 0;
};

} // namespace crosstalk
