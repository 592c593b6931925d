// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/support/redisserver.h"

#include <QTest>

namespace crosstalk::test {

RedisServer::RedisServer()
    : m_broker(Broker::Options{})
{
    m_broker.start();
    if (!becomes(Service::State::Ready))
        qFatal("There is no redis-server to test with");
}

std::optional<QByteArray> RedisServer::run(const QByteArrayList &command)
{
    if (!m_connection) {
        m_connection.emplace(url());
        m_connection->open();
    }
    if (!QTest::qWaitFor([this] { return m_connection->isReady(); }))
        return {};
    std::optional<QByteArray> answer;
    bool isDone = false;
    m_connection->command(command, [&](const Result<redis::Reply> &reply) {
        isDone = true;
        if (reply)
            answer = reply->integer() != 0 ? QByteArray::number(reply->integer()) : reply->text().toByteArray();
    });
    if (!QTest::qWaitFor([&isDone] { return isDone; }))
        qFatal("redis-server does not answer");
    return answer;
}

int RedisServer::subscribers(const QByteArray &channel)
{
    // A script turns the answer, a list, into a number.
    const auto answer = run({"EVAL", "return redis.call('PUBSUB', 'NUMSUB', ARGV[1])[2] + 1", "0", channel});
    return answer ? answer->toInt() - 1 : -1;
}

bool RedisServer::becomes(Service::State state)
{
    return QTest::qWaitFor([this, state] { return m_broker.state() == state; }, 10'000);
}

} // namespace crosstalk::test
