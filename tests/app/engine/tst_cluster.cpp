// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/cluster.h"
#include "tests/app/engine/processes.h"

#include <QProcess>
#include <QSignalSpy>
#include <QtTest>

#include <algorithm>
#include <memory>

#include <signal.h>

using namespace crosstalk;
using namespace crosstalk::testing;

/// The whole of broker and instances; a server that stands in for crosstalk-server shows what it does with good and bad
/// ones.
class tst_Cluster : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QCOMPARE(childProcesses(), QList<qint64>()); }

    void startsAndStops();
    void passesLinesOn();
    void putsBackWhatWasTaken();
    void stopsWhateverTheyDo_data();
    void stopsWhateverTheyDo();
    void stopEndsAStart();
    void failsToStart_data();
    void failsToStart();
    void goesOnWithoutTheOneThatFailed();
    void isNotReadyWithoutOneThatWas_data();
    void isNotReadyWithoutOneThatWas();
    void survivesTheLossOfItsBroker();
    void addsInstances();
    void removesInstances();
    void attachesServers();
    void takesNamedOnesOfEachKind();
    void needsNoBrokerForServersOfOthers();
    void destructorLeavesNothing();
    void nothingOutlivesTheHarness_data();
    void nothingOutlivesTheHarness();

private:
    static QString standIn() { return QCoreApplication::applicationDirPath() + "/standinserver"; }
    static Cluster::Options options(const QString &behaviour = {})
    {
        Cluster::Options result;
        result.serverProgram = standIn();
        result.serverArguments = QStringList{"--behave", behaviour};
        return result;
    }
    static QList<qint64> pids(const Cluster &cluster)
    {
        QList<qint64> result{cluster.broker()->pid()};
        for (const Instance *instance : cluster.instances())
            result.append(instance->pid());
        return result;
    }
};

#define START(cluster)                                                                                                 \
    (cluster).start();                                                                                                 \
    QTRY_COMPARE_WITH_TIMEOUT((cluster).state(), Cluster::State::Running, 20000)

void tst_Cluster::startsAndStops()
{
    Cluster cluster(options());
    QSignalSpy ready(&cluster, &Cluster::ready);
    QSignalSpy stopped(&cluster, &Cluster::stopped);
    QSignalSpy failed(&cluster, &Cluster::failed);
    QStringList names;
    for (const Instance *instance : cluster.instances())
        names.append(instance->name());
    QCOMPARE(names, (QStringList{"a", "b", "c"}));

    for (int round = 1; round <= 2; ++round) {
        cluster.start();
        QCOMPARE(ready.count(), round - 1);
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), round, 20000);
        QCOMPARE(cluster.state(), Cluster::State::Running);
        for (const qint64 pid : pids(cluster))
            QVERIFY(isAlive(pid));
        const auto before = pids(cluster);
        cluster.stop();
        QTRY_COMPARE(stopped.count(), round);
        QCOMPARE(cluster.state(), Cluster::State::Stopped);
        for (const qint64 pid : before)
            QVERIFY(!isAlive(pid));
    }
    QCOMPARE(failed.count(), 0);
}

void tst_Cluster::passesLinesOn()
{
    Cluster cluster(options());
    QStringList sources;
    connect(&cluster, &Cluster::line, this, [&](const QString &source, const QString &) { sources.append(source); });
    START(cluster);
    for (const auto &source : {"broker", "a", "b", "c"})
        QVERIFY(sources.contains(source));
}

void tst_Cluster::putsBackWhatWasTaken()
{
    Cluster cluster(options());
    START(cluster);
    Instance *b = cluster.instance("b");
    const QUrl url = b->url();
    const qint64 pid = b->pid();
    auto taken = cluster.takeInstance(b);
    QCOMPARE(cluster.instanceNames(), QStringList({"a", "c"}));
    QTRY_VERIFY(!isAlive(pid));
    QVERIFY(!cluster.takeInstance(b));

    QCOMPARE(cluster.putBack(std::move(taken)), b);
    QCOMPARE(cluster.instanceNames(), QStringList({"a", "b", "c"}));
    QCOMPARE(b->number(), 1);
    b->restart();
    QTRY_COMPARE_WITH_TIMEOUT(b->state(), Instance::State::Ready, 20000);
    QCOMPARE(b->url(), url);
}

void tst_Cluster::stopsWhateverTheyDo_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("mischief");
    QTest::newRow("stubborn servers") << "stubborn"
                                      << "";
    QTest::newRow("a frozen instance") << ""
                                       << "freeze-instance";
    QTest::newRow("a frozen broker") << ""
                                     << "freeze-broker";
    QTest::newRow("everything gone already") << ""
                                             << "kill-all";
}

void tst_Cluster::stopsWhateverTheyDo()
{
    QFETCH(QString, behaviour);
    QFETCH(QString, mischief);
    Cluster cluster(options(behaviour));
    QSignalSpy stopped(&cluster, &Cluster::stopped);
    START(cluster);
    if (mischief == "freeze-instance") {
        cluster.instance("b")->freeze();
    } else if (mischief == "freeze-broker") {
        cluster.broker()->freeze();
    } else if (mischief == "kill-all") {
        for (const qint64 pid : pids(cluster))
            ::kill(static_cast<pid_t>(pid), SIGKILL);
        QTRY_VERIFY(!cluster.broker()->isRunning());
        for (const Instance *instance : cluster.instances())
            QTRY_COMPARE(instance->state(), Instance::State::Exited);
    }
    cluster.stop();
    cluster.stop(); // Once is enough.
    QCOMPARE(stopped.count(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, 20000);
    QCOMPARE(childProcesses(), QList<qint64>());
}

void tst_Cluster::stopEndsAStart()
{
    Cluster cluster(options("silent"));
    QSignalSpy ready(&cluster, &Cluster::ready);
    QSignalSpy failed(&cluster, &Cluster::failed);
    QSignalSpy stopped(&cluster, &Cluster::stopped);
    cluster.start();
    QTRY_COMPARE_WITH_TIMEOUT(cluster.instance("a")->state(), Instance::State::Starting, 15000);
    cluster.stop();
    QTRY_COMPARE(stopped.count(), 1);
    QCOMPARE(ready.count() + failed.count(), 0);
}

void tst_Cluster::failsToStart_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("broker");
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("leavesSomething");
    QTest::newRow("no server program") << "/nowhere/server"
                                       << ""
                                       << ""
                                       << "Cannot find the server's program /nowhere/server" << false;
    QTest::newRow("no broker program") << standIn() << "/nowhere/redis"
                                       << ""
                                       << "Cannot find the broker's program /nowhere/redis" << false;
    QTest::newRow("broker that ends") << standIn() << "/bin/false"
                                      << ""
                                      << "The broker ended before it was ready: exit code 1" << false;
    QTest::newRow("servers that refuse") << standIn() << ""
                                         << "refuse"
                                         << "Instance . ended before it was ready: exit code 2" << true;
}

void tst_Cluster::failsToStart()
{
    QFETCH(QString, server);
    QFETCH(QString, broker);
    QFETCH(QString, behaviour);
    QFETCH(QString, message);
    QFETCH(bool, leavesSomething);
    auto wanted = options(behaviour);
    wanted.serverProgram = server;
    wanted.broker.program = broker;
    Cluster cluster(wanted);
    QSignalSpy ready(&cluster, &Cluster::ready);
    QSignalSpy failed(&cluster, &Cluster::failed);
    cluster.start();
    QCOMPARE(failed.count(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20000);
    const QString what = failed.at(0).at(0).value<Error>().what;
    QVERIFY2(QRegularExpression("^" + message + "$").match(what).hasMatch(), qPrintable(what));
    QCOMPARE(cluster.state(), leavesSomething ? Cluster::State::Running : Cluster::State::Stopped);
    QCOMPARE(ready.count(), 0);
    QCOMPARE(failed.count(), 1);
}

void tst_Cluster::goesOnWithoutTheOneThatFailed()
{
    auto wanted = options("refuse");
    wanted.serverArguments += QStringList{"--only", "b"};
    Cluster cluster(wanted);
    QSignalSpy ready(&cluster, &Cluster::ready);
    QSignalSpy failed(&cluster, &Cluster::failed);
    cluster.start();
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20000);
    QCOMPARE(failed.at(0).at(0).value<Error>().what,
             QStringLiteral("Instance b ended before it was ready: exit code 2"));
    QCOMPARE(failed.at(0).at(1).value<Service *>(), static_cast<Service *>(cluster.instance("b")));
    QTRY_COMPARE(cluster.instance("a")->state(), Instance::State::Ready);
    QTRY_COMPARE(cluster.instance("c")->state(), Instance::State::Ready);
    QSignalSpy failedAgain(cluster.instance("b"), &Instance::failed);
    cluster.instance("b")->start();
    QTRY_COMPARE(failedAgain.count(), 1);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(ready.count(), 0);
}

void tst_Cluster::isNotReadyWithoutOneThatWas_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("message");
    QTest::newRow("instance") << "b"
                              << "Instance b ended before all were ready: exit code 7";
    QTest::newRow("broker") << "broker"
                            << "The broker ended before the instances were ready: killed by signal 9 (SIGKILL)";
}

void tst_Cluster::isNotReadyWithoutOneThatWas()
{
    QFETCH(QString, who);
    auto wanted = options("exit-when-ready");
    wanted.serverArguments += QStringList{"--only", who, "--otherwise", "silent"};
    Cluster cluster(wanted);
    QSignalSpy ready(&cluster, &Cluster::ready);
    QSignalSpy failed(&cluster, &Cluster::failed);
    cluster.start();
    if (who == "broker") {
        QTRY_COMPARE_WITH_TIMEOUT(cluster.broker()->state(), Broker::State::Ready, 15000);
        ::kill(static_cast<pid_t>(cluster.broker()->pid()), SIGKILL);
    }
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20000);
    QTEST(failed.at(0).at(0).value<Error>().what, "message");
    QCOMPARE(ready.count(), 0);
}

void tst_Cluster::survivesTheLossOfItsBroker()
{
    Cluster cluster(options());
    START(cluster);
    const QString url = cluster.broker()->url();
    cluster.broker()->kill();
    QTRY_COMPARE(cluster.broker()->state(), Broker::State::Stopped);
    QCOMPARE(cluster.state(), Cluster::State::Running);
    QCOMPARE(cluster.instance("a")->state(), Instance::State::Ready);
    cluster.broker()->start();
    QTRY_COMPARE_WITH_TIMEOUT(cluster.broker()->state(), Broker::State::Ready, 15000);
    QCOMPARE(cluster.broker()->url(), url);
}

void tst_Cluster::addsInstances()
{
    Cluster cluster(options());
    START(cluster);
    QSignalSpy added(&cluster, &Cluster::instanceAdded);
    Instance *instance = cluster.addInstance();
    QCOMPARE(added.count(), 1);
    QCOMPARE(instance->name(), QStringLiteral("d"));
    QCOMPARE(instance->number(), 3);
    QCOMPARE(instance->state(), Instance::State::Stopped);
    QCOMPARE(cluster.instance("d"), instance);
    instance->start();
    QTRY_COMPARE(instance->state(), Instance::State::Ready);
}

void tst_Cluster::removesInstances()
{
    Cluster cluster(options());
    START(cluster);
    QSignalSpy about(&cluster, &Cluster::instanceAboutToBeRemoved);
    QPointer<Instance> removed = cluster.instance("b");
    const qint64 pid = removed->pid();
    removed->freeze();
    cluster.removeInstance(removed);
    QCOMPARE(about.count(), 1);
    QCOMPARE(cluster.instances().size(), 2);
    QCOMPARE(cluster.instance("b"), nullptr);
    QTRY_VERIFY(!removed);
    QVERIFY(!isAlive(pid));
    QCOMPARE(cluster.addInstance()->name(), QStringLiteral("d"));
}

void tst_Cluster::attachesServers()
{
    Cluster cluster(options());
    Instance *attached = cluster.attach(QUrl("ws://127.0.0.1:1/ws"), "plain");
    QCOMPARE(attached->name(), QStringLiteral("d"));
    QCOMPARE(attached->state(), Instance::State::Attached);
    START(cluster);
    QCOMPARE(attached->state(), Instance::State::Attached);
    QSignalSpy stopped(&cluster, &Cluster::stopped);
    cluster.stop();
    QTRY_COMPARE(stopped.count(), 1);
    QCOMPARE(attached->state(), Instance::State::Attached);
}

void tst_Cluster::takesNamedOnesOfEachKind()
{
    Cluster::Options none = options();
    none.instances = 0;
    Cluster cluster(none);
    Instance *ours = cluster.addInstance("left", {"--behave", "garbage", "--behave", ""}, "plain");
    Instance *theirs = cluster.addProgram({standIn() + " --listen 127.0.0.1:${port}", "plain"}, "right");
    Instance *later = cluster.addInstance("later");
    later->setStartsWithCluster(false);
    Instance *attached = cluster.attach(QUrl("ws://127.0.0.1:1/ws"), "plain", "far");
    QCOMPARE(cluster.instance("left"), ours);
    QCOMPARE(cluster.instance("right"), theirs);
    QCOMPARE(cluster.instance("far"), attached);
    QCOMPARE(ours->dialect(), QStringLiteral("plain"));
    START(cluster);
    QCOMPARE(ours->state(), Instance::State::Ready);
    QCOMPARE(theirs->state(), Instance::State::Ready);
    QCOMPARE(later->state(), Instance::State::Stopped);
    later->start();
    QTRY_COMPARE(later->state(), Instance::State::Ready);
    // A letter that is in use is passed over.
    cluster.addInstance("f");
    QCOMPARE(cluster.addInstance()->name(), QStringLiteral("g"));
}

void tst_Cluster::needsNoBrokerForServersOfOthers()
{
    Cluster::Options none = options();
    none.instances = 0;
    none.broker.program = "/nowhere/redis-server";
    Cluster cluster(none);
    cluster.attach(QUrl("ws://127.0.0.1:1/ws"), "plain");
    START(cluster);
    QCOMPARE(cluster.broker()->state(), Broker::State::Stopped);
}

void tst_Cluster::destructorLeavesNothing()
{
    auto cluster = std::make_unique<Cluster>(options("stubborn"));
    START(*cluster);
    cluster->instance("c")->freeze();
    cluster->instance("b")->drain(); // It will not.
    const auto before = pids(*cluster);
    QCOMPARE(before.size(), 4);
    cluster.reset();
    for (const qint64 pid : before)
        QVERIFY(!isAlive(pid));
}

void tst_Cluster::nothingOutlivesTheHarness_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("isBrokerFrozen");
    QTest::newRow("killed") << SIGKILL << false;
    QTest::newRow("killed, broker frozen too") << SIGKILL << true;
    QTest::newRow("aborted") << SIGABRT << true;
}

void tst_Cluster::nothingOutlivesTheHarness()
{
    QFETCH(int, signal);
    QFETCH(bool, isBrokerFrozen);
    QProcess host;
    host.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    host.start(QCoreApplication::applicationDirPath() + "/harnesshost",
               QStringList{standIn()} + (isBrokerFrozen ? QStringList{"freeze-broker"} : QStringList()));
    QTRY_VERIFY_WITH_TIMEOUT(host.canReadLine(), 20000);
    const QStringList words = QString::fromLatin1(host.readLine()).simplified().split(' ');
    QCOMPARE(words.size(), 4);
    QCOMPARE(words.at(0), QStringLiteral("PIDS"));
    QList<qint64> running;
    for (const QString &word : words.mid(1))
        running.append(word.toLongLong());
    for (const qint64 pid : running)
        QVERIFY(isAlive(pid));
    QTRY_COMPARE(processStatus(running.at(2)).state, 'T');

    ::kill(static_cast<pid_t>(host.processId()), signal);
    QTRY_COMPARE(host.state(), QProcess::NotRunning);
    for (const qint64 pid : running)
        QTRY_VERIFY(!isAlive(pid));
}

QTEST_GUILESS_MAIN(tst_Cluster)
#include "tst_cluster.moc"
