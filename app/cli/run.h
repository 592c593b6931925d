// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// `crosstalk run`: carries scenarios out, one after the other, shows what goes on, and writes reports.

#include "app/cli/invocation.h"
#include "app/cli/runview.h"
#include "app/engine/report/report.h"
#include "app/engine/scenario.h"
#include "app/engine/scenariorunner.h"

#include <memory>

namespace crosstalk {

/// What follows `crosstalk`: "run" and its arguments, the program's name first.
Result<Invocation> parseRun(const QStringList &arguments);

/// Of two exit codes the one that counts: could not be carried out, failed, unknown, passed.
int worseExitCode(int a, int b);

class RunCommand : public QObject
{
    Q_OBJECT
public:
    explicit RunCommand(RunOptions options, QObject *parent = nullptr);
    ~RunCommand() override;

    void start();
    /// Takes no further step, judges what was seen; finished() follows. A second one ends at once, with 128 + @p
    /// signal.
    void interrupt(int signal);

Q_SIGNALS:
    /// All processes are gone, all reports written.
    void finished(int exitCode);

private:
    /// One run that is to be.
    struct Job
    {
        std::shared_ptr<const Scenario> scenario; ///< The same for all its repetitions.
        QString file;
        QString historyName; ///< Its own among all files.
        int repetition = 1;
    };

    bool load();
    QList<std::pair<QString, QByteArray (*)(const QList<RunReport> &)>> outputs() const;
    bool areFilesApart();
    bool canWriteOutputs();
    void next();
    QString historyFor(const Job &job) const;
    bool prepareFolder(const QString &history);
    void onFinished(RunReport report);
    void keep(const RunReport &report);
    void onFailed(const Error &error);
    void conclude(int exitCode, const QString &history);
    void writeOutputs();
    void end();
    void complain(const QString &what);

    RunOptions m_options;
    QList<Job> m_jobs;
    qsizetype m_next = 0;
    std::unique_ptr<ScenarioRunner> m_runner;
    RunView m_view;
    QList<RunReport> m_reports; ///< Where they are to be written.
    int m_passed = 0;
    int m_exitCode = 0;
    int m_signal = 0; ///< That interrupted it; 0 for none.
    QStringList m_keptHistories;
    bool m_hasEnded = false;
};

} // namespace crosstalk
