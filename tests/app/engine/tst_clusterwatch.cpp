// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/clusterwatch.h"

#include <QtTest>

#include <signal.h>

using namespace crosstalk;
using Told = history::InstanceChanged::State;

/// What is recorded of instances; a server that stands in for crosstalk-server is enough.
class tst_ClusterWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsTheStatesOfInstances();
    void knowsThoseThatAreAdded();
    void tellsTheMemoryOfProcesses();
};

namespace {

struct Watched
{
    Watched()
        : cluster(options())
    {
        QObject::connect(&recorder, &Recorder::recorded, &cluster, [this](const history::Event &event) {
            if (const auto *changed = std::get_if<history::InstanceChanged>(&event))
                states[changed->instance].append(changed->state);
            if (const auto *taken = std::get_if<history::Resources>(&event))
                memory[taken->instance].append(taken->residentBytes);
        });
    }
    static Cluster::Options options()
    {
        Cluster::Options result;
        result.serverProgram = QCoreApplication::applicationDirPath() + "/standinserver";
        result.instances = 2;
        return result;
    }

    Cluster cluster;
    Recorder recorder;
    ClusterWatch watch{&cluster, &recorder};
    QMap<QString, QList<Told>> states;
    QMap<QString, QList<qint64>> memory;
};

} // namespace

void tst_ClusterWatch::tellsTheStatesOfInstances()
{
    Watched it;
    it.cluster.start();
    QTRY_COMPARE_WITH_TIMEOUT(it.cluster.state(), Cluster::State::Running, 20000);
    Instance *a = it.cluster.instance("a");
    a->freeze();
    a->thaw();
    a->drain();
    QTRY_COMPARE(a->state(), Instance::State::Stopped);
    QCOMPARE(it.states["a"], (QList<Told>{Told::Ready, Told::Frozen, Told::Thawed, Told::Down}));
    ::kill(static_cast<pid_t>(it.cluster.instance("b")->pid()), SIGKILL);
    QTRY_COMPARE(it.states["b"], (QList<Told>{Told::Ready, Told::Exited}));
    a->start();
    QTRY_COMPARE(a->state(), Instance::State::Ready);
    QCOMPARE(it.states["a"].last(), Told::Ready);
}

void tst_ClusterWatch::knowsThoseThatAreAdded()
{
    Watched it;
    it.cluster.attach(QUrl("ws://127.0.0.1:1/ws"), "plain", "far");
    QCOMPARE(it.states, (QMap<QString, QList<Told>>{{"far", {Told::Ready}}}));
}

void tst_ClusterWatch::tellsTheMemoryOfProcesses()
{
    Watched it;
    it.cluster.attach(QUrl("ws://127.0.0.1:1/ws"), "plain", "far");
    it.cluster.start();
    QTRY_VERIFY_WITH_TIMEOUT(it.memory["a"].size() >= 2 && it.memory["b"].size() >= 2, 20000);
    QVERIFY(it.memory["a"].last() > 0);
    QVERIFY(!it.memory.contains("far"));
}

QTEST_GUILESS_MAIN(tst_ClusterWatch)
#include "tst_clusterwatch.moc"
