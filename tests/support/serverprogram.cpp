// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "tests/support/serverprogram.h"

#include <QTest>

namespace crosstalk::test {

ServerProgram::ServerProgram(const QStringList &arguments, const QString &program)
{
    QObject::connect(&m_process, &ChildProcess::line, &m_process,
                     [this](ChildProcess::Stream stream, const QString &line) {
                         (stream == ChildProcess::Stream::Output ? m_output : m_log) << line;
                     });
    QObject::connect(&m_process, &ChildProcess::finished, &m_process, [this](int exitCode) {
        m_exitCode = exitCode;
        m_hasEnded = true;
    });
    const QString ours = qEnvironmentVariable("CROSSTALK_BIN") + QStringLiteral("/crosstalk-server");
    m_process.start({program.isEmpty() ? ours : program, arguments, {}, {}});
}

ServerProgram::ServerProgram(RedisServer &redis, const QString &name, const QStringList &arguments)
    : ServerProgram(QStringList{"--name", name, "--listen", "127.0.0.1:0", "--redis", redis.broker().url()} + arguments)
{}

bool ServerProgram::becomesReady()
{
    return QTest::qWaitFor([this] { return !m_output.isEmpty(); }, 10'000) &&
           m_output.constFirst().startsWith(u"READY ");
}

QUrl ServerProgram::url(const char *query) const
{
    return QUrl(m_output.value(0).section(u' ', 2) + QString::fromLatin1(query));
}

bool ServerProgram::ends()
{
    return QTest::qWaitFor([this] { return m_hasEnded; }, 15'000);
}

bool ServerProgram::logs(const QString &text) const
{
    return !m_log.filter(text).isEmpty();
}

} // namespace crosstalk::test
