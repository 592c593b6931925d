// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/chatmodel.h"
#include "app/desktop/models/clustermodel.h"
#include "app/desktop/models/deliverymodel.h"
#include "app/desktop/models/deliverytable.h"
#include "app/desktop/models/logmodel.h"

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

ChatLine received(const QString &text)
{
    ChatLine line;
    line.from = QStringLiteral("bob");
    line.text = text;
    line.via = {QStringLiteral("b"), 1};
    return line;
}

ChatLine own(quint64 n)
{
    ChatLine line;
    line.kind = ChatLine::Kind::Own;
    line.from = QStringLiteral("alice");
    line.text = QStringLiteral("message %1").arg(n);
    line.probe = {QStringLiteral("alice"), QStringLiteral("lobby"), n};
    return line;
}

QList<LogLine> logLines(int first, int count)
{
    QList<LogLine> lines;
    for (int i = first; i < first + count; ++i)
        lines << LogLine{QTime(12, 0), {QStringLiteral("a"), 0}, QStringLiteral("line %1").arg(i)};
    return lines;
}

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

class tst_models : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clusterShowsBrokerInstancesAndSessions();
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
    void chatMarksItsOwnLines();
    void chatKeepsTheLastLines();
    void chatTakesABatchBeyondItsLimit();
    void deliverySignalsOnlyCellsThatChanged();
    void deliverySaysWhatIsWrong_data();
    void deliverySaysWhatIsWrong();
    void deliveryIsATableForOthers();
    void deliveryGrowsWithTheCluster();
    void logKeepsTheLastLines();
    void logKeepsSoManyBytes();
    void logCutsWhatIsTooLong();
    void logShowsTheBeginningOfALongLine();
    void logKnowsSourcesAndLevels();
};

void tst_models::clusterShowsBrokerInstancesAndSessions()
{
    ClusterModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setSnapshot(threeInstances());

    QCOMPARE(model.broker().data(Qt::DisplayRole).toString(), QStringLiteral("Redis 7.0.15"));
    QCOMPARE(model.rowCount(model.section(ClusterModel::Cluster)), 4);
    const QModelIndex b = model.instance(QStringLiteral("b"));
    QCOMPARE(b.data(Qt::DisplayRole).toString(), QStringLiteral("ready"));
    QCOMPARE(b.data(ClusterModel::DetailRole).toString(), QStringLiteral(":9002 · 1 session · pid 4001"));
    QCOMPARE(b.data(ClusterModel::TagRole).value<InstanceTag>().number, 1);
    const QModelIndex alice = model.index(0, 0, model.section(ClusterModel::Sessions));
    QCOMPARE(alice.data(Qt::DisplayRole).toString(), QStringLiteral("alice"));
    QCOMPARE(alice.data(ClusterModel::DetailRole).toString(), QStringLiteral("room lobby · joined"));
    QVERIFY(!model.instance(QStringLiteral("z")).isValid());
}

void tst_models::clusterSignalsOnlyRowsThatChanged()
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

void tst_models::clusterFollowsRowsThatComeAndGo()
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

void tst_models::clusterSaysStatesInWords_data()
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

void tst_models::clusterSaysStatesInWords()
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

void tst_models::clusterTellsHowAProcessEnded_data()
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
                            << ":9001 · nobody asked it to end";
    QTest::newRow("crashed") << State::Exited << ServiceFault::Ended << Service::Exit{0, 11}
                             << "killed by signal 11 (SIGSEGV)"
                             << ":9001 · nobody asked it to end";
    QTest::newRow("not started") << State::Exited << ServiceFault::NotStarted << Service::Exit{1, 0} << "did not start"
                                 << "Instance a ended before it was ready: exit code 1";
}

void tst_models::clusterTellsHowAProcessEnded()
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

void tst_models::clusterListsFaultsOnlyWhileThereAreSome()
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

void tst_models::clusterSaysWhatIsWrongAndForHowLong_data()
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
                             << "for 1 h 20 min · killed by signal 11 (SIGSEGV)"
                             << "Start C again";
    row = {QStringLiteral("broker"), {}, ServiceFault::Stopped, {}, {}, 12s, true};
    QTest::newRow("the broker") << row << "Broker stopped"
                                << "for 12 s"
                                << "Start the broker again";
    row = {QStringLiteral("f1"), {}, ServiceFault::None, QStringLiteral("stall bob"), {}, 12s, false};
    QTest::newRow("a scenario's") << row << "stall bob"
                                  << "for 12 s" << QString();
}

void tst_models::clusterSaysWhatIsWrongAndForHowLong()
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

void tst_models::clusterTellsWhatAilsAnInstance_data()
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
                                   << ":9001 · 1 session · pid 42" << ClusterModel::Tone::Good;
    ServiceRow row = well;
    row.messagesPerSecond = 51;
    QTest::newRow("busy") << row << "ready"
                          << ":9001 · 1 session · 51 msg/s" << ClusterModel::Tone::Good;
    row.deafMs = 4200;
    QTest::newRow("deaf, as its sessions see it")
        << row << "deaf"
        << ":9001 · nothing heard for 4 s · 1 session" << ClusterModel::Tone::Bad;
    row.state = Service::State::Frozen;
    QTest::newRow("frozen, which explains it") << row << "frozen"
                                               << ":9001 · 1 session · 51 msg/s" << ClusterModel::Tone::Bad;
    row = well;
    row.unreadiness = QStringLiteral("deaf: no echo from the broker for 3000 ms");
    QTest::newRow("deaf, as it says") << row << "deaf"
                                      << ":9001 · deaf: no echo from the broker for 3000 ms · 1 session"
                                      << ClusterModel::Tone::Bad;
    row.unreadiness = QStringLiteral("Connection refused");
    QTest::newRow("without its broker") << row << "not ready"
                                        << ":9001 · Connection refused · 1 session" << ClusterModel::Tone::Bad;
    row = well;
    row.isUnreachable = true;
    row.sessions = 0;
    QTest::newRow("without links") << row << "unreachable"
                                   << ":9001 · no link to it · 0 sessions" << ClusterModel::Tone::Bad;
    row.state = Service::State::Attached;
    row.address = QStringLiteral("example.org/ws");
    row.dialect = QStringLiteral("plain");
    row.pid = 0;
    QTest::newRow("attached and away") << row << "unreachable"
                                       << "example.org/ws · plain · no link to it · 0 sessions"
                                       << ClusterModel::Tone::Bad;
}

void tst_models::clusterTellsWhatAilsAnInstance()
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

void tst_models::chatMarksItsOwnLines()
{
    ChatModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.append({received(QStringLiteral("hello")), own(1), own(2)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

    const DeliveryMark mark{DeliveryMark::Kind::Delivered, QStringLiteral("✓✓ 2 of 2 · 1.9 ms")};
    model.setMark(own(2).probe, mark);
    QCOMPARE(model.line(2).mark, mark);
    QCOMPARE(model.line(1).mark, DeliveryMark{});
    model.setMark(own(2).probe, mark);
    model.setMark(own(3).probe, mark);
    QCOMPARE(changed.size(), 1);
    QVERIFY(model.index(2).data(Qt::AccessibleTextRole).toString().contains(mark.text));
}

void tst_models::chatKeepsTheLastLines()
{
    ChatModel model(nullptr, 3);
    QAbstractItemModelTester tester(&model, fatal);
    model.append({own(1), own(2)});
    const quint64 second = model.index(1).data(ChatModel::SerialRole).toULongLong();
    model.append({own(3), own(4)});

    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.line(0).probe.n, 2u);
    QCOMPARE(model.index(0).data(ChatModel::SerialRole).toULongLong(), second);
    const DeliveryMark mark{DeliveryMark::Kind::Missing, QStringLiteral("✓ 1 of 2 · carol missing")};
    model.setMark(own(1).probe, mark);
    model.setMark(own(4).probe, mark);
    QCOMPARE(model.line(0).mark, DeliveryMark{});
    QCOMPARE(model.line(2).mark, mark);
}

void tst_models::chatTakesABatchBeyondItsLimit()
{
    ChatModel model(nullptr, 3);
    QAbstractItemModelTester tester(&model, fatal);
    model.append({own(1), own(2), own(3), own(4), own(5)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.line(0).probe.n, 3u);
    model.append({own(6), own(7), own(8), own(9)});
    QCOMPARE(model.line(0).probe.n, 7u);
}

void tst_models::deliverySignalsOnlyCellsThatChanged()
{
    DeliveryModel model;
    QAbstractItemModelTester tester(&model, fatal);
    DeliverySnapshot snapshot{{{QStringLiteral("a"), 0}, {QStringLiteral("b"), 1}}, QList<DeliveryCell>(4)};
    model.setSnapshot(snapshot);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    snapshot.cells[2].due = 5;
    snapshot.cells[2].delivered = 5;
    model.setSnapshot(snapshot);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().constFirst().toModelIndex(), model.index(1, 0));
    QCOMPARE(model.index(1, 0).data(DeliveryModel::HeadlineRole).toString(), QStringLiteral("5 / 5"));
}

void tst_models::deliverySaysWhatIsWrong_data()
{
    QTest::addColumn<DeliveryCell>("cell");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("footnote");
    QTest::addColumn<bool>("isBad");
    const auto cell = [](auto change) {
        DeliveryCell result;
        result.due = 412;
        result.delivered = 412;
        result.p50 = 1'400us;
        result.p99 = 3ms;
        change(result);
        return result;
    };
    QTest::newRow("idle") << DeliveryCell{} << "–"
                          << "nothing sent yet" << false;
    QTest::newRow("clean") << cell([](DeliveryCell &) {}) << "412 / 412"
                           << "p50 1.4 · p99 3.0 ms" << false;
    QTest::newRow("under way") << cell([](DeliveryCell &c) { c.delivered = 411; }) << "411 / 412"
                               << "p50 1.4 · p99 3.0 ms" << false;
    const auto lost = [](DeliveryCell &c) {
        c.delivered = 351;
        c.lost = 61;
    };
    const auto lostSince = [lost](DeliveryCell &c) {
        lost(c);
        c.since = QDateTime(QDate(2026, 1, 2), QTime(12, 4, 31));
    };
    const auto explained = [lostSince](DeliveryCell &c) {
        lostSince(c);
        c.why = QStringLiteral("C is frozen");
    };
    QTest::newRow("lost") << cell(lost) << "61 lost"
                          << "351 / 412" << true;
    QTest::newRow("lost, nobody knows why") << cell(lostSince) << "61 lost"
                                            << "351 / 412 · since 12:04:31" << true;
    QTest::newRow("lost in a fault") << cell(explained) << "61 lost"
                                     << "351 / 412 · C is frozen since 12:04:31" << true;
    QTest::newRow("delayed") << cell([](DeliveryCell &c) { c.delayed = 21; }) << "21 delayed"
                             << "412 / 412 · p50 1.4 · p99 3.0 ms" << false;
    QTest::newRow("some missed, some delayed") << cell([](DeliveryCell &c) {
        c.missed = 7;
        c.delayed = 21;
    }) << "7 missed"
                                               << "412 / 412 · 21 delayed · p50 1.4 · p99 3.0 ms" << false;
    QTest::newRow("twice") << cell([](DeliveryCell &c) { c.twice = 2; }) << "2 twice"
                           << "412 / 412 · p50 1.4 · p99 3.0 ms" << true;
    QTest::newRow("order") << cell([](DeliveryCell &c) { c.outOfOrder = 1; }) << "1 out of order"
                           << "412 / 412 · p50 1.4 · p99 3.0 ms" << true;
    QTest::newRow("missed") << cell([](DeliveryCell &c) { c.missed = 7; }) << "7 missed"
                            << "412 / 412 · p50 1.4 · p99 3.0 ms" << false;
    QTest::newRow("several") << cell([](DeliveryCell &c) {
        c.lost = 1;
        c.twice = 3;
    }) << "1 lost"
                             << "412 / 412 · 3 twice" << true;
}

void tst_models::deliverySaysWhatIsWrong()
{
    QFETCH(DeliveryCell, cell);
    QFETCH(bool, isBad);
    DeliveryModel model;
    model.setSnapshot({{{QStringLiteral("a"), 0}}, {cell}});
    QTEST(model.index(0, 0).data(DeliveryModel::HeadlineRole).toString(), "headline");
    QTEST(model.index(0, 0).data(DeliveryModel::FootnoteRole).toString(), "footnote");
    QCOMPARE(model.index(0, 0).data(DeliveryModel::CellRole).value<DeliveryCell>().isBad(), isBad);
    QCOMPARE(cell.isMarred(), !isBad && cell.missed + cell.delayed > 0);
    // All that the cell says can be heard, too.
    const QString sentence = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
    QCOMPARE(sentence.contains(QStringLiteral(" delayed")), cell.delayed > 0);
    QVERIFY(sentence.contains(cell.why));
}

void tst_models::deliveryIsATableForOthers()
{
    DeliverySnapshot snapshot{{{QStringLiteral("a"), 0}, {QStringLiteral("far, \"b\""), 1}}, QList<DeliveryCell>(4)};
    QCOMPARE(deliveryTable(snapshot, u','),
             QStringLiteral("from,to,due,delivered,lost,missed,delayed,twice,out of order,corrupted,p50 ms,p99 ms\n"));
    snapshot.cells[1] = {1412, 1400, 5, 7, 4, 2, 1, 3, 1'400us, 3ms};
    snapshot.cells[2].due = 1;
    QCOMPARE(deliveryTable(snapshot, u',').section('\n', 1),
             QStringLiteral("a,\"far, \"\"b\"\"\",1412,1400,5,7,4,2,1,3,1.400,3.000\n"
                            "\"far, \"\"b\"\"\",a,1,0,0,0,0,0,0,0,,\n"));
    QCOMPARE(deliveryTable(snapshot, u'\t').count('\t'), 33);
}

void tst_models::deliveryGrowsWithTheCluster()
{
    DeliveryModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setSnapshot({{{QStringLiteral("a"), 0}}, QList<DeliveryCell>(1)});
    model.setSnapshot({{{QStringLiteral("a"), 0}, {QStringLiteral("b"), 1}}, QList<DeliveryCell>(4)});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), 2);
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("B"));
    QCOMPARE(model.headerData(1, Qt::Vertical, DeliveryModel::TagRole).value<InstanceTag>().number, 1);
}

void tst_models::logKeepsTheLastLines()
{
    LogModel model(nullptr, 100);
    QAbstractItemModelTester tester(&model, fatal);
    for (int i = 0; i < 10; ++i)
        model.append(logLines(i * 30, 30));
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(model.index(0, LogModel::TextColumn).data().toString(), QStringLiteral("line 200"));
    QCOMPARE(model.index(99, LogModel::TextColumn).data().toString(), QStringLiteral("line 299"));
    QCOMPARE(model.index(0, LogModel::SourceColumn).data(LogModel::TagRole).value<InstanceTag>().name,
             QStringLiteral("a"));
}

void tst_models::logKeepsSoManyBytes()
{
    LogModel model(nullptr, 1000, 200 * 20);
    QAbstractItemModelTester tester(&model, fatal);
    const auto add = [&](int count, int size) {
        QList<LogLine> lines;
        for (int i = 0; i < count; ++i)
            lines << LogLine{QTime(1, 2), {QStringLiteral("a"), 0}, QString(size, QLatin1Char('x'))};
        model.append(lines);
    };
    add(200, 10);
    QCOMPARE(model.rowCount(), 200);
    // Two more go than must, for others will follow.
    add(1, 10);
    QCOMPARE(model.rowCount(), 198);
    add(2, 10);
    QCOMPARE(model.rowCount(), 200);
    add(1, 1000);
    QCOMPARE(model.rowCount(), 99);
    add(5000, 10);
    QCOMPARE(model.rowCount(), 200);
    add(1000, 1);
    QCOMPARE(model.rowCount(), 1000);
}

void tst_models::logCutsWhatIsTooLong()
{
    LogModel model(nullptr, 1000, 20);
    QAbstractItemModelTester tester(&model, fatal);
    model.append(logLines(0, 1));
    model.append({{QTime(1, 2), {QStringLiteral("a"), 0}, QStringLiteral("0123456789abcdef")}});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.line(0).text, QStringLiteral("0123456789"));
}

void tst_models::logShowsTheBeginningOfALongLine()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, fatal);
    const QString text(100'000, QLatin1Char('x'));
    model.append({{QTime(1, 2), {QStringLiteral("a"), 0}, text}});
    const QModelIndex index = model.index(0, LogModel::TextColumn);
    QCOMPARE(index.data().toString().size(), LogModel::shownCharacters + 1);
    QCOMPARE(index.data(Qt::ToolTipRole).toString().size(), LogModel::shownCharacters + 1);
    QCOMPARE(index.data(Qt::EditRole).toString(), text);
}

void tst_models::logKnowsSourcesAndLevels()
{
    LogModel model(nullptr, 2);
    QAbstractItemModelTester tester(&model, fatal);
    QSignalSpy sources(&model, &LogModel::sourcesChanged);
    const InstanceTag a{QStringLiteral("a"), 0};
    const InstanceTag broker{QStringLiteral("broker"), -1};
    model.append({{QTime(1, 2), broker, QStringLiteral("1:M 1 Jan 2026 00:00:00.000 # hm")},
                  {QTime(1, 2), a, QStringLiteral("ERROR oh")}});
    QCOMPARE(model.sources(), (QList<InstanceTag>{broker, a}));
    QCOMPARE(sources.size(), 1);
    QCOMPARE(model.index(0, LogModel::LevelColumn).data().toString(), QStringLiteral("warning"));
    QCOMPARE(model.index(1, LogModel::TextColumn).data(LogModel::LevelRole).value<LogLevel>(), LogLevel::Error);
    model.append({{QTime(1, 2), a, QStringLiteral("more")}, {QTime(1, 2), a, QStringLiteral("and more")}});
    QCOMPARE(sources.size(), 1);
    QCOMPARE(model.sources().size(), 2);
}

QTEST_GUILESS_MAIN(tst_models)
#include "tst_models.moc"
