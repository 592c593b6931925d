// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/broker.h"
#include "tests/app/engine/processes.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QtTest>

#include <signal.h>

using namespace crosstalk;
using namespace crosstalk::testing;
using State = Broker::State;

class tst_Broker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();

    void becomesReady();
    void keepsItsPort_data();
    void keepsItsPort();
    void forgetsOrRemembers_data();
    void forgetsOrRemembers();
    void saysThatItsPortIsTaken_data();
    void saysThatItsPortIsTaken();
    void tellsAnUnaskedExit();
    void saysHowToInstallOne();
    void saysWhyItCouldNotStart_data();
    void saysWhyItCouldNotStart();
    void attachedIsLeftAlone();

private:
    /// The answer to one command.
    static QByteArray ask(quint16 port, const QByteArray &command);
};

void tst_Broker::cleanup()
{
    QCOMPARE(childProcesses(), QList<qint64>());
}

QByteArray tst_Broker::ask(quint16 port, const QByteArray &command)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    socket.write(command + "\r\n");
    while (!socket.canReadLine() && socket.waitForReadyRead())
        continue;
    QByteArray answer = socket.readLine().trimmed();
    if (answer.startsWith('$') && answer != "$-1") {
        while (!socket.canReadLine() && socket.waitForReadyRead())
            continue;
        answer = socket.readLine().trimmed();
    }
    return answer;
}

void tst_Broker::becomesReady()
{
    Broker broker({});
    QCOMPARE(broker.url(), QString());
    QSignalSpy lines(&broker, &Broker::line);
    broker.start();
    QCOMPARE(broker.state(), State::Starting);
    QTRY_COMPARE_WITH_TIMEOUT(broker.state(), State::Ready, 15000);
    QCOMPARE(broker.url(), QStringLiteral("redis://127.0.0.1:%1").arg(broker.port()));
    QCOMPARE(ask(broker.port(), "PING"), "+PONG");
    static const QRegularExpression version("^(Redis|Valkey) \\d+\\.\\d+\\.\\d+$");
    QVERIFY2(version.match(broker.version()).hasMatch(), qPrintable(broker.version()));
    QVERIFY(lines.count() > 0);
    QVERIFY(broker.resources().residentBytes > 1'000'000);
    broker.stop();
    QCOMPARE(broker.state(), State::Draining);
    QTRY_COMPARE(broker.state(), State::Stopped);
    QCOMPARE(broker.exitedHow(), QStringLiteral("exit code 0"));
}

void tst_Broker::keepsItsPort_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("restarted") << "restart";
    QTest::newRow("restarted while frozen") << "freeze";
    QTest::newRow("killed and started") << "kill";
    QTest::newRow("stopped and started") << "stop";
}

void tst_Broker::keepsItsPort()
{
    QFETCH(QString, how);
    Broker broker({});
    broker.start();
    QTRY_COMPARE_WITH_TIMEOUT(broker.state(), State::Ready, 15000);
    const quint16 port = broker.port();
    const qint64 pid = broker.pid();
    if (how == "freeze")
        broker.freeze();
    if (how == "restart" || how == "freeze") {
        broker.restart();
    } else {
        if (how == "kill")
            broker.kill();
        else
            broker.stop();
        QTRY_COMPARE(broker.state(), State::Stopped);
        broker.start();
    }
    QTRY_COMPARE_WITH_TIMEOUT(broker.state(), State::Ready, 15000);
    QCOMPARE(broker.port(), port);
    QVERIFY(broker.pid() != pid);
    QCOMPARE(ask(port, "PING"), "+PONG");
}

void tst_Broker::forgetsOrRemembers_data()
{
    QTest::addColumn<Broker::Persistence>("persistence");
    QTest::addColumn<bool>("isErased");
    QTest::addColumn<QByteArray>("found");
    QTest::newRow("forgets") << Broker::Persistence::None << false << QByteArray("$-1");
    QTest::newRow("remembers") << Broker::Persistence::Aof << false << QByteArray("here");
    QTest::newRow("remembers at once") << Broker::Persistence::AofAlways << false << QByteArray("here");
    QTest::newRow("loses its data") << Broker::Persistence::Aof << true << QByteArray("$-1");
}

void tst_Broker::forgetsOrRemembers()
{
    QFETCH(Broker::Persistence, persistence);
    QFETCH(bool, isErased);
    Broker broker({.program = {}, .port = 0, .persistence = persistence, .attachedUrl = {}});
    broker.start();
    QTRY_COMPARE_WITH_TIMEOUT(broker.state(), State::Ready, 15000);
    QCOMPARE(ask(broker.port(), "SET key here"), "+OK");
    broker.eraseData(); // Not while it runs.
    broker.stop();
    QTRY_COMPARE(broker.state(), State::Stopped);
    if (isErased)
        broker.eraseData();
    broker.start();
    QTRY_COMPARE_WITH_TIMEOUT(broker.state(), State::Ready, 15000);
    QTEST(ask(broker.port(), "GET key"), "found");
}

void tst_Broker::saysThatItsPortIsTaken_data()
{
    QTest::addColumn<bool>("isWanted");
    QTest::newRow("wanted port") << true;
    QTest::newRow("kept port") << false;
}

void tst_Broker::saysThatItsPortIsTaken()
{
    QFETCH(bool, isWanted);
    QTcpServer other;
    if (isWanted)
        QVERIFY(other.listen(QHostAddress::LocalHost));
    Broker broker({.program = {}, .port = other.serverPort(), .persistence = {}, .attachedUrl = {}});
    if (!isWanted) {
        broker.start();
        QTRY_COMPARE_WITH_TIMEOUT(broker.state(), State::Ready, 15000);
        broker.stop();
        QTRY_COMPARE(broker.state(), State::Stopped);
        QVERIFY(other.listen(QHostAddress::LocalHost, broker.port()));
    }
    QSignalSpy failed(&broker, &Broker::failed);
    broker.start();
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 15000);
    QCOMPARE(failed.at(0).at(0).value<Error>().what,
             QStringLiteral("The broker cannot have port %1: tst_broker (process %2) has taken it")
                 .arg(other.serverPort())
                 .arg(QCoreApplication::applicationPid()));
    QVERIFY(broker.isPortTaken());
    QCOMPARE(broker.state(), State::Exited);

    other.close();
    broker.start();
    QTRY_COMPARE_WITH_TIMEOUT(broker.state(), State::Ready, 15000);
}

void tst_Broker::tellsAnUnaskedExit()
{
    Broker broker({});
    broker.start();
    QTRY_COMPARE_WITH_TIMEOUT(broker.state(), State::Ready, 15000);
    QSignalSpy failed(&broker, &Broker::failed);
    ::kill(static_cast<pid_t>(broker.pid()), SIGKILL);
    QTRY_COMPARE(broker.state(), State::Exited);
    QCOMPARE(broker.exitedHow(), QStringLiteral("killed by signal 9 (SIGKILL)"));
    QCOMPARE(failed.count(), 0);
}

void tst_Broker::saysHowToInstallOne()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", "/nowhere");
    Broker broker({});
    QSignalSpy failed(&broker, &Broker::failed);
    broker.start();
    qputenv("PATH", path);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed.at(0).at(0).value<Error>().toString(),
             QStringLiteral("Cannot find redis-server or valkey-server in PATH. "
                            "Install one: sudo apt install redis-server"));
    QCOMPARE(broker.state(), State::Exited);
}

void tst_Broker::saysWhyItCouldNotStart_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("message");
    QTest::newRow("not there") << "/nowhere/redis-server"
                               << "Cannot find the broker's program /nowhere/redis-server";
    QTest::newRow("not a broker") << "/bin/false"
                                  << "The broker ended before it was ready: exit code 1";
}

void tst_Broker::saysWhyItCouldNotStart()
{
    QFETCH(QString, program);
    Broker broker({.program = program, .port = 0, .persistence = {}, .attachedUrl = {}});
    QSignalSpy failed(&broker, &Broker::failed);
    broker.start();
    QTRY_COMPARE(failed.count(), 1);
    QTEST(failed.at(0).at(0).value<Error>().what, "message");
}

void tst_Broker::attachedIsLeftAlone()
{
    Broker broker({.program = {}, .port = 0, .persistence = {}, .attachedUrl = "redis://example.org:6379"});
    broker.start();
    broker.kill();
    broker.restart();
    QCOMPARE(broker.state(), State::Attached);
    QCOMPARE(broker.url(), QStringLiteral("redis://example.org:6379"));
}

QTEST_GUILESS_MAIN(tst_Broker)
#include "tst_broker.moc"
