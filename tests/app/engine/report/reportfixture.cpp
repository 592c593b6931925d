// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "reportfixture.h"

#include <cmath>

namespace crosstalk::test {

namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

constexpr auto broken = 3s;
constexpr auto mended = 5s + 200ms;

nanoseconds milliseconds(double value)
{
    return nanoseconds(qint64(value * 1e6));
}

/// Never the same twice, always the same in every run.
double noise(int i)
{
    return std::fmod(std::abs(std::sin(i * 12.9898) * 43758.5453), 1.0);
}

/// A slice each 100 ms of 12 s; none while the broker is away, slow ones once it is back.
void addLatency(RunReport &run, bool hasFault)
{
    for (int i = 0; i < 120; ++i) {
        const nanoseconds at = i * 100ms;
        if (hasFault && at >= broken && at < mended)
            continue;
        const bool isCatchingUp = hasFault && at >= mended && at < mended + 600ms;
        const double base = isCatchingUp ? 400 - 60 * double((at - mended) / 100ms) : 0.7;
        LatencySlice slice{.at = at, .count = 50};
        for (int k = 0; k < 50; ++k)
            run.latency.add(milliseconds(base + 0.6 * std::pow(noise(i * 50 + k), 8) * 12 + 0.2 * noise(k)));
        slice.p50 = milliseconds(base + 0.1 * noise(i));
        slice.p99 = milliseconds(base + 1 + 2 * noise(i + 1));
        slice.max = milliseconds(base + 2 + 7 * noise(i + 2));
        run.slices.append(slice);
    }
}

void addCells(Verdict &verdict, bool hasFault)
{
    const QStringList instances{"a", "b", "c"};
    for (const QString &from : instances) {
        for (const QString &to : instances) {
            CellFigures cell{.from = from, .to = to, .due = 500, .delivered = 500};
            cell.p50 = milliseconds(from == to ? 0.42 : 0.81);
            cell.p99 = milliseconds(from == to ? 1.9 : 2.6);
            if (hasFault && from == "a" && to == "b") {
                cell.delivered = 491;
                cell.lost = 9;
                cell.late = 3;
            }
            if (hasFault && from == "b" && to == "c")
                cell.duplicate = 1;
            verdict.total.due += cell.due;
            verdict.total.delivered += cell.delivered;
            verdict.total.lost += cell.lost;
            verdict.total.late += cell.late;
            verdict.total.duplicate += cell.duplicate;
            verdict.cells.append(cell);
        }
    }
    verdict.total.p50 = milliseconds(0.8);
    verdict.total.p99 = milliseconds(2.6);
    verdict.sent = 1500;
    verdict.acknowledged = 1489;
}

Counterexample loss()
{
    using K = Moment::Kind;
    const auto probe = [](quint64 n) { return history::ProbeId{"alice", "lobby", n}; };
    Counterexample example;
    example.probe = probe(317);
    example.receiver = "bob2";
    example.fromInstance = "a";
    example.toInstance = "b";
    example.at = 5'214'300'000;
    example.sentAt = example.at;
    example.what = "alice's 317th message to lobby, sent on a at 5.2143 s, never reached bob2 on b";
    example.attribution = "published, not delivered";
    example.faults = QStringList{"restart broker"};
    example.around = {
        {5'203'100'000, K::Healed, {}, {}, {}, "restart broker", false},
        {5'204'300'000, K::Sent, "alice", "a", probe(316), {}, false},
        {5'204'800'000, K::Tapped, {}, {}, probe(316), {}, false},
        {5'205'200'000, K::Received, "bob2", "b", probe(316), {}, false},
        {5'206'000'000, K::Acked, "alice", "a", probe(316), {}, false},
        {5'214'300'000, K::Sent, "alice", "a", probe(317), {}, true},
        {5'214'900'000, K::Tapped, {}, {}, probe(317), {}, true},
        {5'215'100'000, K::Received, "carol", "c", probe(317), {}, true},
        {5'216'400'000, K::Acked, "alice", "a", probe(317), {}, true},
        {5'224'300'000, K::Sent, "alice", "a", probe(318), {}, false},
        {5'224'900'000, K::Tapped, {}, {}, probe(318), {}, false},
        {5'225'700'000, K::Received, "bob2", "b", probe(318), {}, false},
        {5'311'000'000, K::Disconnected, "bob2", "b", {}, {}, false},
        {5'402'000'000, K::Connected, "bob2", "b", {}, {}, false},
        {5'404'000'000, K::Joined, "bob2", "b", {{}, "lobby", 0}, {}, false},
    };
    return example;
}

Counterexample copy()
{
    using K = Moment::Kind;
    const history::ProbeId probe{"bob2", "lobby", 44};
    Counterexample example;
    example.probe = probe;
    example.receiver = "carol";
    example.fromInstance = "b";
    example.toInstance = "c";
    example.at = 5'901'000'000;
    example.sentAt = 2'980'000'000;
    example.receivedAt = example.at;
    example.what = "bob2's 44th message to lobby reached carol on c twice, at 2.9811 s and at 5.9010 s";
    example.around = {
        {2'980'000'000, K::Sent, "bob2", "b", probe, {}, true},
        {2'980'500'000, K::Tapped, {}, {}, probe, {}, true},
        {2'981'100'000, K::Received, "carol", "c", probe, {}, true},
        {3'000'000'000, K::Began, {}, {}, {}, "restart broker", false},
        {5'200'000'000, K::Healed, {}, {}, {}, "restart broker", false},
        {5'900'400'000, K::Tapped, {}, {}, probe, {}, true},
        {5'901'000'000, K::Received, "carol", "c", probe, {}, true},
    };
    return example;
}

RunReport base()
{
    RunReport run;
    run.run = "k3f9";
    run.seed = 17'293'822'569'102'704'640U;
    run.startedAt = QDateTime({2026, 11, 24}, {9, 30, 15, 250}, Qt::UTC);
    run.duration = 12s + 345ms;
    run.environment = {{"Crosstalk", "0.1.0"},
                       {"Qt", "6.4.2"},
                       {"System", "Debian GNU/Linux 12 (bookworm), 2 cores"},
                       {"Broker", "Redis 7.0.15, aof"},
                       {"Instances", "a, b, c: crosstalk-server 0.1.0"}};
    return run;
}

} // namespace

RunReport brokerRestart()
{
    RunReport run = base();
    run.scenario = "broker restart mid-broadcast";
    run.file = "resources/scenarios/broker-restart.yaml";
    run.yaml =
        "name: broker restart mid-broadcast\nclaims: exactly-once\nseed: 17293822569102704640\n"
        "broker: {kind: redis, persistence: aof}\ninstances:\n  a: {}\n  b: {}\n  c: {}\nclients:\n"
        "  alice: {on: a, room: lobby}\n  bob1: {on: b, room: lobby}\n  bob2: {on: b, room: lobby}\n"
        "steps:\n  - wait: joined\n  - send: {from: alice, count: 500, rate: 100/s, size: 128B, background: load}\n"
        "  - fault: {restart: broker, down: 2s}\n  - join: load\n  - settle: {quiet: 1s, limit: 10s}\n"
        "invariants:\n  - no-loss\n  - no-duplicates\n";
    run.repetition = 7;
    run.repetitions = 50;
    run.history = "crosstalk-histories/k3f9.jsonl";
    run.notes = QStringList{"The broker goes away in the middle of the load", "bob2 was disconnected: the link broke"};
    run.faults = {{"restart broker", broken, mended}, {"freeze b", 8s, {}}};
    addLatency(run, true);
    Verdict &verdict = run.verdict;
    verdict.judgement = Judgement::Fail;
    verdict.reason = "no-loss and no-duplicates do not hold";
    verdict.invariants = {
        {"no-loss", "no-loss", Judgement::Fail, "9 of 4500 due were lost", loss()},
        {"no-duplicates", "no-duplicates", Judgement::Fail, "1 copy too many", copy()},
        {"same-order", "same-order", Judgement::Pass, "6 sessions saw one order in 1 room", {}},
        {"latency", "latency: p99 at most 50 ms outside faults", Judgement::Pass, "p99 is 3.05 ms", {}},
        {"reconverges",
         "reconverges: within 3 s",
         Judgement::Unknown,
         "nothing was sent from c to a after the fault",
         {}},
    };
    addCells(verdict, true);
    verdict.total.exposed = 12;
    verdict.indeterminate = 11;
    verdict.recovered = 4;
    return run;
}

RunReport calmRun()
{
    RunReport run = base();
    run.scenario = "cross-server";
    addLatency(run, false);
    run.verdict.judgement = Judgement::Pass;
    run.verdict.invariants = {
        {"no-loss", "no-loss", Judgement::Pass, "4500 due, all delivered", {}},
        {"no-duplicates", "no-duplicates", Judgement::Pass, "no copy too many among 4500", {}},
    };
    addCells(run.verdict, false);
    run.yaml = "name: cross-server\n";
    return run;
}

RunReport emptyRun()
{
    RunReport run = base();
    run.scenario = "nothing";
    run.verdict.interrupted = true;
    run.verdict.reason = "nothing was due";
    run.verdict.invariants = {{"no-loss", "no-loss", Judgement::Unknown, "nothing was due", {}}};
    return run;
}

RunReport hostileRun(const QString &text)
{
    RunReport run = brokerRestart();
    for (QString *each : {&run.scenario, &run.file, &run.yaml, &run.run, &run.history, &run.verdict.reason})
        *each = text;
    run.notes = QStringList{text};
    run.environment = {{text, text}};
    for (FaultBand &fault : run.faults)
        fault.what = text;
    for (CellFigures &cell : run.verdict.cells) {
        cell.from += text;
        cell.to += text;
    }
    for (InvariantVerdict &invariant : run.verdict.invariants) {
        invariant.name = invariant.label = invariant.reason = text;
        if (!invariant.counterexample)
            continue;
        Counterexample &example = *invariant.counterexample;
        for (QString *each : {&example.probe.session, &example.probe.room, &example.receiver, &example.fromInstance,
                              &example.toInstance, &example.what, &example.attribution})
            *each = text;
        example.faults = QStringList{text};
        for (Moment &moment : example.around) {
            for (QString *each :
                 {&moment.session, &moment.instance, &moment.probe.session, &moment.probe.room, &moment.what})
                *each = text;
        }
    }
    return run;
}

} // namespace crosstalk::test
