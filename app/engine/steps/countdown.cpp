// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/countdown.h"

namespace crosstalk {

Countdown::Countdown(Stage *stage, QObject *parent)
    : QObject(parent)
    , m_stage(stage)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_isActive = false;
        Q_EMIT timeout();
    });
    connect(stage, &Stage::pausedChanged, this, &Countdown::hold);
}

void Countdown::start(std::chrono::milliseconds time)
{
    m_isActive = true;
    m_left = time;
    if (m_stage->isPaused())
        m_timer.stop();
    else
        m_timer.start(time);
}

void Countdown::stop()
{
    m_isActive = false;
    m_timer.stop();
}

void Countdown::hold(bool isPaused)
{
    if (!m_isActive)
        return;
    if (isPaused) {
        m_left = m_timer.remainingTimeAsDuration();
        m_timer.stop();
    } else {
        m_timer.start(m_left);
    }
}

} // namespace crosstalk
