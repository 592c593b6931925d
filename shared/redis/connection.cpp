// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/redis/connection.h"

#include "shared/redis/adapter.h"

#include <QHostInfo>
#include <QPointer>
#include <QRandomGenerator>

#include <hiredis/async.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace crosstalk::redis {
namespace {

using namespace std::chrono_literals;

constexpr auto connectTimeout = 5s;

QByteArrayView viewOf(const redisReply *reply)
{
    return reply && reply->str ? QByteArrayView(reply->str, static_cast<qsizetype>(reply->len)) : QByteArrayView();
}

QString errorOf(const redisAsyncContext *context)
{
    const char *text = context->errstr ? context->errstr : context->c.errstr;
    return text && *text ? QString::fromLocal8Bit(text) : QStringLiteral("connection closed");
}

} // namespace

QByteArrayView Reply::text() const
{
    const int type = m_reply->type;
    return type == REDIS_REPLY_STRING || type == REDIS_REPLY_STATUS ? viewOf(m_reply) : QByteArrayView();
}

qint64 Reply::integer() const
{
    return m_reply->type == REDIS_REPLY_INTEGER ? m_reply->integer : 0;
}

Connection::Connection(Url url, QObject *parent)
    : QObject(parent)
    , m_url(std::move(url))
{
    m_deadline.setSingleShot(true);
    m_retry.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { lose(QStringLiteral("no answer in time")); });
    connect(&m_retry, &QTimer::timeout, this, &Connection::lookUp);
}

Connection::~Connection()
{
    m_pending.clear(); // Nobody is to hear of them any more.
    if (m_lookupId >= 0)
        QHostInfo::abortHostLookup(m_lookupId);
    forgetContext();
}

void Connection::open()
{
    if (m_state == State::Closed)
        lookUp();
}

void Connection::close()
{
    if (m_lookupId >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookupId, -1));
    m_deadline.stop();
    m_retry.stop();
    m_backoff.reset();
    m_state = State::Closed;
    forgetContext();
    failPending(QStringLiteral("closed"));
}

void Connection::reconnect(const QString &reason)
{
    if (m_state == State::Connecting || m_state == State::Ready)
        lose(reason);
}

/// A name is looked up in Qt's thread, for hiredis would block the event loop. IPv4 first, for that is what a Redis
/// server with its default configuration listens on.
void Connection::lookUp()
{
    m_state = State::Connecting;
    m_deadline.start(connectTimeout);
    m_addresses.clear();
    if (!m_url.socketPath.isEmpty()) {
        attach(redisAsyncConnectUnix(m_url.socketPath.toLocal8Bit().constData()));
        return;
    }
    if (const QHostAddress literal(m_url.host); !literal.isNull()) {
        m_addresses = {literal};
        tryNextAddress();
        return;
    }
    m_lookupId = QHostInfo::lookupHost(m_url.host, this, [this](const QHostInfo &info) {
        m_lookupId = -1;
        m_addresses = info.addresses();
        std::stable_partition(m_addresses.begin(), m_addresses.end(), [](const QHostAddress &address) {
            return address.protocol() == QAbstractSocket::IPv4Protocol;
        });
        if (m_addresses.isEmpty())
            lose(info.errorString());
        else
            tryNextAddress();
    });
}

void Connection::tryNextAddress()
{
    const QByteArray address = m_addresses.takeFirst().toString().toLatin1();
    attach(redisAsyncConnect(address.constData(), m_url.port));
}

void Connection::attach(redisAsyncContext *context)
{
    m_context = context;
    if (!context) {
        lose(QStringLiteral("out of memory"));
        return;
    }
    context->data = this;
    if (context->err) {
        lose(errorOf(context));
        return;
    }
    auto *adapter = new Adapter(context);
    connect(adapter, &Adapter::readHandled, this, &Connection::batchEnded);
    redisAsyncSetConnectCallback(context, &Connection::onConnected);
    redisAsyncSetDisconnectCallback(context, &Connection::onDisconnected);
}

/// A server that is loading its data or wants a password answers these with an error: it is not ready for us yet.
void Connection::identify()
{
    const auto step = [this](const QByteArrayList &arguments) {
        enqueue(arguments, [this, isLast = arguments.first() == "PING"](const Result<Reply> &reply) {
            if (!reply)
                lose(reply.error().what);
            else if (isLast)
                setReady();
        });
    };
    if (!m_url.password.isEmpty()) {
        QByteArrayList credentials{m_url.password.toUtf8()};
        if (!m_url.user.isEmpty())
            credentials.prepend(m_url.user.toUtf8());
        step(QByteArrayList{"AUTH"} + credentials);
    }
    if (m_url.database != 0)
        step({"SELECT", QByteArray::number(m_url.database)});
    step({"PING"});
}

void Connection::setReady()
{
    if (m_state != State::Connecting)
        return;
    m_deadline.stop();
    m_backoff.reset();
    m_state = State::Ready;
    Q_EMIT ready();
}

void Connection::lose(const QString &reason)
{
    if (m_state == State::Closed || m_state == State::Waiting)
        return;
    forgetContext();
    if (m_state == State::Connecting) {
        clearPending(); // Only the commands of identify().
        if (!m_addresses.isEmpty() && m_deadline.isActive()) {
            tryNextAddress();
            return;
        }
    }
    m_deadline.stop();
    if (m_lookupId >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookupId, -1));
    m_state = State::Waiting;
    const auto delay = m_backoff.next(QRandomGenerator::global()->generateDouble());
    m_retry.start(delay);
    const QPointer<Connection> self(this);
    failPending(reason); // Their owners may do anything.
    if (self && m_state == State::Waiting)
        Q_EMIT lost(QStringLiteral("%1: %2").arg(m_url.display(), reason), delay);
}

/// Whatever hiredis still says of the context from here on is of the past, and not listened to.
void Connection::forgetContext()
{
    if (redisAsyncContext *context = std::exchange(m_context, nullptr)) {
        context->data = nullptr;
        redisAsyncFree(context);
    }
}

void Connection::clearPending()
{
    m_pending.clear();
    m_pendingBytes = 0;
}

void Connection::failPending(const QString &reason)
{
    const std::deque<Pending> pending = std::exchange(m_pending, {});
    clearPending();
    const QPointer<Connection> self(this);
    for (const Pending &command : pending) {
        command.done(fail(reason));
        if (!self)
            return;
    }
}

void Connection::command(const QByteArrayList &arguments, ReplyHandler done)
{
    if (isReady())
        enqueue(arguments, std::move(done));
    else
        done(fail(QStringLiteral("not connected")));
}

void Connection::enqueue(const QByteArrayList &arguments, ReplyHandler done)
{
    qint64 bytes = 0;
    for (const QByteArray &argument : arguments)
        bytes += argument.size();
    if (!send(arguments, &Connection::onReply)) {
        done(fail(QStringLiteral("the connection is closing")));
        return;
    }
    m_pendingBytes += bytes;
    m_pending.push_back({std::move(done), bytes});
}

void Connection::subscribe(const QByteArrayList &channels)
{
    if (isReady() && !channels.isEmpty())
        send(QByteArrayList{"SUBSCRIBE"} + channels, &Connection::onPush);
}

void Connection::unsubscribe(const QByteArrayList &channels)
{
    if (isReady() && !channels.isEmpty())
        send(QByteArrayList{"UNSUBSCRIBE"} + channels, nullptr); // Confirmed to the callback of SUBSCRIBE.
}

void Connection::subscribePatterns(const QByteArrayList &patterns)
{
    if (isReady() && !patterns.isEmpty())
        send(QByteArrayList{"PSUBSCRIBE"} + patterns, &Connection::onPush);
}

bool Connection::send(const QByteArrayList &arguments, Callback *callback)
{
    std::vector<const char *> data;
    std::vector<size_t> sizes;
    data.reserve(static_cast<size_t>(arguments.size()));
    sizes.reserve(static_cast<size_t>(arguments.size()));
    for (const QByteArray &argument : arguments) {
        data.push_back(argument.constData());
        sizes.push_back(static_cast<size_t>(argument.size()));
    }
    return redisAsyncCommandArgv(m_context, callback, nullptr, static_cast<int>(data.size()), data.data(),
                                 sizes.data()) == REDIS_OK;
}

// hiredis frees the context itself after telling that it could not connect or was disconnected.
void Connection::onConnected(const redisAsyncContext *context, int status)
{
    auto *self = static_cast<Connection *>(context->data);
    if (!self)
        return;
    if (status == REDIS_OK) {
        self->identify();
        return;
    }
    const_cast<redisAsyncContext *>(context)->data = nullptr;
    self->m_context = nullptr;
    self->lose(errorOf(context));
}

void Connection::onDisconnected(const redisAsyncContext *context, int)
{
    auto *self = static_cast<Connection *>(context->data);
    if (!self)
        return;
    const_cast<redisAsyncContext *>(context)->data = nullptr;
    self->m_context = nullptr;
    self->lose(errorOf(context));
}

void Connection::onReply(redisAsyncContext *context, void *data, void *)
{
    auto *self = static_cast<Connection *>(context->data);
    const auto *reply = static_cast<const redisReply *>(data);
    if (!self || !reply || self->m_pending.empty())
        return; // Without a reply the context is being freed, and lose() ends the pending.
    const Pending pending = std::move(self->m_pending.front());
    self->m_pending.pop_front();
    self->m_pendingBytes -= pending.bytes;
    if (reply->type == REDIS_REPLY_ERROR)
        pending.done(fail(QString::fromUtf8(viewOf(reply))));
    else
        pending.done(Reply(reply));
}

void Connection::onPush(redisAsyncContext *context, void *data, void *)
{
    auto *self = static_cast<Connection *>(context->data);
    const auto *reply = static_cast<const redisReply *>(data);
    if (!self || !reply)
        return;
    if (reply->type == REDIS_REPLY_ERROR) { // For example an ACL that forbids the channel.
        self->reconnect(QString::fromUtf8(viewOf(reply)));
        return;
    }
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements < 3 || reply->elements > 4 || !self->m_push)
        return;
    // A "pmessage" says the pattern before the channel.
    const size_t channel = reply->elements - 2;
    self->m_push(viewOf(reply->element[0]), viewOf(reply->element[channel]), viewOf(reply->element[channel + 1]));
}

QString clientVersion()
{
    return QStringLiteral("%1.%2.%3").arg(HIREDIS_MAJOR).arg(HIREDIS_MINOR).arg(HIREDIS_PATCH);
}

} // namespace crosstalk::redis
