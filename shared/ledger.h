// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The account of who should receive what, and did. Events in, counts out: no clock, no I/O. This first version keeps
// an entry for each recent probe and knows eligible and exposed pairs, duplicates and order.

#include "shared/histogram.h"
#include "shared/history.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>

#include <deque>
#include <optional>

namespace crosstalk {

/// Counts of pairs (probe, session that should receive it).
struct PairCounts
{
    quint64 due = 0;
    quint64 delivered = 0; ///< At least once. Not greater than due.
    quint64 duplicate = 0; ///< Copies beyond the first.
    quint64 reordered = 0; ///< First copies received after a later probe of the same sender in the same room.
    quint64 corrupted = 0; ///< Copies with a wrong digest.
    Histogram latency;     ///< Of first copies, from the intended send time.

    quint64 missing() const { return due - delivered; }
    /// Everything due was delivered, once, in order, unharmed.
    bool isClean() const { return missing() == 0 && duplicate == 0 && reordered == 0 && corrupted == 0; }
};

/// What has become of one probe so far. The sender's own copy is counted apart: people ask about the others.
struct Delivery
{
    enum class Outcome { Pending, Acknowledged, Refused, Indeterminate };
    Outcome outcome = Outcome::Pending;
    int due = 0;                       ///< Receivers other than the sender.
    int delivered = 0;                 ///< Of these.
    bool ownDue = false;               ///< The sender's own copy is due …
    bool ownDelivered = false;         ///< … and came back.
    QList<QString> missing;            ///< Sessions other than the sender still without it, sorted.
    std::chrono::nanoseconds slowest{0}; ///< Latency of the last first copy.
    QString refusedWith;               ///< Error code where Refused.
};

/// Accounts for a run as it goes.
class Ledger
{
public:
    /// @param recentProbes how many probes are remembered one by one; older ones stay in the counts, what was missing
    /// of them stays missing, and a copy that arrives later counts as a phantom.
    explicit Ledger(qsizetype recentProbes = 100'000);

    void apply(const history::Event &event);

    /// All pairs together.
    const PairCounts &total() const { return m_total; }
    /// Pairs whose sender was on @p from and whose receiver is on @p to.
    PairCounts cell(const QString &from, const QString &to) const;
    /// Instances that took part, in order of appearance.
    const QList<QString> &instances() const { return m_instances; }
    quint64 sent() const { return m_sent; }
    /// Received probes that nobody sent, or that their receiver should not have got.
    quint64 phantoms() const { return m_phantoms; }
    /// Nothing where the probe is not known or too long ago.
    std::optional<Delivery> delivery(const history::ProbeId &probe) const;

private:
    struct Session
    {
        QString instance;
        bool isConnected = false;
        QHash<QString, bool> rooms; ///< Joined rooms, and whether own sends come back there.
        QHash<QString, QHash<QString, quint64>> highest; ///< room → sender → highest number received.
    };
    struct Entry
    {
        qint64 intended = 0;
        QString instance; ///< Where the sender was.
        QMap<QString, QString> due; ///< Receiver → the instance it was on.
        QSet<QString> received;
        qint64 lastFirstCopyAt = 0;
        Delivery::Outcome outcome = Delivery::Outcome::Pending;
        QString refusedWith;
    };
    using Cell = std::pair<QString, QString>;

    void on(const history::Connected &event);
    void on(const history::Disconnected &event);
    void on(const history::Joined &event);
    void on(const history::Left &event);
    void on(const history::Sent &event);
    void on(const history::Acked &event);
    void on(const history::Refused &event);
    void on(const history::Received &event);
    void forgetOldest();

    qsizetype m_recentProbes;
    QMap<QString, Session> m_sessions;
    QHash<history::ProbeId, Entry> m_entries;
    std::deque<history::ProbeId> m_order; ///< Entries, oldest first.
    QMap<Cell, PairCounts> m_cells;
    PairCounts m_total;
    QList<QString> m_instances;
    quint64 m_sent = 0;
    quint64 m_phantoms = 0;
};

} // namespace crosstalk
