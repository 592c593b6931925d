// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// All that a scenario needs to be carried out, made from it: processes, clients, the record of the run, and those who
// watch. Nothing is started here.

#include "app/engine/brokertap.h"
#include "app/engine/clusterwatch.h"
#include "app/engine/latencytimeline.h"
#include "app/engine/scenario.h"
#include "app/engine/steps/stage.h"

#include <memory>
#include <vector>

namespace crosstalk {

class ScenarioStage : public QObject
{
    Q_OBJECT
public:
    struct Programs
    {
        QString server; ///< Empty: as Cluster finds it.
        QString broker;
    };
    ScenarioStage(const Scenario &scenario, const Programs &programs, QObject *parent = nullptr);
    ~ScenarioStage() override;

    Recorder *recorder() { return &m_recorder; }
    Cluster *cluster() { return &m_cluster; }
    Stage *stage() { return &m_stage; }
    SelfAudit *audit() { return &m_audit; }

    /// Tells the clients where to go and what to join.
    void openSessions();
    /// From now on nothing more is recorded of processes and of the harness.
    void stopWatching();
    /// What is known of the run besides its verdict.
    void fill(RunReport &report) const;

private:
    void addInstance(const InstanceSpec &spec);
    void addSession(const ClientSpec &spec);
    void watchTroubles(Session *session);
    void watchTroubles(Service *service, const QString &name);
    void onRecorded(const history::Event &event);

    const Scenario &m_scenario;
    LatencyTimeline m_latency;
    QList<FaultBand> m_faults;
    QHash<QString, qsizetype> m_faultNumbers;
    QStringList m_notes;
    int m_troubles = 0;
    // Each needs those above it, to its end.
    Recorder m_recorder;
    Cluster m_cluster;
    SelfAudit m_audit;
    Stage m_stage;
    std::vector<std::unique_ptr<Session>> m_sessions;
    std::unique_ptr<ClusterWatch> m_watch;
    std::unique_ptr<BrokerTap> m_tap;
};

} // namespace crosstalk
