// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// `fault` and `heal`. What a fault does to the system is its business alone; that the window of a fault is as long as
// the FaultBook records it is what matters to the judge.
//
// A kill, a drain and a restart end as steps when they have come about: the process is gone, or ready again. All others
// end at once, and what they did goes on beside what follows.

#include "app/engine/steps/faultbook.h"
#include "app/engine/steps/steprun.h"

namespace crosstalk {

class Revival;

/// On an instance or the broker.
class ServiceFaultRun : public StepRun
{
    Q_OBJECT
public:
    ServiceFaultRun(const step::Fault &what, Stage *stage);

protected:
    void begin() override;

private:
    void endProcess();
    void freeze();
    void restart();
    void revive(ActiveFault *fault);
    bool isBroker() const;
    bool hasStopped() const;

    const step::Fault &m_what;
    Service *m_service = nullptr;
    Countdown m_down;
};

/// On a client; one that is about to connect is waited for.
class ClientFaultRun : public StepRun
{
    Q_OBJECT
public:
    ClientFaultRun(const step::Fault &what, Stage *stage);

protected:
    void begin() override;

private:
    void apply(Session *session);
    void stall(Session *session);
    void flood(Session *session);
    void undoAfter(ActiveFault *fault);

    const step::Fault &m_what;
};

/// Ends what faults have begun, and starts what they have ended.
class HealRun : public StepRun
{
    Q_OBJECT
public:
    HealRun(const step::Heal &what, Stage *stage);

protected:
    void begin() override;

private:
    void look();

    const step::Heal &m_what;
    int m_awaited = 0; ///< Services that are to be ready again.
};

} // namespace crosstalk
