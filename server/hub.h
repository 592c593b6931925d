// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Who is in which channel of this instance, and the way of what the broker brings to them: framed once per message,
// joined once per read of the broker, written once per client. It knows nothing of what the payloads mean.

#include "server/broker.h"

#include <QByteArray>

#include <functional>
#include <unordered_map>
#include <vector>

namespace crosstalk::server {

class Connection;
class Poller;

class Hub : public QObject
{
    Q_OBJECT
public:
    /// Called once with success when the channel's subscription is confirmed and the member is in, or with the Error
    /// that prevented it; not at all after leave().
    using Joined = std::function<void(const Result<void> &)>;

    /// @p broker and @p poller must outlive it. A payload from the broker beyond @p maxPayloadBytes is dropped and
    /// logged: our own are smaller, and one from elsewhere must not cut off everybody as slow readers.
    Hub(Broker &broker, Poller &poller, qint64 maxPayloadBytes, QObject *parent = nullptr);

    /// Subscribes to @p channel whether somebody is in it or not.
    void keep(const QByteArray &channel);
    /// @p member gets all that arrives in @p channel from now on: at once where it is subscribed to, else as soon as it
    /// is. For a protocol in which connecting is joining.
    void enter(const QByteArray &channel, Connection *member) { m_channels[channel].members.push_back(member); }

    /// @p member gets all that arrives in @p channel from the moment @p done is called, which may be at once. The
    /// instance is subscribed to a channel as long as somebody is in it or waits to be.
    void join(const QByteArray &channel, Connection *member, Joined done);
    /// Ends a join that is under way, too. Must be called before @p member is destroyed.
    void leave(const QByteArray &channel, Connection *member);

    /// See Broker::publish(). While the broker is behind with what it has been given, no client is read from.
    void publish(const QByteArray &channel, const QByteArray &payload, Broker::Done done);

private:
    struct Waiting
    {
        Connection *member;
        Joined done;
    };
    struct Channel
    {
        std::vector<Connection *> members;
        std::vector<Waiting> waiting;
        QByteArray frames; ///< Of the present batch, not handed to the members yet.
        bool isKept = false;
    };
    using Channels = std::unordered_map<QByteArray, Channel>;

    void onSubscribed(const QByteArray &channel);
    void onReceived(QByteArrayView channel, QByteArrayView payload);
    void onBatchEnded();
    void onReadyChanged(bool isReady, const QString &why);
    bool isDeliverable(const QByteArray &channel, QByteArrayView payload) const;
    void distribute(Channel &channel);
    void dropIfUnused(Channels::iterator channel);

    Broker &m_broker;
    Poller &m_poller;
    qint64 m_maxPayloadBytes;
    Channels m_channels;
    std::vector<Channel *> m_dirty; ///< With frames.
};

} // namespace crosstalk::server
