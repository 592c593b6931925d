// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/runview.h"

#include "app/cli/matrix.h"
#include "app/cli/verdicttext.h"
#include "app/engine/cluster.h"
#include "app/engine/recorder.h"
#include "app/engine/report/words.h"
#include "app/engine/session.h"

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr auto frameInterval = 100ms;
constexpr std::chrono::milliseconds longestSilence = 5s; ///< Where progress is printed line by line.

QString counted(qsizetype count, const char *one)
{
    return QStringLiteral("%1 %2%3").arg(count).arg(QLatin1String(one), count == 1 ? QString() : QStringLiteral("s"));
}

} // namespace

RunView::RunView(QObject *parent)
    : QObject(parent)
{
    m_frame.setInterval(frameInterval);
    connect(&m_frame, &QTimer::timeout, this, &RunView::draw);
}

void RunView::print(const QString &line)
{
    m_terminal.redraw({});
    m_terminal.print(printableLine(line));
    m_sincePrinted.start();
    if (m_terminal.isBroken() && !std::exchange(m_wasBroken, true))
        Q_EMIT broken();
}

void RunView::follow(ScenarioRunner *runner, const QString &title, bool isBrief)
{
    m_runner = runner;
    m_title = title;
    m_isBrief = isBrief;
    m_step.clear();
    connect(runner, &ScenarioRunner::stateChanged, this, &RunView::onStateChanged);
    connect(runner, &ScenarioRunner::stepStarted, this, &RunView::onStepStarted);
    connect(runner, &ScenarioRunner::noted, this, [this](const QString &text) {
        if (!m_isBrief)
            print(QStringLiteral("  %1: %2").arg(timeText(m_runner->recorder()->now()), text));
    });
}

void RunView::onStateChanged(ScenarioRunner::State state)
{
    const Cluster *const cluster = m_runner->cluster();
    switch (state) {
    case ScenarioRunner::State::Starting:
        if (!m_isBrief)
            print(QStringLiteral("%1: starting %2 ...").arg(m_title, counted(cluster->instances().size(), "instance")));
        break;
    case ScenarioRunner::State::Running:
        if (!m_isBrief && !m_frame.isActive()) {
            const QString version = cluster->broker()->version();
            print(QStringLiteral("%1instances %2; %3; seed %4")
                      .arg(version.isEmpty() ? QString()
                                             : QStringLiteral("%1 at %2; ").arg(version, cluster->broker()->url()),
                           cluster->instanceNames().join(QLatin1Char(' ')),
                           counted(m_runner->sessions().size(), "client"))
                      .arg(m_runner->scenario().seed));
        }
        m_frame.start();
        break;
    case ScenarioRunner::State::Stopping:
    case ScenarioRunner::State::Finished:
        m_frame.stop();
        break;
    case ScenarioRunner::State::Idle:
    case ScenarioRunner::State::Paused:
        break;
    }
}

/// Steps within steps are too many to print; where the block is redrawn, each is shown while it is taken.
void RunView::onStepStarted(const QList<int> &path, const QString &text)
{
    m_step = QStringLiteral("Step %1 of %2: %3").arg(path.first() + 1).arg(m_runner->scenario().steps.size()).arg(text);
    const QStringList lines = block(false);
    const bool isRedrawn = m_terminal.canRedraw(matrixWidth(m_runner->cluster()->instanceNames().size()), lines.size());
    if (!m_isBrief && path.size() == 1 && !isRedrawn)
        print(QStringLiteral("  %1").arg(m_step));
}

QStringList RunView::block(bool isOver) const
{
    const Ledger &ledger = m_runner->recorder()->ledger();
    QStringList lines = drawMatrix(ledger, m_runner->cluster()->instanceNames(), {m_terminal.hasColour(), isOver});
    if (isOver)
        return lines;
    const int width = std::max(matrixWidth(m_runner->cluster()->instanceNames().size()), 79);
    const auto fit = [width](const QString &line) {
        return line.size() <= width ? line : line.left(width - 3) + QStringLiteral("...");
    };
    lines.append(fit(m_isBrief ? QStringLiteral("%1: %2").arg(m_title, m_step) : m_step));
    lines.append(fit(describeProgress(ledger, 0)));
    return lines;
}

void RunView::draw()
{
    const QStringList lines = block(false);
    qsizetype width = matrixWidth(m_runner->cluster()->instanceNames().size());
    for (const QString &line : lines.mid(lines.size() - 2))
        width = std::max(width, line.size());
    if (m_terminal.canRedraw(static_cast<int>(width), lines.size()))
        m_terminal.redraw(lines);
    else if (!m_isBrief && m_sincePrinted.hasExpired(longestSilence.count()))
        print(QStringLiteral("  %1").arg(lines.last()));
    if (m_terminal.isBroken() && !std::exchange(m_wasBroken, true))
        Q_EMIT broken();
}

void RunView::show(const RunReport &report)
{
    const QStringList words = describeVerdict(report.verdict, m_terminal.hasColour());
    m_terminal.redraw({});
    if (m_isBrief && report.verdict.judgement == Judgement::Pass) {
        m_terminal.print(QStringLiteral("%1: %2").arg(m_title, words.last()));
        return;
    }
    if (m_isBrief)
        print(m_title);
    QStringList lines = block(true) + words;
    if (report.verdict.interrupted)
        lines.insert(lines.size() - 1, QStringLiteral("Cut short: only what was seen until then has been judged."));
    for (const QString &line : std::as_const(lines))
        m_terminal.print(line);
}

void RunView::forget()
{
    m_frame.stop();
    m_terminal.redraw({});
}

} // namespace crosstalk
