// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenariofile.h"

#include <QTest>

using namespace crosstalk;

class ScenarioTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void describesSteps_data();
    void describesSteps();
};

void ScenarioTest::describesSteps_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *step, const char *text) {
        QTest::newRow(step) << QString(step) << QString::fromUtf8(text);
    };
    row("wait: joined", "wait until everybody has joined");
    row("wait: 1.5s", "wait 1.5 s");
    row("send: {from: alice, count: 500, rate: 100/s, background: load}",
        "send 500 from alice at 100/s, beside what follows (load)");
    row("send: {from: bob, window: 8, duration: 2s, room: attic}",
        "send from bob1 … bob9 (9 clients) to attic for 2 s, 8 on their way at most");
    row("send: {from: [alice, bob1], count: 1}", "send 1 from alice, bob1");
    row("join: {client: alice, room: attic}", "join attic: alice");
    row("leave: {client: alice, room: attic}", "leave attic: alice");
    row("connect: all", "connect alice … bob9 (10 clients)");
    row("disconnect: alice", "disconnect alice");
    row("move: {client: alice, to: b}", "move alice to b");
    row("fault: {kill: a}", "kill a");
    row("fault: {drain: a}", "drain a");
    row("fault: {freeze: broker, for: 2s}", "freeze broker for 2 s");
    row("fault: {thaw: a}", "thaw a");
    row("fault: {restart: broker, down: 2s, data: lose}", "restart broker after 2 s without its data");
    row("fault: {start: a}", "start a");
    row("fault: {stall: alice, for: 5s}", "alice stops reading for 5 s");
    row("fault: {abort: alice}", "abort the link of alice");
    row("fault: {flood: alice, count: 9}", "alice floods with 9");
    row("heal: all", "heal everything");
    row("heal: a", "heal a");
    row("settle:", "settle: until nothing has come for 500 ms, 10 s at most");
    row("expect: [no-loss, {latency: {p99: 50ms}}]", "expect no-loss; latency: p99 at most 50 ms");
    row("repeat: {times: 3, steps: [{note: x}]}", "repeat 1 step 3 times");
    row("parallel: [[{note: x}], [{note: x}, {note: y}]]", "side by side: 1 step, 2 steps");
    row("note: \"two\\nlines\"", "two lines");
}

void ScenarioTest::describesSteps()
{
    QFETCH(QString, step);
    const QString file = "name: case\ninstances: {a: {}, b: {}}\nclients: {alice: {on: a}, \"bob[1..9]\": {on: b, "
                         "rooms: [lobby, attic]}}\nsteps: [{%1}]\ninvariants: [no-loss]\n";
    const auto read = readScenario(file.arg(step).toUtf8());
    QVERIFY2(read, qPrintable(read ? QString() : read.error().first().toString()));
    QTEST(describe(read->steps.front()), "text");
}

QTEST_GUILESS_MAIN(ScenarioTest)
#include "tst_scenario.moc"
