// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The subscriptions of one program: a set of wanted channels that survives every loss of the connection. After each it
// subscribes to all of them again, and is complete only when the server has confirmed every one.

#include "shared/redis/connection.h"

#include <QHash>

namespace crosstalk::redis {

class Subscriber : public QObject
{
    Q_OBJECT
public:
    explicit Subscriber(const Url &url, QObject *parent = nullptr);

    void open() { m_connection.open(); }
    void close();
    /// As Connection::reconnect(): for an owner who knows that this connection brings nothing any more.
    void reconnect(const QString &reason) { m_connection.reconnect(reason); }

    /// Wants @p channel; subscribed() follows when the server has confirmed it, now or after a reconnect. Where it is
    /// confirmed already, nothing happens.
    void subscribe(const QByteArray &channel);
    void unsubscribe(const QByteArray &channel);
    bool isSubscribed(const QByteArray &channel) const;
    /// Connected, and every wanted channel confirmed.
    bool isComplete() const { return m_connection.isReady() && m_unconfirmed == 0; }

Q_SIGNALS:
    void subscribed(const QByteArray &channel);
    /// isComplete() became true: once after each connect, and after each later subscribe().
    void completed();
    void lost(const QString &reason, std::chrono::milliseconds retryIn);
    /// The views are valid during the call only.
    void received(QByteArrayView channel, QByteArrayView payload);
    /// See Connection::batchEnded().
    void batchEnded();

private:
    /// A channel is asked for or given back only when the answer to the last such request is in, so that it is known
    /// which request a confirmation confirms. The last one is kept, unwanted, until there is another: a context that
    /// left hiredis' subscribed mode with a SUBSCRIBE under way would fail an assertion there.
    enum class State { Unconfirmed, Subscribed, Unsubscribing };
    struct Channel
    {
        State state = State::Unconfirmed;
        bool isWanted = true;
    };

    void subscribeAll();
    void forgetConfirmations();
    void ask(const QByteArrayList &names);
    void giveBack(const QByteArray &name, Channel &channel);
    void onPush(QByteArrayView kind, QByteArrayView name, QByteArrayView payload);
    void onSubscribed(const QByteArray &name);
    void onUnsubscribed(const QByteArray &name);

    Connection m_connection;
    QHash<QByteArray, Channel> m_channels;
    qsizetype m_unconfirmed = 0; ///< Wanted channels that are not in State::Subscribed.
    qsizetype m_subscribed = 0;  ///< Channels in State::Subscribed, wanted or not.
    qsizetype m_asked = 0;       ///< Confirmations outstanding.
    QByteArray m_parked;         ///< The last subscribed channel, which nobody wants; mostly empty.
    QTimer m_deadline;           ///< For the next of the confirmations that are outstanding.
};

} // namespace crosstalk::redis
