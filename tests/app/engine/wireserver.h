// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A server in the test's own process, told by the test what to say: the plain broadcast, and crosstalk.v1 as far as a
// session needs it. It shows what sessions make of servers that misbehave on the wire.

#include "shared/message.h"

#include <QUrlQuery>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <utility>

namespace crosstalk::testing {

class WireServer : public QObject
{
    Q_OBJECT
public:
    explicit WireServer(bool isPlain)
        : m_server(QStringLiteral("test"), QWebSocketServer::NonSecureMode)
        , m_isPlain(isPlain)
    {
        if (!isPlain)
            m_server.setSupportedSubprotocols({QLatin1String(v1::subprotocol)});
        connect(&m_server, &QWebSocketServer::newConnection, this, &WireServer::accept);
        m_server.listen(QHostAddress::LocalHost);
    }

    ~WireServer() override
    {
        // Before the server they came from: their sockets are its children.
        qDeleteAll(std::exchange(m_clients, {}));
    }

    QUrl url() const
    {
        QUrl url = m_server.serverUrl();
        url.setPath(QStringLiteral("/ws"));
        return url;
    }
    QString dialect() const { return m_isPlain ? QStringLiteral("plain") : QStringLiteral("crosstalk"); }

    /// Says @p text to everybody.
    void broadcast(const QString &text)
    {
        for (QWebSocket *client : std::as_const(m_clients))
            client->sendTextMessage(text);
    }
    /// What waits for clients that do not read.
    qint64 unsentBytes() const
    {
        qint64 result = 0;
        for (const QWebSocket *client : m_clients)
            result += client->bytesToWrite();
        return result;
    }
    qsizetype clients() const { return m_clients.size(); }
    void dropAll()
    {
        const auto clients = m_clients;
        for (QWebSocket *client : clients)
            client->abort();
    }

    /// What a message becomes on its way to everybody: as often as it is returned.
    std::function<QStringList(const QString &)> forward = [](const QString &text) { return QStringList{text}; };
    std::function<qint64()> clockUs = [] { return qint64{1}; }; ///< Since the Unix epoch.
    bool answersPublishes = true;
    QString refusesPublishesWith; ///< An error code.

private:
    void accept()
    {
        QWebSocket *client = m_server.nextPendingConnection();
        client->setParent(this);
        m_clients.append(client);
        const QString user = QUrlQuery(client->requestUrl()).queryItemValue(QStringLiteral("user"));
        connect(client, &QWebSocket::disconnected, this, [this, client] { m_clients.removeOne(client); });
        connect(client, &QWebSocket::textMessageReceived, this, [this, client, user](const QString &text) {
            if (m_isPlain)
                forwardAll(text);
            else
                answer(client, user, v1::parseClientMessage(text.toUtf8()).value());
        });
        if (!m_isPlain)
            say(client, v1::Welcome{QStringLiteral("wire"), QStringLiteral("s"), user, {}});
    }

    void answer(QWebSocket *client, const QString &user, const v1::ClientMessage &message)
    {
        if (const auto *join = std::get_if<v1::Join>(&message)) {
            say(client, v1::Joined{join->room});
        } else if (const auto *leave = std::get_if<v1::Leave>(&message)) {
            say(client, v1::Left{leave->room});
        } else if (const auto *publish = std::get_if<v1::Publish>(&message)) {
            if (!refusesPublishesWith.isEmpty())
                return say(client, v1::ErrorReply{refusesPublishesWith, QStringLiteral("no"), publish->id, {}, {}});
            if (answersPublishes)
                say(client, v1::Ack{publish->id});
            forwardAll(QString::fromUtf8(v1::encode(
                v1::Message{publish->room, publish->id, user, QStringLiteral("wire"), clockUs(), publish->data})));
        }
    }

    void forwardAll(const QString &text)
    {
        const QStringList copies = forward(text);
        for (const QString &copy : copies)
            broadcast(copy);
    }
    static void say(QWebSocket *client, const v1::ServerMessage &message)
    {
        client->sendTextMessage(QString::fromUtf8(v1::encode(message)));
    }

    QWebSocketServer m_server;
    bool m_isPlain;
    QList<QWebSocket *> m_clients;
};

} // namespace crosstalk::testing
