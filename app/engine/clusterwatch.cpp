// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/clusterwatch.h"

namespace crosstalk {

ClusterWatch::ClusterWatch(Cluster *cluster, Recorder *recorder, QObject *parent)
    : QObject(parent)
    , m_cluster(cluster)
    , m_recorder(recorder)
{
    const auto instances = cluster->instances();
    for (Instance *instance : instances)
        watch(instance);
    connect(cluster, &Cluster::instanceAdded, this, &ClusterWatch::watch);
    connect(cluster, &Cluster::instanceAboutToBeRemoved, this, &ClusterWatch::forget);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &ClusterWatch::recordMemory);
    m_timer.start();
}

void ClusterWatch::watch(Instance *instance)
{
    connect(instance, &Instance::stateChanged, this, [this, instance] { recordState(instance); });
    if (instance->state() != Service::State::Stopped)
        recordState(instance);
}

/// It may be put back.
void ClusterWatch::forget(Instance *instance)
{
    disconnect(instance, nullptr, this, nullptr);
    m_known.remove(instance->name());
}

void ClusterWatch::recordState(const Instance *instance)
{
    using Told = history::InstanceChanged::State;
    const auto tell = [&](Told state) {
        m_recorder->record(history::InstanceChanged{m_recorder->now(), instance->name(), state});
    };
    const auto before = m_known.value(instance->name(), Service::State::Stopped);
    m_known.insert(instance->name(), instance->state());
    switch (instance->state()) {
    case Service::State::Ready:
    case Service::State::Attached:
        tell(before == Service::State::Frozen ? Told::Thawed : Told::Ready);
        break;
    case Service::State::Frozen:
        tell(Told::Frozen);
        break;
    case Service::State::Stopped:
        tell(Told::Down);
        break;
    case Service::State::Exited:
        tell(Told::Exited);
        break;
    case Service::State::Starting:
    case Service::State::Draining: // It still serves.
        break;
    }
}

void ClusterWatch::recordMemory()
{
    const auto instances = m_cluster->instances();
    for (const Instance *instance : instances) {
        if (instance->isRunning())
            m_recorder->record(
                history::Resources{m_recorder->now(), instance->name(), instance->resources().residentBytes});
    }
}

} // namespace crosstalk
