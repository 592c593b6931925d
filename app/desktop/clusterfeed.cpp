// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/clusterfeed.h"

#include "app/desktop/models/servicewords.h"
#include "app/desktop/pulse.h"
#include "app/engine/cluster.h"
#include "app/engine/recorder.h"
#include "app/engine/tcpconnections.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

/// A link that is being made is no link that is missing.
constexpr std::chrono::nanoseconds linkedWithin = 1s;
/// For so long after its broker is back, an instance may be on its way to it: ours tries every 5 s at least.
constexpr std::chrono::nanoseconds backWithin = 7s;

bool isOnThisMachine(const QUrl &url)
{
    return url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
}

/// Where who is connected can be counted; 0 where it cannot.
int localPortOf(const Instance *instance)
{
    const bool isUp = instance->isAttached() || instance->isRunning();
    return isUp && isOnThisMachine(instance->url()) ? instance->url().port(0) : 0;
}

/// The broker's address leads what ours says of it, and is known.
QString withoutAddress(const QString &unreadiness)
{
    static const QRegularExpression address(QStringLiteral("^rediss?://\\S+: "));
    return QString(unreadiness).remove(address);
}

/// A row says already whose it is.
QString withoutLabel(const QString &how, const Service *service)
{
    const QString label = service->label() + QLatin1Char(' ');
    return how.startsWith(label) ? how.mid(label.size()) : how;
}

} // namespace

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
        m_shown.remove(instance->name());
        m_ill.remove(instance->name());
        m_unlinkedSince.remove(instance->name());
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
    if (!instance) {
        connect(service, &Service::stateChanged, this, &ClusterFeed::forgetDeafness);
        return;
    }
    connect(instance, &Instance::readinessChanged, this, &ClusterFeed::refreshSoon);
    // One that has just been thawed need not have heard anything yet.
    connect(instance, &Service::stateChanged, this,
            [this, instance] { m_pulse->forget(instance->name(), m_recorder->now()); });
}

/// What went astray without a broker, or through another one, says nothing of an instance.
void ClusterFeed::forgetDeafness()
{
    for (const Instance *instance : m_cluster->instances())
        m_pulse->forget(instance->name(), m_recorder->now());
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
    countClients();
    refresh();
}

/// The kernel is asked, once for all of them: it costs the instances nothing.
void ClusterFeed::countClients()
{
    QSet<quint16> ports;
    for (const Instance *instance : m_cluster->instances())
        if (const int port = localPortOf(instance); port > 0)
            ports.insert(static_cast<quint16>(port));
    m_clients = ports.isEmpty() ? std::nullopt : connectionsTo(ports);
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
        m_shown.insert(instance->name(), snapshot.instances.constLast());
    }
    snapshot.faults = m_faults == Faults::Recorded ? recordedFaults() : faultsOfServices();
    m_model->setSnapshot(snapshot);
    Q_EMIT refreshed();
}

QList<FaultRow> ClusterFeed::recordedFaults() const
{
    QList<FaultRow> rows;
    for (const history::FaultBegan &each : m_recorded) {
        FaultRow row;
        row.id = each.fault;
        row.what = each.what;
        row.lasted = std::chrono::nanoseconds(m_recorder->now() - each.at);
        rows << row;
    }
    return rows;
}

QList<FaultRow> ClusterFeed::faultsOfServices() const
{
    QList<FaultRow> rows;
    const QList<Service *> wrong = faulty(*m_cluster);
    if (wrong.contains(m_cluster->broker()))
        rows << faultOfService(m_cluster->broker());
    const bool isMeantToBeUp = m_cluster->state() == Cluster::State::Running;
    for (Instance *instance : m_cluster->instances()) {
        const ServiceRow row = m_shown.value(instance->name());
        if (wrong.contains(instance))
            rows << faultOfService(instance);
        else if ((isMeantToBeUp || instance->isAttached()) && ailmentOf(row) != Ailment::None)
            rows << faultOfAilment(row);
    }
    return rows;
}

FaultRow ClusterFeed::faultOfService(const Service *service) const
{
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
    return row;
}

FaultRow ClusterFeed::faultOfAilment(const ServiceRow &service) const
{
    FaultRow row;
    row.id = service.tag.name;
    row.tag = service.tag;
    row.ailment = ailmentOf(service);
    row.lasted = service.deafMs > 0
                     ? std::chrono::nanoseconds(std::chrono::milliseconds(service.deafMs))
                     : std::chrono::nanoseconds(m_clock.nsecsElapsed() - m_ill.value(service.tag.name).sinceNs);
    // That of the deaf would say no more than for how long.
    row.why = service.unreadiness;
    row.isBrokersDoing = service.isBrokersDoing;
    row.isAttached = service.state == Service::State::Attached;
    row.isHealable = !row.isAttached && !row.isBrokersDoing;
    return row;
}

ServiceRow ClusterFeed::instanceRow(const Instance *instance, const QList<SessionRow> &sessions)
{
    ServiceRow result = row(instance, sessions);
    result.port = instance->url().port(0);
    // What is counted once a second may be behind what is known here.
    if (const int port = localPortOf(instance); port > 0 && m_clients)
        result.clients = qMax(m_clients->value(static_cast<quint16>(port)), result.sessions);
    result.url = instance->url().toString();
    result.dialect = instance->dialect();
    if (instance->isOurs() && !m_serverVersion.isEmpty())
        result.product = QStringLiteral("crosstalk-server ") + m_serverVersion;
    if (instance->isAttached())
        result.address = instance->url().authority() + instance->url().path();
    // What is sent to one that is frozen goes nowhere.
    const bool isServing = instance->state() == Service::State::Ready || instance->isAttached();
    if (isServing && result.sessions > 0)
        result.messagesPerSecond = m_samples.value(instance).messagesPerSecond;
    result.unreadiness = withoutAddress(instance->unreadiness());
    const auto deafSince = m_pulse->deafSince(instance->name());
    if (deafSince && result.sessions > 0)
        result.deafMs = qMax(qint64{1}, (m_recorder->now() - *deafSince) / 1'000'000);
    noteLinks(result, sessions);
    noteAilment(result);
    return result;
}

void ClusterFeed::noteLinks(ServiceRow &row, const QList<SessionRow> &sessions)
{
    int wanting = 0;
    int linked = 0;
    for (const SessionRow &session : sessions) {
        const bool isHere = session.tag == row.tag && session.isWanted;
        wanting += isHere ? 1 : 0;
        linked += isHere && session.isLinked ? 1 : 0;
        row.brokenLinks += session.tag == row.tag ? session.brokenLinks : 0;
    }
    const bool isUp = row.state == Service::State::Ready || row.state == Service::State::Attached;
    if (!isUp || wanting == 0 || linked > 0) {
        m_unlinkedSince.remove(row.tag.name);
        return;
    }
    const qint64 now = m_clock.nsecsElapsed();
    const auto since = m_unlinkedSince.constFind(row.tag.name);
    if (since == m_unlinkedSince.cend())
        m_unlinkedSince.insert(row.tag.name, now);
    else
        row.isUnreachable = now - *since >= linkedWithin.count();
}

void ClusterFeed::noteAilment(ServiceRow &row)
{
    Illness &illness = m_ill[row.tag.name];
    if (const Ailment ailment = ailmentOf(row); ailment != illness.ailment)
        illness = {ailment, m_clock.nsecsElapsed()};
    row.isBrokersDoing = isBrokersDoing(row);
}

/// It takes an instance a moment to be back on its broker.
bool ClusterFeed::isBrokersDoing(const ServiceRow &row) const
{
    const Ailment ailment = ailmentOf(row);
    const bool couldBe = ailment == Ailment::Deaf || ailment == Ailment::NotReady;
    if (!couldBe || row.state == Service::State::Attached || m_cluster->broker()->isAttached())
        return false;
    const bool isBrokerUp = m_cluster->broker()->state() == Service::State::Ready;
    return !isBrokerUp || m_cluster->broker()->inStateFor() < backWithin;
}

ServiceRow ClusterFeed::row(const Service *service, const QList<SessionRow> &sessions) const
{
    ServiceRow result;
    if (const auto *instance = qobject_cast<const Instance *>(service))
        result.tag = {instance->name(), instance->number()};
    result.state = service->state();
    result.fault = faultOf(*service);
    result.exitedHow = withoutLabel(service->exitedHow(), service);
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
