// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmark of the window makes of the beats it has seen.
#include "app/desktop/loopwaits.h"

#include <QTest>

using crosstalk::LoopWaits;
using std::chrono::nanoseconds;
using namespace std::chrono_literals;

class tst_loopwaits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNothingAtFirst();
    void beatsInTimeWaitForNothing();
    void beatBeforeItsTimeWaitsForNothing();
    void blockCountsForEachMomentOfIt();
    void onlyWhatIsLongerThanTheLimitIsOverIt();

private:
    static void beat(LoopWaits &waits, int times, nanoseconds sinceLast)
    {
        for (int i = 0; i < times; ++i)
            waits.addBeat(sinceLast);
    }
    /// As exact as a Histogram is.
    static bool isAbout(nanoseconds value, nanoseconds expected)
    {
        return value >= expected && value.count() <= expected.count() * 1.01;
    }
};

void tst_loopwaits::knowsNothingAtFirst()
{
    const LoopWaits waits;
    QCOMPARE(waits.beats(), quint64{0});
    QCOMPARE(waits.longest(), nanoseconds{0});
    QCOMPARE(waits.percentile(0.999), nanoseconds{0});
    QCOMPARE(waits.overLimit(), quint64{0});
}

void tst_loopwaits::beatsInTimeWaitForNothing()
{
    LoopWaits waits;
    beat(waits, 1000, 1ms);
    QCOMPARE(waits.beats(), quint64{1000});
    QCOMPARE(waits.longest(), nanoseconds{0});
    QVERIFY(waits.percentile(1) <= 2us);
    QCOMPARE(waits.overLimit(), quint64{0});
}

void tst_loopwaits::beatBeforeItsTimeWaitsForNothing()
{
    LoopWaits waits;
    waits.addBeat(400us);
    QCOMPARE(waits.beats(), quint64{1});
    QCOMPARE(waits.longest(), nanoseconds{0});
}

void tst_loopwaits::blockCountsForEachMomentOfIt()
{
    LoopWaits waits;
    // 9,900 beats in time, and one late by 99 ms: it and the 99 that were due meanwhile make 10,000.
    beat(waits, 9'900, 1ms);
    waits.addBeat(100ms);
    QCOMPARE(waits.beats(), quint64{10'000});
    QCOMPARE(waits.longest(), nanoseconds{99ms});
    // Ten of them had to wait for longer than 89 ms.
    QVERIFY(isAbout(waits.percentile(0.999), 89ms));
    QVERIFY(isAbout(waits.percentile(0.995), 49ms));
    QVERIFY(waits.percentile(0.99) <= 2us);
    QCOMPARE(waits.overLimit(), quint64{1});
}

void tst_loopwaits::onlyWhatIsLongerThanTheLimitIsOverIt()
{
    LoopWaits waits;
    waits.addBeat(LoopWaits::interval + LoopWaits::limit);
    QCOMPARE(waits.overLimit(), quint64{0});
    waits.addBeat(LoopWaits::interval + LoopWaits::limit + 1us);
    waits.addBeat(3s);
    QCOMPARE(waits.overLimit(), quint64{2});
    QCOMPARE(waits.longest(), nanoseconds{3s - LoopWaits::interval});
}

QTEST_GUILESS_MAIN(tst_loopwaits)
#include "tst_loopwaits.moc"
