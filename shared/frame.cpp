// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/frame.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <utility>

namespace crosstalk::ws {

namespace {

constexpr quint64 maxControlBytes = 125; // Section 5.5.
constexpr quint8 lengthIs16Bit = 126;
constexpr quint8 lengthIs64Bit = 127;

/// Masks or unmasks (section 5.3: the same) @p size bytes, the first with byte @p phase of the key.
void copyMasked(char *to, const char *from, qsizetype size, const quint8 *key, quint8 phase)
{
    std::array<quint8, 8> pattern;
    for (size_t i = 0; i < pattern.size(); ++i)
        pattern[i] = key[(i + phase) % 4];
    quint64 patternWord;
    std::memcpy(&patternWord, pattern.data(), sizeof patternWord);

    qsizetype i = 0;
    for (; size - i >= 8; i += 8) {
        quint64 word;
        std::memcpy(&word, from + i, sizeof word);
        word ^= patternWord;
        std::memcpy(to + i, &word, sizeof word);
    }
    for (; i < size; ++i)
        to[i] = static_cast<char>(static_cast<quint8>(from[i]) ^ pattern[static_cast<size_t>(i % 8)]);
}

/// Section 7.4 and the IANA registry, which added 1012 to 1014; 1004 to 1006 and 1015 are never on the wire.
bool isValidOnWire(quint16 code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

} // namespace

static_assert(sizeof(void *) != 8 || sizeof(FrameReader) == 64, "each idle client has a reader");

FrameReader::FrameReader(Role role, qint64 maxMessageBytes)
    : m_maxMessageBytes(maxMessageBytes)
    , m_role(role)
{
    Q_ASSERT(maxMessageBytes >= 0);
}

std::optional<Event> FrameReader::next(QByteArrayView &input)
{
    while (m_state != State::Finished) {
        if (m_state == State::Header) {
            if (auto event = takeHeader(input))
                return event;
            if (m_state == State::Header)
                return {};
        }
        if (auto event = takePayload(input))
            return event;
        if (m_state == State::Payload)
            return {};
    }
    input = {};
    return {};
}

// --- Header (section 5.2) ---

std::optional<Event> FrameReader::takeHeader(QByteArrayView &input)
{
    while (!input.isEmpty()) {
        m_header[m_headerBytes++] = static_cast<quint8>(input.front());
        input = input.sliced(1);
        if (const auto fault = headerFault())
            return fail(fault->code, fault->reason);
        if (m_headerBytes >= 2 && m_headerBytes == headerSize()) {
            beginPayload();
            break;
        }
    }
    return {};
}

/// What the header bytes up to the last one taken show; called for each, so that a fault is told as soon as it can be.
std::optional<Violation> FrameReader::headerFault() const
{
    const char *fault = nullptr;
    if (m_headerBytes == 1)
        fault = firstByteFault();
    else if (m_headerBytes == 2)
        fault = secondByteFault();
    else if (m_headerBytes == 3 && lengthEnd() == 10 && (m_header[2] & 0x80) != 0)
        fault = "length with the top bit set";
    if (fault)
        return Violation{CloseCode::ProtocolError, fault};
    if (m_headerBytes < 2 || m_headerBytes != lengthEnd() || isControl())
        return {};

    const quint64 length = payloadLength();
    if ((lengthEnd() == 4 && length < lengthIs16Bit) || (lengthEnd() == 10 && length <= 0xFFFF))
        return Violation{CloseCode::ProtocolError, "length not in its shortest form"};
    if (length > static_cast<quint64>(m_maxMessageBytes - m_kept.size()))
        return Violation{CloseCode::MessageTooBig, "message too big"};
    return {};
}

const char *FrameReader::firstByteFault() const
{
    if ((m_header[0] & 0x70) != 0)
        return "reserved bit set";
    switch (opcode()) {
    case Opcode::Continuation:
        return m_messageOpcode == Opcode::Continuation ? "continuation of nothing" : nullptr;
    case Opcode::Text:
    case Opcode::Binary:
        return m_messageOpcode != Opcode::Continuation ? "new message inside a fragmented one" : nullptr;
    case Opcode::Close:
    case Opcode::Ping:
    case Opcode::Pong:
        return !isFinal() ? "fragmented control frame" : nullptr;
    }
    return "reserved opcode";
}

const char *FrameReader::secondByteFault() const
{
    if (isMasked() != (m_role == Role::Server))
        return m_role == Role::Server ? "frame not masked" : "frame masked";
    const quint8 length = m_header[1] & 0x7F;
    if (isControl() && length > maxControlBytes)
        return "control frame longer than 125 bytes";
    if (opcode() == Opcode::Close && length == 1)
        return "half a close code";
    return nullptr;
}

/// Where the length ends in the header; the first two bytes must be there.
quint8 FrameReader::lengthEnd() const
{
    const quint8 length = m_header[1] & 0x7F;
    return length == lengthIs64Bit ? 10 : length == lengthIs16Bit ? 4 : 2;
}

quint64 FrameReader::payloadLength() const
{
    switch (lengthEnd()) {
    case 4:
        return qFromBigEndian<quint16>(m_header.data() + 2);
    case 10:
        return qFromBigEndian<quint64>(m_header.data() + 2);
    default:
        return m_header[1] & 0x7F;
    }
}

void FrameReader::beginPayload()
{
    m_state = State::Payload;
    m_remaining = payloadLength();
    m_maskPhase = 0;
    if (opcode() == Opcode::Text || opcode() == Opcode::Binary)
        m_messageOpcode = opcode();
}

// --- Payload ---

std::optional<Event> FrameReader::takePayload(QByteArrayView &input)
{
    const auto size = static_cast<qsizetype>(std::min<quint64>(m_remaining, static_cast<quint64>(input.size())));
    keep(input.first(size));
    input = input.sliced(size);
    m_remaining -= static_cast<quint64>(size);
    if (!isControl() && m_messageOpcode == Opcode::Text && !m_utf8.feed(QByteArrayView(m_kept).last(size)))
        return fail(CloseCode::InvalidPayload, "text is not UTF-8");
    if (m_remaining > 0)
        return {};

    m_state = State::Header;
    m_headerBytes = 0;
    if (isControl())
        return completeControl();
    if (isFinal())
        return completeMessage();
    return {};
}

/// Room is made for what has arrived, never for what a header announces.
void FrameReader::keep(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const qsizetype before = m_kept.size();
    if (before == 0)
        m_kept = QByteArray(bytes.size(), Qt::Uninitialized); // Exact, for most messages come in one piece.
    else
        m_kept.resize(before + bytes.size());
    char *const to = m_kept.data() + before;
    if (isMasked()) {
        copyMasked(to, bytes.data(), bytes.size(), m_header.data() + lengthEnd(), m_maskPhase);
        m_maskPhase = static_cast<quint8>((m_maskPhase + bytes.size()) % 4);
    } else {
        std::memcpy(to, bytes.data(), static_cast<size_t>(bytes.size()));
    }
}

Event FrameReader::completeMessage()
{
    if (m_messageOpcode == Opcode::Text && !m_utf8.isComplete())
        return fail(CloseCode::InvalidPayload, "text ends inside a character");
    return Message{std::exchange(m_messageOpcode, Opcode::Continuation), std::exchange(m_kept, {})};
}

Event FrameReader::completeControl()
{
    const auto size = static_cast<qsizetype>(payloadLength());
    QByteArray payload;
    if (size == m_kept.size()) {
        payload = std::exchange(m_kept, {});
    } else {
        payload = m_kept.last(size);
        m_kept.chop(size);
    }
    switch (opcode()) {
    case Opcode::Ping:
        return Ping{std::move(payload)};
    case Opcode::Pong:
        return Pong{std::move(payload)};
    default:
        return completeClose(std::move(payload));
    }
}

/// Section 5.5.1.
Event FrameReader::completeClose(QByteArray payload)
{
    if (payload.isEmpty()) {
        m_state = State::Finished;
        m_kept = {};
        return Close{};
    }
    const auto code = qFromBigEndian<quint16>(payload.constData());
    if (!isValidOnWire(code))
        return fail(CloseCode::ProtocolError, "invalid close code");
    payload.remove(0, 2);
    Utf8Validator utf8;
    if (!utf8.feed(payload) || !utf8.isComplete())
        return fail(CloseCode::InvalidPayload, "close reason is not UTF-8");
    m_state = State::Finished;
    m_kept = {};
    return Close{CloseCode{code}, std::move(payload)};
}

Event FrameReader::fail(CloseCode code, const char *reason)
{
    m_state = State::Finished;
    m_kept = {};
    return Violation{code, reason};
}

// --- Writing ---

QByteArray encodeFrame(Opcode opcode, QByteArrayView payload, std::optional<MaskKey> mask, bool isFinal)
{
    const auto length = static_cast<quint64>(payload.size());
    std::array<quint8, 14> header{};
    size_t headerSize = 2;
    header[0] = static_cast<quint8>(static_cast<quint8>(opcode) | (isFinal ? 0x80 : 0));
    Q_ASSERT((header[0] & 0x08) == 0 || (isFinal && length <= maxControlBytes));
    if (length < lengthIs16Bit) {
        header[1] = static_cast<quint8>(length);
    } else if (length <= 0xFFFF) {
        header[1] = lengthIs16Bit;
        qToBigEndian(static_cast<quint16>(length), header.data() + 2);
        headerSize = 4;
    } else {
        header[1] = lengthIs64Bit;
        qToBigEndian(length, header.data() + 2);
        headerSize = 10;
    }
    if (mask) {
        header[1] |= 0x80;
        std::copy(mask->begin(), mask->end(), header.begin() + headerSize);
        headerSize += mask->size();
    }

    QByteArray frame(static_cast<qsizetype>(headerSize) + payload.size(), Qt::Uninitialized);
    std::memcpy(frame.data(), header.data(), headerSize);
    char *const to = frame.data() + headerSize;
    if (mask)
        copyMasked(to, payload.data(), payload.size(), mask->data(), 0);
    else if (!payload.isEmpty())
        std::memcpy(to, payload.data(), static_cast<size_t>(payload.size()));
    return frame;
}

QByteArray encodeClose(CloseCode code, QByteArrayView reason, std::optional<MaskKey> mask)
{
    if (code == CloseCode::NoStatus)
        return encodeFrame(Opcode::Close, {}, mask);
    Q_ASSERT(isValidOnWire(static_cast<quint16>(code)));
    qsizetype size = std::min<qsizetype>(reason.size(), static_cast<qsizetype>(maxControlBytes) - 2);
    if (size < reason.size()) {
        while (size > 0 && (static_cast<quint8>(reason[size]) & 0xC0) == 0x80)
            --size;
    }
    QByteArray payload(2, Qt::Uninitialized);
    qToBigEndian(static_cast<quint16>(code), payload.data());
    payload.append(reason.first(size));
    return encodeFrame(Opcode::Close, payload, mask);
}

} // namespace crosstalk::ws
