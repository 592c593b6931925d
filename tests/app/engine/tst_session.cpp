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
    void namesakesAreToldApart_data() { dialects(); }
    void namesakesAreToldApart();
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
    void believesAClockThatCanBeRight_data();
    void believesAClockThatCanBeRight();
    void waitsForItsInstance();
    void saysGoodByeToTheLedgerWhenDeleted();
    void movesToAnotherInstance_data();
    void movesToAnotherInstance();
    void doesNotMoveToAnotherDialect();
    void doesNotMoveToAnotherSystem();
    void seesWhatLeaksFromAnotherSystem_data() { dialects(); }
    void seesWhatLeaksFromAnotherSystem();
    void staysAwayWhereItDoesNotReconnect();
    void saysWhatIsMissing();
    void stopsReading();
    void noticesTheEndWhileItDoesNotRead();
    void maySpeakOnceItIsIn();

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

void tst_Session::namesakesAreToldApart()
{
    QFETCH(bool, isPlain);
    WireServer server(isPlain);
    Instance instance(QStringLiteral("w"), 0, Instance::Attachment{server.url(), server.dialect()});
    Recorder recorder;
    Session first(QStringLiteral("alice"), &instance, {}, &recorder);
    Session second(QStringLiteral("alice (2)"), QStringLiteral("alice"), &instance, {}, &recorder);
    QCOMPARE(second.user(), QStringLiteral("alice"));
    const QSignalSpy atFirst(&first, &Session::received);
    const QSignalSpy atSecond(&second, &Session::received);
    for (Session *session : {&first, &second}) {
        session->join(room);
        session->open();
    }
    QTRY_VERIFY(first.isIn(room) && second.isIn(room));
    const auto probe = second.say(room, QStringLiteral("mine"));
    QCOMPARE(probe.session, QStringLiteral("alice (2)"));
    QTRY_COMPARE(atFirst.count(), 1);
    QTRY_COMPARE(atSecond.count(), 1);
    QVERIFY(!Pair::message(atFirst).isOwn);
    QVERIFY(Pair::message(atSecond).isOwn);
    // Whom the server names, if it names anybody; else whom the account knows.
    QCOMPARE(Pair::message(atFirst).from, isPlain ? QStringLiteral("alice (2)") : QStringLiteral("alice"));
    QCOMPARE(recorder.ledger().delivery(probe)->due, 1);
    QTRY_COMPARE(recorder.ledger().delivery(probe)->delivered, 1);
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
    QTRY_COMPARE(pair.recorder.ledger().phantoms(), 2u);
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

void tst_Session::believesAClockThatCanBeRight_data()
{
    QTest::addColumn<bool>("isPlain");
    QTest::addColumn<qint64>("aheadUs");
    QTest::addColumn<bool>("isBelieved");
    QTest::newRow("right") << false << qint64{0} << true;
    QTest::newRow("ahead") << false << qint64{3'600'000'000} << false;
    QTest::newRow("behind") << false << qint64{-3'600'000'000} << false;
    QTest::newRow("far beyond") << false << std::numeric_limits<qint64>::max() / 2 << false;
    QTest::newRow("a dialect that does not tell") << true << qint64{0} << false;
}

void tst_Session::believesAClockThatCanBeRight()
{
    QFETCH(bool, isPlain);
    QFETCH(qint64, aheadUs);
    Pair pair(isPlain);
    pair.server.clockUs = [aheadUs] {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::microseconds>(now).count() + aheadUs;
    };
    std::optional<history::Received> atBob;
    QObject::connect(&pair.recorder, &Recorder::recorded, &pair.recorder, [&](const history::Event &event) {
        const auto *received = std::get_if<history::Received>(&event);
        if (received && received->session == "bob")
            atBob = *received;
    });
    QTRY_VERIFY(pair.hasJoined());
    const qint64 before = pair.recorder.now();
    pair.alice.say(room, "what time is it?");
    QTRY_VERIFY(atBob);
    QTEST(atBob->takenAt.has_value(), "isBelieved");
    if (atBob->takenAt)
        QVERIFY(*atBob->takenAt >= before && *atBob->takenAt <= atBob->at);
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

void tst_Session::movesToAnotherInstance_data()
{
    QTest::addColumn<QString>("from");
    QTest::newRow("while connected") << "open";
    QTest::newRow("before it is opened") << "closed";
    QTest::newRow("while the old one is gone") << "waiting";
}

void tst_Session::movesToAnotherInstance()
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

void tst_Session::doesNotMoveToAnotherDialect()
{
    Pair pair(false);
    WireServer other(true);
    Instance instance("v", 1, Instance::Attachment{other.url(), "plain"});
    const auto moved = pair.bob.moveTo(&instance);
    QVERIFY(!moved);
    QCOMPARE(moved.error().what, QStringLiteral("bob speaks crosstalk and cannot move to v, which speaks plain"));
    QCOMPARE(pair.bob.instance(), &pair.instance);
}

void tst_Session::doesNotMoveToAnotherSystem()
{
    Pair pair(true);
    Instance other("other", 1, Instance::Attachment{pair.server.url(), "plain"});
    other.setSystem("second");
    const auto moved = pair.alice.moveTo(&other);
    QVERIFY(!moved);
    QCOMPARE(moved.error().what, QStringLiteral("alice cannot move to other, which belongs to another system"));
    QCOMPARE(pair.alice.instance(), &pair.instance);
}

/// One server delivers to both, as if they were one system.
void tst_Session::seesWhatLeaksFromAnotherSystem()
{
    QFETCH(bool, isPlain);
    Pair pair(isPlain);
    Instance other("other", 1, Instance::Attachment{pair.server.url(), pair.server.dialect()});
    other.setSystem("second");
    Session carol("carol", &other, {}, &pair.recorder);
    QSignalSpy atCarol(&carol, &Session::received);
    carol.join(room);
    carol.open();
    QTRY_VERIFY(pair.hasJoined() && !carol.client()->joinedRooms().isEmpty());
    pair.alice.say(room, "hello");
    QTRY_VERIFY(atCarol.count() == 1 && pair.atBob.count() == 1 && pair.atAlice.count() == 1);
    QCOMPARE(pair.recorder.ledger().total().due, 2u);
    QCOMPARE(pair.recorder.ledger().phantoms(), 1u);

    const auto own = carol.say(room, "here");
    QCOMPARE(own.room, isPlain ? QStringLiteral("second/") : QStringLiteral("second/lobby"));
    QTRY_COMPARE(atCarol.count(), 2);
    QTRY_COMPARE(pair.recorder.ledger().phantoms(), 3u); // alice and bob, who should not hear carol
    QCOMPARE(pair.recorder.ledger().total().delivered, 3u);
}

void tst_Session::staysAwayWhereItDoesNotReconnect()
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

void tst_Session::saysWhatIsMissing()
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
    QVERIFY2(pair.bob.trouble().startsWith("bob is not connected to w (Link to"), qPrintable(pair.bob.trouble()));
    pair.bob.close();
    QCOMPARE(pair.bob.trouble(), QString());
}

void tst_Session::stopsReading()
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

void tst_Session::noticesTheEndWhileItDoesNotRead()
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

void tst_Session::maySpeakOnceItIsIn()
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

QTEST_GUILESS_MAIN(tst_Session)
#include "tst_session.moc"
