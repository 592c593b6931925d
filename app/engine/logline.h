// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What crosstalk-server and redis-server put before each line of their logs, told from what they say. Pure.

#include <QStringView>

namespace crosstalk {

struct LogPrefix
{
    qsizetype size = 0; ///< Characters before the text; 0 where the line has no prefix that is known.
    QStringView level;  ///< As the program writes it, "warning" or "#"; empty where it does not say.
};

/// The time, the level and the category of crosstalk-server; its name, where it says why it cannot start; the process,
/// the time and the mark of redis-server and valkey-server.
LogPrefix logPrefixOf(QStringView line);
/// What is left of @p line without it.
QStringView logTextOf(QStringView line);

} // namespace crosstalk
