// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/logline.h"

#include <QRegularExpression>

#include <algorithm>

namespace crosstalk {

namespace {

/// Of the longest prefix there can be.
constexpr qsizetype lookedAt = 120;

const QRegularExpression &formOfOurs()
{
    static const QRegularExpression form(QStringLiteral(
        "^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} (debug|info|warning|critical|fatal) [\\w.]+: "));
    return form;
}

/// "PID:ROLE DD Mon YYYY hh:mm:ss.ms MARK ", and what it says while it handles a signal: "PID:signal-handler (TIME) ".
const QRegularExpression &formOfRedis()
{
    static const QRegularExpression form(
        QStringLiteral("^\\d+:(?:[A-Za-z] \\d+ \\S+ \\d+ \\d+:\\d+:\\d+\\.\\d+ ([-.*#])|signal-handler \\(\\d+\\)) "));
    return form;
}

} // namespace

LogPrefix logPrefixOf(QStringView line)
{
    static constexpr QStringView ofRefusal = u"crosstalk-server: ";
    if (line.startsWith(ofRefusal))
        return {ofRefusal.size(), {}};
    // Most lines of others are neither, and expressions are dear.
    if (line.isEmpty() || !line.front().isDigit())
        return {};
    const QStringView beginning = line.first(std::min(line.size(), lookedAt));
    const bool isOurs = beginning.size() > 4 && beginning.at(4) == u'-';
    const QRegularExpressionMatch match = (isOurs ? formOfOurs() : formOfRedis()).match(beginning.toString());
    if (!match.hasMatch())
        return {};
    const qsizetype level = match.capturedStart(1);
    return {match.capturedLength(0), level < 0 ? QStringView() : line.sliced(level, match.capturedLength(1))};
}

QStringView logTextOf(QStringView line)
{
    return line.sliced(logPrefixOf(line).size);
}

} // namespace crosstalk
