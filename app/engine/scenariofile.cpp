// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenariofile.h"

#include "app/engine/scenario/checker.h"
#include "app/engine/scenario/overrides.h"
#include "app/engine/scenario/reader.h"
#include "app/engine/scenario/yamlnode.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace crosstalk {

namespace {

using scenario::Mistake;
using scenario::Mistakes;
using scenario::YamlNode;

constexpr qint64 bytesAtMost = 1 << 20;

/// Mistakes with the texts they were found in.
QList<ScenarioError> told(const Mistakes &mistakes, const QByteArray &yaml, const QString &file,
                          const QStringList &overrides)
{
    const QByteArrayList lines = yaml.split('\n');
    QList<ScenarioError> errors;
    for (const Mistake &mistake : mistakes.sorted()) {
        const auto &[source, line, column] = mistake.place;
        const QString named = source == 0 ? file : overrides.value(source - 1);
        // Places count bytes; people, characters.
        const QByteArray text = source == 0 ? lines.value(line) : overrides.value(source - 1).toUtf8();
        const auto characters = QString::fromUtf8(text.first(std::min<qsizetype>(column, text.size()))).toUcs4().size();
        errors << ScenarioError{named, line + 1, int(characters) + 1, mistake.what};
    }
    return errors;
}

tl::unexpected<QList<ScenarioError>> failure(const QString &file, const QString &what)
{
    return tl::unexpected(QList<ScenarioError>{{file, 0, 0, what}});
}

QString tooLarge()
{
    return QStringLiteral("more than %1 MiB: this is no scenario").arg(bytesAtMost >> 20);
}

/// Of what is no file, but has been named: where a shipped scenario may have been meant.
QString unknownName(const QString &name)
{
    QStringList known;
    for (const ShippedScenario &shipped : shippedScenarios())
        known << shipped.name;
    return QStringLiteral("there is no such file, and no scenario of that name comes with this program%1")
        .arg(scenario::suggestion(name, known));
}

} // namespace

QString ScenarioError::toString() const
{
    const QString at = line > 0 ? QStringLiteral("%1:%2").arg(line).arg(column) : QString();
    QStringList parts;
    for (const QString &part : {file, at}) {
        if (!part.isEmpty())
            parts << part;
    }
    return (parts.isEmpty() ? QString() : parts.join(u':') + QStringLiteral(": ")) + what;
}

tl::expected<Scenario, QList<ScenarioError>> readScenario(const QByteArray &yaml, const QString &file,
                                                          const QStringList &overrides)
{
    if (yaml.size() > bytesAtMost)
        return failure(file, tooLarge());
    Mistakes mistakes;
    auto root = scenario::parseYaml(yaml, 0, mistakes);
    if (!root)
        return tl::unexpected(told(mistakes, yaml, file, overrides));
    for (qsizetype i = 0; i < overrides.size(); ++i)
        scenario::applyOverride(*root, overrides.at(i), int(i) + 1, mistakes);
    scenario::Checker(mistakes).check(*root, scenario::scenarioForm(), QStringLiteral("a scenario"));
    Scenario read = scenario::Reader(mistakes).read(*root);
    if (!mistakes.isEmpty())
        return tl::unexpected(told(mistakes, yaml, file, overrides));
    return read;
}

tl::expected<Scenario, QList<ScenarioError>> loadScenario(const QString &fileOrName, const QStringList &overrides)
{
    QString path = fileOrName;
    if (!QFileInfo::exists(path)) {
        const auto shipped = shippedScenarios();
        const auto found = std::find_if(shipped.begin(), shipped.end(),
                                        [&](const ShippedScenario &each) { return each.name == fileOrName; });
        if (found == shipped.end())
            return failure(fileOrName, unknownName(fileOrName));
        path = found->path;
    }
    QFile file(path);
    if (QFileInfo(path).isDir())
        return failure(fileOrName, QStringLiteral("this is a folder: name a file in it"));
    if (!file.open(QIODevice::ReadOnly))
        return failure(fileOrName, QStringLiteral("cannot be read: %1").arg(file.errorString()));
    const QByteArray yaml = file.read(bytesAtMost + 1);
    return readScenario(yaml, fileOrName, overrides);
}

} // namespace crosstalk
