// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenariofile.h"

#include <QTest>

using namespace crosstalk;

namespace {

const QByteArray file = R"(name: case
instances: {a: {}, b: {}}
clients:
  alice: {on: a}
  "bob[1..2]": {on: a}
steps:
  - send: {from: alice, count: 10}
  - settle:
invariants:
  - no-loss
  - latency: {p99: 1s}
)";

} // namespace

class OverridesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changeWhatIsThere_data();
    void changeWhatIsThere();
    void sayWhatIsWrong_data();
    void sayWhatIsWrong();
    void comeOneAfterTheOther();
};

void OverridesTest::changeWhatIsThere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("part"); // of the normalised form
    const auto row = [](const char *text, const char *part) {
        QTest::newRow(text) << QString(text) << QByteArray(part);
    };
    row("name=other", "name: other\n");
    row("seed=7", "seed: 7\n");
    row("clients.alice.on=b", "  alice: {on: b, ");
    row("clients.bob[1..2].on=b", "  bob2: {on: b, ");
    row("steps.0.send.count=50", "count: 50, ");
    row("steps.0.send.rate=5/s", "rate: 5/s, ");
    row("steps.1.settle.quiet=2s", "settle: {quiet: 2s, ");
    row("steps.1={note: changed}", "- note: changed\n");
    row("invariants.1.latency.p99=2s", "latency: {p99: 2s}");
    row("invariants.0={latency: {\"p99.9\": 3s}}", "latency: {p99.9: 3s}");
    row("invariants=[alive]", "invariants:\n  - alive\n");
    row("broker.persistence=aof", "persistence: aof}");
    row("instances.c={system: other}", "  c: {arguments: [], dialect: crosstalk, system: other, start: true}");
    row("description=a = b", "description: \"a = b\"\n");
}

void OverridesTest::changeWhatIsThere()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, part);
    const auto read = readScenario(file, "file", {text});
    QVERIFY2(read, qPrintable(read ? QString() : read.error().first().toString()));
    QVERIFY2(toYaml(*read).contains(part), toYaml(*read).constData());
}

void OverridesTest::sayWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *text, const char *error) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(text) + QString::fromUtf8(error);
    };
    row("name", ":1:1: must be a key and its value, such as clients.alice.on=b");
    row("=x", ":1:1: must be a key and its value, such as clients.alice.on=b");
    row("clients..on=b", ":1:9: a key is empty");
    row("nmae=x", ":1:1: unknown key “nmae”: did you mean “name”?");
    row("clients.alice.no=b", ":1:15: unknown key “no”: did you mean “on”?");
    row("clients.alice.on=c", ":1:18: there is no instance “c”: there are a, b");
    row("steps.2.note=x", ":1:7: “2” must be the number of an item of a list, 0 to 1");
    row("steps.send.count=1", ":1:7: “send” must be the number of an item of a list, 0 to 1");
    row("steps.0.send.count=x", ":1:20: “count” must be a whole number from 1 to 1000000000, not “x”");
    row("name.first=x", ":1:6: there is no “first” in “case”: that is neither a mapping nor a list");
    row("name=", ":1:6: “name” is empty");
    row("name=[a", ":1:6: this is no YAML: end of sequence flow not found");
    row("name=# x", ":1:6: there is nothing in it");
    row("instances.b={dialect: plän, start: x}",
        ":1:23: “dialect” must be plain or crosstalk, not “plän”: did you mean “plain”?");
    row("invariants.1.latency.\"p99.9\"=1s", ":1:30: more than one bound: write a latency of its own for each");
}

void OverridesTest::sayWhatIsWrong()
{
    QFETCH(QString, text);
    const auto read = readScenario(file, "file", {"seed=2", text});
    QVERIFY(!read);
    QTEST(read.error().first().toString(), "error");
}

void OverridesTest::comeOneAfterTheOther()
{
    const auto read = readScenario(file, "file", {"instances.c={}", "clients.alice.on=c", "seed=2", "seed=3"});
    QVERIFY2(read, qPrintable(read ? QString() : read.error().first().toString()));
    QCOMPARE(read->clients.first().on, "c");
    QCOMPARE(read->seed, quint64{3});
    // A mistake in the file is told before those in overrides.
    const auto wrong = readScenario("claims: x\n" + file, "file", {"seed=x"});
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().size(), 2);
    QCOMPARE(wrong.error().first().file, "file");
    QCOMPARE(wrong.error().last().file, "seed=x");
}

QTEST_GUILESS_MAIN(OverridesTest)
#include "tst_overrides.moc"
