// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/app/cli/runprogram.h"

#include <QJsonDocument>

#include <sys/stat.h>
#include <unistd.h>

using namespace crosstalk;
using namespace crosstalk::testing;

/// What a run writes, and keeps.
class tst_RunOutputs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesReports();
    void repeats_data();
    void repeats();
    void numbersTheHistoriesItIsToldToWrite();
    void overwritesNothingOfItsOwn_data();
    void overwritesNothingOfItsOwn();
    void failsWhereTheHistoryHasNoRoom();
    void saysThatItCannotWrite_data();
    void saysThatItCannotWrite();
};

void tst_RunOutputs::writesReports()
{
    QTemporaryDir folder;
    write(folder, "it.yaml", good);
    Program program(folder);
    program.run({"it.yaml", "--junit", "r.xml", "--json", "r.json", "--html", "r.html", "--history", "h.jsonl"});
    WAIT_FOR_EXIT(program);
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(read(folder, "r.xml").contains("<testsuite"));
    QVERIFY(read(folder, "r.html").contains("<html"));
    const auto run = QJsonDocument::fromJson(read(folder, "r.json")).object()["runs"].toArray().at(0).toObject();
    QCOMPARE(run["verdict"].toObject()["verdict"].toString(), QStringLiteral("pass"));
    QCOMPARE(run["file"].toString(), QStringLiteral("it.yaml"));
    QCOMPARE(run["history"].toString(), QStringLiteral("h.jsonl"));

    // It is judged the same once more.
    QProcess check;
    check.setWorkingDirectory(folder.path());
    check.start(program.program(), {"check", "h.jsonl"});
    WAIT_FOR_EXIT(check);
    QCOMPARE(QString::fromUtf8(check.readAllStandardOutput()).trimmed().section('\n', -1), program.lastLine());
}

void tst_RunOutputs::repeats_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("summary");
    QTest::addColumn<QStringList>("histories");
    QTest::newRow("all pass") << good << QStringList{} << 0 << "3 of 3 runs passed" << QStringList{};
    QTest::newRow("stops") << bad() << QStringList{} << 1 << "0 of 1 runs passed, 2 more were not tried"
                           << QStringList{"small-1.jsonl"};
    QTest::newRow("keeps going") << bad() << QStringList{"--keep-going"} << 1 << "0 of 3 runs passed"
                                 << QStringList{"small-1.jsonl", "small-2.jsonl", "small-3.jsonl"};
}

void tst_RunOutputs::repeats()
{
    QFETCH(QByteArray, scenario);
    QFETCH(QStringList, options);
    QFETCH(QString, summary);
    QFETCH(QStringList, histories);
    QTemporaryDir folder;
    write(folder, "it.yaml", scenario);
    Program program(folder);
    program.run(QStringList{"it.yaml", "--repeat", "3"} + options);
    WAIT_FOR_EXIT(program);
    QTEST(program.exitCode(), "exitCode");
    QVERIFY2(program.output().contains('\n' + summary + '\n'), qPrintable(program.output()));
    QVERIFY2(program.output().contains("small, run 1 of 3"), qPrintable(program.output()));
    QDir kept(folder.filePath("crosstalk-histories"));
    QCOMPARE(kept.exists(), !histories.isEmpty());
    QCOMPARE(kept.entryList(QDir::Files, QDir::Name), histories);
    for (const QString &name : histories)
        QVERIFY(program.output().contains("History: crosstalk-histories/" + name + '\n'));
}

void tst_RunOutputs::numbersTheHistoriesItIsToldToWrite()
{
    QTemporaryDir folder;
    write(folder, "good.yaml", good);
    write(folder, "bad.yaml", bad().replace("name: small", "name: \"a bad/one\""));
    Program program(folder);
    program.run({"good.yaml", "bad.yaml", "--history", "h.jsonl", "--keep-going"});
    WAIT_FOR_EXIT(program);
    QCOMPARE(QDir(folder.path()).entryList({"*.jsonl"}, QDir::Files, QDir::Name),
             (QStringList{"h-a-bad-one.jsonl", "h-small.jsonl"}));

    Program again(folder);
    again.run({"bad.yaml", "--history", "r.jsonl", "--repeat", "2"});
    WAIT_FOR_EXIT(again);
    QCOMPARE(QDir(folder.path()).entryList({"r*.jsonl"}, QDir::Files), QStringList{"r-1.jsonl"});
    QVERIFY(!QFileInfo::exists(folder.filePath("crosstalk-histories")));

    // Two of one name; and what went well is kept where it has been asked for.
    write(folder, "same.yaml", good);
    Program both(folder);
    both.run({"good.yaml", "same.yaml", "--history", "s.jsonl", "--repeat", "2"});
    WAIT_FOR_EXIT(both);
    QCOMPARE(QDir(folder.path()).entryList({"s-*.jsonl"}, QDir::Files, QDir::Name),
             (QStringList{"s-small-1.jsonl", "s-small-2-1.jsonl", "s-small-2-2.jsonl", "s-small-2.jsonl"}));
}

void tst_RunOutputs::overwritesNothingOfItsOwn_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("a scenario") << QStringList{"--html", "./it.yaml"};
    QTest::newRow("another report") << QStringList{"--json", "r", "--junit", "r"};
    QTest::newRow("the history") << QStringList{"--history", "r", "--html", "r"};
}

void tst_RunOutputs::overwritesNothingOfItsOwn()
{
    QFETCH(QStringList, options);
    QTemporaryDir folder;
    write(folder, "it.yaml", good);
    Program program(folder);
    program.run(QStringList{"it.yaml"} + options);
    WAIT_FOR_EXIT(program);
    QCOMPARE(program.exitCode(), 3);
    QCOMPARE(program.readAllStandardError(), QByteArray("crosstalk: ") + options.last().toUtf8() +
                                                 " is named twice: one would take the place of the other\n");
    QCOMPARE(read(folder, "it.yaml"), good);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"it.yaml"});
}

void tst_RunOutputs::failsWhereTheHistoryHasNoRoom()
{
    struct stat there;
    if (stat("/dev/full", &there) != 0 || !S_ISCHR(there.st_mode))
        QSKIP("There is no /dev/full here");
    QTemporaryDir folder;
    write(folder, "it.yaml", good);
    Program program(folder);
    program.run({"it.yaml", "--history", "/dev/full"});
    WAIT_FOR_EXIT(program);
    QCOMPARE(program.exitCode(), 3);
    QCOMPARE(program.readAllStandardError(),
             QByteArray("crosstalk: The end of the history /dev/full could not be written\n"));
    const QString said = program.output();
    QCOMPARE(said.count("Cannot write the history /dev/full: No space left on device"), 1);
    QVERIFY2(said.contains("PASS: 20 sent"), qPrintable(said));
}

void tst_RunOutputs::saysThatItCannotWrite_data()
{
    QTest::addColumn<QString>("option");
    for (const char *option : {"--junit", "--json", "--html", "--history"})
        QTest::newRow(option) << option;
}

void tst_RunOutputs::saysThatItCannotWrite()
{
    QFETCH(QString, option);
    QTemporaryDir folder;
    write(folder, "it.yaml", good);
    Program program(folder);
    program.run({"it.yaml", option, "nowhere/file"});
    WAIT_FOR_EXIT(program);
    QCOMPARE(program.exitCode(), 3);
    const QString said = program.readAllStandardError();
    QVERIFY2(said.startsWith("crosstalk: Cannot write ") && said.contains("nowhere/file: No such file or directory"),
             qPrintable(said));
}

QTEST_GUILESS_MAIN(tst_RunOutputs)
#include "tst_runoutputs.moc"
