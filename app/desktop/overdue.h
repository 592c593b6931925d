// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which probes have been under way for longer than a second without having reached everybody: what the ledger, which
// has no clock, cannot tell from those sent just now. Values only; the caller brings the time.

#include "shared/history.h"

#include <QHash>
#include <QList>
#include <QMap>

#include <chrono>
#include <deque>
#include <utility>

namespace crosstalk {

class Overdue
{
public:
    /// Instance the sender was on, instance the receiver is on; empty for what is to come back to the sender: an
    /// answer.
    using Cell = std::pair<QString, QString>;
    struct Sent
    {
        history::ProbeId probe;
        qint64 at = 0;

        bool operator==(const Sent &) const = default;
    };

    /// @param deadline when those that are still overdue are to be looked at once more: by then it is decided what they
    /// are due.
    /// @param kept how many overdue probes are remembered one by one; of older ones the counts stay as they are.
    explicit Overdue(std::chrono::nanoseconds after = std::chrono::seconds{1},
                     std::chrono::nanoseconds deadline = std::chrono::seconds{6}, qsizetype kept = 100'000);

    void sent(const history::ProbeId &probe, qint64 atNs);
    /// The probes whose time is up at @p nowNs, each once, and again where it is overdue at its deadline. Those that
    /// have not reached everybody are to be set overdue.
    QList<Sent> expire(qint64 nowNs);
    /// Those probes have been under way for that long at least when they are overdue.
    std::chrono::nanoseconds after() const { return m_after; }
    /// Still not settled; @p missing holds one cell per session without it (none where only the acknowledgement is).
    /// @p unansweredOn the instance that its sender has no answer of; empty where it has one, or needs none.
    void set(const history::ProbeId &probe, const QList<Cell> &missing, const QString &unansweredOn = {});
    /// It has reached everybody after all.
    void settle(const history::ProbeId &probe);
    /// What it lacks it lacks because of these troubles, as far as they concern a cell; by their ids, see RunPast.
    void blame(const history::ProbeId &probe, const QList<quint64> &causes);

    bool contains(const history::ProbeId &probe) const { return m_overdue.contains(probe); }
    QList<quint64> causes(const history::ProbeId &probe) const { return m_overdue.value(probe).causes; }
    /// Of all that is counted in this cell.
    QList<quint64> causes(const Cell &cell) const { return m_causes.value(cell).keys(); }
    QList<history::ProbeId> probes() const { return m_overdue.keys(); }
    quint64 count(const Cell &cell) const { return m_counts.value(cell); }
    quint64 total() const { return m_total; }
    /// Probes without an answer whose senders were on @p instance.
    quint64 unanswered(const QString &instance) const { return m_unanswered.value(instance); }
    quint64 unanswered() const { return m_unansweredTotal; }

private:
    struct Lack
    {
        QList<Cell> missing;
        QString unansweredOn;
        QList<quint64> causes = {};
    };
    void count(const Lack &lack, bool isMore);
    void countCauses(const Lack &lack, bool isMore);

    std::chrono::nanoseconds m_after;
    std::chrono::nanoseconds m_deadline;
    qsizetype m_kept;
    std::deque<Sent> m_underWay;  ///< Oldest first.
    std::deque<Sent> m_undecided; ///< Sent longer ago, but not as long as the deadline.
    QHash<history::ProbeId, Lack> m_overdue;
    std::deque<history::ProbeId> m_order; ///< Of m_overdue, oldest first; may name some that have been settled.
    QHash<Cell, quint64> m_counts;
    QHash<Cell, QMap<quint64, quint64>> m_causes; ///< How many of a cell's each is to blame for.
    quint64 m_total = 0;
    QHash<QString, quint64> m_unanswered;
    quint64 m_unansweredTotal = 0;
};

} // namespace crosstalk
