// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenariostage.h"

#include "app/engine/environment.h"
#include "app/engine/steps/faultbook.h"

namespace crosstalk {

namespace {

/// Of the links that broke without a fault; a report is not to drown in them.
constexpr int troublesAtMost = 20;

std::vector<Invariant> expectedIn(const Steps &steps)
{
    std::vector<Invariant> result;
    const auto add = [&result](const std::vector<Invariant> &more) {
        result.insert(result.end(), more.begin(), more.end());
    };
    for (const Step &step : steps) {
        if (const auto *expect = std::get_if<step::Expect>(&step.action))
            add(expect->invariants);
        if (const auto *repeat = std::get_if<step::Repeat>(&step.action))
            add(expectedIn(repeat->steps));
        if (const auto *parallel = std::get_if<step::Parallel>(&step.action)) {
            for (const Steps &branch : parallel->branches)
                add(expectedIn(branch));
        }
    }
    return result;
}

Judge::Rules rulesOf(const Scenario &scenario)
{
    return {scenario.claims, scenario.deadline, scenario.history, scenario.invariants, expectedIn(scenario.steps)};
}

Cluster::Options optionsOf(const Scenario &scenario, const ScenarioStage::Programs &programs)
{
    Cluster::Options options;
    options.instances = 0;
    options.serverProgram = programs.server;
    options.broker.program = programs.broker;
    options.broker.attachedUrl = scenario.broker.attach;
    switch (scenario.broker.persistence) {
    case BrokerSpec::Persistence::None:
        options.broker.persistence = Broker::Persistence::None;
        break;
    case BrokerSpec::Persistence::Aof:
        options.broker.persistence = Broker::Persistence::Aof;
        break;
    case BrokerSpec::Persistence::AofAlways:
        options.broker.persistence = Broker::Persistence::AofAlways;
        break;
    }
    return options;
}

/// What our instances of a scenario publish on.
BrokerTap::Channels channelsOf(const Scenario &scenario)
{
    const Cluster::Options usual;
    BrokerTap::Channels channels{{usual.prefix}, {usual.plainChannel}};
    for (const InstanceSpec &instance : scenario.instances) {
        if (!instance.system.isEmpty() && !channels.systems.contains(instance.system))
            channels.systems.append(instance.system);
    }
    return channels;
}

} // namespace

ScenarioStage::ScenarioStage(const Scenario &scenario, const Programs &programs, QObject *parent)
    : QObject(parent)
    , m_scenario(scenario)
    , m_recorder(rulesOf(scenario))
    , m_cluster(optionsOf(scenario, programs))
    , m_audit(&m_recorder)
    , m_stage({&m_cluster, &m_recorder, &m_audit, scenario.deadline, scenario.seed})
{
    connect(&m_recorder, &Recorder::recorded, this, &ScenarioStage::onRecorded);
    connect(&m_recorder, &Recorder::historyFailed, &m_stage,
            [this](const Error &error) { m_stage.note(error.toString()); });
    connect(&m_stage, &Stage::noted, this, [this](const QString &text, bool isForReport) {
        if (isForReport)
            m_notes.append(text);
    });
    for (const InstanceSpec &spec : scenario.instances)
        addInstance(spec);
    watchTroubles(m_cluster.broker(), QStringLiteral("The broker"));
    m_watch = std::make_unique<ClusterWatch>(&m_cluster, &m_recorder);
    m_tap = std::make_unique<BrokerTap>(m_cluster.broker(), &m_recorder, channelsOf(scenario));
    for (const ClientSpec &spec : scenario.clients)
        addSession(spec);
}

ScenarioStage::~ScenarioStage() = default;

void ScenarioStage::addInstance(const InstanceSpec &spec)
{
    Instance *instance = nullptr;
    switch (spec.kind) {
    case InstanceSpec::Kind::Ours:
        instance = m_cluster.addInstance(spec.name, spec.arguments, spec.dialect);
        break;
    case InstanceSpec::Kind::Exec:
        instance = m_cluster.addProgram({spec.exec, spec.dialect, spec.path, spec.ready}, spec.name);
        break;
    case InstanceSpec::Kind::Attach:
        instance = m_cluster.attach(spec.attach, spec.dialect, spec.name);
        break;
    }
    instance->setStartsWithCluster(spec.isStarted);
    instance->setSystem(spec.system);
    watchTroubles(instance, QStringLiteral("Instance %1").arg(spec.name));
}

void ScenarioStage::addSession(const ClientSpec &spec)
{
    auto session = std::make_unique<Session>(spec.name, m_cluster.instance(spec.on), QString(), &m_recorder);
    session->setReconnects(spec.reconnects);
    m_stage.add(session.get());
    watchTroubles(session.get());
    connect(session.get(), &Session::received, this, [this](const ChatMessage &message) {
        if (message.probe.n > 0)
            m_latency.add(std::chrono::nanoseconds(m_recorder.now()), message.latency);
    });
    m_sessions.push_back(std::move(session));
}

void ScenarioStage::openSessions()
{
    for (size_t i = 0; i < m_sessions.size(); ++i) {
        const ClientSpec &spec = m_scenario.clients.at(static_cast<qsizetype>(i));
        for (const QString &room : spec.rooms)
            m_sessions[i]->join(room);
        if (spec.isConnected)
            m_sessions[i]->open();
    }
}

void ScenarioStage::watchTroubles(Service *service, const QString &name)
{
    connect(service, &Service::stateChanged, this, [this, name](Service::State state, const QString &how) {
        if (state == Service::State::Exited && m_cluster.state() == Cluster::State::Running)
            m_stage.note(QStringLiteral("%1 ended: %2").arg(name, how));
    });
}

/// With a fault about, links break; and an end that was wanted has no reason.
void ScenarioStage::watchTroubles(Session *session)
{
    connect(session, &Session::stateChanged, this, [this, session](ChatClient::State state, const QString &reason) {
        if (state == ChatClient::State::Open || state == ChatClient::State::Connecting || reason.isEmpty() ||
            m_recorder.ledger().faults().isOpen())
            return;
        if (++m_troubles <= troublesAtMost)
            m_stage.note(QStringLiteral("%1 was disconnected: %2").arg(session->name(), reason));
    });
}

void ScenarioStage::onRecorded(const history::Event &event)
{
    if (const auto *began = std::get_if<history::FaultBegan>(&event)) {
        m_faultNumbers.insert(began->fault, m_faults.size());
        m_faults.append({began->what, std::chrono::nanoseconds(began->at), std::nullopt});
    } else if (const auto *healed = std::get_if<history::FaultHealed>(&event)) {
        const auto number = m_faultNumbers.constFind(healed->fault);
        if (number != m_faultNumbers.constEnd())
            m_faults[*number].to = std::chrono::nanoseconds(healed->at);
    }
}

void ScenarioStage::stopWatching()
{
    m_audit.stop();
    m_watch.reset();
    m_tap.reset();
    m_stage.faults()->close();
}

void ScenarioStage::fill(RunReport &report) const
{
    report.run = m_recorder.run();
    report.duration = std::chrono::nanoseconds(m_recorder.now());
    report.latency = m_recorder.ledger().total().latency;
    report.slices = m_latency.slices();
    report.faults = m_faults;
    report.notes = m_notes;
    if (m_troubles > troublesAtMost)
        report.notes.append(QStringLiteral("%1 more links broke").arg(m_troubles - troublesAtMost));
    report.environment = environment(*m_cluster.broker());
}

} // namespace crosstalk
