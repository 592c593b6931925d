// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// The client against real instances of crosstalk-server behind a real broker: what scripted servers cannot vouch for.

#include "app/engine/cluster.h"
#include "tests/client/fixture.h"

#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;
using State = ChatClient::State;

namespace {

constexpr auto patience = 20s;

/// A text as the payload of @p client's dialect, and as the Journal has it when it comes back.
QByteArray payload(const ChatClient &client, const QString &text)
{
    return client.dialect().payload(text);
}

QString receipt(const ChatClient &client, const QString &text)
{
    return QStringLiteral("received lobby ") + QString::fromUtf8(payload(client, text));
}

struct Member
{
    ChatClient client;
    Journal journal{client};

    Member(const Instance &instance, const QString &user, const QString &dialect, ChatClient::Options options = {})
        : client(std::move(*makeDialect(dialect)), on(instance, user, options))
    {
        client.join(lobby);
        client.open();
    }
    QStringList received() const { return journal.lines.filter(QStringLiteral("received")); }
    bool isIn() const { return client.joinedRooms() == QStringList{lobby}; }

private:
    static ChatClient::Options on(const Instance &instance, const QString &user, ChatClient::Options options)
    {
        options.server = instance.url();
        options.user = user;
        return options;
    }
};

} // namespace

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, std::chrono::milliseconds(patience).count())
#define TRY_COMPARE(actual, expected)                                                                                  \
    QTRY_COMPARE_WITH_TIMEOUT(actual, expected, std::chrono::milliseconds(patience).count())

class TestChatClientServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void hearOneAnotherAcrossInstances_data() { dialects(); }
    void hearOneAnotherAcrossInstances();
    void comesBackAfterAKill_data() { dialects(); }
    void comesBackAfterAKill();
    void comesBackAfterADrain_data() { dialects(); }
    void comesBackAfterADrain();
    void noticesAFrozenInstance_data() { dialects(); }
    void noticesAFrozenInstance();
    void staysWithAFrozenInstanceWhereToldTo();
    void movesToAnotherInstance_data() { dialects(); }
    void movesToAnotherInstance();
    void joinsOnceTheBrokerIsBack();
    void takesNoMessagesAfterALeave();
    void hearsWhatItIsInWhenALeaveFollowsAJoin();

private:
    static void dialects()
    {
        QTest::addColumn<QString>("dialect");
        for (const QString &name : dialectNames())
            QTest::addRow("%s", qPrintable(name)) << name;
    }
    Instance &a() { return *m_cluster->instance(QStringLiteral("a")); }
    Instance &b() { return *m_cluster->instance(QStringLiteral("b")); }

    std::unique_ptr<Cluster> m_cluster;
};

void TestChatClientServer::initTestCase()
{
    Cluster::Options options;
    options.instances = 2;
    options.serverProgram = qEnvironmentVariable("CROSSTALK_BIN") + QStringLiteral("/crosstalk-server");
    m_cluster = std::make_unique<Cluster>(options);
    QString problem;
    connect(m_cluster.get(), &Cluster::failed, this, [&](const Error &error) { problem = error.toString(); });
    m_cluster->start();
    TRY_VERIFY(m_cluster->state() == Cluster::State::Running || !problem.isEmpty());
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

/// Each test finds everything running.
void TestChatClientServer::cleanup()
{
    m_cluster->broker()->start();
    TRY_COMPARE(m_cluster->broker()->state(), Service::State::Ready);
    for (Instance *instance : m_cluster->instances()) {
        instance->thaw();
        instance->start();
        TRY_COMPARE(instance->state(), Service::State::Ready);
    }
}

void TestChatClientServer::hearOneAnotherAcrossInstances()
{
    QFETCH(const QString, dialect);
    Member alice(a(), QStringLiteral("alice"), dialect);
    Member bob(b(), QStringLiteral("bob"), dialect);
    TRY_VERIFY(alice.isIn() && bob.isIn());
    constexpr int count = 200;
    QStringList fromAlice;
    QStringList fromBob;
    for (int i = 0; i < count; ++i) {
        const QString text = QString::number(i);
        alice.client.publish(lobby, payload(alice.client, QStringLiteral("alice ") + text));
        bob.client.publish(lobby, payload(bob.client, QStringLiteral("bob ") + text));
        fromAlice.append(receipt(alice.client, QStringLiteral("alice ") + text));
        fromBob.append(receipt(bob.client, QStringLiteral("bob ") + text));
    }
    for (const Member *member : {&alice, &bob}) {
        TRY_COMPARE(member->journal.count(QStringLiteral("Acknowledged")), count);
        TRY_COMPARE(member->received().size(), 2 * count);
        QCOMPARE(member->received().filter(QStringLiteral("alice ")), fromAlice);
        QCOMPARE(member->received().filter(QStringLiteral("bob ")), fromBob);
    }
    QCOMPARE(alice.client.instance(), dialect == crosstalkWord ? QStringLiteral("a") : QString());
}

void TestChatClientServer::comesBackAfterAKill()
{
    QFETCH(const QString, dialect);
    Member alice(a(), QStringLiteral("alice"), dialect);
    Member bob(b(), QStringLiteral("bob"), dialect);
    TRY_VERIFY(alice.isIn() && bob.isIn());
    a().kill();
    TRY_COMPARE(alice.client.state(), State::Waiting);
    QVERIFY(!alice.journal.lastReason().isEmpty());
    QVERIFY(bob.isIn());
    TRY_VERIFY(alice.client.retryNumber() > 1);
    TRY_VERIFY(!a().isRunning());
    a().start();
    TRY_VERIFY(alice.isIn());
    QCOMPARE(alice.journal.count(QStringLiteral("joined lobby")), 2);
    bob.client.publish(lobby, payload(bob.client, QStringLiteral("welcome back")));
    TRY_COMPARE(alice.received(), QStringList{receipt(alice.client, QStringLiteral("welcome back"))});
}

void TestChatClientServer::comesBackAfterADrain()
{
    QFETCH(const QString, dialect);
    Member alice(a(), QStringLiteral("alice"), dialect);
    TRY_VERIFY(alice.isIn());
    a().drain();
    TRY_COMPARE(alice.client.state(), State::Waiting);
    QVERIFY2(alice.journal.lastReason().contains(QStringLiteral("1001")), qPrintable(alice.journal.lastReason()));
    TRY_COMPARE(a().state(), Service::State::Stopped);
    a().start();
    TRY_VERIFY(alice.isIn());
}

void TestChatClientServer::noticesAFrozenInstance()
{
    QFETCH(const QString, dialect);
    Member alice(a(), QStringLiteral("alice"), dialect, {.backoff = Backoff{1h, 1h}, .heartbeat = 500ms});
    TRY_VERIFY(alice.isIn());
    a().freeze();
    TRY_COMPARE(alice.client.state(), State::Waiting);
    QVERIFY2(alice.journal.lastReason().contains(QStringLiteral("ping")), qPrintable(alice.journal.lastReason()));
    alice.client.moveTo(b().url());
    TRY_VERIFY(alice.isIn());
}

void TestChatClientServer::staysWithAFrozenInstanceWhereToldTo()
{
    Member alice(a(), QStringLiteral("alice"), crosstalkWord, {.requestTimeout = 300ms, .heartbeat = 0ms});
    TRY_VERIFY(alice.isIn());
    a().freeze();
    const QString id = alice.client.publish(lobby, "\"frozen\"");
    TRY_COMPARE(alice.journal.count(QStringLiteral("Indeterminate timeout")), 1);
    QVERIFY(alice.isIn());
    a().thaw();
    TRY_COMPARE(alice.received(),
                QStringList{QStringLiteral("received lobby \"frozen\"")}); // It was delivered after all.
    QCOMPARE(alice.journal.ids, QStringList{id});
}

void TestChatClientServer::movesToAnotherInstance()
{
    QFETCH(const QString, dialect);
    Member alice(a(), QStringLiteral("alice"), dialect);
    Member bob(b(), QStringLiteral("bob"), dialect);
    TRY_VERIFY(alice.isIn() && bob.isIn());
    bob.client.moveTo(a().url());
    TRY_COMPARE(bob.journal.count(QStringLiteral("joined lobby")), 2);
    alice.client.publish(lobby, payload(alice.client, QStringLiteral("hello")));
    TRY_COMPARE(bob.received(), QStringList{receipt(bob.client, QStringLiteral("hello"))});
}

void TestChatClientServer::joinsOnceTheBrokerIsBack()
{
    Member alice(a(), QStringLiteral("alice"), crosstalkWord);
    TRY_VERIFY(alice.isIn());
    m_cluster->broker()->kill();
    TRY_VERIFY(!m_cluster->broker()->isRunning());
    // The instance may take a moment to see that its broker is gone.
    const auto publishUntilRefused = [&] {
        alice.client.publish(lobby, "1");
        return alice.journal.count(QStringLiteral("Refused broker-unavailable")) > 0;
    };
    TRY_VERIFY(publishUntilRefused());
    QCOMPARE(alice.client.state(), State::Open);

    m_cluster->broker()->start();
    TRY_COMPARE(m_cluster->broker()->state(), Service::State::Ready);
    Member bob(b(), QStringLiteral("bob"), crosstalkWord);
    Member carol(a(), QStringLiteral("carol"), crosstalkWord);
    TRY_VERIFY(bob.isIn() && carol.isIn()); // So both instances have their broker again.
    alice.client.publish(lobby, "\"back\"");
    TRY_COMPARE(bob.received(), QStringList{QStringLiteral("received lobby \"back\"")});
}

void TestChatClientServer::takesNoMessagesAfterALeave()
{
    Member alice(a(), QStringLiteral("alice"), crosstalkWord);
    Member bob(b(), QStringLiteral("bob"), crosstalkWord);
    TRY_VERIFY(alice.isIn() && bob.isIn());
    alice.client.leave(lobby);
    TRY_COMPARE(alice.journal.count(QStringLiteral("left lobby")), 1);
    bob.client.publish(lobby, "1");
    TRY_COMPARE(bob.received().size(), 1);
    alice.client.join(lobby);
    TRY_VERIFY(alice.isIn());
    bob.client.publish(lobby, "2");
    TRY_COMPARE(alice.received(), QStringList{QStringLiteral("received lobby 2")});
}

void TestChatClientServer::hearsWhatItIsInWhenALeaveFollowsAJoin()
{
    Member alice(a(), QStringLiteral("alice"), crosstalkWord);
    Member bob(a(), QStringLiteral("bob"), crosstalkWord);
    TRY_VERIFY(alice.isIn() && bob.isIn());
    const QString attic = QStringLiteral("attic");
    alice.client.join(attic);
    alice.client.leave(attic);
    TRY_COMPARE(alice.journal.count(QStringLiteral("left attic")), 1);
    QCOMPARE(alice.journal.count(QStringLiteral("joined attic")), 0);
    bob.client.join(attic);
    TRY_COMPARE(bob.client.joinedRooms().size(), 2);
    bob.client.publish(attic, "1");
    TRY_COMPARE(bob.received().size(), 1);
    bob.client.publish(lobby, "2"); // On the same way, after it.
    TRY_COMPARE(alice.received(), QStringList{QStringLiteral("received lobby 2")});

    alice.client.join(attic);
    TRY_COMPARE(alice.client.joinedRooms().size(), 2);
    bob.client.publish(attic, "3");
    TRY_COMPARE(alice.received().size(), 2);
}

QTEST_GUILESS_MAIN(TestChatClientServer)
#include "tst_chatclient_server.moc"
