// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/ordercheck.h"

#include <algorithm>

namespace crosstalk {

OrderCheck::OrderCheck(size_t remembered)
    : m_remembered(remembered)
{}

void OrderCheck::received(int session, const Message &message)
{
    if (m_conflict)
        return;
    const Id id = idOf(message);
    Id &latest = m_latest[{session, message.room}];
    const Id previous = std::exchange(latest, id);
    if (isKnown(previous) && isKnown(id))
        addEdge(previous, id, session);
    forgetOldest();
}

OrderCheck::Id OrderCheck::idOf(const Message &message)
{
    const auto known = m_ids.constFind(message);
    if (known != m_ids.cend())
        return *known;
    const Id id = m_first + m_nodes.size();
    m_nodes.push_back({message, ++m_lastOrder, {}, {}, false});
    m_ids.insert(message, id);
    return id;
}

void OrderCheck::addEdge(Id from, Id to, int session)
{
    auto &edges = node(from).after;
    if (std::any_of(edges.begin(), edges.end(), [to](const Edge &edge) { return edge.to == to; }))
        return;
    if (node(to).order <= node(from).order) {
        std::vector<Id> after;
        std::vector<Id> before;
        std::vector<int> witnesses;
        if (!visitAfter(to, from, after, witnesses)) {
            m_conflict = Conflict{session, node(from).message, node(to).message, std::move(witnesses)};
            return;
        }
        visitBefore(from, node(to).order, before);
        reorder(before, after);
    }
    node(from).after.push_back({to, session});
    node(to).before.push_back(from);
}

bool OrderCheck::visitAfter(Id start, Id goal, std::vector<Id> &reached, std::vector<int> &witnesses)
{
    struct Step
    {
        Id id = 0;
        size_t next = 0; ///< Of its edges.
        int witness = -1;
    };
    const quint64 most = node(goal).order;
    std::vector<Step> way{{start, 0, -1}};
    node(start).isVisited = true;
    reached.push_back(start);
    while (!way.empty()) {
        Step &step = way.back();
        if (step.next == node(step.id).after.size()) {
            way.pop_back();
            continue;
        }
        const Edge edge = node(step.id).after[step.next++];
        if (edge.to == goal) {
            for (const Step &each : way)
                witnesses.push_back(each.witness);
            witnesses.push_back(edge.witness);
            witnesses.erase(witnesses.begin()); // Of the start, which has none.
            std::sort(witnesses.begin(), witnesses.end());
            witnesses.erase(std::unique(witnesses.begin(), witnesses.end()), witnesses.end());
            return false;
        }
        if (!isKnown(edge.to) || node(edge.to).isVisited || node(edge.to).order > most)
            continue;
        node(edge.to).isVisited = true;
        reached.push_back(edge.to);
        way.push_back({edge.to, 0, edge.witness});
    }
    return true;
}

void OrderCheck::visitBefore(Id start, quint64 least, std::vector<Id> &reached)
{
    std::vector<Id> open{start};
    node(start).isVisited = true;
    while (!open.empty()) {
        const Id id = open.back();
        open.pop_back();
        reached.push_back(id);
        for (const Id each : node(id).before) {
            if (!isKnown(each) || node(each).isVisited || node(each).order < least)
                continue;
            node(each).isVisited = true;
            open.push_back(each);
        }
    }
}

/// Gives all of @p before places ahead of all of @p after, among the places they have now.
void OrderCheck::reorder(std::vector<Id> &before, std::vector<Id> &after)
{
    const auto byOrder = [this](Id a, Id b) { return node(a).order < node(b).order; };
    std::sort(before.begin(), before.end(), byOrder);
    std::sort(after.begin(), after.end(), byOrder);
    before.insert(before.end(), after.begin(), after.end());
    std::vector<quint64> places;
    places.reserve(before.size());
    for (const Id id : before)
        places.push_back(node(id).order);
    std::sort(places.begin(), places.end());
    for (size_t i = 0; i < before.size(); ++i) {
        node(before[i]).order = places[i];
        node(before[i]).isVisited = false;
    }
}

void OrderCheck::forgetOldest()
{
    while (m_nodes.size() > m_remembered) {
        m_ids.remove(m_nodes.front().message);
        m_nodes.pop_front();
        ++m_first;
    }
}

} // namespace crosstalk
