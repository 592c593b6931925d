// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/units.h"

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
