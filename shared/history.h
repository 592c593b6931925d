// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What happened in a run, one value per event, in the order it happened. All times are nanoseconds of one monotonic
// clock, that of the harness. A Ledger accounts for a sequence of these.

#include <QHashFunctions>
#include <QString>

#include <variant>

namespace crosstalk::history {

/// Names one probe within a run.
struct ProbeId
{
    QString session; ///< The sender.
    QString room;
    quint64 n = 0; ///< Counts from 1 per session and room.

    bool operator==(const ProbeId &) const = default;
};
inline size_t qHash(const ProbeId &id, size_t seed = 0)
{
    return qHashMulti(seed, id.session, id.room, id.n);
}

/// From here on the session talks to this instance. Without a Disconnected in between it moved: what it had joined is
/// gone all the same.
struct Connected
{
    qint64 at = 0;
    QString session;
    QString instance;
};
/// The session is in no room any more; to be eligible again it must join again.
struct Disconnected
{
    qint64 at = 0;
    QString session;
};
/// The subscription of the session to the room is confirmed: from here on it is eligible.
struct Joined
{
    qint64 at = 0;
    QString session;
    QString room;
    bool echo = false; ///< Its own sends come back to it.
};
struct Left
{
    qint64 at = 0;
    QString session;
    QString room;
};
struct Sent
{
    qint64 at = 0;
    qint64 intended = 0; ///< Latency counts from here.
    ProbeId probe;
    /// An Acked or a Refused is to follow: if the sender's connection breaks first, nobody knows whether the server
    /// took it (the probe is indeterminate). False where the dialect does not acknowledge.
    bool awaitsAck = false;
};
struct Acked
{
    qint64 at = 0;
    ProbeId probe;
};
struct Refused
{
    qint64 at = 0;
    ProbeId probe;
    QString code;
};
struct Received
{
    qint64 at = 0;
    QString session; ///< The receiver.
    ProbeId probe;   ///< room is the one it was received in.
    bool corrupted = false;
};
using Event = std::variant<Connected, Disconnected, Joined, Left, Sent, Acked, Refused, Received>;

} // namespace crosstalk::history
