// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the window shows and does, without the window: the tester's own cluster and its bench. Decides the first start
// (a chat on each instance) and the end (nothing left behind).

#include "app/desktop/clusterplan.h"
#include "app/desktop/removals.h"
#include "app/desktop/scenariorun.h"
#include "app/engine/brokertap.h"
#include "app/engine/clusterwatch.h"
#include "app/engine/faultwatch.h"
#include "app/engine/programversion.h"
#include "app/engine/selfaudit.h"

#include <functional>
#include <optional>

namespace crosstalk {

/// Something did not start, has ended unasked, or does not fit. What to do about it stands in the error; retry() starts
/// it again, where that may help: else it is empty.
struct Problem
{
    Error error;
    std::function<void()> retry;
    QString source = {};    ///< Of the lines in the log that tell more: an instance's name, "broker"; empty for all.
    bool isOfStart = false; ///< Something did not start. All such are tried again together.
};

class Workbench : public QObject
{
    Q_OBJECT
public:
    /// As @p plan has it; its number of instances is that of @p options.
    Workbench(const Cluster::Options &options, const ClusterPlan &plan, QObject *parent = nullptr);
    explicit Workbench(const Cluster::Options &options, QObject *parent = nullptr);
    ~Workbench() override;

    /// What is shown now: the tester's own, or a scenario's from its first run until it is closed.
    Bench *bench() { return m_scenario && m_scenario->bench() ? m_scenario->bench() : &m_own; }
    /// What is open; null for nothing.
    ScenarioRun *scenario() { return m_scenario.get(); }
    Cluster *cluster() { return bench()->cluster(); }
    /// The latest that nobody has seen to; null where there is none.
    const Problem *problem() const { return m_problems.isEmpty() ? nullptr : &m_problems.constLast(); }
    qsizetype problems() const { return m_problems.size(); }

    /// What the tester has laid out, to be laid out again.
    ClusterPlan plan() const;
    bool runsInstances() const;
    /// Something has been said in one of the tester's chats.
    bool hasMessages() const;

    /// Starts the cluster; each instance gets the chats planned for it when it is ready for the first time.
    void start();
    void stop();
    Instance *addInstance();
    /// A server that somebody else runs, from now on a row like any other. See Reach for whether it can be talked to.
    Instance *attach(const QUrl &url, const QString &dialect);
    /// What is closed and removed can be had back from here.
    Removals *removals() { return &m_removals; }

    struct ChatRequest
    {
        QString instance;
        QString room;
        QString user;
        QString dialect;
        QString draft = {};      ///< Written already.
        QStringList unsent = {}; ///< What an earlier session could not send.
    };
    /// An Error where there is no such instance. A user may have several chats: see Chat::name().
    Result<Chat *> openChat(const ChatRequest &request);
    /// A user name that nobody has had in this run, to be suggested: alice, bob, carol …
    QString freeUser() const;

    /// In the place of one that is open. What is wrong with it, it says itself.
    void openScenario(const QString &fileOrName);
    /// On its own cluster; the tester's goes on meanwhile, without traffic.
    void runScenario();
    /// Ends it where it runs, and goes back to the tester's own bench.
    void closeScenario();

    /// Starts what the latest is about, and nothing that runs.
    void retry();
    /// The one before it is the latest then.
    void dismissProblem();
    /// Ends sessions and processes; shutDownFinished() follows within the bounds of Cluster::stop(). Idempotent.
    void shutDown();

Q_SIGNALS:
    void problemChanged();
    /// Another is shown. What was shown before is gone when this returns.
    void benchChanged(crosstalk::Bench *bench);
    /// Another is open, or null: none. What was open before is gone when this returns.
    void scenarioChanged(crosstalk::ScenarioRun *scenario);
    void shutDownFinished();

private:
    struct PlannedChat
    {
        ChatRequest request;
        QString name; ///< Of its session.
        bool wasOpened = false;
    };
    void watch(Service *service);
    void openPlannedChats(const Instance *instance);
    Result<Chat *> openChat(const ChatRequest &request, const QString &name);
    qsizetype placeOf(const QString &name) const;
    Error advised(const Error &error, const Service *service) const;
    void setProblem(Problem problem);
    /// What was wrong with @p source is not so any more.
    void settleProblems(const QString &source);
    void onStartFailed(const Error &error, Service *service);
    void startWhatRests();
    void compareVersions(const QString &ofServer);
    void onStopped();
    void replaceScenario(std::unique_ptr<ScenarioRun> next);

    // Order matters: what is above is used by what is below, until its end.
    const Cluster::Options m_options;
    Cluster m_cluster;
    Recorder m_recorder;
    ClusterWatch m_clusterWatch;
    FaultWatch m_faultWatch;
    BrokerTap m_tap;
    SelfAudit m_audit;
    ProgramVersion m_serverVersion;
    QString m_otherVersion; ///< Of the server's program, in a sentence; empty where it is this one's.
    Bench m_own;
    Removals m_removals;
    ScenarioRunner::Options m_scenarioOptions;
    std::unique_ptr<ScenarioRun> m_scenario;
    QStringList m_usedNames;      ///< Of sessions: given once in a run, so that no probe is taken for an older one.
    QSet<Service *> m_serving;    ///< Until they are told to end.
    QList<PlannedChat> m_planned; ///< All of the plan, in its order.
    QSet<QString> m_greeted;      ///< Instances that have had their planned chats.
    QList<Problem> m_problems;    ///< The latest last.
    bool m_isShuttingDown = false;
};

} // namespace crosstalk
