// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/mutants/mutantserver/broker.h"

#include "shared/message.h"

#include <QCoreApplication>

#include <algorithm>

namespace crosstalk::mutant {
namespace {

/// JSON may begin with white space, so that what has been relayed can be told from what has not.
constexpr char relayMark = ' ';

QString viaOf(const QByteArray &payload)
{
    const auto parsed = v1::parseServerMessage(payload);
    const auto *const message = parsed ? std::get_if<v1::Message>(&*parsed) : nullptr;
    return message ? message->via : QString();
}

} // namespace

Broker::Broker(const redis::Url &url, QString instance, QByteArray prefix, Mutant mutant)
    : m_publisher(url)
    , m_subscriber(url)
    , m_instance(std::move(instance))
    , m_prefix(std::move(prefix))
    , m_mutant(mutant)
{
    connect(&m_publisher, &redis::Connection::ready, this, &Broker::onMaybeReady);
    connect(&m_subscriber, &redis::Subscriber::completed, this, &Broker::onMaybeReady);
    connect(&m_subscriber, &redis::Subscriber::lost, this, &Broker::onLost);
    connect(&m_subscriber, &redis::Subscriber::subscribed, this,
            [this](const QByteArray &channel) { Q_EMIT subscribed(roomOf(channel)); });
    connect(&m_subscriber, &redis::Subscriber::received, this, [this](QByteArrayView channel, QByteArrayView payload) {
        onHeard(roomOf(channel), payload.toByteArray());
    });
}

void Broker::open()
{
    m_publisher.open();
    m_subscriber.open();
}

void Broker::publish(const QString &room, const QByteArray &payload, Done done)
{
    m_publisher.command({"PUBLISH", channelOf(room), payload},
                        [done = std::move(done)](const auto &reply) { done(reply.map([](const redis::Reply &) {})); });
}

void Broker::want(const QString &room)
{
    if (!m_rooms.contains(room)) {
        m_rooms << room;
        m_rooms.sort();
    }
    m_subscriber.subscribe(channelOf(room));
}

void Broker::unwant(const QString &room)
{
    m_rooms.removeOne(room);
    m_subscriber.unsubscribe(channelOf(room));
}

void Broker::onMaybeReady()
{
    if (!m_publisher.isReady() || !m_subscriber.isComplete())
        return;
    m_isThere = true;
    if (!std::exchange(m_hasBeenReady, true))
        Q_EMIT ready();
}

void Broker::onLost()
{
    if (!std::exchange(m_isThere, false))
        return;
    if (m_mutant == Mutant::DeafAfterBrokerRestart)
        m_subscriber.close();
    if (m_mutant == Mutant::ResubscribesHalf) {
        for (qsizetype i = 1; i < m_rooms.size(); i += 2)
            m_subscriber.unsubscribe(channelOf(m_rooms.at(i)));
    }
    if (m_mutant == Mutant::ExitsWithBroker)
        QCoreApplication::exit(1);
}

void Broker::onHeard(const QString &room, const QByteArray &payload)
{
    if (m_mutant == Mutant::SkipsOneInstance && m_instance == u"c" && viaOf(payload) == u"a")
        return;
    if (m_mutant == Mutant::EverybodyRelays && !payload.startsWith(relayMark))
        publish(room, relayMark + payload, [](const auto &) {});
    Q_EMIT heard(room, payload);
}

QString Broker::roomOf(QByteArrayView channel) const
{
    const qsizetype begin = m_prefix.size() + 2; // Prefix, colon, brace.
    return QString::fromUtf8(channel.sliced(begin, channel.size() - begin - 1));
}

} // namespace crosstalk::mutant
