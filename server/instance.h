// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One running server: listener, sessions, hub and broker put together, from start to drained.

#include "server/broker.h"
#include "server/hub.h"
#include "server/listener.h"
#include "server/poller.h"
#include "server/settings.h"
#include "server/v1session.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace crosstalk::server {

class Instance : public QObject
{
    Q_OBJECT
public:
    Instance(Settings settings, std::unique_ptr<Broker> broker, QObject *parent = nullptr);
    ~Instance() override;

    /// Listens, and turns to the broker; until that is there, clients are answered 503. An Error is about the address.
    Result<void> start();
    /// Where clients connect: ws://address:port/ws, with the real port.
    QString url() const;
    qsizetype sessions() const { return static_cast<qsizetype>(m_sessions.size()); }

    /// No new clients; what was taken from the present ones is delivered; each is told 1001 and when to come back.
    /// drained() follows, in the drain timeout at the latest. Idempotent.
    void drain();

Q_SIGNALS:
    /// It can serve for the first time.
    void ready();
    void drained();

private:
    std::shared_ptr<Session> makeSession(const Listener::Upgraded &client);
    void admit(const Listener::Upgraded &client);
    void onReadyChanged(bool isReady, const QString &why);
    void onClosed(Session &session);
    void tick();
    void sayGoodbye();
    void finishDrain();
    qint64 capacity() const;
    void updateCapacity();

    Settings m_settings;
    V1Session::Settings m_v1Settings;
    std::unique_ptr<Broker> m_broker;
    Poller m_poller;
    Hub m_hub;
    Listener m_listener;
    Session::Context m_context;
    std::unordered_map<Session *, std::shared_ptr<Session>> m_sessions;
    std::vector<std::shared_ptr<Session>> m_closed; ///< Kept until the event loop turns: they may be on the call stack.
    QTimer m_ticker;
    std::chrono::steady_clock::time_point m_lastTick;
    QTimer m_drainDeadline;
    qint64 m_capacity;
    bool m_hasBeenReady = false;
    bool m_isDraining = false;
    bool m_hasSaidGoodbye = false;
};

} // namespace crosstalk::server
