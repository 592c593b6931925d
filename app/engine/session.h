// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A client of the harness: a ChatClient whose every message carries a probe, and which tells the Recorder all it sees.
// What a chat window or a scenario drives.

#include "app/engine/instance.h"
#include "app/engine/recorder.h"
#include "client/chatclient.h"

#include <QPointer>

namespace crosstalk {

/// One line of a conversation, as its reader sees it.
struct ChatMessage
{
    history::ProbeId probe; ///< n is 0 where it carries no probe of this run (somebody else's client wrote it).
    QString room;
    QString from;
    QString via;                         ///< Instance of the sender as far as known.
    QString text;                        ///< As the sender wrote it, without the probe.
    std::chrono::nanoseconds latency{0}; ///< From the intended send time; 0 where unknown.
    bool isOwn = false;
    bool isCorrupted = false;
};

class Session : public QObject
{
    Q_OBJECT
public:
    /// @param name unique in the run: what the account calls it.
    /// @param user what the server is told; others in the run may have the same.
    /// @param dialect one of dialectNames(); empty for the instance's.
    /// @param recorder must outlive the session.
    Session(QString name, const QString &user, Instance *instance, const QString &dialect, Recorder *recorder,
            QObject *parent = nullptr);
    /// Its name is also its user's.
    Session(const QString &name, Instance *instance, const QString &dialect, Recorder *recorder,
            QObject *parent = nullptr);
    ~Session() override;

    QString name() const { return m_name; }
    /// Whom the server takes it for.
    QString user() const { return m_client->options().user; }
    Instance *instance() const { return m_instance; } ///< Null once it has been removed from its cluster.
    ChatClient *client() const { return m_client; }

    /// Connects as soon as the instance has a URL, and again after each break, until close().
    void open();
    void close();
    /// Loses its link without a close frame, and comes back as after any break.
    void abort() { m_client->abort(); }
    void setReconnects(bool reconnects) { m_client->setReconnects(reconnects); }
    /// Goes on with another instance, in the same rooms. An Error where that one speaks another dialect, or belongs to
    /// another system.
    Result<void> moveTo(Instance *instance);
    /// Reads nothing from its present link until @p isStalled is false again.
    /// @return whether there is a link to do that to.
    bool setStalled(bool isStalled) { return m_client->setReading(!isStalled); }

    void join(const QString &room);
    void leave(const QString &room);
    /// Opened and not closed since; and if it does not reconnect, not lost either.
    bool isWanted() const { return m_isWanted; }
    /// The rooms it wants to be in; those of them it is in are client()->joinedRooms().
    QStringList rooms() const { return m_rooms; }
    /// How many of its links have ended without anybody here having wanted it.
    int brokenLinks() const { return m_brokenLinks; }
    /// What it wants that is not so, with the latest reason: "bob is not connected (Connection refused)"; empty where
    /// all is well.
    QString trouble() const;
    bool isWell() const { return trouble().isEmpty(); }
    /// There is a link, and where it wants to be in @p room, it is.
    bool isIn(const QString &room) const;
    /// It is in @p room, and there is room in the queue of its link.
    bool canSay(const QString &room) const { return isIn(room) && m_client->canPublish(); }
    /// Sends @p text as a probe to @p room; published() of it follows, and Recorder::deliveryChanged. A server without
    /// rooms has one for everybody: its name in the probe is empty.
    /// @param intendedAtNs when it was to be sent, on the recorder's clock; now, unless a schedule says otherwise.
    history::ProbeId say(const QString &room, const QString &text, std::optional<qint64> intendedAtNs = {});

Q_SIGNALS:
    void stateChanged(crosstalk::ChatClient::State state, const QString &reason);
    void joined(const QString &room);
    void received(const crosstalk::ChatMessage &message);
    /// Exactly once per say(), never before it returned.
    void published(const crosstalk::history::ProbeId &probe, crosstalk::ChatClient::Outcome outcome,
                   const QString &code);

private:
    void watchInstance();
    QString roomInLedger(const QString &room) const;
    void noteDisconnected();
    void onStateChanged(ChatClient::State state, const QString &reason);
    void onJoined(const QString &room);
    void onReceived(const MessageReceived &message);
    void account(const FoundProbe &found, const MessageReceived &message, qint64 at, ChatMessage *line);
    void onPublished(const QString &id, ChatClient::Outcome outcome, const QString &code);

    QString m_name;
    bool m_isDialectItsOwn; ///< Whatever the instance's.
    QPointer<Instance> m_instance;
    QString m_instanceName;
    QString m_system; ///< Of its instance.
    QPointer<Recorder> m_recorder;
    quint32 m_number; ///< In its probes.
    ChatClient *m_client = nullptr;
    bool m_isWanted = false;
    bool m_isClosing = false;    ///< By close(), until the next open().
    bool m_isOpenWanted = false; ///< As soon as the instance has a URL.
    QStringList m_rooms;
    QString m_reason; ///< Why it is not connected, or not in a room.
    int m_brokenLinks = 0;
    bool m_isConnected = false;                 ///< As far as the ledger knows.
    QHash<QString, quint64> m_sent;             ///< Room → highest number given.
    QHash<QString, history::ProbeId> m_pending; ///< Publish id → probe.
};

} // namespace crosstalk
