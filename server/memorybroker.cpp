// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/memorybroker.h"

namespace crosstalk::server {

MemoryBroker::MemoryBroker(std::shared_ptr<Bus> bus, QObject *parent)
    : Broker(parent)
    , m_bus(std::move(bus))
{
    m_bus->brokers.push_back(this);
}

MemoryBroker::~MemoryBroker()
{
    std::erase(m_bus->brokers, this);
}

void MemoryBroker::open()
{
    if (m_bus->isUp)
        QMetaObject::invokeMethod(
            this, [this] { setReady(true); }, Qt::QueuedConnection);
}

void MemoryBroker::setReady(bool isReady)
{
    if (std::exchange(m_isReady, isReady) == isReady)
        return;
    m_confirmed.clear();
    if (isReady) {
        for (const QByteArray &channel : QSet(m_wanted))
            subscribe(channel);
    }
    Q_EMIT readyChanged(isReady, isReady ? QString() : QStringLiteral("cut off"));
}

void MemoryBroker::publish(const QByteArray &channel, const QByteArray &payload, Done done)
{
    if (!m_isReady) {
        done(fail(QStringLiteral("not connected")));
        return;
    }
    for (MemoryBroker *broker : m_bus->brokers) {
        const auto deliver = [broker, channel, payload] {
            if (!broker->m_isReady || !broker->m_confirmed.contains(channel))
                return;
            Q_EMIT broker->received(channel, payload);
            Q_EMIT broker->batchEnded();
        };
        QMetaObject::invokeMethod(broker, deliver, Qt::QueuedConnection);
    }
    QMetaObject::invokeMethod(
        this, [done] { done({}); }, Qt::QueuedConnection);
}

void MemoryBroker::subscribe(const QByteArray &channel)
{
    m_wanted.insert(channel);
    const auto confirm = [this, channel] {
        if (!m_isReady || !m_wanted.contains(channel) || m_confirmed.contains(channel))
            return;
        m_confirmed.insert(channel);
        Q_EMIT subscribed(channel);
        Q_EMIT batchEnded();
    };
    QMetaObject::invokeMethod(this, confirm, Qt::QueuedConnection);
}

void MemoryBroker::unsubscribe(const QByteArray &channel)
{
    m_wanted.remove(channel);
    m_confirmed.remove(channel);
}

bool MemoryBroker::isSubscribed(const QByteArray &channel) const
{
    return m_confirmed.contains(channel);
}

void MemoryBroker::catchUp(Done done)
{
    QMetaObject::invokeMethod(
        this, [done] { done({}); }, Qt::QueuedConnection);
}

} // namespace crosstalk::server
