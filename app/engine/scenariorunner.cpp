// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenariorunner.h"

#include "app/engine/scenariofile.h"
#include "app/engine/scenariostage.h"
#include "app/engine/steps/background.h"
#include "app/engine/steps/flow.h"
#include "app/engine/steps/waiting.h"

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

/// What is on its way when the steps have ended gets the time it is allowed to take, and some.
step::Settle settlingOf(const Scenario &scenario)
{
    return {.quiet = 500ms, .limit = scenario.deadline + 1s};
}
/// And when the run is cut short, a moment.
constexpr step::Settle hastySettling{.quiet = 200ms, .limit = 2s};

Scenario withSeed(Scenario scenario, std::optional<quint64> seed)
{
    scenario.seed = seed.value_or(scenario.seed);
    return scenario;
}

} // namespace

class ScenarioRunner::Private
{
public:
    Private(ScenarioRunner *owner, Scenario given, Options with)
        : q(owner)
        , scenario(withSeed(std::move(given), with.seed))
        , options(std::move(with))
        , parts(scenario, {options.serverProgram, options.redisServer})
    {}

    void enter(State next);
    void begin();
    void takeSteps();
    void run(std::unique_ptr<StepRun> step, void (Private::*then)());
    void awaitBackground();
    void settle();
    void awaitLateArrivals();
    void cutShort();
    void conclude();
    void giveUp(const Error &error);
    void giveUpStep(const Error &error);
    void callOff();
    void finish();

    ScenarioRunner *q;
    const Scenario scenario;
    const Options options;
    ScenarioStage parts;
    std::unique_ptr<StepRun> current;
    State state = State::Idle;
    bool isCutShort = false;
    RunReport report;
    std::optional<Error> stuck; ///< Why the steps could not be taken to their end.
    std::optional<Error> error; ///< Why there is no report.
};

/// The one place where the state changes, and with it what goes on.
void ScenarioRunner::Private::enter(State next)
{
    if (next == state)
        return;
    const State before = std::exchange(state, next);
    parts.stage()->setPaused(next == State::Paused);
    switch (next) {
    case State::Idle:
        break;
    case State::Starting:
        begin();
        break;
    case State::Running:
        if (before != State::Starting)
            break;
        parts.audit()->start();
        parts.openSessions();
        // Whoever is told of this state hears of it before the first step.
        QMetaObject::invokeMethod(
            q, [this] { takeSteps(); }, Qt::QueuedConnection);
        break;
    case State::Paused:
        break;
    case State::Stopping: {
        callOff();
        parts.stopWatching();
        const auto sessions = parts.stage()->sessions();
        for (Session *session : sessions)
            session->close();
        parts.cluster()->stop();
        break;
    }
    case State::Finished:
        break;
    }
    Q_EMIT q->stateChanged(next);
}

void ScenarioRunner::Private::begin()
{
    report.startedAt = QDateTime::currentDateTimeUtc();
    if (!options.historyFile.isEmpty()) {
        if (const auto begun = parts.recorder()->writeHistory(options.historyFile); !begun) {
            // Not before start() has returned.
            QMetaObject::invokeMethod(
                q, [this, why = begun.error()] { giveUp(why); }, Qt::QueuedConnection);
            return;
        }
    }
    parts.cluster()->start();
}

void ScenarioRunner::Private::takeSteps()
{
    if (!isCutShort && (state == State::Running || state == State::Paused))
        run(std::make_unique<SequenceRun>(scenario.steps, QList<int>(), parts.stage()), &Private::awaitBackground);
}

void ScenarioRunner::Private::run(std::unique_ptr<StepRun> step, void (Private::*then)())
{
    callOff();
    current = std::move(step);
    QObject::connect(current.get(), &StepRun::ended, q, [this, then] { (this->*then)(); });
    QObject::connect(current.get(), &StepRun::failed, q, [this](const Error &why) { giveUpStep(why); });
    current->start();
}

/// What runs is on the call stack, perhaps, for all that happens may be its doing.
void ScenarioRunner::Private::callOff()
{
    if (!current)
        return;
    current->disconnect(q);
    current.release()->deleteLater();
}

void ScenarioRunner::Private::awaitBackground()
{
    const bool isSettled = !scenario.steps.empty() && !parts.stage()->background()->isRunning() &&
                           std::holds_alternative<step::Settle>(scenario.steps.back().action);
    run(std::make_unique<AwaitBackgroundRun>(QString(), parts.stage()),
        isSettled ? &Private::awaitLateArrivals : &Private::settle);
}

void ScenarioRunner::Private::settle()
{
    run(std::make_unique<SettleRun>(settlingOf(scenario), parts.stage()), &Private::awaitLateArrivals);
}

void ScenarioRunner::Private::awaitLateArrivals()
{
    run(std::make_unique<LateArrivalsRun>(parts.stage()), &Private::conclude);
}

/// What is under way is not to count as lost only because the steps have ended early.
void ScenarioRunner::Private::cutShort()
{
    isCutShort = true;
    parts.stage()->background()->clear();
    run(std::make_unique<SettleRun>(hastySettling, parts.stage()), &Private::conclude);
}

void ScenarioRunner::Private::conclude()
{
    Recorder *const recorder = parts.recorder();
    parts.stopWatching();
    recorder->record(history::Settled{recorder->now(), isCutShort});
    report.scenario = scenario.name;
    report.yaml = QString::fromUtf8(toYaml(scenario));
    report.seed = scenario.seed;
    report.history = options.historyFile;
    report.verdict = recorder->judge().verdict();
    if (stuck && report.verdict.judgement != Judgement::Fail)
        return giveUp(*stuck);
    report.isHistoryWhole = recorder->closeHistory().has_value();
    parts.fill(report);
    enter(State::Stopping);
}

void ScenarioRunner::Private::giveUp(const Error &why)
{
    if (state == State::Stopping || state == State::Finished)
        return;
    error = why;
    enter(State::Stopping);
}

/// A server that has ended keeps a scenario from its end, and has failed all the same: what was seen counts, where it
/// is a failure.
void ScenarioRunner::Private::giveUpStep(const Error &why)
{
    if (isCutShort || parts.recorder()->ledger().sent() == 0)
        return giveUp(why);
    stuck = why;
    parts.stage()->note(why.toString());
    cutShort();
}

/// Told from the event loop, for whoever hears it may delete the runner with all that is on the call stack now.
void ScenarioRunner::Private::finish()
{
    if (state != State::Stopping)
        return;
    enter(State::Finished);
    QMetaObject::invokeMethod(
        q,
        [this] {
            if (error)
                Q_EMIT q->failed(*error);
            else
                Q_EMIT q->finished(report);
        },
        Qt::QueuedConnection);
}

ScenarioRunner::ScenarioRunner(Scenario scenario, Options options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(scenario), std::move(options)))
{
    connect(cluster(), &Cluster::ready, this, [this] { d->enter(State::Running); });
    connect(cluster(), &Cluster::failed, this, [this](const Error &error) { d->giveUp(error); });
    connect(cluster(), &Cluster::stopped, this, [this] { d->finish(); });
    Stage *const stage = d->parts.stage();
    connect(stage, &Stage::noted, this, &ScenarioRunner::noted);
    connect(stage, &Stage::stepStarted, this, &ScenarioRunner::stepStarted);
    connect(stage, &Stage::stepEnded, this, &ScenarioRunner::stepEnded);
    connect(stage, &Stage::failed, this, [this](const Error &error) { d->giveUpStep(error); });
    connect(stage, &Stage::expectationFailed, this, [this] { d->cutShort(); });
}

ScenarioRunner::~ScenarioRunner()
{
    d->current.reset();
}

ScenarioRunner::State ScenarioRunner::state() const
{
    return d->state;
}

const Scenario &ScenarioRunner::scenario() const
{
    return d->scenario;
}

Cluster *ScenarioRunner::cluster() const
{
    return d->parts.cluster();
}

Recorder *ScenarioRunner::recorder() const
{
    return d->parts.recorder();
}

QList<Session *> ScenarioRunner::sessions() const
{
    return d->parts.stage()->sessions();
}

void ScenarioRunner::start()
{
    if (d->state == State::Idle)
        d->enter(State::Starting);
}

void ScenarioRunner::pause()
{
    if (d->state == State::Running)
        d->enter(State::Paused);
}

void ScenarioRunner::resume()
{
    if (d->state == State::Paused)
        d->enter(State::Running);
}

void ScenarioRunner::stop()
{
    if (d->state != State::Starting && d->state != State::Running && d->state != State::Paused)
        return;
    if (d->isCutShort)
        return d->conclude();
    if (recorder()->ledger().sent() == 0)
        return d->giveUp({QStringLiteral("Stopped before anything was sent"), {}});
    resume();
    d->cutShort();
}

} // namespace crosstalk
