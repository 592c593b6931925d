// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/trail.h"

#include <algorithm>

namespace crosstalk {

void Trail::add(const Footprint &footprint)
{
    if (m_ring.size() < capacity) {
        m_ring.push_back(footprint);
        return;
    }
    m_ring[m_next] = footprint;
    m_next = (m_next + 1) % capacity;
}

std::vector<Trail::Footprint> Trail::latest(size_t most, const std::function<bool(const Footprint &)> &isWanted) const
{
    std::vector<Footprint> found;
    for (size_t i = m_ring.size(); i > 0 && found.size() < most; --i) {
        const Footprint &footprint = m_ring[(m_next + i - 1) % m_ring.size()];
        if (isWanted(footprint))
            found.push_back(footprint);
    }
    std::reverse(found.begin(), found.end());
    return found;
}

} // namespace crosstalk
