// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/workbench.h"

#include "app/desktop/models/faultwords.h"
#include "app/desktop/palette.h"
#include "app/desktop/windowadvice.h"
#include "app/engine/session.h"

#include <algorithm>

namespace crosstalk {

namespace {

constexpr qsizetype keptProblems = 50;

/// What no cluster may do, whatever it claims.
std::vector<Invariant> alwaysJudged()
{
    using Kind = Invariant::Kind;
    std::vector<Invariant> result;
    for (const Kind kind :
         {Kind::NoLoss, Kind::NoDuplicates, Kind::NoPhantoms, Kind::NoCorruption, Kind::SenderOrder, Kind::Alive}) {
        Invariant invariant;
        invariant.kind = kind;
        result.push_back(invariant);
    }
    return result;
}

/// As the log calls it.
QString sourceOf(const Service *service)
{
    const auto *instance = qobject_cast<const Instance *>(service);
    return instance ? instance->name() : QStringLiteral("broker");
}

/// Letters and colours are what they were.
Cluster::Options numbered(Cluster::Options options, const ClusterPlan &plan)
{
    options.numbers = plan.numbers;
    return options;
}

/// Ours, then those attached: as a plan counts them.
QList<const Instance *> inOrderOfPlan(const Cluster &cluster)
{
    QList<const Instance *> ours;
    QList<const Instance *> attached;
    for (const Instance *instance : cluster.instances())
        (instance->isAttached() ? attached : ours) << instance;
    return ours + attached;
}

} // namespace

Workbench::Workbench(const Cluster::Options &options, QObject *parent)
    : Workbench(options, ClusterPlan::fresh(options.instances), parent)
{}

Workbench::Workbench(const Cluster::Options &options, const ClusterPlan &plan, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_cluster(numbered(options, plan))
    , m_clusterWatch(&m_cluster, &m_recorder)
    , m_faultWatch(&m_cluster, &m_recorder)
    , m_tap(m_cluster.broker(), &m_recorder, {{options.prefix}, {options.plainChannel}})
    , m_audit(&m_recorder)
    , m_own(&m_cluster, &m_recorder, Bench::Hands::Testers, {.invariants = alwaysJudged()})
    , m_removals(&m_own)
    , m_scenarioOptions{options.serverProgram, options.broker.program, {}, {}}
{
    // Besides, it tells the judge what time it is when nothing else happens.
    m_audit.start();
    watch(m_cluster.broker());
    const auto take = [this](Instance *instance) {
        instance->setTitle(badgeLetter(instance->name()));
        watch(instance);
        connect(instance, &Service::stateChanged, this, [this, instance] { openPlannedChats(instance); });
    };
    for (Instance *instance : m_cluster.instances())
        take(instance);
    connect(&m_cluster, &Cluster::instanceAdded, this, take);
    for (const ClusterPlan::Attached &server : plan.attached)
        m_cluster.attach(server.url, server.dialect, {}, server.number);
    QStringList names;
    for (const Instance *instance : inOrderOfPlan(m_cluster))
        names << instance->name();
    // Named now: who is first does not depend on which instance is.
    for (const ClusterPlan::PlannedChat &chat : plan.chats) {
        m_usedNames << ClusterPlan::sessionName(chat.user, m_usedNames);
        m_planned << PlannedChat{
            {names.value(chat.instance), chat.room, chat.user, chat.dialect, chat.draft, chat.unsent},
            m_usedNames.constLast()};
    }
    connect(&m_cluster, &Cluster::instanceAboutToBeRemoved, this, [this](Instance *instance) {
        disconnect(instance, nullptr, this, nullptr);
        m_serving.remove(instance);
        settleProblems(instance->name());
    });
    connect(&m_serverVersion, &ProgramVersion::found, this, &Workbench::compareVersions);
    connect(&m_serverVersion, &ProgramVersion::found, &m_own, &Bench::setServerVersion);
    if (const auto program = Cluster::findServer(options.serverProgram); program && options.instances > 0)
        m_serverVersion.ask(*program);
    connect(&m_cluster, &Cluster::stopped, this, &Workbench::onStopped);
    connect(&m_cluster, &Cluster::failed, this, &Workbench::onStartFailed);
}

Workbench::~Workbench() = default;

void Workbench::start()
{
    m_problems.clear();
    Q_EMIT problemChanged();
    m_cluster.start();
    for (const Instance *instance : m_cluster.instances())
        openPlannedChats(instance);
}

void Workbench::stop()
{
    m_own.traffic()->stop();
    m_cluster.stop();
}

Instance *Workbench::addInstance()
{
    Instance *instance = m_cluster.addInstance();
    instance->start();
    return instance;
}

Instance *Workbench::attach(const QUrl &url, const QString &dialect)
{
    return m_cluster.attach(url, dialect);
}

void Workbench::watch(Service *service)
{
    const QString source = sourceOf(service);
    connect(service, &Service::stateChanged, this, [this, service, source](Service::State state, const QString &how) {
        if (state == Service::State::Ready)
            settleProblems(source);
        if (state == Service::State::Ready || state == Service::State::Frozen)
            m_serving.insert(service);
        else if (m_serving.remove(service) && state == Service::State::Exited) {
            const QString end = service->lastExit() ? inWords(*service->lastExit()) : how;
            setProblem({{tr("%1 has ended unasked: %2").arg(service->label(), end), service->lastWords()},
                        [service] { service->start(); },
                        source});
        }
    });
    connect(service, &Service::failed, this, [this, service, source](const Error &error) {
        // Where the whole was being started, the cluster has told of it already.
        if (m_cluster.state() == Cluster::State::Running)
            setProblem({advised(error, service), [service] { service->start(); }, source, true});
    });
}

/// That it is of another version may be why a server does not start.
Error Workbench::advised(const Error &error, const Service *service) const
{
    const auto *instance = qobject_cast<const Instance *>(service);
    Error result = WindowAdvice::on(error, m_cluster, m_options);
    if (instance && instance->isOurs() && !instance->isPortTaken() && !m_otherVersion.isEmpty())
        result.hint = result.hint.isEmpty() ? m_otherVersion : tr("%1. %2").arg(m_otherVersion, result.hint);
    return result;
}

/// Once, as soon as it can be talked to.
void Workbench::openPlannedChats(const Instance *instance)
{
    const bool isThere = instance->state() == Service::State::Ready || instance->isAttached();
    if (!isThere || m_isShuttingDown || m_greeted.contains(instance->name()))
        return;
    m_greeted.insert(instance->name());
    for (PlannedChat &planned : m_planned) {
        if (planned.request.instance != instance->name() || planned.wasOpened)
            continue;
        const auto chat = openChat(planned.request, planned.name);
        planned.wasOpened = chat.has_value();
        if (!chat)
            m_own.log(QStringLiteral("crosstalk"), chat.error().toString());
    }
}

qsizetype Workbench::placeOf(const QString &name) const
{
    const auto found = std::find_if(m_planned.begin(), m_planned.end(),
                                    [&name](const PlannedChat &planned) { return planned.name == name; });
    return found - m_planned.begin();
}

Result<Chat *> Workbench::openChat(const ChatRequest &request)
{
    const QString name = ClusterPlan::sessionName(request.user, m_usedNames);
    auto chat = openChat(request, name);
    if (chat)
        m_usedNames << name;
    return chat;
}

Result<Chat *> Workbench::openChat(const ChatRequest &request, const QString &name)
{
    Instance *instance = m_cluster.instance(request.instance);
    if (!instance)
        return fail(tr("There is no instance %1").arg(request.instance));
    auto *session = new Session(name, request.user, instance, request.dialect, &m_recorder);
    // Those of the plan stand in its order, whichever was ready first.
    const auto &chats = m_own.chats();
    const auto after = std::find_if(chats.begin(), chats.end(),
                                    [&](const Chat *other) { return placeOf(other->name()) > placeOf(name); });
    Chat *chat = m_own.insertChat(static_cast<int>(after - chats.begin()), session, request.room);
    chat->setDraft(request.draft);
    chat->takeUnsent(request.unsent);
    return chat;
}

QString Workbench::freeUser() const
{
    return ClusterPlan::freeUser(m_usedNames);
}

ClusterPlan Workbench::plan() const
{
    ClusterPlan plan;
    plan.instances = 0;
    QStringList names;
    for (const Instance *instance : inOrderOfPlan(m_cluster)) {
        names << instance->name();
        if (instance->isAttached()) {
            plan.attached << ClusterPlan::Attached{instance->url(), instance->dialect(), instance->number()};
        } else {
            ++plan.instances;
            plan.numbers << instance->number();
        }
    }
    plan.forgetUsualNumbers();
    for (const Chat *chat : m_own.chats())
        plan.chats << ClusterPlan::PlannedChat{static_cast<int>(names.indexOf(chat->instance().name)),
                                               chat->room(),
                                               chat->user(),
                                               chat->session()->client()->dialect().name(),
                                               chat->unsaid(),
                                               chat->unsent()};
    // What could not be opened yet is not given up for that.
    for (const auto &[request, name, wasOpened] : m_planned)
        if (!wasOpened && names.contains(request.instance))
            plan.chats << ClusterPlan::PlannedChat{static_cast<int>(names.indexOf(request.instance)),
                                                   request.room,
                                                   request.user,
                                                   request.dialect,
                                                   request.draft,
                                                   request.unsent};
    return plan;
}

bool Workbench::runsInstances() const
{
    const auto instances = m_cluster.instances();
    return std::any_of(instances.begin(), instances.end(), [](const Instance *each) { return each->isRunning(); });
}

bool Workbench::hasMessages() const
{
    const auto &chats = m_own.chats();
    return std::any_of(chats.begin(), chats.end(), [](Chat *each) { return each->model()->hasMessages(); });
}

void Workbench::openScenario(const QString &fileOrName)
{
    replaceScenario(std::make_unique<ScenarioRun>(fileOrName, m_scenarioOptions));
}

void Workbench::closeScenario()
{
    replaceScenario(nullptr);
}

void Workbench::replaceScenario(std::unique_ptr<ScenarioRun> next)
{
    const auto before = std::exchange(m_scenario, std::move(next));
    if (m_scenario)
        connect(m_scenario.get(), &ScenarioRun::benchReplaced, this, &Workbench::benchChanged);
    if (before && before->bench())
        Q_EMIT benchChanged(bench());
    Q_EMIT scenarioChanged(m_scenario.get());
}

void Workbench::runScenario()
{
    if (!m_scenario)
        return;
    // It would take from the scenario's figures what it takes of this process.
    m_own.traffic()->stop();
    m_scenario->start();
}

void Workbench::setProblem(Problem problem)
{
    if (m_isShuttingDown)
        return;
    // Told by two, as of an instance and of the cluster that it belongs to.
    if (std::any_of(m_problems.cbegin(), m_problems.cend(), [&problem](const Problem &other) {
            return other.source == problem.source && other.error.toString() == problem.error.toString();
        }))
        return;
    m_problems.removeIf(
        [&problem](const Problem &other) { return !problem.source.isEmpty() && other.source == problem.source; });
    m_own.log(QStringLiteral("crosstalk"), problem.error.toString());
    if (m_problems.size() >= keptProblems)
        m_problems.removeFirst();
    m_problems << std::move(problem);
    Q_EMIT problemChanged();
}

void Workbench::settleProblems(const QString &source)
{
    if (m_problems.removeIf([&source](const Problem &problem) { return problem.source == source; }) > 0)
        Q_EMIT problemChanged();
}

void Workbench::retry()
{
    if (!problem() || !problem()->retry)
        return;
    QList<Problem> again{m_problems.takeLast()};
    if (again.constFirst().isOfStart) {
        const auto isOther = [](const Problem &each) { return !each.isOfStart; };
        const auto others = std::stable_partition(m_problems.begin(), m_problems.end(), isOther);
        std::move(others, m_problems.end(), std::back_inserter(again));
        m_problems.erase(others, m_problems.end());
    }
    Q_EMIT problemChanged();
    for (const Problem &each : std::as_const(again))
        each.retry();
}

/// Where something runs already, that is left as it is, and so are its figures.
void Workbench::onStartFailed(const Error &error, Service *service)
{
    if (m_cluster.state() == Cluster::State::Stopped)
        setProblem({advised(error, service), [this] { start(); }});
    else if (auto *instance = qobject_cast<Instance *>(service))
        setProblem({advised(error, service), [instance] { instance->start(); }, instance->name(), true});
    else
        setProblem(
            {advised(error, service), [this] { startWhatRests(); }, service ? sourceOf(service) : QString(), true});
}

/// The broker first: the instances are told where it is.
void Workbench::startWhatRests()
{
    m_cluster.broker()->start();
    for (Instance *instance : m_cluster.instances())
        if (instance->startsWithCluster())
            instance->start();
}

void Workbench::dismissProblem()
{
    if (m_problems.isEmpty())
        return;
    m_problems.removeLast();
    Q_EMIT problemChanged();
}

void Workbench::shutDown()
{
    if (std::exchange(m_isShuttingDown, true))
        return;
    closeScenario();
    m_removals.clear();
    m_own.closeLinks();
    if (m_cluster.state() == Cluster::State::Stopped)
        QTimer::singleShot(0, this, &Workbench::shutDownFinished);
    else
        m_cluster.stop();
}

void Workbench::compareVersions(const QString &ofServer)
{
    const QString ours = QStringLiteral(CROSSTALK_VERSION);
    if (ofServer == ours)
        return;
    m_otherVersion = tr("The server's program is version %1, this one is version %2").arg(ofServer, ours);
    setProblem({{m_otherVersion,
                 tr("They may not understand each other. Install both from the same build, or name another server "
                    "in the preferences")},
                {}});
}

void Workbench::onStopped()
{
    if (m_isShuttingDown)
        Q_EMIT shutDownFinished();
}

} // namespace crosstalk
