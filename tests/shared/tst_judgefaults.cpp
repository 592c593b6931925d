// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/shared/judgestory.h"

#include <QTest>

using namespace crosstalk;
using namespace crosstalk::test;
using namespace crosstalk::history;
using namespace std::chrono_literals;
using Down = InstanceChanged::State;

/// What a judge makes of faults: whom they excuse, how long, and whether the system recovers.
class TestJudgeFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void excusesWhatAFaultHits();
    void isMissedOnlyUntilACopyComes();
    void whoGoesByItselfHasMissedNothing();
    void excusesUntilAllPathsDeliverAgain();
    void excusesNothingAfterTheBound();
    void excusesNothingWhereTheFaultMustBeGotThrough();
    void excusesOnlyTheOneWhoDoesNotRead();
    void excusesNothingWhereMoreIsClaimed();
    void splitsLatencyByFaults();
    void measuresRecovery();
    void onlyTheLastRecoveryTellsThatAllIsWell_data();
    void onlyTheLastRecoveryTellsThatAllIsWell();
    void remembersTheFirstRecoveryThatFailed();
    void waitsForNoInstanceThatIsDown();
};

/// Two are hit: one that was under way when the fault came, one that was sent while it lasted.
void TestJudgeFaults::excusesWhatAFaultHits()
{
    Story story(all());
    story.three();
    calm(story, 1, 3);
    story.send("alice", 4).begin("freeze c").send("alice", 5);
    for (const quint64 n : {4, 5})
        story.receive("alice", "alice", n).receive("bob", "alice", n);
    story.pass(s).heal("freeze c");
    calm(story, 6, 1);
    story.settle();
    const Verdict verdict = story.account.verdict();
    QCOMPARE(which(verdict, Judgement::Fail), QStringList());
    QCOMPARE(of(verdict, "no-loss").judgement, Judgement::Pass);
    QCOMPARE(verdict.total.exposed, quint64{2});
    QCOMPARE(verdict.total.missed, quint64{2});
    QCOMPARE(verdict.total.due, verdict.total.delivered);
}

void TestJudgeFaults::isMissedOnlyUntilACopyComes()
{
    Story story(all());
    story.three().begin("freeze c").send("alice", 1).receive("alice", "alice", 1).receive("bob", "alice", 1);
    story.pass(6 * s).heal("freeze c");
    QCOMPARE(story.account.ledger().total().missed, quint64{1});
    QCOMPARE(story.account.ledger().delivery(Story::id("alice", 1))->missed, QList<QString>{Story::q("carol")});
    story.receive("carol", "alice", 1);
    QCOMPARE(story.account.ledger().total().missed, quint64{0});
    QCOMPARE(story.account.ledger().total().exposed, quint64{1});
    QVERIFY(story.account.ledger().delivery(Story::id("alice", 1))->missed.isEmpty());
    story.receive("carol", "alice", 1);
    QCOMPARE(story.account.ledger().total().missed, quint64{0});
    QCOMPARE(story.account.ledger().total().duplicate, quint64{1});
}

/// A session that closes its link misses nothing of what was under way to it, its own copies included; one whose link
/// breaks does.
void TestJudgeFaults::whoGoesByItselfHasMissedNothing()
{
    Story story(all());
    story.three().send("alice", 1).send("bob", 1).ack("alice", 1).ack("bob", 1);
    const Ledger &ledger = story.account.ledger();
    story.close("alice");
    QCOMPARE(ledger.total().exposed, quint64{2});
    QCOMPARE(ledger.total().missed, quint64{0});
    QVERIFY(!ledger.delivery(Story::id("alice", 1))->ownMissed);
    QCOMPARE(ledger.delivery(Story::id("alice", 1))->missing, QList<QString>({Story::q("bob"), Story::q("carol")}));
    story.disconnect("bob");
    QCOMPARE(ledger.total().exposed, quint64{4});
    QCOMPARE(ledger.total().missed, quint64{2});
    QVERIFY(ledger.delivery(Story::id("bob", 1))->ownMissed);
    QCOMPARE(ledger.delivery(Story::id("alice", 1))->missed, QList<QString>{Story::q("bob")});
}

void TestJudgeFaults::excusesUntilAllPathsDeliverAgain()
{
    Story story(all());
    story.three();
    calm(story, 1, 3);
    story.begin("restart broker").pass(s).heal("restart broker");
    story.send("alice", 4).receive("alice", "alice", 4).receive("bob", "alice", 4).pass(s); // Not to carol yet.
    calm(story, 5, 1);
    story.send("alice", 6).receive("alice", "alice", 6).receive("bob", "alice", 6); // All had been well again.
    story.settle();
    const InvariantVerdict loss = of(story.account.verdict(), "no-loss");
    QCOMPARE(loss.judgement, Judgement::Fail);
    QCOMPARE(loss.counterexample->probe, Story::id("alice", 6));
    QCOMPARE(story.account.ledger().total().lost, quint64{1});
}

void TestJudgeFaults::excusesNothingAfterTheBound()
{
    Story story(all());
    story.three();
    calm(story, 1, 3);
    story.begin("restart broker").pass(s).heal("restart broker");
    const auto partly = [&story](quint64 n) {
        story.send("alice", n).receive("alice", "alice", n).receive("bob", "alice", n);
    };
    partly(4);
    story.pass(4 * s);
    partly(5);
    story.pass(s);
    partly(6);
    story.settle();
    const InvariantVerdict loss = of(story.account.verdict(), "no-loss");
    QCOMPARE(loss.judgement, Judgement::Fail);
    QCOMPARE(loss.counterexample->probe, Story::id("alice", 6));
    QCOMPARE(story.account.ledger().total().lost, quint64{1});
}

/// A drain, for one.
void TestJudgeFaults::excusesNothingWhereTheFaultMustBeGotThrough()
{
    Story story(all());
    story.three();
    calm(story, 1, 3);
    story.send("alice", 4).receive("alice", "alice", 4).receive("bob", "alice", 4);
    story.add(FaultBegan{story.tick(), "f", "drain c", false}).heal("f");
    calm(story, 5, 3);
    story.settle();
    QCOMPARE(of(story.account.verdict(), "no-loss").judgement, Judgement::Fail);
    QCOMPARE(of(story.account.verdict(), "reconverges").judgement, Judgement::Pass);
}

void TestJudgeFaults::excusesOnlyTheOneWhoDoesNotRead()
{
    Story story(all());
    story.three();
    calm(story, 1, 3);
    story.send("alice", 4).receive("alice", "alice", 4).receive("bob", "alice", 4);
    story.add(FaultBegan{story.tick(), "f", "stall carol", true, "carol"});
    story.send("alice", 5).receive("alice", "alice", 5).receive("bob", "alice", 5).pass(6 * s).heal("f");
    story.receive("carol", "alice", 4);
    calm(story, 6, 3);
    story.settle();
    QCOMPARE(of(story.account.verdict(), "no-loss").judgement, Judgement::Pass);
    QCOMPARE(story.account.ledger().total().exposed, quint64{2});

    Story other(all());
    other.three();
    calm(other, 1, 3);
    other.add(FaultBegan{other.tick(), "f", "stall carol", true, "carol"})
        .send("alice", 4)
        .receive("alice", "alice", 4);
    other.receive("carol", "alice", 4).heal("f").settle();
    QCOMPARE(of(other.account.verdict(), "no-loss").judgement, Judgement::Fail);
    QCOMPARE(of(other.account.verdict(), "no-loss").counterexample->receiver, QStringLiteral("bob"));
}

void TestJudgeFaults::excusesNothingWhereMoreIsClaimed()
{
    Story story(all(QStringLiteral("exactly-once")));
    story.three();
    calm(story, 1, 3);
    story.begin("restart broker").send("alice", 4).receive("alice", "alice", 4).receive("bob", "alice", 4);
    story.ack("alice", 4).heal("restart broker");
    calm(story, 5, 3);
    story.settle();
    const Verdict verdict = story.account.verdict();
    QCOMPARE(of(verdict, "no-loss").judgement, Judgement::Fail);
    QCOMPARE(of(verdict, "no-acknowledged-loss").judgement, Judgement::Fail);
    QVERIFY(of(verdict, "no-loss").counterexample->what.contains(QStringLiteral("acknowledged")));
}

void TestJudgeFaults::splitsLatencyByFaults()
{
    Judge::Rules rules;
    for (const char *where : {"inside", "outside"})
        rules.invariants.push_back(
            *parseInvariant(QJsonObject{{"latency", QJsonObject{{"max", "50ms"}, {QLatin1String(where), "faults"}}}}));
    Story story(rules);
    story.three();
    calm(story, 1, 3);
    story.begin("freeze b").send("alice", 4).receive("alice", "alice", 4).pass(s).heal("freeze b");
    story.receive("bob", "alice", 4).receive("carol", "alice", 4);
    calm(story, 5, 3);
    story.settle();
    const Verdict verdict = story.account.verdict();
    QCOMPARE(verdict.invariants.at(0).judgement, Judgement::Fail);
    QCOMPARE(verdict.invariants.at(1).judgement, Judgement::Pass);
}

void TestJudgeFaults::measuresRecovery()
{
    Judge::Rules rules;
    rules.invariants.push_back(*parseInvariant(object("reconverges", "within", "3s")));
    Story story(rules);
    story.three();
    calm(story, 1, 3);
    story.begin("restart broker").pass(s).heal("restart broker").pass(s);
    calm(story, 4, 3);
    story.settle();
    QCOMPARE(story.account.verdict().judgement, Judgement::Pass);

    Story hasty(rules); // Ends before bob, who is not written to, can show that he is reached again.
    hasty.three();
    calm(hasty, 1, 3);
    hasty.begin("restart broker").pass(s).heal("restart broker").leave("bob", "lobby");
    hasty.send("alice", 4).receive("alice", "alice", 4).receive("carol", "alice", 4).settle();
    QCOMPARE(hasty.account.verdict().judgement, Judgement::Pass);

    Story silent(rules);
    silent.three();
    calm(silent, 1, 3);
    silent.begin("restart broker").pass(s).heal("restart broker");
    for (quint64 n = 4; n < 50; ++n)
        silent.send("alice", n).receive("alice", "alice", n).receive("carol", "alice", n).pass(100 * ms);
    silent.settle();
    const InvariantVerdict verdict = of(silent.account.verdict(), "reconverges");
    QCOMPARE(verdict.judgement, Judgement::Fail);
    QVERIFY2(verdict.reason.contains(QStringLiteral("a to b")), qPrintable(verdict.reason));
    QVERIFY(!verdict.reason.contains(QStringLiteral("a to c")));
}

void TestJudgeFaults::onlyTheLastRecoveryTellsThatAllIsWell_data()
{
    QTest::addColumn<Tell>("tell");
    QTest::addColumn<QString>("reason");
    QTest::newRow("never healed") << Tell([](Story &s) { s.begin("kill broker"); })
                                  << "what was never healed: kill broker";
    QTest::newRow("cut off") << Tell([](Story &s) {
        s.begin("kill broker").heal("kill broker");
        s.send("alice", 10).receive("alice", "alice", 10).receive("bob", "alice", 10);
    }) << "the run ended before everything had got through again after kill broker";
    QTest::newRow("lost just after") << Tell([](Story &s) {
        s.begin("kill broker").heal("kill broker").send("alice", 10).receive("alice", "alice", 10);
        s.pass(10 * history::s);
    }) << "nothing was sent for long enough after kill broker";
    QTest::newRow("silent") << Tell([](Story &s) { s.begin("kill broker").heal("kill broker").pass(10 * history::s); })
                            << "nothing was sent for long enough after kill broker";
}

void TestJudgeFaults::onlyTheLastRecoveryTellsThatAllIsWell()
{
    QFETCH(Tell, tell);
    Judge::Rules rules;
    rules.invariants.push_back(*parseInvariant(object("reconverges", "within", "3s")));
    Story story(rules);
    story.three();
    calm(story, 1, 3);
    story.begin("restart broker").pass(s).heal("restart broker").pass(s);
    calm(story, 4, 3);
    tell(story);
    story.settle();
    const InvariantVerdict verdict = of(story.account.verdict(), "reconverges");
    QCOMPARE(verdict.judgement, Judgement::Unknown);
    QTEST(verdict.reason, "reason");
}

/// After any number of faults.
void TestJudgeFaults::remembersTheFirstRecoveryThatFailed()
{
    Judge::Rules rules;
    rules.invariants.push_back(*parseInvariant(object("reconverges", "within", "3s")));
    Story story(rules);
    story.three();
    story.begin("freeze c").heal("freeze c");
    for (quint64 n = 1; n < 50; ++n)
        story.send("alice", n).receive("alice", "alice", n).receive("bob", "alice", n).pass(100 * ms);
    for (quint64 i = 0; i < 250; ++i) {
        story.begin("freeze b").heal("freeze b");
        calm(story, 50 + i, 1);
    }
    story.settle();
    const InvariantVerdict verdict = of(story.account.verdict(), "reconverges");
    QCOMPARE(verdict.judgement, Judgement::Fail);
    QVERIFY2(verdict.reason.contains(QStringLiteral("a to c")), qPrintable(verdict.reason));
}

void TestJudgeFaults::waitsForNoInstanceThatIsDown()
{
    Judge::Rules rules;
    rules.invariants.push_back(*parseInvariant(QStringLiteral("no-loss")));
    rules.invariants.push_back(*parseInvariant(QStringLiteral("reconverges")));
    Story story(rules);
    story.three();
    calm(story, 1, 3);
    story.begin("kill c").turn("c", Down::Down).disconnect("carol").heal("kill c");
    for (quint64 n = 4; n < 10; ++n)
        story.send("alice", n).receive("alice", "alice", n).receive("bob", "alice", n).pass(100 * ms);
    story.send("alice", 10).receive("alice", "alice", 10).settle();
    const Verdict verdict = story.account.verdict();
    QCOMPARE(of(verdict, "reconverges").judgement, Judgement::Pass);
    QCOMPARE(of(verdict, "no-loss").judgement, Judgement::Fail); // The window had closed with 4.
    QCOMPARE(verdict.total.lost, quint64{1});
}

QTEST_APPLESS_MAIN(TestJudgeFaults)
#include "tst_judgefaults.moc"
