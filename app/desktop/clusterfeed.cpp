// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/clusterfeed.h"

#include "app/desktop/pulse.h"
#include "app/engine/cluster.h"
#include "app/engine/recorder.h"

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

ClusterFeed::ClusterFeed(const Cluster *cluster, const Recorder *recorder, Pulse *pulse, ClusterModel *model,
                         Faults faults, std::function<QList<SessionRow>()> sessions, QObject *parent)
    : QObject(parent)
    , m_cluster(cluster)
    , m_recorder(recorder)
    , m_pulse(pulse)
    , m_model(model)
    , m_sessions(std::move(sessions))
    , m_faults(faults)
{
    m_clock.start();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0ms);
    connect(&m_refresh, &QTimer::timeout, this, &ClusterFeed::refresh);
    connect(&m_sample, &QTimer::timeout, this, &ClusterFeed::sample);
    m_sample.start(1s);

    watch(cluster->broker());
    for (const Instance *instance : cluster->instances())
        watch(instance);
    connect(cluster, &Cluster::instanceAdded, this, [this](const Instance *instance) {
        watch(instance);
        refreshSoon();
    });
    connect(cluster, &Cluster::instanceAboutToBeRemoved, this, [this](const Instance *instance) {
        m_samples.remove(instance);
        disconnect(instance, nullptr, this, nullptr);
        refreshSoon();
    });
    connect(cluster, &Cluster::stateChanged, this, &ClusterFeed::refreshSoon);
    if (faults == Faults::Recorded)
        connect(recorder, &Recorder::recorded, this, &ClusterFeed::onRecorded);
    refresh();
}

void ClusterFeed::onRecorded(const history::Event &event)
{
    if (const auto *began = std::get_if<history::FaultBegan>(&event))
        m_recorded << *began;
    else if (const auto *healed = std::get_if<history::FaultHealed>(&event))
        m_recorded.removeIf([healed](const history::FaultBegan &each) { return each.fault == healed->fault; });
    else if (std::holds_alternative<history::Settled>(event))
        m_recorded.clear();
    else
        return;
    refreshSoon();
}

void ClusterFeed::watch(const Service *service)
{
    connect(service, &Service::stateChanged, this, &ClusterFeed::refreshSoon);
    const auto *instance = qobject_cast<const Instance *>(service);
    if (!instance)
        return;
    connect(instance, &Instance::readinessChanged, this, &ClusterFeed::refreshSoon);
    // One that has just been thawed need not have heard anything yet.
    connect(instance, &Service::stateChanged, this, [this, instance] { m_pulse->forget(instance->name()); });
}

void ClusterFeed::setServerVersion(const QString &version)
{
    m_serverVersion = version;
    refreshSoon();
}

void ClusterFeed::refreshSoon()
{
    if (!m_refresh.isActive())
        m_refresh.start();
}

void ClusterFeed::sample()
{
    const auto measure = [this](const Service *service) {
        Sample &last = m_samples[service];
        const Resources now = service->resources();
        const Sample next{service->pid(), now.residentBytes, now.cpu, m_clock.nsecsElapsed(), -1};
        const bool isComparable = last.pid == next.pid && next.pid > 0 && next.atNs > last.atNs;
        const double elapsedMs = static_cast<double>(next.atNs - last.atNs) / 1e6;
        const int percent =
            isComparable ? qRound(100.0 * static_cast<double>((next.cpu - last.cpu).count()) / elapsedMs) : -1;
        last = next;
        last.cpuPercent = percent;
    };
    measure(m_cluster->broker());
    for (const Instance *instance : m_cluster->instances()) {
        const qint64 before = m_samples.value(instance).atNs;
        measure(instance);
        Sample &now = m_samples[instance];
        const double seconds = static_cast<double>(now.atNs - before) / 1e9;
        now.messagesPerSecond = qRound(m_pulse->takeMessages(instance->name()) / seconds);
    }
    refresh();
}

void ClusterFeed::refresh()
{
    ClusterSnapshot snapshot;
    snapshot.sessions = m_sessions();
    snapshot.broker = row(m_cluster->broker(), snapshot.sessions);
    snapshot.broker.product = m_cluster->broker()->version();
    snapshot.broker.port = m_cluster->broker()->port();
    snapshot.broker.url = m_cluster->broker()->url();
    for (const Instance *instance : m_cluster->instances()) {
        snapshot.instances << instanceRow(instance, snapshot.sessions);
    }
    snapshot.faults = faultRows();
    m_model->setSnapshot(snapshot);
}

QList<FaultRow> ClusterFeed::faultRows() const
{
    QList<FaultRow> rows;
    if (m_faults == Faults::Recorded) {
        for (const history::FaultBegan &each : m_recorded) {
            FaultRow row;
            row.id = each.fault;
            row.what = each.what;
            row.lasted = std::chrono::nanoseconds(m_recorder->now() - each.at);
            rows << row;
        }
        return rows;
    }
    for (const Service *service : faulty(*m_cluster)) {
        FaultRow row;
        row.id = QStringLiteral("broker");
        if (const auto *instance = qobject_cast<const Instance *>(service)) {
            row.id = instance->name();
            row.tag = {instance->name(), instance->number()};
        }
        row.fault = faultOf(*service);
        if (row.fault == ServiceFault::Ended)
            row.exit = service->lastExit();
        row.lasted = service->inStateFor();
        row.isHealable = true;
        rows << row;
    }
    return rows;
}

ServiceRow ClusterFeed::instanceRow(const Instance *instance, const QList<SessionRow> &sessions) const
{
    ServiceRow result = row(instance, sessions);
    result.port = instance->url().port(0);
    result.url = instance->url().toString();
    result.dialect = instance->dialect();
    if (instance->isOurs() && !m_serverVersion.isEmpty())
        result.product = QStringLiteral("crosstalk-server ") + m_serverVersion;
    if (instance->isAttached())
        result.address = instance->url().authority() + instance->url().path();
    result.messagesPerSecond = m_samples.value(instance).messagesPerSecond;
    result.unreadiness = instance->unreadiness();
    const auto deafSince = m_pulse->deafSince(instance->name());
    if (deafSince && result.sessions > 0)
        result.deafMs = qMax(qint64{1}, (m_recorder->now() - *deafSince) / 1'000'000);
    int wanting = 0;
    int linked = 0;
    for (const SessionRow &session : sessions) {
        const bool isHere = session.tag == result.tag && session.isWanted;
        wanting += isHere ? 1 : 0;
        linked += isHere && session.isLinked ? 1 : 0;
        result.brokenLinks += session.tag == result.tag ? session.brokenLinks : 0;
    }
    result.isUnreachable = wanting > 0 && linked == 0;
    return result;
}

ServiceRow ClusterFeed::row(const Service *service, const QList<SessionRow> &sessions) const
{
    ServiceRow result;
    if (const auto *instance = qobject_cast<const Instance *>(service))
        result.tag = {instance->name(), instance->number()};
    result.state = service->state();
    result.fault = faultOf(*service);
    result.exitedHow = service->exitedHow();
    result.since = service->stateSince();
    result.lastExit = service->lastExit();
    result.pid = service->pid();
    result.sessions = static_cast<int>(std::count_if(sessions.begin(), sessions.end(), [&](const SessionRow &row) {
        return row.isJoined && row.tag == result.tag;
    }));
    const Sample sample = m_samples.value(service);
    if (sample.pid == result.pid) {
        result.residentBytes = sample.residentBytes;
        result.cpuPercent = sample.cpuPercent;
    }
    return result;
}

} // namespace crosstalk
