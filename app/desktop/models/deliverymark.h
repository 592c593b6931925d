// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What stands beside a message of one's own: how far it got, as a mark and in words.

#include "shared/ledger.h"

#include <QString>

#include <optional>

namespace crosstalk {

struct DeliveryMark
{
    enum class Kind {
        None,
        Sending,
        Acknowledged, ///< The server has it; not everybody does yet.
        Delivered,    ///< Everybody it is due to has it.
        Missing,      ///< Somebody has been without it for longer than a second.
        Delayed,      ///< Everybody it is due to has it, somebody only after it was counted as missing or missed.
        Missed,       ///< All it is due to have it; somebody else, coming or going or in a fault, does not.
        Refused,
        Indeterminate,
        NotSent,
        SentAgain, ///< It was not sent or refused; another line has its text since.
    };
    Kind kind = Kind::None;
    QString text;        ///< With its tick or cross: "✓✓ 2 of 2 · 1.9 ms".
    QString code = {};   ///< Of what went wrong, as programs say it: "broker-unavailable"; empty where nothing did.
    QString reason = {}; ///< Why somebody has it late or not at all, as far as known: "C was frozen".

    /// For the reader who asks for more: the text, the code, and the reason.
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

/// What the account of a message, copy by copy, says besides.
struct Hindsight
{
    std::optional<std::chrono::nanoseconds> delay{}; ///< Of the latest copy that came delayed; nothing where none did.
    QString reason{};                                ///< See DeliveryMark.
};

/// @p isOverdue: it has been under way for longer than a second. @p awaitsAck: the dialect acknowledges.
DeliveryMark describe(const Delivery &delivery, SendTrouble trouble, bool isOverdue, bool awaitsAck = true,
                      const Hindsight &hindsight = {});
/// "delayed 3.2 s".
QString delayInWords(std::chrono::nanoseconds delay);

/// What a code of crosstalk.v1 with which a server refuses something means; empty where it is none.
QString refusalInWords(const QString &code);

/// Why a message was not taken, by a server's code or by one of the client's own; where nobody knows what it means, the
/// code itself.
QString reasonOfRefusal(const QString &code);
/// One of the client's own: the message has not left this program.
bool isNotSent(const QString &code);

/// What stands beside a line that had @p mark, once its text has been sent in another.
DeliveryMark sentAgain(const DeliveryMark &mark);

/// What stands beside a line that an earlier session of this program could not send.
DeliveryMark unsentBefore();

/// "1.9 ms", "340 µs", "1.2 s": three digits at most.
QString inWords(std::chrono::nanoseconds duration);

/// A moment of a run, to the millisecond: "2.140 s".
QString momentInWords(std::chrono::nanoseconds sinceStart);

} // namespace crosstalk
