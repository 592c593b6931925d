// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The publishes that await an acknowledgement, oldest first. Each leaves once, by whichever comes first: its answer,
// its deadline, the end of the link. The caller brings the time.

#include <QSet>
#include <QString>
#include <QStringList>

#include <chrono>
#include <deque>
#include <optional>

namespace crosstalk {

class PendingPublishes
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    qsizetype count() const { return m_open.size(); }
    /// @p due must not be earlier than that of those added before.
    void add(const QString &id, TimePoint due);
    /// False where it is not pending (any more).
    bool take(const QString &id);
    QStringList takeDue(TimePoint now);
    QStringList takeAll();
    /// When the next takeDue() may give something.
    std::optional<TimePoint> nextDue() const;

private:
    struct Entry
    {
        QString id;
        TimePoint due;
    };
    void dropAnswered();

    std::deque<Entry> m_order; ///< Answered ones stay until they come to the front.
    QSet<QString> m_open;
};

} // namespace crosstalk
