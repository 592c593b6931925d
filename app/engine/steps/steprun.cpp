// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/steprun.h"

namespace crosstalk {

StepRun::StepRun(Stage *stage, QObject *parent)
    : QObject(parent)
    , m_stage(stage)
    , m_deadline(stage)
{
    connect(&m_deadline, &Countdown::timeout, this, [this] { fail(m_describe()); });
}

void StepRun::start()
{
    if (m_state != State::Idle)
        return;
    m_state = State::Running;
    begin();
}

void StepRun::end()
{
    finish([this] { Q_EMIT ended(); });
}

void StepRun::fail(const Error &error)
{
    finish([this, error] { Q_EMIT failed(error); });
}

/// Told from the event loop: thousands of steps that end at once do not pile up on the stack.
void StepRun::finish(std::function<void()> tell)
{
    if (m_state == State::Over)
        return;
    m_state = State::Over;
    m_deadline.stop();
    QMetaObject::invokeMethod(this, std::move(tell), Qt::QueuedConnection);
}

void StepRun::setDeadline(std::chrono::milliseconds time, std::function<Error()> describe)
{
    m_describe = std::move(describe);
    m_deadline.start(time);
}

} // namespace crosstalk
