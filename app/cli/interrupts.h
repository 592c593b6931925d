// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace crosstalk {

/// SIGINT, SIGTERM and SIGHUP as a Qt signal. They are blocked rather than caught: a handler would also run in a child
/// between fork and exec, and speak for this process there.
class Interrupts : public QObject
{
    Q_OBJECT
public:
    /// After the application object, before any other thread is started.
    explicit Interrupts(QObject *parent = nullptr);
    ~Interrupts() override;

Q_SIGNALS:
    void interrupted(int signal);

private:
    void read();

    int m_fd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace crosstalk
