// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A crosstalk-server, or another program that says READY as it does, of a test's own, as a process, with all that it
// says.

#include "app/engine/childprocess.h"
#include "tests/support/redisserver.h"

#include <QUrl>

namespace crosstalk::test {

class ServerProgram
{
public:
    /// Starts it with @p arguments and nothing else. @param program empty: crosstalk-server.
    explicit ServerProgram(const QStringList &arguments, const QString &program = {});
    /// Starts it on @p redis and a free port, called @p name; becomesReady() tells when it serves.
    ServerProgram(RedisServer &redis, const QString &name, const QStringList &arguments = {});

    bool becomesReady();
    /// From its READY line.
    QUrl url(const char *query = "") const;
    /// Waits for its end.
    bool ends();
    int exitCode() const { return m_exitCode; }
    const QStringList &output() const { return m_output; } ///< Lines on standard output.
    const QStringList &log() const { return m_log; }       ///< Lines on standard error.
    bool logs(const QString &text) const;
    ChildProcess &process() { return m_process; }

private:
    QStringList m_output;
    QStringList m_log;
    int m_exitCode = -1;
    bool m_hasEnded = false;
    ChildProcess m_process; ///< Last: it may still speak while it goes.
};

} // namespace crosstalk::test
