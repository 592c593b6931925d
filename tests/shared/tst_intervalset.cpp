// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/intervalset.h"

#include <QRandomGenerator>
#include <QTest>

#include <set>

using namespace crosstalk;

class TestIntervalSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsARowAsOneInterval();
    void visitsWhatIsInNoOther();
    void agreesWithASetOfNumbers();
};

void TestIntervalSet::keepsARowAsOneInterval()
{
    IntervalSet set;
    for (quint64 n = 1; n <= 1000; ++n)
        QVERIFY(set.add(n));
    QCOMPARE(set.intervals().size(), size_t{1});
    QCOMPARE(set.count(), quint64{1000});
    QVERIFY(!set.add(500));
    QVERIFY(set.remove(500));
    QVERIFY(!set.remove(500));
    QCOMPARE(set.intervals().size(), size_t{2});
    QVERIFY(set.add(500));
    QCOMPARE(set.intervals(), (std::vector<IntervalSet::Interval>{{1, 1000}}));
}

void TestIntervalSet::visitsWhatIsInNoOther()
{
    IntervalSet due;
    IntervalSet got;
    IntervalSet excused;
    for (quint64 n = 1; n <= 20; ++n)
        due.add(n);
    for (const quint64 n : {1, 2, 3, 7, 8, 20})
        got.add(n);
    for (const quint64 n : {4, 5, 9})
        excused.add(n);
    std::vector<quint64> missing;
    const auto visit = [&](quint64 n) {
        missing.push_back(n);
        return missing.size() < 4;
    };
    due.forEachNotIn(2, 30, visit, got, excused);
    QCOMPARE(missing, (std::vector<quint64>{6, 10, 11, 12}));
}

void TestIntervalSet::agreesWithASetOfNumbers()
{
    constexpr quint32 seed = 4711;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (int round = 0; round < 50; ++round) {
        IntervalSet set;
        std::set<quint64> reference;
        for (int i = 0; i < 400; ++i) {
            const quint64 n = random.bounded(1u, 60u);
            switch (random.bounded(8)) {
            case 0:
            case 1:
                QCOMPARE(set.remove(n), reference.erase(n) == 1);
                break;
            case 2:
                if (random.bounded(20) == 0) {
                    set.removeUpTo(n / 4);
                    reference.erase(reference.begin(), reference.upper_bound(n / 4));
                }
                break;
            default:
                QCOMPARE(set.add(n), reference.insert(n).second);
                break;
            }
            QCOMPARE(set.contains(n), reference.contains(n));
            QCOMPARE(set.count(), quint64(reference.size()));
        }
        std::vector<quint64> all;
        set.forEach(0, 100, [&](quint64 n) {
            all.push_back(n);
            return true;
        });
        QCOMPARE(all, std::vector<quint64>(reference.begin(), reference.end()));
        for (size_t i = 1; i < set.intervals().size(); ++i)
            QVERIFY(set.intervals()[i - 1].last + 1 < set.intervals()[i].first);
    }
}

QTEST_APPLESS_MAIN(TestIntervalSet)
#include "tst_intervalset.moc"
