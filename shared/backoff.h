// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Growing, spread delays between tries. No clock and no randomness of its own.

#include <algorithm>
#include <chrono>

namespace crosstalk {

/// "Equal jitter": each delay lies between half and the whole of a ceiling that doubles from @c first to @c cap, so
/// that many clients cut off at once do not come back at once, and none hammers.
class Backoff
{
public:
    using Duration = std::chrono::milliseconds;

    constexpr explicit Backoff(Duration first = Duration{100}, Duration cap = Duration{5000})
        : m_first(std::min(first, cap))
        , m_cap(cap)
        , m_ceiling(m_first)
    {}

    /// The next delay; @p random is uniform in [0, 1).
    constexpr Duration next(double random)
    {
        const Duration ceiling = m_ceiling;
        m_ceiling = std::min(m_ceiling * 2, m_cap);
        const auto half = ceiling / 2;
        return half + Duration{static_cast<Duration::rep>(static_cast<double>((ceiling - half).count()) * random)};
    }
    /// After a success.
    constexpr void reset() { m_ceiling = m_first; }

private:
    Duration m_first;
    Duration m_cap;
    Duration m_ceiling;
};

} // namespace crosstalk
