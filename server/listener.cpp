// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/listener.h"

#include "shared/message.h"

#include <QLoggingCategory>
#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>

#include <fcntl.h>

Q_LOGGING_CATEGORY(lcListener, "crosstalk.listener", QtInfoMsg)

namespace crosstalk::server {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int backlog = 1024;

} // namespace

Listener::Listener(Options options, QObject *parent)
    : QTcpServer(parent)
    , m_options(std::move(options))
    , m_upgrader(QStringLiteral("crosstalk"), QWebSocketServer::NonSecureMode)
{
    setListenBacklogSize(backlog);
    m_upgrader.setSupportedSubprotocols({QLatin1String(v1::subprotocol)});
    connect(&m_upgrader, &QWebSocketServer::newConnection, this, &Listener::takeOver);
    connect(this, &QTcpServer::acceptError, this, [this] { pauseFor(1s, errorString()); });
    connect(&m_sweep, &QTimer::timeout, this, &Listener::dropOverdue);
    m_sweep.start(std::min<std::chrono::milliseconds>(1s, m_options.handshakeTimeout));
}

Listener::~Listener()
{
    stop();
}

Result<void> Listener::start(const QHostAddress &address, quint16 port)
{
    if (!listen(address, port))
        return fail(
            QStringLiteral("Cannot listen on %1 port %2: %3").arg(address.toString()).arg(port).arg(errorString()),
            QStringLiteral("Choose another port with --listen, or 0 for any free one"));
    return {};
}

void Listener::stop()
{
    close();
    const QList<QTcpSocket *> sockets = m_handshakes.keys();
    for (QTcpSocket *socket : sockets)
        forget(socket);
}

void Listener::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    if (m_handshakes.size() >= m_options.maxHandshakes)
        dropOldest();
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setReadBufferSize(2 * maxHeaderBytes);
    m_handshakes.insert(socket, {Clock::now(), {}, {}, false});
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { look(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] { forget(socket); });
}

void Listener::look(QTcpSocket *socket)
{
    const auto handshake = m_handshakes.find(socket);
    if (handshake == m_handshakes.end() || handshake->isAnswered)
        return;
    const auto parsed = parseUpgrade(socket->peek(maxHeaderBytes), m_options.path);
    if (!parsed)
        return;
    if (!parsed->has_value()) {
        refuse(socket, parsed->error());
    } else if (!m_refusing.isEmpty()) {
        refuse(socket, {503, m_refusing, "Retry-After: 1"});
    } else {
        handOver(socket, parsed->value());
    }
}

/// QWebSocketServer gets the header and not a byte more: up to Qt 6.4 it reads the header through a QTextStream, which
/// swallows the frames behind it.
void Listener::handOver(QTcpSocket *socket, const UpgradeRequest &request)
{
    const QByteArray header = socket->read(request.headerBytes);
    Handshake &handshake = m_handshakes[socket];
    handshake.isAnswered = true;
    handshake.request = request;
    handshake.early = socket->readAll();
    for (auto byte = header.crbegin(); byte != header.crend(); ++byte)
        socket->ungetChar(*byte);
    socket->setReadBufferSize(header.size()); // Full: nothing more is read from the kernel.
    m_byPeer.insert({socket->peerAddress(), socket->peerPort()}, socket);
    m_upgrader.handleConnection(socket);
}

/// The answer, then the end; what has come in is read first, for closing on unread bytes would destroy the answer.
void Listener::refuse(QTcpSocket *socket, const Refusal &refusal)
{
    m_handshakes[socket].isAnswered = true;
    socket->readAll();
    socket->write(refusal.toHttp());
    socket->disconnectFromHost(); // When written; then forget(). If the peer takes nothing, dropOverdue() does.
}

Listener::Handshake Listener::forget(QTcpSocket *socket)
{
    const Handshake handshake = m_handshakes.take(socket);
    m_byPeer.remove({socket->peerAddress(), socket->peerPort()});
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
    return handshake;
}

void Listener::dropOldest()
{
    const auto oldest = std::min_element(m_handshakes.cbegin(), m_handshakes.cend(),
                                         [](const Handshake &a, const Handshake &b) { return a.since < b.since; });
    if (oldest != m_handshakes.cend())
        forget(oldest.key());
}

void Listener::dropOverdue()
{
    const auto now = Clock::now();
    QList<QTcpSocket *> overdue;
    for (auto handshake = m_handshakes.cbegin(); handshake != m_handshakes.cend(); ++handshake) {
        if (now - handshake->since >= m_options.handshakeTimeout)
            overdue << handshake.key();
    }
    for (QTcpSocket *socket : overdue) {
        if (m_handshakes[socket].isAnswered || socket->bytesAvailable() == 0) {
            forget(socket);
        } else {
            m_handshakes[socket].since = now; // Once more, for the answer to get out.
            refuse(socket, {408, "The request header did not arrive in time", {}});
        }
    }
}

/// The answer to the upgrade is in the kernel when the descriptor is duplicated, and abort() sends no close frame, so
/// the client notices nothing.
void Listener::takeOver()
{
    while (QWebSocket *webSocket = m_upgrader.nextPendingConnection()) {
        QTcpSocket *socket = m_byPeer.value({webSocket->peerAddress(), webSocket->peerPort()});
        Upgraded client;
        if (socket) {
            while (socket->bytesToWrite() > 0 && socket->flush()) {}
            if (socket->bytesToWrite() == 0)
                client.descriptor = ::fcntl(static_cast<int>(socket->socketDescriptor()), F_DUPFD_CLOEXEC, 0);
            if (client.descriptor < 0)
                qCWarning(lcListener, "A client was dropped after its handshake: no descriptor for it");
            client.subprotocol = webSocket->subprotocol();
            const QByteArray unread = socket->readAll();
            const Handshake handshake = forget(socket);
            client.request = handshake.request;
            client.early = handshake.early + unread;
        }
        webSocket->abort();
        webSocket->deleteLater();
        if (client.descriptor >= 0)
            Q_EMIT upgraded(client);
    }
}

void Listener::pauseFor(std::chrono::milliseconds time, const QString &why)
{
    qCWarning(lcListener, "Cannot accept: %ls", qUtf16Printable(why));
    pauseAccepting();
    QTimer::singleShot(time, this, [this] { resumeAccepting(); });
}

} // namespace crosstalk::server
