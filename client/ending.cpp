// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/ending.h"

#include <QRegularExpression>

#include <algorithm>

namespace crosstalk {
namespace {

/// RFC 6455, 7.4.1, the registry it opened, and the codes of crosstalk-server.
QString meaningOf(int code)
{
    switch (code) {
    case 1000:
        return Ending::tr("done");
    case 1001:
        return Ending::tr("going away");
    case 1002:
        return Ending::tr("protocol error");
    case 1003:
        return Ending::tr("unsupported data");
    case 1007:
        return Ending::tr("not UTF-8");
    case 1008:
        return Ending::tr("policy");
    case 1009:
        return Ending::tr("message too big");
    case 1011:
        return Ending::tr("server error");
    case 1012:
        return Ending::tr("restarting");
    case 1013:
        return Ending::tr("try again later");
    case 4001:
        return Ending::tr("unauthorised");
    case 4002:
        return Ending::tr("too slow a reader");
    case 4003:
        return Ending::tr("flooding");
    case 4004:
        return Ending::tr("silent");
    default:
        return {};
    }
}

std::optional<std::chrono::milliseconds> adviceIn(const QString &text)
{
    static const QRegularExpression advice(QStringLiteral("\\bretry in (\\d{1,9}) ms\\b"));
    const QRegularExpressionMatch match = advice.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return std::min(std::chrono::milliseconds{match.captured(1).toLongLong()}, maxRetryAfter);
}

} // namespace

Ending endingOf(int code, const QString &text)
{
    Ending ending;
    ending.reason = Ending::tr("Closed with %1").arg(code);
    if (const QString meaning = meaningOf(code); !meaning.isEmpty())
        ending.reason += QStringLiteral(" (%1)").arg(meaning);
    if (!text.isEmpty())
        ending.reason += QStringLiteral(": ") + text;
    ending.mayReturn = code != 1008 && code != 4001;
    ending.retryAfter = adviceIn(text);
    return ending;
}

} // namespace crosstalk
