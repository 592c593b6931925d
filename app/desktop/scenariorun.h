// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A scenario's file that has been opened, and its latest run: from the file's mistakes to the report. Each run has a
// runner and a bench of its own, which stay to be looked at until the next run or the end.

#include "app/desktop/bench.h"
#include "app/desktop/models/stepsmodel.h"
#include "app/desktop/models/verdictmodel.h"
#include "app/engine/scenariofile.h"
#include "app/engine/scenariorunner.h"

namespace crosstalk {

class ScenarioRun : public QObject
{
    Q_OBJECT
public:
    using State = ScenarioRunner::State;

    /// @param fileOrName as loadScenario() takes it. Its options but the seed are for every run.
    ScenarioRun(QString fileOrName, ScenarioRunner::Options options, QObject *parent = nullptr);
    ~ScenarioRun() override;

    /// Reads the file, again. Not while it runs.
    void load();
    const QList<ScenarioError> &mistakes() const { return m_mistakes; }
    /// Nothing where there are mistakes.
    const std::optional<Scenario> &scenario() const { return m_scenario; }
    /// Of the scenario; that of the file where it could not be read.
    QString title() const;
    QString file() const { return m_file; }

    /// Idle where it has not been run since it was loaded.
    State state() const;
    bool isRunning() const { return state() != State::Idle && state() != State::Finished; }
    /// Once more where it has run. Only where there is a scenario, and it does not run.
    void start();
    void pause();
    void resume();
    void stop();

    StepsModel *steps() { return &m_steps; }
    VerdictModel *verdicts() { return &m_verdicts; }
    /// Of the latest run; null before.
    Bench *bench() const { return m_bench.get(); }
    /// What was told on the way, each with its time.
    const QStringList &notes() const { return m_notes; }
    /// Of the latest run, once it has ended.
    const std::optional<RunReport> &report() const { return m_report; }
    /// Why there is no report.
    const std::optional<Error> &failure() const { return m_failure; }

Q_SIGNALS:
    /// File, state, report or failure.
    void changed();
    void noted(const QString &text);
    /// There is another bench; the one before is deleted when this returns.
    void benchReplaced(crosstalk::Bench *bench);

private:
    void watchRunner();
    void note(const QString &text);
    void onFinished(const RunReport &report);
    void onFailed(const Error &error);

    QString m_file;
    ScenarioRunner::Options m_options;
    QList<ScenarioError> m_mistakes;
    std::optional<Scenario> m_scenario;
    StepsModel m_steps;
    VerdictModel m_verdicts;
    QStringList m_notes;
    std::optional<RunReport> m_report;
    std::optional<Error> m_failure;
    std::unique_ptr<ScenarioRunner> m_runner;
    std::unique_ptr<Bench> m_bench; ///< Of the runner's parts: goes first.
};

} // namespace crosstalk
