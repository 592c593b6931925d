// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/service.h"

#include "app/engine/logline.h"
#include "app/engine/portowner.h"

#include <QPointer>

#include <utility>

#include <signal.h>

namespace crosstalk {

namespace {

constexpr qsizetype rememberedLines = 3;

/// A handler may turn SIGTERM into any exit code; another signal is a crash, asked for or not.
bool endedAsAsked(int exitCode, bool byCrash)
{
    return !byCrash || exitCode == SIGTERM || exitCode == SIGKILL;
}

} // namespace

Service::Service(Deadlines deadlines, QObject *parent)
    : QObject(parent)
    , m_deadlines(deadlines)
{
    m_inState.start();
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Service::onDeadline);
    m_look.setInterval(lookInterval);
    connect(&m_look, &QTimer::timeout, this, &Service::look);
    connect(&m_process, &ChildProcess::line, this, &Service::hear);
    connect(&m_process, &ChildProcess::finished, this, &Service::onFinished);
}

Service::~Service() = default;

bool Service::isRunning() const
{
    return m_process.isRunning();
}

qint64 Service::pid() const
{
    return m_process.pid();
}

Resources Service::resources() const
{
    return m_process.resources();
}

void Service::start()
{
    if (m_state == State::Stopped || m_state == State::Exited)
        launch();
}

void Service::drain()
{
    end(End::Politely, false);
}

void Service::kill()
{
    end(End::AtOnce, false);
}

void Service::restart()
{
    if (isRunning())
        end(m_state == State::Ready || m_state == State::Draining ? End::Politely : End::AtOnce, true);
    else
        start();
}

void Service::freeze()
{
    if (m_state != State::Ready)
        return;
    m_process.freeze();
    m_isFrozenByOthers = false;
    m_isSeenStopped = false;
    enter(State::Frozen);
}

void Service::thaw()
{
    if (m_state != State::Frozen)
        return;
    m_process.thaw();
    enter(State::Ready);
}

/// Others may stop its process, and let it go on.
void Service::look()
{
    const bool isStopped = crosstalk::isStopped(pid());
    if (m_state == State::Ready && isStopped) {
        m_isFrozenByOthers = true;
        m_isSeenStopped = true;
        enter(State::Frozen);
    } else if (m_state == State::Frozen && !isStopped) {
        // The signal from here may not have come through yet.
        if (m_isSeenStopped || inStateFor() > 2 * lookInterval)
            enter(State::Ready);
    } else {
        m_isSeenStopped = isStopped;
    }
}

void Service::end(End manner, bool startsAgain)
{
    if (!isRunning())
        return;
    m_isEndWanted = true;
    m_startsAgain = startsAgain;
    if (manner == End::AtOnce) {
        m_isKilled = true;
        m_process.kill();
    } else if (m_state != State::Draining) {
        m_process.terminate();
        m_process.thaw(); // A frozen one gets SIGTERM no sooner.
    }
    enter(State::Draining);
}

void Service::endNow()
{
    m_process.endNow();
}

void Service::launch()
{
    m_exitedHow.clear();
    m_lastExit.reset();
    m_lastLines.clear();
    m_failure.reset();
    m_isEndWanted = false;
    m_isKilled = false;
    m_hasFailedToStart = false;
    m_isPortTaken = false;
    m_startsAgain = false;
    const auto wanted = command();
    if (!wanted)
        return failStart(wanted.error());
    m_process.start(*wanted);
    awaitReady();
    enter(State::Starting);
}

void Service::setReady()
{
    if (m_state != State::Starting || m_failure)
        return;
    m_lastLines.clear();
    enter(State::Ready);
}

void Service::setAttached()
{
    enter(State::Attached);
}

void Service::abandonStart(const Error &error)
{
    if (m_state != State::Starting || m_failure)
        return;
    m_failure = error;
    m_process.kill();
}

std::optional<Error> Service::startFailure(const QString &how)
{
    return Error{tr("%1 ended before it was ready: %2").arg(label(), how), lastWords()};
}

Error Service::portTakenError(int port) const
{
    const QString owner = ownerOfPort(static_cast<quint16>(port));
    if (owner.isEmpty())
        return {tr("%1 cannot have port %2: another program has taken it").arg(label()).arg(port),
                tr("End that program, or use another port")};
    return {tr("%1 cannot have port %2: %3 has taken it").arg(label()).arg(port).arg(owner),
            tr("End that process, or use another port")};
}

QString Service::lastWords() const
{
    return m_lastLines.isEmpty() ? QString() : tr("It said: %1").arg(m_lastLines.join(QLatin1String("; ")));
}

/// The one place where the state changes, and with it what is being waited for.
void Service::enter(State next, const QString &how)
{
    if (next == m_state)
        return;
    m_state = next;
    m_stateSince = QDateTime::currentDateTime();
    m_inState.start();
    if (next == State::Starting)
        m_deadline.start(m_deadlines.start);
    else if (next == State::Draining)
        m_deadline.start(m_deadlines.drain);
    else
        m_deadline.stop();
    if (next == State::Ready || next == State::Frozen)
        m_look.start();
    else
        m_look.stop();
    Q_EMIT stateChanged(next, how);
}

void Service::hear(ChildProcess::Stream stream, const QString &text)
{
    if (const QStringView said = logTextOf(text).trimmed(); !said.isEmpty())
        m_lastLines.append(said.toString());
    if (m_lastLines.size() > rememberedLines)
        m_lastLines.removeFirst();
    const QPointer<Service> self(this);
    Q_EMIT line(text);
    if (self)
        inspect(stream, text);
}

void Service::onDeadline()
{
    if (m_state == State::Draining)
        m_process.kill();
    else
        abandonStart({tr("%1 was not ready after %2 s")
                          .arg(label())
                          .arg(std::chrono::duration<double>(m_deadlines.start).count()),
                      lastWords()});
}

void Service::onFinished(int exitCode, bool byCrash, const QString &how)
{
    m_exitedHow = how;
    if (exitCode >= 0)
        m_lastExit = byCrash ? Exit{0, exitCode} : Exit{exitCode, 0};
    if (m_state == State::Starting) {
        const auto error = m_failure ? m_failure : startFailure(how);
        if (error)
            failStart(*error);
        else
            launch();
        return;
    }
    const QPointer<Service> self(this);
    enter(m_isEndWanted && endedAsAsked(exitCode, byCrash) ? State::Stopped : State::Exited, how);
    if (self && std::exchange(m_startsAgain, false))
        start();
}

void Service::failStart(const Error &error)
{
    m_exitedHow = error.what;
    m_hasFailedToStart = true;
    const QPointer<Service> self(this);
    enter(State::Exited, error.what);
    if (self)
        Q_EMIT failed(error);
}

} // namespace crosstalk
