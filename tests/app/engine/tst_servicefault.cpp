// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/cluster.h"
#include "app/engine/servicefault.h"

#include <QtTest>

#include <signal.h>

using namespace crosstalk;
using State = Service::State;

/// What is wrong with a service, and how it is put right; a server that stands in for crosstalk-server is enough.
class tst_ServiceFault : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void nothingIsWrongWithAClusterThatRuns();
    void aFrozenOneIsThawed();
    void oneStoppedByOthersIsFrozen();
    void oneThatOthersLetGoOnIsReady();
    void aServerBehindAShellIsFrozenWithoutIt();
    void aKilledOneIsStartedAgain();
    void aDrainedOneIsStartedAgain();
    void oneThatEndedOfItselfIsToldApart();
    void oneThatDidNotStartIsToldApart();
    void theBrokerComesFirst();
    void aClusterThatIsStoppedIsMeantToBe();
    void unlessItsBrokerDidNotStart();

private:
    QList<Service *> wrong() const { return faulty(*it); }

    std::unique_ptr<Cluster> it;
    Instance *a = nullptr;
    Instance *b = nullptr;
};

void tst_ServiceFault::init()
{
    Cluster::Options options;
    options.serverProgram = QCoreApplication::applicationDirPath() + "/standinserver";
    options.instances = 2;
    it = std::make_unique<Cluster>(options);
    a = it->instance("a");
    b = it->instance("b");
    QCOMPARE(faultOf(*a), ServiceFault::None); // Never started.
    it->start();
    QTRY_COMPARE_WITH_TIMEOUT(it->state(), Cluster::State::Running, 20000);
}

void tst_ServiceFault::nothingIsWrongWithAClusterThatRuns()
{
    QCOMPARE(wrong(), QList<Service *>());
    const qint64 pid = a->pid();
    heal(a);
    QCOMPARE(a->pid(), pid);
    QCOMPARE(a->lastExit(), std::nullopt);
}

void tst_ServiceFault::aFrozenOneIsThawed()
{
    const QDateTime before = QDateTime::currentDateTime();
    a->freeze();
    QCOMPARE(faultOf(*a), ServiceFault::Frozen);
    QVERIFY(a->stateSince() >= before && a->stateSince() <= QDateTime::currentDateTime());
    QCOMPARE(wrong(), QList<Service *>{a});
    heal(a);
    QCOMPARE(a->state(), State::Ready);
    QCOMPARE(wrong(), QList<Service *>());
}

void tst_ServiceFault::oneStoppedByOthersIsFrozen()
{
    const QDateTime before = QDateTime::currentDateTime();
    ::kill(static_cast<pid_t>(a->pid()), SIGSTOP);
    QTRY_COMPARE(a->state(), State::Frozen);
    QVERIFY(a->isFrozenByOthers());
    QVERIFY(a->stateSince() >= before);
    QCOMPARE(wrong(), QList<Service *>{a});
    QCOMPARE(b->state(), State::Ready);
    heal(a);
    QCOMPARE(a->state(), State::Ready);
    QTRY_VERIFY(!isStopped(a->pid()));

    // From here it is told apart.
    a->freeze();
    QCOMPARE(a->state(), State::Frozen);
    QVERIFY(!a->isFrozenByOthers());
}

void tst_ServiceFault::oneThatOthersLetGoOnIsReady()
{
    const auto pid = static_cast<pid_t>(a->pid());
    a->freeze();
    QSignalSpy changes(a, &Service::stateChanged);
    QTRY_VERIFY(isStopped(pid));
    ::kill(pid, SIGCONT);
    QTRY_COMPARE(a->state(), State::Ready);
    ::kill(pid, SIGSTOP);
    QTRY_COMPARE(a->state(), State::Frozen);
    ::kill(pid, SIGCONT);
    QTRY_COMPARE(a->state(), State::Ready);
    QCOMPARE(changes.size(), 3);
    QCOMPARE(wrong(), QList<Service *>());
}

void tst_ServiceFault::aServerBehindAShellIsFrozenWithoutIt()
{
    Instance::Program program;
    program.commandLine = "/bin/sh -c 'sleep 1000 & echo up $!; wait'";
    program.ready = "^up ";
    Instance *const shell = it->addProgram(program);
    pid_t server = 0;
    connect(shell, &Service::line, this, [&server](const QString &text) { server = text.mid(3).toInt(); });
    shell->start();
    QTRY_COMPARE(shell->state(), State::Ready);
    QVERIFY(server > 0);
    ::kill(server, SIGSTOP);
    QTRY_COMPARE(shell->state(), State::Frozen);
    shell->thaw();
    QTRY_VERIFY(!isStopped(server));
}

void tst_ServiceFault::aKilledOneIsStartedAgain()
{
    a->kill();
    QCOMPARE(faultOf(*a), ServiceFault::None); // It still goes.
    QTRY_COMPARE(faultOf(*a), ServiceFault::Killed);
    QCOMPARE(a->lastExit(), (Service::Exit{0, SIGKILL}));
    heal(a);
    QCOMPARE(faultOf(*a), ServiceFault::None);
    QCOMPARE(a->lastExit(), std::nullopt);
    QTRY_COMPARE_WITH_TIMEOUT(a->state(), State::Ready, 20000);
}

void tst_ServiceFault::aDrainedOneIsStartedAgain()
{
    a->drain();
    QTRY_COMPARE_WITH_TIMEOUT(faultOf(*a), ServiceFault::Stopped, 10000);
    QCOMPARE(a->lastExit(), (Service::Exit{0, 0}));
    heal(a);
    QTRY_COMPARE_WITH_TIMEOUT(a->state(), State::Ready, 20000);
}

void tst_ServiceFault::oneThatEndedOfItselfIsToldApart()
{
    ::kill(static_cast<pid_t>(a->pid()), SIGKILL);
    QTRY_COMPARE(faultOf(*a), ServiceFault::Ended);
    QCOMPARE(a->lastExit(), (Service::Exit{0, SIGKILL}));
    QCOMPARE(signalName(a->lastExit()->signal), QString("SIGKILL"));
    heal(a);
    QTRY_COMPARE_WITH_TIMEOUT(a->state(), State::Ready, 20000);
}

void tst_ServiceFault::oneThatDidNotStartIsToldApart()
{
    Instance::Program program;
    program.commandLine = "/bin/sh -c 'exit 3'";
    Instance *const broken = it->addProgram(program);
    broken->start();
    QTRY_COMPARE(faultOf(*broken), ServiceFault::NotStarted);
    QCOMPARE(broken->lastExit(), (Service::Exit{3, 0}));
    QCOMPARE(wrong(), QList<Service *>{broken});
}

void tst_ServiceFault::theBrokerComesFirst()
{
    b->freeze();
    it->broker()->kill();
    QTRY_COMPARE(wrong(), (QList<Service *>{it->broker(), b}));
    for (Service *service : wrong())
        heal(service);
    QTRY_COMPARE_WITH_TIMEOUT(it->broker()->state(), State::Ready, 20000);
    QCOMPARE(wrong(), QList<Service *>());
}

void tst_ServiceFault::aClusterThatIsStoppedIsMeantToBe()
{
    it->stop();
    QTRY_COMPARE_WITH_TIMEOUT(it->state(), Cluster::State::Stopped, 20000);
    QCOMPARE(faultOf(*a), ServiceFault::Stopped);
    QCOMPARE(wrong(), QList<Service *>());
}

void tst_ServiceFault::unlessItsBrokerDidNotStart()
{
    Cluster::Options options;
    options.serverProgram = QCoreApplication::applicationDirPath() + "/standinserver";
    options.broker.program = "/bin/false";
    Cluster cluster(options);
    cluster.start();
    QTRY_COMPARE(cluster.state(), Cluster::State::Stopped);
    QCOMPARE(faultOf(*cluster.broker()), ServiceFault::NotStarted);
    QCOMPARE(faulty(cluster), QList<Service *>{cluster.broker()});
}

QTEST_GUILESS_MAIN(tst_ServiceFault)
#include "tst_servicefault.moc"
