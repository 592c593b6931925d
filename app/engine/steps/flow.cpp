// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/flow.h"

#include "app/engine/steps/background.h"

namespace crosstalk {

namespace {

/// It may be on the call stack, for what follows it is a consequence of its end.
void retire(std::unique_ptr<StepRun> &run)
{
    if (run)
        run.release()->deleteLater();
}

/// @p error with the step it is of; steps made of steps have said so already.
Error inStep(const Step &step, const Error &error)
{
    if (std::holds_alternative<step::Repeat>(step.action) || std::holds_alternative<step::Parallel>(step.action))
        return error;
    return {QStringLiteral("Step in line %1 (%2): %3").arg(step.line).arg(describe(step), error.what), error.hint};
}

} // namespace

SequenceRun::SequenceRun(const Steps &steps, const QList<int> &path, Stage *stage)
    : StepRun(stage)
    , m_steps(steps)
    , m_path(path)
{}

void SequenceRun::next()
{
    retire(m_current);
    if (m_next == static_cast<int>(m_steps.size()))
        return end();
    const Step &step = m_steps[static_cast<size_t>(m_next)];
    const QList<int> path = m_path + QList<int>{m_next++};
    Q_EMIT stage()->stepStarted(path, describe(step));
    auto run = makeStepRun(step, path, stage());
    const auto goOn = [this, path] {
        Q_EMIT stage()->stepEnded(path);
        next();
    };
    if (const auto *send = std::get_if<step::Send>(&step.action); send && !send->background.isEmpty()) {
        connect(run.get(), &StepRun::failed, stage(),
                [at = stage(), &step](const Error &error) { Q_EMIT at->failed(inStep(step, error)); });
        stage()->background()->add(send->background, std::move(run));
        QMetaObject::invokeMethod(this, goOn, Qt::QueuedConnection);
        return;
    }
    m_current = std::move(run);
    connect(m_current.get(), &StepRun::ended, this, goOn);
    connect(m_current.get(), &StepRun::failed, this, [this, &step](const Error &error) { fail(inStep(step, error)); });
    m_current->start();
}

RepeatRun::RepeatRun(const step::Repeat &what, const QList<int> &path, Stage *stage)
    : StepRun(stage)
    , m_what(what)
    , m_path(path)
{}

void RepeatRun::next()
{
    retire(m_current);
    if (m_round == m_what.times)
        return end();
    m_current = std::make_unique<SequenceRun>(m_what.steps, m_path + QList<int>{m_round++}, stage());
    connect(m_current.get(), &StepRun::ended, this, &RepeatRun::next);
    connect(m_current.get(), &StepRun::failed, this, &RepeatRun::fail);
    m_current->start();
}

ParallelRun::ParallelRun(const step::Parallel &what, const QList<int> &path, Stage *stage)
    : StepRun(stage)
{
    for (int i = 0; i < static_cast<int>(what.branches.size()); ++i) {
        const Steps &branch = what.branches[static_cast<size_t>(i)];
        m_branches.push_back(std::make_unique<SequenceRun>(branch, path + QList<int>{i}, stage));
    }
}

void ParallelRun::begin()
{
    if (m_branches.empty())
        return end();
    for (const auto &branch : m_branches) {
        connect(branch.get(), &StepRun::failed, this, &ParallelRun::fail);
        connect(branch.get(), &StepRun::ended, this, [this] {
            if (++m_over == m_branches.size())
                end();
        });
        branch->start();
    }
}

} // namespace crosstalk
