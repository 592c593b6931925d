// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/verdict.h"

#include <QJsonArray>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class TestVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failDominatesThenUnknown_data();
    void failDominatesThenUnknown();
    void ofNothingItIsUnknown();
    void endsWithTheCodeOfTheCommandLine();
    void tellsEverythingAsJson();
    void tellsEachInvariant();
    void tellsTheCounterexample();
    void leavesOutWhatThereIsNot();
    void tellsEveryKindOfMoment();
};

void TestVerdict::failDominatesThenUnknown_data()
{
    QTest::addColumn<Judgement>("a");
    QTest::addColumn<Judgement>("b");
    QTest::addColumn<Judgement>("worst");
    using J = Judgement;
    QTest::newRow("pass, pass") << J::Pass << J::Pass << J::Pass;
    QTest::newRow("pass, unknown") << J::Pass << J::Unknown << J::Unknown;
    QTest::newRow("pass, fail") << J::Pass << J::Fail << J::Fail;
    QTest::newRow("unknown, unknown") << J::Unknown << J::Unknown << J::Unknown;
    QTest::newRow("unknown, fail") << J::Unknown << J::Fail << J::Fail;
    QTest::newRow("fail, fail") << J::Fail << J::Fail << J::Fail;
}

void TestVerdict::failDominatesThenUnknown()
{
    QFETCH(Judgement, a);
    QFETCH(Judgement, b);
    QFETCH(Judgement, worst);
    QCOMPARE(worse(a, b), worst);
    QCOMPARE(worse(b, a), worst);
}

void TestVerdict::ofNothingItIsUnknown()
{
    QVERIFY(Verdict{}.judgement == Judgement::Unknown);
    QCOMPARE(Verdict{}.toJson().value("verdict").toString(), QStringLiteral("unknown"));
}

void TestVerdict::endsWithTheCodeOfTheCommandLine()
{
    QCOMPARE(exitCodeOf(Judgement::Pass), 0);
    QCOMPARE(exitCodeOf(Judgement::Fail), 1);
    QCOMPARE(exitCodeOf(Judgement::Unknown), 2);
}

void TestVerdict::tellsEverythingAsJson()
{
    Verdict verdict;
    verdict.judgement = Judgement::Fail;
    verdict.reason = "no-loss failed";
    CellFigures cell{.from = "a", .to = "b", .due = 10, .delivered = 7, .late = 1, .lost = 3, .duplicate = 2};
    cell.reordered = 4;
    cell.corrupted = 5;
    cell.exposed = 8;
    cell.missed = 6;
    cell.p50 = 1ms;
    cell.p99 = 2ms;
    verdict.cells = {cell};
    verdict.total = cell;
    verdict.total.due = 20;
    verdict.sent = 21;
    verdict.acknowledged = 22;
    verdict.refused = 23;
    verdict.indeterminate = 24;
    verdict.recovered = 25;
    verdict.phantoms = 26;
    verdict.interrupted = true;
    const QJsonObject figures{{"delivered", 7}, {"late", 1},          {"lost", 3},         {"duplicate", 2},
                              {"reordered", 4}, {"corrupted", 5},     {"exposed", 8},      {"due", 20},
                              {"missed", 6},    {"p50Ns", 1'000'000}, {"p99Ns", 2'000'000}};
    QJsonObject expected = figures;
    QJsonObject expectedCell = figures;
    expectedCell["due"] = 10;
    expectedCell["from"] = "a";
    expectedCell["to"] = "b";
    expected["cells"] = QJsonArray{expectedCell};
    expected["invariants"] = QJsonArray{};
    expected["schema"] = 1;
    expected["verdict"] = "fail";
    expected["reason"] = "no-loss failed";
    expected["interrupted"] = true;
    expected["sent"] = 21;
    expected["acknowledged"] = 22;
    expected["refused"] = 23;
    expected["indeterminate"] = 24;
    expected["recovered"] = 25;
    expected["phantoms"] = 26;
    QCOMPARE(verdict.toJson(), expected);
}

void TestVerdict::tellsEachInvariant()
{
    Verdict verdict;
    verdict.invariants = {
        {"no-loss", "no-loss", Judgement::Pass, "12 due, all delivered", {}},
        {"latency", "latency: p99 at most 50 ms", Judgement::Unknown, "the harness did not keep up", {}},
    };
    const QJsonArray expected{
        QJsonObject{
            {"name", "no-loss"}, {"label", "no-loss"}, {"verdict", "pass"}, {"reason", "12 due, all delivered"}},
        QJsonObject{{"name", "latency"},
                    {"label", "latency: p99 at most 50 ms"},
                    {"verdict", "unknown"},
                    {"reason", "the harness did not keep up"}},
    };
    QCOMPARE(verdict.toJson().value("invariants").toArray(), expected);
}

void TestVerdict::tellsTheCounterexample()
{
    Counterexample example;
    example.probe = {"alice", "lobby", 17};
    example.receiver = "bob";
    example.fromInstance = "a";
    example.toInstance = "b";
    example.at = 9;
    example.sentAt = 9;
    example.receivedAt = 12;
    example.what = "alice's 17th message to lobby never reached bob";
    example.attribution = "never published";
    example.faults = QStringList{"restart broker"};
    example.around = {
        {9, Moment::Kind::Sent, "alice", "a", {"alice", "lobby", 17}, {}, true},
        {10, Moment::Kind::Began, {}, {}, {}, "restart broker", false},
    };
    Verdict verdict;
    verdict.invariants = {{"no-loss", "no-loss", Judgement::Fail, "1 of 12 lost", example}};
    const QJsonObject probe{{"session", "alice"}, {"room", "lobby"}, {"n", 17}};
    const QJsonObject expected{
        {"probe", probe},
        {"receiver", "bob"},
        {"fromInstance", "a"},
        {"toInstance", "b"},
        {"atNs", 9},
        {"sentAtNs", 9},
        {"receivedAtNs", 12},
        {"what", "alice's 17th message to lobby never reached bob"},
        {"attribution", "never published"},
        {"faults", QJsonArray{"restart broker"}},
        {"around", QJsonArray{QJsonObject{{"atNs", 9},
                                          {"event", "sent"},
                                          {"session", "alice"},
                                          {"instance", "a"},
                                          {"probe", probe},
                                          {"isOfCounterexample", true}},
                              QJsonObject{{"atNs", 10}, {"event", "fault"}, {"what", "restart broker"}}}},
    };
    QCOMPARE(verdict.toJson()["invariants"][0]["counterexample"].toObject(), expected);
}

void TestVerdict::leavesOutWhatThereIsNot()
{
    Counterexample example;
    example.what = "instance b exited";
    example.toInstance = "b";
    example.at = 5;
    Verdict verdict;
    verdict.invariants = {{"alive", "alive", Judgement::Fail, "b exited", example}};
    const QJsonObject expected{{"what", "instance b exited"},
                               {"toInstance", "b"},
                               {"atNs", 5},
                               {"faults", QJsonArray{}},
                               {"around", QJsonArray{}}};
    QCOMPARE(verdict.toJson()["invariants"][0]["counterexample"].toObject(), expected);
}

void TestVerdict::tellsEveryKindOfMoment()
{
    using K = Moment::Kind;
    const QList<K> kinds{K::Sent, K::Acked,     K::Refused,      K::Tapped, K::Received, K::Joined,
                         K::Left, K::Connected, K::Disconnected, K::Began,  K::Healed};
    const QStringList words{"sent", "acked",     "refused",      "tapped", "received", "joined",
                            "left", "connected", "disconnected", "fault",  "healed"};
    Counterexample example;
    for (const K kind : kinds)
        example.around.append({1, kind, {}, {}, {}, {}, false});
    Verdict verdict;
    verdict.invariants = {{"no-loss", "no-loss", Judgement::Fail, {}, example}};
    const QJsonArray around = verdict.toJson()["invariants"][0]["counterexample"]["around"].toArray();
    QStringList told;
    for (const auto &moment : around)
        told.append(moment.toObject().value("event").toString());
    QCOMPARE(told, words);
}

QTEST_APPLESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
