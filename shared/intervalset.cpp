// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/intervalset.h"

namespace crosstalk {

std::vector<IntervalSet::Interval>::const_iterator IntervalSet::from(quint64 n) const
{
    // Nearly always it is about the last one, or what lies behind it.
    if (m_intervals.empty() || n > m_intervals.back().last)
        return m_intervals.end();
    if (n >= m_intervals.back().first)
        return m_intervals.end() - 1;
    return std::lower_bound(m_intervals.begin(), m_intervals.end(), n,
                            [](const Interval &interval, quint64 number) { return interval.last < number; });
}

bool IntervalSet::add(quint64 n)
{
    if (m_intervals.empty() || n > m_intervals.back().last) {
        if (!m_intervals.empty() && n == m_intervals.back().last + 1)
            m_intervals.back().last = n;
        else
            m_intervals.push_back({n, n});
        return true;
    }
    const auto at = m_intervals.begin() + (from(n) - m_intervals.cbegin());
    if (at->first <= n)
        return false;
    const bool meetsNext = at->first == n + 1;
    const bool meetsPrevious = at != m_intervals.begin() && (at - 1)->last + 1 == n;
    if (meetsNext && meetsPrevious) {
        (at - 1)->last = at->last;
        m_intervals.erase(at);
    } else if (meetsNext) {
        at->first = n;
    } else if (meetsPrevious) {
        (at - 1)->last = n;
    } else {
        m_intervals.insert(at, {n, n});
    }
    return true;
}

bool IntervalSet::remove(quint64 n)
{
    const auto at = m_intervals.begin() + (from(n) - m_intervals.cbegin());
    if (at == m_intervals.end() || at->first > n)
        return false;
    const Interval whole = *at;
    if (whole.first == whole.last) {
        m_intervals.erase(at);
    } else if (n == whole.first) {
        ++at->first;
    } else if (n == whole.last) {
        --at->last;
    } else {
        at->last = n - 1;
        m_intervals.insert(at + 1, {n + 1, whole.last});
    }
    return true;
}

bool IntervalSet::contains(quint64 n) const
{
    const auto at = from(n);
    return at != m_intervals.end() && at->first <= n;
}

quint64 IntervalSet::count() const
{
    quint64 sum = 0;
    for (const Interval &interval : m_intervals)
        sum += interval.last - interval.first + 1;
    return sum;
}

void IntervalSet::removeUpTo(quint64 n)
{
    const auto at = m_intervals.begin() + (from(n + 1) - m_intervals.cbegin());
    m_intervals.erase(m_intervals.begin(), at);
    if (!m_intervals.empty())
        m_intervals.front().first = std::max(m_intervals.front().first, n + 1);
}

quint64 IntervalSet::firstAbsent(quint64 n) const
{
    const auto at = from(n);
    return at == m_intervals.end() || at->first > n ? n : at->last + 1;
}

} // namespace crosstalk
