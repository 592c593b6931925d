// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What a Judge comes to, as a value: for reports, the terminal, the window and a QtTest alike.

#include "shared/history.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace crosstalk {

enum class Judgement { Pass, Fail, Unknown };
/// "pass", "fail", "unknown". Not toString: QTest would take it for its own.
QString nameOf(Judgement judgement);
/// Fail dominates, then Unknown. Of nothing at all: Unknown.
Judgement worse(Judgement a, Judgement b);

/// Something that happened near a failure.
struct Moment
{
    enum class Kind { Sent, Acked, Refused, Tapped, Received, Joined, Left, Connected, Disconnected, Began, Healed };
    qint64 at = 0;
    Kind kind = Kind::Sent;
    QString session;                 ///< Who sent, received, joined …; empty for faults and taps.
    QString instance;                ///< Where that session was.
    history::ProbeId probe;          ///< n is 0 where it is about none.
    QString what;                    ///< Of a fault.
    bool isOfCounterexample = false; ///< About the very probe, not one beside it.
};

/// The first failure of an invariant, with what is needed to understand it without a second run.
struct Counterexample
{
    history::ProbeId probe; ///< n is 0 where it is about no message (an instance that exited).
    QString receiver;
    QString fromInstance;
    QString toInstance;
    qint64 at = 0; ///< When the failure came about: the send of what was lost, the receipt of what was doubled.
    std::optional<qint64> sentAt;
    std::optional<qint64> receivedAt;
    /// In one sentence: "alice's 17th message to lobby, sent on a at 3.214 s, never reached bob on b".
    QString what;
    /// Of a loss: "never published", "published, not delivered", or empty where nobody listened on the broker.
    QString attribution;
    QStringList faults;   ///< That were active, for people.
    QList<Moment> around; ///< In order of time; at most 40.
};

struct InvariantVerdict
{
    QString name;  ///< "no-loss"
    QString label; ///< "latency: p99 at most 50 ms"
    Judgement judgement = Judgement::Unknown;
    QString reason;                               ///< In one sentence, whatever the judgement.
    std::optional<Counterexample> counterexample; ///< Where Fail.
};

struct CellFigures
{
    QString from; ///< Instances.
    QString to;
    quint64 due = 0;
    quint64 delivered = 0;
    quint64 late = 0;
    quint64 lost = 0;
    quint64 duplicate = 0;
    quint64 reordered = 0;
    quint64 corrupted = 0;
    quint64 exposed = 0;
    quint64 missed = 0; ///< Of the exposed.
    std::chrono::nanoseconds p50{0};
    std::chrono::nanoseconds p99{0};
};

struct Verdict
{
    Judgement judgement = Judgement::Unknown;
    QString reason; ///< In one sentence: which invariants failed, or what keeps it unknown; empty where all passed.
    QList<InvariantVerdict> invariants;
    QList<CellFigures> cells; ///< With traffic, by instance of the sender, then of the receiver.
    CellFigures total;        ///< from and to are empty.
    quint64 sent = 0;
    quint64 acknowledged = 0;
    quint64 refused = 0;
    quint64 indeterminate = 0;
    quint64 recovered = 0; ///< Indeterminate, and arrived.
    quint64 phantoms = 0;
    bool interrupted = false;

    /// As `crosstalk check --json` writes it; delivery.md's form, with "schema": 1.
    QJsonObject toJson() const;
};

/// Of the command line: 0 pass, 1 fail, 2 unknown.
int exitCodeOf(Judgement judgement);

} // namespace crosstalk
