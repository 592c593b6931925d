// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/outputfile.h"

#include <QFileInfo>
#include <QSaveFile>

namespace crosstalk {

namespace {

tl::unexpected<Error> cannotWrite(const QSaveFile &file)
{
    return fail(QStringLiteral("Cannot write %1: %2").arg(file.fileName(), file.errorString()),
                QStringLiteral("Name a file in a folder that exists and can be written"));
}

} // namespace

Result<void> canWriteFile(const QString &name)
{
    const QFileInfo there(name);
    // To open a pipe is to begin.
    if (there.exists() && !there.isFile() && !there.isDir() && there.isWritable())
        return {};
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(file);
    return {};
}

Result<void> writeFile(const QString &name, const QByteArray &bytes)
{
    QSaveFile file(name);
    file.setDirectWriteFallback(true);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return cannotWrite(file);
    return {};
}

} // namespace crosstalk
