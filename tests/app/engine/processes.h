// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What the tests ask /proc: whether processes are there, in which state, and whose children they are.

#include <QDir>
#include <QFile>
#include <QList>

#include <unistd.h>

namespace crosstalk::testing {

struct ProcessStatus
{
    char state = 0; ///< As proc(5) has it: R, S, T (stopped), Z (a zombie) …; 0 where there is no such process.
    qint64 parent = 0;
};

inline ProcessStatus processStatus(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (pid <= 0 || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    const auto fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return fields.size() > 1 ? ProcessStatus{fields.at(0).at(0), fields.at(1).toLongLong()} : ProcessStatus{};
}

/// A zombie has ended; it only waits for its parent to look.
inline bool isAlive(qint64 pid)
{
    const char state = processStatus(pid).state;
    return state != 0 && state != 'Z' && state != 'X';
}

/// Children of this process, zombies included.
inline QList<qint64> childProcesses()
{
    QList<qint64> result;
    const auto names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &name : names) {
        if (const qint64 pid = name.toLongLong(); pid > 0 && processStatus(pid).parent == getpid())
            result.append(pid);
    }
    return result;
}

} // namespace crosstalk::testing
