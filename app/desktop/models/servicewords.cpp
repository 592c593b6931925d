// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/servicewords.h"

#include "app/desktop/models/faultwords.h"

namespace crosstalk {

Ailment ailmentOf(const ServiceRow &row)
{
    const bool isUp = row.state == Service::State::Ready || row.state == Service::State::Attached;
    if (!isUp)
        return Ailment::None;
    // Ours says so itself, when it does not hear its own messages any more.
    if (row.deafMs > 0 || row.unreadiness.startsWith(QLatin1String("deaf")))
        return Ailment::Deaf;
    if (!row.unreadiness.isEmpty())
        return Ailment::NotReady;
    return row.isUnreachable ? Ailment::Unreachable : Ailment::None;
}

QString conditionOf(const ServiceRow &row)
{
    if (row.fault == ServiceFault::Killed)
        return ClusterModel::tr("killed (SIGKILL)");
    if (row.fault == ServiceFault::Ended && row.lastExit)
        return inShort(*row.lastExit);
    if (row.fault == ServiceFault::NotStarted)
        return ClusterModel::tr("did not start");
    switch (ailmentOf(row)) {
    case Ailment::NotReady:
        return ClusterModel::tr("not ready");
    case Ailment::Deaf:
        return ClusterModel::tr("deaf");
    case Ailment::Unreachable:
        return ClusterModel::tr("unreachable");
    case Ailment::None:
        return ClusterModel::words(row.state);
    }
    Q_UNREACHABLE();
}

ClusterModel::Tone toneOf(const ServiceRow &row)
{
    const bool isBad = ailmentOf(row) != Ailment::None || row.fault == ServiceFault::Killed;
    return isBad ? ClusterModel::Tone::Bad : ClusterModel::tone(row.state);
}

QString complaintOf(const ServiceRow &row)
{
    switch (ailmentOf(row)) {
    case Ailment::Deaf:
        return row.deafMs > 0
                   ? ClusterModel::tr("nothing heard for %1").arg(lastingWords(std::chrono::milliseconds(row.deafMs)))
                   : row.unreadiness;
    case Ailment::NotReady:
        return row.unreadiness;
    case Ailment::Unreachable:
        return ClusterModel::tr("no link to it");
    case Ailment::None:
        return {};
    }
    Q_UNREACHABLE();
}

QString iconOf(const ServiceRow &row)
{
    if (row.fault == ServiceFault::Killed)
        return QStringLiteral("kill");
    if (ailmentOf(row) != Ailment::None)
        return ailmentOf(row) == Ailment::Deaf ? QStringLiteral("deaf") : QStringLiteral("unreachable");
    switch (row.state) {
    case Service::State::Stopped:
        return QStringLiteral("stop");
    case Service::State::Starting:
        return QStringLiteral("start");
    case Service::State::Ready:
        return QStringLiteral("ready");
    case Service::State::Frozen:
        return QStringLiteral("freeze");
    case Service::State::Draining:
        return QStringLiteral("drain");
    case Service::State::Exited:
        return QStringLiteral("kill");
    case Service::State::Attached:
        return QStringLiteral("attach");
    }
    Q_UNREACHABLE();
}

QString adviceOn(const FaultRow &row)
{
    if (row.isHealable || row.ailment == Ailment::None)
        return {};
    if (row.isBrokersDoing)
        return ClusterModel::tr("Heal the broker: it comes back by itself");
    if (row.ailment == Ailment::Unreachable)
        return ClusterModel::tr("Somebody else runs it: see whether it is up, and whether its address still holds");
    return ClusterModel::tr("Somebody else runs it: see whether it has its broker");
}

} // namespace crosstalk
