// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/backoff.h"

#include <QTest>

using crosstalk::Backoff;
using namespace std::chrono_literals;

class TestBackoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToTheCap();
    void spreadsOverTheUpperHalf();
    void startsAgainAfterReset();
    void neverExceedsTheCap();
};

void TestBackoff::doublesUpToTheCap()
{
    Backoff backoff(100ms, 1s);
    for (const auto delay : {50ms, 100ms, 200ms, 400ms, 500ms, 500ms})
        QCOMPARE(backoff.next(0.0), delay);
}

void TestBackoff::spreadsOverTheUpperHalf()
{
    QCOMPARE(Backoff(100ms).next(0.0), 50ms);
    QCOMPARE(Backoff(100ms).next(0.5), 75ms);
    QCOMPARE(Backoff(100ms).next(0.999), 99ms);
}

void TestBackoff::startsAgainAfterReset()
{
    Backoff backoff(100ms, 1s);
    for (int i = 0; i < 10; ++i)
        backoff.next(0.5);
    backoff.reset();
    QCOMPARE(backoff.next(0.0), 50ms);
    QCOMPARE(backoff.next(0.0), 100ms);
}

void TestBackoff::neverExceedsTheCap()
{
    Backoff backoff(10s, 2s);
    QCOMPARE(backoff.next(0.0), 1s);
    backoff.reset();
    for (int i = 0; i < 100; ++i)
        QVERIFY(backoff.next(0.999) < 2s);
}

QTEST_APPLESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
