// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What bridges the instances, as the server sees it: channels that every instance can publish to and subscribe to.
// Delivery is at most once. RedisBroker is the real one, MemoryBroker its twin for tests.

#include "shared/result.h"

#include <QByteArray>
#include <QObject>

#include <functional>

namespace crosstalk::server {

class Broker : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Called exactly once, unless the broker is destroyed before.
    using Done = std::function<void(const Result<void> &)>;

    virtual void open() = 0;

    /// Connected, every subscription confirmed, and hearing itself: what is published now reaches this instance too.
    virtual bool isReady() const = 0;

    /// Done when the broker has taken the message; an Error when it is not ready, refuses, or is lost before it answers
    /// (then the message may have been taken).
    virtual void publish(const QByteArray &channel, const QByteArray &payload, Done done) = 0;
    /// Bytes of publishes that are under way: whoever causes many waits while these are.
    virtual qint64 pendingBytes() const = 0;

    /// subscribed() follows, now or after the broker came back. Wanted until unsubscribe().
    virtual void subscribe(const QByteArray &channel) = 0;
    virtual void unsubscribe(const QByteArray &channel) = 0;
    virtual bool isSubscribed(const QByteArray &channel) const = 0;

    /// Done when everything that was published before, by anybody, has been received here as far as subscribed to.
    virtual void catchUp(Done done) = 0;

Q_SIGNALS:
    void subscribed(const QByteArray &channel);
    /// The views are valid during the call only.
    void received(QByteArrayView channel, QByteArrayView payload);
    /// What one read of the broker's socket brought has been handed over: a good moment to write it on.
    void batchEnded();
    /// isReady() changed; @p why tells, in words, what is wrong when it is not.
    void readyChanged(bool isReady, const QString &why);
};

} // namespace crosstalk::server
