// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/brokertap.h"
#include "tests/support/redisserver.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QtTest>

using namespace crosstalk;
using test::RedisServer;

/// What is heard on a broker of the test's own.
class tst_BrokerTap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void knowsTheRoomOfAChannel_data();
    void knowsTheRoomOfAChannel();
    void recordsProbesOfTheRun();
    void passesOverWhatIsNotOfTheRun();
    void comesBackWithTheBroker_data();
    void comesBackWithTheBroker();
    void listensOnABrokerOfSomebodyElse();
    void isJustNotThere_data();
    void isJustNotThere();

private:
    QByteArray probe(quint64 number, const QString &run = {}) const
    {
        return probeAsJson(Probe{run.isEmpty() ? m_recorder->run() : run, 1, number, 5}, "hello");
    }
    QList<history::ProbeId> heard() const
    {
        QList<history::ProbeId> result;
        for (const auto &arguments : *m_recorded) {
            const auto event = arguments.at(0).value<history::Event>();
            if (const auto *tapped = std::get_if<history::Tapped>(&event))
                result.append(tapped->probe);
        }
        return result;
    }

    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<QSignalSpy> m_recorded;
};

void tst_BrokerTap::init()
{
    m_recorder = std::make_unique<Recorder>();
    m_recorded = std::make_unique<QSignalSpy>(m_recorder.get(), &Recorder::recorded);
    QCOMPARE(m_recorder->sessionNumber("alice"), 1u);
}

void tst_BrokerTap::knowsTheRoomOfAChannel_data()
{
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<QString>("room");
    QTest::newRow("of ours") << QByteArray("crosstalk:{lobby}") << "lobby";
    QTest::newRow("of a system") << QByteArray("red:{lobby}") << "red/lobby";
    QTest::newRow("plain, of a system") << QByteArray("red") << "red/";
    QTest::newRow("with braces") << QByteArray("x:{a}b:{c}") << "a}b:{c";
    QTest::newRow("plain") << QByteArray("chat_channel") << "";
    QTest::newRow("heartbeat") << QByteArray("crosstalk:probe:a") << "";
    QTest::newRow("open") << QByteArray("crosstalk:{lobby") << "";
    QTest::newRow("nothing") << QByteArray() << "";
    QTest::newRow("of another system") << QByteArray("second:{lobby}") << "second/lobby";
    QTest::newRow("plain, of another system") << QByteArray("third") << "third/";
}

void tst_BrokerTap::knowsTheRoomOfAChannel()
{
    QFETCH(QByteArray, channel);
    QTEST(BrokerTap::roomOf(channel, {"red", "second", "third"}), "room");
}

void tst_BrokerTap::recordsProbesOfTheRun()
{
    RedisServer server;
    BrokerTap tap(&server.broker(), m_recorder.get(), {});
    QVERIFY(!m_recorder->hearsBroker());
    QTRY_VERIFY(tap.isListening());
    QVERIFY(m_recorder->hearsBroker());
    QVERIFY(server.run({"PUBLISH", "crosstalk:{lobby}", "{\"op\":\"message\",\"data\":" + probe(1) + "}"}));
    QVERIFY(server.run({"PUBLISH", "chat_channel", probeAsText({m_recorder->run(), 1, 2, 5}, "hi").toUtf8()}));
    QVERIFY(server.run({"PUBLISH", "whatever they call it", probe(3)}));
    const QList<history::ProbeId> expected{{"alice", "lobby", 1}, {"alice", "", 2}, {"alice", "", 3}};
    QTRY_COMPARE(heard(), expected);
}

void tst_BrokerTap::passesOverWhatIsNotOfTheRun()
{
    RedisServer server;
    BrokerTap tap(&server.broker(), m_recorder.get(), {});
    QTRY_VERIFY(tap.isListening());
    QVERIFY(server.run({"PUBLISH", "chat_channel", "no probe"}));
    QVERIFY(server.run({"PUBLISH", "chat_channel", probe(1, "other")}));
    QVERIFY(server.run({"PUBLISH", "chat_channel", probeAsJson({m_recorder->run(), 99, 1, 5}, "nobody's")}));
    QVERIFY(server.run({"PUBLISH", "chat_channel", probe(2)}));
    QTRY_COMPARE(heard(), (QList<history::ProbeId>{{"alice", "", 2}}));
}

void tst_BrokerTap::comesBackWithTheBroker_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"restart", "kill", "freeze"})
        QTest::newRow(how) << how;
}

void tst_BrokerTap::comesBackWithTheBroker()
{
    QFETCH(QString, how);
    RedisServer server;
    BrokerTap tap(&server.broker(), m_recorder.get(), {});
    QTRY_VERIFY(tap.isListening());
    if (how == "freeze") {
        server.broker().freeze();
        server.broker().thaw();
    } else if (how == "restart") {
        // It may be back sooner than anybody looks.
        QSignalSpy changed(&tap, &BrokerTap::listeningChanged);
        server.broker().restart();
        QTRY_VERIFY(!changed.isEmpty());
        QCOMPARE(changed.constFirst().constFirst().toBool(), false);
    } else {
        server.broker().kill();
        QTRY_VERIFY(!tap.isListening());
        QVERIFY(server.becomes(Service::State::Stopped));
        server.broker().start();
    }
    QVERIFY(server.becomes(Service::State::Ready));
    QTRY_VERIFY(tap.isListening());
    QVERIFY(server.run({"PUBLISH", "chat_channel", probe(1)}));
    QTRY_COMPARE(heard().size(), 1);
}

void tst_BrokerTap::listensOnABrokerOfSomebodyElse()
{
    RedisServer server;
    Broker attached({.program = {}, .port = 0, .persistence = {}, .attachedUrl = server.broker().url()});
    BrokerTap tap(&attached, m_recorder.get(), {{"with[*]", "other"}, {"chat_channel", "h?llo"}});
    QTRY_VERIFY(tap.isListening());
    int number = 0;
    for (const char *channel : {"with[*]:{lobby}", "other:{attic}", "chat_channel", "h?llo", // Wanted.
                                "with*:{lobby}", "hello", "chat_channel2", "somebody:{lobby}"})
        QVERIFY(server.run({"PUBLISH", channel, probe(++number)}));
    const QList<history::ProbeId> expected{
        {"alice", "lobby", 1}, {"alice", "attic", 2}, {"alice", "", 3}, {"alice", "", 4}};
    QTRY_COMPARE(heard(), expected);
    QVERIFY(server.run({"PUBLISH", "chat_channel", probe(20)}));
    QTRY_COMPARE(heard().size(), 5);
}

void tst_BrokerTap::isJustNotThere_data()
{
    QTest::addColumn<QByteArray>("permissions");
    QTest::addColumn<QString>("logged");
    QTest::newRow("no access at all") << QByteArray("off") << "WRONGPASS";
    QTest::newRow("not to channels") << QByteArray("resetchannels") << "127.0.0.1";
}

void tst_BrokerTap::isJustNotThere()
{
    QFETCH(QByteArray, permissions);
    QFETCH(QString, logged);
    RedisServer server;
    QVERIFY(server.run({"ACL", "SETUSER", "tap", "on", ">secret", "+@all", "resetchannels", permissions}));
    Broker attached({.program = {},
                     .port = 0,
                     .persistence = {},
                     .attachedUrl = QStringLiteral("redis://tap:secret@127.0.0.1:%1").arg(server.broker().port())});
    static QString log;
    log.clear();
    QLoggingCategory::setFilterRules("crosstalk.tap.info=true");
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) { log += text + '\n'; });
    BrokerTap tap(&attached, m_recorder.get(), {{"crosstalk"}, {"chat_channel"}});
    const bool hasTried = QTest::qWaitFor([&] { return log.contains(logged); });
    qInstallMessageHandler(nullptr);
    QLoggingCategory::setFilterRules({});
    QVERIFY2(hasTried, qPrintable(log));
    QVERIFY(server.run({"PUBLISH", "chat_channel", probe(1)}));
    QVERIFY(!tap.isListening());
    QCOMPARE(heard().size(), 0);
}

QTEST_GUILESS_MAIN(tst_BrokerTap)
#include "tst_brokertap.moc"
