// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/ending.h"

#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class TestEnding : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhetherToComeBack_data();
    void tellsWhetherToComeBack();
    void findsAdvice_data();
    void findsAdvice();
    void saysWhatTheServerSaid();
};

void TestEnding::tellsWhetherToComeBack_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("mayReturn");
    for (const int code : {1000, 1001, 1002, 1005, 1009, 1011, 1012, 1013, 4002, 4003, 4004, 4999})
        QTest::addRow("%d comes back", code) << code << true;
    for (const int code : {1008, 4001})
        QTest::addRow("%d stays away", code) << code << false;
}

void TestEnding::tellsWhetherToComeBack()
{
    QFETCH(const int, code);
    QTEST(endingOf(code, {}).mayReturn, "mayReturn");
    QVERIFY(endingOf(code, {}).reason.contains(QString::number(code)));
}

void TestEnding::findsAdvice_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("milliseconds"); // -1 for none
    QTest::newRow("none") << QString() << -1;
    QTest::newRow("other words") << QStringLiteral("draining") << -1;
    QTest::newRow("alone") << QStringLiteral("retry in 250 ms") << 250;
    QTest::newRow("within") << QStringLiteral("draining; retry in 1200 ms, please") << 1200;
    QTest::newRow("at once") << QStringLiteral("retry in 0 ms") << 0;
    QTest::newRow("too long") << QStringLiteral("retry in 999999999 ms") << 60000;
    QTest::newRow("longer than a number") << QStringLiteral("retry in 99999999999999999999 ms") << -1;
    QTest::newRow("negative") << QStringLiteral("retry in -5 ms") << -1;
    QTest::newRow("other unit") << QStringLiteral("retry in 5 minutes") << -1;
}

void TestEnding::findsAdvice()
{
    QFETCH(const QString, text);
    QFETCH(const int, milliseconds);
    const auto advice = endingOf(1001, text).retryAfter;
    QCOMPARE(advice.value_or(-1ms), std::chrono::milliseconds{milliseconds});
}

void TestEnding::saysWhatTheServerSaid()
{
    QCOMPARE(endingOf(1001, QStringLiteral("draining")).reason,
             QStringLiteral("Closed with 1001 (going away): draining"));
    QCOMPARE(endingOf(4999, {}).reason, QStringLiteral("Closed with 4999"));
}

QTEST_GUILESS_MAIN(TestEnding)
#include "tst_ending.moc"
