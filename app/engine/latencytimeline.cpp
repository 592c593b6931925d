// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/latencytimeline.h"

namespace crosstalk {

void LatencyTimeline::add(std::chrono::nanoseconds at, std::chrono::nanoseconds latency)
{
    if (at.count() < 0)
        return;
    while (static_cast<size_t>(at / m_width) >= slicesAtMost)
        coarsen();
    const auto index = static_cast<size_t>(at / m_width);
    if (index >= m_slices.size())
        m_slices.resize(index + 1);
    m_slices[index].add(latency);
}

/// Two become one.
void LatencyTimeline::coarsen()
{
    m_width *= 2;
    std::vector<Histogram> wider((m_slices.size() + 1) / 2);
    for (size_t i = 0; i < m_slices.size(); ++i)
        wider[i / 2].merge(m_slices[i]);
    m_slices = std::move(wider);
}

QList<LatencySlice> LatencyTimeline::slices() const
{
    QList<LatencySlice> result;
    for (size_t i = 0; i < m_slices.size(); ++i) {
        const Histogram &slice = m_slices[i];
        if (slice.count() > 0)
            result.append({m_width * static_cast<qint64>(i), slice.count(), slice.percentile(0.5),
                           slice.percentile(0.99), slice.max()});
    }
    return result;
}

} // namespace crosstalk
