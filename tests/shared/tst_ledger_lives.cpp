// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
// Any life, also one that cannot be, is accounted for as a simple account of it has it.
#include "tests/shared/ledgercounts.h"
#include "tests/shared/pairbypair.h"

#include <QRandomGenerator>
#include <QTest>

using namespace crosstalk;
using namespace crosstalk::history;
using namespace std::chrono_literals;
using namespace crosstalk::test;

namespace {

/// One event of a random life of four sessions on three instances in two rooms.
template<class Account>
void tellSomething(BasicStory<Account> &story, QRandomGenerator &random, QHash<QString, quint64> &numbers)
{
    const auto pick = [&random](std::initializer_list<const char *> from) {
        return *(from.begin() + random.bounded(quint32(from.size())));
    };
    const char *const session = pick({"alice", "bob", "carol", "dave"});
    const char *const from = pick({"alice", "bob", "carol", "dave"});
    const char *const room = pick({"x", "y"});
    quint64 &n = numbers[Story::q(from) + u'/' + Story::q(room)];
    const quint64 some = n > 8 ? n - random.bounded(8u) : n;
    switch (random.bounded(22)) {
    case 0:
        story.connect(session, pick({"a", "b", "c"}));
        break;
    case 1:
        story.disconnect(session);
        break;
    case 2:
    case 3:
    case 4:
        story.join(session, room, random.bounded(3) != 0);
        break;
    case 5:
        if (random.bounded(2) == 0)
            story.leave(session, room);
        break;
    case 6:
        story.ack(from, some, room);
        break;
    case 7:
        if (random.bounded(2) == 0)
            story.refuse(from, some, room);
        break;
    case 8:
        story.pass(random.bounded(2000) * ms);
        break;
    case 9:
    case 10:
    case 11:
    case 12:
        n += random.bounded(10) == 0 ? 2 : 1; // What had no link to go out on leaves a gap.
        story.send(from, n, room, random.bounded(2) == 0);
        break;
    default:
        story.receive(session, from, some, room, random.bounded(50) == 0);
        break;
    }
}

} // namespace

class TestLedgerLives : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesBrokenHistories();
    void agreesWithAnAccountPairByPair();
};

void TestLedgerLives::survivesBrokenHistories()
{
    Story run;
    run.ack("x", 1).refuse("x", 1).leave("x", "r").disconnect("x").receive("x", "y", 1).send("ghost", 1);
    QCOMPARE(counts(run), counts(0, 0));
    QCOMPARE(run.account.sent(), quint64{1});
    run.join("nowhere", "lobby").send("ghost", 2).receive("nowhere", "ghost", 2);
    QCOMPARE(counts(run), counts(1, 1));
    QVERIFY(run.account.instances().isEmpty());
    run.three().join("bob", "lobby").send("alice", 1).send("alice", 1);
    QCOMPARE(counts(run), counts(5, 1));
    QCOMPARE(run.account.sent(), quint64{3});
    run.leave("bob", "lobby").leave("bob", "lobby").disconnect("bob").disconnect("bob");
    QCOMPARE(counts(run), counts(4, 1, 0, 0, 0, 1));
}

void TestLedgerLives::agreesWithAnAccountPairByPair()
{
    constexpr quint32 seed = 90'125;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    PairCounts seen;
    for (int history = 0; history < 60; ++history) {
        Story story;
        BasicStory<PairByPair> reference(std::chrono::nanoseconds(5s));
        QRandomGenerator same = random;
        QHash<QString, quint64> numbers;
        QHash<QString, quint64> sameNumbers;
        for (int i = 0; i < 1000; ++i) {
            tellSomething(story, random, numbers);
            tellSomething(reference, same, sameNumbers);
            const PairCounts &total = story.account.total();
            QVERIFY(total.delivered + total.late + total.lost <= total.due);
        }
        story.settle();
        reference.settle();
        const PairCounts &total = story.account.total();
        const PairCounts &expected = reference.account.total;
        QCOMPARE(counts(total), counts(expected));
        QCOMPARE(total.missed, expected.missed);
        QCOMPARE(total.late, expected.late);
        QCOMPARE(total.lost, expected.lost);
        QCOMPARE(total.lost, total.missing());
        QCOMPARE(story.account.phantoms(), reference.account.phantoms);
        QCOMPARE(total.latency.count(), total.delivered + total.late);
        PairCounts cells;
        for (const QString &from : story.account.instances()) {
            for (const QString &to : story.account.instances()) {
                cells.due += story.account.cell(from, to).due;
                cells.lost += story.account.cell(from, to).lost;
            }
        }
        QVERIFY(cells.due <= total.due && cells.lost <= total.lost);
        for (const auto count :
             {&PairCounts::due, &PairCounts::delivered, &PairCounts::duplicate, &PairCounts::reordered,
              &PairCounts::corrupted, &PairCounts::exposed, &PairCounts::missed, &PairCounts::late, &PairCounts::lost})
            seen.*count += total.*count;
    }
    // All of it happened.
    for (const auto count :
         {&PairCounts::due, &PairCounts::delivered, &PairCounts::duplicate, &PairCounts::reordered,
          &PairCounts::corrupted, &PairCounts::exposed, &PairCounts::missed, &PairCounts::late, &PairCounts::lost})
        QVERIFY(seen.*count > 10);
}

QTEST_APPLESS_MAIN(TestLedgerLives)
#include "tst_ledger_lives.moc"
