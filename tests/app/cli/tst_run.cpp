// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/app/cli/runprogram.h"
#include "tests/app/engine/processes.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <unistd.h>

using namespace crosstalk;
using namespace crosstalk::testing;

class tst_Run : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsWithTheVerdict_data();
    void endsWithTheVerdict();
    void runsShippedScenarios();
    void printsPlainLinesToAPipe();
    void redrawsOnATerminal();
    void tellsTheCounterexample();
    void appliesSeedAndChanges();
    void takesTheWorstOfSeveral();
    void saysWhatIsWrongWithFiles();
    void saysWhatIsWrongWithItsArguments_data();
    void saysWhatIsWrongWithItsArguments();
    void judgesWhatItSawWhenInterrupted_data();
    void judgesWhatItSawWhenInterrupted();
    void endsAtOnceWhenInterruptedTwice();
    void endsWhenNobodyReads();
};

void tst_Run::endsWithTheVerdict_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("word");
    QTest::newRow("pass") << good << 0 << "PASS: 20 sent, 40 due, 40 delivered";
    QTest::newRow("fail") << bad() << 1 << "FAIL: 20 sent, 40 due, 20 delivered";
    QTest::newRow("unknown") << unknown << 2 << "UNKNOWN: 3 sent";
}

void tst_Run::endsWithTheVerdict()
{
    QFETCH(QByteArray, scenario);
    QTemporaryDir folder;
    write(folder, "it.yaml", scenario);
    Program program(folder);
    program.run({"it.yaml"});
    WAIT_FOR_EXIT(program);
    QCOMPARE(program.readAllStandardError(), QByteArray());
    QTEST(program.exitCode(), "exitCode");
    QFETCH(QString, word);
    QVERIFY2(program.lastLine().startsWith(word), qPrintable(program.output()));
}

void tst_Run::runsShippedScenarios()
{
    QTemporaryDir folder;
    Program program(folder);
    // The name is no file, so a report may have it.
    program.run({"cross-server", "--set", "steps.1.send.count=20", "--json", "cross-server"});
    WAIT_FOR_EXIT(program);
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(read(folder, "cross-server").startsWith('{'));
    QVERIFY2(program.lastLine().startsWith("PASS: 60 sent, 180 due, 180 delivered"), qPrintable(program.output()));
}

void tst_Run::printsPlainLinesToAPipe()
{
    QTemporaryDir folder;
    write(folder, "it.yaml",
          scenario("  - note: look here\n  - repeat: {times: 2, steps: [{send: {from: all, count: 5}}]}\n"));
    Program program(folder);
    program.run({"it.yaml"});
    WAIT_FOR_EXIT(program);
    const QString output = program.output();
    QVERIFY2(!output.contains('\x1b'), qPrintable(output));
    const QStringList lines = output.split('\n');
    QCOMPARE(lines.at(0), QStringLiteral("small: starting 2 instances ..."));
    QVERIFY2(lines.at(1).contains("instances a b; 2 clients; seed 1"), qPrintable(output));
    QCOMPARE(lines.at(2), QStringLiteral("  Step 1 of 3: wait until everybody has joined"));
    QVERIFY2(lines.at(4).endsWith("s: look here"), qPrintable(output));
    QVERIFY2(lines.at(5).startsWith("  Step 3 of 3: repeat"), qPrintable(output));
    QVERIFY2(lines.at(6).startsWith("from\\to"), qPrintable(output));
    QVERIFY2(output.contains("\nPASS     no-loss"), qPrintable(output));
}

void tst_Run::redrawsOnATerminal()
{
    QTemporaryDir folder;
    write(folder, "it.yaml", scenario("  - send: {from: all, count: 50, rate: 100/s}\n"));
    const winsize size{24, 80, 0, 0};
    int master = -1;
    int slave = -1;
    QCOMPARE(openpty(&master, &slave, nullptr, nullptr, &size), 0);
    fcntl(master, F_SETFL, O_NONBLOCK);
    Program program(folder);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("TERM", "xterm-256color");
    environment.remove("NO_COLOR");
    program.setProcessEnvironment(environment);
    program.setChildProcessModifier([slave] { dup2(slave, STDOUT_FILENO); });
    program.run({"it.yaml"});
    QVERIFY(program.waitForStarted());
    close(slave);
    QByteArray output;
    const auto hasEnded = [&] {
        char buffer[4096];
        for (ssize_t count; (count = ::read(master, buffer, sizeof buffer)) > 0;)
            output.append(buffer, count);
        return program.state() == QProcess::NotRunning;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasEnded(), 90000);
    hasEnded();
    close(master);
    QVERIFY2(program.exitCode() == 0, output.constData());
    QVERIFY2(output.contains("A\x1b[J"), output.constData());
    QVERIFY2(output.contains("Step 2 of 2: send 50"), output.constData());
    QVERIFY2(!output.contains("  Step 2 of 2"), output.constData());
    QVERIFY2(output.contains("\x1b[32mPASS\x1b[0m: 100 sent"), output.constData());
}

void tst_Run::tellsTheCounterexample()
{
    QTemporaryDir folder;
    write(folder, "it.yaml", bad());
    Program program(folder);
    program.run({"it.yaml"});
    WAIT_FOR_EXIT(program);
    const QStringList lines = program.output().split('\n');
    const auto failed = lines.indexOf(QRegularExpression("^FAIL     no-loss.*"));
    QVERIFY2(failed >= 0, qPrintable(program.output()));
    QVERIFY2(lines.at(failed + 1).startsWith("         ") && lines.at(failed + 1).contains("never reached"),
             qPrintable(program.output()));
}

void tst_Run::appliesSeedAndChanges()
{
    QTemporaryDir folder;
    write(folder, "it.yaml", good);
    Program program(folder);
    program.run(
        {"it.yaml", "--seed", "4711", "--set", "steps.1.send.count=3", "--set", "name=other", "--json", "r.json"});
    WAIT_FOR_EXIT(program);
    QVERIFY2(program.lastLine().startsWith("PASS: 6 sent"), qPrintable(program.output()));
    QVERIFY(program.output().startsWith("other: starting"));
    const auto run = QJsonDocument::fromJson(read(folder, "r.json")).object()["runs"].toArray().at(0).toObject();
    QCOMPARE(run["seed"].toVariant().toULongLong(), 4711u);
}

void tst_Run::takesTheWorstOfSeveral()
{
    QTemporaryDir folder;
    write(folder, "good.yaml", good);
    write(folder, "bad.yaml", bad());
    {
        Program program(folder);
        program.run({"good.yaml", "bad.yaml", "good.yaml"});
        WAIT_FOR_EXIT(program);
        QCOMPARE(program.exitCode(), 1);
        QCOMPARE(program.lastLine(), QStringLiteral("1 of 2 runs passed, 1 more were not tried"));
    }
    write(folder, "impossible.yaml",
          QByteArray(good).replace("a: {}", "a: {exec: \"false ${port}\", dialect: crosstalk}"));
    Program program(folder);
    program.run({"impossible.yaml", "bad.yaml", "good.yaml", "--keep-going", "--junit", "r.xml"});
    WAIT_FOR_EXIT(program);
    QCOMPARE(program.exitCode(), 3);
    QCOMPARE(program.readAllStandardError(),
             QByteArray("crosstalk: Instance a ended before it was ready: exit code 1\n"));
    QCOMPARE(program.lastLine(), QStringLiteral("1 of 3 runs passed"));
    const QByteArray junit = read(folder, "r.xml");
    QCOMPARE(junit.count("<testsuite "), 3);
    QVERIFY2(
        junit.contains("message=\"unknown: it could not be carried out: Instance a ended before it was ready: exit "
                       "code 1\""),
        junit);
}

void tst_Run::saysWhatIsWrongWithFiles()
{
    QTemporaryDir folder;
    write(folder, "good.yaml", good);
    write(folder, "wrong.yaml", QByteArray(good).replace("invariants", "invarients"));
    Program program(folder);
    program.run({"good.yaml", "wrong.yaml"});
    WAIT_FOR_EXIT(program);
    QCOMPARE(program.exitCode(), 3);
    QCOMPARE(program.output(), QString());
    const QString said = program.readAllStandardError();
    QVERIFY2(said.contains("crosstalk: wrong.yaml:8:1: unknown key “invarients”"), qPrintable(said));
}

void tst_Run::saysWhatIsWrongWithItsArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("none") << QStringList{} << QByteArray("No scenario given. Try crosstalk run cross-server");
    QTest::newRow("seed") << QStringList{"x", "--seed", "red"}
                          << QByteArray("--seed cannot be “red”. Use a whole number from 0");
    QTest::newRow("repeat") << QStringList{"x", "--repeat", "0"}
                            << QByteArray("--repeat cannot be “0”. Use a number from 1 to 10000");
    QTest::newRow("option") << QStringList{"x", "--loud"}
                            << QByteArray("Unknown option 'loud'. Try crosstalk run --help");
}

void tst_Run::saysWhatIsWrongWithItsArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    QTemporaryDir folder;
    Program program(folder);
    program.run(arguments);
    WAIT_FOR_EXIT(program);
    QCOMPARE(program.exitCode(), 3);
    QCOMPARE(program.readAllStandardError(), "crosstalk: " + said + '\n');
}

void tst_Run::judgesWhatItSawWhenInterrupted_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("said");
    QTest::newRow("SIGINT") << endless << SIGINT
                            << "Cut short: only what was seen until then has been judged.\n"
                               "UNKNOWN: ";
    QTest::newRow("SIGTERM") << endless << SIGTERM
                             << "Cut short: only what was seen until then has been judged.\n"
                                "UNKNOWN: ";
    QTest::newRow("before anything was sent") << idle << SIGINT << "Interrupted before anything could be judged.";
}

void tst_Run::judgesWhatItSawWhenInterrupted()
{
    QFETCH(QByteArray, scenario);
    QFETCH(int, signal);
    QFETCH(QString, said);
    QTemporaryDir folder;
    write(folder, "it.yaml", scenario);
    Program program(folder);
    program.run({"it.yaml", "--json", "r.json"});
    // Something has been sent when progress is told, or there never will be.
    QTRY_VERIFY_WITH_TIMEOUT(program.output().contains(scenario == idle ? "Step 2" : " on the way"), 60000);
    ::kill(static_cast<pid_t>(program.processId()), signal);
    WAIT_FOR_EXIT(program);
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 2);
    QVERIFY2(program.output().contains("Interrupted"), qPrintable(program.output()));
    QVERIFY2(program.output().contains(said), qPrintable(program.output()));
    QVERIFY(!read(folder, "r.json").isEmpty());
}

void tst_Run::endsAtOnceWhenInterruptedTwice()
{
    QTemporaryDir folder;
    // It does not settle for long enough.
    write(folder, "it.yaml",
          scenario("  - send: {from: alice, rate: 100/s, background: load}\n"
                   "  - fault: {freeze: b}\n"
                   "  - wait: 1h\n"
                   "  - join: load\n"));
    Program program(folder);
    program.run({"it.yaml"});
    QTRY_VERIFY_WITH_TIMEOUT(program.output().contains(" on the way"), 60000);
    ::kill(static_cast<pid_t>(program.processId()), SIGINT);
    QTRY_VERIFY_WITH_TIMEOUT(program.output().contains("Interrupted"), 60000);
    ::kill(static_cast<pid_t>(program.processId()), SIGINT);
    WAIT_FOR_EXIT(program);
    QCOMPARE(program.exitCode(), 128 + SIGINT);
    QVERIFY(!program.output().contains("UNKNOWN"));
}

void tst_Run::endsWhenNobodyReads()
{
    QTemporaryDir folder;
    write(folder, "it.yaml", endless);
    Program shell(folder);
    shell.start("/bin/sh", {"-c", "{ \"$0\" run it.yaml; echo $? >&2; } | head -n 1",
                            QString::fromLocal8Bit(qgetenv("CROSSTALK_BIN")) + "/crosstalk"});
    WAIT_FOR_EXIT(shell);
    QCOMPARE(shell.output(), QStringLiteral("small: starting 2 instances ...\n"));
    QCOMPARE(shell.readAllStandardError().trimmed().toInt(), 128 + SIGPIPE);
}

QTEST_GUILESS_MAIN(tst_Run)
#include "tst_run.moc"
