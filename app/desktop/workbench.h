// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the window shows, without the window: a cluster, the recorder of what is said on it, the open chats, and the
// models fed from them. Decides the first start (a chat on each instance) and the end (nothing left behind).

#include "app/desktop/chat.h"
#include "app/desktop/clusterfeed.h"
#include "app/desktop/deliveryfeed.h"
#include "app/desktop/messagefeed.h"
#include "app/desktop/models/logmodel.h"
#include "app/desktop/models/messagemodel.h"
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

    Cluster *cluster() { return &m_cluster; }
    ClusterModel *clusterModel() { return &m_clusterModel; }
    DeliveryModel *deliveryModel() { return &m_deliveryModel; }
    MessageModel *messageModel() { return &m_messageModel; }
    LogModel *logModel() { return &m_logModel; }
    /// In the order in which they are shown.
    const QList<Chat *> &chats() const { return m_chats; }
    const DeliveryTotals &totals() const { return m_deliveryFeed.totals(); }
    const std::optional<Problem> &problem() const { return m_problem; }

    /// Starts the cluster; each instance gets a chat in the lobby when it is ready for the first time.
    void start();
    void stop();
    Instance *addInstance();

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
    void chatOpened(crosstalk::Chat *chat, int position);
    void chatAboutToClose(crosstalk::Chat *chat);
    void problemChanged();
    void totalsChanged(const crosstalk::DeliveryTotals &totals);
    void shutDownFinished();

private:
    void watch(Service *service);
    void greet(const Instance *instance);
    Chat *insertChat(Session *session, const QString &room);
    void setProblem(Problem problem);
    void onStopped();
    void log(const QString &source, const QString &text);
    QList<SessionRow> sessions() const;

    // Order matters: what is above is used by what is below, until its end.
    Cluster m_cluster;
    Recorder m_recorder;
    ClusterModel m_clusterModel;
    DeliveryModel m_deliveryModel;
    MessageModel m_messageModel;
    LogModel m_logModel;
    DeliveryFeed m_deliveryFeed;
    MessageFeed m_messageFeed;
    QList<Chat *> m_chats;
    QHash<QString, Chat *> m_byUser;
    ClusterFeed m_clusterFeed;
    QStringList m_usedNames; ///< A name is given once in a run, so that no probe is taken for an older one.
    QSet<QString> m_greeted; ///< Instances that have had their first chat.
    int m_instancesToGreet;
    std::optional<Problem> m_problem;
    QList<LogLine> m_newLines;
    QTimer m_logFlush;
    bool m_startsAgain = false;
    bool m_isShuttingDown = false;
};

} // namespace crosstalk
