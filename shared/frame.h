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
    const char *reason = ""; ///< Static ASCII text, at most 123 bytes, for the close frame and the log.
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
    /// True between the first byte of a frame and its last.
    bool isInFrame() const { return m_state == State::Payload || (m_state == State::Header && m_headerBytes > 0); }

private:
    enum class State : quint8 { Header, Payload, Finished };

    std::optional<Event> takeHeader(QByteArrayView &input);
    std::optional<Violation> headerFault() const;
    const char *firstByteFault() const;
    const char *secondByteFault() const;
    void beginPayload();
    std::optional<Event> takePayload(QByteArrayView &input);
    void keep(QByteArrayView bytes);
    Event completeMessage();
    Event completeControl();
    Event completeClose(QByteArray payload);
    Event fail(CloseCode code, const char *reason);

    Opcode opcode() const { return Opcode{static_cast<quint8>(m_header[0] & 0x0F)}; }
    bool isControl() const { return (m_header[0] & 0x08) != 0; }
    bool isFinal() const { return (m_header[0] & 0x80) != 0; }
    bool isMasked() const { return (m_header[1] & 0x80) != 0; }
    quint8 lengthEnd() const;
    quint8 headerSize() const { return static_cast<quint8>(lengthEnd() + (isMasked() ? 4 : 0)); }
    quint64 payloadLength() const;

    // One cache line, since each idle client has one. Payload of a control frame that comes in pieces is kept behind
    // that of the data message under way (section 5.4 allows it in between), and taken off again when complete.
    QByteArray m_kept;
    qint64 m_maxMessageBytes;
    quint64 m_remaining = 0; ///< Payload bytes of the current frame still to come.
    std::array<quint8, 14> m_header{};
    quint8 m_headerBytes = 0;
    quint8 m_maskPhase = 0; ///< Which byte of the masking key comes next.
    Role m_role;
    State m_state = State::Header;
    Opcode m_messageOpcode = Opcode::Continuation; ///< Of the message under way; Continuation for none.
    Utf8Validator m_utf8;
};

/// A masking key (section 5.3): random for each frame; the caller brings the randomness.
using MaskKey = std::array<quint8, 4>;

/// One frame, with the shortest length encoding. Masked when @p mask is given, as a client must. Control frames carry
/// at most 125 bytes and are final; Text should be UTF-8.
QByteArray encodeFrame(Opcode opcode, QByteArrayView payload, std::optional<MaskKey> mask = {}, bool isFinal = true);

/// A Close frame; @p reason (UTF-8) is cut at a character boundary to the 123 bytes that fit. NoStatus gives an empty
/// payload, without reason.
QByteArray encodeClose(CloseCode code, QByteArrayView reason = {}, std::optional<MaskKey> mask = {});

} // namespace crosstalk::ws
