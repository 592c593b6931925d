// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/runview.h"

#include "app/cli/matrix.h"
#include "app/engine/recorder.h"
#include "app/engine/report/words.h"

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds longestSilence = 5s; ///< Where progress is printed line by line.

/// As the scenario has them; those that did not take part yet have an empty row.
QStringList instancesOf(const Scenario &scenario)
{
    QStringList names;
    for (const InstanceSpec &instance : scenario.instances)
        names.append(instance.name);
    return names;
}

} // namespace

RunView::RunView(ScenarioRunner *runner, Terminal *terminal, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_terminal(terminal)
{
    connect(runner, &ScenarioRunner::stepStarted, this, &RunView::onStepStarted);
    connect(runner, &ScenarioRunner::noted, this, &RunView::tell);
    m_frame.setInterval(100ms);
    connect(&m_frame, &QTimer::timeout, this, [this] { draw(false); });
    m_frame.start();
    m_sincePrinted.start();
}

void RunView::onStepStarted(const QList<int> &path, const QString &text)
{
    m_step = QStringLiteral("Step %1 of %2: %3")
                 .arg(QString::number(path.value(0) + 1), QString::number(m_runner->scenario().steps.size()), text);
    // Rounds and branches would flood a file.
    if (path.size() == 1 && !m_terminal->canRedraw(0, 1))
        tell(m_step);
}

void RunView::tell(const QString &text)
{
    m_terminal->print(printable(text));
    m_sincePrinted.start();
}

void RunView::conclude()
{
    m_frame.stop();
    if (m_runner->recorder()->ledger().sent() > 0)
        draw(true);
}

void RunView::draw(bool isOver)
{
    const Ledger &ledger = m_runner->recorder()->ledger();
    const QStringList instances = instancesOf(m_runner->scenario());
    const QString progress = printable(describeProgress(ledger));
    QStringList block;
    if (ledger.sent() > 0)
        block = drawMatrix(ledger, instances, {m_terminal->hasColour(), isOver});
    if (!isOver)
        block << progress << printable(m_step);
    // In one piece, or not at all: escape sequences cannot reach what has wrapped or scrolled away.
    qsizetype width = matrixWidth(instances.size());
    if (!isOver)
        width = std::max({width, progress.size(), m_step.size()});
    if (m_terminal->canRedraw(static_cast<int>(width), block.size())) {
        m_terminal->redraw(block);
    } else if (isOver) {
        for (const QString &line : std::as_const(block))
            m_terminal->print(line);
    } else if (ledger.sent() > 0 && m_sincePrinted.hasExpired(longestSilence.count())) {
        tell(progress);
    }
}

} // namespace crosstalk
