// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// What becomes of probes and of their pairs. Sessions, rooms and look-ups are in ledger.cpp.

#include "shared/ledger.h"

#include <algorithm>
#include <utility>

namespace crosstalk {

namespace {

/// Of one set of one flow: 64 KiB. A server that loses every second message comes to that after 8,000.
constexpr size_t gapsAtMost = 4096;

} // namespace

void Ledger::on(const history::Sent &event)
{
    const quint64 n = event.probe.n;
    Stream &to = stream(event.probe);
    if (n <= to.last)
        return;
    const auto number = static_cast<int>(m_streamNumbers.value({to.sender, to.room}));
    leaveTrail(event.at, Moment::Kind::Sent, to.sender, to.sender, to.room, n);
    ++m_sent;
    to.last = n;
    to.sent.add(n);
    to.acknowledges = event.awaitsAck;
    const int from = session(to.sender).instance;
    if (to.places.empty() || to.places.back().instance != from)
        to.places.push_back({n, from});
    Probe probe;
    probe.n = n;
    probe.sentAt = event.at;
    probe.intended = event.intended;
    probe.awaitsAck = event.awaitsAck;
    probe.isInFault = m_faults.isOpen();
    probe.isExcusable = m_faults.excuses();
    for (Flow &flow : to.flows) {
        if (!flow.isOpen)
            continue;
        addDue(to, flow, probe);
        ++probe.open;
    }
    to.recent.push_back(probe);
    m_remembered.push_back({number, n, event.at});
    forgetOldest();
}

void Ledger::addDue(Stream &stream, Flow &flow, const Probe &probe)
{
    const int at = session(flow.receiver).instance;
    // While it is away, it is where it was.
    if (flow.places.empty() || (flow.places.back().instance != at && flow.awaySince < 0))
        flow.places.push_back({probe.n, at});
    flow.due.add(probe.n);
    if (flow.isExcusable)
        flow.excusable.add(probe.n);
    count(stream, flow, probe.n, [](PairCounts &counts) { ++counts.due; });
    m_faults.sent(pathOf(stream, flow), probe.sentAt);
    boundGaps(stream, flow);
}

void Ledger::on(const history::Acked &event)
{
    Stream *const to = findStream(event.probe);
    const quint64 n = event.probe.n;
    if (!to || !to->sent.contains(n))
        return;
    leaveTrail(event.at, Moment::Kind::Acked, to->sender, to->sender, to->room, n);
    Probe *const probe = find(*to, n);
    // An answer that comes after a reconnect (the same publish, repeated) is still the answer.
    if ((probe && probe->outcome == Outcome::Refused) || !to->acked.add(n))
        return;
    ++m_acknowledged;
    if (probe) {
        m_indeterminate -= probe->outcome == Outcome::Indeterminate ? 1 : 0;
        probe->outcome = Outcome::Acknowledged;
    }
    for (const Flow &flow : to->flows) {
        if (!flow.lost.contains(n))
            continue;
        ++m_lostAcknowledged;
        note(Flaw::AcknowledgedLoss, *to, flow, n, probe ? probe->sentAt : event.at);
    }
    decideOpen(*to, n, event.at);
}

void Ledger::on(const history::Refused &event)
{
    Stream *const to = findStream(event.probe);
    Probe *const probe = to ? find(*to, event.probe.n) : nullptr;
    if (!probe || probe->outcome == Outcome::Acknowledged || probe->outcome == Outcome::Refused)
        return;
    leaveTrail(event.at, Moment::Kind::Refused, to->sender, to->sender, to->room, probe->n);
    m_indeterminate -= probe->outcome == Outcome::Indeterminate ? 1 : 0;
    ++m_refused;
    probe->outcome = Outcome::Refused;
    to->refusals.insert(probe->n, event.code);
    excuseEverywhere(*to, probe->n);
}

void Ledger::on(const history::Received &event)
{
    const quint64 n = event.probe.n;
    Stream *const from = findStream(event.probe);
    const int receiver = m_sessionNames.number(event.session);
    session(receiver);
    if (from)
        leaveTrail(event.at, Moment::Kind::Received, receiver, from->sender, from->room, n);
    if (!event.run.isEmpty())
        return notePhantom(event, QStringLiteral("which is another run's (%1)").arg(event.run));
    if (!from || !from->sent.contains(n))
        return notePhantom(event, QStringLiteral("which nobody has sent there"));
    Flow *to = findFlow(*from, receiver);
    if (!to || !(to->due.contains(n) || to->got.contains(n) || n <= to->floor)) {
        const Membership *const member = membership(receiver, from->room);
        if (!member)
            return notePhantom(event, QStringLiteral("without being in that room"));
        if (receiver == from->sender && !member->echo)
            return notePhantom(event, QStringLiteral("although its own messages should not come back"));
        to = &flow(*from, receiver);
        if (to->places.empty())
            to->places.push_back({n, session(receiver).instance});
    }
    if (event.corrupted) {
        count(*from, *to, n, [](PairCounts &counts) { ++counts.corrupted; });
        note(Flaw::Corruption, *from, *to, n, event.at);
    }
    if (n <= to->floor)
        return;
    m_wasFirstCopy = to->got.add(n);
    if (m_wasFirstCopy)
        receiveFirst(*from, *to, event);
    else
        receiveAgain(*from, *to, event);
}

void Ledger::receiveAgain(Stream &stream, Flow &flow, const history::Received &event)
{
    count(stream, flow, event.probe.n, [](PairCounts &counts) { ++counts.duplicate; });
    note(Flaw::Duplicate, stream, flow, event.probe.n, event.at);
}

void Ledger::receiveFirst(Stream &stream, Flow &flow, const history::Received &event)
{
    const quint64 n = event.probe.n;
    const bool isBehind = n < flow.highest;
    flow.highest = std::max(flow.highest, n);
    Probe *const probe = find(stream, n);
    if (probe && probe->outcome == Outcome::Indeterminate && !std::exchange(probe->isRecovered, true))
        ++m_recovered;
    if (!flow.due.contains(n)) // It has joined since.
        return count(stream, flow, n, [](PairCounts &counts) { ++counts.exposed; });
    m_wasMissed = flow.missed.remove(n);
    if (m_wasMissed)
        count(stream, flow, n, [](PairCounts &counts) { --counts.missed; });
    if (flow.excused.contains(n))
        return recover(stream, flow, n, event.at);
    m_dueCopyAfter = probe ? std::chrono::nanoseconds(event.at - probe->sentAt) : std::chrono::nanoseconds::max();
    receiveDue(stream, flow, n, event.at);
    if (isBehind) {
        count(stream, flow, n, [](PairCounts &counts) { ++counts.reordered; });
        note(Flaw::Disorder, stream, flow, n, event.at);
    }
}

/// Nobody had to deliver it any more, but somebody has. What was refused stays so.
void Ledger::recover(Stream &stream, Flow &flow, quint64 n, qint64 at)
{
    Probe *const probe = find(stream, n);
    const bool isRefused = probe && probe->outcome == Outcome::Refused;
    if (isRefused || (!probe && !m_wasMissed))
        return;
    count(stream, flow, n, [&](PairCounts &counts) {
        ++counts.recovered;
        if (probe)
            counts.recoveredLatency.add(std::chrono::nanoseconds(at - probe->intended));
    });
    if (!probe)
        return;
    m_dueCopyAfter = std::chrono::nanoseconds(at - probe->sentAt);
    if (flow.receiver != stream.sender)
        probe->lastFirstCopyAt = at;
}

void Ledger::receiveDue(Stream &stream, Flow &flow, quint64 n, qint64 at)
{
    Probe *const probe = find(stream, n);
    const bool wasLost = flow.lost.remove(n);
    if (wasLost && stream.acked.contains(n))
        --m_lostAcknowledged;
    const bool isLate = n <= stream.expired && at > flow.recoverBy;
    if (probe) {
        --probe->open;
        if (flow.receiver != stream.sender)
            probe->lastFirstCopyAt = at;
    }
    count(stream, flow, n, [&](PairCounts &counts) {
        ++(isLate ? counts.late : counts.delivered);
        counts.lost -= wasLost ? 1 : 0;
        if (!probe)
            return;
        const std::chrono::nanoseconds latency(at - probe->intended);
        counts.latency.add(latency);
        if (probe->isInFault)
            counts.latencyInFaults.add(latency);
    });
    if (probe && m_faults.isOpen())
        m_faults.delivered(pathOf(stream, flow), probe->sentAt, at);
    if (isLate)
        decideOpen(stream, n, at);
}

void Ledger::on(const history::Tapped &event)
{
    m_isTapped = true;
    if (Stream *const to = findStream(event.probe)) {
        leaveTrail(event.at, Moment::Kind::Tapped, -1, to->sender, to->room, event.probe.n);
        to->tapped.add(event.probe.n);
        if (to->tapped.intervals().size() > gapsAtMost)
            to->tapped.removeUpTo(to->tapped.intervals()[gapsAtMost / 2].last);
    }
}

// --- Faults and the end ---

void Ledger::on(const history::InstanceChanged &event)
{
    using State = history::InstanceChanged::State;
    m_faults.setUp(instance(event.instance), event.state == State::Ready || event.state == State::Thawed);
}

void Ledger::on(const history::FaultBegan &event)
{
    m_faultTexts.append(event.what);
    m_faultNames.insert(event.fault, event.what);
    leaveTrail(event.at, Moment::Kind::Began, -1, -1, -1, static_cast<quint64>(m_faultTexts.size()));
    if (!event.session.isEmpty() && event.excuses) {
        m_sessionFaults.insert(event.fault, m_sessionNames.number(event.session));
        return setExcusable(m_sessionFaults.value(event.fault), true);
    }
    m_faults.began(event.at, event.fault, event.what, event.excuses);
    // What is under way now may be hit.
    for (size_t i = m_over; i < m_remembered.size(); ++i) {
        Probe *const probe = find(m_streams[static_cast<size_t>(m_remembered[i].stream)], m_remembered[i].n);
        if (!probe || probe->open == 0)
            continue;
        probe->isInFault = true;
        probe->isExcusable = probe->isExcusable || event.excuses;
    }
}

void Ledger::on(const history::FaultHealed &event)
{
    m_faultTexts.append(m_faultNames.take(event.fault));
    leaveTrail(event.at, Moment::Kind::Healed, -1, -1, -1, static_cast<quint64>(m_faultTexts.size()));
    if (m_sessionFaults.contains(event.fault))
        setExcusable(m_sessionFaults.take(event.fault), false);
    else
        m_faults.healed(event.at, event.fault);
}

/// What @p receiver is sent from now on, and what is under way to it.
void Ledger::setExcusable(int receiver, bool isExcusable)
{
    for (Stream &stream : m_streams) {
        Flow *const flow = findFlow(stream, receiver);
        if (!flow)
            continue;
        flow->isExcusable = isExcusable;
        if (isExcusable)
            forEachMissing(*flow, stream.expired + 1, stream.last, [flow](quint64 n) { flow->excusable.add(n); });
    }
}

/// The run is over: what has not come will not come. Where it was interrupted, only what had its time.
void Ledger::on(const history::Settled &event)
{
    if (std::exchange(m_isSettled, true))
        return;
    m_wasInterrupted = event.interrupted;
    m_faults.end();
    for (size_t i = 0; i < m_over; ++i)
        decideOpen(m_streams[static_cast<size_t>(m_remembered[i].stream)], m_remembered[i].n, event.at);
    if (event.interrupted)
        return;
    while (m_over < m_remembered.size())
        expire(m_remembered[m_over++], event.at);
    if (m_rules.claims == Claims::AtMostOnce)
        return;
    for (Stream &stream : m_streams) {
        for (Flow &flow : stream.flows)
            settle(stream, flow);
    }
}

/// AtLeastOnce: what waited for an acknowledgement or for the session to come back.
void Ledger::settle(Stream &stream, Flow &flow)
{
    std::vector<quint64> missing;
    forEachMissing(flow, 0, stream.last, [&](quint64 n) { missing.push_back(n); });
    for (const quint64 n : missing) {
        const Probe *const probe = find(stream, n);
        if (!isOwed(stream, n))
            excuse(stream, flow, n, Excuse::Unconfirmed);
        else if (flow.awaySince >= 0)
            excuse(stream, flow, n, Excuse::Exposed);
        else
            lose(stream, flow, n, probe ? probe->sentAt : 0);
    }
}

bool Ledger::isOwed(const Stream &stream, quint64 n) const
{
    return m_rules.claims == Claims::AtMostOnce || !stream.acknowledges || stream.acked.contains(n);
}

void Ledger::expire(const Aged &aged, qint64 at)
{
    Stream &stream = m_streams[static_cast<size_t>(aged.stream)];
    stream.expired = std::max(stream.expired, aged.n);
    const Probe *const probe = find(stream, aged.n);
    if (probe && (probe->open == 0 || (!m_isSettled && isOpen(stream, *probe))))
        return;
    decide(stream, aged.n, aged.sentAt, at);
}

/// It has no answer, its sender's link stands, and no copy shows that the server took it: it may still be refused.
bool Ledger::isOpen(const Stream &stream, const Probe &probe) const
{
    return m_rules.claims == Claims::AtMostOnce && probe.awaitsAck && probe.outcome == Outcome::Pending &&
           std::none_of(stream.flows.begin(), stream.flows.end(),
                        [&](const Flow &flow) { return flow.got.contains(probe.n); });
}

/// What was left open at its deadline, and is not to wait any longer.
void Ledger::decideOpen(Stream &stream, quint64 n, qint64 at)
{
    const Probe *const probe = n <= stream.expired ? find(stream, n) : nullptr;
    if (probe && probe->open > 0 && m_rules.claims == Claims::AtMostOnce)
        decide(stream, n, probe->sentAt, at);
}

void Ledger::decide(Stream &stream, quint64 n, qint64 sentAt, qint64 at)
{
    const Probe *const probe = find(stream, n);
    const bool mayBeExcused = m_rules.claims == Claims::AtMostOnce;
    for (Flow &flow : stream.flows) {
        bool isMissing = false;
        forEachMissing(flow, n, n, [&](quint64) { isMissing = true; });
        if (!isMissing)
            continue;
        if (mayBeExcused && ((probe && probe->isExcusable) || flow.excusable.contains(n)))
            excuse(stream, flow, n, Excuse::Exposed);
        else if (flow.awaySince < 0 && flow.recoverBy <= at && isOwed(stream, n))
            lose(stream, flow, n, sentAt);
    }
}

void Ledger::lose(Stream &stream, Flow &flow, quint64 n, qint64 sentAt)
{
    flow.lost.add(n);
    count(stream, flow, n, [](PairCounts &counts) { ++counts.lost; });
    note(Flaw::Loss, stream, flow, n, sentAt);
    if (!stream.acked.contains(n))
        return;
    ++m_lostAcknowledged;
    note(Flaw::AcknowledgedLoss, stream, flow, n, sentAt);
}

void Ledger::excuse(Stream &stream, Flow &flow, quint64 n, Excuse why)
{
    const bool isExposed = why != Excuse::Unconfirmed;
    const bool isMissed = why == Excuse::Exposed;
    flow.excused.add(n);
    if (isMissed)
        flow.missed.add(n);
    const bool wasLost = flow.lost.remove(n);
    if (wasLost && stream.acked.contains(n))
        --m_lostAcknowledged;
    if (Probe *const probe = find(stream, n))
        --probe->open;
    count(stream, flow, n, [&](PairCounts &counts) {
        --counts.due;
        counts.lost -= wasLost ? 1 : 0;
        counts.exposed += isExposed ? 1 : 0;
        counts.missed += isMissed ? 1 : 0;
    });
}

void Ledger::excuseEverywhere(Stream &stream, quint64 n)
{
    for (Flow &flow : stream.flows) {
        if (flow.due.contains(n) && !flow.got.contains(n) && !flow.excused.contains(n))
            excuse(stream, flow, n, Excuse::Unconfirmed);
    }
}

void Ledger::forgetOldest()
{
    // What is young is needed, however many there are.
    while (m_remembered.size() > m_rules.recentProbes && m_over > 0) {
        const Aged oldest = m_remembered.front();
        Stream &stream = m_streams[static_cast<size_t>(oldest.stream)];
        decideOpen(stream, oldest.n, m_remembered.back().sentAt);
        m_remembered.pop_front();
        --m_over;
        stream.recent.pop_front();
        stream.refusals.remove(oldest.n);
    }
}

/// Where a flow has got too many gaps, the older half is closed: its counts stand.
void Ledger::boundGaps(const Stream &stream, Flow &flow)
{
    const IntervalSet *widest = &flow.due;
    for (const IntervalSet *set : {&flow.got, &flow.excused, &flow.lost})
        widest = set->intervals().size() > widest->intervals().size() ? set : widest;
    if (widest->intervals().size() <= gapsAtMost)
        return;
    flow.floor = std::min(widest->intervals()[gapsAtMost / 2].last, stream.expired);
    for (IntervalSet *set : {&flow.due, &flow.got, &flow.excused, &flow.missed, &flow.lost, &flow.excusable})
        set->removeUpTo(flow.floor);
}

} // namespace crosstalk
