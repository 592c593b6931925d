// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// All clients in one epoll set, which Qt watches as one descriptor: Qt's own dispatcher would poll() every client at
// every turn. It also knows whom something has been queued for, so that each is written to once per turn.

#include <QObject>
#include <QSocketNotifier>

#include <vector>

namespace crosstalk::server {

class Connection;

class Poller : public QObject
{
    Q_OBJECT
public:
    explicit Poller(QObject *parent = nullptr);
    ~Poller() override;

    // Called by Connection alone.
    void add(int descriptor, Connection *connection);
    void remove(int descriptor, Connection *connection);
    /// @p wantsWrite: call it too when the socket takes more.
    void watch(int descriptor, Connection *connection, bool wantsRead, bool wantsWrite);
    void scheduleFlush(Connection *connection) { m_toFlush.push_back(connection); }

    /// Writes what has been queued since the last flush. Whoever causes sends in a turn of the event loop ends with
    /// this.
    void flush();

    /// Why nobody is read from. What clients send waits in their sockets meanwhile, and they with it.
    enum class Hold : quint8 { BrokerBehind = 1, Draining = 2 };
    void hold(Hold why) { m_holds |= static_cast<quint8>(why); }
    void release(Hold why);

private:
    void poll();

    int m_descriptor;
    QSocketNotifier m_notifier;
    std::vector<Connection *> m_toFlush;
    std::vector<Connection *> m_parked; ///< Readable while on hold; not watched for it meanwhile.
    quint8 m_holds = 0;
};

} // namespace crosstalk::server
