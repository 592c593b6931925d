// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/faults.h"

#include "app/engine/steps/flooding.h"
#include "app/engine/steps/revival.h"

namespace crosstalk {

namespace {

using Kind = step::Fault::Kind;

const QString brokerName = QStringLiteral("broker");

Service *serviceNamed(const QString &name, const Stage *stage)
{
    if (name == brokerName)
        return stage->cluster()->broker();
    return stage->cluster()->instance(name);
}

QString nameOf(const Service *service, const Stage *stage)
{
    if (service == stage->cluster()->broker())
        return brokerName;
    return static_cast<const Instance *>(service)->name();
}

QString wordOf(Kind kind)
{
    switch (kind) {
    case Kind::Kill:
        return QStringLiteral("kill");
    case Kind::Drain:
        return QStringLiteral("drain");
    case Kind::Freeze:
        return QStringLiteral("freeze");
    case Kind::Thaw:
        return QStringLiteral("thaw");
    case Kind::Restart:
        return QStringLiteral("restart");
    case Kind::Start:
        return QStringLiteral("start");
    case Kind::Stall:
        return QStringLiteral("stall");
    case Kind::Abort:
        return QStringLiteral("abort");
    case Kind::Flood:
        return QStringLiteral("flood from");
    }
    Q_UNREACHABLE();
}

QString textOf(const step::Fault &what)
{
    QString text = wordOf(what.kind) + QLatin1Char(' ') + what.target;
    if (what.kind == Kind::Restart && !what.keepsData)
        text += QStringLiteral(", its data lost");
    return text;
}

bool isGone(Service::State state)
{
    return state == Service::State::Stopped || state == Service::State::Exited;
}

} // namespace

ServiceFaultRun::ServiceFaultRun(const step::Fault &what, Stage *stage)
    : StepRun(stage)
    , m_what(what)
    , m_service(serviceNamed(what.target, stage))
    , m_down(stage)
{}

bool ServiceFaultRun::isBroker() const
{
    return m_service == stage()->cluster()->broker();
}

bool ServiceFaultRun::hasStopped() const
{
    return isGone(m_service->state());
}

void ServiceFaultRun::begin()
{
    if (!m_service || m_service->isAttached())
        return fail({QStringLiteral("Cannot %1: it is run by somebody else").arg(textOf(m_what)),
                     QStringLiteral("Faults take what the scenario starts itself")});
    const bool isStart = m_what.kind == Kind::Start;
    if (isStart && m_service->state() == Service::State::Ready) {
        stage()->note(QStringLiteral("%1: it runs already").arg(textOf(m_what)));
        return end();
    }
    if (hasStopped() && !isStart && m_what.kind != Kind::Restart) {
        stage()->note(QStringLiteral("%1: it does not run").arg(textOf(m_what)));
        return end();
    }
    switch (m_what.kind) {
    case Kind::Kill:
    case Kind::Drain:
        return endProcess();
    case Kind::Freeze:
        return freeze();
    case Kind::Thaw:
        if (m_service->state() != Service::State::Frozen)
            stage()->note(QStringLiteral("%1: it is not frozen").arg(textOf(m_what)));
        m_service->thaw();
        return end();
    case Kind::Restart:
        return restart();
    case Kind::Start:
        stage()->tell(textOf(m_what));
        return revive(nullptr);
    case Kind::Stall:
    case Kind::Abort:
    case Kind::Flood:
        break;
    }
    Q_UNREACHABLE();
}

/// Without an instance the rest of the system must go on: its fault is over when the process is gone. Without its
/// broker it cannot.
void ServiceFaultRun::endProcess()
{
    // An instance that drains has time to see to everything.
    const bool isOrderly = m_what.kind == Kind::Drain && !isBroker();
    ActiveFault *const fault =
        stage()->faults()->begin(textOf(m_what), m_what.target, isOrderly ? Excuses::None : Excuses::All);
    stage()->faults()->addDown(m_service);
    const auto healsWhen = isBroker() ? Service::State::Ready : Service::State::Stopped;
    connect(m_service, &Service::stateChanged, fault, [fault, healsWhen](Service::State state) {
        if (state == healsWhen || (healsWhen == Service::State::Stopped && isGone(state)))
            fault->heal();
    });
    connect(m_service, &Service::stateChanged, this, [this] {
        if (hasStopped())
            end();
    });
    if (m_what.kind == Kind::Kill)
        m_service->kill();
    else
        m_service->drain();
}

void ServiceFaultRun::freeze()
{
    if (m_service->state() != Service::State::Ready)
        return fail({QStringLiteral("Cannot %1: it is not ready").arg(textOf(m_what)),
                     QStringLiteral("Let the scenario wait for it first")});
    ActiveFault *const fault = stage()->faults()->begin(textOf(m_what), m_what.target);
    Service *const service = m_service;
    fault->setUndo([service] { service->thaw(); });
    if (m_what.duration) {
        fault->setHealsByItself();
        auto *time = new Countdown(stage(), fault);
        connect(time, &Countdown::timeout, fault, &ActiveFault::undo);
        time->start(*m_what.duration);
    }
    m_service->freeze();
    // Thawed, or ended by another fault, which has a window of its own.
    connect(m_service, &Service::stateChanged, fault, [fault](Service::State state) {
        if (state != Service::State::Frozen)
            fault->heal();
    });
    end();
}

void ServiceFaultRun::restart()
{
    ActiveFault *const fault = stage()->faults()->begin(textOf(m_what), m_what.target);
    fault->setHealsByItself();
    connect(&m_down, &Countdown::timeout, this, [this, fault] { revive(fault); });
    const auto waitDown = [this] {
        if (!hasStopped() || m_down.isActive())
            return;
        m_service->disconnect(this);
        if (isBroker() && !m_what.keepsData)
            stage()->cluster()->broker()->eraseData();
        m_down.start(m_what.down.value_or(std::chrono::milliseconds(0)));
    };
    connect(m_service, &Service::stateChanged, this, waitDown);
    m_service->kill();
    waitDown();
}

void ServiceFaultRun::revive(ActiveFault *fault)
{
    auto *revival = new Revival(m_service, this);
    setDeadline(patience, [this] {
        return Error{QStringLiteral("Cannot %1: it was not ready after %2 s").arg(textOf(m_what)).arg(patience.count()),
                     {}};
    });
    connect(revival, &Revival::failed, this, &ServiceFaultRun::fail);
    connect(revival, &Revival::ready, this, [this, fault = QPointer(fault)] {
        stage()->faults()->removeDown(m_service);
        if (fault)
            fault->heal();
        end();
    });
    revival->start();
}

ClientFaultRun::ClientFaultRun(const step::Fault &what, Stage *stage)
    : StepRun(stage)
    , m_what(what)
{}

void ClientFaultRun::begin()
{
    Session *const session = stage()->session(m_what.target);
    if (!session)
        return fail({QStringLiteral("Cannot %1: there is no such client").arg(textOf(m_what)), {}});
    if (session->client()->state() == ChatClient::State::Open)
        return apply(session);
    if (!session->isWanted())
        return fail({QStringLiteral("Cannot %1: it is not connected").arg(textOf(m_what)),
                     QStringLiteral("Let the scenario connect it first")});
    // It has lost its link to another fault, perhaps, and will be back.
    setDeadline(patience, [this, session] {
        return Error{QStringLiteral("Cannot %1: %2").arg(textOf(m_what), session->trouble()), {}};
    });
    connect(session, &Session::stateChanged, this, [this, session](ChatClient::State state) {
        if (state != ChatClient::State::Open)
            return;
        session->disconnect(this);
        apply(session);
    });
}

void ClientFaultRun::apply(Session *session)
{
    if (m_what.kind == Kind::Stall) {
        stall(session);
    } else if (m_what.kind == Kind::Flood) {
        flood(session);
    } else {
        // What the others are due, they are due all the same.
        ActiveFault *const fault = stage()->faults()->begin(textOf(m_what), m_what.target, Excuses::None);
        session->abort();
        fault->heal();
    }
    end();
}

void ClientFaultRun::undoAfter(ActiveFault *fault)
{
    if (!m_what.duration)
        return;
    fault->setHealsByItself();
    auto *time = new Countdown(stage(), fault);
    connect(time, &Countdown::timeout, fault, &ActiveFault::undo);
    time->start(*m_what.duration);
}

void ClientFaultRun::stall(Session *session)
{
    ActiveFault *const fault = stage()->faults()->begin(textOf(m_what), m_what.target, Excuses::Target);
    fault->setUndo([session, fault] {
        session->setStalled(false);
        fault->heal();
    });
    undoAfter(fault);
    // A server may end the link of who does not read; the next one is read.
    connect(session, &Session::stateChanged, fault, [fault](ChatClient::State state) {
        if (state == ChatClient::State::Open || state == ChatClient::State::Closed)
            fault->heal();
    });
    session->setStalled(true);
}

void ClientFaultRun::flood(Session *session)
{
    ActiveFault *const fault = stage()->faults()->begin(textOf(m_what), m_what.target, Excuses::None);
    fault->setHealsByItself();
    auto *flood = new Flood(session, {m_what.count, m_what.size}, stage(), fault);
    fault->setUndo([flood] { flood->stop(); });
    undoAfter(fault);
    connect(flood, &Flood::over, fault, &ActiveFault::heal);
    flood->start();
}

HealRun::HealRun(const step::Heal &what, Stage *stage)
    : StepRun(stage)
    , m_what(what)
{}

void HealRun::begin()
{
    setDeadline(patience, [this] {
        return Error{QStringLiteral("%1 not healed after %2 s")
                         .arg(m_what.target.isEmpty() ? QStringLiteral("All faults were")
                                                      : m_what.target + QStringLiteral(" was"))
                         .arg(patience.count()),
                     {}};
    });
    connect(stage()->faults(), &FaultBook::changed, this, &HealRun::look);
    const auto down = stage()->faults()->down();
    for (Service *service : down) {
        if (!m_what.target.isEmpty() && nameOf(service, stage()) != m_what.target)
            continue;
        ++m_awaited;
        auto *revival = new Revival(service, this);
        connect(revival, &Revival::failed, this, &HealRun::fail);
        connect(revival, &Revival::ready, this, [this, service] {
            stage()->faults()->removeDown(service);
            --m_awaited;
            look();
        });
        revival->start();
    }
    const auto faults = stage()->faults()->active(m_what.target);
    if (m_awaited == 0 && faults.isEmpty())
        stage()->note(QStringLiteral("heal%1: there is nothing to heal")
                          .arg(m_what.target.isEmpty() ? QString() : QLatin1Char(' ') + m_what.target));
    for (ActiveFault *fault : faults)
        fault->undo();
    look();
}

void HealRun::look()
{
    if (m_awaited == 0 && stage()->faults()->active(m_what.target).isEmpty())
        end();
}

} // namespace crosstalk
