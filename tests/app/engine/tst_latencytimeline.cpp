// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/latencytimeline.h"

#include <QtTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class tst_LatencyTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void slicesByTime();
    void growsCoarserWithTheRun();
    void ignoresWhatWasBeforeTheRun();
};

void tst_LatencyTimeline::slicesByTime()
{
    LatencyTimeline timeline;
    QVERIFY(timeline.slices().isEmpty());
    timeline.add(10ms, 1ms);
    timeline.add(99ms, 3ms);
    timeline.add(350ms, 7ms);
    const auto slices = timeline.slices();
    QCOMPARE(slices.size(), 2);
    QVERIFY(slices[0].at == 0ms);
    QCOMPARE(slices[0].count, 2u);
    QVERIFY(slices[0].max == 3ms);
    QVERIFY(slices[0].p50 >= 1ms && slices[0].p50 < 1010us);
    QVERIFY(slices[1].at == 300ms);
    QVERIFY(slices[1].p99 >= 7ms && slices[1].p99 < 7070us);
}

void tst_LatencyTimeline::growsCoarserWithTheRun()
{
    LatencyTimeline timeline;
    quint64 added = 0;
    for (auto at = 0ms; at < 10min; at += 250ms, ++added)
        timeline.add(at, at == 5min ? 9ms : 1ms);
    const auto slices = timeline.slices();
    QVERIFY(timeline.width() == 1600ms);
    QVERIFY(slices.size() <= qsizetype(LatencyTimeline::slicesAtMost));
    quint64 counted = 0;
    for (const LatencySlice &slice : slices) {
        QVERIFY(slice.at % timeline.width() == 0ns);
        const bool hasWorst = slice.at <= 5min && 5min < slice.at + timeline.width();
        QVERIFY(slice.max == (hasWorst ? 9ms : 1ms));
        counted += slice.count;
    }
    QCOMPARE(counted, added);
}

void tst_LatencyTimeline::ignoresWhatWasBeforeTheRun()
{
    LatencyTimeline timeline;
    timeline.add(-1ns, 1ms);
    QVERIFY(timeline.slices().isEmpty());
}

QTEST_APPLESS_MAIN(tst_LatencyTimeline)
#include "tst_latencytimeline.moc"
