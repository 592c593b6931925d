// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/hub.h"

#include "server/connection.h"
#include "server/poller.h"
#include "shared/utf8.h"

#include <QLoggingCategory>

#include <utility>

Q_LOGGING_CATEGORY(lcHub, "crosstalk.hub", QtInfoMsg)

namespace crosstalk::server {
namespace {

/// Publishes the broker has not answered yet: above the first, clients wait; below the second, they go on.
constexpr qint64 highWaterBytes = 8 * 1024 * 1024;
constexpr qint64 lowWaterBytes = 2 * 1024 * 1024;

/// Bounds what a batch holds back of one channel.
constexpr qsizetype maxJoinedBytes = 256 * 1024;

/// Text from another program on the channel is not ours to trust, and a client would drop its link over it.
bool isText(QByteArrayView payload)
{
    Utf8Validator validator;
    return validator.feed(payload) && validator.isComplete();
}

} // namespace

Hub::Hub(Broker &broker, Poller &poller, qint64 maxPayloadBytes, QObject *parent)
    : QObject(parent)
    , m_broker(broker)
    , m_poller(poller)
    , m_maxPayloadBytes(maxPayloadBytes)
{
    connect(&m_broker, &Broker::subscribed, this, &Hub::onSubscribed);
    connect(&m_broker, &Broker::received, this, &Hub::onReceived);
    connect(&m_broker, &Broker::batchEnded, this, &Hub::onBatchEnded);
    connect(&m_broker, &Broker::readyChanged, this, &Hub::onReadyChanged);
}

void Hub::keep(const QByteArray &channel)
{
    m_channels[channel].isKept = true;
    m_broker.subscribe(channel);
}

void Hub::join(const QByteArray &name, Connection *member, Joined done)
{
    if (!m_broker.isReady()) {
        done(fail(QStringLiteral("the broker is not available")));
        return;
    }
    const auto [entry, isNew] = m_channels.try_emplace(name);
    Channel &channel = entry->second;
    if (m_broker.isSubscribed(name)) {
        channel.members.push_back(member);
        done({});
        return;
    }
    channel.waiting.push_back({member, std::move(done)});
    if (isNew)
        m_broker.subscribe(name);
}

void Hub::leave(const QByteArray &name, Connection *member)
{
    const auto channel = m_channels.find(name);
    if (channel == m_channels.end())
        return;
    std::erase(channel->second.members, member);
    std::erase_if(channel->second.waiting, [member](const Waiting &waiting) { return waiting.member == member; });
    dropIfUnused(channel);
}

void Hub::publish(const QByteArray &channel, const QByteArray &payload, Broker::Done done)
{
    m_broker.publish(channel, payload, std::move(done));
    if (m_broker.pendingBytes() > highWaterBytes)
        m_poller.hold(Poller::Hold::BrokerBehind);
}

void Hub::onSubscribed(const QByteArray &name)
{
    const auto channel = m_channels.find(name);
    if (channel == m_channels.end())
        return;
    for (const Waiting &waiting : std::exchange(channel->second.waiting, {})) {
        channel->second.members.push_back(waiting.member);
        waiting.done({});
    }
}

bool Hub::isDeliverable(const QByteArray &channel, QByteArrayView payload) const
{
    const char *why = payload.size() > m_maxPayloadBytes ? "is too large" : !isText(payload) ? "is not UTF-8" : nullptr;
    if (why)
        qCWarning(lcHub, "A message of %lld bytes on %s %s: not delivered", qint64(payload.size()), channel.constData(),
                  why);
    return !why;
}

void Hub::onReceived(QByteArrayView name, QByteArrayView payload)
{
    const auto entry = m_channels.find(QByteArray::fromRawData(name.data(), name.size()));
    if (entry == m_channels.end() || entry->second.members.empty())
        return;
    if (!isDeliverable(entry->first, payload))
        return;
    Channel &channel = entry->second;
    if (channel.frames.isEmpty())
        m_dirty.push_back(&channel);
    channel.frames += ws::encodeFrame(ws::Opcode::Text, payload);
    if (channel.frames.size() > maxJoinedBytes)
        distribute(channel);
}

void Hub::onBatchEnded()
{
    for (Channel *channel : std::exchange(m_dirty, {}))
        distribute(*channel);
    if (m_broker.pendingBytes() < lowWaterBytes)
        m_poller.release(Poller::Hold::BrokerBehind);
    m_poller.flush();
}

/// Joins under way end here, so that each is answered; members stay, for the broker subscribes for them again.
void Hub::onReadyChanged(bool isReady, const QString &why)
{
    if (isReady)
        return;
    std::vector<std::pair<QByteArray, std::vector<Waiting>>> refused;
    for (auto &[name, channel] : m_channels)
        refused.emplace_back(name, std::exchange(channel.waiting, {}));
    for (const auto &[name, waiting] : refused) {
        for (const Waiting &each : waiting)
            each.done(fail(why));
        if (const auto channel = m_channels.find(name); channel != m_channels.end())
            dropIfUnused(channel);
    }
    m_poller.flush();
}

void Hub::distribute(Channel &channel)
{
    const QByteArray frames = std::exchange(channel.frames, {});
    if (frames.isEmpty())
        return;
    for (Connection *member : channel.members)
        member->send(frames);
}

void Hub::dropIfUnused(Channels::iterator entry)
{
    Channel &channel = entry->second;
    if (channel.isKept || !channel.members.empty() || !channel.waiting.empty())
        return;
    m_broker.unsubscribe(entry->first);
    std::erase(m_dirty, &channel);
    m_channels.erase(entry);
}

} // namespace crosstalk::server
