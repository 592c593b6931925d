// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/probeindex.h"

#include <QTest>

using namespace crosstalk;

namespace {

using Serials = std::vector<quint64>;

history::ProbeId probe(quint64 n, const char *session = "alice", const char *room = "lobby")
{
    return {QString::fromLatin1(session), QString::fromLatin1(room), n};
}

} // namespace

class tst_probeindex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheRowsOfAProbe();
    void takesStrays();
    void forgetsTheOldest();
};

void tst_probeindex::findsTheRowsOfAProbe()
{
    ProbeIndex index;
    QVERIFY(!index.contains(probe(1)));
    index.add(probe(1), 0);
    index.add(probe(1), 1);
    index.add(probe(1, "bob"), 2);
    index.add(probe(2), 3);
    index.add(probe(1, "alice", "attic"), 4);
    QCOMPARE(index.serials(probe(1)), (Serials{0, 1}));
    QCOMPARE(index.serials(probe(2)), Serials{3});
    QCOMPARE(index.serials(probe(1, "bob")), Serials{2});
    QCOMPARE(index.serials(probe(1, "alice", "attic")), Serials{4});
    QVERIFY(!index.contains(probe(3)));
    QVERIFY(!index.contains(probe(2, "bob")));
}

void tst_probeindex::takesStrays()
{
    ProbeIndex index;
    index.add(probe(5), 0);
    index.add(probe(9), 1);
    index.add(probe(7), 2);
    index.add(probe(5), 3);
    index.add(probe(0), 4);
    QCOMPARE(index.serials(probe(5)), (Serials{0, 3}));
    QCOMPARE(index.serials(probe(7)), Serials{2});
    QCOMPARE(index.serials(probe(9)), Serials{1});
    QCOMPARE(index.serials(probe(0)), Serials{4});
}

void tst_probeindex::forgetsTheOldest()
{
    ProbeIndex index;
    index.add(probe(1), 0);
    index.add(probe(1), 1);
    index.add(probe(2), 2);
    index.add(probe(1), 3);
    index.forget(probe(1), 2);
    QCOMPARE(index.serials(probe(1)), Serials{3});
    QCOMPARE(index.serials(probe(2)), Serials{2});
    index.forget(probe(1), 4);
    index.forget(probe(2), 4);
    QVERIFY(!index.contains(probe(1)));
    QVERIFY(!index.contains(probe(2)));
    index.forget(probe(3), 4);
    index.add(probe(1), 4);
    QCOMPARE(index.serials(probe(1)), Serials{4});
}

QTEST_APPLESS_MAIN(tst_probeindex)
#include "tst_probeindex.moc"
