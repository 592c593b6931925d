// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "shared/result.h"

#include <QStringList>

#include <optional>
#include <variant>

namespace crosstalk {

struct DemoOptions
{
    int instances = 3;
    int messages = 100; ///< That each client sends.
    QString dialect = QStringLiteral("crosstalk");
    QString server; ///< Empty: found by the cluster.
    QString redisServer;
};

struct RunOptions
{
    QStringList files; ///< Or names of scenarios that come with the program.
    // Where reports and the history go; empty: nowhere.
    QString junit;
    QString json;
    QString html;
    QString history;
    std::optional<quint64> seed; ///< Instead of the scenario's.
    QStringList overrides;       ///< As readScenario() takes them.
    int repetitions = 1;
    bool keepsGoing = false; ///< After a run that did not pass.
    QString server;          ///< Empty: found by the cluster.
    QString redisServer;
};

struct CheckOptions
{
    QString file; ///< "-": standard input.
    QString json; ///< Where the verdict goes as JSON; empty: nowhere.
};

/// Of `scenario`.
struct ScenarioOptions
{
    enum class Action {
        Check,  ///< Whether files are in order.
        Show,   ///< What they say, in the normalised form.
        List,   ///< The scenarios that come with the program.
        Schema, ///< The JSON Schema of a file.
    };
    Action action = Action::Check;
    QStringList files;     ///< Or names of scenarios that come with the program.
    QStringList overrides; ///< As readScenario() takes them.
};

/// Of `bench ledger`, the only bench there is.
struct BenchOptions
{
    qint64 received = 10'000'000; ///< In the soak.
    QString json;                 ///< Where the figures go as JSON; empty: nowhere.
};

/// Text to print instead of doing anything.
struct Notice
{
    QString text;
};

using Invocation = std::variant<Notice, DemoOptions, RunOptions, CheckOptions, ScenarioOptions, BenchOptions>;

/// What the command line @p arguments, the program's name first, asks for; or what is wrong with it.
Result<Invocation> parseInvocation(const QStringList &arguments);

} // namespace crosstalk
