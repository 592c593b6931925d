// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/faultwindow.h"

#include <algorithm>

namespace crosstalk {

namespace {

constexpr size_t recoveriesAtMost = 100;

} // namespace

FaultWindow::FaultWindow(std::chrono::nanoseconds bound)
    : m_bound(bound.count())
{}

void FaultWindow::began(qint64 at, const QString &fault, const QString &what, bool excuses)
{
    if (!isOpen())
        m_beganAt = at;
    m_excuses = m_excuses || excuses;
    m_healedAt.reset(); // A recovery that is cut short by another fault says nothing.
    m_active.append({fault, what});
}

void FaultWindow::healed(qint64 at, const QString &fault)
{
    const auto found =
        std::find_if(m_active.begin(), m_active.end(), [&](const Active &active) { return active.fault == fault; });
    if (found == m_active.end())
        return;
    m_healedFrom = found->what;
    m_active.erase(found);
    if (!m_active.isEmpty())
        return;
    m_healedAt = at;
    if (m_recoveries.size() == recoveriesAtMost) {
        const auto sound = std::find_if(m_recoveries.begin(), m_recoveries.end(), [this](const Recovery &each) {
            return each.silent.empty() && (!each.took || each.took->count() <= m_bound);
        });
        m_recoveries.erase(sound == m_recoveries.end() ? sound - 1 : sound);
    }
    m_recoveries.push_back({at, m_healedFrom, false, {}, {}});
}

void FaultWindow::setUp(int instance, bool isUp)
{
    if (isUp)
        m_down.remove(instance);
    else
        m_down.insert(instance);
}

int FaultWindow::path(int from, int to, int room)
{
    const auto key = std::pair(std::pair(from, to), room);
    const auto known = m_numbers.constFind(key);
    if (known != m_numbers.cend())
        return *known;
    const auto number = static_cast<int>(m_paths.size());
    m_paths.push_back({from, to, -1, -1, -1});
    m_numbers.insert(key, number);
    return number;
}

/// It was in use when the fault began, or since; what has fallen silent long ago cannot show that it works again.
bool FaultWindow::isAwaited(const Path &path) const
{
    return path.lastSentAt >= m_beganAt - m_bound && !m_down.contains(path.from) && !m_down.contains(path.to);
}

void FaultWindow::delivered(int number, qint64 sentAt, qint64 at)
{
    if (!m_healedAt || sentAt < *m_healedAt)
        return;
    Path &path = m_paths[static_cast<size_t>(number)];
    if (hasDelivered(path))
        return;
    path.firstDeliveredAt = at;
    if (std::all_of(m_paths.begin(), m_paths.end(),
                    [this](const Path &each) { return !isAwaited(each) || hasDelivered(each); }))
        close();
}

void FaultWindow::advance(qint64 at)
{
    if (m_healedAt && at - *m_healedAt > m_bound)
        close();
}

void FaultWindow::end()
{
    if (m_healedAt && std::all_of(m_paths.begin(), m_paths.end(), [this](const Path &path) {
            return path.firstSentAt < *m_healedAt || hasDelivered(path);
        }))
        close();
}

void FaultWindow::close()
{
    const qint64 healedAt = *m_healedAt;
    Recovery &recovery = m_recoveries.back();
    recovery.hasEnded = true;
    qint64 lastAt = -1;
    for (const Path &path : m_paths) {
        if (path.firstSentAt < healedAt)
            continue;
        const std::pair cell(path.from, path.to);
        if (hasDelivered(path)) {
            lastAt = std::max(lastAt, path.firstDeliveredAt);
            continue;
        }
        if (!isAwaited(path))
            continue;
        // What is sent only just after the heal may be lost, and what is sent only just before the bound may be under
        // way.
        const bool wasInUse = path.firstSentAt <= healedAt + m_bound / 2 && path.lastSentAt > healedAt + m_bound / 2;
        if (!wasInUse)
            recovery.isOpen = true;
        else if (std::find(recovery.silent.begin(), recovery.silent.end(), cell) == recovery.silent.end())
            recovery.silent.push_back(cell);
    }
    if (lastAt >= healedAt)
        recovery.took = std::chrono::nanoseconds(lastAt - healedAt);
    m_healedAt.reset();
    m_excuses = false;
}

QStringList FaultWindow::unhealed() const
{
    QStringList all;
    for (const Active &active : m_active)
        all.append(active.what);
    return all;
}

QStringList FaultWindow::active() const
{
    QStringList all = unhealed();
    if (m_healedAt)
        all.append(QStringLiteral("recovering from: %1").arg(m_healedFrom));
    return all;
}

} // namespace crosstalk
