// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/finetimer.h"

#include <QSocketNotifier>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <sys/timerfd.h>
#include <unistd.h>

namespace crosstalk {

using namespace std::chrono_literals;

FineTimer::FineTimer(QObject *parent)
    : QObject(parent)
    , m_descriptor(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
{
    // Only where the process has no descriptor left, which no schedule survives.
    if (m_descriptor < 0)
        qFatal("Cannot make a timer: %s", std::strerror(errno));
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &FineTimer::onReadable);
}

FineTimer::~FineTimer()
{
    m_notifier.reset();
    close(m_descriptor);
}

void FineTimer::start(std::chrono::nanoseconds delay)
{
    m_isActive = true;
    // A time of 0 would disarm it.
    arm(std::max(delay, std::chrono::nanoseconds(1)));
}

void FineTimer::stop()
{
    m_isActive = false;
    arm(0ns);
}

void FineTimer::arm(std::chrono::nanoseconds delay)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(delay);
    itimerspec when{};
    when.it_value.tv_sec = static_cast<time_t>(seconds.count());
    when.it_value.tv_nsec = static_cast<long>((delay - seconds).count());
    [[maybe_unused]] const int done = timerfd_settime(m_descriptor, 0, &when, nullptr);
    Q_ASSERT(done == 0);
}

void FineTimer::onReadable()
{
    quint64 expirations = 0;
    // Nothing to read where it has been stopped or started anew meanwhile.
    if (read(m_descriptor, &expirations, sizeof expirations) != sizeof expirations || !m_isActive)
        return;
    m_isActive = false;
    Q_EMIT timeout();
}

} // namespace crosstalk
