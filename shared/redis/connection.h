// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One connection to a Redis server over hiredis, in the Qt event loop: it connects, identifies itself, and when it is
// lost comes back by itself, without end. What was asked of a lost connection fails; what to ask again is the owner's
// business (see Subscriber).

#include "shared/backoff.h"
#include "shared/redis/url.h"

#include <QByteArrayList>
#include <QHostAddress>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

struct redisAsyncContext;
struct redisReply;

namespace crosstalk::redis {

/// A reply as hiredis holds it: valid only during the call it is given to.
class Reply
{
public:
    explicit Reply(const redisReply *reply)
        : m_reply(reply)
    {}
    /// A string or a status; empty for anything else.
    QByteArrayView text() const;
    /// An integer; 0 for anything else.
    qint64 integer() const;

private:
    const redisReply *m_reply;
};

class Connection : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Closed,
        Connecting, ///< Looking up the name, connecting, identifying itself.
        Ready,
        Waiting, ///< Between two tries: 50 ms to 5 s, growing, spread at random.
    };
    Q_ENUM(State)

    /// Called exactly once, with the reply or with what went wrong: the error the server answered, or how the
    /// connection was lost. Not called if the Connection is destroyed before.
    using ReplyHandler = std::function<void(const Result<Reply> &)>;

    /// What arrives for a subscription: kind is "subscribe", "unsubscribe", "psubscribe", "message" or "pmessage"; @p
    /// channel is the pattern for "psubscribe", and @p payload is empty for all but the last two. The views are valid
    /// during the call only.
    using PushHandler = std::function<void(QByteArrayView kind, QByteArrayView channel, QByteArrayView payload)>;

    explicit Connection(Url url, QObject *parent = nullptr);
    ~Connection() override;

    const Url &url() const { return m_url; }
    State state() const { return m_state; }
    bool isReady() const { return m_state == State::Ready; }

    void open();
    void close();
    /// Gives up the present connection as lost because of @p reason and comes back; nothing where there is none.
    void reconnect(const QString &reason);

    /// Sends one command. Where the connection is not ready @p done is called at once with an Error.
    void command(const QByteArrayList &arguments, ReplyHandler done);
    /// Bytes of the commands that wait for their reply: what a broker that does not answer costs.
    qint64 pendingBytes() const { return m_pendingBytes; }

    /// Sends SUBSCRIBE or UNSUBSCRIBE; confirmations and messages come to the push handler. Only where ready; once
    /// used, the connection takes no other commands (RESP2).
    void subscribe(const QByteArrayList &channels);
    void unsubscribe(const QByteArrayList &channels);
    /// The same for all channels whose name fits one of @p patterns, as Redis has them. What fits two comes twice.
    void subscribePatterns(const QByteArrayList &patterns);
    void setPushHandler(PushHandler handler) { m_push = std::move(handler); }

Q_SIGNALS:
    void ready();
    /// The connection broke, or a try to connect failed; the next try follows in @p retryIn.
    void lost(const QString &reason, std::chrono::milliseconds retryIn);
    /// What one read of the socket brought has been handed over; a good moment to flush what it caused.
    void batchEnded();

private:
    /// A command without its reply yet. Redis answers in order, so a queue is all it takes.
    struct Pending
    {
        ReplyHandler done;
        qint64 bytes = 0;
    };
    using Callback = void(redisAsyncContext *, void *, void *);

    void lookUp();
    void tryNextAddress();
    void attach(redisAsyncContext *context);
    void identify();
    void setReady();
    void lose(const QString &reason);
    void forgetContext();
    void clearPending();
    void failPending(const QString &reason);
    void enqueue(const QByteArrayList &arguments, ReplyHandler done);
    bool send(const QByteArrayList &arguments, Callback *callback);

    static void onConnected(const redisAsyncContext *context, int status);
    static void onDisconnected(const redisAsyncContext *context, int status);
    static void onReply(redisAsyncContext *context, void *reply, void *data);
    static void onPush(redisAsyncContext *context, void *reply, void *data);

    Url m_url;
    State m_state = State::Closed;
    redisAsyncContext *m_context = nullptr;
    QList<QHostAddress> m_addresses; ///< Those still to be tried, in the present attempt.
    int m_lookupId = -1;
    QTimer m_deadline; ///< For the present attempt to connect.
    QTimer m_retry;
    Backoff m_backoff{std::chrono::milliseconds{100}, std::chrono::milliseconds{5000}};
    PushHandler m_push;
    std::deque<Pending> m_pending;
    qint64 m_pendingBytes = 0;
};

/// Of hiredis, as it was built with: "1.1.0".
QString clientVersion();

} // namespace crosstalk::redis
