// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/pendingpublishes.h"

#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

namespace {

PendingPublishes::TimePoint at(int seconds)
{
    return PendingPublishes::TimePoint{std::chrono::seconds{seconds}};
}

PendingPublishes three()
{
    PendingPublishes pending;
    pending.add(QStringLiteral("a"), at(1));
    pending.add(QStringLiteral("b"), at(2));
    pending.add(QStringLiteral("c"), at(3));
    return pending;
}

} // namespace

class TestPendingPublishes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leavesOnce();
    void isDueOldestFirst();
    void forgetsWhatWasAnswered();
    void endsAllAtOnce();
};

void TestPendingPublishes::leavesOnce()
{
    PendingPublishes pending = three();
    QVERIFY(pending.take(QStringLiteral("b")));
    QVERIFY(!pending.take(QStringLiteral("b")));
    QVERIFY(!pending.take(QStringLiteral("stranger")));
    QCOMPARE(pending.count(), 2);
    QCOMPARE(pending.takeAll(), QStringList({QStringLiteral("a"), QStringLiteral("c")}));
}

void TestPendingPublishes::isDueOldestFirst()
{
    PendingPublishes pending = three();
    QCOMPARE(pending.nextDue(), at(1));
    QCOMPARE(pending.takeDue(at(0)), QStringList());
    QCOMPARE(pending.takeDue(at(2)), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(pending.nextDue(), at(3));
}

void TestPendingPublishes::forgetsWhatWasAnswered()
{
    PendingPublishes pending = three();
    QVERIFY(pending.take(QStringLiteral("b")));
    QCOMPARE(pending.nextDue(), at(1));
    QVERIFY(pending.take(QStringLiteral("a")));
    QCOMPARE(pending.nextDue(), at(3));
    QVERIFY(pending.take(QStringLiteral("c")));
    QVERIFY(!pending.nextDue());
}

void TestPendingPublishes::endsAllAtOnce()
{
    PendingPublishes pending = three();
    QCOMPARE(pending.takeAll().size(), 3);
    QCOMPARE(pending.count(), 0);
    QVERIFY(!pending.nextDue());
    QCOMPARE(pending.takeAll(), QStringList());
}

QTEST_APPLESS_MAIN(TestPendingPublishes)
#include "tst_pendingpublishes.moc"
