// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Tells the recorder what becomes of the instances of a cluster: in which state each is, and what memory it takes.

#include "app/engine/cluster.h"
#include "app/engine/recorder.h"

namespace crosstalk {

class ClusterWatch : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval{250};

    /// From now on, until it is deleted. Both must outlive it.
    ClusterWatch(Cluster *cluster, Recorder *recorder, QObject *parent = nullptr);

private:
    void watch(Instance *instance);
    void forget(Instance *instance);
    void recordState(const Instance *instance);
    void recordMemory();

    Cluster *m_cluster;
    Recorder *m_recorder;
    QHash<QString, Service::State> m_known; ///< By instance.
    QTimer m_timer;
};

} // namespace crosstalk
