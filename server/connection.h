// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One client after the upgrade: a descriptor, a frame reader, a bounded queue, a heartbeat. No QObject and no timers of
// its own, for there may be many thousands: the Poller tells it of its socket, the Instance of the time. What the
// messages mean is its Handler's business.

#include "shared/frame.h"
#include "shared/tokenbucket.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>

namespace crosstalk::server {

class Poller;

/// What holds for each connection of an instance.
struct ConnectionLimits
{
    qint64 maxMessageBytes = 1024 * 1024;   ///< Beyond it the client is closed with 1009.
    qint64 maxQueueBytes = 4 * 1024 * 1024; ///< Waiting to be sent; beyond it the client is closed with 4002.
    qint64 messagesPerSecond = 0;           ///< A steady rate, with a burst of twice that; beyond it 4003. 0: none.
    std::chrono::milliseconds pingInterval{25'000};
    std::chrono::milliseconds pongTimeout{10'000}; ///< A ping without a pong for so long closes with 4004.
    std::chrono::milliseconds closeTimeout{5'000}; ///< For the peer's half of the closing handshake.
};

class Connection
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    class Handler
    {
    public:
        virtual ~Handler() = default;
        virtual void onMessage(ws::Message message) = 0;
        /// The descriptor is closed. Once; the connection must live on until the event loop turns.
        virtual void onClosed() = 0;
    };

    /// Takes over @p descriptor, a connected and non-blocking socket. @p limits, @p poller and @p handler must outlive
    /// it.
    Connection(int descriptor, const ConnectionLimits &limits, Poller &poller, Handler &handler, TimePoint now);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Neither closed nor closing: what is sent will go out.
    bool isOpen() const { return m_state == State::Open; }

    /// Queues whole frames; written at the end of the turn (Poller::flush). A queue that would grow beyond its limit is
    /// dropped and the client closed with 4002, for it does not read.
    void send(const QByteArray &frames);
    void sendText(QByteArrayView payload) { send(ws::encodeFrame(ws::Opcode::Text, payload)); }

    /// Starts the closing handshake after what is queued; nothing where it has begun.
    void close(ws::CloseCode code, QByteArrayView reason);

    /// Bytes that came from elsewhere than read(), such as with the handshake.
    void receive(QByteArrayView bytes);

    // Called by the Poller.
    void read();
    void flush();
    void park(bool isParked);

    /// About once a second: heartbeat and the deadline of the closing handshake.
    void tick(TimePoint now);

private:
    enum class State : quint8 { Open, Closing, Closed };

    void handle(ws::Event event);
    void enqueue(const QByteArray &frames);
    void cutOff(ws::CloseCode code, QByteArrayView reason);
    void beat(TimePoint now);
    void watch(bool wantsWrite);
    void finish();

    const ConnectionLimits &m_limits;
    Poller &m_poller;
    Handler &m_handler;
    ws::FrameReader m_reader;
    QList<QByteArray> m_queue;
    qint64 m_queuedBytes = 0;
    qsizetype m_headOffset = 0; ///< Bytes of the first queued buffer that are written already.
    TimePoint m_since;          ///< Of the last ping, or of the begin of the closing handshake.
    std::optional<TokenBucket> m_rate;
    int m_descriptor;
    State m_state = State::Open;
    bool m_awaitsPong = false;
    bool m_hasHeardSincePing = false;
    bool m_peerClosed = false; ///< Its Close frame is in.
    bool m_isScheduled = false;
    bool m_wantsWrite = false;
    bool m_isParked = false;
};

} // namespace crosstalk::server
