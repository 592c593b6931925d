// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// The scenarios that come with the programs: built in, so that they are there wherever a program was put.

#include "app/engine/scenariofile.h"

#include <QDir>
#include <QFile>

/// A static library's resources are only there when somebody asks for them; outside of any namespace, as Qt wants it.
static void initialiseScenarioResources()
{
    Q_INIT_RESOURCE(scenarios);
}

namespace crosstalk {

namespace {

/// The comment with which a file begins, in one line.
QString firstComment(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList lines;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (!line.startsWith(u'#'))
            break;
        if (!line.contains(QLatin1String("SPDX-")))
            lines << line.sliced(1).trimmed();
    }
    return lines.join(u' ').simplified();
}

} // namespace

QList<ShippedScenario> shippedScenarios()
{
    initialiseScenarioResources();
    QList<ShippedScenario> scenarios;
    const QDir directory(QStringLiteral(":/crosstalk/scenarios"));
    const QFileInfoList files = directory.entryInfoList(QDir::Files, QDir::Name);
    for (const QFileInfo &file : files)
        scenarios << ShippedScenario{file.completeBaseName(), firstComment(file.filePath()), file.filePath()};
    return scenarios;
}

} // namespace crosstalk
