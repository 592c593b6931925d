// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace crosstalk {

/// Figures of a process, from /proc. Zero where the process is gone.
struct Resources
{
    qint64 residentBytes = 0;
    std::chrono::milliseconds cpu{0}; ///< User and system time since its start, and of its children that have ended.
};

/// The figures of process @p pid as they are now.
Resources readResources(qint64 pid);
/// Of process @p pid and all that it has started: a server may hide behind a shell, or be several processes.
Resources readResourcesOfTree(qint64 pid);
/// Process @p pid has been stopped where it stands (SIGSTOP), or all that it has started to do its work: a shell that
/// waits for its server does not notice.
bool isStopped(qint64 pid);

} // namespace crosstalk
