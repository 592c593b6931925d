// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// `crosstalk bench ledger` as a user meets it. What it measures is the machine's affair.
class TestBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsAndWritesWhatItMeasured();
};

void TestBench::printsAndWritesWhatItMeasured()
{
    const QTemporaryDir dir;
    const QString name = dir.filePath("bench.json");
    QProcess program;
    program.start(qEnvironmentVariable("CROSSTALK_BIN") + "/crosstalk",
                  {"bench", "ledger", "--received", "20000", "--json", name});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 0);
    const QString out = QString::fromUtf8(program.readAllStandardOutput());
    QVERIFY2(out.contains("Soak:") && out.contains("Throughput:"), qPrintable(out));
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject figures = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(figures["schema"].toInt(), 1);
    QVERIFY(figures["receivers"].toInt() >= 10);
    QCOMPARE(figures["receivedPerSecond"]["rounds"].toArray().size(), 5);
    QVERIFY(figures["receivedPerSecond"]["median"].toInteger() > 0);
    QVERIFY(figures["soak"]["received"].toInteger() >= 20000);
}

QTEST_GUILESS_MAIN(TestBench)
#include "tst_bench.moc"
