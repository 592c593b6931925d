// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A WebSocket client that does only what it is told: it answers no ping, closes nothing, and sends broken frames as
// readily as good ones. For tests of what a server makes of them.

#include "shared/frame.h"

#include <QByteArrayList>
#include <QTcpSocket>
#include <QUrl>

#include <optional>

namespace crosstalk::test {

class RawClient : public QObject
{
    Q_OBJECT
public:
    explicit RawClient(QObject *parent = nullptr);

    /// Connects and sends a good request for an upgrade.
    void open(const QUrl &url, const QByteArray &subprotocol = {});
    /// Connects and sends @p request, whatever it is.
    void openWith(const QUrl &url, const QByteArray &request);

    /// True when the server has answered 101.
    bool isUpgraded() const { return m_isUpgraded; }
    /// The answer to the request as far as it has come.
    const QByteArray &response() const { return m_response; }

    void write(const QByteArray &bytes) { m_socket.write(bytes); }
    void sendFrame(ws::Opcode opcode, QByteArrayView payload, bool isFinal = true);
    void sendText(QByteArrayView payload) { sendFrame(ws::Opcode::Text, payload); }
    void sendClose(ws::CloseCode code, QByteArrayView reason = {});
    /// Leaves what comes in the kernel until true again.
    void setReading(bool isReading);
    void disconnectFromServer() { m_socket.abort(); }

    const QByteArrayList &texts() const { return m_texts; }
    const QByteArrayList &pongs() const { return m_pongs; }
    int pings() const { return m_pings; }
    /// The server's Close frame.
    const std::optional<ws::Close> &closed() const { return m_closed; }
    /// Its code; 0 before it came.
    int closeCode() const { return m_closed ? static_cast<int>(m_closed->code) : 0; }
    /// The server has ended the connection.
    bool isDisconnected() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    /// What the server sent that is no valid frame for a client; empty as it should be.
    QByteArray violation() const { return m_violation; }
    QTcpSocket &socket() { return m_socket; }

private:
    void read();

    QTcpSocket m_socket;
    ws::FrameReader m_reader{ws::Role::Client, qint64{64} * 1024 * 1024};
    bool m_isUpgraded = false;
    bool m_isReading = true;
    QByteArray m_response;
    QByteArrayList m_texts;
    QByteArrayList m_pongs;
    int m_pings = 0;
    std::optional<ws::Close> m_closed;
    QByteArray m_violation;
};

/// The request of a client that does all as RFC 6455 asks.
QByteArray upgradeRequest(const QUrl &url, const QByteArray &subprotocol = {});

} // namespace crosstalk::test
