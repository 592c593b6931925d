// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pulse.h"

namespace crosstalk {

void Pulse::take(const QString &from, const QString &to, qint64 at)
{
    ++m_messages[to];
    // What comes from itself need not have passed the broker.
    if (from == to)
        return;
    m_heardAt[to] = at;
    m_deafSince.remove(to);
}

void Pulse::missed(const QString &from, const QString &to, qint64 sentAt)
{
    const bool hasHeardSince = m_heardAt.contains(to) && m_heardAt.value(to) > sentAt;
    const bool hasBegunSince = m_begunAt.contains(to) && m_begunAt.value(to) > sentAt;
    if (from != to && !hasHeardSince && !hasBegunSince && !m_deafSince.contains(to))
        m_deafSince.insert(to, sentAt);
}

void Pulse::forget(const QString &instance, qint64 now)
{
    m_begunAt.insert(instance, now);
    m_deafSince.remove(instance);
}

std::optional<qint64> Pulse::deafSince(const QString &instance) const
{
    const auto known = m_deafSince.constFind(instance);
    return known == m_deafSince.cend() ? std::nullopt : std::optional(*known);
}

} // namespace crosstalk
