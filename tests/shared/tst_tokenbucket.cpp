// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/tokenbucket.h"

#include <QTest>

using crosstalk::TokenBucket;
using namespace std::chrono_literals;

class TestTokenBucket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void grantsABurstThenTheRate();
    void holdsNoMoreThanTheBurst();
    void gainsNothingFromTimeThatRunsBackwards();
    void neverFillsAtRateZero();
};

static int taken(TokenBucket &bucket, TokenBucket::TimePoint now)
{
    int count = 0;
    while (bucket.take(now))
        ++count;
    return count;
}

void TestTokenBucket::grantsABurstThenTheRate()
{
    const TokenBucket::TimePoint start{};
    TokenBucket bucket(10, 5, start);
    QCOMPARE(taken(bucket, start), 5);
    QCOMPARE(taken(bucket, start + 50ms), 0);
    QCOMPARE(taken(bucket, start + 101ms), 1);
    int count = 0;
    for (auto now = start + 101ms; now <= start + 10101ms; now += 10ms)
        count += taken(bucket, now);
    QVERIFY(count == 99 || count == 100);
}

void TestTokenBucket::holdsNoMoreThanTheBurst()
{
    const TokenBucket::TimePoint start{};
    TokenBucket bucket(10, 5, start);
    QCOMPARE(taken(bucket, start + 1h), 5);
}

void TestTokenBucket::gainsNothingFromTimeThatRunsBackwards()
{
    const TokenBucket::TimePoint start = TokenBucket::TimePoint{} + 1h;
    TokenBucket bucket(10, 1, start);
    QVERIFY(bucket.take(start));
    QVERIFY(!bucket.take(start - 10s));
    QVERIFY(!bucket.take(start));
    QVERIFY(bucket.take(start + 101ms));
}

void TestTokenBucket::neverFillsAtRateZero()
{
    const TokenBucket::TimePoint start{};
    TokenBucket bucket(0, 2, start);
    QCOMPARE(taken(bucket, start), 2);
    QCOMPARE(taken(bucket, start + 1000h), 0);
}

QTEST_APPLESS_MAIN(TestTokenBucket)
#include "tst_tokenbucket.moc"
