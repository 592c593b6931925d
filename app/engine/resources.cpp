// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/resources.h"

#include <QByteArray>
#include <QDir>
#include <QFile>

#include <unistd.h>

namespace crosstalk {

namespace {

/// Who starts more is not worth more time.
constexpr qsizetype processesAtMost = 64;

QList<QByteArray> fields(qint64 pid, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    // The second field of stat is the program's name in parentheses, with whatever characters it has: proc(5).
    return text.mid(text.lastIndexOf(')') + 1).simplified().split(' ');
}

/// Each thread lists those that it has started: proc(5).
QList<qint64> childrenOf(qint64 pid)
{
    const QString tasks = QStringLiteral("/proc/%1/task").arg(pid);
    QList<qint64> result;
    const auto threads = QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::NoSort);
    for (const QString &thread : threads) {
        QFile file(QStringLiteral("%1/%2/children").arg(tasks, thread));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &child : file.readAll().simplified().split(' '))
            if (!child.isEmpty())
                result << child.toLongLong();
    }
    return result;
}

enum class Motion { Gone, Stopped, Going };

/// @p left bounds how many are looked at.
Motion motionOf(qint64 pid, qsizetype &left)
{
    const QByteArray state = left-- > 0 ? fields(pid, "stat").value(0) : QByteArray();
    if (state.isEmpty() || state == "Z" || state == "X")
        return Motion::Gone;
    Motion ofChildren = Motion::Gone;
    for (const qint64 child : childrenOf(pid)) {
        const Motion motion = motionOf(child, left);
        if (motion == Motion::Going)
            return motion;
        if (motion == Motion::Stopped)
            ofChildren = motion;
    }
    return ofChildren == Motion::Stopped || state == "T" ? Motion::Stopped : Motion::Going;
}

} // namespace

Resources readResources(qint64 pid)
{
    if (pid <= 0)
        return {};
    Resources result;
    // statm costs a third of smaps_rollup (25 µs against 71 µs here), takes no lock of the process, and says the same.
    const auto statm = fields(pid, "statm");
    if (statm.size() > 1)
        result.residentBytes = statm.at(1).toLongLong() * sysconf(_SC_PAGESIZE);
    // utime, stime, and those of children that have ended are fields 14 to 17; the split begins with field 3.
    const auto stat = fields(pid, "stat");
    if (stat.size() > 14) {
        qint64 ticks = 0;
        for (qsizetype i = 11; i <= 14; ++i)
            ticks += stat.at(i).toLongLong();
        result.cpu = std::chrono::milliseconds(ticks * 1000 / sysconf(_SC_CLK_TCK));
    }
    return result;
}

Resources readResourcesOfTree(qint64 pid)
{
    Resources result;
    QList<qint64> pids{pid};
    for (qsizetype i = 0; i < pids.size() && i < processesAtMost; ++i) {
        const Resources own = readResources(pids.at(i));
        result.residentBytes += own.residentBytes;
        result.cpu += own.cpu;
        pids += childrenOf(pids.at(i));
    }
    return result;
}

bool isStopped(qint64 pid)
{
    qsizetype left = processesAtMost;
    return pid > 0 && motionOf(pid, left) == Motion::Stopped;
}

} // namespace crosstalk
