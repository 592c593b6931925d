// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What must hold in a run, as a scenario or a history names it: "no-loss", {"latency": {"p99": "50ms"}}. Checked once,
// here; how it is judged is the Judge's business.

#include "shared/result.h"

#include <QJsonArray>
#include <QJsonValue>
#include <QList>
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
/// @param member gets the parameter that is wrong, "p99" or a word that is none; empty where it is the whole.
Result<Invariant> parseInvariant(const QJsonValue &value, QString *member = nullptr);

/// What an invariant may say besides its word: the one table for the parser, schemas and documentation.
struct InvariantParameter
{
    enum class Type { Duration, Size, Name, Faults, Cell };
    QString name; ///< "p99"
    Type type = Type::Duration;
};
/// Of the invariant with this word; empty where it takes none, or is none.
QList<InvariantParameter> invariantParameters(const QString &invariant);
/// Exactly one of these must be said; empty where the bare word will do.
QStringList neededParameters(const QString &invariant);

} // namespace crosstalk
