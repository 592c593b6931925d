// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A program run for the harness: it dies with the harness (PR_SET_PDEATHSIG, so even after kill -9), is in a session of
// its own (a Ctrl-C in the terminal is the harness's to handle), and its output comes line by line. What a start or an
// exit means is for Service to know.

#include "app/engine/linesplitter.h"
#include "app/engine/resources.h"

#include <QMap>
#include <QObject>
#include <QProcess>

namespace crosstalk {

/// "SIGSEGV"; what the system calls it, where it is none of the usual ones.
QString signalName(int number);

class ChildProcess : public QObject
{
    Q_OBJECT
public:
    struct Command
    {
        QString program;
        QStringList arguments;
        QString workingDirectory;
        QMap<QString, QString> environment; ///< Added to the harness's own.
    };
    enum class Stream { Output, Error };
    Q_ENUM(Stream)

    explicit ChildProcess(QObject *parent = nullptr);
    /// As endNow().
    ~ChildProcess() override;

    /// Not where one is running already. From the main thread only: a process gets its death signal when the *thread*
    /// that started it ends (prctl(2), PR_SET_PDEATHSIG).
    void start(const Command &command);
    bool isRunning() const; ///< From start() until finished().
    qint64 pid() const;     ///< 0 where there is none.
    Resources resources() const;

    // Signals to the process and what it has started in turn (its process group); nothing where it is not running.
    void terminate(); ///< SIGTERM
    void kill();      ///< SIGKILL, which ends a frozen process too.
    void freeze();    ///< SIGSTOP
    void thaw();      ///< SIGCONT

    /// Kills it and reaps it before returning, a matter of milliseconds; no signal is emitted from then on.
    void endNow();

Q_SIGNALS:
    void started();
    /// One line without its end; overlong lines are cut to LineSplitter::maxLineBytes. All come before finished().
    void line(crosstalk::ChildProcess::Stream stream, const QString &text);
    /// Exactly once per start(), and never before it returned. @p exitCode is the signal's number where @p byCrash, -1
    /// where it could not be started. @p how in words: "exit code 0", "killed by signal 9 (Killed)", "PROGRAM could not
    /// be started: No such file or directory".
    void finished(int exitCode, bool byCrash, const QString &how);

private:
    void read(Stream stream);
    void send(int signal);
    void finish(int exitCode, QProcess::ExitStatus status);
    void failToStart();

    QProcess m_process;
    LineSplitter m_output;
    LineSplitter m_error;
    bool m_isRunning = false;
};

} // namespace crosstalk
