// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/settings.h"

#include <QTest>

using namespace crosstalk::server;
using namespace std::chrono_literals;

namespace {

crosstalk::Result<Settings> parse(QStringList arguments, const QProcessEnvironment &environment = {})
{
    return Settings::parse(QStringList{"crosstalk-server"} + arguments, environment);
}

} // namespace

class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheDefaultsOfTheTutorial()
    {
        const auto settings = parse({});
        QVERIFY(settings);
        QCOMPARE(settings->name, "a");
        QCOMPARE(settings->address, QHostAddress(QHostAddress::LocalHost));
        QCOMPARE(settings->port, 8080);
        QCOMPARE(settings->redis.display(), "redis://localhost:6379");
        QCOMPARE(settings->prefix, "crosstalk");
        QCOMPARE(settings->plainChannel, "chat_channel");
        QCOMPARE(settings->connection.maxMessageBytes, 1024 * 1024);
        QCOMPARE(settings->connection.maxQueueBytes, 4 * 1024 * 1024);
        QCOMPARE(settings->connection.pingInterval, 25s);
        QCOMPARE(settings->connection.pongTimeout, 10s);
        QCOMPARE(settings->handshakeTimeout, 10s);
        QCOMPARE(settings->drainTimeout, 5s);
    }

    void readsEveryOption()
    {
        const auto settings = parse({"--name",
                                     "b",
                                     "--listen",
                                     "[::1]:9000",
                                     "--redis",
                                     "unix:///s",
                                     "--prefix",
                                     "p",
                                     "--plain-channel",
                                     "c",
                                     "--max-message",
                                     "2KiB",
                                     "--max-queue",
                                     "1MiB",
                                     "--max-rate",
                                     "7",
                                     "--max-connections",
                                     "8",
                                     "--max-rooms",
                                     "9",
                                     "--ping-interval",
                                     "1s",
                                     "--pong-timeout",
                                     "200ms",
                                     "--handshake-timeout",
                                     "2s",
                                     "--drain-timeout",
                                     "1.5s"});
        QVERIFY2(settings.has_value(), settings ? "" : qPrintable(settings.error().toString()));
        QCOMPARE(settings->name, "b");
        QCOMPARE(settings->address, QHostAddress("::1"));
        QCOMPARE(settings->port, 9000);
        QCOMPARE(settings->redis.socketPath, "/s");
        QCOMPARE(settings->prefix, "p");
        QCOMPARE(settings->plainChannel, "c");
        QCOMPARE(settings->connection.maxMessageBytes, 2048);
        QCOMPARE(settings->connection.maxQueueBytes, 1024 * 1024);
        QCOMPARE(settings->connection.messagesPerSecond, 7);
        QCOMPARE(settings->maxConnections, 8);
        QCOMPARE(settings->maxRooms, 9);
        QCOMPARE(settings->connection.pingInterval, 1s);
        QCOMPARE(settings->connection.pongTimeout, 200ms);
        QCOMPARE(settings->handshakeTimeout, 2s);
        QCOMPARE(settings->drainTimeout, 1500ms);
    }

    void understandsListenAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QHostAddress>("address");
        QTest::addColumn<int>("port");
        QTest::newRow("any") << "*:80" << QHostAddress(QHostAddress::Any) << 80;
        QTest::newRow("localhost") << "localhost:0" << QHostAddress(QHostAddress::LocalHost) << 0;
        QTest::newRow("IPv6") << "[::]:65535" << QHostAddress("::") << 65535;
    }
    void understandsListenAddresses()
    {
        QFETCH(QString, text);
        const auto settings = parse({"--listen", text});
        QVERIFY(settings);
        QTEST(settings->address, "address");
        QTEST(int(settings->port), "port");
    }

    void prefersTheCommandLineToTheEnvironment()
    {
        QProcessEnvironment environment;
        environment.insert("CROSSTALK_NAME", "env");
        environment.insert("CROSSTALK_MAX_QUEUE", "8MiB");
        const auto settings = parse({"--name", "line"}, environment);
        QVERIFY(settings);
        QCOMPARE(settings->name, "line");
        QCOMPARE(settings->connection.maxQueueBytes, 8 * 1024 * 1024);
        environment.insert("CROSSTALK_MAX_QUEUE", "8");
        QVERIFY(parse({}, environment).error().what.contains("CROSSTALK_MAX_QUEUE"));
    }

    void refusesWithOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("names");
        const auto row = [](const QStringList &arguments, const char *names) {
            QTest::newRow(qPrintable(arguments.join(' '))) << arguments << QString::fromUtf8(names);
        };
        row({"--frobnicate"}, "frobnicate");
        row({"extra"}, "extra");
        row({"--listen"}, "listen");
        row({"--listen", "8080"}, "--listen");
        row({"--listen", "127.0.0.1:65536"}, "--listen");
        row({"--listen", "example.org:80"}, "example.org");
        row({"--redis", "http://x"}, "--redis");
        row({"--name", ""}, "--name");
        row({"--name", "a b"}, "--name");
        row({"--prefix", ""}, "--prefix");
        row({"--max-message", "10"}, "--max-message");
        row({"--max-queue", "lots"}, "--max-queue");
        row({"--max-queue", "1MiB"}, "--max-queue");
        row({"--max-rate", "-1"}, "--max-rate");
        row({"--ping-interval", "25"}, "--ping-interval");
        row({"--pong-timeout", "0s"}, "--pong-timeout");
    }
    void refusesWithOneLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, names);
        const auto settings = parse(arguments);
        QVERIFY(!settings);
        const QString line = settings.error().toString();
        QVERIFY2(line.contains(names), qPrintable(line));
        QVERIFY(!line.contains('\n'));
    }

    void helpNamesEveryOption()
    {
        const auto settings = parse({"--help"});
        QVERIFY(settings);
        for (const char *option : {"--name", "--listen", "--redis", "--prefix", "--plain-channel", "--max-queue"})
            QVERIFY(settings->information.contains(option));
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
