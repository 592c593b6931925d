// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Whether there is one order in which everybody saw the messages of a room. Each session's order is a chain of
// "before"; the chains agree exactly if together they have no cycle. Kept in topological order as the messages come
// (Pearce and Kelly, "A dynamic topological sort algorithm for directed acyclic graphs", 2007), which costs nearly
// nothing where all agree. Remembers the messages seen last; what somebody sees later than that is not compared.

#include <QHash>
#include <QtGlobal>

#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace crosstalk {

class OrderCheck
{
public:
    /// Names are numbers, see Names.
    struct Message
    {
        int sender = -1;
        int room = -1;
        quint64 n = 0;

        bool operator==(const Message &) const = default;
        friend size_t qHash(const Message &m, size_t seed = 0) { return qHashMulti(seed, m.sender, m.room, m.n); }
    };
    struct Conflict
    {
        int session = -1; ///< Saw earlier, then later; …
        Message earlier;
        Message later;
        std::vector<int> others; ///< … which is at odds with what these saw.
    };

    explicit OrderCheck(size_t remembered = 65'536);

    /// The first copy that @p session got of @p message. Nothing more is done once there is a conflict.
    void received(int session, const Message &message);
    const std::optional<Conflict> &conflict() const { return m_conflict; }

private:
    using Id = quint64; ///< Of a node: counts as they appear.
    struct Edge
    {
        Id to = 0;
        int witness = -1;
    };
    struct Node
    {
        Message message;
        quint64 order = 0;
        std::vector<Edge> after;
        std::vector<Id> before;
        bool isVisited = false;
    };
    bool isKnown(Id id) const { return id >= m_first; }
    Node &node(Id id) { return m_nodes[id - m_first]; }
    Id idOf(const Message &message);
    void addEdge(Id from, Id to, int session);
    /// False where @p goal was reached: then @p path leads there.
    bool visitAfter(Id start, Id goal, std::vector<Id> &reached, std::vector<int> &witnesses);
    void visitBefore(Id start, quint64 least, std::vector<Id> &reached);
    void reorder(std::vector<Id> &before, std::vector<Id> &after);
    void forgetOldest();

    size_t m_remembered;
    std::deque<Node> m_nodes;
    Id m_first = 1; ///< Of m_nodes.
    quint64 m_lastOrder = 0;
    QHash<Message, Id> m_ids;
    QHash<std::pair<int, int>, Id> m_latest; ///< By session and room.
    std::optional<Conflict> m_conflict;
};

} // namespace crosstalk
