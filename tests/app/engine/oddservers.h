// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What may answer at an address where a tester expects a WebSocket server: real sockets, each in the test's own
// process.

#include <QCryptographicHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace crosstalk::testing {

class OddServer : public QTcpServer
{
public:
    enum class Manner {
        Mute,    ///< Takes connections and says nothing.
        Says,    ///< Its words and no more, to whatever it is asked.
        Closes,  ///< Likewise, and then closes.
        Upgrades ///< As a WebSocket server does, then its words, as bytes on the wire.
    };

    explicit OddServer(Manner manner, QByteArray words = {})
        : m_manner(manner)
        , m_words(std::move(words))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *client = nextPendingConnection();
            connect(client, &QTcpSocket::readyRead, this, [this, client] { answer(client); });
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("Cannot listen: %s", qPrintable(errorString()));
    }
    QUrl url(const QString &scheme = QStringLiteral("ws")) const
    {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2/ws").arg(scheme).arg(serverPort()));
    }

private:
    void answer(QTcpSocket *client)
    {
        const QByteArray asked = client->readAll();
        if (m_manner == Manner::Mute)
            return;
        if (m_manner == Manner::Upgrades)
            client->write(upgrade(asked));
        client->write(m_words);
        if (m_manner == Manner::Closes)
            client->disconnectFromHost();
    }
    static QByteArray upgrade(const QByteArray &request)
    {
        static const QByteArray name = QByteArrayLiteral("sec-websocket-key:");
        const qsizetype at = request.toLower().indexOf(name) + name.size();
        const QByteArray key = request.mid(at, request.indexOf('\r', at) - at).trimmed();
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: " +
               QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
                   .toBase64() +
               "\r\n\r\n";
    }

    const Manner m_manner;
    const QByteArray m_words;
};

/// A binary message that is no text: three bytes that UTF-8 never has.
inline QByteArray binaryFrame()
{
    return QByteArrayLiteral("\x82\x03\xff\xfe\xfd");
}

} // namespace crosstalk::testing
