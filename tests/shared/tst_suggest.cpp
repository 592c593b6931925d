// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/suggest.h"

#include <QTest>

using namespace crosstalk;

class SuggestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheNearest_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QStringList>("known");
        QTest::addColumn<QString>("nearest");
        const QStringList keys{"name", "claims", "seed", "invariants", "instances"};
        QTest::newRow("letter changed") << "invarients" << keys << "invariants";
        QTest::newRow("letter left out") << "instnces" << keys << "instances";
        QTest::newRow("letter put in") << "nname" << keys << "name";
        QTest::newRow("letters swapped") << "calims" << keys << "claims";
        QTest::newRow("swapped counts once") << "ab-cd" << QStringList{"ab-xy", "ba-cd"} << "ba-cd";
        QTest::newRow("case is ignored") << "CLAIMS" << keys << "claims";
        QTest::newRow("the same word") << "seed" << keys << "seed";
        QTest::newRow("the nearer, not the first") << "lotency" << QStringList{"litancy", "latency"} << "latency";
        QTest::newRow("of equals, the first") << "bat" << QStringList{"cat", "rat"} << "cat";
        QTest::newRow("two letters in any case") << "sxxd" << keys << "seed";
        QTest::newRow("a third of many letters")
            << "no-acknowlegded-los" << QStringList{"no-acknowledged-loss"} << "no-acknowledged-loss";
        QTest::newRow("more than a third") << "inxxxxiants" << keys << "";
        QTest::newRow("far from all") << "colour" << keys << "";
        QTest::newRow("short, nothing in common") << "ab" << QStringList{"cd", "x"} << "";
        QTest::newRow("one letter") << "x" << QStringList{"a", "b"} << "";
        QTest::newRow("nothing") << "" << keys << "";
        QTest::newRow("nothing known") << "seed" << QStringList{} << "";
        QTest::newRow("endless") << QString(1000, 'a') << QStringList{QString(1000, 'a')} << "";
    }
    void findsTheNearest()
    {
        QFETCH(QString, word);
        QFETCH(QStringList, known);
        QTEST(nearestWord(word, known), "nearest");
    }
};

QTEST_APPLESS_MAIN(SuggestTest)
#include "tst_suggest.moc"
