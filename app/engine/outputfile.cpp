// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/outputfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

#include <cstring>

#include <errno.h>

namespace crosstalk {

namespace {

struct OutputFile
{
    Q_DECLARE_TR_FUNCTIONS(OutputFile)
};

/// A pipe, a device: to be written to as it is, and never to be replaced.
bool isSpecial(const QFileInfo &there)
{
    return there.exists() && !there.isFile() && !there.isDir();
}

tl::unexpected<Error> cannotWrite(const QFileDevice &file, const QString &why)
{
    return fail(OutputFile::tr("Cannot write %1: %2").arg(file.fileName(), why),
                OutputFile::tr("Name a file in a folder that exists, can be written, and has room"));
}

/// Opens @p file and writes all of it. QSaveFile::commit() says nothing of what could not be flushed.
Result<void> put(QFileDevice &file, const QByteArray &bytes)
{
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(file, file.errorString());
    errno = 0;
    if (file.write(bytes) != bytes.size() || !file.flush())
        return cannotWrite(file, errno != 0 ? QString::fromLocal8Bit(strerror(errno)) : file.errorString());
    return {};
}

} // namespace

Result<void> canWriteFile(const QString &name)
{
    const QFileInfo there(name);
    // To open a pipe is to begin.
    if (isSpecial(there) && there.isWritable())
        return {};
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(file, file.errorString());
    return {};
}

Result<void> writeFile(const QString &name, const QByteArray &bytes)
{
    if (isSpecial(QFileInfo(name))) {
        QFile file(name);
        return put(file, bytes);
    }
    QSaveFile file(name);
    file.setDirectWriteFallback(true);
    if (const auto written = put(file, bytes); !written)
        return written;
    if (!file.commit())
        return cannotWrite(file, file.errorString());
    return {};
}

bool isSameFile(const QString &a, const QString &b)
{
    const QFileInfo first(a);
    const QFileInfo second(b);
    if (isSpecial(first) || isSpecial(second))
        return false;
    if (first.exists() && second.exists())
        return first == second;
    return first.absoluteFilePath() == second.absoluteFilePath();
}

} // namespace crosstalk
