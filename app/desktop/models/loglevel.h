// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How grave a line of somebody's log is, told by its text alone: servers say it in many ways.

#include "app/engine/logline.h"

#include <QStringView>

namespace crosstalk {

enum class LogLevel { Unknown, Debug, Info, Warning, Error, Fatal };

/// Knows Qt's words as crosstalk-server writes them, the marks of redis-server, level= and "level": of structured
/// logs, and such words as ERROR or warn: at the beginning of a line, behind its time and its process. What
/// redis-server marks as a warning each time it starts or ends as told, is information.
LogLevel logLevelOf(QStringView line);
/// Where the prefix is known already.
LogLevel logLevelOf(QStringView line, const LogPrefix &prefix);

} // namespace crosstalk
