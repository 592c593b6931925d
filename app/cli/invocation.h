// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "shared/result.h"

#include <QStringList>

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

struct CheckOptions
{
    QString file; ///< "-": standard input.
    QString json; ///< Where the verdict goes as JSON; empty: nowhere.
};

/// Text to print instead of doing anything.
struct Notice
{
    QString text;
};

using Invocation = std::variant<Notice, DemoOptions, CheckOptions>;

/// What the command line @p arguments, the program's name first, asks for; or what is wrong with it.
Result<Invocation> parseInvocation(const QStringList &arguments);

} // namespace crosstalk
