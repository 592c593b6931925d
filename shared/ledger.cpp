// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/ledger.h"

#include <algorithm>
#include <utility>

namespace crosstalk {

namespace {

/// Of one set of one flow: 64 KiB. A server that loses every second message comes to that after 8,000.
constexpr size_t gapsAtMost = 4096;

/// @p vector with an element at @p index.
template<class T>
T &grown(std::vector<T> &vector, int index)
{
    if (static_cast<size_t>(index) >= vector.size())
        vector.resize(static_cast<size_t>(index) + 1);
    return vector[static_cast<size_t>(index)];
}

} // namespace

Ledger::Ledger(Rules rules)
    : m_rules(rules)
    , m_faults(rules.reconvergence)
{}

void Ledger::apply(const history::Event &event)
{
    if (!std::holds_alternative<history::Run>(event))
        advance(history::timeOf(event));
    m_wasFirstCopy = false;
    std::visit([this](const auto &e) { on(e); }, event);
}

void Ledger::advance(qint64 at)
{
    m_faults.advance(at);
    while (!m_young.empty() && at - m_young.front().sentAt >= m_rules.deadline.count()) {
        expire(m_young.front(), at);
        m_young.pop_front();
    }
}

const PairCounts &Ledger::cell(const QString &from, const QString &to) const
{
    static const PairCounts none;
    const int row = m_instanceNames.find(from);
    const int column = m_instanceNames.find(to);
    return row < 0 || column < 0 ? none : m_cells[static_cast<size_t>(row)][static_cast<size_t>(column)];
}

std::optional<Delivery> Ledger::delivery(const history::ProbeId &id) const
{
    const Stream *const stream = findStream(id);
    const Probe *const probe = stream ? find(*stream, id.n) : nullptr;
    if (!probe)
        return {};
    Delivery delivery;
    delivery.outcome = probe->outcome;
    delivery.refusedWith = stream->refusals.value(id.n);
    for (const Flow &flow : stream->flows) {
        if (!flow.due.contains(id.n) || flow.excused.contains(id.n))
            continue;
        const bool isDelivered = flow.got.contains(id.n);
        if (flow.receiver == stream->sender) {
            delivery.ownDue = true;
            delivery.ownDelivered = isDelivered;
            continue;
        }
        ++delivery.due;
        delivery.delivered += isDelivered ? 1 : 0;
        if (!isDelivered)
            delivery.missing.append(m_sessionNames.name(flow.receiver));
    }
    std::sort(delivery.missing.begin(), delivery.missing.end());
    if (delivery.delivered > 0)
        delivery.slowest = std::chrono::nanoseconds(probe->lastFirstCopyAt - probe->intended);
    return delivery;
}

// --- Sessions and rooms ---

void Ledger::on(const history::Connected &event)
{
    const int number = m_sessionNames.number(event.session);
    breakLink(number, event.at);
    session(number).instance = instance(event.instance);
    leaveTrail(event.at, Moment::Kind::Connected, number);
}

void Ledger::on(const history::Disconnected &event)
{
    const int number = m_sessionNames.number(event.session);
    leaveTrail(event.at, Moment::Kind::Disconnected, number);
    breakLink(number, event.at);
    for (const int sent : session(number).streams) {
        Stream &stream = m_streams[static_cast<size_t>(sent)];
        for (Probe &probe : stream.recent) {
            if (probe.outcome != Outcome::Pending || !probe.awaitsAck)
                continue;
            probe.outcome = Outcome::Indeterminate;
            ++m_indeterminate;
            const quint64 n = probe.n;
            probe.isRecovered = std::any_of(stream.flows.begin(), stream.flows.end(),
                                            [n](const Flow &flow) { return flow.got.contains(n); });
            m_recovered += probe.isRecovered ? 1 : 0;
            excuseEverywhere(stream, n);
        }
    }
}

void Ledger::on(const history::Joined &event)
{
    const int number = m_sessionNames.number(event.session);
    const int room = m_roomNames.number(event.room);
    leaveTrail(event.at, Moment::Kind::Joined, number, -1, room);
    auto &rooms = session(number).rooms;
    const auto known = std::find_if(rooms.begin(), rooms.end(), [room](const Membership &m) { return m.room == room; });
    if (known != rooms.end()) {
        known->echo = event.echo;
    } else {
        rooms.push_back({room, event.echo});
        auto &members = grown(m_members, room);
        members.insert(std::lower_bound(members.begin(), members.end(), number), number);
    }
    for (const int streamNumber : grown(m_roomStreams, room))
        openFlow(m_streams[static_cast<size_t>(streamNumber)], number, event.echo, event.at);
}

void Ledger::on(const history::Left &event)
{
    const int number = m_sessionNames.number(event.session);
    const int room = m_roomNames.number(event.room);
    leaveTrail(event.at, Moment::Kind::Left, number, -1, room);
    leaveRoom(number, room, false, event.at);
}

Ledger::Session &Ledger::session(int number)
{
    return grown(m_sessions, number);
}

int Ledger::instance(const QString &name)
{
    const int number = m_instanceNames.number(name);
    const auto count = static_cast<size_t>(m_instanceNames.all().size());
    if (m_cells.size() < count) {
        m_cells.resize(count);
        for (auto &row : m_cells)
            row.resize(count);
    }
    return number;
}

const Ledger::Membership *Ledger::membership(int number, int room) const
{
    if (static_cast<size_t>(number) >= m_sessions.size())
        return nullptr;
    const auto &rooms = m_sessions[static_cast<size_t>(number)].rooms;
    const auto found = std::find_if(rooms.begin(), rooms.end(), [room](const Membership &m) { return m.room == room; });
    return found == rooms.end() ? nullptr : &*found;
}

void Ledger::breakLink(int number, qint64 at)
{
    const auto rooms = session(number).rooms;
    for (const Membership &membership : rooms)
        leaveRoom(number, membership.room, m_rules.claims == Claims::AtLeastOnce, at);
}

/// What is under way is not due any more, unless the session may come back for it.
void Ledger::leaveRoom(int number, int room, bool mayComeBack, qint64 at)
{
    auto &rooms = session(number).rooms;
    rooms.erase(std::remove_if(rooms.begin(), rooms.end(), [room](const Membership &m) { return m.room == room; }),
                rooms.end());
    auto &members = grown(m_members, room);
    const auto member = std::lower_bound(members.begin(), members.end(), number);
    if (member != members.end() && *member == number)
        members.erase(member);
    for (const int streamNumber : grown(m_roomStreams, room)) {
        Stream &stream = m_streams[static_cast<size_t>(streamNumber)];
        Flow *const flow = findFlow(stream, number);
        if (!flow || !flow->isOpen)
            continue;
        if (mayComeBack) {
            flow->awaySince = flow->awaySince < 0 ? at : flow->awaySince;
            continue;
        }
        flow->isOpen = false;
        flow->awaySince = -1;
        flow->recoverBy = -1;
        std::vector<quint64> underWay;
        forEachMissing(*flow, stream.expired + 1, stream.last, [&](quint64 n) { underWay.push_back(n); });
        for (const quint64 n : underWay)
            excuse(stream, *flow, n, true);
    }
}

// --- Streams, flows, probes ---

Ledger::Stream &Ledger::stream(const history::ProbeId &id)
{
    const int sender = m_sessionNames.number(id.session);
    const int room = m_roomNames.number(id.room);
    const auto known = m_streamNumbers.constFind({sender, room});
    if (known != m_streamNumbers.cend())
        return m_streams[static_cast<size_t>(*known)];
    const auto number = static_cast<int>(m_streams.size());
    m_streamNumbers.insert({sender, room}, number);
    session(sender).streams.push_back(number);
    grown(m_roomStreams, room).push_back(number);
    Stream &stream = m_streams.emplace_back();
    stream.sender = sender;
    stream.room = room;
    for (const int member : grown(m_members, room))
        openFlow(stream, member, membership(member, room)->echo, 0);
    return stream;
}

const Ledger::Stream *Ledger::findStream(const history::ProbeId &id) const
{
    const auto known = m_streamNumbers.constFind({m_sessionNames.find(id.session), m_roomNames.find(id.room)});
    return known == m_streamNumbers.cend() ? nullptr : &m_streams[static_cast<size_t>(*known)];
}

Ledger::Stream *Ledger::findStream(const history::ProbeId &id)
{
    return const_cast<Stream *>(std::as_const(*this).findStream(id));
}

const Ledger::Probe *Ledger::find(const Stream &stream, quint64 n)
{
    const auto &recent = stream.recent;
    if (recent.empty() || n < recent.front().n)
        return nullptr;
    const quint64 guess = n - recent.front().n; // Where no number was left out.
    if (guess < recent.size() && recent[guess].n == n)
        return &recent[guess];
    const auto at = std::ranges::lower_bound(recent, n, {}, &Probe::n);
    return at != recent.end() && at->n == n ? &*at : nullptr;
}

Ledger::Probe *Ledger::find(Stream &stream, quint64 n)
{
    return const_cast<Probe *>(find(std::as_const(stream), n));
}

const Ledger::Flow *Ledger::findFlow(const Stream &stream, int receiver)
{
    const auto at = std::ranges::lower_bound(stream.flows, receiver, {}, &Flow::receiver);
    return at != stream.flows.end() && at->receiver == receiver ? &*at : nullptr;
}

Ledger::Flow *Ledger::findFlow(Stream &stream, int receiver)
{
    return const_cast<Flow *>(findFlow(std::as_const(stream), receiver));
}

Ledger::Flow &Ledger::flow(Stream &stream, int receiver)
{
    const auto at = std::ranges::lower_bound(stream.flows, receiver, {}, &Flow::receiver);
    if (at != stream.flows.end() && at->receiver == receiver)
        return *at;
    Flow flow;
    flow.receiver = receiver;
    return *stream.flows.insert(at, std::move(flow));
}

void Ledger::openFlow(Stream &stream, int receiver, bool echo, qint64 at)
{
    Flow &opened = flow(stream, receiver);
    opened.isOpen = receiver != stream.sender || echo;
    if (opened.awaySince < 0)
        return;
    const bool isInTime = at - opened.awaySince <= m_rules.history.count();
    opened.awaySince = -1;
    if (isInTime) {
        opened.recoverBy = at + m_rules.deadline.count();
        return;
    }
    std::vector<quint64> missed;
    forEachMissing(opened, 0, stream.last, [&](quint64 n) { missed.push_back(n); });
    for (const quint64 n : missed)
        excuse(stream, opened, n, true);
}

int Ledger::placeOf(const Places &places, quint64 n)
{
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        if (place->from <= n)
            return place->instance;
    }
    return places.empty() ? -1 : places.front().instance;
}

/// Due, and neither received, excused nor lost.
template<class Visit>
void Ledger::forEachMissing(const Flow &flow, quint64 first, quint64 last, Visit visit)
{
    flow.due.forEachNotIn(
        first, last,
        [&](quint64 n) {
            visit(n);
            return true;
        },
        flow.got, flow.excused, flow.lost);
}

int Ledger::pathOf(const Stream &stream, Flow &flow)
{
    const int from = stream.places.empty() ? -1 : stream.places.back().instance;
    const int to = flow.places.empty() ? -1 : flow.places.back().instance;
    if (flow.path < 0 || flow.pathFrom != from || flow.pathTo != to) {
        flow.path = m_faults.path(from, to, stream.room);
        flow.pathFrom = from;
        flow.pathTo = to;
    }
    return flow.path;
}

template<class Count>
void Ledger::count(const Stream &stream, const Flow &flow, quint64 n, Count change)
{
    change(m_total);
    const int from = placeOf(stream.places, n);
    const int to = placeOf(flow.places, n);
    if (from >= 0 && to >= 0)
        change(m_cells[static_cast<size_t>(from)][static_cast<size_t>(to)]);
}

// --- Probes ---

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
    for (Flow &flow : to.flows) {
        if (!flow.isOpen)
            continue;
        addDue(to, flow, probe);
        ++probe.open;
    }
    to.recent.push_back(probe);
    m_young.push_back({number, n, event.at});
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
    if (flow.excused.contains(n))
        return;
    receiveDue(stream, flow, n, event.at);
    if (isBehind) {
        count(stream, flow, n, [](PairCounts &counts) { ++counts.reordered; });
        note(Flaw::Disorder, stream, flow, n, event.at);
    }
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
    m_faults.began(event.at, event.fault, event.what);
    m_faultTexts.append(event.what);
    leaveTrail(event.at, Moment::Kind::Began, -1, -1, -1, static_cast<quint64>(m_faultTexts.size()));
    // What is under way now may be hit.
    for (const Aged &aged : m_young) {
        Probe *const probe = find(m_streams[static_cast<size_t>(aged.stream)], aged.n);
        if (probe && probe->open > 0)
            probe->isInFault = true;
    }
}

void Ledger::on(const history::FaultHealed &event)
{
    m_faults.healed(event.at, event.fault);
    m_faultTexts.append(event.fault);
    leaveTrail(event.at, Moment::Kind::Healed, -1, -1, -1, static_cast<quint64>(m_faultTexts.size()));
}

/// The run is over: what has not come will not come. Where it was interrupted, only what had its time.
void Ledger::on(const history::Settled &event)
{
    if (std::exchange(m_isSettled, true))
        return;
    m_wasInterrupted = event.interrupted;
    if (event.interrupted)
        return;
    for (const Aged &aged : std::exchange(m_young, {}))
        expire(aged, event.at);
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
            excuse(stream, flow, n, false);
        else if (flow.awaySince >= 0)
            excuse(stream, flow, n, true);
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
    if (probe && probe->open == 0)
        return;
    const bool isExcused = m_rules.claims == Claims::AtMostOnce && probe && probe->isInFault;
    for (Flow &flow : stream.flows) {
        bool isMissing = false;
        forEachMissing(flow, aged.n, aged.n, [&](quint64) { isMissing = true; });
        if (!isMissing)
            continue;
        if (isExcused)
            excuse(stream, flow, aged.n, true);
        else if (flow.awaySince < 0 && flow.recoverBy <= at && isOwed(stream, aged.n))
            lose(stream, flow, aged.n, aged.sentAt);
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

void Ledger::excuse(Stream &stream, Flow &flow, quint64 n, bool isExposed)
{
    flow.excused.add(n);
    const bool wasLost = flow.lost.remove(n);
    if (wasLost && stream.acked.contains(n))
        --m_lostAcknowledged;
    if (Probe *const probe = find(stream, n))
        --probe->open;
    count(stream, flow, n, [&](PairCounts &counts) {
        --counts.due;
        counts.lost -= wasLost ? 1 : 0;
        counts.exposed += isExposed ? 1 : 0;
    });
}

void Ledger::excuseEverywhere(Stream &stream, quint64 n)
{
    for (Flow &flow : stream.flows) {
        if (flow.due.contains(n) && !flow.got.contains(n) && !flow.excused.contains(n))
            excuse(stream, flow, n, false);
    }
}

void Ledger::forgetOldest()
{
    // What is young is needed, however many there are.
    while (m_remembered.size() > m_rules.recentProbes) {
        const Aged oldest = m_remembered.front();
        Stream &stream = m_streams[static_cast<size_t>(oldest.stream)];
        if (oldest.n > stream.expired)
            return;
        m_remembered.pop_front();
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
    for (IntervalSet *set : {&flow.due, &flow.got, &flow.excused, &flow.lost})
        set->removeUpTo(flow.floor);
}

} // namespace crosstalk
