// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Listens on the broker for the probes of a run, so that of a lost one it is known whether it was published at all. It
// comes back after each restart of the broker, and is never in the way: where the broker does not let it in, it is just
// not there.

#include "app/engine/broker.h"
#include "app/engine/recorder.h"
#include "shared/redis/connection.h"

#include <QPointer>

#include <optional>

namespace crosstalk {

class BrokerTap : public QObject
{
    Q_OBJECT
public:
    struct Channels
    {
        // Where to listen on a broker that is not ours. On one of our own it listens to everything: whatever channel a
        // server of somebody else publishes on.
        QStringList prefixes; ///< Of rooms: PREFIX:{room}.
        QStringList plain;
        /// Of several systems on the broker: each has its name for its prefix, and for its plain channel.
        QStringList systems = {};
    };

    /// Records what it hears at @p recorder, which must outlive it, as history::Tapped. Listens as soon as @p broker is
    /// ready.
    BrokerTap(Broker *broker, Recorder *recorder, Channels channels, QObject *parent = nullptr);
    ~BrokerTap() override;

    /// The broker has confirmed that it will be told everything.
    bool isListening() const { return m_isListening; }

    /// The room in PREFIX:{room}; empty for any other channel, whose messages are for everybody.
    /// @param systems whose rooms are SYSTEM/ROOM, as sessions have it.
    static QString roomOf(QByteArrayView channel, const QStringList &systems = {});

Q_SIGNALS:
    void listeningChanged(bool isListening);

private:
    void attach();
    void subscribe();
    void onPush(QByteArrayView kind, QByteArrayView channel, QByteArrayView payload);
    void setListening(bool isListening);
    QByteArrayList patterns() const;

    QPointer<Broker> m_broker;
    Recorder *m_recorder;
    Channels m_channels;
    std::optional<redis::Connection> m_connection;
    qsizetype m_unconfirmed = 0;
    bool m_isListening = false;
};

} // namespace crosstalk
