// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Broker without a broker: instances in one process share a bus. Same promises as RedisBroker; for tests of what stands
// on a broker. Everything happens through the event loop, as it does with a socket.

#include "server/broker.h"

#include <QSet>

#include <memory>
#include <vector>

namespace crosstalk::server {

class MemoryBroker : public Broker
{
    Q_OBJECT
public:
    /// What a Redis server would be; outlives no broker on it.
    struct Bus
    {
        std::vector<MemoryBroker *> brokers;
        bool isUp = true; ///< Else open() gets nowhere, and setReady() decides.
    };

    explicit MemoryBroker(std::shared_ptr<Bus> bus, QObject *parent = nullptr);
    ~MemoryBroker() override;

    void open() override;
    bool isReady() const override { return m_isReady; }
    void publish(const QByteArray &channel, const QByteArray &payload, Done done) override;
    qint64 pendingBytes() const override { return 0; }
    void subscribe(const QByteArray &channel) override;
    void unsubscribe(const QByteArray &channel) override;
    bool isSubscribed(const QByteArray &channel) const override;
    void catchUp(Done done) override;

    /// As if the connection to the broker broke, or came back.
    void setReady(bool isReady);

private:
    std::shared_ptr<Bus> m_bus;
    QSet<QByteArray> m_wanted;
    QSet<QByteArray> m_confirmed;
    bool m_isReady = false;
};

} // namespace crosstalk::server
