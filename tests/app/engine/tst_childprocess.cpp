// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/childprocess.h"
#include "tests/app/engine/processes.h"

#include <QSignalSpy>
#include <QtTest>

#include <memory>

#include <signal.h>

using namespace crosstalk;
using namespace crosstalk::testing;

class tst_ChildProcess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QCOMPARE(childProcesses(), QList<qint64>()); }

    void saysHowItEnded_data();
    void saysHowItEnded();
    void handsOutLinesBeforeTheEnd();
    void survivesAFlood();
    void addsToTheEnvironment();
    void canBeStartedAgain();
    void freezesAndThaws();
    void killEndsAFrozenProcess();
    void killEndsWhatTheProgramStarted();
    void inheritsNoIgnoredOrBlockedSignal();
    void isInASessionOfItsOwn();
    void readsNothingFromOurInput();
    void countsWhatItHasStarted();
    void showsItsResources();
    void destructorEndsIt_data();
    void destructorEndsIt();

private:
    static ChildProcess::Command shell(const QString &script)
    {
        return {QStringLiteral("/bin/sh"), {QStringLiteral("-c"), script}, {}, {}};
    }
};

void tst_ChildProcess::saysHowItEnded_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<bool>("byCrash");
    QTest::addColumn<QString>("how");
    const QString sh = QStringLiteral("/bin/sh");
    QTest::newRow("well") << sh << "exit 0" << 0 << false << "exit code 0";
    QTest::newRow("badly") << sh << "exit 3" << 3 << false << "exit code 3";
    QTest::newRow("SIGTERM") << sh << "kill -TERM $$" << int(SIGTERM) << true << "killed by signal 15 (SIGTERM)";
    QTest::newRow("SIGKILL") << sh << "kill -KILL $$" << int(SIGKILL) << true << "killed by signal 9 (SIGKILL)";
    QTest::newRow("no such program") << "/nowhere/nothing"
                                     << "" << -1 << false
                                     << "/nowhere/nothing could not be started: No such file or directory";
    QTest::newRow("not a program") << "/etc/passwd"
                                   << "" << -1 << false << "/etc/passwd could not be started: Permission denied";
}

void tst_ChildProcess::saysHowItEnded()
{
    QFETCH(QString, program);
    QFETCH(QString, script);
    ChildProcess process;
    QSignalSpy finished(&process, &ChildProcess::finished);
    process.start({program, {QStringLiteral("-c"), script}, {}, {}});
    QVERIFY(process.isRunning());
    QCOMPARE(finished.count(), 0);

    QTRY_COMPARE(finished.count(), 1);
    QTEST(finished.at(0).at(0).toInt(), "exitCode");
    QTEST(finished.at(0).at(1).toBool(), "byCrash");
    QTEST(finished.at(0).at(2).toString(), "how");
    QVERIFY(!process.isRunning());
    QCOMPARE(process.pid(), 0);
    QCOMPARE(process.resources().residentBytes, 0);
    process.kill(); // Harmless now.
}

void tst_ChildProcess::handsOutLinesBeforeTheEnd()
{
    ChildProcess process;
    QStringList seen;
    connect(&process, &ChildProcess::line, this, [&](ChildProcess::Stream stream, const QString &text) {
        seen.append((stream == ChildProcess::Stream::Output ? "out " : "err ") + text);
    });
    connect(&process, &ChildProcess::finished, this, [&] { seen.append("finished"); });
    process.start(shell("echo one; echo two >&2; printf 'no end'"));
    QTRY_VERIFY(seen.contains("finished"));
    QCOMPARE(seen.last(), QStringLiteral("finished"));
    seen.sort();
    QCOMPARE(seen, (QStringList{"err two", "finished", "out no end", "out one"}));
}

void tst_ChildProcess::survivesAFlood()
{
    const qint64 before = readResources(getpid()).residentBytes;
    ChildProcess process;
    QSignalSpy finished(&process, &ChildProcess::finished);
    qsizetype lines = 0;
    connect(&process, &ChildProcess::line, this, [&](ChildProcess::Stream, const QString &text) {
        ++lines;
        QVERIFY(text.size() <= LineSplitter::maxLineBytes);
    });
    process.start(shell("head -c 1000000000 /dev/zero"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
    QCOMPARE(lines, 1);
    // Less than it wrote, but AddressSanitizer keeps up to 256 MB of what was freed.
    QVERIFY(readResources(getpid()).residentBytes - before < 700'000'000);
}

void tst_ChildProcess::addsToTheEnvironment()
{
    qputenv("CROSSTALK_TEST_OURS", "ours");
    ChildProcess process;
    QSignalSpy lines(&process, &ChildProcess::line);
    auto command = shell("echo $CROSSTALK_TEST_OURS $CROSSTALK_TEST_ADDED; pwd");
    command.environment.insert("CROSSTALK_TEST_ADDED", "added");
    command.workingDirectory = "/usr";
    process.start(command);
    QTRY_COMPARE(lines.count(), 2);
    QCOMPARE(lines.at(0).at(1).toString(), QStringLiteral("ours added"));
    QCOMPARE(lines.at(1).at(1).toString(), QStringLiteral("/usr"));
}

void tst_ChildProcess::canBeStartedAgain()
{
    ChildProcess process;
    QSignalSpy lines(&process, &ChildProcess::line);
    QSignalSpy finished(&process, &ChildProcess::finished);
    for (int round = 1; round <= 3; ++round) {
        process.start(shell("echo $$; exit 4"));
        process.start(shell("echo not this one: it is running")); // Does nothing.
        QTRY_COMPARE(finished.count(), round);
        QCOMPARE(lines.count(), round);
    }
}

void tst_ChildProcess::freezesAndThaws()
{
    ChildProcess process;
    QSignalSpy lines(&process, &ChildProcess::line);
    QSignalSpy finished(&process, &ChildProcess::finished);
    // It starts nothing itself: while a shell waits for its vfork, it is in another state than stopped.
    process.start(shell("trap 'echo bye; exit 0' TERM; echo up; while :; do :; done"));
    QTRY_COMPARE(lines.count(), 1);
    process.freeze();
    QTRY_COMPARE(processStatus(process.pid()).state, 'T');
    process.terminate();
    QCOMPARE(processStatus(process.pid()).state, 'T');
    process.thaw();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(lines.last().at(1).toString(), QStringLiteral("bye"));
}

void tst_ChildProcess::killEndsAFrozenProcess()
{
    ChildProcess process;
    QSignalSpy finished(&process, &ChildProcess::finished);
    process.start({"/bin/sleep", {"1000"}, {}, {}});
    QTRY_VERIFY(isAlive(process.pid()));
    process.freeze();
    QTRY_COMPARE(processStatus(process.pid()).state, 'T');
    process.kill();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.at(0).at(0).toInt(), SIGKILL);
}

void tst_ChildProcess::killEndsWhatTheProgramStarted()
{
    ChildProcess process;
    QSignalSpy lines(&process, &ChildProcess::line);
    QSignalSpy finished(&process, &ChildProcess::finished);
    process.start(shell("sleep 1000 & echo $!; wait"));
    QTRY_COMPARE(lines.count(), 1);
    const qint64 grandchild = lines.at(0).at(1).toString().toLongLong();
    QVERIFY(isAlive(grandchild));
    process.kill();
    QTRY_COMPARE(finished.count(), 1);
    QTRY_VERIFY(!isAlive(grandchild));
}

void tst_ChildProcess::inheritsNoIgnoredOrBlockedSignal()
{
    const auto before = signal(SIGTERM, SIG_IGN);
    sigset_t blocked;
    sigset_t mask;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGINT);
    sigprocmask(SIG_BLOCK, &blocked, &mask);
    ChildProcess process;
    QSignalSpy lines(&process, &ChildProcess::line);
    process.start(shell("exec grep -E 'Sig(Blk|Ign)' /proc/self/status"));
    QTRY_COMPARE(lines.count(), 2);
    sigprocmask(SIG_SETMASK, &mask, nullptr);
    signal(SIGTERM, before);
    for (const auto &line : lines)
        QCOMPARE(line.at(1).toString().section('\t', 1).toULongLong(nullptr, 16), 0);
}

void tst_ChildProcess::isInASessionOfItsOwn()
{
    ChildProcess process;
    process.start({"/bin/sleep", {"1000"}, {}, {}});
    QTRY_COMPARE(getsid(static_cast<pid_t>(process.pid())), static_cast<pid_t>(process.pid()));
    QCOMPARE(getpgid(static_cast<pid_t>(process.pid())), static_cast<pid_t>(process.pid()));
}

void tst_ChildProcess::readsNothingFromOurInput()
{
    ChildProcess process;
    QSignalSpy finished(&process, &ChildProcess::finished);
    process.start(shell("exec cat"));
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.at(0).at(0).toInt(), 0);
}

/// A server behind a shell that has not replaced itself by it.
void tst_ChildProcess::countsWhatItHasStarted()
{
    ChildProcess process;
    const QString hog = "/usr/bin/python3 -c 'x = bytearray(80000000); print(\"here\", flush=True); input()'";
    QSignalSpy lines(&process, &ChildProcess::line);
    process.start(shell("sleep 60 | " + hog + "; true"));
    QTRY_COMPARE_WITH_TIMEOUT(lines.size(), 1, 20000);
    QVERIFY(process.resources().residentBytes > 80'000'000);
    QVERIFY(readResources(process.pid()).residentBytes < 80'000'000);
}

void tst_ChildProcess::showsItsResources()
{
    ChildProcess process;
    process.start(shell("while :; do :; done"));
    QTRY_VERIFY(process.resources().cpu.count() > 0);
    QVERIFY(process.resources().residentBytes > 100'000);
    QVERIFY(process.resources().residentBytes < 1'000'000'000);
}

void tst_ChildProcess::destructorEndsIt_data()
{
    QTest::addColumn<bool>("isFrozen");
    QTest::addColumn<QString>("script");
    QTest::newRow("running") << false << "echo up; exec sleep 1000";
    QTest::newRow("deaf to SIGTERM") << false << "trap '' TERM; echo up; while :; do sleep 1; done";
    QTest::newRow("frozen") << true << "echo up; exec sleep 1000";
}

void tst_ChildProcess::destructorEndsIt()
{
    QFETCH(bool, isFrozen);
    QFETCH(QString, script);
    auto process = std::make_unique<ChildProcess>();
    QSignalSpy lines(process.get(), &ChildProcess::line);
    QSignalSpy finished(process.get(), &ChildProcess::finished);
    process->start(shell(script));
    QTRY_COMPARE(lines.count(), 1);
    const qint64 pid = process->pid();
    if (isFrozen) {
        process->freeze();
        QTRY_COMPARE(processStatus(pid).state, 'T');
    }
    process.reset();
    QCOMPARE(processStatus(pid).state, char(0));
    QCOMPARE(finished.count(), 0);
}

QTEST_GUILESS_MAIN(tst_ChildProcess)
#include "tst_childprocess.moc"
