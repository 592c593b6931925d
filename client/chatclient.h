// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One client's session with a server, over QWebSocket: connects, joins rooms, publishes, and comes back by itself after
// a break. It judges nothing; what was delivered to whom is for those who watch several of them.

#include "client/dialect.h"
#include "shared/backoff.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <map>
#include <memory>

class QWebSocket;

namespace crosstalk {

class ChatClient : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QUrl server; ///< ws:// or wss://, path included.
        QString user;
        bool reconnects = true;
        std::chrono::milliseconds connectTimeout{5000}; ///< For the handshake and, where the dialect has one, the welcome.
        std::chrono::milliseconds requestTimeout{10000}; ///< For the answer to a join, a leave or a publish.
        Backoff backoff;
        qint64 maxMessageBytes = 16 * 1024 * 1024;
    };
    enum class State {
        Closed,     ///< Never opened, or closed by close(), or gave up because it must not reconnect.
        Connecting,
        Open,       ///< Greeted: requests are sent.
        Waiting,    ///< Between two tries; retryIn() tells how long.
    };
    Q_ENUM(State)

    /// How a publish ended. Each ends exactly once.
    enum class Outcome {
        Acknowledged,  ///< Or, where the dialect does not acknowledge, handed to the socket.
        Refused,       ///< The server said so.
        Indeterminate, ///< The link broke, or no answer came in time: it may or may not have been delivered.
        NotSent,       ///< There was no link; nothing left this process.
    };
    Q_ENUM(Outcome)

    ChatClient(std::unique_ptr<Dialect> dialect, Options options, QObject *parent = nullptr);
    ~ChatClient() override;

    const Dialect &dialect() const { return *m_dialect; }
    const Options &options() const { return m_options; }
    State state() const { return m_state; }
    /// What the server called itself in its welcome; empty before, or where the dialect has none.
    QString instance() const;
    /// Time left until the next try where Waiting, and which try it will be (1 is the first after a break).
    std::chrono::milliseconds retryIn() const;
    int retryNumber() const;

    void open();
    /// Ends every operation, then the link with close code 1000. Idempotent. No signal of a reconnect follows.
    void close();
    /// Forgets the current link at once, without a close frame, and comes back as after any break. For tests and faults.
    void abort();
    /// Moves to another server, rooms kept: as after a break, but at once.
    void moveTo(const QUrl &server);

    /// Wants to be in @p room: is joined now or as soon as there is a link, and again after each break, until leave().
    void join(const QString &room);
    void leave(const QString &room);
    QStringList joinedRooms() const;

    /// Sends one message; returns its id. published() tells how it ended, never before this returns.
    QString publish(const QString &room, const QByteArray &payload);

Q_SIGNALS:
    /// @p reason tells, in words, why a link was lost or not made; empty for a wanted change.
    void stateChanged(crosstalk::ChatClient::State state, const QString &reason);
    /// The subscription is confirmed; emitted again after each rejoin.
    void joined(const QString &room);
    /// By leave(), confirmed or moot. A break does not emit it.
    void left(const QString &room);
    /// The server refused a join; it is tried again where the server says when, else given up.
    void joinRefused(const QString &room, const QString &code, const QString &reason);
    void received(const crosstalk::MessageReceived &message);
    /// @p code is the server's error code where Refused.
    void published(const QString &id, crosstalk::ChatClient::Outcome outcome, const QString &code);
    /// The server said something the dialect cannot read; the link stays.
    void misunderstood(const crosstalk::Error &error);

private:
    // To be completed with the implementation.
    std::unique_ptr<Dialect> m_dialect;
    Options m_options;
    State m_state = State::Closed;
};

} // namespace crosstalk
