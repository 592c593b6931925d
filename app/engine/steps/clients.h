// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Steps about clients: they join and leave rooms, connect, disconnect, move. Each ends when it has come about.

#include "app/engine/steps/steprun.h"

#include <QPointer>
#include <QSet>

namespace crosstalk {

/// Does something to clients, and waits until they are in their rooms.
class ClientsRun : public StepRun
{
    Q_OBJECT
public:
    using Action = std::function<Result<void>(Session *)>;
    ClientsRun(const QStringList &clients, Action action, Stage *stage);

protected:
    void begin() override;

private:
    QList<Session *> m_sessions;
    Action m_action;
    std::unique_ptr<StepRun> m_wait;
};

class LeaveRun : public StepRun
{
    Q_OBJECT
public:
    LeaveRun(const step::LeaveRoom &what, Stage *stage);

protected:
    void begin() override;

private:
    QString m_room;
    QList<Session *> m_sessions;
    QSet<Session *> m_awaited;
};

} // namespace crosstalk
