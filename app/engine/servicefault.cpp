// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/servicefault.h"

#include "app/engine/cluster.h"

namespace crosstalk {

ServiceFault faultOf(const Service &service)
{
    switch (service.state()) {
    case Service::State::Frozen:
        return ServiceFault::Frozen;
    case Service::State::Stopped:
        if (service.exitedHow().isEmpty())
            return ServiceFault::None; // Never started.
        return service.isKilled() ? ServiceFault::Killed : ServiceFault::Stopped;
    case Service::State::Exited:
        return service.hasFailedToStart() ? ServiceFault::NotStarted : ServiceFault::Ended;
    case Service::State::Starting:
    case Service::State::Ready:
    case Service::State::Draining:
    case Service::State::Attached:
        return ServiceFault::None;
    }
    Q_UNREACHABLE();
}

QList<Service *> faulty(const Cluster &cluster)
{
    if (cluster.state() == Cluster::State::Stopped && faultOf(*cluster.broker()) == ServiceFault::NotStarted)
        return {cluster.broker()};
    QList<Service *> result;
    if (cluster.state() != Cluster::State::Running)
        return result;
    if (faultOf(*cluster.broker()) != ServiceFault::None)
        result << cluster.broker();
    for (Instance *instance : cluster.instances())
        if (faultOf(*instance) != ServiceFault::None)
            result << instance;
    return result;
}

void heal(Service *service)
{
    switch (faultOf(*service)) {
    case ServiceFault::None:
        return;
    case ServiceFault::Frozen:
        return service->thaw();
    case ServiceFault::Killed:
    case ServiceFault::Stopped:
    case ServiceFault::Ended:
    case ServiceFault::NotStarted:
        return service->start();
    }
}

} // namespace crosstalk
