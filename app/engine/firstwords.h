// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What a port says to a client that asks for a WebSocket, word for word: QWebSocket, which is told the same, keeps most
// of it to itself. It tells a server of another kind from one that refuses, and that from one that says nothing.

#include <QObject>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <chrono>

namespace crosstalk {

class FirstWords : public QObject
{
    Q_OBJECT
public:
    enum class Kind {
        Unreached, ///< There was no connection.
        Silence,   ///< It said nothing while there was patience, or before it closed.
        Http,
        Redis,
        Tls,
        Other,
    };
    struct Answer
    {
        Kind kind = Kind::Unreached;
        int status = 0;     ///< Of Http; 101 where it lets clients in.
        QString words = {}; ///< Its first line, as far as it can be shown: "404 Not Found", "SSH-2.0-OpenSSH_9.2".
    };

    explicit FirstWords(QObject *parent = nullptr);

    /// Connects without TLS, whatever the scheme of @p url, and once more where that was closed without a word, as a
    /// Redis does; heard() follows, once, unless cancel() comes first.
    void ask(const QUrl &url, const QString &subprotocol, std::chrono::milliseconds patience);
    void cancel();

    /// Of what was said by somebody who was reached. Pure.
    static Answer understand(const QByteArray &bytes);

Q_SIGNALS:
    void heard(const crosstalk::FirstWords::Answer &answer);

private:
    void connectNow();
    void listen();
    void onClosed();
    void end();

    QTcpSocket m_socket;
    QTimer m_patience;
    QUrl m_url;
    QByteArrayList m_questions; ///< Still to be asked, each on a connection of its own.
    QByteArray m_said;
    bool m_isAsking = false;
    bool m_isReached = false;
};

} // namespace crosstalk
