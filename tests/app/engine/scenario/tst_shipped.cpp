// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenariofile.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace crosstalk;

class ShippedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areThoseOfTheSourceTree();
    void areInOrder_data();
    void areInOrder();
};

void ShippedTest::areThoseOfTheSourceTree()
{
    const QDir sources(QFINDTESTDATA("../../../../resources/scenarios"));
    QStringList built;
    for (const ShippedScenario &shipped : shippedScenarios())
        built << shipped.name + ".yaml";
    QCOMPARE(built, sources.entryList(QDir::Files, QDir::Name));
    QCOMPARE(built.size(), 11);
}

void ShippedTest::areInOrder_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("shows");
    for (const ShippedScenario &shipped : shippedScenarios())
        QTest::newRow(qPrintable(shipped.name)) << shipped.path << shipped.shows;
}

/// Each is known by its own name, says what it shows, and is short enough to be read.
void ShippedTest::areInOrder()
{
    QFETCH(QString, path);
    QFETCH(QString, shows);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray yaml = file.readAll();
    const auto read = readScenario(yaml, path);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().first().toString()));
    QCOMPARE(read->name, QString(QTest::currentDataTag()));
    QCOMPARE(read->claims, QStringLiteral("at-most-once"));
    QVERIFY2(shows.size() > 40 && shows.endsWith('.'), qPrintable(shows));
    QVERIFY(!shows.contains("SPDX"));
    QVERIFY(yaml.count('\n') <= 40);
    const auto again = readScenario(toYaml(*read));
    QVERIFY2(again, qPrintable(again ? QString() : again.error().first().toString()));
    QCOMPARE(toYaml(*again), toYaml(*read));
    // What no machine is too slow for.
    QVERIFY(std::none_of(read->invariants.begin(), read->invariants.end(),
                         [](const Invariant &invariant) { return invariant.kind == Invariant::Kind::Latency; }));
}

QTEST_GUILESS_MAIN(ShippedTest)
#include "tst_shipped.moc"
