// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the matrix and the totals are told of a history.
#include "app/desktop/deliveryfeed.h"
#include "app/engine/cluster.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class tst_deliveryfeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endOfTheRunDecidesWhatWasMissing();
    void whatComesAfterItWasLostIsDelayed();
    void whatComesAfterItWasMissedIsDelayed();
    void aResetForgetsWhatWasDelayed();
    void aLossTellsSinceWhen();
    void whatWasNotSentIsNotRefused_data();
    void whatWasNotSentIsNotRefused();
    void whatIsRefusedShowsInTheRowOfItsSender();
    void whatHasNoAnswerShowsInTheRowOfItsSender();
    void whatWasTakenBeforeItsSenderWentIsAnswered();
    void aResetForgetsWhatWasRefused();
    void theReasonOfALossStays();
    void theReasonOfARefusalStays();
    void whatDidNoHarmIsNoReason();
    void whatArrivesWithoutAnAnswerIsDelayed();
    void whatHasNoAnswerIsNotLost();
    void aResetCountsOnlyWhatIsSentAfterIt();
    void theReasonIsOfWhatTheCellIsCalledBy();
    void whatNobodySentShowsWhereItCame();
    void whoHasLostAllLinksIsUnreachable();
};

namespace {

using State = history::InstanceChanged::State;

/// Alice on a and bob on b, both in the lobby.
struct Lobby
{
    Lobby()
    {
        for (const auto &[user, instance] : {std::pair{alice, "a"}, std::pair{bob, "b"}})
            recorder.record(history::Connected{recorder.now(), user, QString::fromLatin1(instance)});
        for (const QString &user : {alice, bob})
            recorder.record(history::Joined{recorder.now(), user, room});
    }
    void send(quint64 n)
    {
        const qint64 at = recorder.now();
        recorder.record(history::Sent{at, at, {alice, room, n}});
    }
    void receive(quint64 n) { recorder.record(history::Received{recorder.now(), bob, {alice, room, n}}); }
    void refuse(quint64 n, const char *code)
    {
        recorder.record(history::Refused{recorder.now(), {alice, room, n}, QString::fromLatin1(code)});
    }
    void turn(const char *instance, State state)
    {
        recorder.record(history::InstanceChanged{recorder.now(), QString::fromLatin1(instance), state});
    }
    /// From a dialect that has answers.
    void sendAsking(quint64 n)
    {
        const qint64 at = recorder.now();
        recorder.record(history::Sent{at, at, {alice, room, n}, true});
    }
    DeliveryCell cell(int from = 0, int to = 1) const
    {
        return model.index(from, to).data(DeliveryModel::CellRole).value<DeliveryCell>();
    }

    const QString alice = QStringLiteral("alice");
    const QString bob = QStringLiteral("bob");
    const QString room = QStringLiteral("lobby");
    const Cluster cluster{{}};
    Recorder recorder;
    DeliveryModel model;
    const QAbstractItemModelTester tester{&model};
    DeliveryFeed feed{&cluster, &recorder, &model, 50ms};
};

} // namespace

void tst_deliveryfeed::whatComesAfterItWasLostIsDelayed()
{
    Lobby lobby;
    lobby.send(1);
    lobby.receive(1);
    lobby.send(2);
    QTRY_COMPARE(lobby.feed.totals().missing, 1u);
    QCOMPARE(lobby.feed.totals().delayed, 0u);
    lobby.receive(2);
    lobby.receive(2); // Again, which is not delayed once more.
    QTRY_COMPARE(lobby.feed.totals().missing, 0u);
    QCOMPARE(lobby.feed.totals().delayed, 1u);
    QCOMPARE(lobby.feed.totals().delivered, 2u);
    QCOMPARE(lobby.cell().delayed, 1u);
    QCOMPARE(lobby.cell().lost, 0u);
}

void tst_deliveryfeed::whatComesAfterItWasMissedIsDelayed()
{
    Lobby lobby;
    lobby.recorder.record(
        history::FaultBegan{lobby.recorder.now(), QStringLiteral("f1"), QStringLiteral("freeze b"), true, {}});
    lobby.send(1);
    lobby.recorder.record(history::Settled{lobby.recorder.now()});
    QTRY_COMPARE(lobby.cell().missed, 1u);
    QVERIFY(lobby.cell().isMarred());
    lobby.receive(1);
    QTRY_COMPARE(lobby.cell().delayed, 1u);
    QCOMPARE(lobby.cell().missed, 0u);
    QVERIFY(lobby.cell().isMarred());
    QCOMPARE(lobby.feed.totals().delayed, 1u);
}

void tst_deliveryfeed::aResetForgetsWhatWasDelayed()
{
    Lobby lobby;
    lobby.send(1);
    QTRY_COMPARE(lobby.cell().lost, 1u);
    lobby.receive(1);
    QTRY_COMPARE(lobby.cell().delayed, 1u);
    QVERIFY(!lobby.feed.resetAt().isValid());
    const QDateTime before = QDateTime::currentDateTime();
    lobby.feed.reset();
    QCOMPARE(lobby.cell().delayed, 0u);
    QCOMPARE(lobby.feed.totals().delayed, 1u);
    QVERIFY(lobby.feed.resetAt() >= before && lobby.feed.resetAt() <= QDateTime::currentDateTime());
    lobby.feed.undoReset();
    QCOMPARE(lobby.cell().delayed, 1u);
    QVERIFY(!lobby.feed.isReset());
}

void tst_deliveryfeed::aLossTellsSinceWhen()
{
    Lobby lobby;
    lobby.send(1);
    QTRY_COMPARE(lobby.cell().lost, 1u);
    const QDateTime since = lobby.cell().since;
    QVERIFY(since.isValid() && since <= QDateTime::currentDateTime());
    lobby.send(2);
    QTRY_COMPARE(lobby.cell().lost, 2u);
    QCOMPARE(lobby.cell().since, since);
    lobby.receive(1);
    lobby.receive(2);
    QTRY_COMPARE(lobby.cell().lost, 0u);
    QVERIFY(!lobby.cell().since.isValid());
}

void tst_deliveryfeed::whatWasNotSentIsNotRefused_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("isRefused");
    for (const char *code : {"not-open", "congested", "unsendable"})
        QTest::newRow(code) << QString::fromLatin1(code) << false;
    QTest::newRow("flooding") << QStringLiteral("flooding") << true;
}

void tst_deliveryfeed::whatWasNotSentIsNotRefused()
{
    QFETCH(QString, code);
    QFETCH(bool, isRefused);
    Lobby lobby;
    lobby.recorder.record(history::Refused{lobby.recorder.now(), {lobby.alice, lobby.room, 1}, code});
    QTRY_VERIFY(lobby.feed.totals().refused + lobby.feed.totals().notSent > 0);
    QCOMPARE(lobby.feed.totals().refused, isRefused ? 1u : 0u);
    QCOMPARE(lobby.feed.totals().notSent, isRefused ? 0u : 1u);
}

void tst_deliveryfeed::whatIsRefusedShowsInTheRowOfItsSender()
{
    Lobby lobby;
    lobby.sendAsking(1);
    lobby.refuse(1, "broker-unavailable");
    lobby.refuse(2, "not-open");
    QTRY_COMPARE(lobby.cell().refused, 1u);
    QCOMPARE(lobby.cell().notSent, 1u);
    QCOMPARE(lobby.cell(0, 0), lobby.cell(0, 1));
    QCOMPARE(lobby.cell(1, 0), DeliveryCell());
    QVERIFY(lobby.cell().isBlocked());
    // Of what is refused, not of the last.
    QCOMPARE(lobby.cell().why, QStringLiteral("the server cannot reach its broker"));
    QVERIFY(!lobby.cell().since.isValid());
    QVERIFY(!lobby.cell().isThreatened());
}

void tst_deliveryfeed::whatHasNoAnswerShowsInTheRowOfItsSender()
{
    Lobby lobby;
    lobby.sendAsking(1);
    lobby.sendAsking(2);
    for (quint64 n : {1, 2})
        lobby.receive(n);
    QTRY_COMPARE(lobby.cell().unanswered, 2u);
    QCOMPARE(lobby.feed.totals().unanswered, 2u);
    QCOMPARE(lobby.cell(1, 0).unanswered, 0u);
    QVERIFY(lobby.cell().isBlocked());
    lobby.recorder.record(history::Acked{lobby.recorder.now(), {lobby.alice, lobby.room, 1}});
    QTRY_COMPARE(lobby.cell().unanswered, 1u);
    lobby.refuse(2, "broker-unavailable");
    QTRY_COMPARE(lobby.cell().unanswered, 0u);
    QCOMPARE(lobby.cell().refused, 1u);
    QCOMPARE(lobby.feed.totals().unanswered, 0u);
}

void tst_deliveryfeed::whatWasTakenBeforeItsSenderWentIsAnswered()
{
    Lobby lobby;
    lobby.sendAsking(1);
    lobby.sendAsking(2);
    lobby.receive(1);
    lobby.recorder.record(history::Disconnected{lobby.recorder.now(), lobby.alice});
    QTRY_COMPARE(lobby.cell().unanswered, 1u); // For good …
    QCOMPARE(lobby.feed.totals().missing, 0u);
    lobby.receive(2); // … unless it turns up.
    QTRY_COMPARE(lobby.cell().unanswered, 0u);
}

void tst_deliveryfeed::aResetForgetsWhatWasRefused()
{
    Lobby lobby;
    lobby.refuse(1, "broker-unavailable");
    lobby.refuse(2, "not-open");
    lobby.sendAsking(3);
    lobby.receive(3);
    QTRY_COMPARE(lobby.cell().unanswered, 1u);
    lobby.feed.reset();
    QVERIFY(!lobby.cell().isBlocked());
    QCOMPARE(lobby.feed.totals().refused, 1u);
    lobby.refuse(4, "broker-unavailable");
    QTRY_COMPARE(lobby.cell().refused, 1u);
    lobby.feed.undoReset();
    QCOMPARE(lobby.cell().refused, 2u);
    QCOMPARE(lobby.cell().notSent, 1u);
    QCOMPARE(lobby.cell().unanswered, 1u);
}

void tst_deliveryfeed::theReasonOfALossStays()
{
    Lobby lobby;
    lobby.turn("b", State::Frozen);
    lobby.send(1);
    QTRY_COMPARE(lobby.cell().lost, 1u);
    QCOMPARE(lobby.cell().why, QStringLiteral("B is frozen"));
    QVERIFY(lobby.cell().since.isValid() && !lobby.cell().until.isValid());
    lobby.turn("b", State::Thawed);
    lobby.receive(1);
    QTRY_COMPARE(lobby.cell().delayed, 1u);
    QCOMPARE(lobby.cell().why, QStringLiteral("B was frozen"));
    QVERIFY(lobby.cell().until >= lobby.cell().since);
    QVERIFY(!lobby.cell().hasMoreReasons);
    QVERIFY(!lobby.cell().isThreatened());
    const auto time = [](const QDateTime &moment) { return moment.time().toString(QStringLiteral("HH:mm:ss")); };
    const QStringList reasons{
        QString::fromUtf8("B was frozen %1 – %2").arg(time(lobby.cell().since), time(lobby.cell().until)),
        QStringLiteral("B was frozen")};
    QCOMPARE(wordsOf(lobby.cell()).reasons, reasons);

    // One more, of the sender's.
    lobby.turn("a", State::Exited);
    lobby.send(2);
    QTRY_COMPARE(lobby.cell().lost, 1u);
    lobby.turn("a", State::Ready);
    QTRY_COMPARE(lobby.cell().why, QStringLiteral("A had ended"));
    QVERIFY(!lobby.cell().hasMoreReasons); // Of what is lost.

    lobby.receive(2);
    QTRY_COMPARE(lobby.cell().delayed, 2u);
    QVERIFY(lobby.cell().hasMoreReasons);
    QVERIFY(wordsOf(lobby.cell()).reasons.constFirst().endsWith(QStringLiteral(" and other reasons")));
    lobby.feed.reset();
    QCOMPARE(lobby.cell().why, QString());
    lobby.feed.undoReset();
    QCOMPARE(lobby.cell().why, QStringLiteral("A had ended"));
    QVERIFY(lobby.cell().hasMoreReasons);
}

void tst_deliveryfeed::theReasonOfARefusalStays()
{
    Lobby lobby;
    lobby.turn("a", State::Down);
    lobby.refuse(1, "not-open");
    QTRY_COMPARE(lobby.cell().why, QStringLiteral("A is stopped"));
    QCOMPARE(lobby.cell(0, 0).why, QStringLiteral("A is stopped"));
    lobby.turn("a", State::Ready);
    lobby.send(2);
    lobby.receive(2);
    QTRY_COMPARE(lobby.cell().delivered, 1u);
    QCOMPARE(lobby.cell().why, QStringLiteral("A was stopped"));
    QCOMPARE(lobby.cell(1, 0).why, QString());
}

void tst_deliveryfeed::whatDidNoHarmIsNoReason()
{
    Lobby lobby;
    lobby.turn("b", State::Frozen);
    lobby.turn("b", State::Thawed);
    lobby.send(1);
    QTRY_COMPARE(lobby.cell().lost, 1u);
    QCOMPARE(lobby.cell().why, QString());
    QVERIFY(lobby.cell().since.isValid());
}

void tst_deliveryfeed::whatArrivesWithoutAnAnswerIsDelayed()
{
    Lobby lobby;
    lobby.turn("a", State::Frozen);
    lobby.sendAsking(1);
    QTRY_COMPARE(lobby.cell().unanswered, 1u);
    lobby.sendAsking(2);
    lobby.recorder.record(history::Disconnected{lobby.recorder.now(), lobby.alice});
    QTRY_COMPARE(lobby.cell().unanswered, 2u);
    lobby.turn("a", State::Thawed);
    for (quint64 n : {1, 2})
        lobby.receive(n);
    QTRY_COMPARE(lobby.cell().delayed, 2u);
    QCOMPARE(lobby.cell().due, 2u);
    QCOMPARE(lobby.cell().delivered, 2u);
    QCOMPARE(lobby.cell().unanswered, 0u);
    QVERIFY(lobby.cell().p50 >= lobby.feed.overdue().after());
    QCOMPARE(lobby.feed.totals().p99, lobby.cell().p99);
    QCOMPARE(lobby.cell().why, QStringLiteral("A was frozen"));
    QCOMPARE(lobby.feed.totals().delayed, 2u);
    QCOMPARE(lobby.feed.totals().delivered, 2u);
}

void tst_deliveryfeed::whatHasNoAnswerIsNotLost()
{
    Lobby lobby;
    lobby.sendAsking(1);
    QTRY_COMPARE(lobby.cell().unanswered, 1u);
    QCOMPARE(lobby.cell().lost, 0u);
    QCOMPARE(lobby.feed.totals().missing, 0u);
    QVERIFY(lobby.cell().isBlocked());
    lobby.recorder.record(history::Acked{lobby.recorder.now(), {lobby.alice, lobby.room, 1}});
    QTRY_COMPARE(lobby.cell().lost, 1u); // Now that it was taken.
    QCOMPARE(lobby.cell().unanswered, 0u);
    QCOMPARE(lobby.feed.totals().missing, 1u);
}

void tst_deliveryfeed::aResetCountsOnlyWhatIsSentAfterIt()
{
    Lobby lobby;
    lobby.send(1);
    QTRY_COMPARE(lobby.cell().lost, 1u);
    lobby.send(2); // Under way.
    lobby.feed.reset();
    for (quint64 n : {1, 2})
        lobby.receive(n);
    lobby.send(3);
    lobby.receive(3);
    lobby.send(4);
    QTRY_COMPARE(lobby.cell().lost, 1u);
    QCOMPARE(lobby.cell().due, 2u);
    QCOMPARE(lobby.cell().delivered, 1u);
    QCOMPARE(lobby.cell().delayed, 0u);
    QCOMPARE(lobby.feed.totals().delayed, 1u);
    lobby.feed.undoReset();
    QCOMPARE(lobby.cell().due, 4u);
    QCOMPARE(lobby.cell().delivered, 3u);
    QCOMPARE(lobby.cell().lost, 1u);
    QCOMPARE(lobby.cell().delayed, 1u);
}

void tst_deliveryfeed::theReasonIsOfWhatTheCellIsCalledBy()
{
    Lobby lobby;
    lobby.turn("b", State::Frozen);
    lobby.send(1);
    lobby.send(2);
    QTRY_COMPARE(lobby.cell().lost, 2u);
    lobby.turn("b", State::Thawed);
    lobby.receive(2); // The other stays lost.
    lobby.turn("b", State::Exited);
    lobby.send(3);
    QTRY_COMPARE(lobby.cell().why, QStringLiteral("B is down"));
    QCOMPARE(lobby.cell().lost, 2u);
    QVERIFY(lobby.cell().hasMoreReasons);
    lobby.turn("b", State::Ready);
    lobby.receive(3);
    lobby.turn("a", State::Down);
    lobby.refuse(4, "not-open");
    QTRY_COMPARE(lobby.cell().notSent, 1u);
    QTRY_COMPARE(lobby.cell().lost, 1u);
    QCOMPARE(lobby.cell().why, QStringLiteral("B was frozen"));
    QVERIFY(!lobby.cell().hasMoreReasons);
    QCOMPARE(lobby.cell(0, 0).why, QStringLiteral("A is stopped")); // For it is called by what was not sent.
}

void tst_deliveryfeed::whatNobodySentShowsWhereItCame()
{
    Lobby lobby;
    lobby.receive(7);
    QTRY_COMPARE(lobby.cell().phantoms, 1u);
    QVERIFY(lobby.cell().isBad());
    QCOMPARE(lobby.cell(1, 0).phantoms, 0u);
    QCOMPARE(lobby.feed.totals().phantoms, 1u);
    lobby.feed.reset();
    QCOMPARE(lobby.cell().phantoms, 0u);
    lobby.receive(8);
    QTRY_COMPARE(lobby.cell().phantoms, 1u);
    lobby.feed.undoReset();
    QCOMPARE(lobby.cell().phantoms, 2u);
}

void tst_deliveryfeed::whoHasLostAllLinksIsUnreachable()
{
    Cluster cluster({});
    const QString d =
        cluster.attach(QUrl(QStringLiteral("ws://127.0.0.1:9/ws")), QStringLiteral("plain"), QStringLiteral("d"))
            ->name();
    Recorder recorder;
    DeliveryModel model;
    const DeliveryFeed feed(&cluster, &recorder, &model, 50ms);
    const auto ailsNow = [&] {
        const qint64 now = recorder.now();
        return inWords(feed.past()->troubles({}, d, {now, now}));
    };
    const QString dave = QStringLiteral("dave");
    const QString dora = QStringLiteral("dora");
    for (const QString &session : {dave, dora})
        recorder.record(history::Connected{recorder.now(), session, d});
    recorder.record(history::Disconnected{recorder.now(), dora});
    QCOMPARE(ailsNow(), QString());
    recorder.record(history::Disconnected{recorder.now(), dave});
    QCOMPARE(ailsNow(), QStringLiteral("D was unreachable"));
    recorder.record(history::Connected{recorder.now(), dave, d});
    QCOMPARE(ailsNow(), QString());
    recorder.record(history::Disconnected{recorder.now(), dave, true}); // Who goes by himself misses no link.
    QCOMPARE(ailsNow(), QString());
}

void tst_deliveryfeed::endOfTheRunDecidesWhatWasMissing()
{
    const auto alice = QStringLiteral("alice");
    const auto bob = QStringLiteral("bob");
    const auto room = QStringLiteral("lobby");
    const Cluster cluster({});
    Recorder recorder;
    DeliveryModel model;
    const QAbstractItemModelTester tester(&model);
    DeliveryFeed feed(&cluster, &recorder, &model, 50ms);
    QSignalSpy changed(&feed, &DeliveryFeed::totalsChanged);

    recorder.record(history::Connected{recorder.now(), alice, QStringLiteral("a")});
    recorder.record(history::Connected{recorder.now(), bob, QStringLiteral("b")});
    recorder.record(history::Joined{recorder.now(), alice, room});
    recorder.record(history::Joined{recorder.now(), bob, room});
    recorder.record(history::FaultBegan{recorder.now(), QStringLiteral("f1"), QStringLiteral("restart broker")});
    const qint64 at = recorder.now();
    recorder.record(history::Sent{at, at, {alice, room, 1}});
    QTRY_COMPARE(feed.totals().missing, 1u);

    changed.clear();
    recorder.record(history::Settled{recorder.now()});
    // The first word after it, not one that some later look corrects.
    QVERIFY(changed.wait());
    const auto totals = changed.constFirst().constFirst().value<DeliveryTotals>();
    QCOMPARE(totals.missing, 0u);
    QCOMPARE(totals.missed, 1u);
    const DeliveryCell cell = model.index(0, 1).data(DeliveryModel::CellRole).value<DeliveryCell>();
    QCOMPARE(cell.lost, 0u);
    QVERIFY(cell.isMarred());
}

QTEST_GUILESS_MAIN(tst_deliveryfeed)
#include "tst_deliveryfeed.moc"
