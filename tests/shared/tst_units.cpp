// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/units.h"

#include <QLocale>
#include <QScopeGuard>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class UnitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsDurations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("microseconds");
        QTest::newRow("us") << "7us" << qint64{7};
        QTest::newRow("ms") << "50ms" << qint64{50'000};
        QTest::newRow("s") << "2s" << qint64{2'000'000};
        QTest::newRow("fraction") << "1.5s" << qint64{1'500'000};
        QTest::newRow("min") << "2min" << qint64{120'000'000};
        QTest::newRow("h") << "1h" << qint64{3'600'000'000};
        QTest::newRow("space") << " 3 ms " << qint64{3'000};
        QTest::newRow("nothing needs no unit") << "0" << qint64{0};
    }
    void readsDurations()
    {
        QFETCH(QString, text);
        const auto duration = parseDuration(text);
        QVERIFY(duration);
        QTEST(qint64{duration->count()}, "microseconds");
    }

    void readsSizes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("B") << "12B" << qint64{12};
        QTest::newRow("KiB") << "8KiB" << qint64{8192};
        QTest::newRow("MiB") << "1.5MiB" << qint64{1'572'864};
        QTest::newRow("GiB") << "2GiB" << qint64{2'147'483'648};
        QTest::newRow("MB") << "1MB" << qint64{1'000'000};
        QTest::newRow("nothing needs no unit") << "0" << qint64{0};
    }
    void readsSizes()
    {
        QFETCH(QString, text);
        const auto size = parseSize(text);
        QVERIFY(size);
        QTEST(*size, "bytes");
    }

    void writesWhatItReads_data()
    {
        QTest::addColumn<qint64>("microseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64{0} << "0s";
        QTest::newRow("us") << qint64{7} << "7us";
        QTest::newRow("ms") << qint64{50'000} << "50ms";
        QTest::newRow("ms with decimals") << qint64{20'040} << "20.04ms";
        QTest::newRow("s") << qint64{2'000'000} << "2s";
        QTest::newRow("s with decimals") << qint64{1'500'000} << "1.5s";
        QTest::newRow("s to the microsecond") << qint64{1'500'001} << "1500.001ms";
        QTest::newRow("s, more than a minute") << qint64{90'000'000} << "90s";
        QTest::newRow("min") << qint64{300'000'000} << "5min";
        QTest::newRow("h") << qint64{7'200'000'000} << "2h";
    }
    void writesWhatItReads()
    {
        QFETCH(qint64, microseconds);
        const QString text = formatDuration(std::chrono::microseconds(microseconds));
        QTEST(text, "text");
        QCOMPARE(qint64{parseDuration(text)->count()}, microseconds);
        QCOMPARE(formatDuration(50ms, " "), QStringLiteral("50 ms"));
    }

    void writesSizesAsItReadsThem_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64{0} << "0B";
        QTest::newRow("B") << qint64{1500} << "1500B";
        QTest::newRow("KiB") << qint64{8192} << "8KiB";
        QTest::newRow("MiB") << qint64{64 << 20} << "64MiB";
        QTest::newRow("GiB") << (qint64{2} << 30) << "2GiB";
    }
    void writesSizesAsItReadsThem()
    {
        QFETCH(qint64, bytes);
        const QString text = formatSize(bytes);
        QTEST(text, "text");
        QCOMPARE(*parseSize(text), bytes);
        QCOMPARE(formatSize(1024, " "), QStringLiteral("1 KiB"));
    }

    void writesDurationsForReading_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("text");
        const auto row = [](std::chrono::nanoseconds value, const char *text) {
            QTest::newRow(text) << qint64(value.count()) << QString::fromUtf8(text);
        };
        row(0ns, "0 ms");
        row(1ns, "0.001 ms");
        row(412'345ns, "0.412 ms");
        row(999'600ns, "1.00 ms");
        row(1'244us, "1.24 ms");
        row(9'996us, "10.0 ms");
        row(99'960us, "100 ms");
        row(999'700us, "1.00 s");
        row(12'345ms, "12.3 s");
        row(200s, "3 min 20 s");
        row(2h + 5min, "2 h 5 min");
        row(-3ms, "-3.00 ms");
    }
    void writesDurationsForReading()
    {
        QFETCH(qint64, ns);
        QTEST(durationText(std::chrono::nanoseconds(ns)), "text");
    }

    void writesCountsForReading()
    {
        // Whatever the locale: the sentence around is English.
        const auto restore = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(countText(0), QStringLiteral("0"));
        QCOMPARE(countText(999), QStringLiteral("999"));
        QCOMPARE(countText(1'234'567), QStringLiteral("1,234,567"));
    }

    void refusesTheRest_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "s", "5", "5 parsecs", "-1s", "1e3s", "1..5s", "5S", "nan", "inf s", "99999999h"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void refusesTheRest()
    {
        QFETCH(QString, text);
        const auto duration = parseDuration(text);
        QVERIFY(!duration);
        QVERIFY(duration.error().what.contains(text));
        QVERIFY(!parseSize(text));
    }
};

QTEST_APPLESS_MAIN(UnitsTest)
#include "tst_units.moc"
