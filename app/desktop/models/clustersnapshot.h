// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the cluster tree shows, as values: taken from the engine about once a second, compared row by row.

#include "app/desktop/badge.h"
#include "app/engine/servicefault.h"

#include <QDateTime>
#include <QList>

#include <chrono>
#include <optional>

namespace crosstalk {

/// What the state of its process does not tell: an instance runs, and is of no use all the same.
enum class Ailment {
    None,
    NotReady,    ///< It says so of itself.
    Deaf,        ///< Keeps its clients, and brings them nothing from the others.
    Unreachable, ///< No session that wants to be on it has a link.
};

/// The broker or an instance.
struct ServiceRow
{
    InstanceTag tag; ///< Empty for the broker.
    Service::State state = Service::State::Stopped;
    QString product; ///< "Redis 7.0.15", "crosstalk-server 0.1.0"; empty where unknown.
    ServiceFault fault = ServiceFault::None;
    QString exitedHow;                     ///< In words, where Exited.
    std::optional<Service::Exit> lastExit; ///< Where there is no process of ours any more.
    int port = 0;                          ///< 0 where unknown.
    QString address;                       ///< Of an attached instance: host, port and path.
    QString dialect;                       ///< Of an instance.
    qint64 pid = 0;                        ///< 0 where there is no process of ours.
    int sessions = 0;                      ///< Of the harness, connected to it.
    int clients = -1;                      ///< All that are connected to it; -1 where they cannot be counted.
    qint64 residentBytes = 0;
    int messagesPerSecond = 0;   ///< Of the harness's sessions on it: sent and received.
    QString unreadiness;         ///< Why it says that it cannot serve; empty where it can.
    qint64 deafMs = 0;           ///< For how long it has brought its sessions nothing from the others; 0: it does.
    bool isUnreachable = false;  ///< All sessions that want to be on it are without a link, and not just for a moment.
    bool isBrokersDoing = false; ///< Of its ailment: it is or was only just without its broker.
    int cpuPercent = -1;         ///< Of one core, since the last sample; -1 before the second one.
    QString url;                 ///< Empty before it is known.
    QDateTime since;             ///< In this state.
    int brokenLinks = 0;         ///< Of the sessions that are on it, since each was opened.

    bool operator==(const ServiceRow &) const = default;
};

struct SessionRow
{
    QString name; ///< Of the session: its user, numbered where there are several of that name.
    InstanceTag tag;
    QString room;  ///< Empty where its server has none.
    QString state; ///< In words: "joined", "reconnecting".
    bool isJoined = false;
    bool isWanted = true;  ///< Else nobody misses it.
    bool isLinked = false; ///< Connected, whether or not it is in its room.
    int brokenLinks = 0;   ///< So far.

    bool operator==(const SessionRow &) const = default;
};

/// What is wrong now.
struct FaultRow
{
    QString id;                              ///< Its own; that of a service's fault is the service's name.
    InstanceTag tag;                         ///< Empty where it is the broker's, or no single service's.
    ServiceFault fault = ServiceFault::None; ///< None: ailment tells, or else what.
    QString what;                            ///< As a scenario calls it.
    std::optional<Service::Exit> exit;       ///< Of a process that has ended of itself.
    std::chrono::nanoseconds lasted{0};      ///< So far.
    bool isHealable = false;                 ///< By the tester.
    Ailment ailment = Ailment::None;         ///< Where its process is well.
    QString why{};                           ///< Of an ailment, as far as known.
    bool isBrokersDoing = false;             ///< Likewise.
    bool isAttached = false;                 ///< Somebody else runs it.

    bool operator==(const FaultRow &) const = default;
};

struct ClusterSnapshot
{
    ServiceRow broker;
    QList<ServiceRow> instances;
    QList<SessionRow> sessions;
    QList<FaultRow> faults = {};
};

} // namespace crosstalk
