// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Scenarios that are carried out with our server, a broker of their own, and real links.

#include "app/engine/cluster.h"
#include "app/engine/recorder.h"
#include "app/engine/scenariofile.h"
#include "app/engine/scenariorunner.h"
#include "app/engine/session.h"
#include "tests/app/engine/processes.h"

#include <QtTest>

namespace crosstalk::testing {

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
        QStringList text;
        if (error)
            text.append("failed: " + error->toString());
        if (report) {
            text.append(report->verdict.reason);
            for (const InvariantVerdict &each : report->verdict.invariants)
                text.append(each.label + ": " + nameOf(each.judgement) + ", " + each.reason);
        }
        return (text + told).join('\n').toUtf8(); // QtTest cuts what is long.
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

inline const QByteArray calm = R"(
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
inline QByteArray withSteps(const QByteArray &steps, const QByteArray &invariants = "[no-loss, no-duplicates]")
{
    return "name: test\ninstances: {a: {}, b: {}}\nclients: {alice: {on: a}, bob: {on: b}}\nsteps:\n  - wait: "
           "joined\n" +
           steps + "invariants: " + invariants + "\n";
}

} // namespace crosstalk::testing

#define CARRY_OUT(run)                                                                                                 \
    (run).runner->start();                                                                                             \
    QTRY_VERIFY2_WITH_TIMEOUT((run).isOver(), (run).account().constData(), 60000)
#define VERIFY_PASSED(run) QVERIFY2((run).report && (run).report->verdict.judgement == Judgement::Pass, (run).account())
