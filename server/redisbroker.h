// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The Broker over Redis Pub/Sub: one connection that publishes, one that is subscribed. About once a second it sends
// itself a probe through the ordinary path, and is ready only while the probes come back: sockets that merely look
// healthy do not count.

#include "server/broker.h"
#include "shared/redis/connection.h"
#include "shared/redis/subscriber.h"

#include <QElapsedTimer>
#include <QTimer>

#include <map>

namespace crosstalk::server {

class RedisBroker : public Broker
{
    Q_OBJECT
public:
    /// @param probeChannel must be this instance's own.
    RedisBroker(const redis::Url &url, QByteArray probeChannel, QObject *parent = nullptr);

    void open() override;
    bool isReady() const override { return m_isReady; }
    void publish(const QByteArray &channel, const QByteArray &payload, Done done) override;
    /// Counts until they have come back through the subscription: Redis answers a PUBLISH long before, and cuts off a
    /// subscriber that is too far behind.
    qint64 pendingBytes() const override;
    void subscribe(const QByteArray &channel) override { m_subscriber.subscribe(channel); }
    void unsubscribe(const QByteArray &channel) override { m_subscriber.unsubscribe(channel); }
    bool isSubscribed(const QByteArray &channel) const override { return m_subscriber.isSubscribed(channel); }
    void catchUp(Done done) override;

private:
    quint64 sendProbe();
    void onTick();
    void onEcho(QByteArrayView payload);
    void onLost(const QString &reason);
    void setReady(bool isReady, const QString &why = {});

    redis::Connection m_publisher;
    redis::Subscriber m_subscriber;
    QByteArray m_probeChannel;
    QByteArray m_token; ///< Random: tells our echo from that of a namesake.
    QTimer m_tick;
    QElapsedTimer m_sinceTick;
    QElapsedTimer m_sinceEcho; ///< Since the last echo, or since both connections are up.
    quint64 m_lastProbe = 0;
    qint64 m_publishedBytes = 0;
    qint64 m_returnedBytes = 0;         ///< Of these, as far as the last echo tells.
    std::map<quint64, qint64> m_marks;  ///< Probe → bytes published before it.
    std::map<quint64, Done> m_catchUps; ///< By the probe whose echo ends them.
    bool m_isRestored = false;          ///< Every subscription has been confirmed since the subscriber's last loss.
    bool m_isWaiting = false;           ///< The log has been told that the broker is missing.
    bool m_isReady = false;
};

} // namespace crosstalk::server
