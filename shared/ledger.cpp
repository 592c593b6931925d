// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/ledger.h"

#include <algorithm>
#include <utility>

namespace crosstalk {

using Outcome = Delivery::Outcome;

int Ledger::Names::number(const QString &name)
{
    const auto known = m_numbers.constFind(name);
    if (known != m_numbers.cend())
        return *known;
    const auto number = static_cast<int>(m_names.size());
    m_names.append(name);
    m_numbers.insert(name, number);
    return number;
}

Ledger::Ledger(qsizetype recentProbes, std::chrono::nanoseconds deadline)
    : m_recentProbes(recentProbes)
    , m_deadline(deadline.count())
{
    Q_ASSERT(recentProbes > 0);
}

void Ledger::apply(const history::Event &event)
{
    std::visit([this](const auto &e) { on(e); }, event);
}

const PairCounts &Ledger::cell(const QString &from, const QString &to) const
{
    static const PairCounts none;
    const qsizetype row = m_instances.indexOf(from);
    const qsizetype column = m_instances.indexOf(to);
    return row < 0 || column < 0 ? none : m_cells[static_cast<size_t>(row)][static_cast<size_t>(column)];
}

std::optional<Delivery> Ledger::delivery(const history::ProbeId &probe) const
{
    const int sender = m_sessionNames.find(probe.session);
    const auto entry = m_entries.constFind({sender, m_roomNames.find(probe.room), probe.n});
    if (entry == m_entries.cend())
        return {};
    Delivery delivery;
    delivery.outcome = entry->outcome;
    delivery.refusedWith = entry->refusedWith;
    for (const Pair &pair : entry->pairs) {
        const bool isDelivered = pair.state == Pair::State::Delivered;
        if (!isDelivered && pair.state != Pair::State::Open)
            continue;
        if (pair.receiver == sender) {
            delivery.ownDue = true;
            delivery.ownDelivered = isDelivered;
            continue;
        }
        ++delivery.due;
        delivery.delivered += isDelivered ? 1 : 0;
        if (!isDelivered)
            delivery.missing.append(m_sessionNames.name(pair.receiver));
    }
    std::sort(delivery.missing.begin(), delivery.missing.end());
    if (delivery.delivered > 0)
        delivery.slowest = std::chrono::nanoseconds(entry->lastFirstCopyAt - entry->intended);
    return delivery;
}

// --- Sessions and rooms ---

void Ledger::on(const history::Connected &event)
{
    const int number = m_sessionNames.number(event.session);
    endAllMemberships(number, event.at);
    session(number).instance = instance(event.instance);
}

void Ledger::on(const history::Disconnected &event)
{
    const int number = m_sessionNames.number(event.session);
    endAllMemberships(number, event.at);
    for (const Key &key : std::exchange(session(number).unanswered, {})) {
        Entry &entry = m_entries[key];
        entry.outcome = Outcome::Indeterminate;
        excuseOpenPairs(entry);
    }
}

void Ledger::on(const history::Joined &event)
{
    const int number = m_sessionNames.number(event.session);
    const int room = m_roomNames.number(event.room);
    auto &rooms = session(number).rooms;
    const auto membership = rooms.find(room);
    if (membership != rooms.end()) {
        membership->echo = event.echo;
        return;
    }
    rooms.insert(room, {event.echo, {}});
    auto &members = m_members[room];
    members.insert(std::lower_bound(members.begin(), members.end(), number), number);
}

void Ledger::on(const history::Left &event)
{
    const int number = m_sessionNames.number(event.session);
    const int room = m_roomNames.number(event.room);
    auto &rooms = session(number).rooms;
    if (const auto membership = rooms.find(room); membership != rooms.end()) {
        endMembership(number, room, *membership, event.at);
        rooms.erase(membership);
    }
}

Ledger::Session &Ledger::session(int number)
{
    if (static_cast<size_t>(number) >= m_sessions.size())
        m_sessions.resize(static_cast<size_t>(number) + 1);
    return m_sessions[static_cast<size_t>(number)];
}

int Ledger::instance(const QString &name)
{
    const qsizetype known = m_instances.indexOf(name);
    if (known >= 0)
        return static_cast<int>(known);
    m_instances.append(name);
    m_cells.resize(static_cast<size_t>(m_instances.size()));
    for (auto &row : m_cells)
        row.resize(m_cells.size());
    return static_cast<int>(m_instances.size() - 1);
}

void Ledger::endAllMemberships(int number, qint64 at)
{
    auto rooms = std::exchange(session(number).rooms, {});
    for (auto room = rooms.begin(); room != rooms.end(); ++room)
        endMembership(number, room.key(), *room, at);
}

/// What is still open and younger than the deadline is not due any more; what is older has been missed.
void Ledger::endMembership(int number, int room, Membership &membership, qint64 at)
{
    auto &members = m_members[room];
    members.erase(std::lower_bound(members.begin(), members.end(), number));
    for (const RecentlyDue &due : membership.recent) {
        const auto entry = m_entries.find(due.probe);
        if (entry == m_entries.end() || at - due.sentAt >= m_deadline)
            continue;
        Pair *const pair = findPair(*entry, number);
        if (!pair || pair->state != Pair::State::Open)
            continue;
        pair->state = Pair::State::Exposed;
        count(entry->instance, pair->instance, [](PairCounts &counts) {
            --counts.due;
            ++counts.exposed;
        });
    }
}

// --- Probes ---

void Ledger::on(const history::Sent &event)
{
    const Key key = keyOf(event.probe);
    if (m_entries.contains(key))
        return;
    ++m_sent;
    Session &sender = session(key.sender);
    if (event.awaitsAck)
        sender.unanswered.insert(key);
    Entry entry;
    entry.sentAt = event.at;
    entry.intended = event.intended;
    entry.instance = sender.instance;
    const auto &members = m_members[key.room];
    entry.pairs.reserve(members.size());
    for (const int receiver : members)
        addDue(entry, key, receiver);
    m_entries.insert(key, std::move(entry));
    m_order.push_back(key);
    forgetOldest();
}

void Ledger::on(const history::Acked &event)
{
    const Key key = keyOf(event.probe);
    session(key.sender).unanswered.remove(key);
    const auto entry = m_entries.find(key);
    // An answer that comes after a reconnect (the same publish, repeated) is still the answer.
    if (entry != m_entries.end() && entry->outcome != Outcome::Refused)
        entry->outcome = Outcome::Acknowledged;
}

void Ledger::on(const history::Refused &event)
{
    const Key key = keyOf(event.probe);
    session(key.sender).unanswered.remove(key);
    const auto entry = m_entries.find(key);
    if (entry == m_entries.end() || entry->outcome == Outcome::Acknowledged)
        return;
    entry->outcome = Outcome::Refused;
    entry->refusedWith = event.code;
    excuseOpenPairs(*entry);
}

void Ledger::on(const history::Received &event)
{
    const Key key = keyOf(event.probe);
    const auto entry = m_entries.find(key);
    Pair *pair = nullptr;
    if (entry != m_entries.end()) {
        const int receiver = m_sessionNames.number(event.session);
        pair = findPair(*entry, receiver);
        if (!pair)
            pair = makeExposedPair(*entry, key, receiver);
    }
    if (pair)
        countCopy(*entry, *pair, key, event);
    else
        ++m_phantoms;
}

Ledger::Key Ledger::keyOf(const history::ProbeId &probe)
{
    return {m_sessionNames.number(probe.session), m_roomNames.number(probe.room), probe.n};
}

void Ledger::addDue(Entry &entry, const Key &key, int receiver)
{
    Session &to = session(receiver);
    Membership &membership = to.rooms[key.room];
    if (receiver == key.sender && !membership.echo)
        return;
    entry.pairs.push_back({receiver, to.instance, Pair::State::Open, false});
    count(entry.instance, to.instance, [](PairCounts &counts) { ++counts.due; });
    auto &recent = membership.recent;
    while (!recent.empty() && entry.sentAt - recent.front().sentAt >= m_deadline)
        recent.pop_front();
    recent.push_back({key, entry.sentAt});
}

void Ledger::excuseOpenPairs(Entry &entry)
{
    for (Pair &pair : entry.pairs) {
        if (pair.state != Pair::State::Open)
            continue;
        pair.state = Pair::State::Excused;
        count(entry.instance, pair.instance, [](PairCounts &counts) { --counts.due; });
    }
}

Ledger::Pair *Ledger::findPair(Entry &entry, int receiver)
{
    const auto at = std::ranges::lower_bound(entry.pairs, receiver, {}, &Pair::receiver);
    return at != entry.pairs.end() && at->receiver == receiver ? &*at : nullptr;
}

/// A member without a pair joined after the send, unless it is the sender without echo. To that
/// one, and to whoever is no member, a copy is a phantom: null.
Ledger::Pair *Ledger::makeExposedPair(Entry &entry, const Key &key, int receiver)
{
    const Session &to = session(receiver);
    const auto membership = to.rooms.constFind(key.room);
    if (membership == to.rooms.cend() || (receiver == key.sender && !membership->echo))
        return nullptr;
    count(entry.instance, to.instance, [](PairCounts &counts) { ++counts.exposed; });
    const auto at = std::ranges::lower_bound(entry.pairs, receiver, {}, &Pair::receiver);
    return &*entry.pairs.insert(at, {receiver, to.instance, Pair::State::Exposed, false});
}

void Ledger::countCopy(Entry &entry, Pair &pair, const Key &key, const history::Received &event)
{
    const bool isFirst = !std::exchange(pair.hasCopy, true);
    const bool isDelivery = isFirst && pair.state == Pair::State::Open;
    bool isLate = false;
    if (isFirst) {
        quint64 &highest = session(pair.receiver).highest[{key.room, key.sender}];
        isLate = key.n < highest;
        highest = std::max(highest, key.n);
    }
    if (isDelivery) {
        pair.state = Pair::State::Delivered;
        if (pair.receiver != key.sender)
            entry.lastFirstCopyAt = event.at;
    }
    count(entry.instance, pair.instance, [&](PairCounts &counts) {
        counts.duplicate += isFirst ? 0 : 1;
        counts.corrupted += event.corrupted ? 1 : 0;
        if (isDelivery) {
            ++counts.delivered;
            counts.reordered += isLate ? 1 : 0;
            counts.latency.add(std::chrono::nanoseconds(event.at - entry.intended));
        }
    });
}

void Ledger::forgetOldest()
{
    if (static_cast<qsizetype>(m_order.size()) <= m_recentProbes)
        return;
    const Key oldest = m_order.front();
    m_order.pop_front();
    m_entries.remove(oldest);
    session(oldest.sender).unanswered.remove(oldest);
}

template<class Count>
void Ledger::count(int from, int to, Count change)
{
    change(m_total);
    if (from >= 0 && to >= 0)
        change(m_cells[static_cast<size_t>(from)][static_cast<size_t>(to)]);
}

} // namespace crosstalk
