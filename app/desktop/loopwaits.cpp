// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/loopwaits.h"

#include <algorithm>

namespace crosstalk {

void LoopWaits::addBeat(std::chrono::nanoseconds sinceLast)
{
    const auto blocked = std::max<std::chrono::nanoseconds>(sinceLast - interval, std::chrono::nanoseconds{0});
    m_longest = std::max(m_longest, blocked);
    m_overLimit += blocked > limit ? 1 : 0;
    m_waits.add(blocked);
    for (auto wait = blocked - interval; wait.count() >= 0; wait -= interval)
        m_waits.add(wait);
}

} // namespace crosstalk
