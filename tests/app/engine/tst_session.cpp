// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/session.h"
#include "tests/app/engine/wireserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QtTest>

using namespace crosstalk;
using namespace crosstalk::testing;
using Outcome = ChatClient::Outcome;
using State = ChatClient::State;

/// Two sessions on one server, which says what the test wants it to.
class tst_Session : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsAMessage_data() { dialects(); }
    void followsAMessage();
    void countsPerRoom();
    void countsWhatTheServerDidWrong_data();
    void countsWhatTheServerDidWrong();
    void showsWhatOutsidersSay_data();
    void showsWhatOutsidersSay();
    void showsProbesOfAnotherRun_data() { dialects(); }
    void showsProbesOfAnotherRun();
    void probesOfNobodyArePhantoms();
    void saysWhatWasRefused();
    void saysWhatIsIndeterminate();
    void doesNotCountWhatWasNotSent();
    void comesBack_data() { dialects(); }
    void comesBack();
    void isNotDueWhatItLeft();
    void latencyCountsFromTheIntendedTime();
    void waitsForItsInstance();
    void saysGoodByeToTheLedgerWhenDeleted();

private:
    void dialects();
};

namespace {

const QString room = QStringLiteral("lobby");

struct Pair
{
    explicit Pair(bool isPlain)
        : server(isPlain)
        , instance(QStringLiteral("w"), 0, Instance::Attachment{server.url(), server.dialect()})
        , alice(QStringLiteral("alice"), &instance, {}, &recorder)
        , bob(QStringLiteral("bob"), &instance, {}, &recorder)
        , atAlice(&alice, &Session::received)
        , atBob(&bob, &Session::received)
        , published(&alice, &Session::published)
    {
        for (Session *session : {&alice, &bob}) {
            session->join(room);
            session->open();
        }
    }
    bool hasJoined() const
    {
        return !alice.client()->joinedRooms().isEmpty() && !bob.client()->joinedRooms().isEmpty();
    }
    static ChatMessage message(const QSignalSpy &spy, int index = 0)
    {
        return spy.at(index).at(0).value<ChatMessage>();
    }

    WireServer server;
    Instance instance;
    Recorder recorder;
    Session alice;
    Session bob;
    QSignalSpy atAlice;
    QSignalSpy atBob;
    QSignalSpy published;
};

} // namespace

void tst_Session::dialects()
{
    QTest::addColumn<bool>("isPlain");
    QTest::newRow("crosstalk") << false;
    QTest::newRow("plain") << true;
}

void tst_Session::followsAMessage()
{
    QFETCH(bool, isPlain);
    Pair pair(isPlain);
    QTRY_VERIFY(pair.hasJoined());
    const QString text = QStringLiteral("grüß Gott [1] {\"a\":2}");
    const auto probe = pair.alice.say(room, text);
    QCOMPARE(probe, (history::ProbeId{"alice", isPlain ? QString() : room, 1}));
    QCOMPARE(pair.published.count(), 0);

    QTRY_COMPARE(pair.atBob.count(), 1);
    QTRY_COMPARE(pair.atAlice.count(), 1);
    QTRY_COMPARE(pair.published.count(), 1);
    const ChatMessage atBob = Pair::message(pair.atBob);
    QCOMPARE(atBob.text, text);
    QCOMPARE(atBob.probe, probe);
    QCOMPARE(atBob.room, room);
    QCOMPARE(atBob.from, QStringLiteral("alice"));
    QCOMPARE(atBob.via, isPlain ? QStringLiteral("w") : QStringLiteral("wire"));
    QVERIFY(atBob.latency.count() > 0);
    QVERIFY(!atBob.isOwn);
    QVERIFY(!atBob.isCorrupted);
    QVERIFY(Pair::message(pair.atAlice).isOwn);
    QCOMPARE(pair.published.at(0).at(0).value<history::ProbeId>(), probe);
    QCOMPARE(pair.published.at(0).at(1).value<Outcome>(), Outcome::Acknowledged);

    const auto delivery = pair.recorder.ledger().delivery(probe);
    QVERIFY(delivery);
    QCOMPARE(delivery->due, 1);
    QCOMPARE(delivery->delivered, 1);
    QVERIFY(delivery->ownDelivered);
    QCOMPARE(delivery->outcome, isPlain ? Delivery::Outcome::Pending : Delivery::Outcome::Acknowledged);
    QCOMPARE(delivery->slowest, atBob.latency);
    QVERIFY(pair.recorder.ledger().total().isClean());
    QCOMPARE(pair.recorder.ledger().cell("w", "w").delivered, 2u);
}

void tst_Session::countsPerRoom()
{
    Pair pair(false);
    pair.alice.join("other");
    QTRY_COMPARE(pair.alice.client()->joinedRooms().size(), 2);
    QCOMPARE(pair.alice.say(room, "one").n, 1u);
    QCOMPARE(pair.alice.say(room, "two").n, 2u);
    QCOMPARE(pair.alice.say("other", "one").n, 1u);
    QCOMPARE(pair.bob.say(room, "one").n, 1u);
}

void tst_Session::countsWhatTheServerDidWrong_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<quint64>("missing");
    QTest::addColumn<quint64>("duplicate");
    QTest::addColumn<quint64>("reordered");
    QTest::addColumn<quint64>("corrupted");
    QTest::newRow("nothing") << "" << quint64(0) << quint64(0) << quint64(0) << quint64(0);
    QTest::newRow("loses the first") << "lose" << quint64(2) << quint64(0) << quint64(0) << quint64(0);
    QTest::newRow("doubles the first") << "double" << quint64(0) << quint64(2) << quint64(0) << quint64(0);
    QTest::newRow("swaps them") << "swap" << quint64(0) << quint64(0) << quint64(2) << quint64(0);
    QTest::newRow("corrupts the first") << "corrupt" << quint64(0) << quint64(0) << quint64(0) << quint64(2);
}

void tst_Session::countsWhatTheServerDidWrong()
{
    QFETCH(QString, fault);
    Pair pair(true);
    QTRY_VERIFY(pair.hasJoined());
    QStringList held;
    pair.server.forward = [&](const QString &text) -> QStringList {
        const bool isFirst = text.startsWith("first");
        if (fault == "lose" && isFirst)
            return {};
        if (fault == "double" && isFirst)
            return {text, text};
        if (fault == "corrupt" && isFirst)
            return {QString(text).replace("first", "fiRst")};
        if (fault == "swap" && isFirst) {
            held = QStringList{text};
            return {};
        }
        return QStringList{text} + std::exchange(held, {});
    };
    pair.alice.say(room, "first");
    pair.alice.say(room, "second");
    pair.bob.say(room, "last");
    const auto hasLast = [](const QSignalSpy &spy) {
        return !spy.isEmpty() && spy.last().at(0).value<ChatMessage>().text == "last";
    };
    QTRY_VERIFY(hasLast(pair.atAlice) && hasLast(pair.atBob));
    const PairCounts &total = pair.recorder.ledger().total();
    QCOMPARE(total.due, 6u);
    QTEST(total.missing(), "missing");
    QTEST(total.duplicate, "duplicate");
    QTEST(total.reordered, "reordered");
    QTEST(total.corrupted, "corrupted");
    if (fault == "corrupt")
        QVERIFY(Pair::message(pair.atBob).isCorrupted);
}

void tst_Session::showsWhatOutsidersSay_data()
{
    QTest::addColumn<bool>("isPlain");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("shown");
    const auto v1Message = [](const char *data) {
        return QString::fromUtf8(v1::encode(v1::Message{room, "id", "mallory", "x", 1, data}));
    };
    QTest::newRow("plain") << true << "hello from wscat"
                           << ""
                           << "hello from wscat";
    QTest::newRow("plain, empty") << true << ""
                                  << ""
                                  << "";
    QTest::newRow("plain, like JSON") << true << "{\"text\":1}"
                                      << ""
                                      << "{\"text\":1}";
    QTest::newRow("object with text") << false << v1Message("{\"text\":\"hi\",\"more\":1}") << "mallory"
                                      << "hi";
    QTest::newRow("string") << false << v1Message("\"hi\"") << "mallory"
                            << "hi";
    QTest::newRow("other JSON") << false << v1Message("[1,2]") << "mallory"
                                << "[1,2]";
}

void tst_Session::showsWhatOutsidersSay()
{
    QFETCH(bool, isPlain);
    QFETCH(QString, said);
    Pair pair(isPlain);
    QTRY_VERIFY(pair.hasJoined());
    pair.server.broadcast(said);
    QTRY_COMPARE(pair.atBob.count(), 1);
    const ChatMessage message = Pair::message(pair.atBob);
    QTEST(message.text, "shown");
    QTEST(message.from, "from");
    QCOMPARE(message.probe.n, 0u);
    QCOMPARE(message.room, room);
    QVERIFY(!message.isOwn);
    QCOMPARE(message.latency.count(), 0);
    QCOMPARE(pair.recorder.ledger().total().due, 0u);
    QCOMPARE(pair.recorder.ledger().phantoms(), 0u);
}

void tst_Session::showsProbesOfAnotherRun()
{
    QFETCH(bool, isPlain);
    Pair pair(isPlain);
    QTRY_VERIFY(pair.hasJoined());
    const Probe foreign{"otherrun", 1, 1, 5};
    pair.server.broadcast(isPlain ? probeAsText(foreign, "hello")
                                  : QString::fromUtf8(v1::encode(
                                        v1::Message{room, "id", "alice", "x", 1, probeAsJson(foreign, "hello")})));
    QTRY_COMPARE(pair.atBob.count(), 1);
    QCOMPARE(Pair::message(pair.atBob).text, QStringLiteral("hello"));
    QCOMPARE(Pair::message(pair.atBob).probe.n, 0u);
    QCOMPARE(pair.recorder.ledger().phantoms(), 0u);
}

void tst_Session::probesOfNobodyArePhantoms()
{
    Pair pair(true);
    QTRY_VERIFY(pair.hasJoined());
    pair.server.broadcast(probeAsText(Probe{pair.recorder.run(), 1, 99, 5}, "alice never said this"));
    pair.server.broadcast(probeAsText(Probe{pair.recorder.run(), 77, 1, 5}, "nobody said this"));
    QTRY_COMPARE(pair.atBob.count(), 2);
    QTRY_COMPARE(pair.recorder.ledger().phantoms(), 4u);
}

void tst_Session::saysWhatWasRefused()
{
    Pair pair(false);
    QTRY_VERIFY(pair.hasJoined());
    pair.server.refusesPublishesWith = "broker-unavailable";
    const auto probe = pair.alice.say(room, "hello");
    QTRY_COMPARE(pair.published.count(), 1);
    QCOMPARE(pair.published.at(0).at(1).value<Outcome>(), Outcome::Refused);
    QCOMPARE(pair.published.at(0).at(2).toString(), QStringLiteral("broker-unavailable"));
    const auto delivery = pair.recorder.ledger().delivery(probe);
    QCOMPARE(delivery->outcome, Delivery::Outcome::Refused);
    QCOMPARE(delivery->refusedWith, QStringLiteral("broker-unavailable"));
    QCOMPARE(pair.recorder.ledger().total().due, 0u);
}

void tst_Session::saysWhatIsIndeterminate()
{
    Pair pair(false);
    QTRY_VERIFY(pair.hasJoined());
    pair.server.answersPublishes = false;
    pair.server.forward = [](const QString &) { return QStringList(); };
    const auto probe = pair.alice.say(room, "hello");
    std::optional<Delivery> whenTold;
    connect(&pair.alice, &Session::published, this, [&] { whenTold = pair.recorder.ledger().delivery(probe); });
    pair.alice.client()->abort();
    QTRY_COMPARE(pair.published.count(), 1);
    QCOMPARE(pair.published.at(0).at(1).value<Outcome>(), Outcome::Indeterminate);
    QVERIFY(whenTold);
    QCOMPARE(whenTold->outcome, Delivery::Outcome::Indeterminate);
    QCOMPARE(pair.recorder.ledger().total().due, 0u);
}

void tst_Session::doesNotCountWhatWasNotSent()
{
    WireServer server(false);
    Instance instance("w", 0, Instance::Attachment{server.url(), "crosstalk"});
    Recorder recorder;
    Session session("alice", &instance, {}, &recorder);
    QSignalSpy published(&session, &Session::published);
    session.join(room);
    const auto probe = session.say(room, "too early");
    QTRY_COMPARE(published.count(), 1);
    QCOMPARE(published.at(0).at(0).value<history::ProbeId>(), probe);
    QCOMPARE(published.at(0).at(1).value<Outcome>(), Outcome::NotSent);
    QCOMPARE(recorder.ledger().sent(), 0u);
}

void tst_Session::comesBack()
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
    QTRY_VERIFY_WITH_TIMEOUT(!joined.isEmpty() && pair.hasJoined(), 15000);
    const auto probe = pair.alice.say(room, "back again");
    QTRY_COMPARE(pair.atBob.count(), 1);
    QCOMPARE(pair.recorder.ledger().delivery(probe)->delivered, 1);
    QVERIFY(pair.recorder.ledger().total().isClean());
}

void tst_Session::isNotDueWhatItLeft()
{
    Pair pair(false);
    QTRY_VERIFY(pair.hasJoined());
    QSignalSpy left(pair.bob.client(), &ChatClient::left);
    pair.bob.leave(room);
    QTRY_COMPARE(left.count(), 1);
    const auto probe = pair.alice.say(room, "bob is gone");
    QCOMPARE(pair.recorder.ledger().delivery(probe)->due, 0);
}

void tst_Session::latencyCountsFromTheIntendedTime()
{
    Pair pair(true);
    QTRY_VERIFY(pair.hasJoined());
    const qint64 early = pair.recorder.now() - 3'000'000'000;
    pair.alice.say(room, "late", early);
    QTRY_COMPARE(pair.atBob.count(), 1);
    QVERIFY(Pair::message(pair.atBob).latency >= std::chrono::seconds(3));
}

void tst_Session::waitsForItsInstance()
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

void tst_Session::saysGoodByeToTheLedgerWhenDeleted()
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

QTEST_GUILESS_MAIN(tst_Session)
#include "tst_session.moc"
