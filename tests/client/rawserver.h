// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A TCP server for what QWebSocketServer is too polite to do: say nothing, upgrade and go silent, read nothing, answer
// the handshake with something else.

#include <QCryptographicHash>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace crosstalk {

class RawServer : public QObject
{
public:
    enum class Manner {
        Mute,     ///< Accepts and says nothing.
        Busy,     ///< Answers 503.
        Upgrades, ///< And reads on, answering nothing.
        Pongs,    ///< Upgrades and answers pings.
        Clogged,  ///< Upgrades and reads no more.
    };
    int pings = 0;
    QList<QPointer<QTcpSocket>> links;

    explicit RawServer(Manner manner)
        : m_manner(manner)
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *const link = m_server.nextPendingConnection();
            link->setReadBufferSize(m_manner == Manner::Clogged ? 4096 : 0);
            links.append(link);
            connect(link, &QTcpSocket::readyRead, this, [this, link] { take(link); });
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("Cannot listen: %s", qPrintable(m_server.errorString()));
    }
    QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(m_server.serverPort())); }

private:
    void take(QTcpSocket *link)
    {
        if (m_manner == Manner::Mute || (m_manner == Manner::Clogged && m_hasUpgraded))
            return;
        m_read += link->readAll();
        if (!m_hasUpgraded) {
            const qsizetype end = m_read.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            link->write(m_manner == Manner::Busy ? QByteArray("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")
                                                 : upgrade(m_read.left(end)));
            m_hasUpgraded = m_manner != Manner::Busy;
            m_read.remove(0, end + 4);
        }
        // Nothing but empty pings comes from a client that has nothing to say: two bytes of header, four of mask.
        for (; m_read.startsWith("\x89\x80") && m_read.size() >= 6; m_read.remove(0, 6)) {
            ++pings;
            if (m_manner == Manner::Pongs)
                link->write(QByteArray("\x8A\x00", 2));
        }
    }
    static QByteArray upgrade(const QByteArray &request)
    {
        QByteArray key;
        for (const QByteArray &line : request.split('\n')) {
            if (line.toLower().startsWith("sec-websocket-key:"))
                key = line.mid(line.indexOf(':') + 1).trimmed();
        }
        const QByteArray accept =
            QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: " +
               accept + "\r\n\r\n";
    }

    const Manner m_manner;
    QTcpServer m_server;
    QByteArray m_read;
    bool m_hasUpgraded = false; ///< One link at a time is enough here.
};

} // namespace crosstalk
