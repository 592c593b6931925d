// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What stands beside a message of one's own: how far it got, as a mark and in words.

#include "shared/ledger.h"

#include <QString>

namespace crosstalk {

struct DeliveryMark
{
    enum class Kind {
        None,
        Sending,
        Acknowledged, ///< The server has it; not everybody does yet.
        Delivered,    ///< Everybody it is due to has it.
        Missing,      ///< Somebody has been without it for longer than a second.
        Missed,       ///< All it is due to have it; somebody else, coming or going or in a fault, does not.
        Refused,
        Indeterminate,
        NotSent,
        SentAgain, ///< It was not sent or refused; another line has its text since.
    };
    Kind kind = Kind::None;
    QString text;      ///< With its tick or cross: "✓✓ 2 of 2 · 1.9 ms".
    QString code = {}; ///< Of what went wrong, as programs say it: "broker-unavailable"; empty where nothing did.

    /// For the reader who asks for more: the text, and the code.
    QString inFull() const;

    bool operator==(const DeliveryMark &) const = default;
};

/// How a publish ended without an answer of the server, as far as the ledger cannot know it.
enum class SendTrouble {
    None,
    Indeterminate,
    NotSent,    ///< There was no link.
    Congested,  ///< Not sent: no room in the queue of the link.
    Unsendable, ///< Not sent: the dialect has no way to say it.
};

/// @p isOverdue: it has been under way for longer than a second. @p awaitsAck: the dialect acknowledges.
DeliveryMark describe(const Delivery &delivery, SendTrouble trouble, bool isOverdue, bool awaitsAck = true);

/// What a code of crosstalk.v1 with which a server refuses something means; empty where it is none.
QString refusalInWords(const QString &code);

/// What stands beside a line that had @p mark, once its text has been sent in another.
DeliveryMark sentAgain(const DeliveryMark &mark);

/// "1.9 ms", "340 µs", "1.2 s": three digits at most.
QString inWords(std::chrono::nanoseconds duration);

/// A moment of a run, to the millisecond: "2.140 s".
QString momentInWords(std::chrono::nanoseconds sinceStart);

} // namespace crosstalk
