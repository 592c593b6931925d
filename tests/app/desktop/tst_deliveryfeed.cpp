// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the matrix and the totals are told of a history.
#include "app/desktop/deliveryfeed.h"
#include "app/engine/cluster.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class tst_deliveryfeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endOfTheRunDecidesWhatWasMissing();
};

void tst_deliveryfeed::endOfTheRunDecidesWhatWasMissing()
{
    const auto alice = QStringLiteral("alice");
    const auto bob = QStringLiteral("bob");
    const auto room = QStringLiteral("lobby");
    const Cluster cluster({});
    Recorder recorder;
    DeliveryModel model;
    const QAbstractItemModelTester tester(&model);
    DeliveryFeed feed(&cluster, &recorder, &model, 50ms);
    QSignalSpy changed(&feed, &DeliveryFeed::totalsChanged);

    recorder.record(history::Connected{recorder.now(), alice, QStringLiteral("a")});
    recorder.record(history::Connected{recorder.now(), bob, QStringLiteral("b")});
    recorder.record(history::Joined{recorder.now(), alice, room});
    recorder.record(history::Joined{recorder.now(), bob, room});
    recorder.record(history::FaultBegan{recorder.now(), QStringLiteral("f1"), QStringLiteral("restart broker")});
    const qint64 at = recorder.now();
    recorder.record(history::Sent{at, at, {alice, room, 1}});
    QTRY_COMPARE(feed.totals().missing, 1u);

    changed.clear();
    recorder.record(history::Settled{recorder.now()});
    // The first word after it, not one that some later look corrects.
    QVERIFY(changed.wait());
    const auto totals = changed.constFirst().constFirst().value<DeliveryTotals>();
    QCOMPARE(totals.missing, 0u);
    QCOMPARE(totals.missed, 1u);
    const DeliveryCell cell = model.index(0, 1).data(DeliveryModel::CellRole).value<DeliveryCell>();
    QCOMPARE(cell.lost, 0u);
    QVERIFY(cell.isMarred());
}

QTEST_GUILESS_MAIN(tst_deliveryfeed)
#include "tst_deliveryfeed.moc"
