// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One client's session with a server, over QWebSocket: connects, joins rooms, publishes, and comes back by itself after
// a break. It judges nothing; what was delivered to whom is for those who watch several of them.
//
// Signals tell what happened in the order in which it happened; a receiver may call anything here and may delete the
// client. Every operation ends with exactly one signal, except that a client which is destroyed says nothing more.

#include "client/dialect.h"
#include "client/ending.h"
#include "client/pendingpublishes.h"
#include "client/roomwishes.h"
#include "shared/backoff.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

namespace crosstalk {

class Link;

class ChatClient : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QUrl server = {}; ///< ws:// or wss://, path included.
        QString user = {};
        bool reconnects = true;
        /// For the handshake and, where the dialect has one, the welcome.
        std::chrono::milliseconds connectTimeout{5000};
        std::chrono::milliseconds requestTimeout{10000}; ///< For the answer to a join, a leave or a publish.
        /// Between two tries. It starts anew after a link that was open for @c stableAfter, so that a server which
        /// takes clients in and throws them out at once is not hammered.
        Backoff backoff = Backoff();
        std::chrono::milliseconds stableAfter{2000};
        /// A ping goes out that often while the link is open, and before the next one is due something must have come
        /// in, else the link is dead. 0 for none: a frozen server then looks connected for as long as its kernel does.
        std::chrono::milliseconds heartbeat{10000};
        qint64 maxMessageBytes = 16 * 1024 * 1024; ///< Of an incoming message; a larger one ends the link with 1009.
    };
    enum class State {
        Closed, ///< Never opened, or closed by close(), or gave up because it must not reconnect.
        Connecting,
        Open,    ///< Greeted: requests are sent.
        Waiting, ///< Between two tries; retryIn() tells how long.
    };
    Q_ENUM(State)

    /// How a publish ended. Each ends exactly once.
    enum class Outcome {
        Acknowledged,  ///< Or, where the dialect does not acknowledge, handed to the socket.
        Refused,       ///< The server said so.
        Indeterminate, ///< The link broke, or no answer came in time: it may or may not have been delivered.
        NotSent,       ///< There was no link, or no room in its queue; nothing left this process.
    };
    Q_ENUM(Outcome)

    ChatClient(std::unique_ptr<Dialect> dialect, Options options, QObject *parent = nullptr);
    /// Closes the link with 1001. What is pending ends without a signal.
    ~ChatClient() override;

    const Dialect &dialect() const { return *m_dialect; }
    const Options &options() const { return m_options; }
    State state() const { return m_state; }
    /// How the last link that was lost, or not made, came to its end.
    const Ending &ending() const { return m_ending; }
    /// What the server called itself in its welcome; empty before, after the link was lost, or where the dialect has
    /// none.
    QString instance() const { return m_instance; }
    /// Time left until the next try where Waiting, else 0.
    std::chrono::milliseconds retryIn() const;
    /// Which try the next or current one is: 1 is the first after a break, 0 none. Counted on over links that did not
    /// last for @c stableAfter.
    int retryNumber() const { return m_retries; }

    /// Connects; where Waiting, at once. Nothing happens where it is Connecting or Open.
    void open();
    /// Ends every operation, then the link with close code 1000. Idempotent. No signal of a reconnect follows. The
    /// rooms it was in are wanted again at the next open().
    void close();
    /// Forgets the current link at once, without a close frame, and comes back as after any break. For tests and
    /// faults. Nothing happens where there is no link.
    void abort();
    /// Moves to another server, rooms kept: as after a break, but at once. Where Closed, for the next open().
    void moveTo(const QUrl &server);

    /// Wants to be in @p room: is joined now or as soon as there is a link, and again after each break, until leave()
    /// or until it is refused for good. joined() or joinRefused() tells, never before this returns; nothing does where
    /// it is in the room already. A dialect without rooms has one, which gets the name it is joined by; another name is
    /// refused (one-room).
    void join(const QString &room);
    /// left() tells, never before this returns. Without rooms, what comes in is not reported any more until join().
    void leave(const QString &room);
    QStringList joinedRooms() const { return m_rooms.joined(); }
    /// Wanted, joined or not.
    bool wantsRoom(const QString &room) const { return m_rooms.contains(room); }

    /// Sends one message; returns its id, unique over reconnects and processes. published() tells how it ended, never
    /// before this returns. What waits to be sent is bounded by Link::maxUnsentBytes, what waits for its
    /// acknowledgement by maxPendingPublishes; beyond, it ends NotSent (congested).
    QString publish(const QString &room, const QByteArray &payload);
    static constexpr qsizetype maxPendingPublishes = 100'000;
    /// There is a link, and room in its queue: a publish would not end NotSent.
    bool canPublish() const;

    /// From now on; where false, a client that waits to reconnect is Closed.
    void setReconnects(bool reconnects);
    /// Where false, reads nothing from the present link until true again: for tests and faults. The next link is read.
    /// @return whether there is an open link to do that to.
    bool setReading(bool isReading);

Q_SIGNALS:
    /// @p reason tells, in words, why a link was lost or not made; empty for a wanted change. Close codes 1008 and 4001
    /// lead to Closed, for the server would refuse again; all others to another try, not before the server's advice
    /// ("retry in N ms" in the reason of a close frame).
    void stateChanged(crosstalk::ChatClient::State state, const QString &reason);
    /// The subscription is confirmed; emitted again after each rejoin.
    void joined(const QString &room);
    /// By leave(), confirmed or moot (there was no such room, no answer in time, or the link broke first). A break
    /// alone does not emit it.
    void left(const QString &room);
    /// The server refused a join; it is tried again where the server says when, else given up. Also given up: what the
    /// dialect cannot ask for (unsendable, one-room). Tried again at once: what is not answered in time (timeout).
    void joinRefused(const QString &room, const QString &code, const QString &reason);
    /// Without rooms, the room is the name it was joined by, or empty. A byte order mark at the start of a text message
    /// is lost in QWebSocket.
    void received(const crosstalk::MessageReceived &message);
    /// @p code is the server's error code where Refused, else the client's own: timeout, link-lost or closed where
    /// Indeterminate; not-open, congested or unsendable (the dialect cannot carry such a payload) where NotSent.
    void published(const QString &id, crosstalk::ChatClient::Outcome outcome, const QString &code);
    /// The server said something the dialect cannot read, or an error that answers nothing; the link stays.
    void misunderstood(const crosstalk::Error &error);

private:
    void connectNow();
    void onUpgraded();
    void onReceived(const QString &frame);
    void onLost(const Ending &ending);
    void onRequestsDue();
    void on(const Welcomed &event);
    void on(const RoomJoined &event);
    void on(const RoomLeft &event);
    void on(const MessageReceived &event);
    void on(const PublishAcknowledged &event);
    void on(const RequestRefused &event);

    void enter(State state, const QString &reason = {});
    void endOperations(const QString &code);
    void askForRooms();
    void awaitAnswers();
    QString nextId();

    // What happened, in order. Emitting comes last in everything, for a receiver may delete this.
    void note(std::function<void()> emission) { m_notes.push_back(std::move(emission)); }
    void notePublished(const QString &id, Outcome outcome, const QString &code = {});
    void noteLeft(const QString &room);
    void noteRefused(const QString &room, const QString &code, const QString &reason);
    void noteMisunderstood(const Error &error);
    void tell();
    void tellLater();

    /// A link may be on the call stack of whoever gives it up, so that it is never deleted at once.
    struct Retire
    {
        void operator()(Link *link) const;
    };

    std::unique_ptr<Dialect> m_dialect;
    Options m_options;
    State m_state = State::Closed;
    std::unique_ptr<Link, Retire> m_link;
    QString m_instance;
    Ending m_ending;
    std::chrono::steady_clock::time_point m_openSince;
    Backoff m_backoff;
    int m_retries = 0;
    QTimer m_retryTimer;

    RoomWishes m_rooms;
    bool m_isMuted = false; ///< Without rooms: left.
    PendingPublishes m_publishes;
    QTimer m_answerTimer; ///< For the earliest deadline of a room or a publish.
    QString m_idPrefix;
    quint64 m_lastId = 0;

    std::deque<std::function<void()>> m_notes;
    bool m_isTellingLater = false;
};

} // namespace crosstalk
