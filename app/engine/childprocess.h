// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A program run for the harness: it dies with the harness (PR_SET_PDEATHSIG, so even after kill -9), is not in its
// process group (a Ctrl-C in the terminal is the harness's to handle), and its output comes line by line.

#include "shared/result.h"

#include <QObject>
#include <QProcess>

#include <chrono>

namespace crosstalk {

/// Figures of a process, from /proc. Zero where the process is gone.
struct Resources
{
    qint64 residentBytes = 0;
    std::chrono::milliseconds cpu{0}; ///< User and system time since its start.
};

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
    /// Kills a process still running and reaps it.
    ~ChildProcess() override;

    void start(const Command &command);
    bool isRunning() const;
    qint64 pid() const;
    Resources resources() const;

    // Signals to the process; nothing where it is not running.
    void terminate(); ///< SIGTERM
    void kill();      ///< SIGKILL, which ends a frozen process too.
    void freeze();    ///< SIGSTOP
    void thaw();      ///< SIGCONT

Q_SIGNALS:
    void started();
    /// One line without its end; overlong lines are cut to 16 KiB.
    void line(crosstalk::ChildProcess::Stream stream, const QString &text);
    /// Exactly once per successful or failed start. @p how in words: "exit code 0", "killed by signal 9 (Killed)",
    /// "could not be started: No such file or directory".
    void finished(int exitCode, bool byCrash, const QString &how);
};

} // namespace crosstalk
