// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A scenario as a checked value: what runs, who talks, what happens step by step, and what must hold. Made from a YAML
// file by scenariofile.h; carried out by ScenarioRunner. Every name in it refers to something that exists.

#include "shared/invariant.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace crosstalk {

struct BrokerSpec
{
    enum class Persistence { None, Aof, AofAlways };
    Persistence persistence = Persistence::None;
    QString attach; ///< redis://…: one that somebody else runs; else a private one is started.
};

struct InstanceSpec
{
    enum class Kind {
        Ours,   ///< crosstalk-server
        Exec,   ///< Any program.
        Attach, ///< A server that somebody else runs.
    };
    QString name;
    Kind kind = Kind::Ours;
    QString dialect;                      ///< One of dialectNames().
    QStringList arguments;                ///< Of Ours, besides what the cluster sets.
    QString exec;                         ///< Command line with ${port}, ${name}, ${redis}, ${redisHost}, ${redisPort}.
    QString path = QStringLiteral("/ws"); ///< Of Exec's URL.
    QString ready; ///< Regular expression of the line that says that Exec is ready; empty: when its port answers.
    QUrl attach;
    bool isStarted = true; ///< False: only once a `fault: {start: …}` says so.
    /// Instances of one system deliver to each other, and nothing to those of another that shares their broker. Ours
    /// get it as --prefix and --plain-channel where it is not empty. In the history their rooms are SYSTEM/ROOM, so
    /// that what leaks from one to the other is a phantom: no probe was ever sent to the room in which it arrives.
    QString system;
};

/// One client; a range like bob[1..5] has been spread into single ones.
struct ClientSpec
{
    QString name;
    QString on;                                 ///< Its instance.
    QStringList rooms{QStringLiteral("lobby")}; ///< May be empty.
    bool reconnects = true;
    bool isConnected = true; ///< False: only once a `connect` says so.
};

struct Scenario;
struct Step;
using Steps = std::vector<Step>;

namespace step {

/// `wait: joined` or `wait: 2s`
struct Wait
{
    std::optional<std::chrono::milliseconds> time; ///< Nothing: until every connected client is in its rooms.
};
/// `send: {from: alice, count: 500, rate: 100/s, size: 128, room: lobby, background: load}`
struct Send
{
    QStringList from;
    int count = 0;    ///< By each; 0: until `duration` is over, or, in the background, until joined.
    double rate = 0;  ///< Each, a second; 0: as fast as the window lets.
    int window = 0;   ///< At most so many of each that are not delivered to everybody yet; 0: no such limit.
    qint64 size = 64; ///< Bytes of text in each message, besides the probe.
    QString room;     ///< Empty: each sender's first.
    std::optional<std::chrono::milliseconds> duration;
    QString background; ///< Its name, where what follows does not wait for it.
};
/// `join: load`: waits until the background work of this name has ended; ends what has no end of its own.
struct AwaitBackground
{
    QString name;
};
/// `join: {client: bob, room: attic}`
struct JoinRoom
{
    QStringList clients;
    QString room;
};
struct LeaveRoom
{
    QStringList clients;
    QString room;
};
struct Connect
{
    QStringList clients;
};
struct Disconnect
{
    QStringList clients;
};
/// `move: {client: bob, to: b}`
struct Move
{
    QStringList clients;
    QString to;
};
/// `fault: {kill: a}`, `fault: {restart: broker, down: 2s, data: lose}`, `fault: {stall: alice, for: 5s}` …
struct Fault
{
    enum class Kind {
        Kill,
        Drain,
        Freeze,
        Thaw,
        Restart,
        Start, ///< An instance that does not run: one that was killed, or one more.
        Stall, ///< A client that stops reading.
        Abort, ///< A client's link, without a close frame.
        Flood, ///< A client that sends without measure.
    };
    Kind kind = Kind::Kill;
    QString target;                                    ///< An instance, a client, or "broker".
    std::optional<std::chrono::milliseconds> down;     ///< Of Restart: how long it is away.
    bool keepsData = true;                             ///< Of a broker's Restart.
    std::optional<std::chrono::milliseconds> duration; ///< Of Freeze, Stall and Flood: heals by itself.
    int count = 10'000;                                ///< Of Flood: messages.
    qint64 size = 64;                                  ///< Of Flood: bytes each.
};
/// `heal: a` or `heal: all`: thaws, starts again, lets read.
struct Heal
{
    QString target; ///< Empty: all.
};
/// `settle: {quiet: 1s, limit: 10s}`: until nothing due is missing and nothing came for `quiet`, or `limit` is over.
struct Settle
{
    std::chrono::milliseconds quiet{500};
    std::chrono::milliseconds limit{10'000};
};
/// `expect: no-loss`: judged now, of what has been seen so far; the run ends where it does not hold.
struct Expect
{
    std::vector<Invariant> invariants;
};
struct Repeat
{
    int times = 0;
    Steps steps;
};
/// Side by side; goes on when all have ended.
struct Parallel
{
    std::vector<Steps> branches;
};
struct Note
{
    QString text;
};

} // namespace step

struct Step
{
    int line = 0; ///< In the file, from 1.
    std::variant<step::Wait, step::Send, step::AwaitBackground, step::JoinRoom, step::LeaveRoom, step::Connect,
                 step::Disconnect, step::Move, step::Fault, step::Heal, step::Settle, step::Expect, step::Repeat,
                 step::Parallel, step::Note>
        action;
};
/// For people, in one line: "send 500 from alice at 100/s, beside what follows (load)".
QString describe(const Step &step);

struct Scenario
{
    QString name;
    QString description;                             ///< May be empty.
    QString claims = QStringLiteral("at-most-once"); ///< Or at-least-once, exactly-once.
    quint64 seed = 1;
    std::chrono::milliseconds deadline{5000};   ///< What comes later than that after its send is late.
    std::chrono::milliseconds history{300'000}; ///< How long a client may be away and still be due what it missed.
    BrokerSpec broker;
    QList<InstanceSpec> instances;
    QList<ClientSpec> clients;
    Steps steps;
    std::vector<Invariant> invariants; ///< Not empty.
};

} // namespace crosstalk
