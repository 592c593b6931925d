// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/ledgerload.h"

#include "shared/judge.h"

#include <QTest>

using namespace crosstalk;

class TestLedgerLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAccountedForAsItWasMadeUp();
    void isARunInOrder();
    void isAlwaysTheSame();

private:
    static QByteArray lines(int steps);
};

QByteArray TestLedgerLoad::lines(int steps)
{
    QByteArray lines;
    const LedgerLoad::Take take = [&lines](const history::Event &event) { lines += history::toLine(event); };
    LedgerLoad load;
    load.begin(take);
    for (int step = 0; step < steps; ++step)
        load.step(take);
    load.end(take);
    return lines;
}

void TestLedgerLoad::isAccountedForAsItWasMadeUp()
{
    Judge::Rules rules;
    rules.invariants = {*parseInvariant("no-loss"), *parseInvariant("no-duplicates"), *parseInvariant("no-phantoms"),
                        *parseInvariant("no-corruption"), *parseInvariant("sender-order")};
    Judge judge(rules);
    const LedgerLoad::Take take = [&judge](const history::Event &event) { judge.apply(event); };
    LedgerLoad load;
    load.begin(take);
    for (int step = 0; step < 1000; ++step)
        load.step(take);
    load.end(take);
    QCOMPARE(load.sent(), quint64(1000));
    QVERIFY(load.lost() > 0);
    QVERIFY(load.duplicate() > 0);
    QCOMPARE(load.received(), 1000 * LedgerLoad::receivers - load.lost() + load.duplicate());
    const Verdict verdict = judge.verdict();
    QCOMPARE(verdict.sent, load.sent());
    QCOMPARE(verdict.acknowledged, load.sent());
    QCOMPARE(verdict.total.due, 1000 * quint64(LedgerLoad::receivers));
    QCOMPARE(verdict.total.lost, load.lost());
    QCOMPARE(verdict.total.duplicate, load.duplicate());
    QCOMPARE(verdict.phantoms, quint64(0));
    QList<Judgement> judgements;
    for (const InvariantVerdict &each : verdict.invariants)
        judgements.append(each.judgement);
    QCOMPARE(judgements, (QList{Judgement::Fail, Judgement::Fail, Judgement::Pass, Judgement::Pass, Judgement::Pass}));
}

void TestLedgerLoad::isARunInOrder()
{
    qint64 latest = 0;
    bool isInOrder = true;
    const LedgerLoad::Take take = [&](const history::Event &event) {
        isInOrder = isInOrder && history::timeOf(event) >= latest;
        latest = history::timeOf(event);
    };
    LedgerLoad load;
    load.begin(take);
    for (int step = 0; step < 100; ++step)
        load.step(take);
    load.end(take);
    QVERIFY(isInOrder);
}

void TestLedgerLoad::isAlwaysTheSame()
{
    QVERIFY(lines(10).size() > 1000);
    QCOMPARE(lines(200), lines(200));
}

QTEST_APPLESS_MAIN(TestLedgerLoad)
#include "tst_ledgerload.moc"
