// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/jsonfile.h"

#include <QJsonDocument>
#include <QSaveFile>

namespace crosstalk {

Result<void> writeJsonFile(const QString &name, const QJsonObject &object)
{
    QSaveFile file(name);
    // What is no file cannot be replaced: /dev/stdout, a pipe.
    file.setDirectWriteFallback(true);
    const QByteArray bytes = QJsonDocument(object).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(QStringLiteral("Cannot write %1: %2").arg(name, file.errorString()));
    return {};
}

} // namespace crosstalk
