// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One cluster laid out to be looked at: its recorder, its chats, the traffic between them, and the models fed from all
// of these. The window shows one bench at a time: the tester's own, or that of a scenario.

#include "app/desktop/chat.h"
#include "app/desktop/clusterfeed.h"
#include "app/desktop/deliveryfeed.h"
#include "app/desktop/messagefeed.h"
#include "app/desktop/models/logmodel.h"
#include "app/desktop/models/messagemodel.h"
#include "app/desktop/verdictfeed.h"
#include "app/engine/traffic.h"

#include <memory>

namespace crosstalk {

class Bench : public QObject
{
    Q_OBJECT
public:
    enum class Hands {
        Testers,   ///< The tester starts, breaks and writes.
        Scenarios, ///< A scenario does; the tester looks on.
    };
    struct Rules
    {
        std::vector<Invariant> invariants; ///< Judged while it goes.
        std::chrono::nanoseconds deadline = std::chrono::seconds(5);
    };
    /// @p cluster and @p recorder must outlive it.
    Bench(Cluster *cluster, Recorder *recorder, Hands hands, Rules rules, QObject *parent = nullptr);
    ~Bench() override;

    Hands hands() const { return m_hands; }
    Cluster *cluster() const { return m_cluster; }
    Recorder *recorder() const { return m_recorder; }
    Traffic *traffic() { return &m_traffic; }
    ClusterModel *clusterModel() { return &m_clusterModel; }
    DeliveryModel *deliveryModel() { return &m_deliveryModel; }
    MessageModel *messageModel() { return &m_messageModel; }
    const MessageModel *messageModel() const { return &m_messageModel; }
    LogModel *logModel() { return &m_logModel; }
    DeliveryFeed *deliveryFeed() { return &m_deliveryFeed; }
    const MessageFeed *messageFeed() const { return &m_messageFeed; }
    VerdictFeed *verdict() { return &m_verdictFeed; }
    const DeliveryTotals &totals() const { return m_deliveryFeed.totals(); }

    /// In the order in which they are shown.
    const QList<Chat *> &chats() const { return m_chats; }
    /// @p session becomes the chat's where the tester writes in it; else it must outlive the chat.
    Chat *insertChat(int position, Session *session, const QString &room);
    /// All of a scenario, each with its first room. The first few get a chat, all a row in the tree. They must outlive
    /// the bench.
    void watch(const QList<std::pair<Session *, QString>> &sessions);
    /// Its link is closed; what was said in it stays.
    std::unique_ptr<Chat> takeChat(Chat *chat);
    /// Connects again.
    void putBack(std::unique_ptr<Chat> chat, int position);
    /// Ends their sessions.
    void closeLinks();
    void log(const QString &source, const QString &text);
    /// Of the program that runs our instances.
    void setServerVersion(const QString &version) { m_clusterFeed.setServerVersion(version); }

Q_SIGNALS:
    void chatOpened(crosstalk::Chat *chat, int position);
    void chatAboutToClose(crosstalk::Chat *chat);
    void totalsChanged(const crosstalk::DeliveryTotals &totals);

private:
    void logEndOf(const Service *service, const QString &source);
    void show(Chat *chat, int position);
    QList<SessionRow> sessions() const;

    // Order matters: what is above is used by what is below, until its end.
    Hands m_hands;
    Cluster *m_cluster;
    Recorder *m_recorder;
    ClusterModel m_clusterModel;
    DeliveryModel m_deliveryModel;
    MessageModel m_messageModel;
    LogModel m_logModel;
    DeliveryFeed m_deliveryFeed;
    VerdictFeed m_verdictFeed;
    MessageFeed m_messageFeed;
    Traffic m_traffic;
    QList<Chat *> m_chats;
    QList<std::pair<Session *, QString>> m_watched; ///< Of those without a chat.
    QHash<QString, Chat *> m_byName;
    ClusterFeed m_clusterFeed;
    QList<LogLine> m_newLines;
    QTimer m_logFlush;
};

} // namespace crosstalk
