// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/workbench.h"

#include "app/desktop/palette.h"
#include "app/engine/session.h"

#include <algorithm>

namespace crosstalk {

namespace {

const QStringList &names()
{
    static const QStringList list{
        QStringLiteral("alice"),  QStringLiteral("bob"),    QStringLiteral("carol"),   QStringLiteral("dave"),
        QStringLiteral("erin"),   QStringLiteral("frank"),  QStringLiteral("grace"),   QStringLiteral("heidi"),
        QStringLiteral("ivan"),   QStringLiteral("judy"),   QStringLiteral("mallory"), QStringLiteral("niaj"),
        QStringLiteral("olivia"), QStringLiteral("peggy"),  QStringLiteral("rupert"),  QStringLiteral("sybil"),
        QStringLiteral("trent"),  QStringLiteral("victor"), QStringLiteral("walter")};
    return list;
}

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

} // namespace

Workbench::Workbench(const Cluster::Options &options, QObject *parent)
    : QObject(parent)
    , m_cluster(options)
    , m_clusterWatch(&m_cluster, &m_recorder)
    , m_faultWatch(&m_cluster, &m_recorder)
    , m_audit(&m_recorder)
    , m_own(&m_cluster, &m_recorder, Bench::Hands::Testers, {.invariants = alwaysJudged()})
    , m_scenarioOptions{options.serverProgram, options.broker.program, {}, {}}
    , m_instancesToGreet(options.instances)
{
    // Besides, it tells the judge what time it is when nothing else happens.
    m_audit.start();
    watch(m_cluster.broker(), tr("The broker"));
    const auto take = [this](Instance *instance) {
        watch(instance, tr("Instance %1").arg(badgeLetter(instance->name())));
        greet(instance);
    };
    for (Instance *instance : m_cluster.instances())
        take(instance);
    connect(&m_cluster, &Cluster::instanceAdded, this, take);
    connect(&m_cluster, &Cluster::stopped, this, &Workbench::onStopped);
    connect(&m_cluster, &Cluster::failed, this, [this](const Error &error) {
        setProblem({error, [this] {
                        m_startsAgain = true;
                        m_cluster.stop();
                    }});
    });
}

Workbench::~Workbench() = default;

void Workbench::start()
{
    dismissProblem();
    m_cluster.start();
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

void Workbench::detach(Instance *instance)
{
    const auto chats = m_own.chats();
    for (Chat *chat : chats)
        if (chat->instance().name == instance->name())
            closeChat(chat);
    m_cluster.removeInstance(instance);
}

void Workbench::watch(Service *service, const QString &label)
{
    connect(service, &Service::stateChanged, this, [this, service, label](Service::State state, const QString &how) {
        if (state == Service::State::Ready || state == Service::State::Frozen)
            m_serving.insert(service);
        else if (m_serving.remove(service) && state == Service::State::Exited)
            setProblem({{tr("%1 has ended unasked: %2").arg(label, how), service->lastWords()},
                        [service] { service->start(); }});
    });
    connect(service, &Service::failed, this, [this, service](const Error &error) {
        // Where the whole was being started, the cluster has told of it already.
        if (!m_problem && m_cluster.state() == Cluster::State::Running)
            setProblem({error, [service] { service->start(); }});
    });
}

void Workbench::greet(const Instance *instance)
{
    // Later instances get their chats from the tester.
    if (instance->number() >= m_instancesToGreet)
        return;
    connect(instance, &Service::stateChanged, this, [this, instance](Service::State state) {
        if (state != Service::State::Ready || m_isShuttingDown || m_greeted.contains(instance->name()))
            return;
        m_greeted.insert(instance->name());
        const QString user = names().value(instance->number(), freeUser());
        if (!m_usedNames.contains(user))
            openChat({instance->name(), firstRoom(), user, QStringLiteral("crosstalk")});
    });
}

Result<Chat *> Workbench::openChat(const ChatRequest &request)
{
    Instance *instance = m_cluster.instance(request.instance);
    if (!instance)
        return fail(tr("There is no instance %1").arg(request.instance));
    if (m_usedNames.contains(request.user))
        return fail(tr("%1 has had a chat in this run already").arg(request.user),
                    tr("Choose another name: each message is known by its sender"));
    auto *session = new Session(request.user, instance, request.dialect, &m_recorder);
    m_usedNames << request.user;
    // Those of the first start stand in the order of their instances, whichever was ready first.
    const auto &chats = m_own.chats();
    const auto after = std::find_if(chats.begin(), chats.end(), [&](const Chat *other) {
        return names().indexOf(other->user()) > names().indexOf(request.user) && names().contains(request.user);
    });
    return m_own.insertChat(static_cast<int>(after - chats.begin()), session, request.room);
}

void Workbench::closeChat(Chat *chat)
{
    m_own.closeChat(chat);
}

QString Workbench::freeUser() const
{
    for (const QString &name : names())
        if (!m_usedNames.contains(name))
            return name;
    for (int i = static_cast<int>(names().size()) + 1;; ++i)
        if (const QString name = QStringLiteral("user%1").arg(i); !m_usedNames.contains(name))
            return name;
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
    m_own.log(QStringLiteral("crosstalk"), problem.error.toString());
    m_problem = std::move(problem);
    Q_EMIT problemChanged();
}

void Workbench::retry()
{
    if (!m_problem)
        return;
    const auto again = m_problem->retry;
    dismissProblem();
    again();
}

void Workbench::dismissProblem()
{
    if (!m_problem)
        return;
    m_problem.reset();
    Q_EMIT problemChanged();
}

void Workbench::shutDown()
{
    if (std::exchange(m_isShuttingDown, true))
        return;
    closeScenario();
    m_own.closeLinks();
    if (m_cluster.state() == Cluster::State::Stopped)
        QTimer::singleShot(0, this, &Workbench::shutDownFinished);
    else
        m_cluster.stop();
}

void Workbench::onStopped()
{
    if (m_isShuttingDown)
        Q_EMIT shutDownFinished();
    else if (std::exchange(m_startsAgain, false))
        start();
}

} // namespace crosstalk
