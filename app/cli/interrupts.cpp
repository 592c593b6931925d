// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/interrupts.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace crosstalk {

Interrupts::Interrupts(QObject *parent)
    : QObject(parent)
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&signals, number);
    m_fd = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    if (m_fd < 0)
        return; // They keep their usual effect: the end, and the children's with it.
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    m_notifier = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Interrupts::read);
}

Interrupts::~Interrupts()
{
    m_notifier.reset();
    if (m_fd >= 0)
        close(m_fd);
}

void Interrupts::read()
{
    signalfd_siginfo info{};
    if (::read(m_fd, &info, sizeof info) == sizeof info)
        Q_EMIT interrupted(static_cast<int>(info.ssi_signo));
}

} // namespace crosstalk
