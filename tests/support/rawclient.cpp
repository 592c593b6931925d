// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/support/rawclient.h"

namespace crosstalk::test {
namespace {

constexpr ws::MaskKey mask{0x12, 0x34, 0x56, 0x78};

} // namespace

QByteArray upgradeRequest(const QUrl &url, const QByteArray &subprotocol)
{
    return "GET " + url.path(QUrl::FullyEncoded).toLatin1() +
           (url.hasQuery() ? '?' + url.query(QUrl::FullyEncoded).toLatin1() : QByteArray()) +
           " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           (subprotocol.isEmpty() ? QByteArray() : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n";
}

RawClient::RawClient(QObject *parent)
    : QObject(parent)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &RawClient::read);
}

void RawClient::open(const QUrl &url, const QByteArray &subprotocol)
{
    openWith(url, upgradeRequest(url, subprotocol));
}

void RawClient::openWith(const QUrl &url, const QByteArray &request)
{
    m_socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    m_socket.write(request);
}

void RawClient::sendFrame(ws::Opcode opcode, QByteArrayView payload, bool isFinal)
{
    write(ws::encodeFrame(opcode, payload, mask, isFinal));
}

void RawClient::sendClose(ws::CloseCode code, QByteArrayView reason)
{
    write(ws::encodeClose(code, reason, mask));
}

void RawClient::setReading(bool isReading)
{
    m_isReading = isReading;
    m_socket.setReadBufferSize(isReading ? 0 : 1);
    if (isReading)
        read();
}

void RawClient::read()
{
    if (!m_isReading)
        return;
    QByteArray bytes = m_socket.readAll();
    if (!m_isUpgraded) {
        m_response += bytes;
        const qsizetype end = m_response.indexOf("\r\n\r\n");
        if (end < 0 || !m_response.startsWith("HTTP/1.1 101 "))
            return;
        m_isUpgraded = true;
        bytes = m_response.sliced(end + 4);
        m_response.truncate(end + 4);
    }
    QByteArrayView rest(bytes);
    while (const auto event = m_reader.next(rest)) {
        if (const auto *message = std::get_if<ws::Message>(&*event))
            m_texts << message->payload;
        else if (const auto *pong = std::get_if<ws::Pong>(&*event))
            m_pongs << pong->payload;
        else if (std::holds_alternative<ws::Ping>(*event))
            ++m_pings;
        else if (const auto *close = std::get_if<ws::Close>(&*event))
            m_closed = *close;
        else if (const auto *violation = std::get_if<ws::Violation>(&*event))
            m_violation = violation->reason;
    }
}

} // namespace crosstalk::test
