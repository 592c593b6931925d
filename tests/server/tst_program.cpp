// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// crosstalk-server as its users meet it: a process, real Redis, real sockets, and things that break.

#include "shared/message.h"
#include "tests/support/rawclient.h"
#include "tests/support/serverprogram.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <algorithm>
#include <memory>

#include <csignal>

using namespace crosstalk;
using test::RawClient;
using test::RedisServer;
using test::ServerProgram;

namespace {

bool open(RawClient &client, const QUrl &url, const QByteArray &subprotocol = {})
{
    client.open(url, subprotocol);
    return QTest::qWaitFor([&client] { return client.isUpgraded(); });
}

QByteArray request(const QByteArray &op, const QByteArray &room)
{
    return "{\"op\":\"" + op + "\",\"room\":\"" + room + "\"}";
}

QByteArray publish(const QByteArray &id)
{
    return "{\"op\":\"publish\",\"room\":\"lobby\",\"id\":\"" + id + "\",\"data\":" + id + '}';
}

bool join(RawClient &client, const QUrl &url, const QByteArray &room)
{
    if (!open(client, url, v1::subprotocol))
        return false;
    client.sendText(request("join", room));
    const QByteArray joined = request("joined", room);
    return QTest::qWaitFor([&] { return client.texts().contains(joined); });
}

/// The texts of @p client with this op.
QByteArrayList withOp(const RawClient &client, const QByteArray &op)
{
    QByteArrayList result;
    std::copy_if(client.texts().begin(), client.texts().end(), std::back_inserter(result),
                 [start = "{\"op\":\"" + op + '"'](const QByteArray &text) { return text.startsWith(start); });
    return result;
}

bool wasAcknowledged(const RawClient &client, const QByteArray &id)
{
    return client.texts().contains("{\"op\":\"ack\",\"id\":\"" + id + "\"}");
}

} // namespace

class ProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsOneReadyLineAndNothingElse()
    {
        RedisServer redis;
        ServerProgram server(redis, "a");
        QVERIFY(server.becomesReady());
        RawClient client;
        QVERIFY(open(client, server.url()));
        client.sendText("hi");
        QTRY_COMPARE(client.texts(), QByteArrayList{"hi"});
        server.process().terminate();
        QVERIFY(server.ends());
        QCOMPARE(server.exitCode(), 0);
        QCOMPARE(server.output().size(), 1);
        QVERIFY(
            QRegularExpression("^READY a ws://127\\.0\\.0\\.1:[1-9][0-9]*/ws$").match(server.output()[0]).hasMatch());
    }

    void saysInOneLineWhyItCannotStart_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown option") << QStringList{"--frobnicate"} << "frobnicate";
        QTest::newRow("bad url") << QStringList{"--redis", "http://localhost"} << "http://localhost";
        QTest::newRow("bad port") << QStringList{"--listen", "127.0.0.1:x"} << "127.0.0.1:x";
        QTest::newRow("port in use") << QStringList{} << "in use";
    }
    void saysInOneLineWhyItCannotStart()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        if (arguments.isEmpty())
            arguments = {"--listen", "127.0.0.1:" + QString::number(other.serverPort())};
        ServerProgram server(arguments);
        QVERIFY(server.ends());
        QCOMPARE(server.exitCode(), 2);
        QCOMPARE(server.output(), QStringList());
        QCOMPARE(server.log().size(), 1);
        QVERIFY2(server.logs(says), qPrintable(server.log()[0]));
    }

    void waitsForItsBroker()
    {
        RedisServer redis;
        redis.broker().kill();
        QVERIFY(redis.becomes(Service::State::Stopped));
        ServerProgram server(redis, "a");
        QTRY_VERIFY(server.logs("Waiting for the broker"));
        QCOMPARE(server.output(), QStringList());
        redis.broker().start();
        QVERIFY(redis.becomes(Service::State::Ready));
        QVERIFY(server.becomesReady());
    }

    void subscribesToARoomOnlyWhileSomebodyIsIn()
    {
        RedisServer redis;
        ServerProgram server(redis, "a", {"--prefix", "mine"});
        QVERIFY(server.becomesReady());
        QCOMPARE(redis.subscribers("chat_channel"), 1);
        QCOMPARE(redis.subscribers("mine:{lobby}"), 0);
        RawClient alice;
        RawClient bob;
        QVERIFY(join(alice, server.url(), "lobby"));
        QVERIFY(join(bob, server.url(), "lobby"));
        QCOMPARE(redis.subscribers("mine:{lobby}"), 1);
        alice.sendText(request("leave", "lobby"));
        QTRY_VERIFY(alice.texts().contains(request("left", "lobby")));
        QCOMPARE(redis.subscribers("mine:{lobby}"), 1);
        bob.disconnectFromServer();
        QTRY_COMPARE(redis.subscribers("mine:{lobby}"), 0);
        RawClient carol; // And again.
        QVERIFY(join(carol, server.url(), "lobby"));
        carol.sendText(publish("1"));
        QTRY_COMPARE(withOp(carol, "message").size(), 1);
    }

    void losesDoublesAndReordersNothingAmongThree_data()
    {
        QTest::addColumn<QByteArray>("subprotocol");
        QTest::newRow("plain") << QByteArray();
        QTest::newRow("crosstalk.v1") << QByteArray(v1::subprotocol);
    }
    void losesDoublesAndReordersNothingAmongThree()
    {
        QFETCH(QByteArray, subprotocol);
        constexpr int perClient = 1000;
        RedisServer redis;
        std::array<std::unique_ptr<ServerProgram>, 3> servers;
        std::array<RawClient, 3> clients;
        for (int i = 0; i < 3; ++i)
            servers[i] = std::make_unique<ServerProgram>(redis, QString(QChar('a' + i)));
        for (int i = 0; i < 3; ++i) {
            QVERIFY(servers[i]->becomesReady());
            QVERIFY(subprotocol.isEmpty()
                        ? open(clients[i], servers[i]->url())
                        : join(clients[i], servers[i]->url("?user=" + QByteArray::number(i)), "lobby"));
        }
        for (int n = 0; n < perClient; ++n) {
            for (int i = 0; i < 3; ++i) {
                const QByteArray mark = QByteArray::number(i * 10'000 + n);
                clients[i].sendText(subprotocol.isEmpty() ? mark : publish(mark));
            }
            if (n % 100 == 0)
                QCoreApplication::processEvents();
        }
        const auto received = [&](const RawClient &client) {
            return subprotocol.isEmpty() ? client.texts() : withOp(client, "message");
        };
        for (const RawClient &client : clients) {
            QTRY_COMPARE_WITH_TIMEOUT(received(client).size(), 3 * perClient, 30'000);
            std::array<int, 3> next{}; // Of each sender the next number due: nothing lost, doubled or re-ordered.
            for (const QByteArray &text : received(client)) {
                const QByteArray mark = text.sliced(text.lastIndexOf(':') + 1).chopped(subprotocol.isEmpty() ? 0 : 1);
                const int number = mark.toInt();
                QCOMPARE(number % 10'000, next[number / 10'000]++);
            }
        }
    }

    void survivesItsBrokerUnderTraffic()
    {
        RedisServer redis;
        ServerProgram a(redis, "a");
        ServerProgram b(redis, "b");
        QVERIFY(a.becomesReady() && b.becomesReady());
        RawClient alice;
        RawClient bob;
        RawClient plain;
        QVERIFY(join(alice, a.url(), "lobby"));
        QVERIFY(join(bob, b.url(), "lobby"));
        QVERIFY(open(plain, b.url()));

        int id = 0;
        const auto sendsUntil = [&](auto condition) { // One after the other, each answered.
            return QTest::qWaitFor(
                [&] {
                    if (condition())
                        return true;
                    if (withOp(alice, "ack").size() + withOp(alice, "error").size() == id)
                        alice.sendText(publish(QByteArray::number(++id)));
                    return false;
                },
                20'000);
        };
        QVERIFY(sendsUntil([&] { return withOp(bob, "message").size() >= 20; }));
        redis.broker().kill();
        QVERIFY(sendsUntil([&] { return !withOp(alice, "error").isEmpty(); }));
        QVERIFY(withOp(alice, "error").last().contains("\"code\":\"broker-unavailable\""));
        QVERIFY(redis.becomes(Service::State::Stopped));
        redis.broker().start();
        const auto acksBefore = withOp(alice, "ack").size();
        QVERIFY(sendsUntil([&] { return withOp(alice, "ack").size() > acksBefore + 5; }));

        // Both kept their clients, and are subscribed to everything again.
        QTRY_VERIFY(b.log().filter("Ready: ").size() == 2);
        const auto before = withOp(bob, "message").size();
        alice.sendText(publish("4711"));
        QTRY_VERIFY(wasAcknowledged(alice, "4711"));
        QTRY_VERIFY(withOp(bob, "message").size() > before && withOp(bob, "message").last().contains("4711"));
        plain.sendText("still here");
        QTRY_COMPARE(plain.texts(), QByteArrayList{"still here"});
        QVERIFY(!alice.isDisconnected() && !bob.isDisconnected());
        QCOMPARE(a.output().size(), 1);
    }

    void noticesThatItIsDeaf()
    {
        RedisServer redis;
        ServerProgram server(redis, "a");
        QVERIFY(server.becomesReady());
        RawClient client;
        QVERIFY(join(client, server.url(), "lobby"));
        redis.broker().freeze(); // The sockets look healthy.
        client.sendText(publish("1"));
        QTRY_VERIFY(server.logs("deaf"));
        QTRY_VERIFY(!withOp(client, "error").isEmpty());
        QVERIFY(withOp(client, "error").last().contains("\"id\":\"1\""));
        redis.broker().thaw();
        QTRY_COMPARE_WITH_TIMEOUT(server.log().filter("Ready: ").size(), 2, 15'000);
        client.sendText(publish("2"));
        QTRY_VERIFY(wasAcknowledged(client, "2"));
        QTRY_VERIFY(withOp(client, "message").last().contains("\"id\":\"2\""));
    }

    void aBurstOfLargeMessagesLosesNothing()
    {
        constexpr int count = 100;
        RedisServer redis;
        const QStringList patient{"--max-queue", "1GiB"}; // The clients here are slow, and that is not the question.
        ServerProgram a(redis, "a", patient);
        ServerProgram b(redis, "b", patient);
        QVERIFY(a.becomesReady() && b.becomesReady());
        RawClient
            sender; // As large as messages may be, as fast as they are taken, and more than Redis holds for anybody.
        RawClient near;
        RawClient far;
        QVERIFY(open(sender, a.url()) && open(near, a.url()) && open(far, b.url()));
        const QByteArray payload(1024 * 1024, 'x');
        for (int i = 0; i < count; ++i)
            sender.sendText(payload);
        QTRY_COMPARE_WITH_TIMEOUT(near.texts().size(), count, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(far.texts().size(), count, 60'000);
        QVERIFY2(a.log().filter("Ready: ").size() == 1, qPrintable(a.log().join('\n')));
    }

    void isNotDeafForHavingStoodStill()
    {
        RedisServer redis;
        ServerProgram a(redis, "a");
        ServerProgram b(redis, "b");
        QVERIFY(a.becomesReady() && b.becomesReady());
        RawClient alice;
        RawClient bob;
        QVERIFY(join(alice, a.url(), "lobby"));
        QVERIFY(join(bob, b.url(), "lobby"));
        b.process().freeze();
        QElapsedTimer frozen;
        frozen.start();
        for (int id = 1; id <= 10; ++id)
            alice.sendText(publish(QByteArray::number(id)));
        QTRY_COMPARE(withOp(alice, "message").size(), 10);
        QTRY_VERIFY(frozen.hasExpired(3500)); // Longer than it takes to be called deaf.
        QCOMPARE(withOp(bob, "message").size(), 0);
        b.process().thaw();
        QTRY_COMPARE(withOp(bob, "message"), withOp(alice, "message"));
        QVERIFY2(!b.logs("deaf"), qPrintable(b.log().join('\n')));
    }

    void subscribesAgainWhenOnlyThatConnectionBreaks()
    {
        RedisServer redis;
        ServerProgram server(redis, "a");
        QVERIFY(server.becomesReady());
        RawClient client;
        QVERIFY(join(client, server.url(), "lobby"));
        for (int round = 2; round <= 4; ++round) {
            QVERIFY(redis.run({"CLIENT", "KILL", "TYPE", "pubsub"}));
            QTRY_COMPARE(server.log().filter("Ready: ").size(), round);
            QCOMPARE(redis.subscribers("crosstalk:{lobby}"), 1);
        }
        client.sendText(publish("1"));
        QTRY_COMPARE(withOp(client, "message").size(), 1);
    }

    void instancesComeAndGoWithoutHarmToOthers()
    {
        RedisServer redis;
        ServerProgram a(redis, "a");
        auto b = std::make_unique<ServerProgram>(redis, "b");
        QVERIFY(a.becomesReady() && b->becomesReady());
        RawClient alice;
        RawClient bob;
        QVERIFY(join(alice, a.url(), "lobby"));
        QVERIFY(join(bob, b->url(), "lobby"));
        b->process().freeze();
        alice.sendText(publish("1"));
        QTRY_COMPARE(withOp(alice, "message").size(), 1);
        QCOMPARE(withOp(bob, "message").size(), 0);
        b->process().thaw();
        QTRY_COMPARE(withOp(bob, "message").size(), 1);
        const QString port = QString::number(b->url().port());
        b->process().kill();
        QVERIFY(b->ends());
        QTRY_VERIFY(bob.isDisconnected());
        alice.sendText(publish("2"));
        QTRY_VERIFY(wasAcknowledged(alice, "2"));
        b = std::make_unique<ServerProgram>(redis, "b", QStringList{"--listen", "127.0.0.1:" + port});
        QVERIFY(b->becomesReady());
        RawClient again;
        QVERIFY(join(again, b->url(), "lobby"));
        again.sendText(publish("3"));
        QTRY_VERIFY(withOp(alice, "message").last().contains("\"via\":\"b\""));
    }

    void drainsOnEitherSignal_data()
    {
        QTest::addColumn<bool>("isInterrupt");
        QTest::newRow("SIGTERM") << false;
        QTest::newRow("SIGINT") << true;
    }
    void drainsOnEitherSignal()
    {
        QFETCH(bool, isInterrupt);
        RedisServer redis;
        ServerProgram server(redis, "a");
        QVERIFY(server.becomesReady());
        std::array<RawClient, 20> clients;
        for (RawClient &client : clients)
            QVERIFY(join(client, server.url(), "lobby"));
        clients[0].sendText(publish("1"));
        QTRY_VERIFY(wasAcknowledged(clients[0], "1"));
        if (isInterrupt)
            ::kill(static_cast<pid_t>(server.process().pid()), SIGINT);
        else
            server.process().terminate();
        for (RawClient &client : clients) {
            QTRY_COMPARE(client.closeCode(), 1001);
            QCOMPARE(withOp(client, "message").size(), 1);
            client.sendClose(ws::CloseCode::GoingAway);
        }
        QVERIFY(server.ends());
        QCOMPARE(server.exitCode(), 0);
    }

    void drainsThoughItsBrokerIsStuck()
    {
        RedisServer redis;
        ServerProgram server(redis, "a", {"--drain-timeout", "1s"});
        QVERIFY(server.becomesReady());
        RawClient client;
        QVERIFY(open(client, server.url()));
        redis.broker().freeze();
        server.process().terminate();
        QTRY_COMPARE(client.closeCode(), 1001);
        QVERIFY(server.ends());
        QCOMPARE(server.exitCode(), 0);
    }

    void leavesSilentClients()
    {
        RedisServer redis;
        ServerProgram server(redis, "a", {"--ping-interval", "1s", "--pong-timeout", "1s"});
        QVERIFY(server.becomesReady());
        RawClient silent; // Answers no ping.
        QVERIFY(open(silent, server.url()));
        QTRY_COMPARE_WITH_TIMEOUT(silent.closeCode(), 4004, 10'000);
        QVERIFY(silent.pings() == 1);
        QTRY_VERIFY(silent.isDisconnected());
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "tst_program.moc"
