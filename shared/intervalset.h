// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A set of message numbers, kept as intervals: ten million in a row take no more room than one.

#include <QtGlobal>

#include <algorithm>
#include <vector>

namespace crosstalk {

class IntervalSet
{
public:
    struct Interval
    {
        quint64 first = 0;
        quint64 last = 0;

        bool operator==(const Interval &) const = default;
    };

    /// False where it was in already. In constant time at the end, else in that of a search and a move.
    bool add(quint64 n);
    /// False where it was not in.
    bool remove(quint64 n);
    bool contains(quint64 n) const;

    bool isEmpty() const { return m_intervals.empty(); }
    quint64 count() const;
    /// Sorted, disjoint, with at least one number between any two.
    const std::vector<Interval> &intervals() const { return m_intervals; }

    /// Takes out all numbers up to and including @p n.
    void removeUpTo(quint64 n);

    /// Calls @p visit(n) for each number in [@p first, @p last] that is in, in order, until it returns false.
    template<class Visit>
    void forEach(quint64 first, quint64 last, Visit visit) const
    {
        for (auto it = from(first); it != m_intervals.end() && it->first <= last; ++it) {
            for (quint64 n = std::max(first, it->first); n <= std::min(last, it->last); ++n) {
                if (!visit(n))
                    return;
            }
        }
    }
    /// The same for the numbers in [@p first, @p last] that are in this set and in none of @p others.
    template<class Visit, class... Others>
    void forEachNotIn(quint64 first, quint64 last, Visit visit, const Others &...others) const
    {
        for (auto it = from(first); it != m_intervals.end() && it->first <= last; ++it) {
            quint64 n = std::max(first, it->first);
            const quint64 end = std::min(last, it->last);
            while (n <= end) {
                const quint64 next = std::max({others.firstAbsent(n)...});
                if (next == n) {
                    if (!visit(n))
                        return;
                    ++n;
                } else {
                    n = next;
                }
            }
        }
    }
    /// The least number from @p n on that is not in.
    quint64 firstAbsent(quint64 n) const;

private:
    /// The first interval that ends at @p n or later.
    std::vector<Interval>::const_iterator from(quint64 n) const;

    std::vector<Interval> m_intervals;
};

} // namespace crosstalk
