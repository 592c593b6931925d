// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Latencies in log-linear buckets: constant size, relative error under 1 %, two of them can be added.

#include <chrono>
#include <vector>

#include <QtGlobal>

namespace crosstalk {

/// Counts durations from 1 µs to 1 h; what lies outside counts as the nearer end.
class Histogram
{
public:
    void add(std::chrono::nanoseconds value);
    void merge(const Histogram &other);
    /// What is left without @p part, all of which has been counted in this one, too. The largest value is then known to
    /// under 1 %.
    Histogram without(const Histogram &part) const;

    quint64 count() const { return m_count; }
    /// The least value that a share @p quantile (0 to 1) of all counted values does not exceed; never below it, and
    /// above it by less than 1 %. Zero when empty.
    std::chrono::nanoseconds percentile(double quantile) const;
    /// The largest value counted, exactly; zero when empty.
    std::chrono::nanoseconds max() const { return m_max; }

private:
    std::vector<quint64> m_buckets; ///< Grows to the largest value seen: 17 KiB for 100 ms, 33 KiB at most.
    quint64 m_count = 0;
    std::chrono::nanoseconds m_max{0};
};

} // namespace crosstalk
