// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/loglevel.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace crosstalk {

namespace {

/// A level stands at the beginning of a line or not at all.
constexpr qsizetype lookedAt = 200;
constexpr int wordsLookedAt = 4;

LogLevel levelOfWord(QStringView word)
{
    static constexpr std::array words{
        std::pair(u"trace", LogLevel::Debug),     std::pair(u"verbose", LogLevel::Debug),
        std::pair(u"debug", LogLevel::Debug),     std::pair(u"dbg", LogLevel::Debug),
        std::pair(u"info", LogLevel::Info),       std::pair(u"information", LogLevel::Info),
        std::pair(u"notice", LogLevel::Info),     std::pair(u"warn", LogLevel::Warning),
        std::pair(u"warning", LogLevel::Warning), std::pair(u"err", LogLevel::Error),
        std::pair(u"error", LogLevel::Error),     std::pair(u"severe", LogLevel::Error),
        std::pair(u"critical", LogLevel::Error),  std::pair(u"crit", LogLevel::Error),
        std::pair(u"alert", LogLevel::Fatal),     std::pair(u"emerg", LogLevel::Fatal),
        std::pair(u"fatal", LogLevel::Fatal),     std::pair(u"panic", LogLevel::Fatal),
    };
    for (const auto &[name, level] : words)
        if (word.compare(QStringView(name), Qt::CaseInsensitive) == 0)
            return level;
    return LogLevel::Unknown;
}

/// What redis-server and valkey-server mark as warnings before there is anything to warn of, and when they end as told.
bool isRoutine(QStringView text)
{
    static constexpr std::array beginnings{
        QStringView(u"oO0OoO0OoO0Oo "),
        QStringView(u"Redis version="),
        QStringView(u"Valkey version="),
        QStringView(u"Configuration loaded"),
        QStringView(u"Server initialized"),
        QStringView(u"User requested shutdown"),
        QStringView(u"Redis is now ready to exit"),
        QStringView(u"Valkey is now ready to exit"),
    };
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [text](QStringView each) { return text.startsWith(each); });
}

LogLevel levelOfRedis(QStringView mark, QStringView text)
{
    if (mark.isEmpty() || mark == u"*") // A handler of signals has no mark.
        return LogLevel::Info;
    if (mark == u"#")
        return isRoutine(text) ? LogLevel::Info : LogLevel::Warning;
    return LogLevel::Debug;
}

/// level=warn, "level":"error", and the numbers of pino and bunyan: "level":40.
LogLevel levelOfField(QStringView line)
{
    static const QRegularExpression pattern(
        QStringLiteral("(?:(?:^|\\s)(?:level|lvl|severity)=|\"(?:level|lvl|severity)\"\\s*:\\s*)\"?(\\w+)"),
        QRegularExpression::CaseInsensitiveOption);
    const auto has = [line](QStringView word) { return line.contains(word, Qt::CaseInsensitive); };
    if (!has(u"level") && !has(u"lvl") && !has(u"severity"))
        return LogLevel::Unknown;
    const QRegularExpressionMatch match = pattern.match(line.toString());
    if (!match.hasMatch())
        return LogLevel::Unknown;
    bool isNumber = false;
    const int number = match.capturedView(1).toInt(&isNumber);
    if (!isNumber)
        return levelOfWord(match.capturedView(1));
    return number >= 60   ? LogLevel::Fatal
           : number >= 50 ? LogLevel::Error
           : number >= 40 ? LogLevel::Warning
           : number >= 30 ? LogLevel::Info
                          : LogLevel::Debug;
}

bool isOpening(QChar c)
{
    return c == u'[' || c == u'(' || c == u'<' || c == u'|';
}

/// A word with what holds it: "[error]", "WARN:", "INFO[0000]".
struct Token
{
    QStringView word;
    bool isOpened = false;   ///< Stands in brackets.
    bool isLabelled = false; ///< A colon follows.

    explicit Token(QStringView text)
    {
        while (!text.isEmpty() && isOpening(text.front())) {
            isOpened = true;
            text = text.sliced(1);
        }
        qsizetype length = 0;
        while (length < text.size() && (text.at(length).isLetterOrNumber() || text.at(length) == u'_'))
            ++length;
        word = text.first(length);
        isLabelled = length < text.size() && text.at(length) == u':';
    }
    /// A time, a number, a separator: nothing that could be a level, or the text.
    bool isFigure() const { return word.isEmpty() || word.front().isDigit(); }
    bool isShouted() const
    {
        return std::all_of(word.begin(), word.end(), [](QChar c) { return c.isUpper(); });
    }
};

LogLevel levelOfBeginning(QStringView line)
{
    bool hasFigure = false;
    int words = 0;
    const auto tokens = line.split(u' ', Qt::SkipEmptyParts);
    for (const QStringView text : tokens) {
        const Token token(text);
        if (token.isFigure()) {
            hasFigure = true;
            continue;
        }
        // A word in lower case is a level behind a time, in brackets or before a colon; elsewhere it may be the text.
        const bool isFirst = words == 0;
        if (token.isShouted() || token.isOpened || (isFirst && (token.isLabelled || hasFigure)))
            if (const LogLevel level = levelOfWord(token.word); level != LogLevel::Unknown)
                return level;
        if (++words == wordsLookedAt)
            break;
    }
    return LogLevel::Unknown;
}

} // namespace

LogLevel logLevelOf(QStringView line, const LogPrefix &prefix)
{
    const QStringView beginning = line.first(qMin(line.size(), lookedAt));
    if (prefix.size > 0) {
        // What a server of ours says without a time is why it cannot start.
        if (!line.front().isDigit())
            return LogLevel::Error;
        const LogLevel ours = levelOfWord(prefix.level);
        return ours == LogLevel::Unknown ? levelOfRedis(prefix.level, line.sliced(prefix.size)) : ours;
    }
    for (const auto levelOf : {levelOfField, levelOfBeginning})
        if (const LogLevel level = levelOf(beginning); level != LogLevel::Unknown)
            return level;
    return LogLevel::Unknown;
}

LogLevel logLevelOf(QStringView line)
{
    return logLevelOf(line, logPrefixOf(line));
}

} // namespace crosstalk
