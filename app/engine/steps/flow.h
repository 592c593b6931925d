// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Steps made of steps: one after the other, again and again, side by side.

#include "app/engine/steps/steprun.h"

namespace crosstalk {

class SequenceRun : public StepRun
{
    Q_OBJECT
public:
    /// @p steps, the first of which stands at @p path + {0}, must outlive it.
    SequenceRun(const Steps &steps, const QList<int> &path, Stage *stage);

protected:
    void begin() override { next(); }

private:
    void next();

    const Steps &m_steps;
    QList<int> m_path;
    int m_next = 0;
    std::unique_ptr<StepRun> m_current;
};

class RepeatRun : public StepRun
{
    Q_OBJECT
public:
    RepeatRun(const step::Repeat &what, const QList<int> &path, Stage *stage);

protected:
    void begin() override { next(); }

private:
    void next();

    const step::Repeat &m_what;
    QList<int> m_path;
    int m_round = 0;
    std::unique_ptr<StepRun> m_current;
};

class ParallelRun : public StepRun
{
    Q_OBJECT
public:
    ParallelRun(const step::Parallel &what, const QList<int> &path, Stage *stage);

protected:
    void begin() override;

private:
    std::vector<std::unique_ptr<StepRun>> m_branches;
    size_t m_over = 0;
};

} // namespace crosstalk
