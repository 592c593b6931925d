// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What must hold in a run, as a scenario or a history names it: "no-loss", {"latency": {"p99": "50ms"}}. Checked once,
// here; how it is judged is the Judge's business.

#include "shared/result.h"

#include <QJsonArray>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace crosstalk {

struct Invariant
{
    enum class Kind {
        NoLoss,
        NoAcknowledgedLoss,
        NoDuplicates,
        NoPhantoms,
        NoCorruption,
        SenderOrder, ///< Per sender, per room.
        SameOrder,   ///< Every session saw one order per room.
        Latency,
        Reconverges,
        PresenceAgrees,
        Memory,
        Alive,
    };
    enum class Faults { Whatever, Inside, Outside };

    Kind kind = Kind::NoLoss;
    // Of Latency:
    double quantile = 0.99;            ///< 0 to 1; 1 for the worst.
    std::chrono::nanoseconds bound{0}; ///< Of Latency, not to be exceeded.
    Faults faults = Faults::Whatever;  ///< Which sends are meant.
    bool isPerCell = false;            ///< In each cell by itself.
    QString from;                      ///< Only of this instance; empty for all.
    QString to;                        ///< Only to this instance; empty for all.
    // Of Reconverges:
    std::chrono::nanoseconds within = std::chrono::seconds(5);
    // Of Memory:
    qint64 growthBytes = 0; ///< Resident, at most, after the first second of the instance.
    QString instance;       ///< Only of this one; empty for each.

    /// The word in files: "no-loss".
    QString name() const;
    /// For people and as the name of a test case: "latency: p99 at most 50 ms outside faults".
    QString label() const;
    /// As parseInvariant() reads it.
    QJsonValue toJson() const;
};

/// The words of all kinds.
QStringList invariantNames();

/// A word, or an object of one member whose name is the word and whose value an object of parameters:
///   {"latency": {"p50"|"p90"|"p95"|"p99"|"p99.9"|"max": "50ms", "inside"|"outside": "faults", "per": "cell",
///                "from": "a", "to": "b"}}
///   {"reconverges": {"within": "3s"}}     (5 s where nothing is said)
///   {"memory": {"growth": "64MiB", "instance": "a"}}
/// An Error names what is not known and the nearest word that is.
Result<Invariant> parseInvariant(const QJsonValue &value);

} // namespace crosstalk
