// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/instance.h"
#include "tests/app/engine/processes.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

#include <signal.h>

using namespace crosstalk;
using namespace crosstalk::testing;
using namespace std::chrono_literals;
using State = Instance::State;

/// The states an instance is in, of a server that stands in for crosstalk-server and needs no broker.
class tst_Instance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_states.clear(); }
    void cleanup() { QCOMPARE(childProcesses(), QList<qint64>()); }

    void namesGoOnAfterZ_data();
    void namesGoOnAfterZ();
    void becomesReady();
    void passesItsSystemOn();
    void needsABroker();
    void failsToStart_data();
    void failsToStart();
    void stopsAsAsked_data();
    void stopsAsAsked();
    void tellsAnUnaskedExit();
    void tellsACrashWhileDraining();
    void freezesAndThaws();
    void drainsAFrozenOne();
    void endsWhileStarting();
    void restartsOnTheSamePort_data();
    void restartsOnTheSamePort();
    void restartsWhatHasExited();
    void drainTakesARestartBack();
    void saysThatItsPortIsTaken();
    void isKilledByItsDestructor();
    void canBeDeletedByItsReceivers_data();
    void canBeDeletedByItsReceivers();
    void attachedIsLeftAlone();
    void runsAnyProgram_data();
    void runsAnyProgram();
    void saysWhatIsWrongWithAProgram_data();
    void saysWhatIsWrongWithAProgram();
    void looksForAnotherPortWhereItIsTaken();

private:
    std::unique_ptr<Instance> make(const QString &behaviour = {}, Service::Deadlines deadlines = {15s, 6s});

    QList<State> m_states;
};

std::unique_ptr<Instance> tst_Instance::make(const QString &behaviour, Service::Deadlines deadlines)
{
    Instance::Launch launch;
    launch.program = QCoreApplication::applicationDirPath() + "/standinserver";
    launch.prefix = "test";
    launch.plainChannel = "test";
    launch.arguments = QStringList{"--behave", behaviour};
    launch.deadlines = deadlines;
    auto instance = std::make_unique<Instance>("a", 0, launch);
    instance->setRedisUrl("redis://127.0.0.1:1");
    connect(instance.get(), &Instance::stateChanged, this, [this](State state) { m_states.append(state); });
    return instance;
}

void tst_Instance::namesGoOnAfterZ_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("name");
    QTest::newRow("first") << 0 << "a";
    QTest::newRow("third") << 2 << "c";
    QTest::newRow("last of one letter") << 25 << "z";
    QTest::newRow("first of two") << 26 << "aa";
    QTest::newRow("aligned") << 51 << "az";
    QTest::newRow("next") << 52 << "ba";
    QTest::newRow("last of two") << 701 << "zz";
    QTest::newRow("first of three") << 702 << "aaa";
}

void tst_Instance::namesGoOnAfterZ()
{
    QFETCH(int, number);
    QTEST(Instance::nameOf(number), "name");
}

void tst_Instance::becomesReady()
{
    const auto instance = make();
    QCOMPARE(instance->state(), State::Stopped);
    QCOMPARE(instance->url(), QUrl());
    instance->start();
    QCOMPARE(instance->state(), State::Starting);
    QTRY_COMPARE(instance->state(), State::Ready);
    QCOMPARE(m_states, (QList<State>{State::Starting, State::Ready}));
    QCOMPARE(instance->url().scheme(), QStringLiteral("ws"));
    QCOMPARE(instance->url().path(), QStringLiteral("/ws"));
    QVERIFY(instance->url().port() > 0);
    QVERIFY(isAlive(instance->pid()));
    QVERIFY(instance->resources().residentBytes > 0);
    QCOMPARE(instance->exitedHow(), QString());
    instance->start(); // Already.
    QCOMPARE(instance->state(), State::Ready);
}

void tst_Instance::passesItsSystemOn()
{
    const auto instance = make();
    instance->setSystem("second");
    instance->start();
    QTRY_COMPARE(instance->state(), State::Ready);
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(instance->pid()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList arguments = file.readAll().split('\0');
    QCOMPARE(arguments.value(arguments.indexOf("--prefix") + 1), QByteArray("second"));
    QCOMPARE(arguments.value(arguments.indexOf("--plain-channel") + 1), QByteArray("second"));
}

void tst_Instance::needsABroker()
{
    const auto instance = make();
    instance->setRedisUrl({});
    QSignalSpy failed(instance.get(), &Instance::failed);
    instance->start();
    QCOMPARE(failed.count(), 1);
    QCOMPARE(instance->state(), State::Exited);
    QCOMPARE(failed.at(0).at(0).value<Error>().toString(),
             QStringLiteral("Instance a has no broker to talk to. Start the broker first"));
}

void tst_Instance::failsToStart_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("message");
    QTest::newRow("exits at once") << "refuse"
                                   << "Instance a ended before it was ready: exit code 2. It said: Cannot listen on "
                                      "127.0.0.1:0: address in use. Try another port";
    QTest::newRow("never READY") << "silent"
                                 << "Instance a was not ready after 0.4 s";
    QTest::newRow("garbage for READY") << "garbage"
                                       << "Instance a was not ready after 0.4 s. It said: ";
}

void tst_Instance::failsToStart()
{
    QFETCH(QString, behaviour);
    QFETCH(QString, message);
    // Short where it is waited out, long where it must not matter.
    const auto instance = make(behaviour, {behaviour == "refuse" ? 15s : 400ms, 6s});
    QSignalSpy failed(instance.get(), &Instance::failed);
    instance->start();
    QTRY_COMPARE(failed.count(), 1);
    const QString said = failed.at(0).at(0).value<Error>().toString();
    QVERIFY2(said.startsWith(message), qPrintable(said));
    QCOMPARE(m_states, (QList<State>{State::Starting, State::Exited}));
    QCOMPARE(instance->pid(), 0);
    QVERIFY(!instance->exitedHow().isEmpty());
    QCOMPARE(instance->url(), QUrl());
}

void tst_Instance::stopsAsAsked_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<bool>("isKilled");
    QTest::addColumn<QString>("how");
    QTest::newRow("drained") << "" << false << "exit code 0";
    QTest::newRow("stubborn") << "stubborn" << false << "killed by signal 9 (SIGKILL)";
    QTest::newRow("killed") << "" << true << "killed by signal 9 (SIGKILL)";
}

void tst_Instance::stopsAsAsked()
{
    QFETCH(QString, behaviour);
    QFETCH(bool, isKilled);
    const auto instance = make(behaviour, {15s, behaviour == "stubborn" ? 200ms : 15000ms});
    QSignalSpy failed(instance.get(), &Instance::failed);
    instance->start();
    QTRY_COMPARE(instance->state(), State::Ready);
    if (isKilled)
        instance->kill();
    else
        instance->drain();
    QCOMPARE(instance->state(), State::Draining);
    QTRY_COMPARE(instance->state(), State::Stopped);
    QTEST(instance->exitedHow(), "how");
    QCOMPARE(m_states, (QList<State>{State::Starting, State::Ready, State::Draining, State::Stopped}));
    QCOMPARE(failed.count(), 0);
}

void tst_Instance::tellsAnUnaskedExit()
{
    const auto instance = make("exit-when-ready");
    QSignalSpy failed(instance.get(), &Instance::failed);
    instance->start();
    QTRY_COMPARE(instance->state(), State::Exited);
    QCOMPARE(m_states, (QList<State>{State::Starting, State::Ready, State::Exited}));
    QCOMPARE(instance->exitedHow(), QStringLiteral("exit code 7"));
    QCOMPARE(failed.count(), 0);
}

void tst_Instance::tellsACrashWhileDraining()
{
    const auto instance = make("crash-on-drain");
    instance->start();
    QTRY_COMPARE(instance->state(), State::Ready);
    instance->drain();
    QTRY_COMPARE(instance->state(), State::Exited);
    QVERIFY2(instance->exitedHow().startsWith("killed by signal 11"), qPrintable(instance->exitedHow()));
}

void tst_Instance::freezesAndThaws()
{
    const auto instance = make();
    instance->freeze(); // Nothing to freeze yet.
    QCOMPARE(instance->state(), State::Stopped);
    instance->start();
    QTRY_COMPARE(instance->state(), State::Ready);
    instance->freeze();
    QCOMPARE(instance->state(), State::Frozen);
    QTRY_COMPARE(processStatus(instance->pid()).state, 'T');
    instance->thaw();
    QCOMPARE(instance->state(), State::Ready);
    QTRY_VERIFY(processStatus(instance->pid()).state != 'T');
}

void tst_Instance::drainsAFrozenOne()
{
    const auto instance = make();
    instance->start();
    QTRY_COMPARE(instance->state(), State::Ready);
    instance->freeze();
    instance->drain();
    QTRY_COMPARE(instance->state(), State::Stopped);
    QCOMPARE(instance->exitedHow(), QStringLiteral("exit code 0"));
}

void tst_Instance::endsWhileStarting()
{
    const auto instance = make("silent");
    QSignalSpy failed(instance.get(), &Instance::failed);
    instance->start();
    instance->drain();
    QTRY_COMPARE(instance->state(), State::Stopped);
    QCOMPARE(failed.count(), 0);
}

void tst_Instance::restartsOnTheSamePort_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<bool>("isFrozen");
    QTest::newRow("ready") << "" << false;
    QTest::newRow("stubborn") << "stubborn" << false;
    QTest::newRow("frozen") << "" << true;
}

void tst_Instance::restartsOnTheSamePort()
{
    QFETCH(QString, behaviour);
    QFETCH(bool, isFrozen);
    const auto instance = make(behaviour, {15s, behaviour == "stubborn" ? 200ms : 15000ms});
    instance->start();
    QTRY_COMPARE(instance->state(), State::Ready);
    const QUrl url = instance->url();
    const qint64 pid = instance->pid();
    if (isFrozen)
        instance->freeze();
    m_states.clear();
    instance->restart();
    QTRY_COMPARE(instance->state(), State::Ready);
    QCOMPARE(m_states, (QList<State>{State::Draining, State::Stopped, State::Starting, State::Ready}));
    QCOMPARE(instance->url(), url);
    QVERIFY(instance->pid() != pid);
    QVERIFY(!isAlive(pid));
}

void tst_Instance::restartsWhatHasExited()
{
    const auto instance = make();
    instance->restart();
    QTRY_COMPARE(instance->state(), State::Ready);
    const QUrl url = instance->url();
    ::kill(static_cast<pid_t>(instance->pid()), SIGKILL);
    QTRY_COMPARE(instance->state(), State::Exited);
    QCOMPARE(instance->exitedHow(), QStringLiteral("killed by signal 9 (SIGKILL)"));
    instance->restart();
    QTRY_COMPARE(instance->state(), State::Ready);
    QCOMPARE(instance->url(), url);
}

void tst_Instance::drainTakesARestartBack()
{
    const auto instance = make();
    instance->start();
    QTRY_COMPARE(instance->state(), State::Ready);
    instance->restart();
    instance->drain();
    QTRY_COMPARE(instance->state(), State::Stopped);
    QCoreApplication::processEvents();
    QCOMPARE(instance->state(), State::Stopped);
}

void tst_Instance::saysThatItsPortIsTaken()
{
    const auto instance = make();
    instance->start();
    QTRY_COMPARE(instance->state(), State::Ready);
    const QUrl url = instance->url();
    instance->drain();
    QTRY_COMPARE(instance->state(), State::Stopped);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, static_cast<quint16>(url.port())));
    QSignalSpy failed(instance.get(), &Instance::failed);
    instance->start();
    QTRY_COMPARE(failed.count(), 1);
    const QString said = failed.at(0).at(0).value<Error>().toString();
    QVERIFY2(said.contains("Address already in use"), qPrintable(said));
    QCOMPARE(instance->url(), url);
}

void tst_Instance::isKilledByItsDestructor()
{
    auto instance = make("stubborn");
    instance->start();
    QTRY_COMPARE(instance->state(), State::Ready);
    const qint64 pid = instance->pid();
    instance->freeze();
    m_states.clear();
    instance.reset();
    QVERIFY(!isAlive(pid));
    QCOMPARE(m_states, QList<State>());
}

void tst_Instance::canBeDeletedByItsReceivers_data()
{
    QTest::addColumn<State>("state");
    for (const auto state : {State::Starting, State::Ready, State::Frozen, State::Draining, State::Stopped})
        QTest::addRow("when %s", QMetaEnum::fromType<State>().valueToKey(int(state))) << state;
}

void tst_Instance::canBeDeletedByItsReceivers()
{
    QFETCH(State, state);
    QPointer<Instance> instance = make().release();
    connect(instance, &Instance::stateChanged, this, [instance, state](State now) {
        if (now == state)
            delete instance.data();
    });
    instance->start();
    QTRY_VERIFY(!instance || instance->state() == State::Ready);
    if (instance)
        instance->freeze();
    if (instance)
        instance->restart();
    QTRY_VERIFY(!instance);
}

void tst_Instance::attachedIsLeftAlone()
{
    const QUrl url("ws://example.org:9001/ws");
    Instance instance("b", 1, Instance::Attachment{url, "plain"});
    instance.start();
    instance.drain();
    instance.kill();
    instance.freeze();
    instance.thaw();
    instance.restart();
    QCOMPARE(instance.state(), State::Attached);
    QVERIFY(instance.isAttached());
    QCOMPARE(instance.pid(), 0);
    QCOMPARE(instance.url(), url);
    QCOMPARE(instance.dialect(), QStringLiteral("plain"));
    QCOMPARE(instance.name(), QStringLiteral("b"));
    QCOMPARE(instance.number(), 1);
}

void tst_Instance::runsAnyProgram_data()
{
    QTest::addColumn<QString>("ready");
    QTest::newRow("ready when its port answers") << "";
    QTest::newRow("ready when it says so") << "^READY one";
}

void tst_Instance::runsAnyProgram()
{
    QFETCH(QString, ready);
    const QString line = QCoreApplication::applicationDirPath() + "/standinserver --name \"${name}\" --listen "
                                                                  "127.0.0.1:${port}";
    Instance instance("one", 0, Instance::Program{line, "plain", "/chat", ready});
    instance.setRedisUrl("redis://127.0.0.1:1");
    QVERIFY(!instance.isOurs());
    QCOMPARE(instance.dialect(), QStringLiteral("plain"));
    instance.start();
    QTRY_COMPARE(instance.state(), State::Ready);
    const QUrl url = instance.url();
    QCOMPARE(url.toString(), QStringLiteral("ws://127.0.0.1:%1/chat").arg(url.port()));
    QTcpSocket client;
    client.connectToHost("127.0.0.1", static_cast<quint16>(url.port()));
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);

    const qint64 pid = instance.pid();
    instance.restart();
    QTRY_VERIFY(instance.state() == State::Ready && instance.pid() != pid);
    QCOMPARE(instance.url(), url);
}

void tst_Instance::saysWhatIsWrongWithAProgram_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("error");
    QTest::newRow("not there")
        << "/nowhere/server"
        << "Instance a ended before it was ready: /nowhere/server could not be started: No such file or directory";
    QTest::newRow("no such variable") << "server ${Port}"
                                      << QStringLiteral("Unknown variable ${Port} in “server ${Port}”. Did you mean "
                                                        "${port}?");
    QTest::newRow("ends") << "sh -c 'echo no such option; exit 3'"
                          << "Instance a ended before it was ready: exit code 3. It said: no such option";
    QTest::newRow("never listens") << "sleep 60"
                                   << "Instance a was not ready after 0.3 s";
}

void tst_Instance::saysWhatIsWrongWithAProgram()
{
    QFETCH(QString, line);
    Instance::Program program{line, "plain", "/ws", {}};
    program.deadlines.start = line.startsWith("sleep") ? 300ms : 15s;
    Instance instance("a", 0, program);
    instance.setRedisUrl("redis://127.0.0.1:1");
    QSignalSpy failed(&instance, &Instance::failed);
    instance.start();
    QTRY_COMPARE(failed.count(), 1);
    QTEST(failed.at(0).at(0).value<Error>().toString(), "error");
}

void tst_Instance::looksForAnotherPortWhereItIsTaken()
{
    // It finds its port taken the first time, for it says so.
    QTemporaryDir folder;
    const QString line = QStringLiteral("sh -c 'if mkdir \"%1/tried\"; then echo bind: Address already in use; exit 1; "
                                        "fi; exec \"%2/standinserver\" --name a --listen 127.0.0.1:${port}'")
                             .arg(folder.path(), QCoreApplication::applicationDirPath());
    Instance instance("a", 0, Instance::Program{line, "plain"});
    instance.setRedisUrl("redis://127.0.0.1:1");
    instance.start();
    QTRY_COMPARE(instance.state(), State::Ready);
}

QTEST_GUILESS_MAIN(tst_Instance)
#include "tst_instance.moc"
