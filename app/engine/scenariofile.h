// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Scenario ⇄ YAML. Everything in a file is checked here: types, units, ranges, names, unknown keys.

#include "app/engine/scenario.h"
#include "shared/result.h"

#include <QByteArray>

namespace crosstalk {

/// One mistake in a file. Lines and columns count from 1.
struct ScenarioError
{
    QString file; ///< As it was named; may be empty.
    int line = 0;
    int column = 0;
    QString what; ///< "unknown key “invarients”: did you mean “invariants”?"

    /// "broker-restart.yaml:12:5: unknown key …"
    QString toString() const;
};

/// @p overrides as `--set` takes them: "clients.alice.on=b", "steps.1.send.count=50" (steps count from 0), their value
/// read as YAML. A mistake in one is reported with its text as the file.
/// @return all mistakes found, in the file's order, never an empty list where there is no scenario.
tl::expected<Scenario, QList<ScenarioError>> readScenario(const QByteArray &yaml, const QString &file = {},
                                                          const QStringList &overrides = {});
/// From a file, or a shipped one by its name ("cross-server"). At most 1 MiB.
tl::expected<Scenario, QList<ScenarioError>> loadScenario(const QString &fileOrName, const QStringList &overrides = {});

/// The normalised form: everything said, defaults too. readScenario() makes an equal scenario from it.
QByteArray toYaml(const Scenario &scenario);

struct ShippedScenario
{
    QString name;  ///< "cross-server"
    QString shows; ///< Its first comment, in one line.
    QString path;
};
/// In the order of their names.
QList<ShippedScenario> shippedScenarios();

/// JSON Schema (2020-12) of a scenario file, for editors.
QByteArray scenarioSchema();

} // namespace crosstalk
