// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

/// That it measures, and that the account it measures is right; how fast it is depends on the machine.
class tst_Bench : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accountsRightly();
    void saysWhereItCannotWrite();

private:
    static void run(QProcess &process, const QStringList &arguments)
    {
        process.start(QString::fromLocal8Bit(qgetenv("CROSSTALK_BIN")) + QStringLiteral("/crosstalk"), arguments);
        QVERIFY(process.waitForFinished(100'000));
    }
};

void tst_Bench::accountsRightly()
{
    QTemporaryDir folder;
    const QString json = folder.filePath("figures.json");
    QProcess process;
    run(process, {"bench", "ledger", "--received", "50000", "--json", json});
    QCOMPARE(process.exitCode(), 0); // 1 where the account was wrong.
    QVERIFY(process.readAllStandardOutput().contains("received messages a second on one core"));
    QFile file(json);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject figures = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(figures.value("schema").toInt(), 1);
    QVERIFY(figures.value("receivedPerSecond").toObject().value("median").toDouble() > 0);
    QVERIFY(figures.value("soak").toObject().value("received").toDouble() >= 50000);
}

void tst_Bench::saysWhereItCannotWrite()
{
    QProcess process;
    run(process, {"bench", "ledger", "--received", "1000", "--json", "/nowhere/figures.json"});
    QCOMPARE(process.exitCode(), 3);
    QVERIFY(process.readAllStandardError().contains("Cannot write /nowhere/figures.json"));
}

QTEST_GUILESS_MAIN(tst_Bench)
#include "tst_bench.moc"
