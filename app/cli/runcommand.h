// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// `crosstalk run`: carries scenarios out one after the other, each as often as wanted, and reports.

#include "app/cli/invocation.h"
#include "app/cli/runview.h"
#include "app/engine/scenariofile.h"

#include <memory>
#include <vector>

namespace crosstalk {

/// What follows `crosstalk`: "run" and its arguments, the program's name first.
Result<Invocation> parseRun(const QStringList &arguments);

class RunCommand : public QObject
{
    Q_OBJECT
public:
    explicit RunCommand(RunOptions options, QObject *parent = nullptr);
    ~RunCommand() override;

    void start();
    /// Ends the run with what was seen so far; no other follows. A second one does not wait for anything.
    void interrupt(int signal);

Q_SIGNALS:
    /// All processes are gone, all reports written. 0: all passed. 1: one failed. 2: of one, nobody knows. 3: one could
    /// not be carried out, or a report not be written.
    void finished(int exitCode);

private:
    struct Item
    {
        QString file;
        Scenario scenario;
    };

    bool load();
    void next();
    void onFinished(RunReport report);
    void onFailed(const Error &error);
    void goOn(bool hasPassed);
    void conclude();
    void writeReports();
    void sum(int exitCode);
    QString historyFor(const Item &item) const;
    QString keepHistory(const QString &file, bool hasPassed) const;
    static void complain(const QString &what);

    RunOptions m_options;
    Terminal m_terminal;
    std::vector<Item> m_items;
    size_t m_item = 0;
    int m_repetition = 0; ///< Of the item, from 1.
    std::unique_ptr<ScenarioRunner> m_runner;
    std::unique_ptr<RunView> m_view;
    QList<RunReport> m_reports;
    int m_passed = 0;
    int m_begun = 0;
    bool m_isInterrupted = false;
    int m_exitCode = 0;
};

} // namespace crosstalk
