// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A redis-server of a test's own, and a line to it.

#include "app/engine/broker.h"
#include "shared/redis/connection.h"

#include <optional>

namespace crosstalk::test {

class RedisServer
{
public:
    /// Running when this returns; a test without a redis-server on the machine is not skipped, it fails.
    RedisServer();

    Broker &broker() { return m_broker; }
    redis::Url url() const { return *redis::Url::parse(m_broker.url()); }

    /// Sends one command; the answer as text, of a list the first member or nothing where it failed.
    std::optional<QByteArray> run(const QByteArrayList &command);
    /// How many subscribers @p channel has; -1 where the server does not answer.
    int subscribers(const QByteArray &channel);

    /// Waits until it is in @p state; false where it does not get there in time.
    bool becomes(Service::State state);

private:
    Broker m_broker;
    std::optional<redis::Connection> m_connection;
};

} // namespace crosstalk::test
