// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/pendingpublishes.h"

namespace crosstalk {

void PendingPublishes::add(const QString &id, TimePoint due)
{
    Q_ASSERT(m_order.empty() || m_order.back().due <= due);
    m_order.push_back({id, due});
    m_open.insert(id);
}

bool PendingPublishes::take(const QString &id)
{
    const bool wasOpen = m_open.remove(id);
    dropAnswered();
    return wasOpen;
}

QStringList PendingPublishes::takeDue(TimePoint now)
{
    QStringList ids;
    while (!m_order.empty() && m_order.front().due <= now) {
        if (m_open.remove(m_order.front().id))
            ids.append(m_order.front().id);
        m_order.pop_front();
    }
    dropAnswered();
    return ids;
}

QStringList PendingPublishes::takeAll()
{
    return takeDue(TimePoint::max());
}

std::optional<PendingPublishes::TimePoint> PendingPublishes::nextDue() const
{
    return m_order.empty() ? std::nullopt : std::optional(m_order.front().due);
}

void PendingPublishes::dropAnswered()
{
    while (!m_order.empty() && !m_open.contains(m_order.front().id))
        m_order.pop_front();
}

} // namespace crosstalk
