// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// `crosstalk demo`: the scenario cross-server with as many instances and messages as wanted, and the matrix of what was
// delivered.

#include "app/cli/invocation.h"
#include "app/cli/terminal.h"
#include "app/engine/report/report.h"
#include "app/engine/scenario.h"
#include "app/engine/scenariorunner.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>

namespace crosstalk {

class Demo : public QObject
{
    Q_OBJECT
public:
    explicit Demo(DemoOptions options, QObject *parent = nullptr);
    ~Demo() override;

    void start();
    /// Takes everything down; finished() follows with 128 + @p signal. A second one does not wait for good-byes.
    void interrupt(int signal);

    /// What is run. An Error where the scenario does not come with this program.
    static Result<Scenario> scenarioFor(const DemoOptions &options);

Q_SIGNALS:
    /// All processes are gone. 0: all was delivered, once, in order. 1: it was not. 3: it could not be tried.
    void finished(int exitCode);

private:
    void onStateChanged(ScenarioRunner::State state);
    void onNoted(const QString &text);
    void draw(bool isOver);
    void conclude(const RunReport &report);
    void giveUp(const Error &error);
    void end(int exitCode);

    DemoOptions m_options;
    Terminal m_terminal;
    std::unique_ptr<ScenarioRunner> m_runner;
    QTimer m_frame; ///< Draws.
    QElapsedTimer m_sincePrinted;
    int m_quartersPrinted = 0;
    int m_signal = 0; ///< That interrupted it; 0 for none.
};

} // namespace crosstalk
