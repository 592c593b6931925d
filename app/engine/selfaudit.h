// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Watches how well the harness itself keeps up, for its figures are worth no more than that: how late its event loop
// is, how far its sends are behind their schedule, what share of a core it takes. Records the worst of each interval.

#include "app/engine/recorder.h"

#include <QTimer>

#include <chrono>

namespace crosstalk {

class SelfAudit : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval{250};

    /// @p recorder, which must outlive it, gets a history::Harness every interval between start() and stop().
    explicit SelfAudit(Recorder *recorder, QObject *parent = nullptr);

    void start();
    /// What has been seen since the last interval is recorded, too.
    void stop();
    /// A send went out that much later than it should have, and the harness alone was to blame.
    void noteSlip(std::chrono::nanoseconds slip) { m_slip = std::max(m_slip, slip); }

private:
    void tick();
    void report();

    Recorder *m_recorder;
    QTimer m_tick;
    qint64 m_tickedAt = 0;
    qint64 m_reportedAt = 0;
    std::chrono::nanoseconds m_lag{0};
    std::chrono::nanoseconds m_slip{0};
    std::chrono::nanoseconds m_cpu{0}; ///< Taken by this process when it was reported last.
};

} // namespace crosstalk
