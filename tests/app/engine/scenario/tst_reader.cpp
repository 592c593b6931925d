// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// Every mistake is answered with its place, what was expected, and the nearest word that is known.

#include "app/engine/scenariofile.h"

#include <QTest>

using namespace crosstalk;

namespace {

/// The lines of a file that is in order; a case replaces one.
const QStringList lines{
    "name: case",
    "broker: {persistence: none}",
    "instances: {a: {}, b: {}, out: {attach: \"ws://example.org/ws\"}, off: {start: false}, two: {system: second}}",
    "clients: {alice: {on: a}, bob: {on: b}, \"eve[1..2]\": {on: a, room: attic}, pat: {on: out}, dan: {on: a, rooms: "
    "[]}}",
    "steps: [{wait: joined}]",
    "invariants: [no-loss]",
};

QString errorsOf(const QStringList &file)
{
    const auto read = readScenario(file.join('\n').toUtf8());
    QStringList told;
    if (!read) {
        for (const ScenarioError &error : read.error())
            told << error.toString();
    }
    return told.join('\n');
}

} // namespace

class ReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatIsInOrder();
    void findsMistakesInTheHead_data();
    void findsMistakesInTheHead() { check(); }
    void findsMistakesInInstances_data();
    void findsMistakesInInstances() { check(); }
    void findsMistakesInClients_data();
    void findsMistakesInClients() { check(); }
    void findsMistakesInSteps_data();
    void findsMistakesInSteps() { check(); }
    void findsMistakesInFaults_data();
    void findsMistakesInFaults() { check(); }
    void findsMistakesInBackgrounds_data();
    void findsMistakesInBackgrounds() { check(); }
    void findsMistakesInInvariants_data();
    void findsMistakesInInvariants() { check(); }
    void refusesWhatPlainCannotPromise_data();
    void refusesWhatPlainCannotPromise();
    void tellsAllMistakesInTheirOrder();
    void doesNotBlameWhatFollowsFromAnotherMistake();
    void takesGoodSteps_data();
    void takesGoodSteps();

private:
    static void columns()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("errors");
    }
    /// @p line replaces the one that begins with the same key.
    static void row(const char *name, const QString &line, const QString &errors)
    {
        QTest::newRow(name) << line << errors;
    }
    static void stepRow(const char *step, const QString &errors)
    {
        row(step, QStringLiteral("steps: [%1]").arg(QString::fromUtf8(step)), errors);
    }
    static QStringList fileWith(const QString &line)
    {
        QStringList file = lines;
        for (QString &each : file) {
            if (each.section(':', 0, 0) == line.section(':', 0, 0))
                each = line;
        }
        return file;
    }
    static void check()
    {
        QFETCH(QString, line);
        QStringList file = fileWith(line);
        if (file == lines)
            file << line;
        QTEST(errorsOf(file), "errors");
    }
};

void ReaderTest::takesWhatIsInOrder()
{
    QCOMPARE(errorsOf(lines), QString());
}

void ReaderTest::findsMistakesInTheHead_data()
{
    columns();
    row("unknown key", "invarients: [no-loss]", "7:1: unknown key “invarients”: did you mean “invariants”?");
    row("unknown key, far from all", "colour: red",
        "7:1: unknown key “colour”: there are name, description, claims, seed, deadline, history, broker, instances, "
        "clients, steps, invariants");
    row("no text", "name: [a]", "1:7: “name” must be text, not a list");
    row("nothing", "name:", "1:1: “name” must be text, not nothing");
    row("empty", "name: ''", "1:7: “name” is empty");
    row("unknown word", "claims: exactly-onc",
        "7:9: “claims” must be at-most-once, at-least-once or exactly-once, not “exactly-onc”: did you mean "
        "“exactly-once”?");
    row("no number", "seed: one", "7:7: “seed” must be a whole number from 0 to 18446744073709551615, not “one”");
    row("negative", "seed: -1", "7:7: “seed” must be a whole number from 0 to 18446744073709551615, not “-1”");
    row("too large", "seed: 18446744073709551616",
        "7:7: “seed” must be a whole number from 0 to 18446744073709551615, not “18446744073709551616”");
    row("text that looks like a number", "seed: '1'",
        "7:7: “seed” must be a whole number from 0 to 18446744073709551615, not “1”");
    row("no unit", "deadline: 5",
        "7:11: “deadline” must be a duration such as 2s or 50ms, not “5”: the units are us, ms, s, min, h");
    row("unknown unit", "deadline: 5 weeks",
        "7:11: “deadline” must be a duration such as 2s or 50ms, not “5 weeks”: the units are us, ms, s, min, h");
    row("too long", "deadline: 25h", "7:11: “deadline” must be from 1ms to 24h, not “25h”");
    row("too fine", "deadline: 1500us", "7:11: “deadline” must be whole milliseconds, not “1500us”");
    row("no time", "deadline: 0s", "7:11: “deadline” must be from 1ms to 24h, not “0s”");
    row("broker, kind", "broker: {kind: nats}", "2:16: “kind” must be redis, not “nats”");
    row("broker, persistence", "broker: {persistence: all}",
        "2:23: “persistence” must be none, aof or aof-always, not “all”: did you mean “aof”?");
    row("broker, key", "broker: {persistance: aof}", "2:10: unknown key “persistance”: did you mean “persistence”?");
    row("broker, attached with more", "broker: {attach: \"redis://h\", persistence: aof}",
        "2:31: unknown key “persistence”: there is only attach");
    row("broker, no URL", "broker: {attach: localhost}",
        "2:18: “attach” of the broker must be a URL such as redis://127.0.0.1:6379, not “localhost”");
}

void ReaderTest::findsMistakesInInstances_data()
{
    columns();
    row("none", "instances: {}", "3:12: “instances” is empty");
    row("list", "instances: [a, b]", "3:12: “instances” must be a mapping, not a list");
    const QString rest = ", a: {}, b: {}, out: {attach: \"ws://h/ws\"}}";
    row("name", "instances: {x: {}, 9: {}" + rest,
        "3:20: “9” is no name for one of “instances”: a letter, then letters, digits, - and _, at most 64");
    row("reserved name", "instances: {x: {}, all: {}" + rest,
        "3:20: an instance cannot be called “all”: steps mean something else by it");
    row("no mapping", "instances: {x: ours" + rest, "3:16: “x” must be a mapping, not “ours”");
    row("key", "instances: {x: {exce: x}" + rest, "3:17: unknown key “exce”: did you mean “exec”?");
    row("two kinds", "instances: {x: {exec: \"x ${port}\", attach: \"ws://h/ws\"}" + rest,
        "3:36: “x” is either “exec” or “attach”, not both");
    row("key of another kind", "instances: {x: {attach: \"ws://h/ws\", arguments: []}" + rest,
        "3:38: unknown key “arguments”: there are attach, dialect, system");
    row("argument that is set already", "instances: {x: {arguments: [--max-rate, '5', --redis=x, --prefix]}" + rest,
        "3:46: --redis is set already: say “broker”\n3:57: --prefix is set already: say “system”");
    row("dialect", "instances: {x: {dialect: plane}" + rest,
        "3:26: “dialect” must be plain or crosstalk, not “plane”: did you mean “plain”?");
    row("flag", "instances: {x: {start: yes}" + rest, "3:24: “start” must be true or false, not “yes”");
    row("system", "instances: {x: {system: x y}" + rest,
        "3:25: “system” must be a letter, then letters, digits, - and _, not “x y”");
    row("exec without a port", "instances: {x: {exec: server}" + rest,
        "3:23: “exec” must pass ${port} on, or nobody knows where the server listens");
    row("exec with an unknown variable", "instances: {x: {exec: \"server ${port} ${reds}\"}" + rest,
        "3:23: “exec” has ${reds}, which is unknown: did you mean “redis”?");
    row("path", "instances: {x: {exec: \"x ${port}\", path: ws}" + rest, "3:42: “path” must begin with /, unlike “ws”");
    row("ready", "instances: {x: {exec: \"x ${port}\", ready: '('}" + rest,
        "3:43: “ready” is no regular expression: missing closing parenthesis");
    row("attach", "instances: {x: {attach: \"http://h/ws\"}" + rest,
        "3:25: “attach” must be a URL such as ws://127.0.0.1:9001/ws, not “http://h/ws”");
}

void ReaderTest::findsMistakesInClients_data()
{
    columns();
    row("none", "clients: {}", "4:10: “clients” is empty");
    row("nowhere", "clients: {alice: {}}", "4:18: “alice” needs “on” (text or a list)");
    row("unknown instance", "clients: {alice: {on: offf}}", "4:23: there is no instance “offf”: did you mean “off”?");
    row("unknown instances", "clients: {\"bob[1..2]\": {on: [a, c, d]}}",
        "4:33: there is no instance “c”: there are a, b, out, off, two\n"
        "4:36: there is no instance “d”: there are a, b, out, off, two");
    row("range backwards", "clients: {\"bob[2..1]\": {on: a}}",
        "4:11: the range “bob[2..1]” has no end after its beginning");
    row("range too long", "clients: {\"bob[1..9999]\": {on: a}, al: {on: a}, x: {on: a}}",
        "4:49: more than 10000 clients");
    row("ranges that overlap", "clients: {\"bob[1..3]\": {on: a}, \"bob[3..4]\": {on: a}}",
        "4:33: there is a client “bob3” already");
    row("range and client", "clients: {bob2: {on: a}, \"bob[1..3]\": {on: a}}",
        "4:26: there is a client “bob2” already");
    row("range and its base", "clients: {bob: {on: a}, \"bob[1..3]\": {on: a}}",
        "4:16: “bob” is both a client and the name of a range");
    row("name of an instance", "clients: {b: {on: a}}",
        "4:11: a client cannot be called “b”: steps mean something else by it");
    row("reserved name", "clients: {broker: {on: a}}",
        "4:11: a client cannot be called “broker”: steps mean something else by it");
    row("name", "clients: {\"a b\": {on: a}}",
        "4:11: “a b” is no name for one of “clients”: a letter, then letters, digits, - and _, at most 64; or a range "
        "of these, such as bob[1..5]");
    row("twice", "clients: {alice: {on: a}, alice: {on: b}}",
        "4:27: key “alice” for the second time: it is in line 4 already");
    row("key twice", "clients: {alice: {on: a, on: b}}", "4:26: key “on” for the second time: it is in line 4 already");
    row("room and rooms", "clients: {alice: {on: a, room: x, rooms: [y]}}", "4:42: either “room” or “rooms”, not both");
    row("room twice", "clients: {alice: {on: a, rooms: [x, y, x]}}", "4:40: the room “x” twice");
    row("room too long", "clients: {alice: {on: a, room: " + QString(129, 'x') + "}}",
        "4:32: a room's name has at most 128 bytes, and no control characters");
    row("room with a line break", "clients: {alice: {on: a, room: \"x\\ny\"}}",
        "4:32: a room's name has at most 128 bytes, and no control characters");
    row("room that looks like another system's", "clients: {alice: {on: a, room: second/x}}",
        "4:32: a room cannot begin with “second/”: that is how rooms of the system “second” are told apart");
    row("never started", "clients: {alice: {on: off}}",
        "4:23: “off” never runs: it is not started at first, and no fault starts it");
    row("columns are characters", "clients: {alice: {room: äöü, onn: a, on: a}}",
        "4:30: unknown key “onn”: did you mean “on”?");
}

void ReaderTest::findsMistakesInSteps_data()
{
    columns();
    row("none", "steps: []", "5:8: “steps” is empty");
    row("no list", "steps: {wait: joined}", "5:8: “steps” must be a list, not a mapping");
    stepRow("settle", "5:9: an item of “steps” must be a mapping, not “settle”");
    stepRow("{}", "5:9: an item of “steps” is empty: there are wait, send, join, leave, connect, disconnect, move, "
                  "fault, heal, settle, expect, repeat, parallel, note");
    stepRow("sned: x", "5:9: unknown key “sned”: did you mean “send”?");
    stepRow("{wait: joined, note: x}", "5:24: an item of “steps” is either “wait” or “note”, not both");
    stepRow("{wait: joined, foo: x}", "5:24: unknown key “foo”: there is only wait");
    stepRow("wait: joind",
            "5:15: “wait” must be joined or a duration such as 2s or 50ms, not “joind”: did you mean “joined”?");
    stepRow("wait: 2", "5:15: “wait” must be a duration such as 2s or 50ms, not “2”: the units are us, ms, s, min, h");
    stepRow("wait: [1s]", "5:15: “wait” must be joined or a duration such as 2s or 50ms, not a list");
    stepRow("send: {count: 1}", "5:15: “send” needs “from” (text or a list)");
    stepRow("send: {from: ailce, count: 1}", "5:22: there is no client “ailce”: did you mean “alice”?");
    stepRow("send: {from: [alice, eve, \"eve[1..3]\"], count: 1}",
            "5:35: there is no client “eve[1..3]”: there are alice, bob, eve1, eve2, pat, dan, eve, all");
    stepRow("send: {from: alice, count: 0}", "5:36: “count” must be a whole number from 1 to 1000000000, not “0”");
    stepRow("send: {from: alice, count: 1, rate: 5}", "5:45: “rate” must be a rate such as 100/s or 30/min, not “5”");
    stepRow("send: {from: alice, count: 1, rate: 0/s}", "5:45: “rate” must be above 0 and up to 1000000/s, not “0/s”");
    stepRow("send: {from: alice, count: 1, size: 1XB}",
            "5:45: “size” must be a size such as 128 (bytes) or 64KiB, not “1XB”: the units are B, KiB, MiB, GiB, kB, "
            "MB, GB");
    stepRow("send: {from: alice, count: 1, size: 1GiB}", "5:45: “size” must be from 0B to 16MiB, not “1GiB”");
    stepRow("send: {from: alice, count: 1, duration: 1s}", "5:49: either “count” or “duration”, not both");
    stepRow("send: {from: alice, rate: 1/s}",
            "5:15: “send” has no end: say “count” or “duration”, or put it in the “background”");
    stepRow("send: {from: alice, duration: 1s}",
            "5:15: “send” without a “count” has no measure: say “rate” or “window”");
    stepRow("send: {from: alice, count: 1, room: atic}",
            "5:45: nobody is ever in the room “atic”: did you mean “attic”?");
    stepRow("send: {from: dan, count: 1}", "5:22: “dan” is in no room at first: say “room”");
    stepRow("send: {from: pat, count: 1, room: attic}",
            "5:43: “pat” speaks plain, which has one room: leave “room” out");
    stepRow("join: {client: alice}", "5:15: “join” needs “room” (text)");
    stepRow("join: {client: bobb, room: x}", "5:24: there is no client “bobb”: did you mean “bob”?");
    stepRow("join: {client: [alice, pat], room: x}",
            "5:24: “pat” speaks plain, which has one room, joined by connecting");
    stepRow("leave: {client: alice, room: lobbi}", "5:38: nobody is ever in the room “lobbi”: did you mean “lobby”?");
    stepRow("connect: nobody",
            "5:18: there is no client “nobody”: there are alice, bob, eve1, eve2, pat, dan, eve, all");
    stepRow("move: {client: alice, to: c}", "5:35: there is no instance “c”: there are a, b, out, off, two");
    stepRow("move: {client: alice, to: out}",
            "5:35: “alice” cannot move from “a” to “out”: they are not of one dialect and system");
    stepRow("move: {client: alice, to: two}",
            "5:35: “alice” cannot move from “a” to “two”: they are not of one dialect and system");
    stepRow("heal: brokr", "5:15: there is nothing called “brokr” to heal: did you mean “broker”?");
    stepRow("settle: {quiet: 3s, limit: 2s}",
            "5:25: “quiet” is longer than “limit”: it could never be quiet for so long");
    stepRow("settle: now", "5:17: “settle” must be a mapping, not “now”");
    stepRow("expect: no-los", "5:17: “expect” cannot be “no-los”: did you mean “no-loss”?");
    stepRow("expect: [no-loss, {latency: {p99: 5}}]",
            "5:43: “p99” must be a duration such as 2s or 50ms, not “5”: the units are us, ms, s, min, h");
    stepRow("expect: reconverges", "5:17: reconverges could never be judged: no step is a fault");
    stepRow("repeat: {times: 2}", "5:17: “repeat” needs “steps” (a list)");
    stepRow("repeat: {times: 1000001, steps: [note: x]}",
            "5:25: “times” must be a whole number from 1 to 1000000, not “1000001”");
    stepRow("repeat: {times: 2, steps: [{connect: x}]}",
            "5:46: there is no client “x”: there are alice, bob, eve1, eve2, pat, dan, eve, all");
    stepRow("parallel: [{note: x}]", "5:20: an item of “parallel” must be a list, not a mapping");
    stepRow("parallel: [[{connect: x}]]",
            "5:31: there is no client “x”: there are alice, bob, eve1, eve2, pat, dan, eve, all");
    stepRow("note: [x]", "5:15: “note” must be text, not a list");
}

void ReaderTest::findsMistakesInFaults_data()
{
    columns();
    stepRow("fault: {}",
            "5:16: “fault” is empty: there are kill, drain, freeze, thaw, restart, start, stall, abort, flood");
    stepRow("fault: {kil: a}", "5:17: unknown key “kil”: did you mean “kill”?");
    stepRow("fault: {kill: a, freeze: b}", "5:26: “fault” is either “kill” or “freeze”, not both");
    stepRow("fault: {kill: a, for: 1s}", "5:26: unknown key “for”: there is only kill");
    stepRow("fault: {kill: brokr}", "5:23: there is no instance “brokr”: did you mean “broker”?");
    stepRow("fault: {kill: alice}", "5:23: there is no instance “alice”: there are a, b, out, off, two, broker");
    stepRow("fault: {kill: out}", "5:23: “out” is attached: somebody else runs it, and nobody here can kill it");
    stepRow("fault: {drain: broker}", "5:24: a broker has no clients to drain: kill or restart it");
    stepRow("fault: {restart: a, data: lose}", "5:35: only the broker has “data” to keep or to lose");
    stepRow("fault: {restart: broker, data: keep}", "5:40: the broker keeps nothing: its “persistence” is none");
    stepRow("fault: {restart: broker, down: 2}",
            "5:40: “down” must be a duration such as 2s or 50ms, not “2”: the units are us, ms, s, min, h");
    stepRow("fault: {stall: a}", "5:24: there is no client “a”: there are alice, bob, eve1, eve2, pat, dan");
    stepRow("fault: {stall: eve}", "5:24: “stall” takes one client, and “eve” is 2 of them: write a fault for each");
    stepRow("fault: {flood: alice, count: 0}", "5:38: “count” must be a whole number from 1 to 1000000000, not “0”");
}

void ReaderTest::findsMistakesInBackgrounds_data()
{
    columns();
    const QString load = "{send: {from: alice, count: 9, background: load}}";
    const QString endless = "{send: {from: alice, rate: 1/s, background: load}}";
    const auto steps = [](const QStringList &all) { return QStringLiteral("steps: [%1]").arg(all.join(", ")); };
    row("join of what is none", steps({load, "{join: laod}"}),
        "5:67: nothing goes on in the background as “laod” here: did you mean “load”?");
    row("join before", steps({"{join: load}", load}), "5:16: nothing goes on in the background as “load” here");
    row("join twice", steps({load, "{join: load}", "{join: load}"}),
        "5:81: nothing goes on in the background as “load” here");
    row("started twice", steps({load, load}),
        "5:103: “load” may still be going on when it is started again: join it first");
    row("never ends", steps({endless}), "5:53: “load” never ends: join it, or say “count” or “duration”");
    row("started again by a repeat", steps({"{repeat: {times: 2, steps: [" + load + "]}}"}),
        "5:80: “load” may still be going on when it is started again: join it first");
    row("joined again by a repeat", steps({load, "{repeat: {times: 2, steps: [{join: load}]}}"}),
        "5:95: nothing goes on in the background as “load” here");
    row("two branches", steps({"{parallel: [[" + load + "], [" + load + "]]}"}),
        "5:118: “load” is started by another branch, too");
    row("join of another branch's", steps({"{parallel: [[" + load + "], [{join: load}]]}"}),
        "5:82: nothing goes on in the background as “load” here");
}

void ReaderTest::findsMistakesInInvariants_data()
{
    columns();
    row("none", "invariants: []", "6:13: “invariants” is empty");
    row("no list", "invariants: no-loss", "6:13: “invariants” must be a list, not “no-loss”");
    row("unknown", "invariants: [no-los]", "6:14: an item of “invariants” cannot be “no-los”: did you mean “no-loss”?");
    row("needs more", "invariants: [latency]", "6:14: “latency” needs to be told more: write latency: {…}");
    row("takes nothing", "invariants: [alive: {}]", "6:14: “alive” has nothing more to be told: write the word alone");
    row("unknown, with parameters", "invariants: [latancy: {p99: 1s}]",
        "6:14: unknown key “latancy”: did you mean “latency”?");
    row("unknown parameter", "invariants: [latency: {p98: 1s}]", "6:24: unknown key “p98”: did you mean “p90”?");
    row("no bound", "invariants: [latency: {per: cell}]",
        "6:14: latency needs a bound: say p50, p90, p95, p99, p99.9, max, with a unit");
    row("two bounds", "invariants: [latency: {p50: 1s, p99: 1s}]",
        "6:38: more than one bound: write a latency of its own for each");
    row("inside and outside", "invariants: [latency: {p50: 1s, inside: faults, outside: faults}]",
        "6:58: both inside and outside faults: leave both out to mean any time");
    row("no parameters", "invariants: [memory: {}]", "6:22: “memory” needs “growth” (a size such as 64MiB)");
    row("size without a unit", "invariants: [memory: {growth: 64}]",
        "6:31: “growth” must be a size such as 64MiB, not “64”: the units are B, KiB, MiB, GiB, kB, MB, GB");
    row("unknown instance", "invariants: [latency: {p50: 1s, from: z}]",
        "6:14: latency could never be judged: there is no instance “z”: there are a, b, out, off, two");
    row("twice", "invariants: [no-loss, no-loss]", "6:23: “no-loss” for the second time");
    row("no fault", "invariants: [reconverges: {within: 1s}]",
        "6:14: reconverges could never be judged: no step is a fault");
    row("inside faults, of which there is none", "invariants: [latency: {p50: 1s, inside: faults}]",
        "6:14: latency could never be judged: no step is a fault");
    row("memory of an attached instance", "invariants: [memory: {growth: 1MiB, instance: out}]",
        "6:14: memory could never be judged: nobody here knows the process behind an attached instance");
}

void ReaderTest::refusesWhatPlainCannotPromise_data()
{
    QTest::addColumn<QStringList>("replaced");
    QTest::addColumn<QString>("errors");
    const QString plain = "instances: {a: {dialect: plain}, b: {attach: \"ws://h/ws\"}}";
    const QString clients = "clients: {alice: {on: a}, bob: {on: b}}";
    QTest::newRow("nothing asked for") << QStringList{plain, clients} << "";
    QTest::newRow("one room by another name")
        << QStringList{plain, "clients: {alice: {on: a, room: x}, bob: {on: b, room: x}}"} << "";
    QTest::newRow("acknowledgements") << QStringList{plain, clients, "invariants: [no-acknowledged-loss]"}
                                      << "6:14: no-acknowledged-loss could never be judged: the dialect plain has no "
                                         "acknowledgements";
    QTest::newRow("presence") << QStringList{plain, clients, "invariants: [presence-agrees]"}
                              << "6:14: presence-agrees could never be judged: the dialect plain does not tell who is "
                                 "in a room";
    QTest::newRow("alive, all attached")
        << QStringList{"instances: {a: {attach: \"ws://h/ws\"}, b: {attach: \"ws://i/ws\"}}", clients,
                       "invariants: [alive]"}
        << "6:14: alive could never be judged: nobody here knows the process behind an attached instance";
    QTest::newRow("rooms") << QStringList{plain, "clients: {alice: {on: a, rooms: [x, y]}, bob: {on: b, room: x}}"}
                           << "4:33: the dialect plain has one room, joined by connecting, not 2";
    QTest::newRow("no room") << QStringList{plain, "clients: {alice: {on: a, rooms: []}, bob: {on: b}}"}
                             << "4:33: the dialect plain has one room, joined by connecting, not 0";
    QTest::newRow("two rooms") << QStringList{plain, "clients: {alice: {on: a}, bob: {on: b, room: x}}"}
                               << "4:46: the dialect plain has one room for everybody: it is “lobby” already, it "
                                  "cannot be “x”";
    QTest::newRow("claims") << QStringList{plain, clients, "broker: {}\nclaims: exactly-once"}
                            << "3:9: exactly-once could never be judged: the dialect plain has no acknowledgements, "
                               "and what was not acknowledged is never due for certain; claim at-most-once";
}

void ReaderTest::refusesWhatPlainCannotPromise()
{
    QFETCH(QStringList, replaced);
    QStringList file = lines;
    for (const QString &line : replaced) {
        for (QString &each : file) {
            if (each.section(':', 0, 0) == line.section(':', 0, 0))
                each = line;
        }
    }
    QTEST(errorsOf(file), "errors");
}

void ReaderTest::tellsAllMistakesInTheirOrder()
{
    QCOMPARE(errorsOf({"nmae: x", "claims: never", "instances: {a: {}}", "clients: {alice: {on: b}}",
                       "steps: [{wait: 1}]", "invariants: [none]"}),
             "1:1: unknown key “nmae”: did you mean “name”?\n"
             "1:1: a scenario needs “name” (text)\n"
             "2:9: “claims” must be at-most-once, at-least-once or exactly-once, not “never”\n"
             "4:23: there is no instance “b”: there is only a\n"
             "5:16: “wait” must be a duration such as 2s or 50ms, not “1”: the units are us, ms, s, min, h\n"
             "6:14: an item of “invariants” cannot be “none”: there are no-loss, no-acknowledged-loss, no-duplicates, "
             "no-phantoms, no-corruption, sender-order, same-order, reconverges, presence-agrees, alive, latency, "
             "memory");
}

/// Where the instances cannot be read, nobody knows which there are.
void ReaderTest::doesNotBlameWhatFollowsFromAnotherMistake()
{
    QCOMPARE(errorsOf(fileWith("instances: [a, b]")), "3:12: “instances” must be a mapping, not a list");
    QCOMPARE(errorsOf(fileWith("clients: [alice]")), "4:10: “clients” must be a mapping, not a list");
    QCOMPARE(errorsOf(fileWith("steps: x")), "5:8: “steps” must be a list, not “x”");
}

void ReaderTest::takesGoodSteps_data()
{
    QTest::addColumn<QString>("step");
    for (const char *step : {"send: {from: all, count: 1, room: lobby}", "send: {from: eve, window: 5, duration: 1s}",
                             "send: {from: \"eve[2..2]\", count: 1}", "send: {from: dan, count: 1, room: attic}",
                             "send: {from: pat, count: 1, room: lobby}", "join: {client: alice, room: cellar}",
                             "settle: {}", "settle:", "fault: {kill: broker}", "fault: {start: off}",
                             "fault: {restart: broker, data: lose}", "fault: {freeze: a}", "expect: [no-loss]",
                             "heal: alice", "heal: all", "wait: 0.5s", "move: {client: alice, to: b}"})
        QTest::newRow(step) << QString(step);
    QTest::newRow("a repeat that ends what it begins")
        << "repeat: {times: 3, steps: [{send: {from: bob, rate: 1/s, background: x}}, {join: x}]}";
    QTest::newRow("a branch that ends what went on before")
        << "send: {from: bob, rate: 1/s, background: x}}, {parallel: [[{join: x}], [{note: y}]]";
    QTest::newRow("a room that is joined later")
        << "send: {from: bob, count: 1, room: new}}, {parallel: [[{join: {client: bob, room: new}}]]";
}

void ReaderTest::takesGoodSteps()
{
    QFETCH(QString, step);
    QCOMPARE(errorsOf(fileWith("steps: [{" + step + "}]")), QString());
}

QTEST_GUILESS_MAIN(ReaderTest)
#include "tst_reader.moc"
