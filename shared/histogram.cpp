// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace crosstalk {

namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds lowest = std::chrono::microseconds(1);
constexpr nanoseconds highest = std::chrono::hours(1);

// Each power of two is cut into 128 buckets of one width: a value and the end of its bucket differ by less than 1/128.
constexpr int subBits = 7;

constexpr quint64 position(nanoseconds value)
{
    const auto v = static_cast<quint64>(value.count());
    const int shift = std::bit_width(v) - 1 - subBits;
    return (static_cast<quint64>(shift) << subBits) + (v >> shift);
}
constexpr quint64 firstPosition = position(lowest);

/// The largest value at @p position.
constexpr nanoseconds endOf(quint64 position)
{
    const quint64 shift = (position >> subBits) - 1;
    const quint64 first = (position - (shift << subBits)) << shift;
    return nanoseconds(static_cast<nanoseconds::rep>(first + (quint64{1} << shift) - 1));
}

} // namespace

void Histogram::add(nanoseconds value)
{
    value = std::clamp(value, lowest, highest);
    const size_t index = position(value) - firstPosition;
    if (index >= m_buckets.size())
        m_buckets.resize(index + 1);
    ++m_buckets[index];
    ++m_count;
    m_max = std::max(m_max, value);
}

void Histogram::merge(const Histogram &other)
{
    if (other.m_buckets.size() > m_buckets.size())
        m_buckets.resize(other.m_buckets.size());
    for (size_t i = 0; i < other.m_buckets.size(); ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
    m_max = std::max(m_max, other.m_max);
}

Histogram Histogram::without(const Histogram &part) const
{
    Histogram rest;
    for (size_t i = 0; i < m_buckets.size(); ++i) {
        const quint64 count = m_buckets[i] - (i < part.m_buckets.size() ? part.m_buckets[i] : 0);
        if (count == 0)
            continue;
        rest.m_buckets.resize(i + 1);
        rest.m_buckets[i] = count;
        rest.m_count += count;
        rest.m_max = std::min(endOf(i + firstPosition), m_max);
    }
    return rest;
}

nanoseconds Histogram::percentile(double quantile) const
{
    if (m_count == 0)
        return nanoseconds::zero();
    const double share = std::ceil(std::clamp(quantile, 0.0, 1.0) * static_cast<double>(m_count));
    const quint64 rank = std::clamp<quint64>(static_cast<quint64>(share), 1, m_count);
    quint64 seen = 0;
    for (size_t i = 0; i < m_buckets.size(); ++i) {
        seen += m_buckets[i];
        if (seen >= rank)
            return std::min(endOf(i + firstPosition), m_max);
    }
    return m_max;
}

} // namespace crosstalk
