// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/outputfile.h"

#include <QSaveFile>

namespace crosstalk {

Result<void> writeFile(const QString &name, const QByteArray &bytes)
{
    QSaveFile file(name);
    file.setDirectWriteFallback(true);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(QStringLiteral("Cannot write %1: %2").arg(name, file.errorString()),
                    QStringLiteral("Name a file in a folder that exists and can be written to"));
    return {};
}

} // namespace crosstalk
