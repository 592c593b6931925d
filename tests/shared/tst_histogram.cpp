// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/histogram.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>

using crosstalk::Histogram;
using std::chrono::nanoseconds;
using namespace std::chrono_literals;

class TestHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst();
    void staysWithinOnePercent();
    void givesTheValueThatAShareDoesNotExceed();
    void countsWhatLiesOutsideAsTheNearerEnd();
    void mergesAsIfAllHadBeenAddedToOne();
};

void TestHistogram::isEmptyAtFirst()
{
    const Histogram histogram;
    QCOMPARE(histogram.count(), quint64{0});
    QCOMPARE(histogram.percentile(0.5), 0ns);
    QCOMPARE(histogram.max(), 0ns);
}

void TestHistogram::staysWithinOnePercent()
{
    // Every power of 1.003 between the ends, and the numbers beside the powers of two, where buckets change width.
    std::vector<qint64> values;
    for (double v = 1000; v < 3.6e12; v *= 1.003)
        values.push_back(static_cast<qint64>(v));
    for (int bit = 10; bit < 42; ++bit)
        for (const qint64 beside : {-1, 0, 1})
            values.push_back((qint64{1} << bit) + beside);
    for (const qint64 value : values) {
        Histogram histogram;
        histogram.add(nanoseconds(value));
        histogram.add(1h); // Else the value itself would cap the answer.
        const qint64 told = histogram.percentile(0.5).count();
        QVERIFY2(told >= value && static_cast<double>(told - value) < 0.01 * static_cast<double>(value),
                 qPrintable(QStringLiteral("%1 for %2").arg(told).arg(value)));
    }
}

void TestHistogram::givesTheValueThatAShareDoesNotExceed()
{
    constexpr quint32 seed = 4711;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    std::vector<qint64> values;
    Histogram histogram;
    for (int i = 0; i < 5000; ++i) {
        values.push_back(static_cast<qint64>(std::exp(7 + random.generateDouble() * 21)));
        histogram.add(nanoseconds(values.back()));
    }
    std::sort(values.begin(), values.end());
    QCOMPARE(histogram.count(), quint64(values.size()));
    QCOMPARE(histogram.max().count(), values.back());
    QCOMPARE(histogram.percentile(1.0).count(), values.back());
    for (const double quantile : {-1.0, 0.0, 0.0001, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1.0, 2.0}) {
        const double share = std::clamp(quantile, 0.0, 1.0) * static_cast<double>(values.size());
        const qint64 exact = values[static_cast<size_t>(std::max(1.0, std::ceil(share))) - 1];
        const qint64 told = histogram.percentile(quantile).count();
        QVERIFY2(told >= exact && static_cast<double>(told) < 1.01 * static_cast<double>(exact),
                 qPrintable(QStringLiteral("%1 for %2 at %3").arg(told).arg(exact).arg(quantile)));
    }
}

void TestHistogram::countsWhatLiesOutsideAsTheNearerEnd()
{
    Histogram low;
    low.add(-5s);
    low.add(0ns);
    low.add(999ns);
    QCOMPARE(low.count(), quint64{3});
    QCOMPARE(low.percentile(0.0), nanoseconds(1us));
    QCOMPARE(low.max(), nanoseconds(1us));
    Histogram high;
    high.add(nanoseconds::max());
    QCOMPARE(high.percentile(0.5), nanoseconds(1h));
    QCOMPARE(high.max(), nanoseconds(1h));
}

void TestHistogram::mergesAsIfAllHadBeenAddedToOne()
{
    Histogram all;
    Histogram small;
    Histogram large;
    for (int i = 1; i <= 1000; ++i) {
        all.add(i * 1us);
        small.add(i * 1us);
        all.add(i * 1ms);
        large.add(i * 1ms);
    }
    Histogram intoLarge = large;
    intoLarge.merge(small);
    Histogram intoSmall = small;
    intoSmall.merge(large);
    Histogram intoEmpty;
    intoEmpty.merge(all);
    for (const Histogram &merged : {intoLarge, intoSmall, intoEmpty}) {
        QCOMPARE(merged.count(), all.count());
        QCOMPARE(merged.max(), all.max());
        for (const double quantile : {0.0, 0.1, 0.5, 0.75, 0.99, 1.0})
            QCOMPARE(merged.percentile(quantile), all.percentile(quantile));
    }
}

QTEST_APPLESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
