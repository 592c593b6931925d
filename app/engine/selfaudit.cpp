// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/selfaudit.h"

#include <sys/resource.h>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds tickInterval = 10ms;

std::chrono::nanoseconds cpuTaken()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto sum = [](const timeval &time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    };
    return sum(usage.ru_utime) + sum(usage.ru_stime);
}

} // namespace

SelfAudit::SelfAudit(Recorder *recorder, QObject *parent)
    : QObject(parent)
    , m_recorder(recorder)
{
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.setInterval(tickInterval);
    connect(&m_tick, &QTimer::timeout, this, &SelfAudit::tick);
}

void SelfAudit::start()
{
    m_tickedAt = m_reportedAt = m_recorder->now();
    m_cpu = cpuTaken();
    m_lag = m_slip = 0ns;
    m_tick.start();
}

void SelfAudit::stop()
{
    if (!m_tick.isActive())
        return;
    m_tick.stop();
    report();
}

void SelfAudit::tick()
{
    const qint64 now = m_recorder->now();
    m_lag = std::max(m_lag, std::chrono::nanoseconds(now - m_tickedAt) - tickInterval);
    m_tickedAt = now;
    if (std::chrono::nanoseconds(now - m_reportedAt) >= interval)
        report();
}

void SelfAudit::report()
{
    const qint64 now = m_recorder->now();
    const auto cpu = cpuTaken();
    const auto passed = std::chrono::nanoseconds(now - std::exchange(m_reportedAt, now));
    const double share =
        std::chrono::duration<double>(cpu - std::exchange(m_cpu, cpu)) / std::chrono::duration<double>(passed);
    m_recorder->record(history::Harness{now, std::exchange(m_lag, 0ns).count(), std::exchange(m_slip, 0ns).count(),
                                        passed > 0ns ? share : 0});
}

} // namespace crosstalk
