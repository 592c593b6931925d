// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/redisbroker.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>

Q_LOGGING_CATEGORY(lcBroker, "crosstalk.broker", QtInfoMsg)

namespace crosstalk::server {
namespace {

using namespace std::chrono_literals;

constexpr auto probePeriod = 1s;
/// How often a probe marks how far our own publishes have come back; well below what the hub lets be under way.
constexpr qint64 bytesPerMark = 1024 * 1024;
constexpr std::chrono::milliseconds deafAfter = 2 * probePeriod;

} // namespace

RedisBroker::RedisBroker(const redis::Url &url, QByteArray probeChannel, QObject *parent)
    : Broker(parent)
    , m_publisher(url)
    , m_subscriber(url)
    , m_probeChannel(std::move(probeChannel))
    , m_token(QByteArray::number(QRandomGenerator::system()->generate64(), 16) + ':')
{
    m_tick.setInterval(probePeriod);
    connect(&m_tick, &QTimer::timeout, this, &RedisBroker::onTick);

    connect(&m_publisher, &redis::Connection::ready, this, &RedisBroker::sendProbe);
    connect(&m_publisher, &redis::Connection::lost, this, &RedisBroker::onLost);
    connect(&m_publisher, &redis::Connection::batchEnded, this, &Broker::batchEnded);
    connect(&m_subscriber, &redis::Subscriber::completed, this, [this] {
        m_isRestored = true;
        sendProbe();
    });
    connect(&m_subscriber, &redis::Subscriber::lost, this, &RedisBroker::onLost);
    connect(&m_subscriber, &redis::Subscriber::subscribed, this, &Broker::subscribed);
    connect(&m_subscriber, &redis::Subscriber::batchEnded, this, &Broker::batchEnded);
    connect(&m_subscriber, &redis::Subscriber::received, this, [this](QByteArrayView channel, QByteArrayView payload) {
        if (channel == m_probeChannel) {
            onEcho(payload);
            return;
        }
        if (m_sinceEcho.isValid())
            m_sinceEcho.start(); // The echo waits behind what others say: that is load, not deafness.
        Q_EMIT received(channel, payload);
    });
    m_subscriber.subscribe(m_probeChannel);
}

void RedisBroker::open()
{
    m_publisher.open();
    m_subscriber.open();
    m_sinceTick.start();
    m_tick.start();
}

void RedisBroker::publish(const QByteArray &channel, const QByteArray &payload, Done done)
{
    if (!m_isReady) {
        done(fail(QStringLiteral("the broker is not available")));
        return;
    }
    m_publisher.command({"PUBLISH", channel, payload}, [done = std::move(done)](const Result<redis::Reply> &reply) {
        done(reply.map([](const redis::Reply &) {}));
    });
    m_publishedBytes += payload.size();
    if (m_publishedBytes - (m_marks.empty() ? m_returnedBytes : m_marks.rbegin()->second) >= bytesPerMark) {
        if (const quint64 probe = sendProbe(); probe != 0)
            m_marks.emplace(probe, m_publishedBytes);
    }
}

qint64 RedisBroker::pendingBytes() const
{
    return std::max(m_publisher.pendingBytes(), m_publishedBytes - m_returnedBytes);
}

void RedisBroker::catchUp(Done done)
{
    const quint64 probe = sendProbe();
    if (probe == 0)
        done(fail(QStringLiteral("the broker is not available")));
    else
        m_catchUps.emplace(probe, std::move(done));
}

/// The probe's number; 0 where there is no way to send it or to hear it.
quint64 RedisBroker::sendProbe()
{
    if (!m_publisher.isReady() || !m_subscriber.isSubscribed(m_probeChannel))
        return 0;
    if (!m_sinceEcho.isValid())
        m_sinceEcho.start();
    const quint64 number = ++m_lastProbe;
    m_publisher.command({"PUBLISH", m_probeChannel, m_token + QByteArray::number(number)},
                        [](const Result<redis::Reply> &reply) {
                            if (!reply) // An ACL, or a script that holds the server: the missing echo does the rest.
                                qCDebug(lcBroker, "Probe not taken: %ls", qUtf16Printable(reply.error().what));
                        });
    return number;
}

void RedisBroker::onTick()
{
    if (m_sinceTick.restart() > deafAfter.count() && m_sinceEcho.isValid()) {
        m_sinceEcho.start(); // This process stood still: the echoes that came meanwhile are still to be read.
        return;
    }
    if (m_sinceEcho.isValid() && m_sinceEcho.hasExpired(deafAfter.count())) {
        const QString why = QStringLiteral("deaf: no echo from the broker for %1 ms").arg(m_sinceEcho.elapsed());
        m_sinceEcho.invalidate();
        setReady(false, why);
        m_publisher.reconnect(why);
        m_subscriber.reconnect(why);
        return;
    }
    sendProbe();
}

void RedisBroker::onEcho(QByteArrayView payload)
{
    if (!payload.startsWith(m_token))
        return;
    const quint64 number = payload.sliced(m_token.size()).toByteArray().toULongLong();
    m_sinceEcho.start();
    while (!m_marks.empty() && m_marks.begin()->first <= number)
        m_returnedBytes = m_marks.extract(m_marks.begin()).mapped();
    if (m_isRestored && m_publisher.isReady())
        setReady(true);
    while (!m_catchUps.empty() && m_catchUps.begin()->first <= number)
        m_catchUps.extract(m_catchUps.begin()).mapped()({});
}

void RedisBroker::onLost(const QString &reason)
{
    m_sinceEcho.invalidate();
    m_marks.clear();
    m_returnedBytes = m_publishedBytes; // Or lost: no longer to be waited for.
    m_isRestored = m_isRestored && m_subscriber.isComplete();
    if (!std::exchange(m_isWaiting, true))
        qCWarning(lcBroker, "Waiting for the broker, trying again until it is there: %ls", qUtf16Printable(reason));
    setReady(false, reason);
    for (auto &[probe, done] : std::exchange(m_catchUps, {}))
        done(fail(reason));
}

void RedisBroker::setReady(bool isReady, const QString &why)
{
    if (std::exchange(m_isReady, isReady) == isReady)
        return;
    if (isReady) {
        m_isWaiting = false;
        qCInfo(lcBroker, "The broker is there");
    }
    Q_EMIT readyChanged(isReady, why);
}

} // namespace crosstalk::server
