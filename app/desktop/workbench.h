// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the window shows and does, without the window: the tester's own cluster and its bench. Decides the first start
// (a chat on each instance) and the end (nothing left behind).

#include "app/desktop/bench.h"
#include "app/engine/cluster.h"

#include <functional>
#include <optional>

namespace crosstalk {

/// Something did not start. What to do about it stands in the error; retry() tries it once more.
struct Problem
{
    Error error;
    std::function<void()> retry;
};

class Workbench : public QObject
{
    Q_OBJECT
public:
    explicit Workbench(const Cluster::Options &options, QObject *parent = nullptr);
    ~Workbench() override;

    /// What is shown now.
    Bench *bench() { return &m_own; }
    Cluster *cluster() { return bench()->cluster(); }
    const std::optional<Problem> &problem() const { return m_problem; }

    /// Starts the cluster; each instance gets a chat in the lobby when it is ready for the first time.
    void start();
    void stop();
    Instance *addInstance();
    /// A server that somebody else runs, from now on a row like any other. See Reach for whether it can be talked to.
    Instance *attach(const QUrl &url, const QString &dialect);
    /// Closes the chats on it; it goes on without us.
    void detach(Instance *instance);

    struct ChatRequest
    {
        QString instance;
        QString room;
        QString user;
        QString dialect;
    };
    /// An Error where there is no such instance, or the user has a chat already.
    Result<Chat *> openChat(const ChatRequest &request);
    void closeChat(Chat *chat);
    /// A user name that nobody has had in this run: alice, bob, carol …
    QString freeUser() const;
    static QString firstRoom() { return QStringLiteral("lobby"); }

    void retry();
    void dismissProblem();
    /// Ends sessions and processes; shutDownFinished() follows within the bounds of Cluster::stop(). Idempotent.
    void shutDown();

Q_SIGNALS:
    void problemChanged();
    void shutDownFinished();

private:
    void watch(Service *service);
    void greet(const Instance *instance);
    void setProblem(Problem problem);
    void onStopped();

    // Order matters: what is above is used by what is below, until its end.
    Cluster m_cluster;
    Recorder m_recorder;
    Bench m_own;
    QStringList m_usedNames; ///< A name is given once in a run, so that no probe is taken for an older one.
    QSet<QString> m_greeted; ///< Instances that have had their first chat.
    int m_instancesToGreet;
    std::optional<Problem> m_problem;
    bool m_startsAgain = false;
    bool m_isShuttingDown = false;
};

} // namespace crosstalk
