// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A command line as people write it, made into what is run without a shell.

#include "shared/result.h"

#include <QMap>
#include <QStringList>

namespace crosstalk {

struct CommandLine
{
    QMap<QString, QString> environment; ///< What stands before the program: PORT=8080 node server.js
    QString program;
    QStringList arguments;
};

/// Splits as a POSIX shell does: blanks part words, '…' takes all as it is, "…" all but \" \\ \$ and \`, and \ takes
/// the next character. Of variables it knows only @p variables, as ${name}, within quotes of either kind too; their
/// values are never split. Everything else that means something to a shell (pipes, redirections, globs, $name) is taken
/// as it stands. An Error names an open quote, an unknown variable, or that there is no program.
Result<CommandLine> parseCommandLine(const QString &text, const QMap<QString, QString> &variables);

} // namespace crosstalk
