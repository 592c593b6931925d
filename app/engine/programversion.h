// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Asks a program for its version, as it answers to --version.

#include <QObject>
#include <QProcess>
#include <QTimer>

namespace crosstalk {

class ProgramVersion : public QObject
{
    Q_OBJECT
public:
    explicit ProgramVersion(QObject *parent = nullptr);
    /// Ends the program where it has not answered.
    ~ProgramVersion() override;

    /// found() follows where it answers within 5 s with a line such as "crosstalk-server 0.1.0", never before this
    /// returns; nothing where it does not. Once.
    void ask(const QString &program);

Q_SIGNALS:
    /// @p version is the last word of the first line, as "0.1.0".
    void found(const QString &version);

private:
    void read();

    QProcess m_process;
    QTimer m_deadline;
};

} // namespace crosstalk
