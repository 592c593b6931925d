// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/connection.h"

#include "server/poller.h"

#include <array>
#include <cerrno>

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace crosstalk::server {
namespace {

constexpr size_t readBufferBytes = 64 * 1024;
constexpr qsizetype buffersPerWrite = 64;

} // namespace

Connection::Connection(int descriptor, const ConnectionLimits &limits, Poller &poller, Handler &handler, TimePoint now)
    : m_limits(limits)
    , m_poller(poller)
    , m_handler(handler)
    , m_reader(ws::Role::Server, limits.maxMessageBytes)
    , m_since(now)
    , m_descriptor(descriptor)
{
    if (limits.messagesPerSecond > 0) {
        const auto rate = static_cast<double>(limits.messagesPerSecond);
        m_rate.emplace(rate, 2 * rate, now);
    }
    m_poller.add(m_descriptor, this);
}

Connection::~Connection()
{
    if (m_state != State::Closed) {
        m_poller.remove(m_descriptor, this);
        ::close(m_descriptor);
    }
}

void Connection::send(const QByteArray &frames)
{
    if (m_state != State::Open)
        return;
    if (m_queuedBytes + frames.size() > m_limits.maxQueueBytes) {
        cutOff(ws::CloseCode::SlowReader, "too slow a reader");
        return;
    }
    enqueue(frames);
}

void Connection::enqueue(const QByteArray &frames)
{
    m_queue.append(frames);
    m_queuedBytes += frames.size();
    if (!m_wantsWrite && !std::exchange(m_isScheduled, true))
        m_poller.scheduleFlush(this);
}

void Connection::close(ws::CloseCode code, QByteArrayView reason)
{
    if (m_state != State::Open)
        return;
    enqueue(ws::encodeClose(code, reason));
    m_state = State::Closing;
    m_since = std::chrono::steady_clock::now();
}

/// Closes without what is queued, except for a buffer that is half written: the peer must find the Close frame.
void Connection::cutOff(ws::CloseCode code, QByteArrayView reason)
{
    m_queue.resize(m_headOffset > 0 ? 1 : 0);
    m_queuedBytes = m_queue.isEmpty() ? 0 : m_queue.first().size();
    close(code, reason);
}

void Connection::receive(QByteArrayView bytes)
{
    m_hasHeardSincePing = true;
    while (m_state != State::Closed && !m_reader.isFinished()) {
        std::optional<ws::Event> event = m_reader.next(bytes);
        if (!event)
            return;
        handle(std::move(*event));
    }
}

void Connection::handle(ws::Event event)
{
    if (auto *message = std::get_if<ws::Message>(&event)) {
        if (m_state != State::Open)
            return; // After our Close frame nothing is taken any more.
        if (m_rate && !m_rate->take(std::chrono::steady_clock::now()))
            cutOff(ws::CloseCode::Flooding, "too many messages");
        else
            m_handler.onMessage(std::move(*message));
    } else if (const auto *ping = std::get_if<ws::Ping>(&event)) {
        send(ws::encodeFrame(ws::Opcode::Pong, ping->payload));
    } else if (std::holds_alternative<ws::Pong>(event)) {
        m_awaitsPong = false;
    } else if (const auto *theirs = std::get_if<ws::Close>(&event)) {
        m_peerClosed = true;
        close(theirs->code, {}); // The echo that section 5.5.1 asks for; nothing where ours went first.
        if (m_queue.isEmpty())
            finish();
    } else if (const auto *violation = std::get_if<ws::Violation>(&event)) {
        close(violation->code, violation->reason);
    }
}

void Connection::read()
{
    if (m_state == State::Closed)
        return;
    static std::array<char, readBufferBytes> buffer; // One thread; used up before this returns.
    const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    if (count > 0)
        receive(QByteArrayView(buffer.data(), count));
    else if (count == 0 || (errno != EAGAIN && errno != EINTR))
        finish();
}

void Connection::flush()
{
    m_isScheduled = false;
    while (m_state != State::Closed && !m_queue.isEmpty()) {
        std::array<iovec, buffersPerWrite> parts;
        const qsizetype count = std::min(m_queue.size(), buffersPerWrite);
        qsizetype offset = m_headOffset;
        for (qsizetype i = 0; i < count; ++i, offset = 0) {
            const QByteArray &buffer = m_queue[i];
            parts[static_cast<size_t>(i)] = {const_cast<char *>(buffer.constData()) + offset,
                                             static_cast<size_t>(buffer.size() - offset)};
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = static_cast<size_t>(count);
        ssize_t written = ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EAGAIN) {
            watch(true);
            return;
        }
        if (written < 0) {
            finish();
            return;
        }
        written += m_headOffset;
        while (!m_queue.isEmpty() && written >= m_queue.first().size()) {
            written -= m_queue.first().size();
            m_queuedBytes -= m_queue.first().size();
            m_queue.removeFirst();
        }
        m_headOffset = written;
    }
    if (m_state == State::Closed)
        return;
    m_queue = {}; // An idle client holds no memory for it.
    watch(false);
    if (m_peerClosed)
        finish();
    else if (m_reader.isFinished()) // After a violation its Close frame would not be understood: wait for its end.
        ::shutdown(m_descriptor, SHUT_WR);
}

void Connection::park(bool isParked)
{
    m_isParked = isParked;
    m_poller.watch(m_descriptor, this, !m_isParked, m_wantsWrite);
}

void Connection::watch(bool wantsWrite)
{
    if (std::exchange(m_wantsWrite, wantsWrite) != wantsWrite)
        m_poller.watch(m_descriptor, this, !m_isParked, m_wantsWrite);
}

void Connection::tick(TimePoint now)
{
    if (m_state == State::Open)
        beat(now);
    else if (m_state == State::Closing && now - m_since > m_limits.closeTimeout)
        finish();
}

void Connection::beat(TimePoint now)
{
    static const QByteArray ping = ws::encodeFrame(ws::Opcode::Ping, {});
    if (!m_awaitsPong) {
        if (now - m_since < m_limits.pingInterval)
            return;
        send(ping);
        m_since = now;
        m_awaitsPong = true;
        m_hasHeardSincePing = false;
    } else if (now - m_since > m_limits.pongTimeout) {
        // Not its fault: we do not read, or its pong waits behind a long frame that is still arriving.
        if (m_isParked || (m_hasHeardSincePing && m_reader.isInFrame())) {
            m_since = now;
            m_hasHeardSincePing = false;
            return;
        }
        cutOff(ws::CloseCode::Silent, "no pong");
        flush();
        finish();
    }
}

void Connection::finish()
{
    if (m_state == State::Closed)
        return;
    m_poller.remove(m_descriptor, this);
    ::close(m_descriptor);
    m_descriptor = -1;
    m_state = State::Closed;
    m_queue = {};
    m_handler.onClosed();
}

} // namespace crosstalk::server
