// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/firstwords.h"

#include <QRegularExpression>

#include <algorithm>

namespace crosstalk {

namespace {

/// No first line that is of any use is longer.
constexpr qsizetype readAtMost = 512;
constexpr qsizetype shownAtMost = 60;
constexpr int httpPort = 80;
constexpr int httpsPort = 443;

/// The first line, where people can read it.
QString readable(const QByteArray &bytes)
{
    const QByteArray line = bytes.first(std::max(bytes.indexOf('\n'), qsizetype{0})).trimmed();
    const QByteArray words = line.isEmpty() ? bytes.trimmed() : line;
    const bool isText = std::all_of(words.begin(), words.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
    return isText ? QString::fromLatin1(words.first(std::min(words.size(), shownAtMost))) : QString();
}

/// A record of TLS: an alert or a handshake, of version 3.
bool isTls(const QByteArray &bytes)
{
    return bytes.size() > 1 && (bytes.at(0) == 0x15 || bytes.at(0) == 0x16) && bytes.at(1) == 0x03;
}

QByteArray upgradeRequest(const QUrl &url, const QString &subprotocol)
{
    const QString path = url.path(QUrl::FullyEncoded);
    QString request = QStringLiteral("GET %1%2 HTTP/1.1\r\nHost: %3\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                     "Sec-WebSocket-Key: Q3Jvc3N0YWxrIGFza3MuLg==\r\nSec-WebSocket-Version: 13\r\n")
                          .arg(path.isEmpty() ? QStringLiteral("/") : path,
                               url.hasQuery() ? QLatin1Char('?') + url.query(QUrl::FullyEncoded) : QString(),
                               url.adjusted(QUrl::RemoveUserInfo).authority(QUrl::FullyEncoded));
    if (!subprotocol.isEmpty())
        request += QStringLiteral("Sec-WebSocket-Protocol: %1\r\n").arg(subprotocol);
    return request.toLatin1() + "\r\n";
}

} // namespace

FirstWords::FirstWords(QObject *parent)
    : QObject(parent)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &FirstWords::end);
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        m_isReached = true;
        m_socket.write(m_questions.takeFirst());
    });
    connect(&m_socket, &QTcpSocket::readyRead, this, &FirstWords::listen);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &FirstWords::onClosed);
}

void FirstWords::ask(const QUrl &url, const QString &subprotocol, std::chrono::milliseconds patience)
{
    cancel();
    m_url = url;
    m_questions = {upgradeRequest(url, subprotocol), QByteArrayLiteral("PING\r\n")};
    m_said.clear();
    m_isAsking = true;
    m_isReached = false;
    m_patience.start(patience);
    connectNow();
}

void FirstWords::connectNow()
{
    const int usual = m_url.scheme() == QLatin1String("wss") ? httpsPort : httpPort;
    m_socket.connectToHost(m_url.host(), static_cast<quint16>(m_url.port(usual)));
}

void FirstWords::cancel()
{
    m_isAsking = false;
    m_patience.stop();
    m_socket.abort();
}

void FirstWords::listen()
{
    m_said += m_socket.read(readAtMost - m_said.size());
    if (m_said.contains('\n') || isTls(m_said) || m_said.size() >= readAtMost)
        end();
}

void FirstWords::onClosed()
{
    if (!m_isAsking)
        return;
    if (!m_isReached || !m_said.isEmpty() || m_questions.isEmpty())
        return end();
    // A socket that is just telling of its end cannot begin anew.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_isAsking)
                connectNow();
        },
        Qt::QueuedConnection);
}

void FirstWords::end()
{
    if (!m_isAsking)
        return;
    const Answer answer = m_isReached ? understand(m_said) : Answer();
    cancel();
    Q_EMIT heard(answer);
}

FirstWords::Answer FirstWords::understand(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return {Kind::Silence};
    if (isTls(bytes))
        return {Kind::Tls};
    const QString line = readable(bytes);
    static const QRegularExpression http(QStringLiteral("^HTTP/\\d\\.\\d ((\\d{3}).*)$"));
    if (const auto match = http.match(line); match.hasMatch())
        return {Kind::Http, match.capturedView(2).toInt(), match.captured(1)};
    static const QRegularExpression redis(QStringLiteral("^(\\+PONG$|-[A-Z]+ )"));
    return {redis.match(line).hasMatch() ? Kind::Redis : Kind::Other, 0, line};
}

} // namespace crosstalk
