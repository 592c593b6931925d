// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/resources.h"

#include <QByteArray>
#include <QFile>

#include <unistd.h>

namespace crosstalk {

namespace {

QList<QByteArray> fields(qint64 pid, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    // The second field of stat is the program's name in parentheses, with whatever characters it has: proc(5).
    return text.mid(text.lastIndexOf(')') + 1).simplified().split(' ');
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
    // utime and stime are fields 14 and 15; the split begins with field 3.
    const auto stat = fields(pid, "stat");
    if (stat.size() > 12) {
        const qint64 ticks = stat.at(11).toLongLong() + stat.at(12).toLongLong();
        result.cpu = std::chrono::milliseconds(ticks * 1000 / sysconf(_SC_CLK_TCK));
    }
    return result;
}

} // namespace crosstalk
