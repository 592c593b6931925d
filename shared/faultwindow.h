// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// When losses are to be expected: from a fault until it is healed, and then until the system delivers again on every
// path (instance of the sender, instance of the receiver, room) that was in use, at most for a bound. Measures how long
// that takes, too.

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace crosstalk {

class FaultWindow
{
public:
    explicit FaultWindow(std::chrono::nanoseconds bound);

    /// @param excuses losses are to be expected, see history::FaultBegan.
    void began(qint64 at, const QString &fault, const QString &what, bool excuses = true);
    void healed(qint64 at, const QString &fault);
    /// An instance that is down or frozen is waited for by nobody.
    void setUp(int instance, bool isUp);

    /// @return a number that stands for the path from now on.
    int path(int from, int to, int room);
    /// A probe was sent that is due on @p path.
    void sent(int number, qint64 at)
    {
        Path &path = m_paths[static_cast<size_t>(number)];
        path.lastSentAt = at;
        if (m_healedAt && path.firstSentAt < *m_healedAt)
            path.firstSentAt = at;
    }
    /// A probe that was sent at @p sentAt was delivered on @p path.
    void delivered(int path, qint64 sentAt, qint64 at);
    /// Time passes; to be called before what happened at @p at is told.
    void advance(qint64 at);

    /// Something is wrong, or has been until just now.
    bool isOpen() const { return !m_active.isEmpty() || m_healedAt; }
    /// The run is over: a recovery is taken for complete where everything that was sent since got through.
    void end();

    /// Losses of what is sent now are to be expected.
    bool excuses() const { return m_excuses; }
    QStringList unhealed() const; ///< What is wrong now, for people.
    QStringList active() const;   ///< As unhealed(); "recovering from …" between heal and closing.

    /// From one last heal to the end of the window, or to the next fault.
    struct Recovery
    {
        qint64 healedAt = 0;
        QString from;          ///< What was healed.
        bool hasEnded = false; ///< Else it is going on, or another fault came.
        /// Until the last path on which something was sent delivered; nothing where none did, or nothing was sent.
        std::optional<std::chrono::nanoseconds> took;
        std::vector<std::pair<int, int>> silent; ///< (from, to) that were in use all the time and delivered nothing.
        bool isOpen = false;                     ///< Others delivered nothing, but too little was sent to tell.
    };
    /// Of more than a hundred those in which something was wrong, and the latest.
    const std::vector<Recovery> &recoveries() const { return m_recoveries; }

private:
    struct Path
    {
        int from = -1;
        int to = -1;
        qint64 lastSentAt = -1;
        // Of what was sent since the last heal:
        qint64 firstSentAt = -1;
        qint64 firstDeliveredAt = -1;
    };
    struct Active
    {
        QString fault;
        QString what;
    };
    bool isAwaited(const Path &path) const;
    bool hasDelivered(const Path &path) const { return path.firstDeliveredAt >= *m_healedAt; }
    void close();

    qint64 m_bound;
    QList<Active> m_active;
    std::optional<qint64> m_healedAt; ///< While recovering.
    bool m_excuses = false;           ///< One of what is active, or is being recovered from.
    qint64 m_beganAt = 0;
    QString m_healedFrom;
    QHash<std::pair<std::pair<int, int>, int>, int> m_numbers;
    std::vector<Path> m_paths;
    QSet<int> m_down;
    std::vector<Recovery> m_recoveries;
};

} // namespace crosstalk
