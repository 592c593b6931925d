// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/link.h"

#include "client/text.h"
#include "shared/units.h"

#include <QCoreApplication>
#include <QNetworkRequest>
#include <QSocketNotifier>
#include <QTcpSocket>
#include <QWebSocketHandshakeOptions>

#include <poll.h>

using namespace std::chrono_literals;

namespace crosstalk {
namespace {

constexpr auto lingering = 5s;
constexpr auto lookInterval = 50ms;
constexpr QLatin1String handshakeWords{"QWebSocketPrivate::processHandshake: "};

/// QWebSocket takes codes registered since RFC 6455 for errors of the protocol, and withholds both the code and what
/// the server wrote with it (seen with Qt 6.4.2).
Ending closingOf(const QWebSocket &socket)
{
    if (socket.closeCode() == QWebSocketProtocol::CloseCodeProtocolError &&
        socket.closeReason().startsWith(QLatin1String("Invalid close code")))
        return {.reason = Link::tr("Closed with a code that Qt does not know, such as 1013 (try again later)")};
    return endingOf(socket.closeCode(), socket.closeReason());
}

} // namespace

Link::Link(Options options)
    : m_options(std::move(options))
{
    const auto limit = static_cast<quint64>(m_options.maxMessageBytes);
    m_socket.setMaxAllowedIncomingFrameSize(limit);
    m_socket.setMaxAllowedIncomingMessageSize(limit);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Link::onTimeout);
    m_look.setInterval(lookInterval);
    connect(&m_look, &QTimer::timeout, this, &Link::lookForTheEnd);

    connect(&m_socket, &QWebSocket::connected, this, &Link::onConnected);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &Link::onText);
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, &Link::onBinary);
    connect(&m_socket, &QWebSocket::pong, this, [this] { m_isSignOfLifeDue = false; });
    connect(&m_socket, &QWebSocket::aboutToClose, this, [this] { m_isClosing = true; });
    connect(&m_socket, &QWebSocket::disconnected, this, &Link::onDisconnected);
    // Qt 6.5 renamed the signal, and deprecated the old name, which it shared with a getter.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(&m_socket, &QWebSocket::errorOccurred, this, &Link::onError);
#else
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &Link::onError);
#endif
}

void Link::open()
{
    QWebSocketHandshakeOptions handshake;
    if (!m_options.subprotocol.isEmpty())
        handshake.setSubprotocols({m_options.subprotocol});
    m_timer.start(m_options.connectTimeout);
    m_socket.open(QNetworkRequest(m_options.url), handshake);
}

void Link::confirm()
{
    if (m_isOver || m_isConfirmed)
        return;
    m_isConfirmed = true;
    m_timer.stop();
    if (m_options.heartbeat > 0ms && m_isReading)
        m_timer.start(m_options.heartbeat);
}

bool Link::send(const QString &frame)
{
    if (m_socket.state() != QAbstractSocket::ConnectedState)
        return false;
    m_socket.sendTextMessage(frame);
    return true;
}

/// QWebSocket reads all there is whenever its socket tells that there is something, whatever the size of its buffer.
/// The one thing that keeps it from reading is not to be told: the notifier of the descriptor, a child of its socket.
void Link::setReading(bool isReading)
{
    if (m_isOver || std::exchange(m_isReading, isReading) == isReading)
        return;
    const auto notifiers = m_socket.findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() == QSocketNotifier::Read)
            notifier->setEnabled(isReading);
    }
    m_isSignOfLifeDue = false;
    if (!isReading) {
        m_timer.stop();
        m_look.start();
        return;
    }
    m_look.stop();
    if (m_isConfirmed && m_options.heartbeat > 0ms)
        m_timer.start(m_options.heartbeat);
}

void Link::lookForTheEnd()
{
    const auto *socket = m_socket.findChild<QAbstractSocket *>();
    pollfd descriptor{socket ? static_cast<int>(socket->socketDescriptor()) : -1, POLLRDHUP, 0};
    if (::poll(&descriptor, 1, 0) > 0)
        lose({.reason = tr("The server ended the connection while nothing was read from it")});
}

void Link::depart(std::optional<QWebSocketProtocol::CloseCode> code)
{
    m_isOver = true;
    m_timer.stop();
    m_look.stop();
    disconnect();
    m_socket.disconnect(this);
    // Else it would leak where no event loop runs any more to delete it.
    if (QCoreApplication *const application = QCoreApplication::instance();
        application && application->thread() == thread())
        setParent(application);
    if (!code || m_socket.state() != QAbstractSocket::ConnectedState) {
        m_socket.abort();
        deleteLater();
        return;
    }
    connect(&m_socket, &QWebSocket::disconnected, this, &QObject::deleteLater);
    QTimer::singleShot(lingering, this, &QObject::deleteLater);
    m_socket.close(*code);
}

void Link::onConnected()
{
    if (m_socket.subprotocol() != m_options.subprotocol) {
        lose({.reason = tr("%1 does not speak %2").arg(server(), m_options.subprotocol), .lacksProtocol = true});
        return;
    }
    m_isUpgraded = true;
    Q_EMIT upgraded();
}

void Link::onText(const QString &text)
{
    m_isSignOfLifeDue = false;
    Q_EMIT received(text);
}

void Link::onBinary(const QByteArray &bytes)
{
    m_isSignOfLifeDue = false;
    if (const std::optional<QString> text = exactText(bytes))
        Q_EMIT received(*text);
    else
        Q_EMIT unreadable({.what = tr("A binary message of %1 bytes is not UTF-8 text").arg(bytes.size()), .hint = {}});
}

void Link::onDisconnected()
{
    lose(m_isClosing ? closingOf(m_socket) : breakage());
}

void Link::onError()
{
    // Mostly the disconnection follows at once and knows of a close frame that came before. But a scheme QWebSocket
    // does not know, for one, is reported by this signal alone.
    QMetaObject::invokeMethod(
        this, [this, ending = breakage()] { lose(ending); }, Qt::QueuedConnection);
}

Ending Link::breakage() const
{
    if (!m_isUpgraded)
        return {.reason = tr("Cannot connect to %1: %2").arg(server(), obstacle()),
                .lacksTls = m_socket.error() == QAbstractSocket::SslHandshakeFailedError};
    if (m_socket.error() == QAbstractSocket::RemoteHostClosedError)
        return {.reason = tr("The server ended the connection without a close frame")};
    return {.reason = tr("The connection broke: %1").arg(m_socket.errorString())};
}

QString Link::obstacle() const
{
    switch (m_socket.error()) {
    case QAbstractSocket::HostNotFoundError:
        return tr("no host is known by this name");
    case QAbstractSocket::RemoteHostClosedError:
        return tr("the connection was closed before it was answered");
    default:
        break;
    }
    // To a QWebSocket an answer that lets nobody in is a refusal, too.
    QString words = m_socket.errorString();
    const auto *socket = m_socket.findChild<QAbstractSocket *>();
    if (socket && socket->error() == QAbstractSocket::ConnectionRefusedError)
        return tr("connection refused, nobody listens there");
    return words.remove(handshakeWords);
}

QString Link::server() const
{
    return m_options.url.toDisplayString(QUrl::RemoveQuery);
}

void Link::onTimeout()
{
    const auto waited = m_isConfirmed ? m_options.heartbeat : m_options.connectTimeout;
    const QString timeout = formatDuration(waited, QStringLiteral(" "));
    if (!m_isConfirmed) {
        lose({.reason = (m_isUpgraded ? tr("No welcome from %1 within %2") : tr("No answer from %1 within %2"))
                            .arg(server(), timeout)});
    } else if (m_isSignOfLifeDue) {
        lose({.reason = tr("The server has not answered a ping for %1").arg(timeout)});
    } else {
        m_isSignOfLifeDue = true;
        m_timer.start(m_options.heartbeat);
        m_socket.ping();
    }
}

void Link::lose(const Ending &ending)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_timer.stop();
    m_look.stop();
    Q_EMIT lost(ending);
}

} // namespace crosstalk
