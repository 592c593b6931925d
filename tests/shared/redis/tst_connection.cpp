// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/redis/connection.h"

#include "tests/support/redisserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crosstalk;
using namespace crosstalk::redis;
using test::RedisServer;

class ConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInOrderEachOnce()
    {
        RedisServer server;
        Connection connection(server.url());
        connection.open();
        QTRY_VERIFY(connection.isReady());
        QByteArrayList answers;
        for (int i = 0; i < 1000; ++i)
            connection.command({"ECHO", QByteArray::number(i)}, [&](const Result<Reply> &reply) {
                answers << (reply ? reply->text().toByteArray() : "error");
            });
        QVERIFY(connection.pendingBytes() > 0);
        QTRY_COMPARE(answers.size(), 1000);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(answers[i], QByteArray::number(i));
        QCOMPARE(connection.pendingBytes(), 0);
    }

    void handsOnWhatTheServerRefuses()
    {
        RedisServer server;
        Connection connection(server.url());
        connection.open();
        QTRY_VERIFY(connection.isReady());
        QString error;
        connection.command({"NOSUCHCOMMAND"},
                           [&](const Result<Reply> &reply) { error = reply ? QString() : reply.error().what; });
        QTRY_VERIFY2(error.contains("NOSUCHCOMMAND"), qPrintable(error));
        QVERIFY(connection.isReady());
    }

    void failsAtOnceWhatIsAskedWithoutAConnection()
    {
        Connection connection(Url{});
        int errors = 0;
        connection.command({"PING"}, [&](const Result<Reply> &reply) { errors += reply ? 0 : 1; });
        QCOMPARE(errors, 1);
    }

    void endsEveryCommandOnceWhenTheServerIsKilled()
    {
        RedisServer server;
        Connection connection(server.url());
        QSignalSpy lost(&connection, &Connection::lost);
        connection.open();
        QTRY_VERIFY(connection.isReady());
        server.broker().freeze(); // So that nothing is answered.
        int ended = 0;
        for (int i = 0; i < 100; ++i)
            connection.command({"PING"}, [&](const Result<Reply> &reply) {
                ++ended;
                QVERIFY(!reply);
            });
        server.broker().kill();
        QTRY_COMPARE(ended, 100);
        QTRY_VERIFY(lost.size() > 1); // And goes on trying.
        QVERIFY(lost[0][0].toString().contains(QString::number(server.broker().port())));
        QCOMPARE(connection.pendingBytes(), 0);
        server.broker().start();
        QTRY_VERIFY_WITH_TIMEOUT(connection.isReady(), 15'000);
        QCOMPARE(ended, 100);
    }

    void aHandlerMayCloseOrDestroyIt()
    {
        RedisServer server;
        auto connection = std::make_unique<Connection>(server.url());
        connection->open();
        QTRY_VERIFY(connection->isReady());
        int ended = 0;
        for (int i = 0; i < 3; ++i)
            connection->command({"PING"}, [&](const Result<Reply> &) {
                ++ended;
                connection->close();
            });
        QTRY_COMPARE(ended, 3);
        QCOMPARE(connection->state(), Connection::State::Closed);
        connection->open();
        QTRY_VERIFY(connection->isReady());
        for (int i = 0; i < 3; ++i)
            connection->command({"PING"}, [&](const Result<Reply> &) {
                ++ended;
                connection.reset();
            });
        QTRY_COMPARE(ended, 4);
        QVERIFY(!connection);
    }

    void identifiesItself()
    {
        RedisServer server;
        QVERIFY(server.run({"ACL", "SETUSER", "bob", "on", ">s@cret", "+@all", "~*", "&*"}));
        Url url = server.url();
        url.user = "bob";
        url.password = "s@cret";
        url.database = 3;
        Connection connection(url);
        connection.open();
        QTRY_VERIFY(connection.isReady());
        QByteArray who;
        connection.command({"ACL", "WHOAMI"}, [&](const Result<Reply> &reply) { who = reply->text().toByteArray(); });
        QTRY_COMPARE(who, "bob");
        connection.command({"SET", "key", "in 3"}, [](const Result<Reply> &) {});
        QVERIFY(server.run({"SELECT", "3"}));
        QTRY_COMPARE(server.run({"GET", "key"}), QByteArray("in 3"));
    }

    void saysWhyItIsNotLetIn_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("says");
        QTest::newRow("wrong password") << "wrong"
                                        << "WRONGPASS";
        QTest::newRow("no password") << ""
                                     << "NOAUTH";
        QTest::newRow("no such database") << "secret"
                                          << "out of range";
    }
    void saysWhyItIsNotLetIn()
    {
        RedisServer server;
        QVERIFY(server.run({"CONFIG", "SET", "requirepass", "secret"}));
        Url url = server.url();
        QFETCH(QString, password);
        QFETCH(QString, says);
        url.password = password;
        url.database = QTest::currentDataTag() == QByteArray("no such database") ? 99 : 0;
        Connection connection(url);
        QSignalSpy lost(&connection, &Connection::lost);
        connection.open();
        QTRY_COMPARE_WITH_TIMEOUT(lost.size() >= 2, true, 10'000);
        const QString why = lost[0][0].toString();
        QVERIFY2(why.contains(says), qPrintable(why));
        QVERIFY(!connection.isReady());
    }

    void usesUnixSockets()
    {
        QTemporaryDir folder;
        ChildProcess server;
        const QString path = folder.filePath("redis.sock");
        server.start({*Broker::findProgram(),
                      {"--port", "0", "--unixsocket", path, "--save", "", "--dir", folder.path()},
                      {},
                      {}});
        Url url;
        url.socketPath = path;
        Connection connection(url);
        connection.open(); // Before the socket is there, most likely.
        QTRY_VERIFY(connection.isReady());
    }

    void triesEveryAddressOfAName()
    {
        RedisServer server; // Listens on 127.0.0.1 alone; localhost may be ::1 as well.
        Url url = server.url();
        url.host = "localhost";
        Connection connection(url);
        connection.open();
        QTRY_VERIFY(connection.isReady());
    }

    void goesOnWhenNobodyIsThere_data()
    {
        QTest::addColumn<Url>("url");
        Url url;
        url.port = 1;
        QTest::newRow("port") << url;
        url.host = "no-such-host.invalid";
        QTest::newRow("name") << url;
        url.socketPath = "/no/such/socket";
        QTest::newRow("socket") << url;
    }
    void goesOnWhenNobodyIsThere()
    {
        QFETCH(Url, url);
        Connection connection(url);
        QSignalSpy lost(&connection, &Connection::lost);
        connection.open();
        QTRY_VERIFY_WITH_TIMEOUT(lost.size() >= 3, 20'000);
        QCOMPARE(connection.state(), Connection::State::Waiting);
        connection.close();
        QCOMPARE(connection.state(), Connection::State::Closed);
    }
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "tst_connection.moc"
