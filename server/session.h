// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One client's session with this instance: what the protocol it speaks makes of its messages. The two kinds are
// PlainSession and V1Session.

#include "server/connection.h"
#include "server/hub.h"

#include <functional>
#include <memory>

namespace crosstalk::server {

class Session : public Connection::Handler, public std::enable_shared_from_this<Session>
{
public:
    /// Called once when the connection is closed; the session must live on until the event loop turns.
    using Closed = std::function<void(Session &)>;

    /// What a session needs of its instance; outlives it.
    struct Context
    {
        const ConnectionLimits &limits;
        Poller &poller;
        Hub &hub;
        Closed closed;
    };

    Session(int descriptor, const Context &context, Connection::TimePoint now)
        : m_context(context)
        , m_connection(descriptor, context.limits, context.poller, *this, now)
    {}

    /// Enters its rooms and greets, as the protocol has it. Once, after it is held by a shared_ptr.
    virtual void start() = 0;

    Connection &connection() { return m_connection; }

    void onClosed() final
    {
        leaveAll();
        m_context.closed(*this);
    }

protected:
    /// Leaves every channel of the hub.
    virtual void leaveAll() = 0;

    Hub &hub() { return m_context.hub; }

    /// @p call for an answer that comes later: dropped where the session is gone by then, or its connection.
    template<class Self, class... Arguments>
    static auto whileOpen(Self *self, void (Self::*call)(Arguments...))
    {
        return [weak = self->weak_from_this(), self, call](auto &&...arguments) {
            if (const auto alive = weak.lock(); alive && alive->m_connection.isOpen())
                (self->*call)(std::forward<decltype(arguments)>(arguments)...);
        };
    }

private:
    const Context &m_context;
    Connection m_connection;
};

} // namespace crosstalk::server
