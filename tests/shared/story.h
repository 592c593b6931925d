// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "shared/history.h"

namespace crosstalk::history {

constexpr qint64 ms = 1'000'000;
constexpr qint64 s = 1000 * ms;

/// Writes a history in one call per event; each is a millisecond after the one before unless the test lets time pass.
/// @tparam Account what accounts for it: a Ledger, a Judge.
template<class Account>
class BasicStory
{
public:
    template<class... Rules>
    explicit BasicStory(const Rules &...rules)
        : account(rules...)
    {}

    Account account;
    qint64 now = 0;

    BasicStory &connect(const char *session, const char *instance)
    {
        return add(Connected{tick(), q(session), q(instance)});
    }
    BasicStory &disconnect(const char *session) { return add(Disconnected{tick(), q(session)}); }
    BasicStory &close(const char *session) { return add(Disconnected{tick(), q(session), true}); }
    BasicStory &join(const char *session, const char *room, bool echo = true)
    {
        return add(Joined{tick(), q(session), q(room), echo, {}});
    }
    BasicStory &leave(const char *session, const char *room) { return add(Left{tick(), q(session), q(room)}); }
    BasicStory &send(const char *session, quint64 n, const char *room = "lobby", bool awaitsAck = true)
    {
        const qint64 at = tick();
        return add(Sent{at, at, id(session, n, room), awaitsAck});
    }
    BasicStory &ack(const char *session, quint64 n, const char *room = "lobby")
    {
        return add(Acked{tick(), id(session, n, room)});
    }
    BasicStory &refuse(const char *session, quint64 n, const char *room = "lobby")
    {
        return add(Refused{tick(), id(session, n, room), q("flooding")});
    }
    BasicStory &receive(const char *session, const char *from, quint64 n, const char *room = "lobby",
                        bool corrupted = false)
    {
        return add(Received{tick(), q(session), id(from, n, room), corrupted, {}});
    }
    BasicStory &pass(qint64 time)
    {
        now += time;
        return *this;
    }
    /// Alice on a, bob on b, carol on c, all in the lobby, with echo.
    BasicStory &three()
    {
        connect("alice", "a").connect("bob", "b").connect("carol", "c");
        return join("alice", "lobby").join("bob", "lobby").join("carol", "lobby");
    }
    /// Sent by @p from and received by all of three().
    BasicStory &exchange(const char *from, quint64 n)
    {
        return send(from, n).receive("alice", from, n).receive("bob", from, n).receive("carol", from, n);
    }
    BasicStory &tap(const char *from, quint64 n, const char *room = "lobby")
    {
        return add(Tapped{tick(), id(from, n, room)});
    }
    BasicStory &begin(const char *fault) { return add(FaultBegan{tick(), q(fault), q(fault)}); }
    BasicStory &heal(const char *fault) { return add(FaultHealed{tick(), q(fault)}); }
    BasicStory &turn(const char *instance, InstanceChanged::State state)
    {
        return add(InstanceChanged{tick(), q(instance), state});
    }
    BasicStory &settle(bool interrupted = false) { return add(Settled{tick(), interrupted}); }

    BasicStory &add(const Event &event)
    {
        account.apply(event);
        return *this;
    }
    qint64 tick() { return now += ms; }

    static ProbeId id(const char *session, quint64 n, const char *room = "lobby") { return {q(session), q(room), n}; }
    static QString q(const char *text) { return QString::fromUtf8(text); }
};

} // namespace crosstalk::history
