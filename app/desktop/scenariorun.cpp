// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/scenariorun.h"

#include "app/desktop/models/deliverymark.h"
#include "app/engine/cluster.h"
#include "app/engine/report/words.h"

#include <QFileInfo>

namespace crosstalk {

namespace {

/// What is to hold, before anything has come about.
QList<InvariantVerdict> unjudged(const std::vector<Invariant> &invariants)
{
    QList<InvariantVerdict> result;
    for (const Invariant &each : invariants)
        result << InvariantVerdict{each.name(), each.label(), Judgement::Unknown, QString(), std::nullopt};
    return result;
}

} // namespace

ScenarioRun::ScenarioRun(QString fileOrName, ScenarioRunner::Options options, QObject *parent)
    : QObject(parent)
    , m_file(std::move(fileOrName))
    , m_options(std::move(options))
{
    load();
}

ScenarioRun::~ScenarioRun() = default;

void ScenarioRun::load()
{
    if (isRunning())
        return;
    auto read = loadScenario(m_file);
    m_mistakes = read ? QList<ScenarioError>() : read.error();
    m_scenario.reset();
    if (read)
        m_scenario = *std::move(read);
    m_steps.setSteps(m_scenario ? m_scenario->steps : Steps());
    m_verdicts.setVerdicts(m_scenario ? unjudged(m_scenario->invariants) : QList<InvariantVerdict>());
    m_notes.clear();
    m_report.reset();
    m_failure.reset();
    Q_EMIT changed();
}

QString ScenarioRun::title() const
{
    return m_scenario && !m_scenario->name.isEmpty() ? m_scenario->name : QFileInfo(m_file).fileName();
}

ScenarioRun::State ScenarioRun::state() const
{
    const State state = m_runner ? m_runner->state() : State::Idle;
    return state == State::Finished && !m_report && !m_failure ? State::Idle : state;
}

void ScenarioRun::start()
{
    if (!m_scenario || isRunning())
        return;
    m_notes.clear();
    m_report.reset();
    m_failure.reset();
    m_steps.restart();

    // What was looked at until now goes when the new has taken its place.
    auto oldRunner = std::exchange(m_runner, std::make_unique<ScenarioRunner>(*m_scenario, m_options));
    watchRunner();
    auto oldBench = std::exchange(
        m_bench, std::make_unique<Bench>(m_runner->cluster(), m_runner->recorder(), Bench::Hands::Scenarios,
                                         Bench::Rules{m_scenario->invariants, m_scenario->deadline}));
    QList<std::pair<Session *, QString>> sessions;
    const auto all = m_runner->sessions();
    for (qsizetype i = 0; i < all.size(); ++i)
        sessions.append({all.at(i), m_scenario->clients.at(i).rooms.value(0)});
    m_bench->watch(sessions);
    m_verdicts.setVerdicts(unjudged(m_scenario->invariants));
    connect(m_bench->verdict(), &VerdictFeed::changed, this,
            [this](const RunningVerdict &verdict) { m_verdicts.setVerdicts(verdict.invariants); });
    Q_EMIT benchReplaced(m_bench.get());
    oldBench.reset();
    oldRunner.reset();
    m_runner->start();
    Q_EMIT changed();
}

void ScenarioRun::watchRunner()
{
    ScenarioRunner *runner = m_runner.get();
    connect(runner, &ScenarioRunner::stateChanged, this, &ScenarioRun::changed);
    connect(runner, &ScenarioRunner::stepStarted, &m_steps, &StepsModel::start);
    connect(runner, &ScenarioRunner::stepEnded, &m_steps, &StepsModel::end);
    connect(runner, &ScenarioRunner::noted, this, &ScenarioRun::note);
    connect(runner, &ScenarioRunner::finished, this, &ScenarioRun::onFinished);
    connect(runner, &ScenarioRunner::failed, this, &ScenarioRun::onFailed);
}

void ScenarioRun::pause()
{
    if (m_runner)
        m_runner->pause();
}

void ScenarioRun::resume()
{
    if (m_runner)
        m_runner->resume();
}

void ScenarioRun::stop()
{
    if (m_runner)
        m_runner->stop();
}

void ScenarioRun::note(const QString &text)
{
    const QString line = QStringLiteral("%1  %2").arg(
        momentInWords(std::chrono::nanoseconds(m_runner->recorder()->now())), printable(text));
    m_notes << line;
    m_bench->log(QStringLiteral("scenario"), text);
    Q_EMIT noted(line);
}

void ScenarioRun::onFinished(const RunReport &report)
{
    m_report = report;
    m_report->file = m_file;
    m_steps.halt();
    m_bench->verdict()->conclude(report.verdict);
    Q_EMIT changed();
}

void ScenarioRun::onFailed(const Error &error)
{
    m_failure = error;
    m_steps.halt();
    note(error.toString());
    Q_EMIT changed();
}

} // namespace crosstalk
