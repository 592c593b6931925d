// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/verdicttext.h"

#include <QRegularExpression>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class TestVerdictText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatAllHeld();
    void tellsTheCounterexampleBeneathAFailure();
    void saysWhatKeepsItUnknown();
    void countsOnlyWhatThereWas();
    void coloursWithoutMovingAnything();
    void obeysNoNames();

private:
    static Verdict passed();
    static Verdict failed(const QString &who = "bob");
};

Verdict TestVerdictText::passed()
{
    Verdict verdict;
    verdict.judgement = Judgement::Pass;
    verdict.invariants = {{"no-loss", "no-loss", Judgement::Pass, "8 due, all delivered", {}}};
    verdict.sent = 4;
    verdict.total.due = verdict.total.delivered = 8;
    verdict.total.p50 = 800us;
    verdict.total.p99 = 2400us;
    return verdict;
}

Verdict TestVerdictText::failed(const QString &who)
{
    Verdict verdict = passed();
    verdict.judgement = Judgement::Fail;
    verdict.reason = "no-loss does not hold";
    verdict.total.delivered = 7;
    verdict.total.lost = 1;
    Counterexample example;
    example.what = "alice's 2nd message never reached " + who;
    example.around = {{2'000'000'000, Moment::Kind::Sent, "alice", "a", {"alice", "lobby", 2}, {}, true}};
    verdict.invariants = {{"no-loss", "no-loss", Judgement::Fail, "1 of 8 lost", example},
                          {"latency", "latency: p99 at most 50 ms", Judgement::Unknown, "the harness was slow", {}}};
    return verdict;
}

void TestVerdictText::saysThatAllHeld()
{
    QCOMPARE(describeVerdict(passed(), false),
             (QStringList{
                 "PASS     no-loss: 8 due, all delivered",
                 "PASS: 4 sent, 8 due, 8 delivered, 0 lost, 0 twice, 0 out of order, p50 0.800 ms, p99 2.40 ms",
             }));
}

void TestVerdictText::tellsTheCounterexampleBeneathAFailure()
{
    QCOMPARE(
        describeVerdict(failed(), false),
        (QStringList{
            "FAIL     no-loss: 1 of 8 lost",
            "         alice's 2nd message never reached bob",
            "         > 2.0000 s alice on a sends #2 to lobby",
            "UNKNOWN  latency: p99 at most 50 ms: the harness was slow",
            "FAIL: 4 sent, 8 due, 7 delivered, 1 lost, 0 twice, 0 out of order, p50 0.800 ms, p99 2.40 ms (no-loss "
            "does not hold)",
        }));
}

void TestVerdictText::saysWhatKeepsItUnknown()
{
    Verdict verdict;
    verdict.reason = "nothing was due";
    QCOMPARE(describeVerdict(verdict, false),
             QStringList{"UNKNOWN: 0 sent, 0 due, 0 delivered, 0 lost, 0 twice, 0 out of order (nothing was due)"});
}

void TestVerdictText::countsOnlyWhatThereWas()
{
    Verdict verdict = passed();
    for (const char *word :
         {"late", "corrupted", "should not be", "refused", "indeterminate", "arrived", "exposed", "missed"})
        QVERIFY2(!describeVerdict(verdict, false).last().contains(word), word);
    verdict.total.late = 1;
    verdict.total.corrupted = 2;
    verdict.phantoms = 3;
    verdict.refused = 4;
    verdict.indeterminate = 6;
    verdict.recovered = 5;
    verdict.total.exposed = 8;
    verdict.total.missed = 7;
    const QString line = describeVerdict(verdict, false).last();
    QVERIFY2(
        line.contains(", 1 late, 2 corrupted, 3 that should not be, 4 refused, 6 indeterminate, 5 of these arrived, "
                      "8 exposed, 7 of these missed, p50"),
        qPrintable(line));
}

void TestVerdictText::coloursWithoutMovingAnything()
{
    QStringList coloured = describeVerdict(failed(), true);
    QVERIFY(coloured.at(0).startsWith("\x1b[1;31mFAIL\x1b[0m"));
    coloured.replaceInStrings(QRegularExpression("\x1b\\[[0-9;]*m"), {});
    QCOMPARE(coloured, describeVerdict(failed(), false));
}

void TestVerdictText::obeysNoNames()
{
    QVERIFY(!describeVerdict(failed("\x1b[2J"), false).join('\n').contains('\x1b'));
}

QTEST_APPLESS_MAIN(TestVerdictText)
#include "tst_verdicttext.moc"
