// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace crosstalk::json {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Walks over JSON without recursion, so that depth costs nothing. Stops at the end of input whatever the input.
class Scanner
{
public:
    explicit Scanner(QByteArrayView json)
        : m_json(json)
    {
        // QJsonDocument accepts a byte order mark.
        if (m_json.startsWith("\xEF\xBB\xBF"))
            m_at = 3;
    }

    void skipSpace()
    {
        while (m_at < m_json.size() && isSpace(m_json[m_at]))
            ++m_at;
    }
    bool take(char c)
    {
        skipSpace();
        if (m_at >= m_json.size() || m_json[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    QByteArrayView takeValue()
    {
        skipSpace();
        const qsizetype start = m_at;
        qsizetype depth = 0;
        while (m_at < m_json.size()) {
            const char c = m_json[m_at];
            if (c == '"') {
                skipString();
            } else if (c == '{' || c == '[') {
                ++depth;
                ++m_at;
            } else if (depth > 0) {
                depth -= c == '}' || c == ']' ? 1 : 0;
                ++m_at;
            } else {
                skipScalar();
                break;
            }
            if (depth == 0)
                break;
        }
        return m_json.sliced(start, m_at - start);
    }

private:
    void skipString()
    {
        ++m_at;
        while (m_at < m_json.size() && m_json[m_at] != '"')
            m_at = std::min(m_at + (m_json[m_at] == '\\' ? 2 : 1), m_json.size());
        m_at = std::min(m_at + 1, m_json.size());
    }
    void skipScalar()
    {
        const auto ends = [](char c) { return isSpace(c) || c == ',' || c == '}' || c == ']'; };
        while (m_at < m_json.size() && !ends(m_json[m_at]))
            ++m_at;
    }

    QByteArrayView m_json;
    qsizetype m_at = 0;
};

/// @p raw is a JSON string, quotes included.
bool isString(QByteArrayView raw, QByteArrayView value)
{
    if (!raw.contains('\\'))
        return raw.size() >= 2 && raw.sliced(1, raw.size() - 2) == value;
    const QByteArray array = '[' + raw.toByteArray() + ']';
    return QJsonDocument::fromJson(array).array().at(0).toString() == QString::fromUtf8(value);
}

bool isStrictString(QByteArrayView raw, qsizetype &at)
{
    for (++at; at < raw.size() && raw[at] != '"'; ++at) {
        if (static_cast<quint8>(raw[at]) < 0x20)
            return false;
        if (raw[at] == '\\' && (++at >= raw.size() || !QByteArrayView("\"\\/bfnrtu").contains(raw[at])))
            return false;
    }
    return at < raw.size();
}

} // namespace

std::optional<QByteArrayView> rawMember(QByteArrayView object, QByteArrayView key)
{
    Scanner scanner(object);
    if (!scanner.take('{'))
        return {};
    std::optional<QByteArrayView> found;
    do {
        const QByteArrayView name = scanner.takeValue();
        if (!scanner.take(':'))
            break;
        const QByteArrayView value = scanner.takeValue();
        if (isString(name, key))
            found = value;
    } while (scanner.take(','));
    return found;
}

bool isStrict(QByteArrayView json)
{
    for (qsizetype at = 0; at < json.size(); ++at) {
        if (json[at] == '"') {
            if (!isStrictString(json, at))
                return false;
        } else if (json[at] == '.') {
            const bool hasDigit = at + 1 < json.size() && json[at + 1] >= '0' && json[at + 1] <= '9';
            if (!hasDigit)
                return false;
        }
    }
    return true;
}

QByteArray quoted(QStringView text)
{
    QByteArray json;
    json.reserve(text.size() + 2);
    json += '"';
    qsizetype runStart = 0;
    const auto endRunAt = [&](qsizetype end) {
        json += text.sliced(runStart, end - runStart).toUtf8();
        runStart = end + 1;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            ++i;
        } else if (c == u'"' || c == u'\\') {
            endRunAt(i);
            json += '\\';
            json += static_cast<char>(c.unicode());
        } else if (c.unicode() < 0x20 || c.isSurrogate()) {
            endRunAt(i);
            json += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
        }
    }
    endRunAt(text.size());
    json += '"';
    return json;
}

} // namespace crosstalk::json
