// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/json.h"

#include "reportfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace crosstalk;

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesItsSchema();
    void theWorstRunDecides_data();
    void theWorstRunDecides();
    void tellsAllOfARun();
    void tellsTheDistribution();

private:
    static QJsonObject read(const QList<RunReport> &runs) { return QJsonDocument::fromJson(toJson(runs)).object(); }
};

void TestJson::statesItsSchema()
{
    QCOMPARE(read({test::calmRun()})["schema"].toInt(), 1);
    QCOMPARE(read({test::calmRun(), test::emptyRun()})["runs"].toArray().size(), 2);
}

void TestJson::theWorstRunDecides_data()
{
    QTest::addColumn<QList<int>>("runs");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("none") << QList<int>{} << "unknown";
    QTest::newRow("pass") << QList<int>{0, 0} << "pass";
    QTest::newRow("unknown") << QList<int>{0, 1} << "unknown";
    QTest::newRow("fail") << QList<int>{2, 1, 0} << "fail";
}

void TestJson::theWorstRunDecides()
{
    QFETCH(QList<int>, runs);
    const QList<RunReport> all{test::calmRun(), test::emptyRun(), test::brokerRestart()};
    QList<RunReport> reports;
    for (const int run : runs)
        reports.append(all.at(run));
    QTEST(read(reports)["verdict"].toString(), "verdict");
}

void TestJson::tellsAllOfARun()
{
    const RunReport report = test::brokerRestart();
    const QJsonObject run = read({report})["runs"][0].toObject();
    QCOMPARE(run["scenario"].toString(), report.scenario);
    QCOMPARE(run["file"].toString(), report.file);
    QCOMPARE(run["yaml"].toString(), report.yaml);
    QCOMPARE(run["run"].toString(), report.run);
    QCOMPARE(run["seed"].toString().toULongLong(), report.seed);
    QCOMPARE(run["repetition"].toInt(), 7);
    QCOMPARE(run["repetitions"].toInt(), 50);
    QCOMPARE(run["startedAt"].toString(), QStringLiteral("2026-11-24T09:30:15.250Z"));
    QCOMPARE(run["durationNs"].toInteger(), qint64(12'345'000'000));
    QCOMPARE(run["verdict"].toObject(), report.verdict.toJson());
    QCOMPARE(run["notes"].toArray().size(), report.notes.size());
    QCOMPARE(run["history"].toString(), report.history);
    QCOMPARE(
        run["faults"][0].toObject(),
        (QJsonObject{{"what", "restart broker"}, {"fromNs", qint64(3'000'000'000)}, {"toNs", qint64(5'200'000'000)}}));
    QVERIFY(!run["faults"][1].toObject().contains("toNs"));
    QCOMPARE(run["environment"][1].toObject(), (QJsonObject{{"name", "Qt"}, {"value", "6.4.2"}}));
    QCOMPARE(run["slices"].toArray().size(), report.slices.size());
    const LatencySlice &slice = report.slices.at(3);
    QCOMPARE(run["slices"][3].toObject(), (QJsonObject{{"atNs", qint64(slice.at.count())},
                                                       {"count", qint64(slice.count)},
                                                       {"p50Ns", qint64(slice.p50.count())},
                                                       {"p99Ns", qint64(slice.p99.count())},
                                                       {"maxNs", qint64(slice.max.count())}}));
}

void TestJson::tellsTheDistribution()
{
    const RunReport report = test::brokerRestart();
    const QJsonObject latency = read({report})["runs"][0]["latency"].toObject();
    QCOMPARE(latency["count"].toInteger(), qint64(report.latency.count()));
    QCOMPARE(latency["maxNs"].toInteger(), qint64(report.latency.max().count()));
    const QJsonArray percentiles = latency["percentiles"].toArray();
    QVERIFY(percentiles.size() > 5);
    for (const auto &each : percentiles) {
        const QJsonObject percentile = each.toObject();
        const auto expected = report.latency.percentile(percentile["quantile"].toDouble());
        QCOMPARE(percentile["ns"].toInteger(), qint64(expected.count()));
    }
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
