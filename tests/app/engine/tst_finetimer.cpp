// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/finetimer.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace crosstalk;
using namespace std::chrono_literals;

class tst_finetimer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firesOnceAndNotTooSoon_data();
    void firesOnceAndNotTooSoon();
    void stoppedDoesNotFire();
    void stoppedWhileItIsDueDoesNotFire();
    void startsAnew();
    void canBeStartedWhereItFires();
};

void tst_finetimer::firesOnceAndNotTooSoon_data()
{
    QTest::addColumn<qint64>("delay");
    QTest::newRow("past") << qint64(-5);
    QTest::newRow("now") << qint64(0);
    QTest::newRow("part of a millisecond") << qint64(250'000);
    QTest::newRow("several milliseconds") << qint64(12'345'678);
}

void tst_finetimer::firesOnceAndNotTooSoon()
{
    QFETCH(qint64, delay);
    FineTimer timer;
    QSignalSpy fired(&timer, &FineTimer::timeout);
    QElapsedTimer clock;
    clock.start();
    timer.start(std::chrono::nanoseconds(delay));
    QVERIFY(timer.isActive());
    QCOMPARE(fired.size(), 0);
    QVERIFY(fired.wait());
    QVERIFY(clock.nsecsElapsed() >= delay);
    QVERIFY(!timer.isActive());
    // Something later has its turn, and it has not fired again.
    QSignalSpy later(&timer, &QObject::objectNameChanged);
    QTimer::singleShot(20ms, &timer, [&timer] { timer.setObjectName(QStringLiteral("later")); });
    QVERIFY(later.wait());
    QCOMPARE(fired.size(), 1);
}

void tst_finetimer::stoppedDoesNotFire()
{
    FineTimer timer;
    QSignalSpy fired(&timer, &FineTimer::timeout);
    timer.start(5ms);
    timer.stop();
    QVERIFY(!timer.isActive());
    QVERIFY(!fired.wait(50));
}

void tst_finetimer::stoppedWhileItIsDueDoesNotFire()
{
    FineTimer timer;
    QSignalSpy fired(&timer, &FineTimer::timeout);
    timer.start(1us);
    QElapsedTimer clock;
    clock.start();
    while (!clock.hasExpired(2)) // Without the event loop: it is over, and nobody has heard.
        ;
    timer.stop();
    QVERIFY(!fired.wait(20));
}

void tst_finetimer::startsAnew()
{
    FineTimer timer;
    QSignalSpy fired(&timer, &FineTimer::timeout);
    timer.start(1h);
    timer.start(1ms);
    QVERIFY(fired.wait());
}

void tst_finetimer::canBeStartedWhereItFires()
{
    FineTimer timer;
    int count = 0;
    connect(&timer, &FineTimer::timeout, this, [&] {
        if (++count < 10)
            timer.start(100us);
    });
    timer.start(0ns);
    QTRY_COMPARE(count, 10);
    QVERIFY(!timer.isActive());
}

QTEST_GUILESS_MAIN(tst_finetimer)
#include "tst_finetimer.moc"
