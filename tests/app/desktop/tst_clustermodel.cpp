// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/clustermodel.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

namespace {

ServiceRow instanceRow(const QString &name, int number, Service::State state = Service::State::Ready)
{
    ServiceRow row;
    row.tag = {name, number};
    row.state = state;
    row.port = 9001 + number;
    row.pid = 4000 + number;
    row.sessions = 1;
    row.residentBytes = 9 * 1024 * 1024;
    return row;
}

ClusterSnapshot threeInstances()
{
    ClusterSnapshot snapshot;
    snapshot.broker.state = Service::State::Ready;
    snapshot.broker.product = QStringLiteral("Redis 7.0.15");
    snapshot.broker.port = 6399;
    snapshot.instances = {instanceRow(QStringLiteral("a"), 0), instanceRow(QStringLiteral("b"), 1),
                          instanceRow(QStringLiteral("c"), 2)};
    snapshot.sessions = {
        {QStringLiteral("alice"), {QStringLiteral("a"), 0}, QStringLiteral("lobby"), QStringLiteral("joined"), true}};
    return snapshot;
}

FaultRow frozen(const InstanceTag &tag)
{
    return {tag.name, tag, ServiceFault::Frozen, {}, {}, 6100ms, true};
}

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

class tst_clustermodel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clusterShowsBrokerInstancesAndSessions();
    void clusterNamesNoRoomWhereThereIsNone();
    void clusterSignalsOnlyRowsThatChanged();
    void clusterFollowsRowsThatComeAndGo();
    void clusterSaysStatesInWords_data();
    void clusterSaysStatesInWords();
    void clusterTellsHowAProcessEnded_data();
    void clusterTellsHowAProcessEnded();
    void clusterListsFaultsOnlyWhileThereAreSome();
    void clusterSaysWhatIsWrongAndForHowLong_data();
    void clusterSaysWhatIsWrongAndForHowLong();
    void clusterTellsWhatAilsAnInstance_data();
    void clusterTellsWhatAilsAnInstance();
};

void tst_clustermodel::clusterShowsBrokerInstancesAndSessions()
{
    ClusterModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setSnapshot(threeInstances());

    QCOMPARE(model.broker().data(Qt::DisplayRole).toString(), QStringLiteral("Redis 7.0.15"));
    QCOMPARE(model.rowCount(model.section(ClusterModel::Cluster)), 4);
    const QModelIndex b = model.instance(QStringLiteral("b"));
    QCOMPARE(b.data(Qt::DisplayRole).toString(), QStringLiteral("ready"));
    QCOMPARE(b.data(ClusterModel::DetailRole).toString(), QStringLiteral(":9002 · 1 session"));
    QVERIFY(b.data(Qt::ToolTipRole).toString().contains(QStringLiteral("pid 4001")));
    QCOMPARE(b.data(ClusterModel::TagRole).value<InstanceTag>().number, 1);
    const QModelIndex alice = model.index(0, 0, model.section(ClusterModel::Sessions));
    QCOMPARE(alice.data(Qt::DisplayRole).toString(), QStringLiteral("alice"));
    QCOMPARE(alice.data(ClusterModel::DetailRole).toString(), QStringLiteral("room lobby · joined"));
    QVERIFY(!model.instance(QStringLiteral("z")).isValid());
    // Letters as on the badges.
    QVERIFY(b.data(Qt::ToolTipRole).toString().startsWith(QStringLiteral("Instance B, ")));
    QCOMPARE(alice.data(Qt::ToolTipRole).toString(), QStringLiteral("Session alice on instance A, room lobby, joined"));
}

void tst_clustermodel::clusterNamesNoRoomWhereThereIsNone()
{
    ClusterModel model;
    QAbstractItemModelTester tester(&model, fatal);
    ClusterSnapshot snapshot = threeInstances();
    snapshot.sessions[0].room.clear();
    model.setSnapshot(snapshot);
    const QModelIndex alice = model.index(0, 0, model.section(ClusterModel::Sessions));
    QCOMPARE(alice.data(ClusterModel::DetailRole).toString(), QStringLiteral("joined"));
    QCOMPARE(alice.data(Qt::ToolTipRole).toString(), QStringLiteral("Session alice on instance A, joined"));
}

void tst_clustermodel::clusterSignalsOnlyRowsThatChanged()
{
    ClusterModel model;
    QAbstractItemModelTester tester(&model, fatal);
    ClusterSnapshot snapshot = threeInstances();
    model.setSnapshot(snapshot);

    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setSnapshot(snapshot);
    QCOMPARE(changed.size(), 0);
    snapshot.instances[1].cpuPercent = 3;
    model.setSnapshot(snapshot);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().constFirst().toModelIndex(), model.instance(QStringLiteral("b")));
}

void tst_clustermodel::clusterFollowsRowsThatComeAndGo()
{
    ClusterModel model;
    QAbstractItemModelTester tester(&model, fatal);
    ClusterSnapshot snapshot = threeInstances();
    model.setSnapshot(snapshot);
    const QPersistentModelIndex c = model.instance(QStringLiteral("c"));

    snapshot.instances.removeAt(0);
    snapshot.instances << instanceRow(QStringLiteral("d"), 3, Service::State::Starting);
    snapshot.instances.move(1, 0); // c before b
    snapshot.sessions.clear();
    model.setSnapshot(snapshot);

    QCOMPARE(model.rowCount(model.section(ClusterModel::Cluster)), 4);
    QCOMPARE(model.rowCount(model.section(ClusterModel::Sessions)), 0);
    QVERIFY(!model.instance(QStringLiteral("a")).isValid());
    QCOMPARE(c.row(), 1);
    QCOMPARE(c.data(ClusterModel::NameRole).toString(), QStringLiteral("c"));
    QCOMPARE(model.instance(QStringLiteral("b")).row(), 2);
    QCOMPARE(model.instance(QStringLiteral("d")).row(), 3);
}

void tst_clustermodel::clusterSaysStatesInWords_data()
{
    QTest::addColumn<Service::State>("state");
    QTest::addColumn<QString>("words");
    QTest::addColumn<ClusterModel::Tone>("tone");
    QTest::newRow("ready") << Service::State::Ready << QStringLiteral("ready") << ClusterModel::Tone::Good;
    QTest::newRow("frozen") << Service::State::Frozen << QStringLiteral("frozen") << ClusterModel::Tone::Bad;
    QTest::newRow("exited") << Service::State::Exited << QStringLiteral("exited") << ClusterModel::Tone::Bad;
    QTest::newRow("draining") << Service::State::Draining << QStringLiteral("draining…")
                              << ClusterModel::Tone::Doubtful;
}

void tst_clustermodel::clusterSaysStatesInWords()
{
    QFETCH(Service::State, state);
    ClusterModel model;
    ClusterSnapshot snapshot = threeInstances();
    snapshot.instances[0].state = state;
    snapshot.instances[0].exitedHow = QStringLiteral("killed by signal 9 (SIGKILL)");
    model.setSnapshot(snapshot);
    const QModelIndex a = model.instance(QStringLiteral("a"));
    QTEST(a.data(Qt::DisplayRole).toString(), "words");
    QTEST(a.data(ClusterModel::ToneRole).value<ClusterModel::Tone>(), "tone");
    QCOMPARE(a.data(ClusterModel::DetailRole).toString().contains(QStringLiteral("signal 9")),
             state == Service::State::Exited);
    QVERIFY(a.data(Qt::AccessibleTextRole).toString().contains(ClusterModel::words(state)));
}

void tst_clustermodel::clusterTellsHowAProcessEnded_data()
{
    QTest::addColumn<Service::State>("state");
    QTest::addColumn<ServiceFault>("fault");
    QTest::addColumn<Service::Exit>("exit");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("detail");
    using State = Service::State;
    QTest::newRow("killed by hand") << State::Stopped << ServiceFault::Killed << Service::Exit{0, 9}
                                    << "killed (SIGKILL)"
                                    << ":9001";
    QTest::newRow("stopped by hand") << State::Stopped << ServiceFault::Stopped << Service::Exit{} << "stopped"
                                     << ":9001";
    QTest::newRow("exited") << State::Exited << ServiceFault::Ended << Service::Exit{3, 0} << "exited with code 3"
                            << "nobody asked it to end · :9001";
    QTest::newRow("crashed") << State::Exited << ServiceFault::Ended << Service::Exit{0, 11} << "killed by SIGSEGV"
                             << "nobody asked it to end · :9001";
    QTest::newRow("not started") << State::Exited << ServiceFault::NotStarted << Service::Exit{1, 0} << "did not start"
                                 << "Instance a ended before it was ready: exit code 1";
}

void tst_clustermodel::clusterTellsHowAProcessEnded()
{
    QFETCH(Service::State, state);
    QFETCH(ServiceFault, fault);
    QFETCH(Service::Exit, exit);
    ClusterModel model;
    ClusterSnapshot snapshot = threeInstances();
    for (ServiceRow *row : {&snapshot.broker, &snapshot.instances[0]}) {
        row->state = state;
        row->fault = fault;
        row->lastExit = exit;
        row->exitedHow = QStringLiteral("Instance a ended before it was ready: exit code 1");
        row->pid = 0;
        row->sessions = 0;
    }
    model.setSnapshot(snapshot);
    const QModelIndex a = model.instance(QStringLiteral("a"));
    QTEST(a.data().toString(), "title");
    QTEST(a.data(ClusterModel::DetailRole).toString(), "detail");
    QCOMPARE(a.data(ClusterModel::ToneRole).value<ClusterModel::Tone>(),
             fault == ServiceFault::Stopped ? ClusterModel::Tone::Quiet : ClusterModel::Tone::Bad);
    QCOMPARE(model.broker().data().toString(), QStringLiteral("Broker · ") + a.data().toString());
}

void tst_clustermodel::clusterListsFaultsOnlyWhileThereAreSome()
{
    ClusterModel model;
    QAbstractItemModelTester tester(&model, fatal);
    ClusterSnapshot snapshot = threeInstances();
    model.setSnapshot(snapshot);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.section(ClusterModel::Faults).isValid());
    const QPersistentModelIndex sessions = model.section(ClusterModel::Sessions);
    const QPersistentModelIndex alice = model.index(0, 0, sessions);
    const QPersistentModelIndex c = model.instance(QStringLiteral("c"));

    snapshot.faults = {frozen(snapshot.instances[2].tag)};
    model.setSnapshot(snapshot);
    QCOMPARE(model.rowCount(), 3);
    const QModelIndex faults = model.section(ClusterModel::Faults);
    QCOMPARE(faults.row(), 1);
    QCOMPARE(faults.data().toString(), QStringLiteral("Faults now"));
    QCOMPARE(model.rowCount(faults), 1);
    QCOMPARE(model.fault(QStringLiteral("c")).parent(), faults);
    // What was there is what it was.
    QCOMPARE(QModelIndex(sessions), model.section(ClusterModel::Sessions));
    QCOMPARE(sessions.row(), 2);
    QCOMPARE(alice.parent(), QModelIndex(sessions));
    QCOMPARE(alice.data().toString(), QStringLiteral("alice"));
    QCOMPARE(QModelIndex(c), model.instance(QStringLiteral("c")));

    // A second one comes and goes, and time goes by, in rows alone.
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    snapshot.faults.prepend(frozen(snapshot.instances[0].tag));
    model.setSnapshot(snapshot);
    QCOMPARE(model.rowCount(faults), 2);
    snapshot.faults.removeFirst();
    snapshot.faults[0].lasted = 7s;
    model.setSnapshot(snapshot);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().constFirst().toModelIndex(), model.fault(QStringLiteral("c")));

    snapshot.faults.clear();
    model.setSnapshot(snapshot);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.fault(QStringLiteral("c")).isValid());
    QCOMPARE(sessions.row(), 1);
    QCOMPARE(alice.data().toString(), QStringLiteral("alice"));
}

void tst_clustermodel::clusterSaysWhatIsWrongAndForHowLong_data()
{
    QTest::addColumn<FaultRow>("row");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("healing");
    FaultRow row = frozen({QStringLiteral("c"), 2});
    QTest::newRow("frozen") << row << "C frozen"
                            << "for 6.1 s"
                            << "Thaw C (SIGCONT)";
    row.fault = ServiceFault::Killed;
    row.lasted = 125s;
    QTest::newRow("killed") << row << "C killed"
                            << "for 2 min 5 s"
                            << "Start C again";
    row.fault = ServiceFault::Ended;
    row.exit = Service::Exit{0, 11};
    row.lasted = 4800s;
    QTest::newRow("crashed") << row << "C ended unasked"
                             << "for 1 h 20 min · killed by SIGSEGV"
                             << "Start C again";
    row = {QStringLiteral("broker"), {}, ServiceFault::Stopped, {}, {}, 12s, true};
    QTest::newRow("the broker") << row << "Broker stopped"
                                << "for 12 s"
                                << "Start the broker again";
    row = {QStringLiteral("f1"), {}, ServiceFault::None, QStringLiteral("stall bob"), {}, 12s, false};
    FaultRow ill;
    ill.id = QStringLiteral("c");
    ill.tag = {QStringLiteral("c"), 2};
    ill.ailment = Ailment::Deaf;
    ill.lasted = 6100ms;
    ill.isHealable = true;
    QTest::newRow("deaf") << ill << "C deaf"
                          << "for 6.1 s"
                          << "Restart C";
    ill.ailment = Ailment::NotReady;
    ill.why = QStringLiteral("Connection refused");
    QTest::newRow("not ready") << ill << "C not ready"
                               << "for 6.1 s · Connection refused"
                               << "Restart C";
    ill.isBrokersDoing = true;
    ill.isHealable = false;
    QTest::newRow("without its broker") << ill << "C not ready"
                                        << "for 6.1 s · without its broker" << QString();
    ill = {};
    ill.id = QStringLiteral("d");
    ill.tag = {QStringLiteral("d"), 3};
    ill.ailment = Ailment::Unreachable;
    ill.lasted = 90s;
    ill.isAttached = true;
    QTest::newRow("another's") << ill << "D unreachable"
                               << "for 1 min 30 s · somebody else runs it" << QString();
    QTest::newRow("a scenario's") << row << "stall bob"
                                  << "for 12 s" << QString();
}

void tst_clustermodel::clusterSaysWhatIsWrongAndForHowLong()
{
    QFETCH(FaultRow, row);
    ClusterModel model;
    QAbstractItemModelTester tester(&model, fatal);
    ClusterSnapshot snapshot = threeInstances();
    snapshot.faults = {row};
    model.setSnapshot(snapshot);
    const QModelIndex index = model.fault(row.id);
    QTEST(index.data().toString(), "title");
    QTEST(index.data(ClusterModel::DetailRole).toString(), "detail");
    QTEST(index.data(ClusterModel::HealingRole).toString(), "healing");
    QCOMPARE(index.data(ClusterModel::HealRole).toString(), row.isHealable ? QStringLiteral("Heal") : QString());
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(index.data().toString()));
}

void tst_clustermodel::clusterTellsWhatAilsAnInstance_data()
{
    QTest::addColumn<ServiceRow>("row");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<ClusterModel::Tone>("tone");
    ServiceRow well;
    well.tag = {QStringLiteral("a"), 0};
    well.state = Service::State::Ready;
    well.port = 9001;
    well.pid = 42;
    well.sessions = 1;
    QTest::newRow("well and idle") << well << "ready"
                                   << ":9001 · 1 session" << ClusterModel::Tone::Good;
    ServiceRow row = well;
    row.clients = 1;
    QTest::newRow("one client") << row << "ready"
                                << ":9001 · 1 client" << ClusterModel::Tone::Good;
    row.clients = 12;
    QTest::newRow("clients of others") << row << "ready"
                                       << ":9001 · 12 clients" << ClusterModel::Tone::Good;
    row.clients = -1;
    row.messagesPerSecond = 51;
    QTest::newRow("busy") << row << "ready"
                          << ":9001 · 1 session · 51 msg/s" << ClusterModel::Tone::Good;
    row.deafMs = 4200;
    QTest::newRow("deaf, as its sessions see it")
        << row << "deaf"
        << "nothing heard for 4.2 s · :9001 · 1 session" << ClusterModel::Tone::Bad;
    row.state = Service::State::Frozen;
    QTest::newRow("frozen, which explains it") << row << "frozen"
                                               << ":9001 · 1 session · 51 msg/s" << ClusterModel::Tone::Bad;
    row = well;
    row.unreadiness = QStringLiteral("deaf: no echo from the broker for 3000 ms");
    QTest::newRow("deaf, as it says") << row << "deaf"
                                      << "deaf: no echo from the broker for 3000 ms · :9001 · 1 session"
                                      << ClusterModel::Tone::Bad;
    row.unreadiness = QStringLiteral("Connection refused");
    QTest::newRow("without its broker") << row << "not ready"
                                        << "Connection refused · :9001 · 1 session" << ClusterModel::Tone::Bad;
    row = well;
    row.isUnreachable = true;
    row.sessions = 0;
    QTest::newRow("without links") << row << "unreachable"
                                   << "no link to it · :9001 · 0 sessions" << ClusterModel::Tone::Bad;
    row.state = Service::State::Attached;
    row.address = QStringLiteral("example.org/ws");
    row.dialect = QStringLiteral("plain");
    row.pid = 0;
    QTest::newRow("attached and away") << row << "unreachable"
                                       << "no link to it · example.org/ws · plain · 0 sessions"
                                       << ClusterModel::Tone::Bad;
}

void tst_clustermodel::clusterTellsWhatAilsAnInstance()
{
    QFETCH(ServiceRow, row);
    ClusterModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setSnapshot({{}, {row}, {}});
    const QModelIndex index = model.instance(QStringLiteral("a"));
    QTEST(index.data().toString(), "title");
    QTEST(index.data(ClusterModel::DetailRole).toString(), "detail");
    QTEST(index.data(ClusterModel::ToneRole).value<ClusterModel::Tone>(), "tone");
    QVERIFY(QFile::exists(QStringLiteral(":/icons/%1.svg").arg(index.data(ClusterModel::IconRole).toString())));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(index.data().toString()));
}

QTEST_GUILESS_MAIN(tst_clustermodel)
#include "tst_clustermodel.moc"
