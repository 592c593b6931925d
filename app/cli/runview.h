// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What `crosstalk run` shows: on a terminal a matrix that is redrawn in place, with the step that is being taken;
// elsewhere plain lines. Of runs that are repeated only a line each, unless they did not pass.

#include "app/cli/terminal.h"
#include "app/engine/report/report.h"
#include "app/engine/scenariorunner.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

namespace crosstalk {

class RunView : public QObject
{
    Q_OBJECT
public:
    explicit RunView(QObject *parent = nullptr);

    /// A line of its own, above what is redrawn.
    void print(const QString &line);

    /// Shows @p runner from now on. @p title says which of several runs it is; @p isBrief leaves out how it goes.
    void follow(ScenarioRunner *runner, const QString &title, bool isBrief);
    /// It has come to this.
    void show(const RunReport &report);
    /// It came to nothing.
    void forget();

Q_SIGNALS:
    /// Nobody reads any more.
    void broken();

private:
    void onStateChanged(ScenarioRunner::State state);
    void onStepStarted(const QList<int> &path, const QString &text);
    void draw();
    QStringList block(bool isOver) const;

    Terminal m_terminal;
    QPointer<ScenarioRunner> m_runner;
    QString m_title;
    QString m_step;
    bool m_isBrief = false;
    bool m_wasBroken = false;
    QTimer m_frame;
    QElapsedTimer m_sincePrinted;
};

} // namespace crosstalk
