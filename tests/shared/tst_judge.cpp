// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/shared/judgestory.h"

#include <QTest>

using namespace crosstalk;
using namespace crosstalk::test;
using namespace crosstalk::history;
using namespace std::chrono_literals;
using Down = InstanceChanged::State;

class TestJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accusesWhatIsWrongAndNothingElse_data();
    void accusesWhatIsWrongAndNothingElse();
    void leavesOpenWhatCannotBeKnown_data();
    void leavesOpenWhatCannotBeKnown();
    void failsNothingInACalmRun();
    void owesWhatWasMissedToWhoComesBack();
    void owesAlsoWhatSomebodyNewSent();
    void owesNothingToWhoComesBackTooLate();
    void owesOnlyWhatWasAcknowledged();
    void countsLateApart();
    void countsIndeterminateAndRecovered();
    void showsTheNeighbourhoodOfALoss();
    void tellsWhereALossHappened();
    void namesTheFirstLossThatStands();
    void judgesCellsApart();
    void measuresMemoryFromRest();
    void judgesWhatWasSeenWhereInterrupted();
    void readsItsRulesFromAHistory();
};
void TestJudge::accusesWhatIsWrongAndNothingElse_data()
{
    QTest::addColumn<Tell>("tell");
    QTest::addColumn<QStringList>("accused");
    const auto row = [](const char *name, const Tell &tell, const QStringList &accused) {
        QTest::addRow("%s", name) << tell << accused;
    };
    row("lost", [](Story &s) { s.send("alice", 4).receive("alice", "alice", 4).receive("bob", "alice", 4); },
        {"no-loss"});
    row("lost though acknowledged",
        [](Story &s) { s.send("alice", 4).receive("alice", "alice", 4).ack("alice", 4).receive("bob", "alice", 4); },
        {"no-loss", "no-acknowledged-loss"});
    row("doubled", [](Story &s) { s.exchange("alice", 4).receive("bob", "alice", 4); }, {"no-duplicates"});
    row("never sent", [](Story &s) { s.receive("bob", "alice", 17); }, {"no-phantoms"});
    row("into another room",
        [](Story &s) {
            s.join("alice", "attic").send("alice", 1, "attic").receive("alice", "alice", 1, "attic");
            s.receive("bob", "alice", 1, "attic");
        },
        {"no-phantoms"});
    row("of another run",
        [](Story &s) {
            s.add(Received{s.tick(), "bob", Story::id("alice", 1), false, "other"});
        },
        {"no-phantoms"});
    row("altered",
        [](Story &s) {
            s.send("alice", 4).receive("alice", "alice", 4).receive("bob", "alice", 4, "lobby", true);
            s.receive("carol", "alice", 4);
        },
        {"no-corruption"});
    row("out of its sender's order",
        [](Story &s) {
            s.send("alice", 4).send("alice", 5);
            for (const char *who : {"alice", "bob", "carol"})
                s.receive(who, "alice", 5).receive(who, "alice", 4);
        },
        {"sender-order"});
    row("in different orders",
        [](Story &s) {
            s.send("alice", 4).send("bob", 1).receive("alice", "alice", 4).receive("alice", "bob", 1);
            s.receive("bob", "alice", 4)
                .receive("bob", "bob", 1)
                .receive("carol", "bob", 1)
                .receive("carol", "alice", 4);
        },
        {"same-order"});
    row("slow",
        [](Story &s) {
            s.send("alice", 4).pass(60 * ms).receive("alice", "alice", 4).receive("bob", "alice", 4);
            s.receive("carol", "alice", 4);
        },
        {"latency"});
    row("exited", [](Story &s) { s.turn("b", Down::Exited); }, {"alive"});
    row("grown",
        [](Story &s) {
            resources(s, "a", 10);
            s.pass(2 * history::s);
            resources(s, "a", 12);
            resources(s, "a", 30);
        },
        {"memory"});
    row("presence differs",
        [](Story &s) {
            s.add(Members{s.tick(), "a", "lobby", {"alice", "bob"}});
            s.add(Members{s.tick(), "b", "lobby", {"alice"}});
        },
        {"presence-agrees"});
    row("deaf after a restart",
        [](Story &s) {
            s.begin("restart broker").pass(history::s).heal("restart broker");
            for (quint64 n = 4; n < 100; ++n)
                s.send("alice", n)
                    .ack("alice", n)
                    .receive("alice", "alice", n)
                    .receive("bob", "alice", n)
                    .pass(100 * ms);
        },
        {"no-loss", "no-acknowledged-loss", "reconverges"});
}

void TestJudge::accusesWhatIsWrongAndNothingElse()
{
    QFETCH(Tell, tell);
    QFETCH(QStringList, accused);
    Story story(all());
    story.three();
    calm(story, 1, 3);
    tell(story);
    story.settle();
    const Verdict verdict = story.account.verdict();
    QCOMPARE(which(verdict, Judgement::Fail), accused);
    QCOMPARE(verdict.judgement, Judgement::Fail);
    QCOMPARE(exitCodeOf(verdict.judgement), 1);
    for (const QString &name : accused) {
        const InvariantVerdict each = of(verdict, qPrintable(name));
        QVERIFY2(each.counterexample || name == QLatin1String("latency"), qPrintable(name));
        QVERIFY(!each.reason.isEmpty());
    }
}

void TestJudge::leavesOpenWhatCannotBeKnown_data()
{
    QTest::addColumn<Tell>("tell");
    QTest::addColumn<QStringList>("open");
    const auto row = [](const char *name, const Tell &tell, const QStringList &open) {
        QTest::addRow("%s", name) << tell << open;
    };
    const QStringList never{"reconverges", "presence-agrees", "memory"};
    const QStringList traffic{"no-loss",       "no-acknowledged-loss", "no-duplicates", "no-phantoms",
                              "no-corruption", "sender-order",         "same-order",    "latency"};
    row(
        "nothing happened", [](Story &s) { s.settle(); }, traffic + never + QStringList{"alive"});
    row(
        "nothing was sent", [](Story &s) { s.three().settle(); }, traffic + never);
    row(
        "nothing was acknowledged", [](Story &s) { s.three().exchange("alice", 1).settle(); },
        QStringList{"no-acknowledged-loss"} + never);
    row(
        "cut short",
        [](Story &s) {
            s.three();
            calm(s, 1, 3);
        },
        traffic + never + QStringList{"alive"});
    row(
        "the harness was late",
        [](Story &s) {
            s.three();
            calm(s, 1, 3);
            harness(s, 40 * history::ms, 0, 0.1);
            s.settle();
        },
        QStringList{"latency"} + never);
    row(
        "the harness was busy",
        [](Story &s) {
            s.three();
            calm(s, 1, 3);
            harness(s, 0, 0, 0.97);
            s.settle();
        },
        QStringList{"latency"} + never);
    row(
        "nothing was sent after the fault",
        [](Story &s) {
            s.three();
            calm(s, 1, 3);
            s.begin("freeze a").heal("freeze a").pass(10 * history::s).settle();
        },
        never);
}

void TestJudge::leavesOpenWhatCannotBeKnown()
{
    QFETCH(Tell, tell);
    QFETCH(QStringList, open);
    Story story(all());
    tell(story);
    const Verdict verdict = story.account.verdict();
    QStringList unknown = which(verdict, Judgement::Unknown);
    unknown.sort();
    open.sort();
    QCOMPARE(unknown, open);
    QCOMPARE(which(verdict, Judgement::Fail), QStringList());
    QCOMPARE(verdict.judgement, Judgement::Unknown);
    QVERIFY(!verdict.reason.isEmpty());
}

void TestJudge::failsNothingInACalmRun()
{
    Judge::Rules rules = all();
    std::erase_if(rules.invariants, [](const Invariant &invariant) {
        return QStringList{"presence-agrees", "memory", "reconverges"}.contains(invariant.name());
    });
    Story story(rules);
    story.three();
    calm(story, 1, 20);
    story.settle();
    const Verdict verdict = story.account.verdict();
    QVERIFY2(verdict.judgement == Judgement::Pass, qPrintable(verdict.reason));
    QVERIFY(verdict.reason.isEmpty());
    QCOMPARE(verdict.sent, quint64{20});
    QCOMPARE(verdict.acknowledged, quint64{20});
    QCOMPARE(verdict.total.due, quint64{60});
    QCOMPARE(verdict.total.delivered, quint64{60});
    QCOMPARE(verdict.cells.size(), 3);
    QCOMPARE(verdict.cells.at(2).from, QStringLiteral("a"));
    QCOMPARE(verdict.cells.at(2).to, QStringLiteral("c"));
    QCOMPARE(verdict.cells.at(2).due, quint64{20});
}

void TestJudge::owesWhatWasMissedToWhoComesBack()
{
    Story story(all(QStringLiteral("at-least-once")));
    story.three().send("alice", 1).ack("alice", 1).receive("alice", "alice", 1).receive("bob", "alice", 1);
    story.disconnect("carol");
    story.send("alice", 2).ack("alice", 2).receive("alice", "alice", 2).receive("bob", "alice", 2).pass(20 * s);
    QCOMPARE(story.account.ledger().total().lost, quint64{0}); // She may still come back for them.
    story.connect("carol", "b").join("carol", "lobby").receive("carol", "alice", 1);
    QCOMPARE(story.account.ledger().total().delivered, quint64{5});
    story.pass(10 * s).settle();
    const InvariantVerdict loss = of(story.account.verdict(), "no-loss");
    QCOMPARE(loss.judgement, Judgement::Fail);
    QCOMPARE(loss.counterexample->probe, Story::id("alice", 2));
    QCOMPARE(loss.counterexample->receiver, QStringLiteral("carol"));
    QCOMPARE(story.account.ledger().total().lost, quint64{1});
}

void TestJudge::owesAlsoWhatSomebodyNewSent()
{
    Story story(all(QStringLiteral("at-least-once")));
    story.three().disconnect("carol").disconnect("bob").send("alice", 1).ack("alice", 1).receive("alice", "alice", 1);
    story.connect("carol", "c").join("carol", "lobby").settle();
    const InvariantVerdict loss = of(story.account.verdict(), "no-loss");
    QCOMPARE(loss.judgement, Judgement::Fail);
    QCOMPARE(loss.counterexample->receiver, QStringLiteral("carol"));
    QCOMPARE(story.account.ledger().total().lost, quint64{1}); // Bob has not come back.
}

void TestJudge::owesNothingToWhoComesBackTooLate()
{
    Judge::Rules rules = all(QStringLiteral("at-least-once"));
    rules.history = 10s;
    Story story(rules);
    story.three();
    calm(story, 1, 3);
    story.disconnect("carol").disconnect("bob").send("alice", 4).ack("alice", 4).receive("alice", "alice", 4);
    story.pass(11 * s).connect("carol", "c").join("carol", "lobby");
    calm(story, 5, 1);
    story.settle();
    const Verdict verdict = story.account.verdict();
    QCOMPARE(of(verdict, "no-loss").judgement, Judgement::Pass);
    // Four to carol, too late; all to bob, who never came back: 4 and, sent later, 5, which he got all the same.
    QCOMPARE(verdict.total.exposed, quint64{2});
}

void TestJudge::owesOnlyWhatWasAcknowledged()
{
    Story story(all(QStringLiteral("at-least-once")));
    story.three();
    calm(story, 1, 3);
    story.send("alice", 4).send("alice", 5).refuse("alice", 5).settle();
    const Verdict verdict = story.account.verdict();
    QCOMPARE(of(verdict, "no-loss").judgement, Judgement::Pass);
    QCOMPARE(verdict.total.due, quint64{9});
    QCOMPARE(verdict.refused, quint64{1});
    // One that answers nothing promises whatever it takes.
    Story plain(all(QStringLiteral("at-least-once")));
    plain.three().send("alice", 1, "lobby", false).receive("bob", "alice", 1).settle();
    QCOMPARE(of(plain.account.verdict(), "no-loss").judgement, Judgement::Fail);
}

void TestJudge::countsLateApart()
{
    Story story(all());
    story.three();
    calm(story, 1, 3);
    story.send("alice", 4).receive("alice", "alice", 4).receive("bob", "alice", 4).pass(6 * s);
    calm(story, 5, 1);
    QCOMPARE(of(story.account.verdict(), "no-loss").judgement, Judgement::Fail);
    story.receive("carol", "alice", 4).settle();
    const Verdict verdict = story.account.verdict();
    QCOMPARE(of(verdict, "no-loss").judgement, Judgement::Pass);
    QCOMPARE(verdict.total.late, quint64{1});
    QCOMPARE(verdict.total.lost, quint64{0});
    QCOMPARE(verdict.total.delivered + verdict.total.late, verdict.total.due);
    QCOMPARE(of(verdict, "latency").judgement, Judgement::Fail);
}

void TestJudge::countsIndeterminateAndRecovered()
{
    Story story(all());
    story.three().send("alice", 1).send("alice", 2).send("alice", 3).receive("bob", "alice", 1).disconnect("alice");
    story.receive("bob", "alice", 2).receive("carol", "alice", 2).settle();
    const Verdict verdict = story.account.verdict();
    QCOMPARE(verdict.indeterminate, quint64{3});
    QCOMPARE(verdict.recovered, quint64{2});
    QCOMPARE(verdict.total.lost, quint64{0});
}

void TestJudge::showsTheNeighbourhoodOfALoss()
{
    Story story(all());
    story.three();
    calm(story, 1, 9);
    story.send("alice", 10).receive("alice", "alice", 10).ack("alice", 10).receive("carol", "alice", 10);
    calm(story, 11, 9);
    story.settle();
    const auto example = of(story.account.verdict(), "no-loss").counterexample;
    QVERIFY(example);
    QCOMPARE(example->probe, Story::id("alice", 10));
    QCOMPARE(example->receiver, QStringLiteral("bob"));
    QCOMPARE(example->fromInstance, QStringLiteral("a"));
    QCOMPARE(example->toInstance, QStringLiteral("b"));
    QVERIFY(example->sentAt && !example->receivedAt);
    QVERIFY2(example->what.contains(QStringLiteral("never reached bob on b")), qPrintable(example->what));
    QStringList steps;
    for (const Moment &moment : example->around) {
        if (moment.kind == Moment::Kind::Received && moment.session == QLatin1String("bob"))
            steps.append(QStringLiteral("bob %1").arg(moment.probe.n));
        if (moment.isOfCounterexample && moment.kind == Moment::Kind::Received)
            steps.append(QStringLiteral("%1 !").arg(moment.session));
    }
    QCOMPARE(steps, (QStringList{"bob 8", "bob 9", "alice !", "carol !", "bob 11", "bob 12"}));
    qint64 last = 0;
    for (const Moment &moment : example->around) {
        QVERIFY(moment.at >= last);
        last = moment.at;
    }
}

void TestJudge::tellsWhereALossHappened()
{
    Story story(all());
    story.three().exchange("alice", 1).send("alice", 2).settle();
    QCOMPARE(of(story.account.verdict(), "no-loss").counterexample->attribution, QString());

    Story unpublished(all());
    unpublished.three().exchange("alice", 1).tap("alice", 1).send("alice", 2).settle();
    QCOMPARE(of(unpublished.account.verdict(), "no-loss").counterexample->attribution,
             QStringLiteral("never published"));

    Story undelivered(all());
    undelivered.three().exchange("alice", 1).tap("alice", 1).send("alice", 2).tap("alice", 2).settle();
    QCOMPARE(of(undelivered.account.verdict(), "no-loss").counterexample->attribution,
             QStringLiteral("published, not delivered"));
}

void TestJudge::namesTheFirstLossThatStands()
{
    Story story(all());
    story.three();
    for (quint64 n = 1; n <= 40; ++n)
        story.send("alice", n).receive("alice", "alice", n).receive("bob", "alice", n);
    story.pass(6 * s);
    for (quint64 n = 1; n <= 7; ++n)
        story.receive("carol", "alice", n);
    story.settle();
    QCOMPARE(of(story.account.verdict(), "no-loss").counterexample->probe, Story::id("alice", 8));
    QCOMPARE(story.account.ledger().total().lost, quint64{33});
}

void TestJudge::judgesCellsApart()
{
    Judge::Rules rules;
    rules.invariants.push_back(*parseInvariant(object("latency", "p90", "50ms")));
    rules.invariants.push_back(
        *parseInvariant(QJsonObject{{"latency", QJsonObject{{"p90", "50ms"}, {"per", "cell"}}}}));
    rules.invariants.push_back(
        *parseInvariant(QJsonObject{{"latency", QJsonObject{{"p90", "50ms"}, {"from", "a"}, {"to", "b"}}}}));
    Story story(rules);
    story.three();
    calm(story, 1, 30);
    story.connect("dave", "d").join("dave", "lobby").send("dave", 1);
    for (const char *who : {"alice", "bob", "carol"})
        story.receive(who, "dave", 1);
    story.pass(60 * ms).receive("dave", "dave", 1).settle();
    const Verdict verdict = story.account.verdict();
    QCOMPARE(verdict.invariants.at(0).judgement, Judgement::Pass);
    QCOMPARE(verdict.invariants.at(1).judgement, Judgement::Fail);
    QVERIFY2(verdict.invariants.at(1).reason.contains(QStringLiteral("from d to d")),
             qPrintable(verdict.invariants.at(1).reason));
    QCOMPARE(verdict.invariants.at(2).judgement, Judgement::Pass);
}

void TestJudge::measuresMemoryFromRest()
{
    Judge::Rules rules;
    rules.invariants.push_back(*parseInvariant(object("memory", "growth", "8MiB")));
    Story story(rules);
    story.connect("alice", "a").turn("a", Down::Ready);
    resources(story, "a", 2);
    story.pass(2 * s);
    resources(story, "a", 20); // What it takes to start is not growth …
    story.turn("a", Down::Ready).pass(2 * s);
    resources(story, "a", 14);
    story.settle();
    QCOMPARE(story.account.verdict().judgement, Judgement::Fail); // … but that was after its first second.

    Story calmer(rules);
    calmer.connect("alice", "a").turn("a", Down::Ready);
    resources(calmer, "a", 2);
    calmer.pass(500 * ms);
    resources(calmer, "a", 20);
    calmer.pass(2 * s);
    resources(calmer, "a", 24);
    calmer.settle();
    QCOMPARE(calmer.account.verdict().judgement, Judgement::Pass);
}

void TestJudge::judgesWhatWasSeenWhereInterrupted()
{
    Judge::Rules rules;
    rules.invariants.push_back(*parseInvariant(QStringLiteral("no-duplicates")));
    Story story(rules);
    story.three();
    calm(story, 1, 3);
    story.settle(true);
    QCOMPARE(story.account.verdict().judgement, Judgement::Unknown);
    QVERIFY(story.account.verdict().interrupted);

    Story doubled(rules);
    doubled.three().exchange("alice", 1).receive("bob", "alice", 1).send("alice", 2).settle(true);
    QCOMPARE(doubled.account.verdict().judgement, Judgement::Fail);
    QCOMPARE(doubled.account.verdict().total.lost, quint64{0}); // What is under way may yet come.
}

void TestJudge::readsItsRulesFromAHistory()
{
    Judge::Rules rules = all(QStringLiteral("exactly-once"));
    rules.deadline = 2s;
    rules.history = 1min;
    const auto read = Judge::rulesOf(Judge::runOf(rules, QStringLiteral("k3f9")));
    QVERIFY(read);
    QCOMPARE(read->claims, rules.claims);
    QCOMPARE(read->deadline, rules.deadline);
    QCOMPARE(read->history, rules.history);
    QCOMPARE(read->invariants.size(), rules.invariants.size());
    for (size_t i = 0; i < rules.invariants.size(); ++i)
        QCOMPARE(read->invariants[i].toJson(), rules.invariants[i].toJson());

    history::Run wrong = Judge::runOf(rules, QStringLiteral("k3f9"));
    wrong.claims = QStringLiteral("maybe");
    QVERIFY(!Judge::rulesOf(wrong));
    wrong = Judge::runOf(rules, QStringLiteral("k3f9"));
    wrong.invariants.append(QStringLiteral("no-lose"));
    QVERIFY(!Judge::rulesOf(wrong));
}

QTEST_APPLESS_MAIN(TestJudge)
#include "tst_judge.moc"
