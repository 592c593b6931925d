// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The way of one message, hop by hop, as a value: from its sender to the instance that took it, to the broker, and on
// to each receiver, or to where it ended. Times are nanoseconds on the recorder's clock.

#include "app/desktop/models/deliverymark.h"
#include "app/desktop/models/markedrow.h"
#include "app/desktop/models/messagerow.h"
#include "app/desktop/runpast.h"

#include <QDateTime>

#include <optional>

namespace crosstalk {

struct PathHop
{
    enum class Kind {
        Send,
        Take, ///< By the sender's instance.
        Broker,
        Answer,  ///< Of that instance, back to the sender.
        Receipt, ///< Or what came instead of one. An instance does not say when it forwards.
    };
    Kind kind = Kind::Send;
    InstanceTag instance; ///< Empty for the broker, and where nobody knows.
    QString who;          ///< A session, or "Instance A", or "Broker".
    QString words;        ///< What happened there.
    std::optional<qint64> at;
    std::optional<std::chrono::nanoseconds> since; ///< The hop before, as far as its time is known.
    MarkedRow::Tone tone = MarkedRow::Tone::Good;

    bool operator==(const PathHop &) const = default;
};

struct MessagePath
{
    history::ProbeId probe;
    QString text; ///< Empty where unknown.
    QList<PathHop> hops;

    bool operator==(const MessagePath &) const = default;
};

/// @param rows of one message, in the order of their serials; empty: an empty path.
/// @param isBrokerOurs false where its sender's instance has a broker that nobody could hear.
MessagePath messagePath(const QList<MessageRow> &rows, const RunPast &past, bool isBrokerOurs = true);

/// Why the copy of this row has not come, or came delayed, as far as known: "C was frozen". Empty where it is on its
/// way, or came in time.
QString reasonOf(const MessageRow &row, const RunPast &past);

/// Of all copies of a message together.
Hindsight hindsightOf(const QList<MessageRow> &rows, const RunPast &past);

/// A hop as one sentence: "bob received it through B at 12:00:00.123, 1.2 ms after the hop before". @p epoch is what
/// time it was at 0 on the recorder's clock.
QString sentence(const PathHop &hop, const QDateTime &epoch);
/// How long after the hop before: "1.2 ms"; empty where unknown, or too short to be told.
QString sinceInWords(const PathHop &hop);
/// "12:00:00.123"; empty where unknown.
QString timeOfDay(const PathHop &hop, const QDateTime &epoch);
/// For the clipboard: a heading, then a line for each hop.
QString plainText(const MessagePath &path, const QDateTime &epoch);
/// "Message 17 of alice in lobby".
QString titleOf(const history::ProbeId &probe);

} // namespace crosstalk
