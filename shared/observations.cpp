// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/observations.h"

#include <algorithm>

namespace crosstalk {

namespace {

/// After that a process has come to rest from its start.
constexpr qint64 restNs = 1'000'000'000;

} // namespace

void Observations::seeFirstCopy(const history::Received &event)
{
    if (!checksOrder || order.conflict())
        return;
    const history::ProbeId &probe = event.probe;
    order.received(names.number(event.session), {names.number(probe.session), names.number(probe.room), probe.n});
    if (order.conflict())
        conflictAt = event.at;
}

void Observations::see(const history::InstanceChanged &event, const QStringList &faults)
{
    using State = history::InstanceChanged::State;
    if (event.state == State::Exited && !exit)
        exit = Exit{event, faults};
    if (event.state == State::Ready)
        memory[event.instance].restingSince = event.at; // A process of its own.
}

void Observations::see(const history::Resources &event)
{
    Memory &of = memory[event.instance];
    if (of.restingSince < 0)
        of.restingSince = event.at;
    if (of.atRest == 0 || event.at < of.restingSince + restNs) {
        of.atRest = event.residentBytes;
        return;
    }
    of.isMeasured = true;
    if (event.residentBytes - of.atRest > of.growth) {
        of.growth = event.residentBytes - of.atRest;
        of.grownAt = event.at;
    }
}

void Observations::see(const history::Harness &event)
{
    lag = std::max(lag, std::chrono::nanoseconds(event.lagNs));
    slip = std::max(slip, std::chrono::nanoseconds(event.slipNs));
    cpu = std::max(cpu, event.cpu);
}

void Observations::see(const history::Members &event)
{
    QStringList &who = members[event.room][event.instance];
    who = event.members;
    who.sort();
}

} // namespace crosstalk
