// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// The server that mutants are made of, without a fault: it must be as good as it is taken for. Of the mutants only that
// each can be had by its name; what they do is for the checker to find out (tst_mutants).

#include "client/chatclient.h"
#include "shared/message.h"
#include "tests/mutants/mutantserver/mutant.h"
#include "tests/support/rawclient.h"
#include "tests/support/serverprogram.h"

#include <QCoreApplication>
#include <QTest>

using namespace crosstalk;
using test::RawClient;
using test::RedisServer;
using test::ServerProgram;

namespace {

constexpr int timeoutMs = 20'000;

class Program : public ServerProgram
{
public:
    explicit Program(const QStringList &arguments)
        : ServerProgram(arguments, QCoreApplication::applicationDirPath() + QStringLiteral("/crosstalk-mutant"))
    {}
    Program(RedisServer &redis, const QString &name, const QStringList &more = {})
        : Program(QStringList{"--name", name, "--redis", redis.broker().url()} + more)
    {}
};

/// A client, with what it has heard and been answered.
class Peer
{
public:
    Peer(const QString &user, const QUrl &url)
        : m_client(*makeDialect(QStringLiteral("crosstalk")), {.server = url, .user = user})
    {
        QObject::connect(&m_client, &ChatClient::received, &m_client, [this](const MessageReceived &message) {
            heard << message.room + u' ' + message.from + u' ' + message.via + u' ' +
                         QString::fromUtf8(message.payload);
        });
        QObject::connect(&m_client, &ChatClient::published, &m_client,
                         [this](const QString &, ChatClient::Outcome outcome) { outcomes << outcome; });
        QObject::connect(&m_client, &ChatClient::stateChanged, &m_client,
                         [this](ChatClient::State, const QString &reason) { reasons << reason; });
        m_client.open();
    }

    void say(const QString &room, const QByteArray &what) { m_client.publish(room, what); }
    bool joins(const QString &room)
    {
        m_client.join(room);
        return QTest::qWaitFor([&] { return m_client.joinedRooms().contains(room); }, timeoutMs);
    }
    bool leaves(const QString &room)
    {
        m_client.leave(room);
        return QTest::qWaitFor([&] { return !m_client.joinedRooms().contains(room); }, timeoutMs);
    }
    ChatClient &client() { return m_client; }

    QStringList heard; ///< "room from via payload"
    QList<ChatClient::Outcome> outcomes;
    QStringList reasons; ///< Of changes of the link's state.

private:
    ChatClient m_client;
};

} // namespace

class MutantServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everybodyInARoomHearsEverybody();
    void losesDoublesAndReordersNothing();
    void answersAJoinOnceSubscribed();
    void subscribesOnlyWhileSomebodyIsIn();
    void refusesWithoutItsBrokerAndReturnsWithIt();
    void answersBeforeItDrains();
    void cutsOffAReaderThatIsTooSlow();
    void saysWhyItCannotStart_data();
    void saysWhyItCannotStart();
    void knowsEachMutantByName();
};

void MutantServerTest::initTestCase()
{
    // AddressSanitizer holds back what is freed, which would look like a server that holds on to it.
    qputenv("ASAN_OPTIONS", qgetenv("ASAN_OPTIONS") + ":quarantine_size_mb=0:thread_local_quarantine_size_kb=0");
}

void MutantServerTest::everybodyInARoomHearsEverybody()
{
    RedisServer redis;
    Program a(redis, "a");
    Program b(redis, "b");
    QVERIFY(a.becomesReady() && b.becomesReady());
    Peer alice("alice", a.url());
    Peer bob("bob", b.url());
    Peer carol("carol", b.url());
    QVERIFY(alice.joins("lobby") && bob.joins("lobby") && carol.joins("attic"));
    alice.say("lobby", "1");
    QTRY_COMPARE_WITH_TIMEOUT(bob.heard, QStringList{"lobby alice a 1"}, timeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(alice.heard, QStringList{"lobby alice a 1"}, timeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(alice.outcomes, QList{ChatClient::Outcome::Acknowledged}, timeoutMs);
    bob.say("attic", "{\"text\":\"2\"}"); // Who is not in a room may speak to it all the same.
    QTRY_COMPARE_WITH_TIMEOUT(carol.heard, QStringList{"attic bob b {\"text\":\"2\"}"}, timeoutMs);
    QVERIFY(bob.leaves("lobby") && bob.joins("attic"));
    alice.say("lobby", "3");
    alice.say("attic", "4");
    QTRY_COMPARE_WITH_TIMEOUT(bob.heard.last(), "attic alice a 4", timeoutMs);
    QCOMPARE(bob.heard.size(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(alice.heard.size(), 2, timeoutMs);
}

void MutantServerTest::losesDoublesAndReordersNothing()
{
    constexpr int count = 2000;
    RedisServer redis;
    Program a(redis, "a");
    Program b(redis, "b");
    QVERIFY(a.becomesReady() && b.becomesReady());
    Peer alice("alice", a.url());
    Peer bob("bob", b.url());
    QVERIFY(alice.joins("lobby") && bob.joins("lobby"));
    QStringList wanted;
    for (int i = 0; i < count; ++i) {
        alice.say("lobby", QByteArray::number(i));
        wanted << "lobby alice a " + QString::number(i);
    }
    QTRY_COMPARE_WITH_TIMEOUT(bob.heard.size(), count, timeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(alice.heard.size(), count, timeoutMs);
    QCOMPARE(bob.heard, wanted);
    QCOMPARE(alice.heard, wanted);
}

void MutantServerTest::answersAJoinOnceSubscribed()
{
    RedisServer redis;
    Program a(redis, "a");
    QVERIFY(a.becomesReady());
    Peer alice("alice", a.url());
    for (int i = 0; i < 20; ++i) {
        const QString room = "room" + QString::number(i);
        QVERIFY(alice.joins(room));
        QCOMPARE(redis.subscribers("crosstalk:{" + room.toUtf8() + '}'), 1);
    }
}

void MutantServerTest::subscribesOnlyWhileSomebodyIsIn()
{
    RedisServer redis;
    Program a(redis, "a", {"--prefix", "mine"});
    QVERIFY(a.becomesReady());
    Peer alice("alice", a.url());
    Peer bob("bob", a.url());
    QVERIFY(bob.joins("hall") && alice.joins("lobby") && bob.joins("lobby")); // Of one room it would not let go.
    QVERIFY(bob.leaves("lobby"));
    QCOMPARE(redis.subscribers("mine:{lobby}"), 1);
    QVERIFY(alice.leaves("lobby"));
    QTRY_COMPARE(redis.subscribers("mine:{lobby}"), 0);
    QVERIFY(alice.joins("lobby"));
    QCOMPARE(redis.subscribers("mine:{lobby}"), 1);
    alice.client().close();
    QTRY_COMPARE_WITH_TIMEOUT(redis.subscribers("mine:{lobby}"), 0, timeoutMs);
    alice.client().open();
    QTRY_COMPARE_WITH_TIMEOUT(redis.subscribers("mine:{lobby}"), 1, timeoutMs);
}

void MutantServerTest::refusesWithoutItsBrokerAndReturnsWithIt()
{
    RedisServer redis;
    Program a(redis, "a");
    Program b(redis, "b");
    QVERIFY(a.becomesReady() && b.becomesReady());
    Peer alice("alice", a.url());
    Peer bob("bob", b.url());
    QVERIFY(alice.joins("lobby") && alice.joins("attic") && bob.joins("lobby") && bob.joins("attic"));
    redis.broker().kill();
    QVERIFY(redis.becomes(Service::State::Stopped));
    alice.say("lobby", "1");
    QTRY_COMPARE_WITH_TIMEOUT(alice.outcomes, QList{ChatClient::Outcome::Refused}, timeoutMs);
    redis.broker().start();
    QVERIFY(redis.becomes(Service::State::Ready));
    for (const QByteArray room : {"lobby", "attic"}) // Of both instances.
        QTRY_COMPARE_WITH_TIMEOUT(redis.subscribers("crosstalk:{" + room + '}'), 2, timeoutMs);
    qsizetype said = 1;
    const auto saysUntilTaken = [&] { // Its way to publish comes back on its own.
        if (alice.outcomes.last() == ChatClient::Outcome::Acknowledged)
            return true;
        if (alice.outcomes.size() == said) {
            alice.say("lobby", "2");
            ++said;
        }
        return false;
    };
    QVERIFY(QTest::qWaitFor(saysUntilTaken, timeoutMs));
    alice.say("attic", "3");
    QTRY_COMPARE_WITH_TIMEOUT(bob.heard, (QStringList{"lobby alice a 2", "attic alice a 3"}), timeoutMs);
    QCOMPARE(bob.client().state(), ChatClient::State::Open);
    QCOMPARE(alice.client().retryNumber(), 0);
    QCOMPARE(bob.client().retryNumber(), 0);
}

void MutantServerTest::answersBeforeItDrains()
{
    RedisServer redis;
    Program a(redis, "a");
    Program b(redis, "b");
    QVERIFY(a.becomesReady() && b.becomesReady());
    Peer alice("alice", a.url());
    Peer bob("bob", b.url());
    QVERIFY(alice.joins("lobby") && bob.joins("lobby"));
    int sent = 0;
    while (alice.outcomes.size() < 100) {
        alice.say("lobby", QByteArray::number(++sent));
        QCoreApplication::processEvents();
    }
    a.process().terminate();
    QTRY_COMPARE_WITH_TIMEOUT(alice.outcomes.size(), sent, timeoutMs);
    QVERIFY2(!alice.reasons.filter("draining").isEmpty(), qPrintable(alice.reasons.join(u'\n')));
    QVERIFY(a.ends());
    QCOMPARE(a.exitCode(), 0);
    // All that it has said yes to is there, and perhaps one or two that it could not answer any more.
    const auto acknowledged = alice.outcomes.count(ChatClient::Outcome::Acknowledged);
    QTRY_VERIFY_WITH_TIMEOUT(bob.heard.size() >= acknowledged, timeoutMs);
    for (qsizetype i = 0; i < acknowledged; ++i)
        QCOMPARE(bob.heard.at(i), "lobby alice a " + QString::number(i + 1));
}

void MutantServerTest::cutsOffAReaderThatIsTooSlow()
{
    RedisServer redis;
    Program a(redis, "a");
    QVERIFY(a.becomesReady());
    Peer alice("alice", a.url());
    RawClient slow;
    QVERIFY(alice.joins("lobby"));
    slow.open(a.url(), v1::subprotocol);
    QTRY_VERIFY_WITH_TIMEOUT(slow.isUpgraded(), timeoutMs);
    slow.sendText(v1::encode(v1::ClientMessage(v1::Join{"lobby"})));
    QTRY_COMPARE_WITH_TIMEOUT(slow.texts().size(), 2, timeoutMs); // Welcome and joined.
    slow.setReading(false);
    const qint64 before = a.process().resources().residentBytes;
    const QByteArray payload = '"' + QByteArray(1024 * 1024, 'x') + '"';
    for (int i = 0; i < 60; ++i) {
        alice.say("lobby", payload);
        QTRY_COMPARE_WITH_TIMEOUT(alice.heard.size(), i + 1, timeoutMs);
        alice.heard.last().clear();
    }
    // 60 MiB went by.
    QVERIFY(a.process().resources().residentBytes - before < 40 * 1024 * 1024);
    slow.setReading(true);
    QTRY_VERIFY_WITH_TIMEOUT(slow.isDisconnected(), timeoutMs);
}

void MutantServerTest::saysWhyItCannotStart_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown option") << QStringList{"--frobnicate"} << "frobnicate";
    QTest::newRow("unknown mutant") << QStringList{"--mutant", "deaf"} << "deaf-after-broker-restart";
    QTest::newRow("bad url") << QStringList{"--redis", "http://localhost"} << "http://localhost";
}

void MutantServerTest::saysWhyItCannotStart()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    Program program(arguments);
    QVERIFY(program.ends());
    QCOMPARE(program.exitCode(), 2);
    QVERIFY2(program.logs(says), qPrintable(program.log().join('\n')));
}

void MutantServerTest::knowsEachMutantByName()
{
    RedisServer redis;
    for (const QString &name : mutant::mutantNames()) {
        Program program(redis, "a", {"--mutant", name});
        QVERIFY2(program.becomesReady(), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(MutantServerTest)
#include "tst_mutantserver.moc"
