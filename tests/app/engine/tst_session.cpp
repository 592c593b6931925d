// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/app/engine/sessionpair.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QtTest>

using namespace crosstalk;
using namespace crosstalk::testing;
using Outcome = ChatClient::Outcome;

/// What sessions say and hear, and what is counted of it.
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
    void isNotDueWhatItLeft();
    void latencyCountsFromTheIntendedTime();
    void believesAClockThatCanBeRight_data();
    void believesAClockThatCanBeRight();
    void seesWhatLeaksFromAnotherSystem_data() { dialects(); }
    void seesWhatLeaksFromAnotherSystem();
};

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

QTEST_GUILESS_MAIN(tst_Session)
#include "tst_session.moc"
