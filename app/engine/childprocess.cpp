// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/childprocess.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThread>

#include <cstring>

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace crosstalk {

namespace {

/// Runs in the child between fork and exec: async-signal-safe calls only.
void becomeChildOf(pid_t harness)
{
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != harness)
        _exit(127); // It died before the line above took effect.

    // What the harness ignores or blocks, the program must not inherit: it would be deaf to SIGTERM.
    for (int number = 1; number < NSIG; ++number)
        signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

} // namespace

QString signalName(int number)
{
    switch (number) {
    case SIGHUP:
        return QStringLiteral("SIGHUP");
    case SIGINT:
        return QStringLiteral("SIGINT");
    case SIGQUIT:
        return QStringLiteral("SIGQUIT");
    case SIGILL:
        return QStringLiteral("SIGILL");
    case SIGTRAP:
        return QStringLiteral("SIGTRAP");
    case SIGABRT:
        return QStringLiteral("SIGABRT");
    case SIGBUS:
        return QStringLiteral("SIGBUS");
    case SIGFPE:
        return QStringLiteral("SIGFPE");
    case SIGKILL:
        return QStringLiteral("SIGKILL");
    case SIGSEGV:
        return QStringLiteral("SIGSEGV");
    case SIGPIPE:
        return QStringLiteral("SIGPIPE");
    case SIGALRM:
        return QStringLiteral("SIGALRM");
    case SIGTERM:
        return QStringLiteral("SIGTERM");
    case SIGXCPU:
        return QStringLiteral("SIGXCPU");
    case SIGSYS:
        return QStringLiteral("SIGSYS");
    default:
        return QString::fromLocal8Bit(strsignal(number));
    }
}

ChildProcess::ChildProcess(QObject *parent)
    : QObject(parent)
{
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([harness = getpid()] { becomeChildOf(harness); });
    connect(&m_process, &QProcess::started, this, &ChildProcess::started);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] { read(Stream::Output); });
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] { read(Stream::Error); });
    connect(&m_process, &QProcess::finished, this, &ChildProcess::finish);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        // Where fork itself fails, start() has not returned yet.
        if (error == QProcess::FailedToStart)
            QMetaObject::invokeMethod(this, &ChildProcess::failToStart, Qt::QueuedConnection);
    });
}

ChildProcess::~ChildProcess()
{
    endNow();
}

void ChildProcess::endNow()
{
    m_process.disconnect(this);
    kill();
    m_process.waitForFinished(-1); // Nothing outlives SIGKILL, not even where it is frozen.
    m_isRunning = false;
}

void ChildProcess::start(const Command &command)
{
    Q_ASSERT(QThread::currentThread() == QCoreApplication::instance()->thread());
    if (m_isRunning)
        return;
    m_isRunning = true;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : command.environment.toStdMap())
        environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(command.workingDirectory);
    m_process.start(command.program, command.arguments);
}

bool ChildProcess::isRunning() const
{
    return m_isRunning;
}

qint64 ChildProcess::pid() const
{
    return m_process.processId();
}

Resources ChildProcess::resources() const
{
    return readResourcesOfTree(pid());
}

void ChildProcess::terminate()
{
    send(SIGTERM);
}

void ChildProcess::kill()
{
    send(SIGKILL);
}

void ChildProcess::freeze()
{
    send(SIGSTOP);
}

void ChildProcess::thaw()
{
    send(SIGCONT);
}

void ChildProcess::send(int signal)
{
    // QProcess forgets the id when it reaps the process, so this never names somebody else's.
    const auto id = static_cast<pid_t>(pid());
    if (id <= 0)
        return;
    // Between fork and setsid there is no group of that name yet.
    if (::kill(-id, signal) != 0 && errno == ESRCH)
        ::kill(id, signal);
}

void ChildProcess::read(Stream stream)
{
    const bool isOutput = stream == Stream::Output;
    const QByteArray bytes = isOutput ? m_process.readAllStandardOutput() : m_process.readAllStandardError();
    const QPointer<ChildProcess> self(this);
    for (const QString &text : (isOutput ? m_output : m_error).feed(bytes)) {
        Q_EMIT line(stream, text);
        if (!self)
            return;
    }
}

void ChildProcess::finish(int exitCode, QProcess::ExitStatus status)
{
    const QPointer<ChildProcess> self(this);
    for (const auto stream : {Stream::Output, Stream::Error}) {
        read(stream);
        if (!self)
            return;
        for (const QString &text : (stream == Stream::Output ? m_output : m_error).finish())
            Q_EMIT line(stream, text);
        if (!self)
            return;
    }
    m_isRunning = false;
    const bool byCrash = status == QProcess::CrashExit;
    const QString how = byCrash ? QStringLiteral("killed by signal %1 (%2)").arg(exitCode).arg(signalName(exitCode))
                                : QStringLiteral("exit code %1").arg(exitCode);
    Q_EMIT finished(exitCode, byCrash, how);
}

void ChildProcess::failToStart()
{
    m_isRunning = false;
    // QProcess names the system call before the reason.
    const QString reason = m_process.errorString().section(QStringLiteral(": "), -1);
    Q_EMIT finished(-1, false, tr("%1 could not be started: %2").arg(m_process.program(), reason));
}

} // namespace crosstalk
