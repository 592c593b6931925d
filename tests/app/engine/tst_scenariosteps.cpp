// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/app/engine/runscenario.h"

using namespace crosstalk;
using namespace crosstalk::testing;

/// What each step does.
class tst_ScenarioSteps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QCOMPARE(childProcesses(), QList<qint64>()); }

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
    void endsWhereAnExpectationDoesNotHold();
    void saysThatAClientIsAway();
};

void tst_ScenarioSteps::takesStepsInOrder()
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

void tst_ScenarioSteps::sendsAtARate()
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

void tst_ScenarioSteps::sendsAsFastAsAWindowLets()
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

void tst_ScenarioSteps::endsWhatRunsBeside_data()
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

void tst_ScenarioSteps::endsWhatRunsBeside()
{
    QFETCH(QByteArray, steps);
    QFETCH(int, least);
    QFETCH(int, most);
    Run run(withSteps(steps));
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    QVERIFY(run.report->verdict.sent >= quint64(least) && run.report->verdict.sent <= quint64(most));
}

void tst_ScenarioSteps::makesTheSameChoices()
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

void tst_ScenarioSteps::movesClients()
{
    Run run(withSteps("  - move: {client: bob, to: a}\n  - send: {from: bob, count: 5}\n"));
    CARRY_OUT(run);
    VERIFY_PASSED(run);
    QCOMPARE(run.report->verdict.cells.size(), 1);
    QCOMPARE(run.report->verdict.cells.first().from, QStringLiteral("a"));
    QCOMPARE(run.report->verdict.total.delivered, 10u);
}

void tst_ScenarioSteps::joinsAndLeaves()
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

void tst_ScenarioSteps::disconnectsAndConnects()
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

void tst_ScenarioSteps::faultsHaveTheirWindows_data()
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

void tst_ScenarioSteps::faultsHaveTheirWindows()
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

void tst_ScenarioSteps::healsWhatFaultsBegan()
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

void tst_ScenarioSteps::survivesFaultsInTheBackground()
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

void tst_ScenarioSteps::endsWhereAnExpectationDoesNotHold()
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

void tst_ScenarioSteps::saysThatAClientIsAway()
{
    Run run(withSteps("  - disconnect: bob\n  - fault: {stall: bob}\n"));
    CARRY_OUT(run);
    QVERIFY(run.error);
    QCOMPARE(run.error->what,
             QStringLiteral("Step in line 7 (bob stops reading): Cannot stall bob: it is not connected"));
}

QTEST_GUILESS_MAIN(tst_ScenarioSteps)
#include "tst_scenariosteps.moc"
