// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/mutants/mutantserver/server.h"

#include "tests/mutants/mutantserver/harm.h"

#include <QPointer>
#include <QTcpSocket>
#include <QUrlQuery>
#include <QUuid>
#include <QWebSocket>

#include <algorithm>

namespace crosstalk::mutant {
namespace {

using namespace std::chrono_literals;

constexpr qint64 maxQueuedBytes = 1024 * 1024; ///< For one client; one that reads slower is cut off.
constexpr auto drainTimeout = 3s;
constexpr auto brokerRetry = 500ms;

// How bad the mutants are.
constexpr int oneIn = 10;
constexpr qsizetype shortQueue = 16;
constexpr auto queueInterval = 20ms;
constexpr auto closeTogether = 20ms;
constexpr std::chrono::milliseconds joinTakes = 50ms;
constexpr auto publishesAfter = 300ms;
constexpr auto subscribesAfter = 500ms;
constexpr qsizetype longText = 1000;

qint64 microsecondsSinceEpoch()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace

Server::Server(const Settings &settings)
    : m_settings(settings)
    , m_broker(settings.redis, settings.name, settings.prefix, settings.mutant)
    , m_upgrade(settings.name, QWebSocketServer::NonSecureMode)
{
    m_upgrade.setSupportedSubprotocols({QString::fromLatin1(v1::subprotocol)});
    connect(&m_listener, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *const socket = m_listener.nextPendingConnection()) {
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            m_upgrade.handleConnection(socket);
        }
    });
    connect(&m_upgrade, &QWebSocketServer::newConnection, this, [this] {
        while (QWebSocket *const socket = m_upgrade.nextPendingConnection())
            welcome(socket);
    });
    connect(&m_broker, &Broker::ready, this, &Server::ready);
    connect(&m_broker, &Broker::subscribed, this, &Server::onSubscribed);
    connect(&m_broker, &Broker::heard, this, &Server::onHeard);
    m_deliverHeld.setSingleShot(true);
    connect(&m_deliverHeld, &QTimer::timeout, this, &Server::deliverHeld);
}

/// A QWebSocket must go before the listener, which takes its QTcpSocket along.
Server::~Server()
{
    for (QWebSocket *const socket : m_clients.keys()) {
        socket->disconnect(this);
        delete socket;
    }
}

Result<void> Server::start()
{
    if (!m_listener.listen(QHostAddress::LocalHost, m_settings.port))
        return fail(QStringLiteral("cannot listen on port %1: %2").arg(m_settings.port).arg(m_listener.errorString()));
    m_broker.open();
    return {};
}

QString Server::url() const
{
    return QStringLiteral("ws://127.0.0.1:%1/ws").arg(m_listener.serverPort());
}

void Server::welcome(QWebSocket *socket)
{
    socket->setParent(this);
    Client client;
    client.user = QUrlQuery(socket->requestUrl()).queryItemValue(QStringLiteral("user"), QUrl::FullyDecoded);
    m_clients.insert(socket, client);
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this, socket](const QString &text) { onRequest(socket, text); });
    connect(socket, &QWebSocket::disconnected, this, [this, socket] { forget(socket); });
    v1::Welcome welcome;
    welcome.instance = m_settings.name;
    welcome.session = QUuid::createUuid().toString(QUuid::WithoutBraces);
    welcome.user = client.user;
    reply(socket, welcome);
}

void Server::forget(QWebSocket *socket)
{
    const Client client = m_clients.take(socket);
    for (const QString &room : client.asked + client.joined)
        unwantIfEmpty(room);
    socket->deleteLater();
    continueDrain();
}

void Server::onRequest(QWebSocket *socket, const QString &text)
{
    if (m_isDraining || !m_clients.contains(socket))
        return;
    const auto request = v1::parseClientMessage(text.toUtf8());
    if (request)
        std::visit([&](const auto &what) { on(socket, what); }, *request);
    else
        reply(socket, request.error());
}

void Server::on(QWebSocket *socket, const v1::Join &join)
{
    m_sinceJoin.start();
    Client &client = m_clients[socket];
    if (is(Mutant::JoinsBeforeSubscribing) && !client.joined.contains(join.room)) {
        client.joined.insert(join.room);
        reply(socket, v1::Joined{join.room});
        QTimer::singleShot(subscribesAfter, this, [this, room = join.room] { m_broker.want(room); });
        return;
    }
    if (!client.joined.contains(join.room) && !m_broker.isSubscribed(join.room)) {
        client.asked.insert(join.room);
        m_broker.want(join.room);
        return;
    }
    client.joined.insert(join.room);
    reply(socket, v1::Joined{join.room});
}

void Server::onSubscribed(const QString &room)
{
    for (QWebSocket *const socket : m_clients.keys()) {
        if (!m_clients[socket].asked.remove(room))
            continue;
        m_clients[socket].joined.insert(room);
        reply(socket, v1::Joined{room});
    }
}

void Server::on(QWebSocket *socket, const v1::Leave &leave)
{
    m_clients[socket].asked.remove(leave.room);
    m_clients[socket].joined.remove(leave.room);
    unwantIfEmpty(leave.room);
    reply(socket, v1::Left{leave.room});
}

void Server::unwantIfEmpty(const QString &room)
{
    const bool isWanted = std::ranges::any_of(std::as_const(m_clients), [&room](const Client &client) {
        return client.asked.contains(room) || client.joined.contains(room);
    });
    if (!isWanted)
        m_broker.unwant(room);
}

void Server::on(QWebSocket *socket, const v1::Ping &ping)
{
    reply(socket, v1::Pong{ping.t});
}

void Server::on(QWebSocket *socket, const v1::Publish &request)
{
    const QByteArray payload = v1::encode(v1::Message{request.room, request.id, m_clients[socket].user, m_settings.name,
                                                      microsecondsSinceEpoch(), request.data});
    const auto answer = [this, id = request.id, room = request.room,
                         client = QPointer(socket)](const Result<void> &result) {
        if (!client || !m_clients.contains(client))
            return;
        if (result)
            reply(client, v1::Ack{id});
        else
            reply(client,
                  v1::ErrorReply{QStringLiteral("broker-unavailable"), result.error().what, id, room, brokerRetry});
    };
    ++m_taken;
    if (is(Mutant::AcksBeforePublishing)) {
        answer({});
        if (m_taken % oneIn != 0)
            publish(request.room, payload, [](const auto &) {});
        return;
    }
    if (is(Mutant::LosesLastAtDrain)) {
        answer({});
        QTimer::singleShot(publishesAfter, this, [this, room = request.room, payload] {
            if (!m_isDraining)
                publish(room, payload, [](const auto &) {});
        });
        return;
    }
    publish(request.room, payload, answer);
    if (is(Mutant::HearsItselfTwice))
        deliver(request.room, payload);
}

void Server::publish(const QString &room, const QByteArray &payload, const Broker::Done &answer)
{
    ++m_unanswered;
    m_broker.publish(room, payload, [this, answer](const Result<void> &result) {
        --m_unanswered;
        answer(result);
        continueDrain();
    });
}

void Server::onHeard(const QString &room, const QByteArray &payload)
{
    if (is(Mutant::ForgetsWhileJoining) && m_sinceJoin.isValid() && !m_sinceJoin.hasExpired(joinTakes.count()))
        return;
    if (is(Mutant::DropsWhenFull)) {
        if (m_held.size() < shortQueue)
            m_held.emplaceBack(room, payload);
        if (!m_deliverHeld.isActive())
            m_deliverHeld.start(queueInterval);
        return;
    }
    if (is(Mutant::ReordersInBursts)) {
        if (m_held.isEmpty()) {
            m_held.emplaceBack(room, payload);
            m_deliverHeld.start(closeTogether);
        } else {
            deliver(room, payload);
            deliverHeld();
        }
        return;
    }
    deliver(room, payload);
}

void Server::deliverHeld()
{
    m_deliverHeld.stop();
    for (const auto &[room, payload] : std::exchange(m_held, {}))
        deliver(room, payload);
}

void Server::deliver(const QString &room, QByteArray payload)
{
    ++m_delivered;
    if (is(Mutant::CutsShort))
        payload = withText(payload, [](const QString &text) { return text.left(longText); });
    if (is(Mutant::AltersAByte) && m_delivered % oneIn == 0)
        payload = withText(payload, [](const QString &text) { return withOtherStart(text); });
    const bool leaks = is(Mutant::LeaksIntoAnotherRoom) && m_delivered % oneIn == 0;
    const QString text = QString::fromUtf8(payload);
    const QHash<QWebSocket *, Client> clients = m_clients; // One that is cut off takes itself out.
    for (auto client = clients.begin(); client != clients.end(); ++client) {
        if (leaks || client->joined.contains(room))
            send(client.key(), text);
    }
}

void Server::send(QWebSocket *socket, const QString &text)
{
    if (socket->bytesToWrite() > maxQueuedBytes && !is(Mutant::BuffersForSlowReader))
        socket->abort();
    else
        socket->sendTextMessage(text);
}

void Server::reply(QWebSocket *socket, const v1::ServerMessage &message)
{
    send(socket, QString::fromUtf8(v1::encode(message)));
}

void Server::drain()
{
    if (std::exchange(m_isDraining, true))
        return;
    m_listener.close();
    QTimer::singleShot(drainTimeout, this, &Server::drained);
    continueDrain();
}

void Server::continueDrain()
{
    if (!m_isDraining || m_unanswered > 0)
        return;
    if (m_clients.isEmpty())
        Q_EMIT drained();
    for (QWebSocket *const socket : m_clients.keys())
        socket->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("draining"));
}

} // namespace crosstalk::mutant
