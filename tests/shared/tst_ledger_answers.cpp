// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
// What was refused or had no answer is not lost, and what came of it all the same is told.
#include "tests/shared/ledgercounts.h"

#include <QTest>

using namespace crosstalk;
using namespace crosstalk::history;
using namespace std::chrono_literals;
using namespace crosstalk::test;

class TestLedgerAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void excusesRefusedProbes();
    void excusesIndeterminateProbesWhereTheDialectAcknowledges();
    void recoversWhatHadNoAnswer();
    void leavesWhatHasNoAnswerOpen();
    void keepsAnsweredProbesDueWhereTheirSenderGoes();
    void takesALateAnswer();
};

void TestLedgerAnswers::excusesRefusedProbes()
{
    Story run;
    run.three().send("alice", 1).receive("bob", "alice", 1).refuse("alice", 1);
    QCOMPARE(counts(run), counts(1, 1));
    const auto delivery = run.account.delivery(Story::id("alice", 1));
    QCOMPARE(delivery->outcome, Delivery::Outcome::Refused);
    QCOMPARE(delivery->refusedWith, Story::q("flooding"));
    QVERIFY(delivery->missing.isEmpty());
    run.receive("carol", "alice", 1);
    QCOMPARE(counts(run), counts(1, 1));
    QCOMPARE(run.account.phantoms(), quint64{0});
    run.disconnect("carol");
    QCOMPARE(counts(run), counts(1, 1));
}

void TestLedgerAnswers::excusesIndeterminateProbesWhereTheDialectAcknowledges()
{
    Story run;
    run.three().send("alice", 1).receive("bob", "alice", 1).disconnect("alice");
    QCOMPARE(counts(run), counts(1, 1, 0, 0, 0, 1)); // Her own copy is exposed, carol's excused.
    QCOMPARE(run.account.delivery(Story::id("alice", 1))->outcome, Delivery::Outcome::Indeterminate);
    run.receive("carol", "alice", 1);
    QCOMPARE(counts(run), counts(1, 1, 0, 0, 0, 1));
    QCOMPARE(run.account.phantoms(), quint64{0});

    Story plain;
    plain.three().send("alice", 1, "lobby", false).receive("bob", "alice", 1).send("alice", 2, "lobby", false);
    plain.disconnect("alice");
    // The first has been taken, for bob has it; nobody knows of the second.
    QCOMPARE(counts(plain), counts(2, 1, 0, 0, 0, 2));
    QCOMPARE(plain.account.delivery(Story::id("alice", 1))->outcome, Delivery::Outcome::Pending);
    QCOMPARE(plain.account.delivery(Story::id("alice", 2))->outcome, Delivery::Outcome::Indeterminate);
}

void TestLedgerAnswers::recoversWhatHadNoAnswer()
{
    Story run;
    run.three().send("alice", 1).pass(9 * s).send("alice", 2).disconnect("alice");
    const auto before = run.account.delivery(Story::id("alice", 1));
    QVERIFY(before->isUnanswered());
    QCOMPARE(before->givenUp, 2);
    run.receive("bob", "alice", 1);
    QVERIFY(*run.account.dueCopyAfter() > 9s);
    auto delivery = run.account.delivery(Story::id("alice", 1));
    QCOMPARE(delivery->reached(), 1);
    QCOMPARE(delivery->audience(), 2);
    QVERIFY(delivery->isUnanswered());
    QVERIFY(delivery->slowest > 9s);
    run.receive("carol", "alice", 1).receive("bob", "alice", 2);
    delivery = run.account.delivery(Story::id("alice", 1));
    QCOMPARE(delivery->reached(), 2);
    QVERIFY(!delivery->isUnanswered());
    QCOMPARE(run.account.total().recovered, quint64{3});
    QCOMPARE(run.account.total().latency.count(), quint64{0});
    QVERIFY(run.account.total().latencyOfAll().percentile(1) > 9s);
    QCOMPARE(run.account.cell(Story::q("a"), Story::q("b")).recovered, quint64{2});
    QCOMPARE(run.account.total().due, quint64{0});
    QCOMPARE(run.account.total().missed, quint64{2}); // Her own copies, both alike.
}

void TestLedgerAnswers::leavesWhatHasNoAnswerOpen()
{
    Story run;
    run.three().send("alice", 1).send("alice", 2).send("alice", 3).send("alice", 4).receive("bob", "alice", 4);
    QVERIFY(run.account.delivery(Story::id("alice", 1))->isOpen());
    QVERIFY(!run.account.delivery(Story::id("alice", 4))->isOpen()); // Bob has it, so it was taken.
    run.pass(6 * s).join("bob", "elsewhere");
    QCOMPARE(run.account.total().lost, quint64{2}); // Of the fourth.
    run.refuse("alice", 2).ack("alice", 3);
    QCOMPARE(run.account.total().lost, quint64{5});
    QCOMPARE(run.account.lostAcknowledged(), quint64{3});
    Story broken = run;
    broken.disconnect("alice");
    QCOMPARE(broken.account.total().lost, quint64{3}); // Of the third, which was acknowledged.
    run.settle();
    QCOMPARE(run.account.total().lost, quint64{8}); // The first has had its time.
}

void TestLedgerAnswers::keepsAnsweredProbesDueWhereTheirSenderGoes()
{
    Story run;
    run.three().send("alice", 1).ack("alice", 1).disconnect("alice");
    QCOMPARE(counts(run), counts(2, 0, 0, 0, 0, 1));
    QCOMPARE(run.account.delivery(Story::id("alice", 1))->outcome, Delivery::Outcome::Acknowledged);
}

void TestLedgerAnswers::takesALateAnswer()
{
    Story run;
    run.three().send("alice", 1).send("alice", 2).disconnect("alice").connect("alice", "b");
    run.ack("alice", 1).refuse("alice", 2);
    QCOMPARE(run.account.delivery(Story::id("alice", 1))->outcome, Delivery::Outcome::Acknowledged);
    QCOMPARE(run.account.delivery(Story::id("alice", 2))->outcome, Delivery::Outcome::Refused);
    QCOMPARE(run.account.total().due, quint64{0});
    // The first final answer stands.
    run.refuse("alice", 1).ack("alice", 2);
    QCOMPARE(run.account.delivery(Story::id("alice", 1))->outcome, Delivery::Outcome::Acknowledged);
    QCOMPARE(run.account.delivery(Story::id("alice", 2))->outcome, Delivery::Outcome::Refused);
}

QTEST_APPLESS_MAIN(TestLedgerAnswers)
#include "tst_ledger_answers.moc"
