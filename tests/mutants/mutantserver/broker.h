// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The way to the other instances: rooms as channels of one Redis server. Comes back by itself, with all its rooms.

#include "shared/redis/connection.h"
#include "shared/redis/subscriber.h"
#include "tests/mutants/mutantserver/mutant.h"

namespace crosstalk::mutant {

class Broker : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(const Result<void> &)>;

    /// @param instance its name; @param prefix begins the names of the channels.
    Broker(const redis::Url &url, QString instance, QByteArray prefix, Mutant mutant);

    void open();
    /// @p done is called once, with an Error where nobody knows whether it was published.
    void publish(const QString &room, const QByteArray &payload, Done done);
    /// subscribed() follows; at once, later, or again after each loss of the broker. Wanting twice is no harm.
    void want(const QString &room);
    void unwant(const QString &room);
    bool isSubscribed(const QString &room) const { return m_subscriber.isSubscribed(channelOf(room)); }

Q_SIGNALS:
    /// For the first time.
    void ready();
    void subscribed(const QString &room);
    void heard(const QString &room, const QByteArray &payload);

private:
    void onMaybeReady();
    void onLost();
    void onHeard(const QString &room, const QByteArray &payload);
    QByteArray channelOf(const QString &room) const { return m_prefix + ":{" + room.toUtf8() + '}'; }
    QString roomOf(QByteArrayView channel) const;

    redis::Connection m_publisher;
    redis::Subscriber m_subscriber;
    QString m_instance;
    QByteArray m_prefix;
    Mutant m_mutant;
    QStringList m_rooms; ///< That are wanted, sorted.
    bool m_hasBeenReady = false;
    bool m_isThere = false; ///< The broker, as far as is known.
};

} // namespace crosstalk::mutant
