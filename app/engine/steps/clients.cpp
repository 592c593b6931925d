// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/clients.h"

#include "app/engine/steps/waiting.h"

namespace crosstalk {

ClientsRun::ClientsRun(const QStringList &clients, Action action, Stage *stage)
    : StepRun(stage)
    , m_sessions(stage->sessions(clients))
    , m_action(std::move(action))
{}

void ClientsRun::begin()
{
    for (Session *session : std::as_const(m_sessions)) {
        if (const auto done = m_action(session); !done)
            return fail(done.error());
    }
    m_wait = std::make_unique<WaitJoinedRun>(m_sessions, stage());
    connect(m_wait.get(), &StepRun::ended, this, &ClientsRun::end);
    connect(m_wait.get(), &StepRun::failed, this, &ClientsRun::fail);
    m_wait->start();
}

LeaveRun::LeaveRun(const step::LeaveRoom &what, Stage *stage)
    : StepRun(stage)
    , m_room(what.room)
    , m_sessions(stage->sessions(what.clients))
    , m_awaited(m_sessions.begin(), m_sessions.end())
{}

void LeaveRun::begin()
{
    if (m_sessions.isEmpty())
        return end();
    // A client answers every leave by itself, in the end.
    for (Session *session : std::as_const(m_sessions)) {
        connect(session->client(), &ChatClient::left, this, [this, session](const QString &room) {
            if (room == m_room && m_awaited.remove(session) && m_awaited.isEmpty())
                end();
        });
        session->leave(m_room);
    }
}

} // namespace crosstalk
