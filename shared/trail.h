// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What happened lately, so that a failure can be shown with its neighbourhood. A ring of fixed size, 32 bytes an event.

#include "shared/verdict.h"

#include <functional>
#include <vector>

namespace crosstalk {

class Trail
{
public:
    /// Names are numbers of the Ledger's; -1 for none.
    struct Footprint
    {
        qint64 at = 0;
        quint64 n = 0; ///< 0 where it is about no message.
        int session = -1;
        int sender = -1;
        qint16 instance = -1;
        qint16 room = -1;
        Moment::Kind kind = Moment::Kind::Sent;
    };

    void add(const Footprint &footprint);
    /// The latest for which @p isWanted holds, at most @p most, in order of time.
    std::vector<Footprint> latest(size_t most, const std::function<bool(const Footprint &)> &isWanted) const;

private:
    static constexpr size_t capacity = 1 << 16;

    std::vector<Footprint> m_ring;
    size_t m_next = 0;
};

} // namespace crosstalk
