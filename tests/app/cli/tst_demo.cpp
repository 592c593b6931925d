// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/app/engine/processes.h"

#include <QProcess>
#include <QRegularExpression>
#include <QtTest>

#include <algorithm>

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <unistd.h>

using namespace crosstalk::testing;

/// The program as a person runs it: what it prints, how it exits, and what it leaves behind.
class tst_Demo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void passesWithOurServer_data();
    void passesWithOurServer();
    void printsPlainLinesToAPipe();
    void redrawsOnATerminal_data();
    void redrawsOnATerminal();
    void failsToStart_data();
    void failsToStart();
    void complainsInOneLine_data();
    void complainsInOneLine();
    void endsCleanlyWhenInterrupted_data();
    void endsCleanlyWhenInterrupted();
    void leavesNothingWhenKilled();
    void failsWhenAnInstanceDies();
    void endsWhenNobodyReads();

private:
    static QString program(const char *name)
    {
        return QString::fromLocal8Bit(qgetenv("CROSSTALK_BIN")) + '/' + QLatin1String(name);
    }
    /// Processes whose parent is @p pid, in order of their starts: the broker, then the instances.
    static QList<qint64> childrenOf(qint64 pid);
    static void run(QProcess &process, const QStringList &arguments);
};

QList<qint64> tst_Demo::childrenOf(qint64 pid)
{
    QList<qint64> result;
    const auto names = QDir("/proc").entryList(QDir::Dirs);
    for (const QString &name : names) {
        if (const qint64 id = name.toLongLong(); id > 0 && processStatus(id).parent == pid)
            result.append(id);
    }
    std::sort(result.begin(), result.end());
    return result;
}

void tst_Demo::run(QProcess &process, const QStringList &arguments)
{
    process.start(program("crosstalk"), arguments);
}

#define WAIT_FOR_EXIT(process) QTRY_COMPARE_WITH_TIMEOUT((process).state(), QProcess::NotRunning, 90000)

void tst_Demo::passesWithOurServer_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("totals");
    QTest::newRow("as it is") << QStringList{} << "300 sent, 900 due, 900 delivered, 0 lost, 0 twice, 0 out of order";
    QTest::newRow("plain") << QStringList{"--dialect", "plain", "--messages", "50"}
                           << "150 sent, 450 due, 450 delivered, 0 lost, 0 twice, 0 out of order";
    QTest::newRow("one instance, one message") << QStringList{"--instances", "1", "--messages", "1"}
                                               << "1 sent, 1 due, 1 delivered, 0 lost, 0 twice, 0 out of order";
}

void tst_Demo::passesWithOurServer()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, totals);
    QProcess demo;
    run(demo, QStringList{"demo"} + arguments);
    WAIT_FOR_EXIT(demo);
    const QString output = demo.readAllStandardOutput();
    QCOMPARE(demo.readAllStandardError(), QByteArray());
    QVERIFY2(demo.exitStatus() == QProcess::NormalExit && demo.exitCode() == 0, qPrintable(output));
    const QString last = output.trimmed().section('\n', -1);
    QVERIFY2(last.startsWith("PASS: " + totals), qPrintable(output));
}

void tst_Demo::printsPlainLinesToAPipe()
{
    QProcess demo;
    run(demo, {"demo", "--messages", "20"});
    WAIT_FOR_EXIT(demo);
    const QString output = demo.readAllStandardOutput();
    QVERIFY2(!output.contains('\x1b'), qPrintable(output));
    QVERIFY2(output.contains("from\\to   a             b             c\n"), qPrintable(output));
    QCOMPARE(output.count("20/20"), 9);
    QVERIFY(output.count('\n') < 25);
}

void tst_Demo::redrawsOnATerminal_data()
{
    QTest::addColumn<QByteArray>("term");
    QTest::addColumn<QByteArray>("noColour");
    QTest::addColumn<ushort>("rows");
    QTest::addColumn<ushort>("columns");
    QTest::addColumn<bool>("redraws");
    QTest::addColumn<bool>("colours");
    const auto row = [](const char *name, const char *term, const char *noColour, ushort rows, ushort columns,
                        bool redraws, bool colours) {
        QTest::newRow(name) << QByteArray(term) << QByteArray(noColour) << rows << columns << redraws << colours;
    };
    row("usual", "xterm-256color", "", 24, 80, true, true);
    row("NO_COLOR", "xterm-256color", "1", 24, 80, true, false);
    row("dumb", "dumb", "", 24, 80, false, false);
    row("too narrow", "xterm", "", 24, 40, false, true);
    row("too low", "xterm", "", 8, 80, false, true);
}

void tst_Demo::redrawsOnATerminal()
{
    QFETCH(QByteArray, term);
    QFETCH(QByteArray, noColour);
    QFETCH(ushort, rows);
    QFETCH(ushort, columns);
    const winsize size{rows, columns, 0, 0};
    int master = -1;
    int slave = -1;
    QCOMPARE(openpty(&master, &slave, nullptr, nullptr, &size), 0);
    fcntl(master, F_SETFL, O_NONBLOCK);
    QProcess demo;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("TERM", term);
    environment.insert("NO_COLOR", noColour);
    demo.setProcessEnvironment(environment);
    demo.setChildProcessModifier([slave] { dup2(slave, STDOUT_FILENO); });
    run(demo, {"demo", "--messages", "30"});
    QVERIFY(demo.waitForStarted());
    close(slave);
    QByteArray output;
    const auto hasEnded = [&] {
        char buffer[4096];
        for (ssize_t count; (count = read(master, buffer, sizeof buffer)) > 0;)
            output.append(buffer, count);
        return demo.state() == QProcess::NotRunning;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasEnded(), 90000);
    hasEnded();
    close(master);
    QVERIFY2(demo.exitCode() == 0, output.constData());
    QTEST(output.contains("A\x1b[J"), "redraws");
    QFETCH(bool, colours);
    QCOMPARE(output.contains("\x1b[32m30/30"), colours);
    QString last = QString::fromUtf8(output).trimmed().section('\n', -1);
    QCOMPARE(last.contains('\x1b'), colours);
    last.remove(QRegularExpression("\x1b\\[[0-9;]*m"));
    QVERIFY2(last.startsWith("PASS: 90 sent, 270 due"), output.constData());
}

void tst_Demo::failsToStart_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    QTest::newRow("no server") << QStringList{"--server", "/nowhere/server"}
                               << "crosstalk demo: Cannot find the server's program /nowhere/server.*";
    QTest::newRow("no broker") << QStringList{"--redis-server", "/nowhere/redis"}
                               << "crosstalk demo: Cannot find the broker's program /nowhere/redis.*";
    QTest::newRow("a server that ends") << QStringList{"--server", "/bin/false"}
                                        << "crosstalk demo: Instance . ended before it was ready: exit code 1";
    QTest::newRow("a broker that ends") << QStringList{"--redis-server", "/bin/false"}
                                        << "crosstalk demo: The broker ended before it was ready: exit code 1";
}

void tst_Demo::failsToStart()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, message);
    QProcess demo;
    run(demo, QStringList{"demo"} + arguments);
    WAIT_FOR_EXIT(demo);
    QCOMPARE(demo.exitCode(), 3);
    const QString said = demo.readAllStandardError();
    QVERIFY2(QRegularExpression('^' + message + "\n$").match(said).hasMatch(), qPrintable(said));
}

void tst_Demo::complainsInOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("command") << QStringList{"dmeo"};
    QTest::newRow("option") << QStringList{"demo", "--foo"};
    QTest::newRow("value") << QStringList{"demo", "--messages", "many"};
    QTest::newRow("dialect") << QStringList{"demo", "--dialect", "klingon"};
}

void tst_Demo::complainsInOneLine()
{
    QFETCH(QStringList, arguments);
    QProcess demo;
    run(demo, arguments);
    WAIT_FOR_EXIT(demo);
    QCOMPARE(demo.exitCode(), 3);
    QCOMPARE(demo.readAllStandardOutput(), QByteArray());
    const QByteArray said = demo.readAllStandardError();
    QVERIFY2(said.startsWith("crosstalk: ") && said.count('\n') == 1, said.constData());
}

void tst_Demo::endsCleanlyWhenInterrupted_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QByteArray>("after"); ///< What it has printed by then.
    QTest::newRow("SIGINT at once") << SIGINT << QByteArray("Starting");
    QTest::newRow("SIGTERM at once") << SIGTERM << QByteArray("Starting");
    QTest::newRow("SIGINT while sending") << SIGINT << QByteArray(" on the way");
    QTest::newRow("SIGTERM while sending") << SIGTERM << QByteArray(" on the way");
}

void tst_Demo::endsCleanlyWhenInterrupted()
{
    QFETCH(int, signal);
    QFETCH(QByteArray, after);
    QProcess demo;
    run(demo, {"demo", "--messages", "1000"});
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT((output += demo.readAllStandardOutput()).contains(after), 60000);
    const auto children = childrenOf(demo.processId());
    ::kill(static_cast<pid_t>(demo.processId()), signal);
    WAIT_FOR_EXIT(demo);
    QCOMPARE(demo.exitStatus(), QProcess::NormalExit);
    QCOMPARE(demo.exitCode(), 128 + signal);
    for (const qint64 child : children)
        QVERIFY(!isAlive(child));
}

void tst_Demo::leavesNothingWhenKilled()
{
    QProcess demo;
    run(demo, {"demo", "--messages", "1000"});
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT((output += demo.readAllStandardOutput()).contains("sends 1000"), 60000);
    const auto children = childrenOf(demo.processId());
    QCOMPARE(children.size(), 4);
    ::kill(static_cast<pid_t>(children.last()), SIGSTOP);
    demo.kill();
    WAIT_FOR_EXIT(demo);
    for (const qint64 child : children)
        QTRY_VERIFY(!isAlive(child));
}

void tst_Demo::failsWhenAnInstanceDies()
{
    QProcess demo;
    run(demo, {"demo", "--messages", "400"});
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT((output += demo.readAllStandardOutput()).contains(" on the way"), 60000);
    const auto children = childrenOf(demo.processId());
    QCOMPARE(children.size(), 4);
    ::kill(static_cast<pid_t>(children.last()), SIGKILL);
    WAIT_FOR_EXIT(demo);
    output += demo.readAllStandardOutput();
    QCOMPARE(demo.exitCode(), 1);
    const QString last = QString(output).trimmed().section('\n', -1);
    QVERIFY2(last.startsWith("FAIL: "), output.constData());
    QVERIFY2(output.contains("Instance c ended: killed by signal 9"), output.constData());
    QVERIFY2(output.contains("FAIL     alive"), output.constData());
}

void tst_Demo::endsWhenNobodyReads()
{
    QProcess shell;
    shell.start("/bin/sh", {"-c", "{ \"$0\" demo --messages 1000; echo $? >&2; } | head -n 1", program("crosstalk")});
    WAIT_FOR_EXIT(shell);
    QCOMPARE(shell.readAllStandardOutput(), QByteArray("Starting a broker and 3 instances ...\n"));
    QCOMPARE(shell.readAllStandardError().trimmed().toInt(), 128 + SIGPIPE);
}

QTEST_GUILESS_MAIN(tst_Demo)
#include "tst_demo.moc"
