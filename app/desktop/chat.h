// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One chat: a session in a room, and what it has to show. Turns what the session and its instance do into lines and
// marks of a ChatModel, in batches where much happens at once.

#include "app/desktop/bulksend.h"
#include "app/desktop/chatnews.h"
#include "app/desktop/models/chatmodel.h"
#include "app/engine/session.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QSet>
#include <QTimer>

namespace crosstalk {

class Cluster;
class MessageFeed;
class Overdue;

class Chat : public QObject
{
    Q_OBJECT
public:
    enum class Role {
        Writes,  ///< A person writes here; the session is this chat's own, its child.
        LooksOn, ///< A scenario has the session, opens and closes it and writes; it must outlive the chat.
    };
    /// @p cluster, @p recorder and @p overdue must outlive it.
    Chat(Session *session, QString room, Role role, const Cluster *cluster, const Recorder *recorder,
         const Overdue *overdue, QObject *parent = nullptr);
    ~Chat() override;

    /// Who has the account of messages copy by copy, which tells what came delayed, and why; it must outlive the chat's
    /// being open. Without, nothing is told of either.
    void setMessages(const MessageFeed *messages) { m_messages = messages; }
    Role role() const { return m_role; }
    Session *session() const { return m_session; }
    /// What the account calls its session: unique in the run, unlike the user.
    QString name() const { return m_session->name(); }
    QString user() const { return m_session->user(); }
    /// Where the server has none, its name for the room is nobody else's: not to be shown.
    QString room() const { return m_room; }
    bool hasRooms() const { return m_session->client()->dialect().traits().hasRooms; }
    /// What stands in the place of the room, for people: its name, or that of the dialect that has none.
    QString place() const { return hasRooms() ? m_room : m_session->client()->dialect().name(); }
    InstanceTag instance() const { return m_tag; }
    ChatModel *model() { return &m_model; }
    const BulkSend *bulk() const { return &m_bulk; }
    /// What has been written here and not sent.
    QString draft() const { return m_draft; }
    /// The draft, and what of a bulk sending is still to be said.
    QString unsaid() const;
    /// The texts of its lines that can be sent again, from the oldest on.
    QStringList unsent() const;
    bool isJoined() const { return m_isJoined; }
    /// The state of the link in two or three words, for lists: "joined", "reconnecting".
    QString linkWords() const;
    /// What happens next where it is not joined: "The link to A is down · try 3 in 0.8 s"; empty where it is.
    QString linkOutlook() const;

    // Where it looks on, these do nothing.
    void open();
    void say(const QString &text);
    /// Each a message of its own, from the event loop; bulk() tells how far that is.
    void sayEach(const QStringList &texts);
    /// Says once more, as a new message, what stands in this row and was not sent or was refused.
    void resend(int row);
    /// All such rows, from the event loop.
    void resendAll();
    /// What has not been said becomes part of the draft.
    void cancelBulk();
    void setDraft(const QString &text);
    /// In a former session these were not sent: they become lines that can be sent again.
    void takeUnsent(const QStringList &texts);
    void close();
    /// Where it looks on: its session has sent this.
    void noteSent(const history::ProbeId &probe);
    /// How its instance is now; to be told again and again.
    void noteInstance(const ServiceRow &row);
    /// The ledger or Overdue knows something new about a probe of this chat's session.
    void reviewDelivery(const history::ProbeId &probe);

Q_SIGNALS:
    /// linkWords, linkOutlook or isJoined changed. A countdown is not told: ask again while waiting.
    void linkChanged();
    void draftChanged();
    /// Its session has moved.
    void instanceChanged();
    void said(const crosstalk::history::ProbeId &probe, const QString &text);

private:
    void onStateChanged(ChatClient::State state, const QString &reason);
    void onJoined(const QString &room);
    void onJoinRefused(const QString &room, const QString &code, const QString &reason);
    void onReceived(const ChatMessage &message);
    void onPublished(const history::ProbeId &probe, ChatClient::Outcome outcome, const QString &code);
    void onMisunderstood(const Error &error);
    QString joinedWords() const;
    void watchInstance();
    void onInstanceChanged(Service::State state);
    void tellOfInstance(Service::State state);
    void onBrokerChanged();
    void sayItem(const BulkSend::Item &item);
    void resendLine(quint64 serial);
    ChatLine ownLine(const QString &text) const;
    void appendOwn(const history::ProbeId &probe, const QString &text);
    void describeReceipt(ChatLine &line) const;
    void notice(const QString &text, bool isGood = false);
    void flushSoon();
    void flush();
    void updateMark(const history::ProbeId &probe);

    Session *m_session;
    QString m_room;
    Role m_role;
    QPointer<Instance> m_instance;
    InstanceTag m_tag;
    const Cluster *m_cluster;
    const Recorder *m_recorder;
    const Overdue *m_overdue;
    const MessageFeed *m_messages = nullptr;
    ChatModel m_model;
    bool m_isOpenWanted = false;
    bool m_isJoined = false;
    bool m_wasFrozen = false;
    Ailment m_ailment = Ailment::None; ///< Of its instance.
    InstanceNews m_instanceNews;
    BrokerNews m_brokerNews;
    QString m_refusedFor;            ///< Why it was not let into its room, since it was there last.
    bool m_hasMisunderstood = false; ///< Since it joined.
    QElapsedTimer m_down;            ///< Valid from a break until the next join.
    QList<ChatLine> m_lines;         ///< To be appended by flush().
    QSet<history::ProbeId> m_dirty;  ///< To be marked by flush().
    QTimer m_flush;
    BulkSend m_bulk;
    QString m_draft;
};

} // namespace crosstalk
