// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/commandline.h"

#include "shared/suggest.h"

#include <QRegularExpression>

#include <optional>

namespace crosstalk {

namespace {

/// Reads the words of one command line, from left to right.
class Words
{
public:
    Words(const QString &text, const QMap<QString, QString> &variables)
        : m_text(text)
        , m_variables(variables)
    {}

    Result<QStringList> read()
    {
        while (m_at < m_text.size()) {
            const QChar c = m_text.at(m_at);
            if (m_quote.isNull() && c.isSpace()) {
                endWord();
                ++m_at;
            } else if (const auto taken = take(c); !taken) {
                return tl::unexpected(taken.error());
            }
        }
        if (!m_quote.isNull())
            return fail(QStringLiteral("A quote (%1) is not closed in “%2”").arg(m_quote).arg(m_text));
        endWord();
        return m_words;
    }

private:
    Result<void> take(QChar c)
    {
        if (c == m_quote || (m_quote.isNull() && (c == QLatin1Char('\'') || c == QLatin1Char('"')))) {
            m_quote = m_quote.isNull() ? c : QChar();
            append({}); // "" is a word, too.
            ++m_at;
        } else if (c == QLatin1Char('\\') && isEscape()) {
            append(m_text.mid(m_at + 1, 1));
            m_at += 2;
        } else if (QStringView(m_text).mid(m_at).startsWith(QLatin1String("${"))) {
            return takeVariable();
        } else {
            append(c);
            ++m_at;
        }
        return {};
    }

    /// Whether the backslash here takes the special meaning from what follows it (POSIX shell, 2.2).
    bool isEscape() const
    {
        if (m_at + 1 >= m_text.size() || m_quote == QLatin1Char('\''))
            return false;
        return m_quote.isNull() || QStringLiteral("\"\\$`").contains(m_text.at(m_at + 1));
    }

    Result<void> takeVariable()
    {
        const qsizetype end = m_text.indexOf(QLatin1Char('}'), m_at);
        if (end < 0)
            return fail(QStringLiteral("${ is not closed in “%1”").arg(m_text));
        const QString name = m_text.mid(m_at + 2, end - m_at - 2);
        const auto value = m_variables.constFind(name);
        if (value == m_variables.constEnd()) {
            const QString near = nearestWord(name, m_variables.keys());
            return fail(QStringLiteral("Unknown variable ${%1} in “%2”").arg(name, m_text),
                        near.isEmpty() ? QStringLiteral("Use one of ${%1}")
                                             .arg(QStringList(m_variables.keys()).join(QStringLiteral("}, ${")))
                                       : QStringLiteral("Did you mean ${%1}?").arg(near));
        }
        append(*value);
        m_at = end + 1;
        return {};
    }

    void append(const QString &part) { m_word = m_word.value_or(QString()) + part; }
    void endWord()
    {
        if (m_word)
            m_words.append(*m_word);
        m_word.reset();
    }

    const QString &m_text;
    const QMap<QString, QString> &m_variables;
    qsizetype m_at = 0;
    QChar m_quote; ///< The one that is open, or null.
    std::optional<QString> m_word;
    QStringList m_words;
};

} // namespace

Result<CommandLine> parseCommandLine(const QString &text, const QMap<QString, QString> &variables)
{
    auto words = Words(text, variables).read();
    if (!words)
        return tl::unexpected(words.error());
    CommandLine result;
    static const QRegularExpression assignment(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*="));
    while (!words->isEmpty() && assignment.match(words->first()).hasMatch()) {
        const QString word = words->takeFirst();
        const qsizetype equals = word.indexOf(QLatin1Char('='));
        result.environment.insert(word.left(equals), word.mid(equals + 1));
    }
    if (words->isEmpty())
        return fail(QStringLiteral("“%1” names no program").arg(text));
    result.program = words->takeFirst();
    result.arguments = *words;
    return result;
}

} // namespace crosstalk
