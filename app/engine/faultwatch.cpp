// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/faultwatch.h"

namespace crosstalk {

FaultWatch::FaultWatch(Cluster *cluster, Recorder *recorder, QObject *parent)
    : QObject(parent)
    , m_cluster(cluster)
    , m_recorder(recorder)
{
    watch(cluster->broker());
    const auto instances = cluster->instances();
    for (Instance *instance : instances)
        watch(instance);
    connect(cluster, &Cluster::instanceAdded, this, &FaultWatch::watch);
    connect(cluster, &Cluster::instanceAboutToBeRemoved, this, &FaultWatch::forget);
}

void FaultWatch::watch(Service *service)
{
    m_states.insert(service, service->state());
    connect(service, &Service::stateChanged, this,
            [this, service](Service::State state) { onChanged(service, state); });
}

/// Its process is about to be killed, and nobody will hear of it.
void FaultWatch::forget(Instance *instance)
{
    disconnect(instance, nullptr, this, nullptr);
    m_states.remove(instance);
    heal(instance);
    if (!instance->isRunning())
        return;
    begin(instance, QStringLiteral("remove %1").arg(instance->name()));
    heal(instance);
}

void FaultWatch::onChanged(Service *service, Service::State state)
{
    const Service::State before = std::exchange(m_states[service], state);
    const bool isBroker = service == m_cluster->broker();
    if (state == Service::State::Frozen) {
        if (isBroker || !service->isFrozenByOthers())
            begin(service, QStringLiteral("freeze %1").arg(nameOf(service)));
    } else if (state == Service::State::Draining) {
        heal(service);
        // An instance that drains has time to see to everything.
        if (service->isKilled())
            begin(service, QStringLiteral("kill %1").arg(nameOf(service)));
        else
            begin(service, QStringLiteral("drain %1").arg(nameOf(service)), isBroker);
    } else if (isBroker) {
        onBrokerChanged(before, state);
    } else {
        // Thawed, or gone: the rest of the system must go on without it.
        heal(service);
    }
}

/// Without it nobody can go on: a fault that ends it lasts until it is back.
void FaultWatch::onBrokerChanged(Service::State before, Service::State state)
{
    Broker *const broker = m_cluster->broker();
    if (state == Service::State::Ready) {
        heal(broker);
    } else if (before == Service::State::Ready || before == Service::State::Frozen) {
        heal(broker);
        begin(broker, QStringLiteral("broker %1").arg(broker->exitedHow()));
    }
}

void FaultWatch::begin(Service *service, const QString &what, bool excuses)
{
    const QString fault = QStringLiteral("by hand %1").arg(++m_lastFault);
    m_faults.insert(service, fault);
    m_recorder->record(history::FaultBegan{m_recorder->now(), fault, what, excuses, {}});
}

void FaultWatch::heal(Service *service)
{
    if (const QString fault = m_faults.take(service); !fault.isEmpty())
        m_recorder->record(history::FaultHealed{m_recorder->now(), fault});
}

QString FaultWatch::nameOf(const Service *service) const
{
    return service == m_cluster->broker() ? QStringLiteral("broker") : static_cast<const Instance *>(service)->name();
}

} // namespace crosstalk
