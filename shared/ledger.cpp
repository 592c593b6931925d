// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/ledger.h"

#include <algorithm>
#include <utility>

namespace crosstalk {

namespace {

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
    m_wasMissed = false;
    m_dueCopyAfter.reset();
    std::visit([this](const auto &e) { on(e); }, event);
}

void Ledger::advance(qint64 at)
{
    m_faults.advance(at);
    while (m_over < m_remembered.size() && at - m_remembered[m_over].sentAt >= m_rules.deadline.count())
        expire(m_remembered[m_over++], at);
}

const PairCounts &Ledger::cell(const QString &from, const QString &to) const
{
    return find(m_cells, from, to);
}

const PairCounts &Ledger::cellSince(const QString &from, const QString &to) const
{
    return find(m_cellsSince, from, to);
}

const PairCounts &Ledger::find(const Cells &cells, const QString &from, const QString &to) const
{
    static const PairCounts none;
    const int row = m_instanceNames.find(from);
    const int column = m_instanceNames.find(to);
    return row < 0 || column < 0 || cells.empty() ? none : cells[static_cast<size_t>(row)][static_cast<size_t>(column)];
}

void Ledger::countAnew()
{
    for (Stream &stream : m_streams)
        stream.before = stream.last;
    const size_t side = m_cells.size();
    m_cellsSince.assign(side, std::vector<PairCounts>(side));
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
    delivery.wasSeenOnBroker = stream->tapped.contains(id.n);
    delivery.isRecovered = probe->isRecovered;
    delivery.awaitsAck = probe->awaitsAck;
    for (const Flow &flow : stream->flows) {
        if (flow.missed.contains(id.n) && flow.receiver == stream->sender)
            delivery.ownMissed = true;
        else if (flow.missed.contains(id.n))
            delivery.missed.append(m_sessionNames.name(flow.receiver));
        if (!flow.due.contains(id.n))
            continue;
        const bool isDelivered = flow.got.contains(id.n);
        if (flow.excused.contains(id.n)) {
            const bool isOther = flow.receiver != stream->sender;
            const bool isGivenUp = probe->outcome == Outcome::Indeterminate && !flow.missed.contains(id.n);
            delivery.recovered += isOther && isDelivered ? 1 : 0;
            delivery.givenUp += isOther && !isDelivered && isGivenUp ? 1 : 0;
            continue;
        }
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
    std::sort(delivery.missed.begin(), delivery.missed.end());
    if (delivery.reached() > 0)
        delivery.slowest = std::chrono::nanoseconds(probe->lastFirstCopyAt - probe->intended);
    return delivery;
}

// --- Sessions and rooms ---

void Ledger::on(const history::Connected &event)
{
    const int number = m_sessionNames.number(event.session);
    breakLink(number, Parting::Break, event.at);
    session(number).instance = instance(event.instance);
    leaveTrail(event.at, Moment::Kind::Connected, number);
}

void Ledger::on(const history::Disconnected &event)
{
    const int number = m_sessionNames.number(event.session);
    leaveTrail(event.at, Moment::Kind::Disconnected, number);
    breakLink(number, event.asked ? Parting::Close : Parting::Break, event.at);
    for (const int sent : session(number).streams) {
        Stream &stream = m_streams[static_cast<size_t>(sent)];
        for (Probe &probe : stream.recent) {
            const quint64 n = probe.n;
            if (probe.outcome != Outcome::Pending || (!probe.awaitsAck && n <= stream.expired))
                continue;
            const bool isKnown = std::any_of(stream.flows.begin(), stream.flows.end(),
                                             [n](const Flow &flow) { return flow.got.contains(n); });
            // Where nobody acknowledges, a copy anywhere shows that the server took it.
            if (isKnown && !probe.awaitsAck)
                continue;
            probe.outcome = Outcome::Indeterminate;
            ++m_indeterminate;
            probe.isRecovered = isKnown;
            m_recovered += isKnown ? 1 : 0;
            // Its own copy it misses as what was under way to it, however long that was so.
            Flow *const own = findFlow(stream, number);
            if (own && own->due.contains(n) && !own->got.contains(n) && !own->excused.contains(n))
                excuse(stream, *own, n, event.asked ? Excuse::Gone : Excuse::Exposed);
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
    std::erase_if(grown(m_absent, room), [number](const Absence &absence) { return absence.session == number; });
    for (const int streamNumber : grown(m_roomStreams, room))
        openFlow(m_streams[static_cast<size_t>(streamNumber)], number, event.echo, event.at);
}

void Ledger::on(const history::Left &event)
{
    const int number = m_sessionNames.number(event.session);
    const int room = m_roomNames.number(event.room);
    leaveTrail(event.at, Moment::Kind::Left, number, -1, room);
    leaveRoom(number, room, Parting::Leave, event.at);
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
        m_cellsSince.resize(m_cellsSince.empty() ? 0 : count);
        for (auto &row : m_cellsSince)
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

void Ledger::breakLink(int number, Parting how, qint64 at)
{
    const auto rooms = session(number).rooms;
    for (const Membership &membership : rooms)
        leaveRoom(number, membership.room, how, at);
}

/// What is under way is not due any more, unless the session may come back for it.
void Ledger::leaveRoom(int number, int room, Parting how, qint64 at)
{
    const bool mayComeBack = how != Parting::Leave && m_rules.claims == Claims::AtLeastOnce;
    auto &absent = grown(m_absent, room);
    const Membership *const known = membership(number, room);
    if (!mayComeBack)
        std::erase_if(absent, [number](const Absence &absence) { return absence.session == number; });
    else if (known)
        absent.push_back({number, known->echo, at});
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
        if (!flow)
            continue;
        if (mayComeBack && flow->isOpen) {
            flow->awaySince = flow->awaySince < 0 ? at : flow->awaySince;
            continue;
        }
        flow->isOpen = false;
        flow->awaySince = -1;
        flow->recoverBy = -1;
        std::vector<quint64> underWay;
        forEachMissing(*flow, stream.expired + 1, stream.last, [&](quint64 n) { underWay.push_back(n); });
        for (const quint64 n : underWay)
            excuse(stream, *flow, n, how == Parting::Close ? Excuse::Gone : Excuse::Exposed);
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
    for (const Absence &absence : grown(m_absent, room)) {
        openFlow(stream, absence.session, absence.echo, 0);
        flow(stream, absence.session).awaySince = absence.since;
    }
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
    opened.isExcusable = m_sessionFaults.values().contains(receiver);
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
        excuse(stream, opened, n, Excuse::Exposed);
}

int Ledger::placeOf(const Places &places, quint64 n)
{
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        if (place->from <= n)
            return place->instance;
    }
    return places.empty() ? -1 : places.front().instance;
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

} // namespace crosstalk
