// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One run as it is seen from a terminal: the step that is being taken, the matrix as it fills, and what happens. In a
// pipe, plain lines.

#include "app/cli/terminal.h"
#include "app/engine/scenariorunner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace crosstalk {

class RunView : public QObject
{
    Q_OBJECT
public:
    /// @p terminal and @p runner must outlive it.
    RunView(ScenarioRunner *runner, Terminal *terminal, QObject *parent = nullptr);

    /// Draws the matrix once more, as it is at the end.
    void conclude();

private:
    void onStepStarted(const QList<int> &path, const QString &text);
    void tell(const QString &text);
    void draw(bool isOver);

    ScenarioRunner *m_runner;
    Terminal *m_terminal;
    QString m_step; ///< The one that was started last.
    QTimer m_frame;
    QElapsedTimer m_sincePrinted;
};

} // namespace crosstalk
