// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/programpath.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace crosstalk {

QString programPath(const QString &wanted)
{
    const bool isPath = wanted.contains(QLatin1Char('/'));
    return QStandardPaths::findExecutable(isPath ? QFileInfo(wanted).absoluteFilePath() : wanted);
}

} // namespace crosstalk
