// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Unix signals as a Qt signal: taken by signalfd(2), so no handler runs in the middle of anything. Also ignores
// SIGPIPE, for a peer that is gone is an error code, not the end of the process.

#include <QObject>
#include <QSocketNotifier>

#include <initializer_list>

namespace crosstalk::server {

class SignalWatcher : public QObject
{
    Q_OBJECT
public:
    /// Must be made before any thread is started, for these inherit which signals are blocked.
    explicit SignalWatcher(std::initializer_list<int> signalNumbers, QObject *parent = nullptr);
    ~SignalWatcher() override;

Q_SIGNALS:
    void received(int signalNumber);

private:
    int m_descriptor;
    QSocketNotifier m_notifier;
};

} // namespace crosstalk::server
