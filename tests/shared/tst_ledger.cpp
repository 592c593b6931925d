// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/shared/ledgercounts.h"

#include <QTest>

using namespace crosstalk;
using namespace crosstalk::history;
using namespace std::chrono_literals;
using namespace crosstalk::test;

class TestLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsDeliveries();
    void countsTheSendersOwnCopyOnlyWhereItIsEchoed();
    void keepsRoomsApart();
    void keepsInstancesApart();
    void countsWhatIsMissing();
    void countsDuplicates();
    void countsReordered();
    void countsCorrupted();
    void countsPhantoms();
    void exposesYoungPairsOfAReceiverThatGoes_data();
    void exposesYoungPairsOfAReceiverThatGoes();
    void leavesOldPairsOfAReceiverThatGoesMissing_data() { exposesYoungPairsOfAReceiverThatGoes_data(); }
    void leavesOldPairsOfAReceiverThatGoesMissing();
    void keepsDeliveredPairsOfAReceiverThatGoes();
    void exposesOnlyTheRoomThatWasLeft();
    void letsAnExposedPairReceiveOneCopy();
    void exposesWhoJoinedAfterTheSend();
    void movesReceiversBetweenInstances();
    void movesWithoutADisconnected();
    void goesOnWhereASenderReconnects();
    void countsAnewWhatIsSentFromThenOn();
    void measuresLatencyFromTheIntendedTime();
    void tellsWhatBecameOfAProbe();
    void forgetsTheOldest();
};

void TestLedger::countsDeliveries()
{
    Story run;
    run.three().send("alice", 1);
    QCOMPARE(counts(run), counts(3, 0));
    run.receive("bob", "alice", 1).ack("alice", 1).receive("carol", "alice", 1);
    QCOMPARE(counts(run), counts(3, 2));
    QVERIFY(!run.account.total().isClean());
    run.receive("alice", "alice", 1);
    QCOMPARE(counts(run), counts(3, 3));
    QVERIFY(run.account.total().isClean());
    QCOMPARE(run.account.sent(), quint64{1});
    QCOMPARE(run.account.phantoms(), quint64{0});
    QCOMPARE(run.account.instances(), QList<QString>({Story::q("a"), Story::q("b"), Story::q("c")}));
}

void TestLedger::countsTheSendersOwnCopyOnlyWhereItIsEchoed()
{
    Story run;
    run.connect("alice", "a").join("alice", "lobby", false).connect("bob", "b").join("bob", "lobby", true);
    run.send("alice", 1).receive("bob", "alice", 1);
    QCOMPARE(counts(run), counts(1, 1));
    run.send("bob", 1).receive("alice", "bob", 1);
    QCOMPARE(counts(run), counts(3, 2));
    run.receive("bob", "bob", 1);
    QCOMPARE(counts(run), counts(3, 3));
    run.receive("alice", "alice", 1);
    QCOMPARE(counts(run), counts(3, 3));
    QCOMPARE(run.account.phantoms(), quint64{1});
    run.leave("alice", "lobby").join("alice", "lobby", false).receive("alice", "alice", 1);
    QCOMPARE(counts(run), counts(3, 3));
    QCOMPARE(run.account.phantoms(), quint64{2});
}

void TestLedger::keepsRoomsApart()
{
    Story run;
    run.connect("alice", "a").join("alice", "x").join("alice", "y");
    run.connect("bob", "b").join("bob", "x").connect("carol", "b").join("carol", "y");
    run.send("alice", 1, "x").send("alice", 1, "y");
    QCOMPARE(counts(run), counts(4, 0));
    run.receive("bob", "alice", 1, "x").receive("alice", "alice", 1, "y").receive("alice", "alice", 1, "x");
    QCOMPARE(counts(run), counts(4, 3));
    QCOMPARE(run.account.delivery(Story::id("alice", 1, "x"))->missing, QList<QString>());
    QCOMPARE(run.account.delivery(Story::id("alice", 1, "y"))->missing, QList<QString>{Story::q("carol")});
    run.receive("carol", "alice", 1, "x");
    QCOMPARE(run.account.phantoms(), quint64{1});
    // Order is per room: 2 in x before 1 in y is nothing.
    run.send("alice", 2, "x").receive("alice", "alice", 2, "x").receive("carol", "alice", 1, "y");
    QCOMPARE(run.account.total().reordered, quint64{0});
}

void TestLedger::keepsInstancesApart()
{
    Story run;
    run.three()
        .send("alice", 1)
        .receive("bob", "alice", 1)
        .send("bob", 1)
        .receive("bob", "bob", 1)
        .receive("alice", "bob", 1);
    QCOMPARE(cell(run, "a", "a"), counts(1, 0));
    QCOMPARE(cell(run, "a", "b"), counts(1, 1));
    QCOMPARE(cell(run, "a", "c"), counts(1, 0));
    QCOMPARE(cell(run, "b", "a"), counts(1, 1));
    QCOMPARE(cell(run, "b", "b"), counts(1, 1));
    QCOMPARE(cell(run, "b", "c"), counts(1, 0));
    QCOMPARE(cell(run, "c", "a"), counts(0, 0));
    QCOMPARE(cell(run, "a", "nowhere"), counts(0, 0));
}

void TestLedger::countsWhatIsMissing()
{
    Story run;
    run.three().send("alice", 1).ack("alice", 1).receive("alice", "alice", 1).receive("bob", "alice", 1).pass(60 * s);
    QCOMPARE(run.account.total().missing(), quint64{1});
    QCOMPARE(run.account.cell(Story::q("a"), Story::q("c")).missing(), quint64{1});
    QVERIFY(!run.account.total().isClean());
}

void TestLedger::countsDuplicates()
{
    Story run;
    run.three().send("alice", 1).receive("bob", "alice", 1).receive("bob", "alice", 1).receive("bob", "alice", 1);
    QCOMPARE(counts(run), counts(3, 1, 2));
    QCOMPARE(cell(run, "a", "b"), counts(1, 1, 2));
    QCOMPARE(run.account.total().latency.count(), quint64{1});
}

void TestLedger::countsReordered()
{
    Story run;
    run.three().send("alice", 1).send("alice", 2).send("bob", 1).send("alice", 3);
    run.receive("carol", "alice", 2)
        .receive("carol", "bob", 1)
        .receive("carol", "alice", 1)
        .receive("carol", "alice", 3);
    QCOMPARE(cell(run, "a", "c"), counts(3, 3, 0, 1));
    QCOMPARE(cell(run, "b", "c"), counts(1, 1));
    // Each that comes after a later one counts, not only the first after it.
    run.receive("bob", "alice", 3).receive("bob", "alice", 1).receive("bob", "alice", 2);
    QCOMPARE(cell(run, "a", "b"), counts(3, 3, 0, 2));
    // A second copy is a duplicate, not out of order besides.
    run.receive("carol", "alice", 2);
    QCOMPARE(cell(run, "a", "c"), counts(3, 3, 1, 1));
}

void TestLedger::countsCorrupted()
{
    Story run;
    run.three().send("alice", 1).receive("bob", "alice", 1, "lobby", true);
    QCOMPARE(cell(run, "a", "b"), counts(1, 1, 0, 0, 1));
    QVERIFY(!run.account.cell(Story::q("a"), Story::q("b")).isClean());
    run.receive("bob", "alice", 1, "lobby", true);
    QCOMPARE(cell(run, "a", "b"), counts(1, 1, 1, 0, 2));
}

void TestLedger::countsPhantoms()
{
    Story run;
    run.three().connect("dave", "a");
    run.receive("bob", "alice", 1);                                               // Not sent yet.
    run.send("alice", 1).receive("bob", "alice", 2);                              // Never sent.
    run.receive("dave", "alice", 1);                                              // Not in the room.
    run.receive("eve", "alice", 1);                                               // Not even connected.
    run.receive("bob", "alice", 1, "other");                                      // Not sent to that room.
    run.join("dave", "lobby").leave("dave", "lobby").receive("dave", "alice", 1); // Gone again.
    QCOMPARE(run.account.phantoms(), quint64{6});
    QCOMPARE(counts(run), counts(3, 0));
}

void TestLedger::exposesYoungPairsOfAReceiverThatGoes_data()
{
    QTest::addColumn<bool>("leaves");
    QTest::newRow("leaves the room") << true;
    QTest::newRow("loses the connection") << false;
}

void TestLedger::exposesYoungPairsOfAReceiverThatGoes()
{
    QFETCH(bool, leaves);
    Story run;
    run.three().send("alice", 1).pass(5 * s - 2 * ms);
    leaves ? run.leave("bob", "lobby") : run.disconnect("bob");
    QCOMPARE(counts(run), counts(2, 0, 0, 0, 0, 1));
    QCOMPARE(cell(run, "a", "b"), counts(0, 0, 0, 0, 0, 1));
    run.send("alice", 2);
    QCOMPARE(counts(run), counts(4, 0, 0, 0, 0, 1));
}

void TestLedger::leavesOldPairsOfAReceiverThatGoesMissing()
{
    QFETCH(bool, leaves);
    Story run;
    run.three().send("alice", 1).pass(4 * s).send("alice", 2).pass(s - 2 * ms);
    leaves ? run.leave("bob", "lobby") : run.disconnect("bob");
    QCOMPARE(cell(run, "a", "b"), counts(1, 0, 0, 0, 0, 1));
    QCOMPARE(run.account.delivery(Story::id("alice", 1))->missing,
             QList<QString>({Story::q("bob"), Story::q("carol")}));
    QCOMPARE(run.account.delivery(Story::id("alice", 2))->missing, QList<QString>{Story::q("carol")});
}

void TestLedger::keepsDeliveredPairsOfAReceiverThatGoes()
{
    Story run;
    run.three().send("alice", 1).receive("bob", "alice", 1).disconnect("bob");
    QCOMPARE(cell(run, "a", "b"), counts(1, 1));
}

void TestLedger::exposesOnlyTheRoomThatWasLeft()
{
    Story run;
    run.connect("alice", "a").connect("bob", "b");
    for (const char *room : {"x", "y"})
        run.join("alice", room, false).join("bob", room).send("alice", 1, room);
    run.leave("bob", "x");
    QCOMPARE(counts(run), counts(1, 0, 0, 0, 0, 1));
    run.receive("bob", "alice", 1, "y");
    QCOMPARE(counts(run), counts(1, 1, 0, 0, 0, 1));
}

void TestLedger::letsAnExposedPairReceiveOneCopy()
{
    Story run;
    run.three().send("alice", 1).send("alice", 2).leave("bob", "lobby").receive("bob", "alice", 1);
    QCOMPARE(cell(run, "a", "b"), counts(0, 0, 0, 0, 0, 2));
    QCOMPARE(run.account.phantoms(), quint64{0});
    QCOMPARE(run.account.total().latency.count(), quint64{0});
    run.receive("bob", "alice", 1);
    QCOMPARE(cell(run, "a", "b"), counts(0, 0, 1, 0, 0, 2));
    run.receive("bob", "alice", 2, "lobby", true);
    QCOMPARE(cell(run, "a", "b"), counts(0, 0, 1, 0, 1, 2));
}

void TestLedger::exposesWhoJoinedAfterTheSend()
{
    Story run;
    run.three().connect("dave", "d").send("alice", 1).join("dave", "lobby").receive("dave", "alice", 1);
    QCOMPARE(run.account.phantoms(), quint64{0});
    QCOMPARE(cell(run, "a", "d"), counts(0, 0, 0, 0, 0, 1));
    run.receive("dave", "alice", 1);
    QCOMPARE(cell(run, "a", "d"), counts(0, 0, 1, 0, 0, 1));
    run.send("alice", 2).receive("dave", "alice", 2);
    QCOMPARE(cell(run, "a", "d"), counts(1, 1, 1, 0, 0, 1));
}

void TestLedger::movesReceiversBetweenInstances()
{
    Story run;
    run.three().send("alice", 1).receive("bob", "alice", 1).send("alice", 2);
    run.disconnect("bob").send("alice", 3).connect("bob", "c").send("alice", 4).join("bob", "lobby").send("alice", 5);
    run.receive("bob", "alice", 2).receive("bob", "alice", 5);
    QCOMPARE(cell(run, "a", "b"), counts(1, 1, 0, 0, 0, 1));
    // Five for carol, one for bob: what was sent while he was away is not due.
    QCOMPARE(cell(run, "a", "c"), counts(6, 1));
    QCOMPARE(run.account.phantoms(), quint64{0});
    QCOMPARE(run.account.instances().size(), 3);
}

void TestLedger::movesWithoutADisconnected()
{
    Story run;
    run.three().send("alice", 1).connect("bob", "c").send("alice", 2);
    QCOMPARE(cell(run, "a", "b"), counts(0, 0, 0, 0, 0, 1));
    QCOMPARE(cell(run, "a", "c"), counts(2, 0));
}

void TestLedger::goesOnWhereASenderReconnects()
{
    Story run;
    run.three().send("alice", 1).ack("alice", 1).receive("bob", "alice", 1).disconnect("alice");
    run.connect("alice", "b")
        .join("alice", "lobby")
        .send("alice", 2)
        .receive("bob", "alice", 2)
        .receive("alice", "alice", 2);
    QCOMPARE(run.account.sent(), quint64{2});
    QCOMPARE(cell(run, "a", "b"), counts(1, 1));
    QCOMPARE(cell(run, "b", "b"), counts(2, 2));
    QCOMPARE(cell(run, "a", "a"), counts(0, 0, 0, 0, 0, 1));
    // The order goes on over the break, too.
    run.receive("carol", "alice", 2).receive("carol", "alice", 1);
    QCOMPARE(cell(run, "a", "c"), counts(1, 1, 0, 1));
}

void TestLedger::countsAnewWhatIsSentFromThenOn()
{
    Story run;
    run.three().exchange("alice", 1).send("alice", 2);
    QCOMPARE(run.account.cellSince(Story::q("a"), Story::q("b")).due, quint64{0});
    run.account.countAnew();
    run.receive("bob", "alice", 2).receive("bob", "alice", 1);
    QCOMPARE(run.account.cellSince(Story::q("a"), Story::q("b")).delivered, quint64{0});
    QCOMPARE(run.account.cellSince(Story::q("a"), Story::q("b")).duplicate, quint64{0});
    run.exchange("alice", 3).connect("dave", "d").join("dave", "lobby").exchange("dave", 1);
    const PairCounts since = run.account.cellSince(Story::q("a"), Story::q("b"));
    QCOMPARE(since.due, quint64{1});
    QCOMPARE(since.delivered, quint64{1});
    QCOMPARE(since.latency.count(), quint64{1});
    QCOMPARE(run.account.cellSince(Story::q("d"), Story::q("c")).delivered, quint64{1});
    QCOMPARE(cell(run, "a", "b"), counts(3, 3, 1)); // All that has been.
}

void TestLedger::measuresLatencyFromTheIntendedTime()
{
    Story run;
    run.three();
    run.account.apply(Sent{100 * ms, 90 * ms, Story::id("alice", 1), true});
    run.account.apply(Received{101 * ms, Story::q("bob"), Story::id("alice", 1), false});
    run.account.apply(Received{104 * ms, Story::q("carol"), Story::id("alice", 1), false});
    run.account.apply(Received{120 * ms, Story::q("alice"), Story::id("alice", 1), false});
    QCOMPARE(run.account.cell(Story::q("a"), Story::q("b")).latency.max(), std::chrono::nanoseconds(11ms));
    QCOMPARE(run.account.total().latency.count(), quint64{3});
    QCOMPARE(run.account.total().latency.max(), std::chrono::nanoseconds(30ms));
    QCOMPARE(run.account.delivery(Story::id("alice", 1))->slowest, std::chrono::nanoseconds(14ms));
}

void TestLedger::tellsWhatBecameOfAProbe()
{
    Story run;
    run.three();
    QVERIFY(!run.account.delivery(Story::id("alice", 1)));
    QVERIFY(!run.account.delivery(Story::id("nobody", 1)));
    run.send("alice", 1);
    auto delivery = run.account.delivery(Story::id("alice", 1));
    QCOMPARE(delivery->outcome, Delivery::Outcome::Pending);
    QCOMPARE(delivery->due, 2);
    QCOMPARE(delivery->delivered, 0);
    QVERIFY(delivery->ownDue && !delivery->ownDelivered);
    QCOMPARE(delivery->missing, QList<QString>({Story::q("bob"), Story::q("carol")}));
    QCOMPARE(delivery->slowest, 0ns);
    run.receive("carol", "alice", 1).receive("alice", "alice", 1).ack("alice", 1);
    delivery = run.account.delivery(Story::id("alice", 1));
    QCOMPARE(delivery->outcome, Delivery::Outcome::Acknowledged);
    QCOMPARE(delivery->due, 2);
    QCOMPARE(delivery->delivered, 1);
    QVERIFY(delivery->ownDue && delivery->ownDelivered);
    QCOMPARE(delivery->missing, QList<QString>{Story::q("bob")});
    QCOMPARE(delivery->slowest, std::chrono::nanoseconds(1ms));
    run.disconnect("bob");
    delivery = run.account.delivery(Story::id("alice", 1));
    QCOMPARE(delivery->due, 1);
    QVERIFY(delivery->missing.isEmpty());
}

void TestLedger::forgetsTheOldest()
{
    Ledger::Rules rules;
    rules.recentProbes = 2;
    Story run(rules);
    run.three().send("alice", 1).receive("bob", "alice", 1).send("alice", 2).send("alice", 3);
    QVERIFY(run.account.delivery(Story::id("alice", 1))); // Young ones are remembered, however many.
    run.pass(6 * s).send("alice", 4);
    QVERIFY(!run.account.delivery(Story::id("alice", 1)));
    QVERIFY(!run.account.delivery(Story::id("alice", 2)));
    QVERIFY(run.account.delivery(Story::id("alice", 3)));
    QCOMPARE(counts(run), counts(12, 1));
    QCOMPARE(run.account.total().lost, quint64{5}); // The third has no answer so far.
    // What is forgotten is still accounted for, but for its latency.
    run.receive("carol", "alice", 1).receive("bob", "alice", 1);
    QCOMPARE(run.account.total().late, quint64{1});
    QCOMPARE(run.account.total().lost, quint64{4});
    QCOMPARE(run.account.total().duplicate, quint64{1});
    QCOMPARE(run.account.total().latency.count(), quint64{1});
    QCOMPARE(run.account.phantoms(), quint64{0});
    run.disconnect("carol");
    QCOMPARE(run.account.total().lost, quint64{4});
    QCOMPARE(run.account.total().exposed, quint64{1});
}

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
