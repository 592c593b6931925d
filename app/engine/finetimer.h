// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A timer for schedules of sends: fires once, at the nanosecond as far as the kernel keeps it (timerfd_create(2)),
// where QTimer knows whole milliseconds only and would add up to one to every latency that counts from the schedule.

#include <QObject>

#include <chrono>
#include <memory>

class QSocketNotifier;

namespace crosstalk {

class FineTimer : public QObject
{
    Q_OBJECT
public:
    explicit FineTimer(QObject *parent = nullptr);
    ~FineTimer() override;

    bool isActive() const { return m_isActive; }
    /// In this time from now; at once, but never before this returns, where it is not positive. Starts anew where it is
    /// active.
    void start(std::chrono::nanoseconds delay);
    void stop();

Q_SIGNALS:
    void timeout();

private:
    void arm(std::chrono::nanoseconds delay);
    void onReadable();

    int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_isActive = false;
};

} // namespace crosstalk
