// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Keeps a ClusterModel true to a Cluster: at once where a state changes, and about once a second for memory and CPU.

#include "app/desktop/models/clustermodel.h"
#include "shared/history.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

#include <functional>

namespace crosstalk {

class Cluster;
class Instance;
class Pulse;
class Recorder;
class Service;

class ClusterFeed : public QObject
{
    Q_OBJECT
public:
    /// Which faults are shown.
    enum class Faults {
        OfServices, ///< What is wrong with them, for the tester to put right.
        Recorded,   ///< What a scenario tells of its own.
    };
    /// @p sessions is asked for the sessions as they are now; they are the harness's own.
    ClusterFeed(const Cluster *cluster, const Recorder *recorder, Pulse *pulse, ClusterModel *model, Faults faults,
                std::function<QList<SessionRow>()> sessions, QObject *parent = nullptr);

    /// Of the program that runs our instances.
    void setServerVersion(const QString &version);
    /// Something the engine does not signal has changed, sessions for example. Coalesced.
    void refreshSoon();
    /// This instance as it is in the model.
    ServiceRow shown(const QString &instance) const { return m_shown.value(instance); }

Q_SIGNALS:
    /// The model shows what is so now.
    void refreshed();

private:
    struct Sample
    {
        qint64 pid = 0;
        qint64 residentBytes = 0;
        std::chrono::milliseconds cpu{0};
        qint64 atNs = 0;
        int cpuPercent = -1;
        int messagesPerSecond = 0;
    };
    void watch(const Service *service);
    void forgetDeafness();
    void countClients();
    void onRecorded(const history::Event &event);
    void sample();
    void refresh();
    ServiceRow instanceRow(const Instance *instance, const QList<SessionRow> &sessions);
    ServiceRow row(const Service *service, const QList<SessionRow> &sessions) const;
    void noteLinks(ServiceRow &row, const QList<SessionRow> &sessions);
    void noteAilment(ServiceRow &row);
    bool isBrokersDoing(const ServiceRow &row) const;
    QList<FaultRow> recordedFaults() const;
    QList<FaultRow> faultsOfServices() const;
    FaultRow faultOfService(const Service *service) const;
    FaultRow faultOfAilment(const ServiceRow &row) const;

    const Cluster *m_cluster;
    const Recorder *m_recorder;
    Pulse *m_pulse;
    ClusterModel *m_model;
    std::function<QList<SessionRow>()> m_sessions;
    Faults m_faults;
    QList<history::FaultBegan> m_recorded; ///< That are not healed yet.
    QHash<const Service *, Sample> m_samples;
    std::optional<QHash<quint16, int>> m_clients; ///< By port of this machine, where they can be counted.
    struct Illness
    {
        Ailment ailment = Ailment::None;
        qint64 sinceNs = 0;
    };
    // By the instance's name.
    QHash<QString, ServiceRow> m_shown;
    QHash<QString, Illness> m_ill;
    QHash<QString, qint64> m_unlinkedSince;
    QString m_serverVersion;
    QElapsedTimer m_clock;
    QTimer m_sample;
    QTimer m_refresh;
};

} // namespace crosstalk
