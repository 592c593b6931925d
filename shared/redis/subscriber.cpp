// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/redis/subscriber.h"

namespace crosstalk::redis {
namespace {

using namespace std::chrono_literals;

/// A redis-server killed before its answer leaves a confirmation outstanding for ever; so may a proxy between us.
constexpr auto confirmationTimeout = 5s;
constexpr qsizetype channelsPerCommand = 1000;

} // namespace

Subscriber::Subscriber(const Url &url, QObject *parent)
    : QObject(parent)
    , m_connection(url)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(confirmationTimeout);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { m_connection.reconnect(QStringLiteral("subscription not confirmed in time")); });
    connect(&m_connection, &Connection::ready, this, &Subscriber::subscribeAll);
    connect(&m_connection, &Connection::batchEnded, this, &Subscriber::batchEnded);
    connect(&m_connection, &Connection::lost, this, [this](const QString &reason, std::chrono::milliseconds retryIn) {
        forgetConfirmations();
        Q_EMIT lost(reason, retryIn);
    });
    m_connection.setPushHandler(
        [this](QByteArrayView kind, QByteArrayView name, QByteArrayView payload) { onPush(kind, name, payload); });
}

void Subscriber::close()
{
    m_connection.close();
    forgetConfirmations();
}

void Subscriber::subscribe(const QByteArray &name)
{
    const auto known = m_channels.find(name);
    if (known == m_channels.end()) {
        m_channels.insert(name, {});
        ++m_unconfirmed;
        if (m_connection.isReady())
            ask({name});
        return;
    }
    if (std::exchange(known->isWanted, true))
        return;
    if (known->state == State::Subscribed) {
        m_parked.clear();
        Q_EMIT subscribed(name);
    } else {
        ++m_unconfirmed;
    }
}

void Subscriber::unsubscribe(const QByteArray &name)
{
    const auto known = m_channels.find(name);
    if (known == m_channels.end() || !std::exchange(known->isWanted, false))
        return;
    if (known->state == State::Subscribed)
        giveBack(name, *known);
    else
        --m_unconfirmed;
    if (!m_connection.isReady())
        m_channels.remove(name);
}

bool Subscriber::isSubscribed(const QByteArray &name) const
{
    const auto known = m_channels.constFind(name);
    return known != m_channels.cend() && known->isWanted && known->state == State::Subscribed;
}

void Subscriber::subscribeAll()
{
    const QByteArrayList names = m_channels.keys();
    for (qsizetype i = 0; i < names.size(); i += channelsPerCommand)
        ask(names.mid(i, channelsPerCommand));
    if (names.isEmpty())
        Q_EMIT completed();
}

void Subscriber::forgetConfirmations()
{
    m_deadline.stop();
    m_asked = 0;
    m_parked.clear();
    m_channels.removeIf([](const auto &entry) { return !entry.value().isWanted; });
    for (Channel &channel : m_channels)
        channel.state = State::Unconfirmed;
    m_unconfirmed = m_channels.size();
    m_subscribed = 0;
}

void Subscriber::ask(const QByteArrayList &names)
{
    m_connection.subscribe(names);
    m_asked += names.size();
    if (!m_deadline.isActive())
        m_deadline.start();
}

void Subscriber::giveBack(const QByteArray &name, Channel &channel)
{
    if (m_subscribed <= 1) {
        m_parked = name;
        return;
    }
    channel.state = State::Unsubscribing;
    --m_subscribed;
    m_connection.unsubscribe({name});
}

void Subscriber::onPush(QByteArrayView kind, QByteArrayView name, QByteArrayView payload)
{
    if (kind == "message") {
        if (name != m_parked)
            Q_EMIT received(name, payload);
    } else if (kind == "subscribe") {
        onSubscribed(name.toByteArray());
    } else if (kind == "unsubscribe") {
        onUnsubscribed(name.toByteArray());
    }
}

void Subscriber::onSubscribed(const QByteArray &name)
{
    const auto confirmed = m_channels.find(name);
    if (confirmed == m_channels.end() || confirmed->state != State::Unconfirmed)
        return;
    confirmed->state = State::Subscribed;
    ++m_subscribed;
    if (--m_asked > 0)
        m_deadline.start();
    else
        m_deadline.stop();
    if (const QByteArray parked = std::exchange(m_parked, {}); !parked.isEmpty())
        giveBack(parked, m_channels[parked]);
    if (!confirmed->isWanted) {
        giveBack(name, *confirmed);
        return;
    }
    --m_unconfirmed;
    const bool isLast = m_unconfirmed == 0;
    Q_EMIT subscribed(name);
    if (isLast && isComplete())
        Q_EMIT completed();
}

void Subscriber::onUnsubscribed(const QByteArray &name)
{
    const auto given = m_channels.find(name);
    if (given == m_channels.end() || given->state != State::Unsubscribing)
        return;
    if (given->isWanted) { // Wanted again in the meantime.
        given->state = State::Unconfirmed;
        ask({name});
    } else {
        m_channels.erase(given);
    }
}

} // namespace crosstalk::redis
