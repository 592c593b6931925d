// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One connection of a ChatClient, from its opening to its end: QWebSocket with what it lacks, which is deadlines, a
// heartbeat, a bound on what waits to be sent, a way to stop reading, and one signal for every way to end. It knows no
// dialect and never comes back; a new connection is a new Link.

#include "client/ending.h"
#include "shared/result.h"

#include <QObject>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <chrono>
#include <optional>

namespace crosstalk {

class Link : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QUrl url;
        QString subprotocol; ///< The link is lost where the server does not choose it; empty for none.
        std::chrono::milliseconds connectTimeout;
        std::chrono::milliseconds heartbeat; ///< 0 for none.
        qint64 maxMessageBytes;
    };
    static constexpr qint64 maxUnsentBytes = 16 * 1024 * 1024;

    explicit Link(Options options);

    void open();
    /// The deadline of connecting is over, the heartbeat begins. To be called from upgraded(), or once the server has
    /// said its welcome.
    void confirm();
    /// Hands @p frame to the socket; false where the connection has just ended, which lost() is about to tell.
    bool send(const QString &frame);
    /// More than maxUnsentBytes wait for the network. Nothing that can wait should be sent.
    bool isCongested() const { return m_socket.bytesToWrite() > maxUnsentBytes; }
    /// Where false, leaves what comes in the kernel, so that the server cannot send any more once the buffers between
    /// are full, until true again. Meanwhile there is no heartbeat, and of an end only what the kernel tells unread:
    /// that of a server which could say all it had to.
    void setReading(bool isReading);
    bool isReading() const { return m_isReading; }
    /// Takes the place of delete, for a Link may be on the call stack of whoever gives it up. Ends without another
    /// signal: with a close frame of @p code after all that was sent, or without one and at once. Deletes itself, in
    /// the former case when everything is out, in 5 s at the latest.
    void depart(std::optional<QWebSocketProtocol::CloseCode> code);

Q_SIGNALS:
    void upgraded();
    /// A text message; or a binary one that is UTF-8, which is what some servers send their text in.
    void received(const QString &text);
    /// A binary message that is not text.
    void unreadable(const crosstalk::Error &error);
    /// The end, once, whatever its cause.
    void lost(const crosstalk::Ending &ending);

private:
    void onConnected();
    void onText(const QString &text);
    void onBinary(const QByteArray &bytes);
    void onDisconnected();
    void onError();
    void onTimeout();
    void lookForTheEnd();
    void lose(const Ending &ending);
    Ending breakage() const;
    /// Why there is no connection, in words.
    QString obstacle() const;
    /// For reasons; a query may hold a token.
    QString server() const;

    Options m_options;
    QWebSocket m_socket;
    QTimer m_timer; ///< The deadline of connecting, then the heartbeat.
    QTimer m_look;  ///< For the end of the connection, where it is not read.
    bool m_isUpgraded = false;
    bool m_isConfirmed = false;
    bool m_isSignOfLifeDue = false; ///< A ping is out and nothing has come since.
    bool m_isClosing = false;       ///< A close frame was received, or sent because of an error in the protocol.
    bool m_isReading = true;
    bool m_isOver = false;
};

} // namespace crosstalk
