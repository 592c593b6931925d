// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Keeps a DeliveryModel and the totals true to the Recorder's ledger, at most ten times a second, and notices which
// messages have been under way for too long.

#include "app/desktop/models/deliverymodel.h"
#include "app/desktop/overdue.h"
#include "app/desktop/pulse.h"
#include "app/desktop/troublewatch.h"
#include "app/engine/recorder.h"

#include <QDateTime>
#include <QSet>
#include <QTimer>

namespace crosstalk {

class Cluster;
class Instance;

/// All pairs together.
struct DeliveryTotals
{
    quint64 sent = 0;
    quint64 due = 0;
    quint64 delivered = 0; ///< Of what is due, in time or delayed.
    quint64 missing = 0;   ///< For longer than a second.
    quint64 missed = 0;    ///< Not due, for a fault was about or the receiver was coming or going, and never received.
    quint64 delayed = 0;   ///< Received, but only after they had been counted as missing or missed.
    quint64 twice = 0;
    quint64 outOfOrder = 0;
    quint64 refused = 0;    ///< Sends the server would not take.
    quint64 notSent = 0;    ///< That have not left this program: no link, or no room in its queue.
    quint64 unanswered = 0; ///< For longer than a second, or for good: their sender's link broke before the answer.
    std::chrono::nanoseconds p99{0};

    bool operator==(const DeliveryTotals &) const = default;
};

class DeliveryFeed : public QObject
{
    Q_OBJECT
public:
    /// @param deadline after which the ledger has decided what has become of a message.
    DeliveryFeed(const Cluster *cluster, const Recorder *recorder, DeliveryModel *model,
                 std::chrono::nanoseconds deadline, QObject *parent = nullptr);

    const Overdue &overdue() const { return m_overdue; }
    const DeliveryTotals &totals() const { return m_totals; }
    Pulse *pulse() { return &m_pulse; }
    /// What was the matter, and when; it is told what is recorded before anybody who was made after this.
    const RunPast *past() const { return &m_past; }

    /// From now on the matrix counts what comes; totals() and the ledger go on with all that has been.
    void reset();
    /// Back to the beginning.
    void undoReset();
    bool isReset() const { return m_resetAt.isValid(); }
    /// Since when the matrix counts, by the clock on the wall; invalid for the beginning.
    QDateTime resetAt() const { return m_resetAt; }

Q_SIGNALS:
    /// A probe has become overdue, or what it lacks has changed since.
    void overdueChanged(const crosstalk::history::ProbeId &probe);
    void totalsChanged(const crosstalk::DeliveryTotals &totals);

private:
    void onRecorded(const history::Event &event);
    void countDelayed(const history::Received &event);
    void countUntaken(const history::Refused &event);
    void addSends(DeliveryCell &cell, const QString &from) const;
    struct Causes;
    static void remember(Causes &causes, const Causes &other);
    /// What a probe lacks that has been under way for too long.
    struct Harm
    {
        QList<Overdue::Cell> missing;
        QList<Overdue::Cell> missed; ///< Given up, for it was not due.
        QString unansweredOn;
    };
    Harm review(const history::ProbeId &probe);
    bool hasLeftItsInstance(const history::ProbeId &probe) const;
    void tick();
    void refresh();
    bool isInAccount(const QString &instance);
    DeliveryCell cell(const QString &from, const QString &to);
    void explain(DeliveryCell &cell, const QString &from, const QString &to);
    void noteDeafness(qint64 now);
    /// What was the matter in @p span may have done harm in these cells.
    void blame(const Harm &harm, RunPast::Span span);
    void blame(QList<quint64> &causes, const QString &from, const QString &to, RunPast::Span span) const;
    QList<Trouble> troublesNow(const QString &from, const QString &to) const;
    QDateTime timeOfDay(qint64 at) const { return m_epoch.addMSecs(at / 1'000'000); }

    const Cluster *m_cluster;
    const Recorder *m_recorder;
    DeliveryModel *m_model;
    Overdue m_overdue;
    Pulse m_pulse;
    RunPast m_past;
    TroubleWatch m_watch;
    DeliveryTotals m_totals;
    QSet<QString> m_unacknowledged; ///< Sessions whose dialect does not acknowledge.
    /// Sends from one instance that nobody has to deliver.
    struct Untaken
    {
        quint64 refused = 0;
        quint64 notSent = 0;
        QString code; ///< Of the last.
    };
    QHash<QString, Untaken> m_untaken; ///< By the instance.
    Untaken m_untakenTotal;
    QHash<Overdue::Cell, quint64> m_delayed;
    quint64 m_delayedTotal = 0;
    QHash<Overdue::Cell, QDateTime> m_lostSince; ///< Of cells in which something is lost.
    QDateTime m_epoch;                           ///< When the recorder's clock stood at 0.
    /// Ids of the troubles that have done harm: in a cell; to the sends from an instance.
    struct Causes
    {
        QHash<Overdue::Cell, QList<quint64>> ofCells;
        QHash<QString, QList<quint64>> ofSends;
    };
    Causes m_causes;
    Causes m_causesBeforeReset;
    /// As the ledger, and what was overdue, stood at the reset; empty where there was none.
    struct Baseline
    {
        PairCounts pairs;
        quint64 lost = 0;
        quint64 delayed = 0;
    };
    QHash<Overdue::Cell, Baseline> m_baseline;
    struct SendsBaseline
    {
        Untaken untaken;
        quint64 unanswered = 0;
    };
    QHash<QString, SendsBaseline> m_sendsBaseline;
    QDateTime m_resetAt;
    bool m_isStale = true;
    /// Somebody has gone, or the run is over: what an overdue probe lacks may have changed too.
    bool m_hasDueChanged = false;
    QTimer m_tick;
};

} // namespace crosstalk
