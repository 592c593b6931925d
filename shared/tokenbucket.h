// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A rate limit with a burst. The caller brings the time.

#include <algorithm>
#include <chrono>

namespace crosstalk {

/// Holds at most @c burst tokens, gains @c perSecond of them a second.
class TokenBucket
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    TokenBucket(double perSecond, double burst, TimePoint now)
        : m_perSecond(perSecond)
        , m_burst(burst)
        , m_tokens(burst)
        , m_last(now)
    {}

    /// Takes one token if there is one. Time that runs backwards gains nothing.
    bool take(TimePoint now)
    {
        const std::chrono::duration<double> elapsed = std::max(now - m_last, TimePoint::duration::zero());
        m_last = std::max(m_last, now);
        m_tokens = std::min(m_burst, m_tokens + elapsed.count() * m_perSecond);
        if (m_tokens < 1.0)
            return false;
        m_tokens -= 1.0;
        return true;
    }

private:
    double m_perSecond;
    double m_burst;
    double m_tokens;
    TimePoint m_last;
};

} // namespace crosstalk
