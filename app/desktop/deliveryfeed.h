// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Keeps a DeliveryModel and the totals true to the Recorder's ledger, at most ten times a second, and notices which
// messages have been under way for too long.

#include "app/desktop/deliveryaccount.h"
#include "app/desktop/pulse.h"
#include "app/desktop/troublewatch.h"
#include "app/engine/recorder.h"

#include <QDateTime>
#include <QTimer>

namespace crosstalk {

class Cluster;
class Instance;

/// All pairs together.
struct DeliveryTotals
{
    quint64 sent = 0;
    quint64 due = 0;       ///< Or has arrived although it was not any more.
    quint64 delivered = 0; ///< Of what is due, in time or delayed.
    quint64 missing = 0;   ///< For longer than a second, of what was taken.
    quint64 missed = 0;    ///< Not due, for a fault was about or the receiver was coming or going, and never received.
    quint64 delayed = 0;   ///< Received, but only after they had been counted as missing or missed.
    quint64 twice = 0;
    quint64 outOfOrder = 0;
    quint64 refused = 0;    ///< Sends the server would not take.
    quint64 notSent = 0;    ///< That have not left this program: no link, or no room in its queue.
    quint64 unanswered = 0; ///< For longer than a second, or for good: their sender's link broke before the answer.
    quint64 phantoms = 0;   ///< Received though nobody sent them, or their receiver should not have got them.
    std::chrono::nanoseconds p99{0};

    bool operator==(const DeliveryTotals &) const = default;
};

class DeliveryFeed : public QObject
{
    Q_OBJECT
public:
    /// @param deadline after which the ledger has decided what has become of a message.
    DeliveryFeed(const Cluster *cluster, Recorder *recorder, DeliveryModel *model, std::chrono::nanoseconds deadline,
                 QObject *parent = nullptr);

    const Overdue &overdue() const { return m_whole.overdue(); }
    const DeliveryTotals &totals() const { return m_totals; }
    Pulse *pulse() { return &m_pulse; }
    /// What was the matter, and when; it is told what is recorded before anybody who was made after this.
    const RunPast *past() const { return &m_past; }

    /// From now on the matrix counts what is sent from now on; totals() and the ledger go on with all that has been.
    void reset();
    /// Back to the beginning.
    void undoReset();
    bool isReset() const { return m_sinceReset.has_value(); }
    /// Since when the matrix counts, by the clock on the wall; invalid for the beginning.
    QDateTime resetAt() const { return isReset() ? m_sinceReset->at : QDateTime(); }
    /// Likewise by the recorder's; 0 for the beginning.
    qint64 resetAtNs() const { return isReset() ? m_sinceReset->atNs : 0; }

Q_SIGNALS:
    /// A probe has become overdue, or what it lacks has changed since.
    void overdueChanged(const crosstalk::history::ProbeId &probe);
    void totalsChanged(const crosstalk::DeliveryTotals &totals);

private:
    using Cell = DeliveryAccount::Cell;
    using Harm = DeliveryAccount::Harm;

    void onRecorded(const history::Event &event);
    void countReceived(const history::Received &event);
    void countUntaken(const history::Refused &event);
    void noteNumber(const history::ProbeId &probe);
    /// Of @p probe, in each account that it belongs to.
    template<class Change>
    void count(const history::ProbeId &probe, Change change);
    /// In the matrix.
    DeliveryAccount &shown() { return isReset() ? m_sinceReset->account : m_whole; }
    const DeliveryAccount &shown() const { return isReset() ? m_sinceReset->account : m_whole; }
    Harm review(const history::ProbeId &probe);
    Harm harmOf(const history::ProbeId &probe, const Delivery &delivery) const;
    bool hasLeftItsInstance(const history::ProbeId &probe) const;
    void takePulse(const history::ProbeId &probe, const Harm &harm, qint64 sentAt);
    void tick();
    void refresh();
    bool isInAccount(const QString &instance) const;
    DeliveryCell figures(const Cell &cell) const;
    DeliveryCell cell(const QString &from, const QString &to);
    void explain(DeliveryCell &figures, const Cell &cell) const;
    void noteDeafness(qint64 now);
    /// What was the matter in @p span, and may have done @p harm.
    QList<quint64> causesOf(const Harm &harm, RunPast::Span span) const;
    QList<quint64> causesOf(const Cell &cell, RunPast::Span span) const;
    RunPast::Span spanAfter(qint64 sentAt) const;
    QList<Trouble> troublesBehind(DeliveryCell::Fault fault, const Cell &cell) const;
    QList<Trouble> troublesNow(const Cell &cell) const;
    QDateTime timeOfDay(qint64 at) const { return m_epoch.addMSecs(at / 1'000'000); }

    const Cluster *m_cluster;
    Recorder *m_recorder;
    DeliveryModel *m_model;
    DeliveryAccount m_whole;
    /// Of what is sent after a reset, beside the whole: to undo it is to forget this.
    struct SinceReset
    {
        QDateTime at;
        qint64 atNs = 0;
        QHash<std::pair<QString, QString>, quint64> before; ///< As m_numbers was.
        DeliveryAccount account;
    };
    std::optional<SinceReset> m_sinceReset;
    QHash<std::pair<QString, QString>, quint64> m_numbers; ///< The last of each session in each room.
    quint64 m_phantoms = 0;                                ///< Of the ledger, so far.
    Pulse m_pulse;
    RunPast m_past;
    TroubleWatch m_watch;
    DeliveryTotals m_totals;
    QDateTime m_epoch; ///< When the recorder's clock stood at 0.
    bool m_isStale = true;
    /// Somebody has gone, or the run is over: what an overdue probe lacks may have changed too.
    bool m_hasDueChanged = false;
    QTimer m_tick;
};

} // namespace crosstalk
