// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// RFC 6455 frames as values: bytes in, events out, and back. The reader is incremental and holds nothing but the
// message under way, so an idle connection costs a few dozen bytes. It neither answers pings nor closes sockets:
// whoever owns the connection does.

#include "shared/utf8.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>
#include <variant>

namespace crosstalk::ws {

/// RFC 6455 section 5.2.
enum class Opcode : quint8 { Continuation = 0x0, Text = 0x1, Binary = 0x2, Close = 0x8, Ping = 0x9, Pong = 0xA };

/// RFC 6455 section 7.4.1 and the IANA registry; from 4000 on, this project's own (see the README).
enum class CloseCode : quint16 {
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    UnsupportedData = 1003,
    NoStatus = 1005, ///< Never on the wire: a Close frame without a code.
    InvalidPayload = 1007,
    PolicyViolation = 1008,
    MessageTooBig = 1009,
    InternalError = 1011,
    TryAgainLater = 1013,
    Unauthorised = 4001,
    SlowReader = 4002,
    Flooding = 4003,
    Silent = 4004,
};

/// Who reads: a server requires masked frames, a client unmasked ones (section 5.1).
enum class Role : quint8 { Server, Client };

struct Message
{
    Opcode opcode = Opcode::Text; ///< Text or Binary; a Text payload is valid UTF-8.
    QByteArray payload;           ///< All fragments, unmasked.
};
struct Ping
{
    QByteArray payload; ///< 0 to 125 bytes, to be given back in a pong.
};
struct Pong
{
    QByteArray payload;
};
struct Close
{
    CloseCode code = CloseCode::NoStatus;
    QByteArray reason; ///< Valid UTF-8, 0 to 123 bytes.
};
/// The peer broke the protocol or a limit: close with this code. The reader reads nothing more.
struct Violation
{
    CloseCode code = CloseCode::ProtocolError; ///< 1002, 1007 or 1009.
    const char *reason = "";                   ///< Static ASCII text for the close frame and the log.
};
using Event = std::variant<Message, Ping, Pong, Close, Violation>;

/// Reads one side of one connection.
class FrameReader
{
public:
    /// @param maxMessageBytes the largest message, all fragments together; a header that would exceed it is a
    /// Violation with 1009 before any of its payload is kept.
    explicit FrameReader(Role role, qint64 maxMessageBytes = 1024 * 1024);

    /// Takes bytes from the front of @p input until one event is complete and returns it; returns nothing when
    /// @p input is used up. Call it until it does. Text that is not UTF-8 is a Violation (1007) at its first bad
    /// byte, in the middle of a frame and before the message ends.
    std::optional<Event> next(QByteArrayView &input);

    /// True after a Violation or a Close: whatever follows is dropped.
    bool isFinished() const { return m_state == State::Finished; }

private:
    enum class State : quint8 { Header, Payload, Finished };

    std::optional<Event> takeHeader(QByteArrayView &input);
    std::optional<Violation> checkHeader();
    std::optional<Event> takePayload(QByteArrayView &input);
    Event completeControl();
    Event fail(CloseCode code, const char *reason);
    qsizetype headerSize() const;

    qint64 m_maxMessageBytes;
    quint64 m_remaining = 0;   ///< Payload bytes of the current frame still to come.
    quint64 m_maskOffset = 0;  ///< Payload bytes of the current frame already seen.
    QByteArray m_message;      ///< The data message under way.
    QByteArray m_control;      ///< The control frame under way.
    std::array<quint8, 14> m_header{};
    quint8 m_headerBytes = 0;
    Role m_role;
    State m_state = State::Header;
    Opcode m_frame = Opcode::Continuation;          ///< Opcode of the current frame.
    Opcode m_messageOpcode = Opcode::Continuation;  ///< Opcode of the message under way; Continuation for none.
    bool m_isFinal = false;
    Utf8Validator m_utf8;
};

/// A masking key (section 5.3): random for each frame; the caller brings the randomness.
using MaskKey = std::array<quint8, 4>;

/// One unfragmented frame. Masked when @p mask is given, as a client must.
QByteArray encodeFrame(Opcode opcode, QByteArrayView payload, std::optional<MaskKey> mask = {}, bool isFinal = true);

/// A Close frame; @p reason is cut at a character boundary to the 123 bytes that fit. NoStatus gives an empty payload.
QByteArray encodeClose(CloseCode code, QByteArrayView reason = {}, std::optional<MaskKey> mask = {});

} // namespace crosstalk::ws
