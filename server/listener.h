// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The way in: accepts, looks at the request, lets QWebSocketServer perform the upgrade, and when that has been answered
// takes the descriptor out of the Qt objects and hands it on. See the README for why the descriptor changes hands.

#include "server/upgrade.h"
#include "shared/result.h"

#include <QHash>
#include <QHostAddress>
#include <QTcpServer>
#include <QTimer>
#include <QWebSocketServer>

#include <chrono>

class QTcpSocket;

namespace crosstalk::server {

class Listener : public QTcpServer
{
    Q_OBJECT
public:
    struct Options
    {
        QByteArray path = "/ws";
        std::chrono::milliseconds handshakeTimeout{10'000};
        qsizetype maxHandshakes = 512; ///< Unfinished ones; beyond it the oldest is dropped.
    };
    /// What became of an upgraded client's socket: the receiver owns @c descriptor.
    struct Upgraded
    {
        int descriptor = -1; ///< Connected, non-blocking, close-on-exec, TCP_NODELAY.
        UpgradeRequest request;
        QString subprotocol; ///< The one agreed on; empty for none.
        QByteArray early;    ///< Bytes that came right behind the handshake.
    };

    explicit Listener(Options options, QObject *parent = nullptr);
    ~Listener() override;

    /// An Error says what is wrong with the address, or who is there already.
    Result<void> start(const QHostAddress &address, quint16 port);
    /// No new clients; handshakes under way are dropped.
    void stop();
    /// While set, every request is answered with 503 and this sentence.
    void setRefusing(const QByteArray &why) { m_refusing = why; }

Q_SIGNALS:
    void upgraded(const crosstalk::server::Listener::Upgraded &client);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    using Peer = std::pair<QHostAddress, quint16>;
    /// A socket before its upgrade.
    struct Handshake
    {
        std::chrono::steady_clock::time_point since;
        UpgradeRequest request;
        QByteArray early;        ///< What came behind the header.
        bool isAnswered = false; ///< Refused, or in the hands of QWebSocketServer.
    };

    void look(QTcpSocket *socket);
    void handOver(QTcpSocket *socket, const UpgradeRequest &request);
    void refuse(QTcpSocket *socket, const Refusal &refusal);
    Handshake forget(QTcpSocket *socket);
    void dropOldest();
    void dropOverdue();
    void takeOver();
    void pauseFor(std::chrono::milliseconds time, const QString &why);

    Options m_options;
    QWebSocketServer m_upgrader;
    QHash<QTcpSocket *, Handshake> m_handshakes;
    QHash<Peer, QTcpSocket *> m_byPeer; ///< Those that QWebSocketServer has: it gives them back without their socket.
    QTimer m_sweep;
    QByteArray m_refusing;
};

} // namespace crosstalk::server
