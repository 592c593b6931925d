// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/cluster.h"
#include "app/engine/recorder.h"
#include "app/engine/scenariofile.h"
#include "app/engine/scenariorunner.h"
#include "app/engine/session.h"
#include "tests/app/engine/processes.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <signal.h>

using namespace crosstalk;
using namespace crosstalk::testing;

namespace {

/// Carries @p yaml out, and keeps what is told of it.
class Run
{
public:
    explicit Run(const QByteArray &yaml, const ScenarioRunner::Options &options = withServer())
    {
        const auto scenario = readScenario(yaml, "test.yaml");
        if (!scenario)
            qFatal("%s", qPrintable(scenario.error().first().toString()));
        runner = std::make_unique<ScenarioRunner>(*scenario, options);
        QObject::connect(runner.get(), &ScenarioRunner::finished, runner.get(),
                         [this](const RunReport &given) { report = given; });
        QObject::connect(runner.get(), &ScenarioRunner::failed, runner.get(),
                         [this](const Error &given) { error = given; });
        QObject::connect(runner.get(), &ScenarioRunner::noted, runner.get(),
                         [this](const QString &text) { told.append(text); });
        QObject::connect(runner.get(), &ScenarioRunner::stepStarted, runner.get(),
                         [this](const QList<int> &path, const QString &) { started.append(path); });
        QObject::connect(runner.get(), &ScenarioRunner::stepEnded, runner.get(),
                         [this](const QList<int> &path) { ended.append(path); });
        QObject::connect(runner->recorder(), &Recorder::recorded, runner.get(),
                         [this](const history::Event &event) { events.append(event); });
    }
    static ScenarioRunner::Options withServer()
    {
        return {.serverProgram = QString::fromLocal8Bit(qgetenv("CROSSTALK_BIN")) + "/crosstalk-server",
                .redisServer = {},
                .historyFile = {},
                .seed = {}};
    }

    bool isOver() const { return report || error; }
    /// What there is to say when it did not go as wanted.
    QByteArray account() const
    {
        QStringList text = told;
        if (error)
            text.append("failed: " + error->toString());
        if (report) {
            text.append(report->verdict.reason);
            for (const InvariantVerdict &each : report->verdict.invariants)
                text.append(each.label + ": " + nameOf(each.judgement) + ", " + each.reason);
        }
        return text.join('\n').toUtf8();
    }
    template<class Event>
    QList<Event> all() const
    {
        QList<Event> result;
        for (const history::Event &event : events) {
            if (const auto *found = std::get_if<Event>(&event))
                result.append(*found);
        }
        return result;
    }

    std::unique_ptr<ScenarioRunner> runner;
    std::optional<RunReport> report;
    std::optional<Error> error;
    QStringList told;
    QList<QList<int>> started;
    QList<QList<int>> ended;
    QList<history::Event> events;
};

} // namespace

#define CARRY_OUT(run)                                                                                                 \
    (run).runner->start();                                                                                             \
    QTRY_VERIFY2_WITH_TIMEOUT((run).isOver(), (run).account().constData(), 60000)
#define VERIFY_PASSED(run) QVERIFY2((run).report && (run).report->verdict.judgement == Judgement::Pass, (run).account())

/// Whole scenarios with our server, a broker of their own, and real links.
class tst_ScenarioRunner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QCOMPARE(childProcesses(), QList<qint64>()); }

    void passesACalmRun();
    void reportsAllThatIsKnown();
    void writesAHistoryThatIsJudgedTheSame();
    void takesStepsInOrder();
    void sendsAtARate();
    void sendsAsFastAsAWindowLets();
    void endsWhatRunsBeside_data();
    void endsWhatRunsBeside();
    void makesTheSameChoices();
    void movesClients();
    void joinsAndLeaves();
    void disconnectsAndConnects();
    void faultsHaveTheirWindows_data();
    void faultsHaveTheirWindows();
    void healsWhatFaultsBegan();
    void survivesFaultsInTheBackground();
    void waitsForWhatIsLate();
    void endsWhereAnExpectationDoesNotHold();
    void pausesAndResumes();
    void stopsEarly();
    void stopsBeforeAnythingIsSent();
    void saysWhatIsMissing();
    void saysThatAClientIsAway();
    void aCrashIsAFailureThoughTheStepsCannotGoOn();
    void failsToStart_data();
    void failsToStart();
    void runsOtherPrograms();
    void keepsSystemsApart();
    void canBeDeletedAtAnyTime_data();
    void canBeDeletedAtAnyTime();
};

namespace {

const QByteArray calm = R"(
name: calm
instances: {a: {}, b: {}}
clients: {alice: {on: a}, bob: {on: b}}
steps:
  - wait: joined
  - send: {from: all, count: 20, rate: 200/s}
  - settle: {quiet: 100ms, limit: 10s}
invariants: [no-loss, no-duplicates, no-phantoms, no-corruption, sender-order, same-order, alive]
)";

/// Two instances, a client on each, and these steps.
QByteArray withSteps(const QByteArray &steps, const QByteArray &invariants = "[no-loss, no-duplicates]")
{
    return "name: test\ninstances: {a: {}, b: {}}\nclients: {alice: {on: a}, bob: {on: b}}\nsteps:\n  - wait: "
           "joined\n" +
           steps + "invariants: " + invariants + "\n";
}

} // namespace

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

void tst_ScenarioRunner::takesStepsInOrder()
{
    Run run(withSteps("  - repeat: {times: 2, steps: [{note: one}, {note: two}]}\n"
                      "  - parallel:\n"
                      "      - [{wait: 1ms}, {note: left}]\n"
                      "      - [{note: right}]\n"
                      "  - send: {from: alice, count: 1}\n"));
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    const QList<QList<int>> expected{{0}, {1},       {1, 0, 0}, {1, 0, 1}, {1, 1, 0}, {1, 1, 1},
                                     {2}, {2, 0, 0}, {2, 1, 0}, {2, 0, 1}, {3}};
    QCOMPARE(run.started, expected);
    QCOMPARE(run.ended.size(), run.started.size());
    QCOMPARE(run.ended.last(), QList<int>{3});
    QCOMPARE(run.report->notes, (QStringList{"one", "two", "one", "two", "right", "left"}));
}

void tst_ScenarioRunner::sendsAtARate()
{
    Run run(withSteps("  - send: {from: all, count: 25, rate: 500/s, size: 300}\n"));
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    const auto sent = run.all<history::Sent>();
    QCOMPARE(sent.size(), 50);
    QMap<QString, QList<qint64>> intended;
    for (const history::Sent &each : sent) {
        QVERIFY(each.at >= each.intended);
        intended[each.probe.session].append(each.intended);
    }
    for (const auto &times : intended) {
        for (qsizetype i = 1; i < times.size(); ++i)
            QCOMPARE(times[i] - times[i - 1], 2'000'000);
    }
    QVERIFY(intended["alice"].first() != intended["bob"].first());
}

void tst_ScenarioRunner::sendsAsFastAsAWindowLets()
{
    Run run(withSteps("  - send: {from: alice, count: 200, window: 3}\n"));
    int open = 0;
    int most = 0;
    QMap<quint64, int> received;
    connect(run.runner->recorder(), &Recorder::recorded, this, [&](const history::Event &event) {
        if (std::holds_alternative<history::Sent>(event))
            most = std::max(most, ++open);
        else if (const auto *copy = std::get_if<history::Received>(&event); copy && ++received[copy->probe.n] == 2)
            --open;
    });
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    QCOMPARE(run.report->verdict.sent, 200u);
    QCOMPARE(most, 3);
}

void tst_ScenarioRunner::endsWhatRunsBeside_data()
{
    QTest::addColumn<QByteArray>("steps");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::newRow("joined") << QByteArray("  - send: {from: alice, count: 50, rate: 500/s, background: load}\n"
                                          "  - join: load\n")
                            << 50 << 50;
    QTest::newRow("not joined") << QByteArray("  - send: {from: alice, count: 50, rate: 500/s, background: load}\n")
                                << 50 << 50;
    QTest::newRow("without an end") << QByteArray("  - send: {from: alice, rate: 500/s, background: load}\n"
                                                  "  - wait: 50ms\n"
                                                  "  - join: load\n")
                                    << 1 << 100'000;
    QTest::newRow("for a time") << QByteArray("  - send: {from: alice, duration: 50ms, window: 1}\n") << 1 << 100'000;
}

void tst_ScenarioRunner::endsWhatRunsBeside()
{
    QFETCH(QByteArray, steps);
    QFETCH(int, least);
    QFETCH(int, most);
    Run run(withSteps(steps));
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    QVERIFY(run.report->verdict.sent >= quint64(least) && run.report->verdict.sent <= quint64(most));
}

void tst_ScenarioRunner::makesTheSameChoices()
{
    QStringList texts;
    for (const quint64 seed : {5u, 5u, 6u}) {
        auto options = Run::withServer();
        options.seed = seed;
        Run run(withSteps("  - send: {from: alice, count: 3, size: 100}\n"), options);
        QString text;
        connect(run.runner->sessions().first(), &Session::received, this,
                [&](const ChatMessage &message) { text += message.text; });
        CARRY_OUT(run);
        VERIFY_PASSED(run);
        QCOMPARE(text.size(), 300);
        texts.append(text);
    }
    QCOMPARE(texts[0], texts[1]);
    QVERIFY(texts[0] != texts[2]);
}

void tst_ScenarioRunner::movesClients()
{
    Run run(withSteps("  - move: {client: bob, to: a}\n  - send: {from: bob, count: 5}\n"));
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    QCOMPARE(run.report->verdict.cells.size(), 1);
    QCOMPARE(run.report->verdict.cells.first().from, QStringLiteral("a"));
    QCOMPARE(run.report->verdict.total.delivered, 10u);
}

void tst_ScenarioRunner::joinsAndLeaves()
{
    Run run(withSteps("  - join: {client: all, room: attic}\n"
                      "  - send: {from: alice, count: 2, room: attic}\n"
                      "  - settle: {quiet: 50ms}\n"
                      "  - leave: {client: bob, room: attic}\n"
                      "  - send: {from: alice, count: 3, room: attic}\n"));
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    QCOMPARE(run.report->verdict.sent, 5u);
    QCOMPARE(run.report->verdict.total.delivered, 7u);
}

void tst_ScenarioRunner::disconnectsAndConnects()
{
    Run run("name: test\ninstances: {a: {}}\n"
            "clients: {alice: {on: a}, bob: {on: a, connect: false}, carol: {on: a, reconnect: false}}\n"
            "steps:\n"
            "  - wait: joined\n"
            "  - send: {from: alice, count: 1}\n"
            "  - settle: {quiet: 50ms}\n"
            "  - connect: bob\n"
            "  - disconnect: alice\n"
            "  - fault: {abort: carol}\n" // She does not come back.
            "  - wait: joined\n"
            "  - send: {from: bob, count: 1}\n"
            "invariants: [no-loss]\n");
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    QCOMPARE(run.report->verdict.total.delivered, 3u); // Alice and Carol, then Bob.
}

void tst_ScenarioRunner::faultsHaveTheirWindows_data()
{
    QTest::addColumn<QByteArray>("steps");
    QTest::addColumn<QStringList>("faults");
    QTest::addColumn<bool>("isHealed");
    const auto row = [](const char *name, const char *steps, const QStringList &faults, bool isHealed = true) {
        QTest::newRow(name) << QByteArray(steps) << faults << isHealed;
    };
    row("kill", "  - fault: {kill: b}\n", {"kill b"});
    row("drain", "  - fault: {drain: b}\n", {"drain b"});
    row("freeze", "  - fault: {freeze: b}\n", {"freeze b"}, false);
    row("freeze for a time", "  - fault: {freeze: b, for: 50ms}\n  - settle: {quiet: 50ms}\n", {"freeze b"});
    row("thaw", "  - fault: {freeze: b}\n  - fault: {thaw: b}\n", {"freeze b"});
    row("restart", "  - fault: {restart: b, down: 50ms}\n", {"restart b"});
    row("start again", "  - fault: {kill: b}\n  - fault: {start: b}\n  - wait: joined\n", {"kill b"});
    row("restart broker", "  - fault: {restart: broker}\n", {"restart broker"});
    row("restart broker without data", "  - fault: {restart: broker, down: 50ms, data: lose}\n",
        {"restart broker, its data lost"});
    row("kill broker", "  - fault: {kill: broker}\n", {"kill broker"}, false);
    row("kill broker, heal", "  - fault: {kill: broker}\n  - heal: broker\n", {"kill broker"});
    row("freeze broker", "  - fault: {freeze: broker, for: 50ms}\n  - settle: {quiet: 50ms}\n", {"freeze broker"});
    row("stall", "  - fault: {stall: bob}\n", {"stall bob"}, false);
    row("stall for a time", "  - fault: {stall: bob, for: 50ms}\n  - settle: {quiet: 50ms}\n", {"stall bob"});
    row("abort", "  - fault: {abort: bob}\n  - wait: joined\n", {"abort bob"});
    row("of one who is away", "  - fault: {restart: b}\n  - fault: {abort: bob}\n  - wait: joined\n",
        {"restart b", "abort bob"});
    row("flood", "  - fault: {flood: bob, count: 300}\n  - settle: {quiet: 50ms}\n", {"flood from bob"});
}

void tst_ScenarioRunner::faultsHaveTheirWindows()
{
    QFETCH(QByteArray, steps);
    QFETCH(bool, isHealed);
    Run run(withSteps("  - send: {from: alice, count: 1}\n  - settle: {quiet: 50ms}\n" + steps));
    CARRY_OUT(run);
    QVERIFY2(run.report, run.account());
    QStringList began;
    for (const history::FaultBegan &each : run.all<history::FaultBegan>())
        began.append(each.what);
    QTEST(began, "faults");
    QCOMPARE(run.all<history::FaultHealed>().size(), isHealed ? began.size() : 0);
    QCOMPARE(run.report->faults.first().to.has_value(), isHealed);
    QVERIFY2(run.report->verdict.total.lost == 0, run.account());
}

void tst_ScenarioRunner::healsWhatFaultsBegan()
{
    Run run(withSteps("  - fault: {kill: b}\n"
                      "  - fault: {freeze: broker}\n"
                      "  - fault: {stall: alice}\n"
                      "  - heal: all\n"
                      "  - wait: joined\n"
                      "  - send: {from: all, count: 5}\n"));
    CARRY_OUT(run);
    QVERIFY2(run.report, run.account());
    QCOMPARE(run.all<history::FaultHealed>().size(), 3);
    using State = history::InstanceChanged::State;
    QList<State> states;
    for (const history::InstanceChanged &each : run.all<history::InstanceChanged>()) {
        if (each.instance == "b")
            states.append(each.state);
    }
    QCOMPARE(states, (QList<State>{State::Ready, State::Down, State::Ready}));
    QCOMPARE(run.report->verdict.sent, 10u);
}

void tst_ScenarioRunner::survivesFaultsInTheBackground()
{
    // Clients whose instance is away for a moment stop, and go on; the count is met.
    Run run(withSteps("  - send: {from: all, count: 100, rate: 200/s, background: load}\n"
                      "  - wait: 100ms\n"
                      "  - fault: {restart: b}\n"
                      "  - join: load\n",
                      "[no-loss, no-phantoms, no-corruption, alive]"));
    CARRY_OUT(run);
    QVERIFY2(run.report, run.account());
    QCOMPARE(run.report->verdict.sent, 200u);
    QVERIFY2(run.report->verdict.judgement != Judgement::Fail, run.account());
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

void tst_ScenarioRunner::endsWhereAnExpectationDoesNotHold()
{
    // The second instance is on a channel of its own, and hears nothing of the first.
    const QByteArray server = Run::withServer().serverProgram.toUtf8() +
                              " --name b --listen 127.0.0.1:${port} --redis ${redis} --prefix elsewhere";
    QByteArray yaml = withSteps("  - send: {from: alice, count: 5}\n"
                                "  - settle: {quiet: 50ms}\n"
                                "  - expect: no-duplicates\n"
                                "  - note: still here\n"
                                "  - expect: no-loss\n"
                                "  - note: not reached\n",
                                "[no-duplicates]");
    yaml.replace("b: {}", "b: {exec: \"" + server + "\", dialect: crosstalk}");
    Run run(yaml + "deadline: 100ms\n");
    CARRY_OUT(run);
    QVERIFY2(run.report, run.account());
    QCOMPARE(run.report->verdict.judgement, Judgement::Fail);
    QCOMPARE(run.report->notes, QStringList{"still here"});
    const InvariantVerdict last = run.report->verdict.invariants.last();
    QCOMPARE(last.judgement, Judgement::Fail);
    QVERIFY2(last.label.endsWith(", expected in line 10"), qPrintable(last.label));
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

void tst_ScenarioRunner::saysThatAClientIsAway()
{
    Run run(withSteps("  - disconnect: bob\n  - fault: {stall: bob}\n"));
    CARRY_OUT(run);
    QVERIFY(run.error);
    QCOMPARE(run.error->what,
             QStringLiteral("Step in line 7 (bob stops reading): Cannot stall bob: it is not connected"));
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
    QVERIFY2(run.report->notes.contains("Instance b ended: killed by signal 9 (Killed)"), run.account());
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
