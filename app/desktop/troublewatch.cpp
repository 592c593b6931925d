// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/troublewatch.h"

#include "app/engine/cluster.h"
#include "app/engine/recorder.h"
#include "app/engine/servicefault.h"

namespace crosstalk {

namespace {

std::optional<Trouble::Kind> kindOf(ServiceFault fault)
{
    switch (fault) {
    case ServiceFault::None:
        return {};
    case ServiceFault::Frozen:
        return Trouble::Kind::Frozen;
    case ServiceFault::Killed:
        return Trouble::Kind::Killed;
    case ServiceFault::Stopped:
        return Trouble::Kind::Stopped;
    case ServiceFault::Ended:
        return Trouble::Kind::Ended;
    case ServiceFault::NotStarted:
        return Trouble::Kind::NotStarted;
    }
    Q_UNREACHABLE();
}

QString nameOf(const Service *service)
{
    const auto *instance = qobject_cast<const Instance *>(service);
    return instance ? instance->name() : QString();
}

} // namespace

TroubleWatch::TroubleWatch(const Cluster *cluster, const Recorder *recorder, RunPast *past, QObject *parent)
    : QObject(parent)
    , m_cluster(cluster)
    , m_recorder(recorder)
    , m_past(past)
{
    const auto take = [this](const Instance *instance) {
        watch(instance);
        watchReadiness(instance);
    };
    connect(recorder, &Recorder::recorded, this, &TroubleWatch::noteLink);
    watch(cluster->broker());
    for (const Instance *instance : cluster->instances())
        take(instance);
    connect(cluster, &Cluster::instanceAdded, this, take);
    connect(cluster, &Cluster::instanceAboutToBeRemoved, this, [this](const Instance *instance) {
        disconnect(instance, nullptr, this, nullptr);
        m_past->forgotten(instance->name(), m_recorder->now());
    });
}

void TroubleWatch::watch(const Service *service)
{
    connect(service, &Service::stateChanged, this, [this, service] { note(service); });
    note(service);
}

void TroubleWatch::watchReadiness(const Instance *instance)
{
    connect(instance, &Instance::readinessChanged, this, [this, instance] {
        if (instance->unreadiness().isEmpty())
            m_past->ended(instance->name(), Trouble::Kind::NotReady, m_recorder->now());
        else
            m_past->began(instance->name(), Trouble::Kind::NotReady, m_recorder->now());
    });
}

void TroubleWatch::noteLink(const history::Event &event)
{
    if (const auto *connected = std::get_if<history::Connected>(&event)) {
        m_linked.insert(connected->session, connected->instance);
        m_past->ended(connected->instance, Trouble::Kind::Unreachable, connected->at);
    } else if (const auto *gone = std::get_if<history::Disconnected>(&event)) {
        const QString instance = m_linked.take(gone->session);
        if (!instance.isEmpty() && !gone->asked)
            noteBreak(instance, gone->at);
    }
}

/// What has ended, or is meant to, has nobody for that reason.
void TroubleWatch::noteBreak(const QString &name, qint64 at)
{
    const Instance *instance = m_cluster->instance(name);
    const bool isUp = instance && (instance->state() == Service::State::Ready || instance->isAttached());
    if (isUp && !m_linked.values().contains(name))
        m_past->began(name, Trouble::Kind::Unreachable, at);
}

/// What was the matter before a start is over when it serves again.
void TroubleWatch::note(const Service *service)
{
    const auto kind = kindOf(faultOf(*service));
    if (kind)
        m_past->began(nameOf(service), *kind, m_recorder->now());
    else if (service->state() == Service::State::Ready || service->state() == Service::State::Attached)
        m_past->recovered(nameOf(service), m_recorder->now());
}

} // namespace crosstalk
