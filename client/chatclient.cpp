// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/chatclient.h"

#include "client/link.h"
#include "shared/units.h"

#include <QLoggingCategory>
#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace crosstalk {
namespace {

Q_LOGGING_CATEGORY(lcClient, "crosstalk.client", QtWarningMsg)

bool isWebSocketUrl(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == QLatin1String("ws") || url.scheme() == QLatin1String("wss"));
}

} // namespace

ChatClient::ChatClient(std::unique_ptr<Dialect> dialect, Options options, QObject *parent)
    : QObject(parent)
    , m_dialect(std::move(dialect))
    , m_options(std::move(options))
    , m_backoff(m_options.backoff)
    , m_idPrefix(QString::number(QRandomGenerator::system()->generate64(), 36) + QLatin1Char('-'))
{
    Q_ASSERT(m_dialect);
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &ChatClient::open);
    m_answerTimer.setSingleShot(true);
    connect(&m_answerTimer, &QTimer::timeout, this, &ChatClient::onRequestsDue);
}

ChatClient::~ChatClient() = default;

void ChatClient::Retire::operator()(Link *link) const
{
    link->depart(QWebSocketProtocol::CloseCodeGoingAway);
}

std::chrono::milliseconds ChatClient::retryIn() const
{
    return std::max(m_retryTimer.remainingTimeAsDuration(), 0ms);
}

void ChatClient::open()
{
    if (m_state != State::Closed && m_state != State::Waiting)
        return;
    if (m_state == State::Closed) {
        m_backoff.reset();
        m_retries = 0;
    }
    connectNow();
    tell();
}

void ChatClient::connectNow()
{
    m_retryTimer.stop();
    enter(State::Connecting);
    if (!isWebSocketUrl(m_options.server)) {
        enter(State::Closed, tr("“%1” is not a ws:// or wss:// URL").arg(m_options.server.toDisplayString()));
        return;
    }
    m_link.reset(new Link({.url = m_dialect->url(m_options.server, m_options.user),
                           .subprotocol = m_dialect->subprotocol(),
                           .connectTimeout = m_options.connectTimeout,
                           .heartbeat = m_options.heartbeat,
                           .maxMessageBytes = m_options.maxMessageBytes}));
    connect(m_link.get(), &Link::upgraded, this, &ChatClient::onUpgraded);
    connect(m_link.get(), &Link::received, this, &ChatClient::onReceived);
    connect(m_link.get(), &Link::unreadable, this, [this](const Error &error) {
        noteMisunderstood(error);
        tell();
    });
    connect(m_link.get(), &Link::lost, this, &ChatClient::onLost);
    m_link->open();
}

void ChatClient::onUpgraded()
{
    if (m_dialect->traits().welcomes)
        return;
    on(Welcomed{});
    tell();
}

void ChatClient::onLost(const Ending &ending)
{
    m_link.release()->depart(std::nullopt);
    m_instance.clear();
    m_ending = ending;
    endOperations(QStringLiteral("link-lost"));
    if (m_state == State::Open && Clock::now() - m_openSince >= m_options.stableAfter) {
        m_backoff.reset();
        m_retries = 0;
    }
    qCInfo(lcClient).noquote() << m_options.server.toDisplayString(QUrl::RemoveQuery) << ending.reason;
    if (!m_options.reconnects || !ending.mayReturn) {
        enter(State::Closed, ending.reason);
    } else {
        ++m_retries;
        const auto delay = m_backoff.next(QRandomGenerator::global()->generateDouble());
        m_retryTimer.start(std::max(delay, ending.retryAfter.value_or(0ms)));
        enter(State::Waiting, ending.reason);
    }
    tell();
}

void ChatClient::close()
{
    if (m_state == State::Closed)
        return;
    m_retryTimer.stop();
    m_instance.clear();
    endOperations(QStringLiteral("closed"));
    if (m_link)
        m_link.release()->depart(QWebSocketProtocol::CloseCodeNormal);
    enter(State::Closed);
    tell();
}

void ChatClient::abort()
{
    if (m_link)
        onLost({.reason = QStringLiteral("Aborted")});
}

void ChatClient::moveTo(const QUrl &server)
{
    m_options.server = server;
    if (m_state == State::Closed)
        return;
    m_instance.clear();
    endOperations(QStringLiteral("link-lost"));
    if (m_link)
        m_link.release()->depart(QWebSocketProtocol::CloseCodeNormal);
    m_backoff.reset();
    m_retries = 0;
    connectNow();
    tell();
}

void ChatClient::join(const QString &room)
{
    if (const auto frame = m_dialect->join(room); !frame) {
        noteRefused(room, QStringLiteral("unsendable"), frame.error().toString());
    } else if (!m_dialect->traits().hasRooms && !m_rooms.isEmpty() && !m_rooms.contains(room)) {
        noteRefused(room, QStringLiteral("one-room"), tr("This server has one room, which has a name already"));
    } else {
        m_isMuted = false;
        m_rooms.want(room);
        askForRooms();
    }
    tellLater();
}

void ChatClient::leave(const QString &room)
{
    const bool hasRooms = m_dialect->traits().hasRooms;
    switch (m_rooms.leave(room, Clock::now() + m_options.requestTimeout)) {
    case RoomWishes::Leave::Moot:
        noteLeft(room);
        break;
    case RoomWishes::Leave::Ask:
        if (!hasRooms) {
            m_rooms.confirmLeave(room);
            noteLeft(room);
        } else if (const auto frame = m_dialect->leave(room)) {
            m_link->send(*frame);
            awaitAnswers();
        }
        break;
    case RoomWishes::Leave::Underway:
        break;
    }
    m_isMuted = !hasRooms && m_rooms.isEmpty();
    tellLater();
}

bool ChatClient::canPublish() const
{
    return m_state == State::Open && !m_link->isCongested() && m_publishes.count() < maxPendingPublishes;
}

void ChatClient::setReconnects(bool reconnects)
{
    m_options.reconnects = reconnects;
    if (!reconnects && m_state == State::Waiting)
        close();
}

bool ChatClient::setReading(bool isReading)
{
    if (m_state != State::Open)
        return false;
    m_link->setReading(isReading);
    return true;
}

QString ChatClient::publish(const QString &room, const QByteArray &payload)
{
    const QString id = nextId();
    const auto frame = m_dialect->publish(room, id, payload);
    if (!frame) {
        qCWarning(lcClient).noquote() << frame.error().toString();
        notePublished(id, Outcome::NotSent, QStringLiteral("unsendable"));
    } else if (m_state != State::Open) {
        notePublished(id, Outcome::NotSent, QStringLiteral("not-open"));
    } else if (m_link->isCongested() || m_publishes.count() >= maxPendingPublishes) {
        notePublished(id, Outcome::NotSent, QStringLiteral("congested"));
    } else if (!m_link->send(*frame)) {
        notePublished(id, Outcome::NotSent, QStringLiteral("not-open"));
    } else if (!m_dialect->traits().acknowledges) {
        notePublished(id, Outcome::Acknowledged);
    } else {
        m_publishes.add(id, Clock::now() + m_options.requestTimeout);
        if (!m_answerTimer.isActive())
            awaitAnswers();
    }
    tellLater();
    return id;
}

void ChatClient::onReceived(const QString &frame)
{
    const auto event = m_dialect->read(frame);
    if (!event)
        noteMisunderstood(event.error());
    else if (*event)
        std::visit([this](const auto &what) { on(what); }, **event);
    tell();
}

void ChatClient::on(const Welcomed &event)
{
    m_instance = event.instance;
    if (m_state == State::Open)
        return;
    m_link->confirm();
    m_openSince = Clock::now();
    enter(State::Open);
    askForRooms();
}

void ChatClient::on(const RoomJoined &event)
{
    if (m_rooms.confirmJoin(event.room))
        note([this, room = event.room] { Q_EMIT joined(room); });
}

void ChatClient::on(const RoomLeft &event)
{
    if (!m_rooms.confirmLeave(event.room))
        return;
    noteLeft(event.room);
    askForRooms();
}

void ChatClient::on(const MessageReceived &event)
{
    if (m_isMuted)
        return;
    MessageReceived message = event;
    if (!m_dialect->traits().hasRooms)
        message.room = joinedRooms().value(0);
    note([this, message] { Q_EMIT received(message); });
}

void ChatClient::on(const PublishAcknowledged &event)
{
    if (m_publishes.take(event.id))
        notePublished(event.id, Outcome::Acknowledged);
}

void ChatClient::on(const RequestRefused &event)
{
    if (!event.id.isEmpty()) {
        if (m_publishes.take(event.id))
            notePublished(event.id, Outcome::Refused, event.code);
        return;
    }
    std::optional<Clock::time_point> retryAt;
    if (event.retryAfter)
        retryAt = Clock::now() + std::min(*event.retryAfter, maxRetryAfter);
    switch (m_rooms.refuse(event.room, retryAt)) {
    case RoomWishes::Refused::Join:
        noteRefused(event.room, event.code, event.reason);
        awaitAnswers();
        break;
    case RoomWishes::Refused::Leave:
        noteLeft(event.room);
        askForRooms();
        break;
    case RoomWishes::Refused::Nothing:
        noteMisunderstood({.what = tr("The server reports %1: %2").arg(event.code, event.reason), .hint = {}});
        break;
    }
}

void ChatClient::onRequestsDue()
{
    const auto now = Clock::now();
    const QString code = QStringLiteral("timeout");
    for (const QString &id : m_publishes.takeDue(now))
        notePublished(id, Outcome::Indeterminate, code);
    const RoomWishes::Due due = m_rooms.takeDue(now);
    for (const QString &room : due.left)
        noteLeft(room);
    for (const QString &room : due.unanswered)
        noteRefused(room, code,
                    tr("No answer within %1").arg(formatDuration(m_options.requestTimeout, QStringLiteral(" "))));
    askForRooms();
    tell();
}

void ChatClient::enter(State state, const QString &reason)
{
    if (m_state == state)
        return;
    m_state = state;
    note([this, state, reason] { Q_EMIT stateChanged(state, reason); });
}

void ChatClient::endOperations(const QString &code)
{
    for (const QString &id : m_publishes.takeAll())
        notePublished(id, Outcome::Indeterminate, code);
    for (const QString &room : m_rooms.breakOff())
        noteLeft(room);
    m_answerTimer.stop();
}

void ChatClient::askForRooms()
{
    if (m_state != State::Open)
        return;
    for (const QString &room : m_rooms.takeWanted(Clock::now() + m_options.requestTimeout)) {
        if (!m_dialect->traits().hasRooms)
            on(RoomJoined{room});
        else if (const auto frame = m_dialect->join(room))
            m_link->send(*frame);
    }
    awaitAnswers();
}

void ChatClient::awaitAnswers()
{
    std::optional<Clock::time_point> due = m_rooms.nextDue();
    if (const auto publishDue = m_publishes.nextDue())
        due = due ? std::min(*due, *publishDue) : *publishDue;
    if (due)
        m_answerTimer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(*due - Clock::now()), 0ms));
    else
        m_answerTimer.stop();
}

QString ChatClient::nextId()
{
    return m_idPrefix + QString::number(++m_lastId);
}

void ChatClient::notePublished(const QString &id, Outcome outcome, const QString &code)
{
    note([this, id, outcome, code] { Q_EMIT published(id, outcome, code); });
}

void ChatClient::noteLeft(const QString &room)
{
    note([this, room] { Q_EMIT left(room); });
}

void ChatClient::noteRefused(const QString &room, const QString &code, const QString &reason)
{
    note([this, room, code, reason] { Q_EMIT joinRefused(room, code, reason); });
}

void ChatClient::noteMisunderstood(const Error &error)
{
    note([this, error] { Q_EMIT misunderstood(error); });
}

void ChatClient::tell()
{
    const QPointer<ChatClient> self(this);
    // Not until it is empty: a receiver that publishes on whenever a publish ends would keep this from ever returning.
    for (auto left = m_notes.size(); left > 0 && !m_notes.empty(); --left) {
        const auto emission = std::move(m_notes.front());
        m_notes.pop_front();
        emission();
        if (!self)
            return;
    }
    if (!m_notes.empty())
        tellLater();
}

void ChatClient::tellLater()
{
    if (m_isTellingLater || m_notes.empty())
        return;
    m_isTellingLater = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isTellingLater = false;
            tell();
        },
        Qt::QueuedConnection);
}

} // namespace crosstalk
