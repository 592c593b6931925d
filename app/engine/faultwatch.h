// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Records as faults what somebody does by hand to the services of a cluster, as a scenario does with its steps: what is
// lost meanwhile is no fault of the servers. An instance that exits without having been asked, or that somebody else
// has frozen without a word, is none, but a failure. Without its broker nobody can go on: what becomes of that one is a
// fault, whoever brought it about.

#include "app/engine/cluster.h"
#include "app/engine/recorder.h"

#include <QHash>

namespace crosstalk {

class FaultWatch : public QObject
{
    Q_OBJECT
public:
    /// From now on, until it is deleted. Both must outlive it.
    FaultWatch(Cluster *cluster, Recorder *recorder, QObject *parent = nullptr);

private:
    void watch(Service *service);
    void forget(Instance *instance);
    void onChanged(Service *service, Service::State state);
    void onBrokerChanged(Service::State before, Service::State state);
    void begin(Service *service, const QString &what, bool excuses = true);
    void heal(Service *service);
    QString nameOf(const Service *service) const;

    Cluster *m_cluster;
    Recorder *m_recorder;
    QHash<Service *, Service::State> m_states;
    QHash<Service *, QString> m_faults; ///< That are about: at most one for each.
    int m_lastFault = 0;
};

} // namespace crosstalk
