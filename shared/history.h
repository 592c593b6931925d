// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What happened in a run, one value per event, in the order it happened. All times are nanoseconds of one monotonic
// clock, that of the harness. A Judge accounts for a sequence of these; as JSON lines they are a history file, which
// others may write as well.

#include "shared/result.h"

#include <QByteArray>
#include <QHashFunctions>
#include <QJsonArray>
#include <QString>
#include <QStringList>

#include <optional>
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

/// The first line of a file: what is claimed, and what is to be judged.
struct Run
{
    QString run;                        ///< Its name, as in the probes.
    QString claims;                     ///< at-most-once, at-least-once or exactly-once.
    qint64 deadlineNs = 5'000'000'000;  ///< A copy that comes later than that after its send is late.
    qint64 historyNs = 300'000'000'000; ///< How long a session may be away and still be due what it missed.
    QJsonArray invariants;              ///< As in a scenario; see parseInvariant().
    QJsonArray expected = {};           ///< Likewise those that only an Expected asks for: what they need is watched.
};
struct InstanceChanged
{
    enum class State {
        Ready,
        Down,   ///< As it was told to.
        Exited, ///< Unasked.
        Frozen,
        Thawed,
    };
    qint64 at = 0;
    QString instance;
    State state = State::Ready;
};

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
    bool asked = false; ///< It has gone by itself: what is under way to it nobody will miss.
};
/// The subscription of the session to the room is confirmed: from here on it is eligible.
struct Joined
{
    qint64 at = 0;
    QString session;
    QString room;
    bool echo = false; ///< Its own sends come back to it.
    /// After a resume: whether the server says that all that was missed has been sent.
    std::optional<bool> recovered = {};
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
    QString run = {}; ///< Where the probe is another run's, that run; then it is a phantom.
    /// When the sender's instance took it, where it has said so and can have been right: not before the intended send,
    /// not after this receipt.
    std::optional<qint64> takenAt = {};
};
/// Seen on the broker.
struct Tapped
{
    qint64 at = 0;
    ProbeId probe;
};
struct FaultBegan
{
    qint64 at = 0;
    QString fault; ///< Its name, unique in the run.
    QString what;  ///< For people: "restart broker".
    /// While it lasts, and until all is well again, losses are to be expected. False of what a server must get through
    /// without any: a drain, a client that floods.
    bool excuses = true;
    QString session = {}; ///< Only this receiver's losses are: a client that does not read.
};
struct FaultHealed
{
    qint64 at = 0;
    QString fault;
};
/// Who is in a room, as one instance tells it.
struct Members
{
    qint64 at = 0;
    QString instance;
    QString room;
    QStringList members;
};
/// From here on the run goes only if these hold, as of now: one that fails makes the run fail, one that cannot be
/// known leaves it open.
struct Expected
{
    qint64 at = 0;
    QString where; ///< For people: "line 10".
    QJsonArray invariants;
};
/// What an instance's process takes.
struct Resources
{
    qint64 at = 0;
    QString instance;
    qint64 residentBytes = 0;
};
/// How well the harness itself keeps up: the worst since the last of these.
struct Harness
{
    qint64 at = 0;
    qint64 lagNs = 0;  ///< Of its event loop.
    qint64 slipNs = 0; ///< Of its sends behind their schedule.
    double cpu = 0;    ///< Share of one core.
};
/// The run's end. A history without it was cut short.
struct Settled
{
    qint64 at = 0;
    bool interrupted = false; ///< Before all steps were taken.
};
using Event = std::variant<Run, InstanceChanged, Connected, Disconnected, Joined, Left, Sent, Acked, Refused, Received,
                           Tapped, FaultBegan, FaultHealed, Members, Expected, Resources, Harness, Settled>;

/// One line of a file, without its line break. Unknown members are ignored; an unknown event, a missing member or a
/// wrong type is an Error that names it (the caller knows the line's number).
Result<Event> parse(QByteArrayView line);
/// @p event as such a line, with its line break.
QByteArray toLine(const Event &event);
/// When it happened; 0 for Run.
qint64 timeOf(const Event &event);

} // namespace crosstalk::history
