// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenariofile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

namespace {

/// All that goes together in one file.
QByteArray everything()
{
    QFile file(QFINDTESTDATA("everything.yaml"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

template<class Action>
Action action(const Scenario &scenario, std::size_t index)
{
    return std::get<Action>(scenario.steps.at(index).action);
}

QString errorsOf(const tl::expected<Scenario, QList<ScenarioError>> &read)
{
    QStringList lines;
    if (!read) {
        for (const ScenarioError &error : read.error())
            lines << error.toString();
    }
    return lines.join('\n');
}

} // namespace

class ScenarioFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsTheHead();
    void readsInstances();
    void readsClients();
    void readsSends();
    void readsRoomsAndLinks();
    void readsFaults();
    void readsJudgements();
    void readsNestedSteps();
    void hasDefaults();
    void knowsTheLinesOfSteps();
    void loadsFiles();
    void loadsShippedScenariosByName();
    void saysWhatCannotBeLoaded_data();
    void saysWhatCannotBeLoaded();
    void refusesLargeFiles();

private:
    Scenario m_scenario;
};

void ScenarioFileTest::initTestCase()
{
    const auto read = readScenario(everything(), "everything.yaml");
    QVERIFY2(read, qPrintable(errorsOf(read)));
    m_scenario = *read;
}

void ScenarioFileTest::readsTheHead()
{
    QCOMPARE(m_scenario.name, "everything");
    QCOMPARE(m_scenario.description, "All that can be said.");
    QCOMPARE(m_scenario.claims, "exactly-once");
    QCOMPARE(m_scenario.seed, quint64{42});
    QVERIFY(m_scenario.deadline == 3s);
    QVERIFY(m_scenario.history == 1min);
    QCOMPARE(m_scenario.broker.persistence, BrokerSpec::Persistence::AofAlways);
    QCOMPARE(m_scenario.broker.attach, QString());
}

void ScenarioFileTest::readsInstances()
{
    QCOMPARE(m_scenario.instances.size(), 4);
    const InstanceSpec &a = m_scenario.instances[0];
    QCOMPARE(a.name, "a");
    QCOMPARE(a.kind, InstanceSpec::Kind::Ours);
    QCOMPARE(a.dialect, "crosstalk");
    QCOMPARE(a.arguments, QStringList());
    QCOMPARE(a.system, QString());
    QVERIFY(a.isStarted);
    const InstanceSpec &b = m_scenario.instances[1];
    QCOMPARE(b.kind, InstanceSpec::Kind::Ours);
    QCOMPARE(b.dialect, "plain");
    QCOMPARE(b.arguments, (QStringList{"--max-queue", "64KiB"}));
    QCOMPARE(b.system, "second");
    QVERIFY(!b.isStarted);
    const InstanceSpec &c = m_scenario.instances[2];
    QCOMPARE(c.kind, InstanceSpec::Kind::Exec);
    QCOMPARE(c.exec, "their-server --port ${port} --redis ${redis}");
    QCOMPARE(c.dialect, "plain");
    QCOMPARE(c.path, "/chat");
    QCOMPARE(c.ready, "^up$");
    QVERIFY(!c.isStarted);
    const InstanceSpec &d = m_scenario.instances[3];
    QCOMPARE(d.kind, InstanceSpec::Kind::Attach);
    QCOMPARE(d.attach, QUrl("ws://example.org:9001/ws"));
    QCOMPARE(d.dialect, "plain");
    QVERIFY(d.isStarted);
}

void ScenarioFileTest::readsClients()
{
    QStringList names;
    QStringList on;
    for (const ClientSpec &client : m_scenario.clients) {
        names << client.name;
        on << client.on;
    }
    QCOMPARE(names, (QStringList{"alice", "bob1", "bob2", "bob3"}));
    QCOMPARE(on, (QStringList{"a", "a", "d", "a"}));
    QCOMPARE(m_scenario.clients[0].rooms, (QStringList{"lobby", "attic"}));
    QVERIFY(!m_scenario.clients[0].reconnects);
    QVERIFY(!m_scenario.clients[0].isConnected);
    QCOMPARE(m_scenario.clients[1].rooms, QStringList{"lobby"});
    QVERIFY(m_scenario.clients[1].reconnects);
    QVERIFY(m_scenario.clients[1].isConnected);
}

void ScenarioFileTest::readsSends()
{
    QVERIFY(!action<step::Wait>(m_scenario, 0).time);
    QVERIFY(action<step::Wait>(m_scenario, 1).time == 1500ms);
    const auto send = action<step::Send>(m_scenario, 2);
    QCOMPARE(send.from, (QStringList{"alice", "bob1"}));
    QCOMPARE(send.count, 10);
    QCOMPARE(send.rate, 1.5);
    QCOMPARE(send.size, qint64{1024});
    QCOMPARE(send.room, "attic");
    QCOMPARE(send.background, "load");
    QCOMPARE(send.window, 0);
    QVERIFY(!send.duration);
    const auto other = action<step::Send>(m_scenario, 3);
    QCOMPARE(other.from, (QStringList{"bob1", "bob2", "bob3"}));
    QCOMPARE(other.count, 0);
    QCOMPARE(other.rate, 0.0);
    QCOMPARE(other.size, qint64{64});
    QCOMPARE(other.window, 7);
    QVERIFY(other.duration == 2s);
}

void ScenarioFileTest::readsRoomsAndLinks()
{
    QCOMPARE(action<step::AwaitBackground>(m_scenario, 4).name, "load");
    QCOMPARE(action<step::JoinRoom>(m_scenario, 5).clients, QStringList{"alice"});
    QCOMPARE(action<step::JoinRoom>(m_scenario, 5).room, "cellar");
    QCOMPARE(action<step::LeaveRoom>(m_scenario, 6).clients, QStringList{"alice"});
    QCOMPARE(action<step::LeaveRoom>(m_scenario, 6).room, "cellar");
    QCOMPARE(action<step::Connect>(m_scenario, 7).clients, (QStringList{"alice", "bob1", "bob2", "bob3"}));
    QCOMPARE(action<step::Disconnect>(m_scenario, 8).clients, (QStringList{"bob1", "bob2"}));
    QCOMPARE(action<step::Move>(m_scenario, 9).clients, QStringList{"alice"});
    QCOMPARE(action<step::Move>(m_scenario, 9).to, "a");
}

void ScenarioFileTest::readsFaults()
{
    using Kind = step::Fault::Kind;
    const auto restart = action<step::Fault>(m_scenario, 10);
    QCOMPARE(restart.kind, Kind::Restart);
    QCOMPARE(restart.target, "broker");
    QVERIFY(restart.down == 2s);
    QVERIFY(!restart.keepsData);
    const auto freeze = action<step::Fault>(m_scenario, 11);
    QCOMPARE(freeze.kind, Kind::Freeze);
    QCOMPARE(freeze.target, "a");
    QVERIFY(freeze.duration == 1s);
    QVERIFY(freeze.keepsData);
    const auto flood = action<step::Fault>(m_scenario, 12);
    QCOMPARE(flood.kind, Kind::Flood);
    QCOMPARE(flood.target, "alice");
    QCOMPARE(flood.count, 5);
    QCOMPARE(flood.size, qint64{9});
    QVERIFY(flood.duration == 2s);
    QCOMPARE(action<step::Fault>(m_scenario, 13).kind, Kind::Start);
    QCOMPARE(action<step::Heal>(m_scenario, 14).target, "a");
    QCOMPARE(action<step::Heal>(m_scenario, 15).target, QString());
}

void ScenarioFileTest::readsJudgements()
{
    QVERIFY(action<step::Settle>(m_scenario, 16).quiet == 1s);
    QVERIFY(action<step::Settle>(m_scenario, 16).limit == 10s);
    QVERIFY(action<step::Settle>(m_scenario, 17).quiet == 500ms);
    const auto expect = action<step::Expect>(m_scenario, 18);
    QCOMPARE(expect.invariants.size(), std::size_t{2});
    QCOMPARE(expect.invariants[1].label(), "latency: p99 at most 50 ms");
    QCOMPARE(action<step::Expect>(m_scenario, 19).invariants.at(0).name(), "no-duplicates");
    QCOMPARE(m_scenario.invariants.size(), std::size_t{2});
    QCOMPARE(m_scenario.invariants[0].name(), "no-loss");
    QCOMPARE(m_scenario.invariants[1].label(), "memory: a grows at most 64 MiB");
}

void ScenarioFileTest::readsNestedSteps()
{
    const auto repeat = action<step::Repeat>(m_scenario, 20);
    QCOMPARE(repeat.times, 2);
    QCOMPARE(std::get<step::Note>(repeat.steps.at(0).action).text, "again");
    const auto parallel = action<step::Parallel>(m_scenario, 21);
    QCOMPARE(parallel.branches.size(), std::size_t{2});
    QCOMPARE(parallel.branches[1].size(), std::size_t{2});
    QCOMPARE(std::get<step::Note>(parallel.branches[1][0].action).text, "right");
    QCOMPARE(m_scenario.steps.size(), std::size_t{22});
}

void ScenarioFileTest::hasDefaults()
{
    const auto read = readScenario("name: small\ninstances: {a}\nclients: {alice: {on: a}}\nsteps: [wait: joined]\n"
                                   "invariants: [no-loss]\n");
    QVERIFY2(read, qPrintable(errorsOf(read)));
    const Scenario other;
    QCOMPARE(read->claims, "at-most-once");
    QCOMPARE(read->seed, other.seed);
    QVERIFY(read->deadline == other.deadline);
    QVERIFY(read->history == other.history);
    QCOMPARE(read->broker.persistence, BrokerSpec::Persistence::None);
    QCOMPARE(read->instances[0].dialect, "crosstalk");
    QCOMPARE(read->clients[0].rooms, QStringList{"lobby"});
}

void ScenarioFileTest::knowsTheLinesOfSteps()
{
    QCOMPARE(m_scenario.steps[0].line, 19);
    QCOMPARE(m_scenario.steps[21].line, 43);
    QCOMPARE(std::get<step::Repeat>(m_scenario.steps[20].action).steps[0].line, 42);
}

void ScenarioFileTest::loadsFiles()
{
    QTemporaryDir directory;
    const QString path = directory.filePath("cross-server");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(everything());
    file.close();
    const auto read = loadScenario(path, {"name=other"});
    QVERIFY2(read, qPrintable(errorsOf(read)));
    QCOMPARE(read->name, "other");
    const auto wrong = loadScenario(path, {"claims=x"});
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().first().file, "claims=x");
}

void ScenarioFileTest::loadsShippedScenariosByName()
{
    const auto read = loadScenario("cross-server");
    QVERIFY2(read, qPrintable(errorsOf(read)));
    QCOMPARE(read->name, "cross-server");
}

void ScenarioFileTest::saysWhatCannotBeLoaded_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("beginning");
    QTest::newRow("unknown") << "crossserver"
                             << "crossserver: there is no such file, and no scenario of that name comes with this "
                                "program: did you mean “cross-server”?";
    QTest::newRow("folder") << "/tmp"
                            << "/tmp: this is a folder: name a file in it";
    QTest::newRow("nothing") << ""
                             << "there is no such file, and no scenario of that name comes with this program: there ";
}

void ScenarioFileTest::saysWhatCannotBeLoaded()
{
    QFETCH(QString, name);
    QFETCH(QString, beginning);
    const auto read = loadScenario(name);
    QVERIFY(!read);
    QVERIFY2(errorsOf(read).startsWith(beginning), qPrintable(errorsOf(read)));
}

void ScenarioFileTest::refusesLargeFiles()
{
    const auto read = readScenario(QByteArray((1 << 20) + 1, '#'), "x.yaml");
    QCOMPARE(errorsOf(read), "x.yaml: more than 1 MiB: this is no scenario");
    const auto fits = readScenario(everything() + QByteArray((1 << 20) - everything().size(), '#'), "x.yaml");
    QVERIFY2(fits, qPrintable(errorsOf(fits)));
}

QTEST_GUILESS_MAIN(ScenarioFileTest)
#include "tst_scenariofile.moc"
