// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A single-shot timer that stands still while the run is paused.

#include "app/engine/steps/stage.h"

namespace crosstalk {

class Countdown : public QObject
{
    Q_OBJECT
public:
    explicit Countdown(Stage *stage, QObject *parent = nullptr);

    /// Anew, where it is running.
    void start(std::chrono::milliseconds time);
    void stop();
    bool isActive() const { return m_isActive; }

Q_SIGNALS:
    void timeout();

private:
    void hold(bool isPaused);

    Stage *m_stage;
    QTimer m_timer;
    std::chrono::milliseconds m_left{0}; ///< While paused.
    bool m_isActive = false;
};

} // namespace crosstalk
