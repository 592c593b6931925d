// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "shared/ledger.h"

#include <map>
#include <set>

namespace crosstalk {

/// What a Ledger comes to, the plain way: an entry for each pair, kept for ever, no intervals, no queues. Slow, and
/// easy to believe. Of at-most-once, without faults; a settled history only.
class PairByPair
{
public:
    explicit PairByPair(std::chrono::nanoseconds deadline)
        : m_deadline(deadline.count())
    {}

    void apply(const history::Event &event)
    {
        std::visit([this](const auto &e) { on(e); }, event);
    }

    PairCounts total;
    quint64 phantoms = 0;

private:
    struct Pair
    {
        bool isDue = false; ///< Else it was due, or never was.
        bool wasDue = false;
        bool hasCopy = false;
        bool isExposed = false;
    };
    struct Probe
    {
        qint64 sentAt = 0;
        bool awaitsAck = false;
        bool isAnswered = false;
        bool isRefused = false;
        bool isIndeterminate = false;
        std::map<QString, Pair> pairs;
    };
    using Key = std::tuple<QString, QString, quint64>;
    static Key key(const history::ProbeId &id) { return {id.session, id.room, id.n}; }
    bool isOver(const Probe &probe, qint64 at) const { return at - probe.sentAt >= m_deadline; }

    void goes(const QString &session, const QString &room, qint64 at)
    {
        m_rooms[room].erase(session);
        for (auto &[id, probe] : m_probes) {
            const auto pair = probe.pairs.find(session);
            if (std::get<1>(id) != room || pair == probe.pairs.end() || isOver(probe, at))
                continue;
            if (!pair->second.isDue || pair->second.hasCopy)
                continue;
            pair->second.isDue = false;
            pair->second.isExposed = true;
        }
    }
    void goesEverywhere(const QString &session, qint64 at)
    {
        for (auto &[room, members] : m_rooms) {
            if (members.contains(session))
                goes(session, room, at);
        }
    }
    static void excuse(Probe &probe)
    {
        for (auto &[session, pair] : probe.pairs)
            pair.isDue = pair.isDue && pair.hasCopy;
    }

    void on(const history::Connected &e) { goesEverywhere(e.session, e.at); }
    void on(const history::Disconnected &e)
    {
        goesEverywhere(e.session, e.at);
        for (auto &[id, probe] : m_probes) {
            if (std::get<0>(id) != e.session || probe.isAnswered || probe.isIndeterminate)
                continue;
            const bool isSeen = std::any_of(probe.pairs.begin(), probe.pairs.end(),
                                            [](const auto &pair) { return pair.second.hasCopy; });
            if (!probe.awaitsAck && (isSeen || isOver(probe, e.at)))
                continue;
            probe.isIndeterminate = true;
            if (const auto own = probe.pairs.find(e.session); own != probe.pairs.end())
                own->second.isExposed |= own->second.isDue && !own->second.hasCopy;
            excuse(probe);
        }
    }
    void on(const history::Joined &e) { m_rooms[e.room].insert_or_assign(e.session, e.echo); }
    void on(const history::Left &e)
    {
        if (m_rooms[e.room].contains(e.session))
            goes(e.session, e.room, e.at);
    }
    void on(const history::Sent &e)
    {
        quint64 &last = m_last[{e.probe.session, e.probe.room}];
        if (e.probe.n <= last)
            return;
        last = e.probe.n;
        Probe &probe = m_probes[key(e.probe)];
        probe.sentAt = e.at;
        probe.awaitsAck = e.awaitsAck;
        for (const auto &[session, echo] : m_rooms[e.probe.room]) {
            if (session != e.probe.session || echo)
                probe.pairs[session] = {true, true, false, false};
        }
    }
    void on(const history::Acked &e)
    {
        const auto probe = m_probes.find(key(e.probe));
        if (probe != m_probes.end())
            probe->second.isAnswered = true;
    }
    void on(const history::Refused &e)
    {
        const auto probe = m_probes.find(key(e.probe));
        if (probe == m_probes.end() || probe->second.isAnswered)
            return;
        probe->second.isAnswered = true;
        probe->second.isIndeterminate = false;
        excuse(probe->second);
    }
    void on(const history::Received &e)
    {
        const auto found = m_probes.find(key(e.probe));
        if (found == m_probes.end()) {
            ++phantoms;
            return;
        }
        Probe &probe = found->second;
        auto pair = probe.pairs.find(e.session);
        if (pair == probe.pairs.end()) {
            const auto &members = m_rooms[e.probe.room];
            const auto member = members.find(e.session);
            if (member == members.end() || (e.session == e.probe.session && !member->second)) {
                ++phantoms;
                return;
            }
            pair = probe.pairs.insert({e.session, {false, false, false, true}}).first;
        }
        total.corrupted += e.corrupted ? 1 : 0;
        if (std::exchange(pair->second.hasCopy, true)) {
            ++total.duplicate;
            return;
        }
        quint64 &highest = m_highest[{e.session, e.probe.session, e.probe.room}];
        const bool isBehind = e.probe.n < highest;
        highest = std::max(highest, e.probe.n);
        if (!pair->second.isDue)
            return;
        ++(isOver(probe, e.at) ? total.late : total.delivered);
        total.reordered += isBehind ? 1 : 0;
    }
    void on(const history::Settled &)
    {
        for (const auto &[id, probe] : m_probes) {
            for (const auto &[session, pair] : probe.pairs) {
                total.due += pair.isDue ? 1 : 0;
                total.lost += pair.isDue && !pair.hasCopy ? 1 : 0;
                total.exposed += pair.isExposed ? 1 : 0;
                total.missed += pair.isExposed && !pair.hasCopy ? 1 : 0;
            }
        }
    }
    template<class Other>
    void on(const Other &)
    {}

    qint64 m_deadline;
    std::map<QString, std::map<QString, bool>> m_rooms; ///< Room → session → echo.
    std::map<Key, Probe> m_probes;
    std::map<std::pair<QString, QString>, quint64> m_last;
    std::map<std::tuple<QString, QString, QString>, quint64> m_highest;
};

} // namespace crosstalk
