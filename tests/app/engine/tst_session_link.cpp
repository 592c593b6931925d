// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/app/engine/sessionpair.h"

#include <QSignalSpy>
#include <QtTest>

using namespace crosstalk;
using namespace crosstalk::testing;
using State = ChatClient::State;

/// How sessions come to their instance, stay with it, lose it and move to another.
class tst_SessionLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBack_data() { dialects(); }
    void comesBack();
    void waitsForItsInstance();
    void saysGoodByeToTheLedgerWhenDeleted();
    void movesToAnotherInstance_data();
    void movesToAnotherInstance();
    void doesNotMoveToAnotherDialect();
    void doesNotMoveToAnotherSystem();
    void staysAwayWhereItDoesNotReconnect();
    void saysWhatIsMissing();
    void stopsReading();
    void noticesTheEndWhileItDoesNotRead();
    void maySpeakOnceItIsIn();
};

void tst_SessionLink::comesBack()
{
    QFETCH(bool, isPlain);
    Pair pair(isPlain);
    QTRY_VERIFY(pair.hasJoined());
    QSignalSpy states(&pair.bob, &Session::stateChanged);
    QSignalSpy joined(&pair.bob, &Session::joined);
    pair.server.dropAll();
    QTRY_VERIFY(pair.bob.client()->state() == State::Waiting);
    QVERIFY(!states.isEmpty());
    QVERIFY(!states.at(0).at(1).toString().isEmpty());
    QCOMPARE(pair.bob.brokenLinks(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!joined.isEmpty() && pair.hasJoined(), 15000);
    const auto probe = pair.alice.say(room, "back again");
    QTRY_COMPARE(pair.atBob.count(), 1);
    QCOMPARE(pair.recorder.ledger().delivery(probe)->delivered, 1);
    QVERIFY(pair.recorder.ledger().total().isClean());
    QCOMPARE(pair.bob.brokenLinks(), 1);
    pair.bob.close(); // As it was wanted.
    QCOMPARE(pair.bob.brokenLinks(), 1);
}

void tst_SessionLink::waitsForItsInstance()
{
    Instance::Launch launch;
    launch.program = QCoreApplication::applicationDirPath() + "/standinserver";
    launch.prefix = "test";
    launch.plainChannel = "test";
    Instance instance("a", 0, launch);
    instance.setRedisUrl("redis://127.0.0.1:1");
    Recorder recorder;
    Session session("alice", &instance, {}, &recorder);
    session.open();
    QCOMPARE(session.client()->state(), State::Closed);
    instance.start();
    QTRY_COMPARE(instance.state(), Instance::State::Ready);
    QVERIFY(session.client()->state() != State::Closed);
    QCOMPARE(session.client()->options().server, instance.url());
    session.close();
    QCOMPARE(session.client()->state(), State::Closed);
}

void tst_SessionLink::saysGoodByeToTheLedgerWhenDeleted()
{
    WireServer server(true);
    Instance instance("w", 0, Instance::Attachment{server.url(), "plain"});
    Recorder recorder;
    auto session = std::make_unique<Session>("alice", &instance, QString(), &recorder);
    session->open();
    QTRY_COMPARE(session->client()->state(), State::Open);
    int disconnected = 0;
    connect(&recorder, &Recorder::recorded, this, [&](const history::Event &event) {
        disconnected += std::holds_alternative<history::Disconnected>(event) ? 1 : 0;
    });
    session.reset();
    QCOMPARE(disconnected, 1);
}

void tst_SessionLink::movesToAnotherInstance_data()
{
    QTest::addColumn<QString>("from");
    QTest::newRow("while connected") << "open";
    QTest::newRow("before it is opened") << "closed";
    QTest::newRow("while the old one is gone") << "waiting";
}

void tst_SessionLink::movesToAnotherInstance()
{
    QFETCH(QString, from);
    Pair pair(false);
    QTRY_VERIFY(pair.hasJoined());
    WireServer other(false);
    Instance instance("v", 1, Instance::Attachment{other.url(), "crosstalk"});
    QList<QPair<QString, QString>> connected;
    connect(&pair.recorder, &Recorder::recorded, this, [&](const history::Event &event) {
        if (const auto *at = std::get_if<history::Connected>(&event))
            connected.append({at->session, at->instance});
    });
    if (from == "closed") {
        pair.bob.close();
    } else if (from == "waiting") {
        pair.server.dropAll();
        QTRY_COMPARE(pair.bob.client()->state(), State::Waiting);
        pair.alice.close();
    }
    QVERIFY(pair.bob.moveTo(&instance));
    QCOMPARE(pair.bob.instance(), &instance);
    if (from == "closed") {
        QCOMPARE(pair.bob.client()->state(), State::Closed);
        pair.bob.open();
    }
    QTRY_COMPARE(pair.bob.client()->joinedRooms(), QStringList{room});
    QCOMPARE(connected, (QList<QPair<QString, QString>>{{"bob", "v"}}));
    QCOMPARE(other.clients(), 1);
    pair.bob.say(room, "from over there");
    QTRY_COMPARE(pair.recorder.ledger().cell("v", "v").delivered, 1u);
}

void tst_SessionLink::doesNotMoveToAnotherDialect()
{
    Pair pair(false);
    WireServer other(true);
    Instance instance("v", 1, Instance::Attachment{other.url(), "plain"});
    const auto moved = pair.bob.moveTo(&instance);
    QVERIFY(!moved);
    QCOMPARE(moved.error().what, QStringLiteral("bob speaks crosstalk and cannot move to v, which speaks plain"));
    QCOMPARE(pair.bob.instance(), &pair.instance);
}

void tst_SessionLink::doesNotMoveToAnotherSystem()
{
    Pair pair(true);
    Instance other("other", 1, Instance::Attachment{pair.server.url(), "plain"});
    other.setSystem("second");
    const auto moved = pair.alice.moveTo(&other);
    QVERIFY(!moved);
    QCOMPARE(moved.error().what, QStringLiteral("alice cannot move to other, which belongs to another system"));
    QCOMPARE(pair.alice.instance(), &pair.instance);
}

void tst_SessionLink::staysAwayWhereItDoesNotReconnect()
{
    Pair pair(true);
    pair.bob.setReconnects(false);
    QTRY_VERIFY(pair.hasJoined());
    QVERIFY(pair.bob.isWanted());
    pair.server.dropAll();
    QTRY_COMPARE(pair.bob.client()->state(), State::Closed);
    QVERIFY(!pair.bob.isWanted());
    QVERIFY(pair.alice.isWanted());
    QCOMPARE(pair.bob.trouble(), QString());
}

void tst_SessionLink::saysWhatIsMissing()
{
    Pair pair(false);
    QTRY_VERIFY(pair.hasJoined());
    QCOMPARE(pair.bob.trouble(), QString());
    pair.bob.join(QString(200, 'x'));
    QTRY_VERIFY2(pair.bob.trouble().startsWith("bob has not joined xxx") &&
                     pair.bob.trouble().contains("(unsendable: "),
                 qPrintable(pair.bob.trouble()));
    pair.server.dropAll();
    QTRY_VERIFY(pair.bob.client()->state() == State::Waiting);
    QVERIFY2(pair.bob.trouble().startsWith("bob is not connected to w (The server ended the connection"),
             qPrintable(pair.bob.trouble()));
    pair.bob.close();
    QCOMPARE(pair.bob.trouble(), QString());
}

void tst_SessionLink::stopsReading()
{
    Pair pair(true);
    QTRY_VERIFY(pair.hasJoined());
    pair.alice.close();
    QVERIFY(!pair.alice.setStalled(true));
    QTRY_COMPARE(pair.server.clients(), 1);

    QVERIFY(pair.bob.setStalled(true));
    const QString megabyte(1024 * 1024, 'x');
    int said = 0;
    // More than the buffers of both kernels take, and it stays with the server.
    const auto isServerFull = [&] {
        if (pair.server.unsentBytes() == 0) {
            pair.server.broadcast(megabyte);
            ++said;
        }
        return said > 3 && pair.server.unsentBytes() > megabyte.size() / 2;
    };
    QTRY_VERIFY(isServerFull());
    QCOMPARE(pair.atBob.count(), 0);
    QCOMPARE(pair.bob.client()->state(), State::Open);
    // It can still speak.
    pair.bob.say(room, "I am still here");
    QTRY_COMPARE(pair.published.count() + pair.recorder.ledger().sent(), 1u);

    QVERIFY(pair.bob.setStalled(false));
    QTRY_COMPARE_WITH_TIMEOUT(pair.atBob.count(), said + 1, 20000);
    QCOMPARE(pair.server.unsentBytes(), 0);
}

void tst_SessionLink::noticesTheEndWhileItDoesNotRead()
{
    Pair pair(true);
    QTRY_VERIFY(pair.hasJoined());
    QVERIFY(pair.bob.setStalled(true));
    QSignalSpy states(&pair.bob, &Session::stateChanged);
    pair.server.dropAll();
    QTRY_VERIFY(!states.isEmpty());
    QCOMPARE(states.at(0).at(0).value<State>(), State::Waiting);
    // The next link is read.
    QTRY_VERIFY_WITH_TIMEOUT(pair.hasJoined(), 15000);
    pair.server.broadcast("hello");
    QTRY_COMPARE(pair.atBob.count(), 1);
}

void tst_SessionLink::maySpeakOnceItIsIn()
{
    WireServer server(false);
    Instance instance("w", 0, Instance::Attachment{server.url(), "crosstalk"});
    Recorder recorder;
    Session session("alice", &instance, {}, &recorder);
    QVERIFY(!session.canSay(room));
    session.open();
    QTRY_VERIFY(session.canSay(room)); // Nobody said that she wants to be in there.
    session.join(room);
    QVERIFY(!session.canSay(room));
    QTRY_VERIFY(session.canSay(room));
}

QTEST_GUILESS_MAIN(tst_SessionLink)
#include "tst_session_link.moc"
