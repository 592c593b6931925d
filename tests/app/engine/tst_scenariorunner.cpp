// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/app/engine/runscenario.h"

#include <QTemporaryDir>

#include <signal.h>

using namespace crosstalk;
using namespace crosstalk::testing;

/// Whole scenarios with our server, a broker of their own, and real links.
class tst_ScenarioRunner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QCOMPARE(childProcesses(), QList<qint64>()); }

    void passesACalmRun();
    void reportsAllThatIsKnown();
    void writesAHistoryThatIsJudgedTheSame();
    void waitsForWhatIsLate();
    void pausesAndResumes();
    void stopsEarly();
    void stopsBeforeAnythingIsSent();
    void saysWhatIsMissing();
    void aCrashIsAFailureThoughTheStepsCannotGoOn();
    void failsToStart_data();
    void failsToStart();
    void runsOtherPrograms();
    void keepsSystemsApart();
    void canBeDeletedAtAnyTime_data();
    void canBeDeletedAtAnyTime();
};

void tst_ScenarioRunner::passesACalmRun()
{
    Run run(calm);
    QList<ScenarioRunner::State> states;
    connect(run.runner.get(), &ScenarioRunner::stateChanged, this,
            [&](ScenarioRunner::State state) { states.append(state); });
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    using State = ScenarioRunner::State;
    QCOMPARE(states, (QList<State>{State::Starting, State::Running, State::Stopping, State::Finished}));
    QCOMPARE(run.report->verdict.sent, 40u);
    QCOMPARE(run.report->verdict.acknowledged, 40u);
    QCOMPARE(run.report->verdict.total.due, 80u);
    QCOMPARE(run.report->verdict.total.delivered, 80u);
    QCOMPARE(run.report->verdict.cells.size(), 4);
    QCOMPARE(run.all<history::Tapped>().size(), 40);
    QVERIFY(!run.all<history::Harness>().isEmpty());
    QVERIFY(!run.all<history::Resources>().isEmpty());
    QVERIFY(!run.all<history::Settled>().last().interrupted);
}

void tst_ScenarioRunner::reportsAllThatIsKnown()
{
    auto options = Run::withServer();
    options.seed = 77;
    Run run(withSteps("  - note: here we go\n"
                      "  - send: {from: alice, count: 30, rate: 100/s}\n"
                      "  - fault: {freeze: b, for: 50ms}\n"
                      "  - settle: {quiet: 100ms}\n"),
            options);
    CARRY_OUT(run);
    QVERIFY2(run.report, run.account());
    const RunReport &report = *run.report;
    QCOMPARE(report.scenario, QStringLiteral("test"));
    QCOMPARE(report.seed, 77u);
    const auto again = readScenario(report.yaml.toUtf8());
    QVERIFY(again);
    QCOMPARE(again->seed, 77u);
    QCOMPARE(report.run, run.runner->recorder()->run());
    QVERIFY(report.startedAt.isValid());
    QVERIFY(report.duration.count() > 0);
    QCOMPARE(report.latency.count(), report.verdict.total.delivered);
    quint64 counted = 0;
    for (const LatencySlice &slice : report.slices)
        counted += slice.count;
    QCOMPARE(counted, 60u);
    QCOMPARE(report.notes, QStringList{"here we go"});
    QCOMPARE(report.faults.size(), 1);
    QCOMPARE(report.faults.first().what, QStringLiteral("freeze b"));
    QVERIFY(report.faults.first().to && *report.faults.first().to > report.faults.first().from);
    QStringList keys;
    for (const auto &[key, value] : report.environment) {
        keys.append(key);
        QVERIFY(!value.isEmpty());
    }
    for (const char *key : {"Qt", "Broker", "Kernel", "Processor", "Cores"})
        QVERIFY2(keys.contains(key), key);
    QVERIFY(run.told.contains("freeze b"));
    QVERIFY(run.told.contains("freeze b: over"));
}

void tst_ScenarioRunner::writesAHistoryThatIsJudgedTheSame()
{
    QTemporaryDir folder;
    auto options = Run::withServer();
    options.historyFile = folder.filePath("history.jsonl");
    Run run(calm, options);
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    QCOMPARE(run.report->history, options.historyFile);
    QFile file(options.historyFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto first = history::parse(file.readLine().trimmed());
    QVERIFY(first && std::holds_alternative<history::Run>(*first));
    Judge judge(*Judge::rulesOf(std::get<history::Run>(*first)));
    while (!file.atEnd()) {
        const auto event = history::parse(file.readLine().trimmed());
        QVERIFY2(event, event ? "" : qPrintable(event.error().what));
        judge.apply(*event);
    }
    QCOMPARE(judge.verdict().toJson(), run.report->verdict.toJson());
}

/// The steps are over long before the instance goes on; only what never comes is lost.
void tst_ScenarioRunner::waitsForWhatIsLate()
{
    Run run("name: late\n"
            "claims: at-least-once\n"
            "instances: {a: {}, b: {}}\n"
            "clients: {alice: {on: a}, bob: {on: b}}\n"
            "steps:\n"
            "  - wait: joined\n"
            "  - fault: {freeze: b, for: 2s}\n"
            "  - send: {from: alice, count: 5, rate: 100/s}\n"
            "  - settle: {quiet: 100ms, limit: 200ms}\n"
            "invariants: [no-loss]\n");
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    QCOMPARE(run.report->verdict.total.due, quint64{10});
}

void tst_ScenarioRunner::pausesAndResumes()
{
    Run run(withSteps("  - send: {from: alice, count: 100, rate: 500/s}\n"));
    run.runner->start();
    QTRY_VERIFY_WITH_TIMEOUT(run.all<history::Sent>().size() >= 3, 30000);
    run.runner->pause();
    QCOMPARE(run.runner->state(), ScenarioRunner::State::Paused);
    const qsizetype before = run.all<history::Sent>().size();
    QVERIFY(before < 100);
    const qint64 pausedAt = run.runner->recorder()->now();
    // The harness goes on recording of itself while nobody sends.
    const qsizetype reports = run.all<history::Harness>().size();
    QTRY_VERIFY(run.all<history::Harness>().size() >= reports + 3);
    QCOMPARE(run.all<history::Sent>().size(), before);
    const qint64 resumedAt = run.runner->recorder()->now();
    run.runner->resume();
    QTRY_VERIFY2_WITH_TIMEOUT(run.isOver(), run.account().constData(), 60000);
    VERIFY_PASSED(run);
    const auto sent = run.all<history::Sent>();
    QCOMPARE(sent.size(), 100);
    // The schedule stood still: nothing is late by the pause.
    for (const history::Sent &each : sent)
        QVERIFY(each.at - each.intended < resumedAt - pausedAt);
}

void tst_ScenarioRunner::stopsEarly()
{
    Run run(withSteps("  - send: {from: alice, rate: 500/s, background: load}\n  - wait: 1h\n  - join: load\n"));
    run.runner->start();
    QTRY_VERIFY_WITH_TIMEOUT(run.all<history::Sent>().size() >= 3, 30000);
    run.runner->stop();
    QTRY_VERIFY2_WITH_TIMEOUT(run.isOver(), run.account().constData(), 30000);
    QVERIFY2(run.report, run.account());
    QVERIFY(run.report->verdict.interrupted);
    QVERIFY(run.report->verdict.judgement != Judgement::Fail);
    QCOMPARE(run.report->verdict.total.lost, 0u);
    QVERIFY(run.all<history::Settled>().last().interrupted);
}

void tst_ScenarioRunner::stopsBeforeAnythingIsSent()
{
    Run run(withSteps("  - wait: 1h\n"));
    run.runner->start();
    run.runner->stop();
    QTRY_VERIFY_WITH_TIMEOUT(run.isOver(), 30000);
    QVERIFY(run.error);
    QCOMPARE(run.error->what, QStringLiteral("Stopped before anything was sent"));
}

void tst_ScenarioRunner::saysWhatIsMissing()
{
    Run run("name: test\n"
            "instances: {a: {attach: \"ws://127.0.0.1:1/ws\"}}\n"
            "clients: {alice: {on: a}}\n"
            "steps:\n"
            "  - wait: joined\n"
            "  - send: {from: alice, count: 1}\n"
            "invariants: [no-loss]\n");
    run.runner->start();
    QTRY_VERIFY2_WITH_TIMEOUT(run.isOver(), run.account().constData(), 45000);
    QVERIFY(run.error);
    QVERIFY2(
        run.error->what.startsWith("Step in line 5 (wait until everybody has joined): Not all clients were in their "
                                   "rooms after 30 s: alice is not connected to a (Cannot connect to"),
        run.account());
}

void tst_ScenarioRunner::aCrashIsAFailureThoughTheStepsCannotGoOn()
{
    Run run(withSteps("  - send: {from: all, count: 1000, rate: 200/s}\n", "[no-loss, alive]"));
    run.runner->start();
    QTRY_VERIFY_WITH_TIMEOUT(run.all<history::Sent>().size() >= 3, 30000);
    ::kill(static_cast<pid_t>(run.runner->cluster()->instance("b")->pid()), SIGKILL);
    QTRY_VERIFY2_WITH_TIMEOUT(run.isOver(), run.account().constData(), 60000);
    QVERIFY2(run.report, run.account());
    QCOMPARE(run.report->verdict.judgement, Judgement::Fail);
    QVERIFY(run.report->verdict.interrupted);
    QVERIFY2(run.report->notes.contains("Instance b ended: killed by signal 9 (SIGKILL)"), run.account());
    // Bob may go on trying to come back after that.
    QCOMPARE(run.report->notes.filter("Nothing could be sent for 30 s: bob has sent").size(), 1);
}

void tst_ScenarioRunner::failsToStart_data()
{
    QTest::addColumn<ScenarioRunner::Options>("options");
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("error");
    auto options = Run::withServer();
    options.serverProgram = "/nowhere/server";
    QTest::newRow("no server") << options << calm << "Cannot find the server's program /nowhere/server";
    options = Run::withServer();
    options.redisServer = "/nowhere/redis";
    QTest::newRow("no broker") << options << calm << "Cannot find the broker's program /nowhere/redis";
    options = Run::withServer();
    options.historyFile = "/nowhere/history.jsonl";
    QTest::newRow("no history") << options << calm
                                << "Cannot write the history /nowhere/history.jsonl: No such file or directory";
    QTest::newRow("a program that ends") << Run::withServer()
                                         << QByteArray("name: test\n"
                                                       "instances: {a: {exec: \"false ${port}\", dialect: plain}}\n"
                                                       "clients: {alice: {on: a}}\n"
                                                       "steps: [{send: {from: alice, count: 1}}]\n"
                                                       "invariants: [no-loss]\n")
                                         << "Instance a ended before it was ready: exit code 1";
}

void tst_ScenarioRunner::failsToStart()
{
    QFETCH(ScenarioRunner::Options, options);
    QFETCH(QByteArray, yaml);
    Run run(yaml, options);
    run.runner->start();
    QVERIFY(!run.isOver());
    QTRY_VERIFY_WITH_TIMEOUT(run.isOver(), 30000);
    QVERIFY(run.error);
    QTEST(run.error->what, "error");
}

void tst_ScenarioRunner::runsOtherPrograms()
{
    const QByteArray server = Run::withServer().serverProgram.toUtf8();
    Run run("name: test\n"
            "instances:\n"
            "  a: {exec: \"" +
                server +
                " --name ${name} --listen 127.0.0.1:${port} --redis ${redis}\", dialect: plain}\n"
                "  b: {exec: \"" +
                server +
                " --name ${name} --listen 127.0.0.1:${port} --redis redis://${redisHost}:${redisPort}\",\n"
                "      dialect: plain, ready: \"^READY b\"}\n"
                "  c: {start: false}\n"
                "clients: {alice: {on: a}, bob: {on: b}, carol: {on: c, connect: false}}\n"
                "steps:\n"
                "  - wait: joined\n"
                "  - send: {from: [alice, bob], count: 5, rate: 100/s}\n"
                "  - fault: {start: c}\n"
                "  - connect: carol\n"
                "  - send: {from: carol, count: 2}\n"
                "invariants: [no-loss, no-duplicates, no-phantoms, alive]\n",
            {.serverProgram = server, .redisServer = {}, .historyFile = {}, .seed = {}});
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    QCOMPARE(run.report->verdict.total.delivered, 22u);
    QCOMPARE(run.all<history::Tapped>().size(), 12);
}

void tst_ScenarioRunner::keepsSystemsApart()
{
    Run run("name: test\n"
            "instances: {a: {system: red}, b: {system: blue}}\n"
            "clients: {alice: {on: a}, bob: {on: b}}\n"
            "steps:\n"
            "  - wait: joined\n"
            "  - send: {from: all, count: 5, rate: 100/s}\n"
            "invariants: [no-loss, no-phantoms]\n");
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    QCOMPARE(run.report->verdict.total.due, 10u);
    for (const history::Tapped &each : run.all<history::Tapped>())
        QCOMPARE(each.probe.room, each.probe.session == "alice" ? "red/lobby" : "blue/lobby");
    QCOMPARE(run.all<history::Tapped>().size(), 10);
}

void tst_ScenarioRunner::canBeDeletedAtAnyTime_data()
{
    QTest::addColumn<ScenarioRunner::State>("when");
    using State = ScenarioRunner::State;
    QTest::newRow("idle") << State::Idle;
    QTest::newRow("starting") << State::Starting;
    QTest::newRow("running") << State::Running;
    QTest::newRow("stopping") << State::Stopping;
    QTest::newRow("finished") << State::Finished;
}

void tst_ScenarioRunner::canBeDeletedAtAnyTime()
{
    QFETCH(ScenarioRunner::State, when);
    Run run(calm);
    if (when != ScenarioRunner::State::Idle) {
        run.runner->start();
        QTRY_VERIFY_WITH_TIMEOUT(run.runner->state() == when || run.isOver(), 30000);
        if (when == ScenarioRunner::State::Running)
            QTRY_VERIFY(run.all<history::Sent>().size() > 3);
    }
    run.runner.reset();
}

QTEST_GUILESS_MAIN(tst_ScenarioRunner)
#include "tst_scenariorunner.moc"
