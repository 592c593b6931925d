// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A server of crosstalk.v1 that does what a test tells it to, and what it should where the test tells it nothing.

#include "shared/message.h"

#include <QPointer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>

namespace crosstalk {

class ScriptedServer : public QObject
{
public:
    using Links = QList<QPointer<QWebSocket>>;
    /// Called for each new link; says welcome unless set.
    std::function<void(QWebSocket *)> greet = [](QWebSocket *link) { welcome(link); };
    /// Called for each request; true where it has dealt with it.
    std::function<bool(QWebSocket *, const v1::ClientMessage &)> answer;

    Links links;           ///< All that ever were, oldest first.
    QList<int> closeCodes; ///< Of close frames received; -1 for a link that went without one.
    QStringList requests;  ///< "join lobby", "leave lobby", "publish lobby".

    explicit ScriptedServer(bool speaksCrosstalk = true)
        : m_server(QStringLiteral("scripted"), QWebSocketServer::NonSecureMode)
    {
        if (speaksCrosstalk)
            m_server.setSupportedSubprotocols({QString::fromLatin1(v1::subprotocol)});
        connect(&m_server, &QWebSocketServer::newConnection, this,
                [this] { accept(m_server.nextPendingConnection()); });
        listen();
    }
    ~ScriptedServer() override
    {
        for (const auto &link : links) {
            if (link)
                link->disconnect(this);
        }
    }

    void listen(quint16 port = 0)
    {
        if (!m_server.listen(QHostAddress::LocalHost, port))
            qFatal("Cannot listen: %s", qPrintable(m_server.errorString()));
    }
    /// Nobody gets in until listen().
    void stopListening() { m_server.close(); }
    quint16 port() const { return m_server.serverPort(); }
    QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(port())); }
    QWebSocket *link() const { return links.isEmpty() ? nullptr : links.last().data(); }

    static void say(QWebSocket *link, const v1::ServerMessage &message)
    {
        link->sendTextMessage(QString::fromUtf8(v1::encode(message)));
    }
    static void welcome(QWebSocket *link)
    {
        say(link, v1::Welcome{.instance = QStringLiteral("a"),
                              .session = QStringLiteral("s"),
                              .user = QStringLiteral("alice"),
                              .limits = {.messageBytes = 1024, .messagesPerSecond = 0, .rooms = 10}});
    }

private:
    void accept(QWebSocket *link)
    {
        link->setParent(this);
        links.append(link);
        auto hasClosed = std::make_shared<bool>(false);
        connect(link, &QWebSocket::aboutToClose, this, [hasClosed] { *hasClosed = true; });
        connect(link, &QWebSocket::disconnected, this, [this, link, hasClosed] {
            closeCodes.append(*hasClosed ? static_cast<int>(link->closeCode()) : -1);
            link->deleteLater();
        });
        connect(link, &QWebSocket::textMessageReceived, this, [this, link](const QString &text) {
            const auto message = v1::parseClientMessage(text.toUtf8());
            if (message)
                take(link, *message);
            else
                requests.append(text);
        });
        greet(link);
    }
    void take(QWebSocket *link, const v1::ClientMessage &message)
    {
        struct Name
        {
            QString operator()(const v1::Join &m) const { return QStringLiteral("join ") + m.room; }
            QString operator()(const v1::Leave &m) const { return QStringLiteral("leave ") + m.room; }
            QString operator()(const v1::Publish &m) const { return QStringLiteral("publish ") + m.room; }
            QString operator()(const v1::Ping &) const { return QStringLiteral("ping"); }
        };
        requests.append(std::visit(Name{}, message));
        if (answer && answer(link, message))
            return;
        if (const auto *join = std::get_if<v1::Join>(&message)) {
            say(link, v1::Joined{join->room});
        } else if (const auto *leave = std::get_if<v1::Leave>(&message)) {
            say(link, v1::Left{leave->room});
        } else if (const auto *publish = std::get_if<v1::Publish>(&message)) {
            say(link, v1::Ack{publish->id});
            say(link, v1::Message{.room = publish->room,
                                  .id = publish->id,
                                  .from = QStringLiteral("alice"),
                                  .via = QStringLiteral("a"),
                                  .atUs = 1,
                                  .data = publish->data});
        }
    }

    QWebSocketServer m_server;
};

} // namespace crosstalk
