// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/probe.h"

#include "shared/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string_view>

namespace crosstalk {

namespace {

constexpr int maxDepth = 32;
constexpr std::string_view jsonMarker = "_ct";
constexpr std::string_view textMarker = "[ct:";
constexpr qsizetype maxTokenBytes = 256;
constexpr qsizetype maxRunLength = 64;

/// FNV-1a, 64 bits (Fowler, Noll, Vo): enough to notice harm, nothing to withstand intent.
QByteArray digestOf(QByteArrayView bytes)
{
    quint64 hash = Q_UINT64_C(0xCBF29CE484222325);
    for (const char c : bytes)
        hash = (hash ^ static_cast<quint8>(c)) * Q_UINT64_C(0x100000001B3);
    return QByteArray::number(hash, 16).rightJustified(16, '0');
}

bool isRun(QByteArrayView run)
{
    const auto isAlphanumeric = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    return !run.isEmpty() && run.size() <= maxRunLength && std::all_of(run.begin(), run.end(), isAlphanumeric);
}

/// Decimal digits and nothing else.
template<class T>
bool parse(QByteArrayView digits, T &value)
{
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size();
}

// --- As text ---

/// What the brackets hold.
struct Token
{
    Probe probe;
    qsizetype textBytes = 0;
    QByteArrayView digest;
};

std::optional<Token> parseToken(QByteArrayView inside)
{
    std::array<QByteArrayView, 6> fields;
    for (size_t i = 0; i < fields.size(); ++i) {
        const qsizetype colon = inside.indexOf(':');
        if ((colon < 0) != (i + 1 == fields.size()))
            return {};
        fields[i] = colon < 0 ? inside : inside.first(colon);
        inside = inside.sliced(colon < 0 ? inside.size() : colon + 1);
    }
    Token token;
    token.digest = fields[5];
    if (!isRun(fields[0]) || !parse(fields[1], token.probe.session) || !parse(fields[2], token.probe.number) ||
        !parse(fields[3], token.probe.intendedAtNs) || !parse(fields[4], token.textBytes) || token.textBytes < 0)
        return {};
    token.probe.run = QString::fromLatin1(fields[0]);
    return token;
}

FoundProbe judge(const Token &token, QByteArrayView before)
{
    if (before.endsWith(' '))
        before.chop(1);
    if (token.textBytes <= before.size()) {
        const QByteArrayView text = before.last(token.textBytes);
        if (digestOf(text) == token.digest)
            return {token.probe, QString::fromUtf8(text), false};
    }
    return {token.probe, QString::fromUtf8(before), true};
}

std::optional<FoundProbe> findToken(QByteArrayView text)
{
    constexpr QByteArrayView marker(textMarker.data(), textMarker.size());
    for (qsizetype at = text.lastIndexOf(marker); at >= 0; at = text.first(at).lastIndexOf(marker)) {
        const QByteArrayView rest = text.sliced(at + marker.size());
        const qsizetype end = rest.first(std::min(rest.size(), maxTokenBytes)).indexOf(']');
        if (end < 0)
            continue;
        if (const auto token = parseToken(rest.first(end)))
            return judge(*token, text.first(at));
    }
    return {};
}

// --- As JSON ---

std::optional<FoundProbe> readMembers(const QJsonObject &object)
{
    const QJsonObject members = object[QLatin1String("_ct")].toObject();
    const QString run = members[QLatin1String("run")].toString();
    const qint64 session = members[QLatin1String("s")].toInteger(-1);
    const qint64 number = members[QLatin1String("n")].toInteger(-1);
    const QJsonValue time = members[QLatin1String("t")];
    if (!isRun(run.toUtf8()) || session < 0 || session > std::numeric_limits<quint32>::max() || number < 0 ||
        !time.isDouble())
        return {};
    const Probe probe{run, static_cast<quint32>(session), static_cast<quint64>(number), time.toInteger()};
    const QJsonValue text = object[QLatin1String("text")];
    const bool isIntact =
        text.isString() && digestOf(text.toString().toUtf8()) == members[QLatin1String("d")].toString().toLatin1();
    return FoundProbe{probe, text.toString(), !isIntact};
}

/// Most payloads of a busy room are somebody else's. A string_view looks for the first character with memchr, which is
/// many times as fast here as a QByteArrayView, which prepares tables first.
bool mayHoldProbe(QByteArrayView bytes)
{
    const std::string_view view(bytes.data(), static_cast<size_t>(bytes.size()));
    return view.find(jsonMarker) != view.npos || view.find(textMarker) != view.npos;
}

std::optional<FoundProbe> search(QByteArrayView bytes, int depth);

std::optional<FoundProbe> search(const QJsonValue &value, int depth)
{
    if (depth > maxDepth)
        return {};
    if (value.isString())
        return search(value.toString().toUtf8(), depth);
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        if (auto found = readMembers(object))
            return found;
        for (const QJsonValue member : object) {
            if (auto found = search(member, depth + 1))
                return found;
        }
    } else if (value.isArray()) {
        for (const QJsonValue element : value.toArray()) {
            if (auto found = search(element, depth + 1))
                return found;
        }
    }
    return {};
}

/// The payload, or a string in it, which may be JSON once more.
std::optional<FoundProbe> search(QByteArrayView bytes, int depth)
{
    if (!mayHoldProbe(bytes))
        return {};
    const QByteArrayView trimmed = bytes.trimmed();
    const char first = trimmed.isEmpty() ? '\0' : trimmed.front();
    if (first == '{' || first == '[' || first == '"') {
        // In an array, because QJsonDocument takes no string alone.
        const QJsonDocument document = QJsonDocument::fromJson('[' + trimmed.toByteArray() + ']');
        // Within JSON a text stands escaped: its raw bytes are not what the digest is over, so they are not searched.
        if (document.isArray())
            return search(document.array().at(0), depth + 1);
    }
    return findToken(bytes);
}

} // namespace

QByteArray probeAsJson(const Probe &probe, const QString &text)
{
    return "{\"text\":" + json::quoted(text) + ",\"_ct\":{\"run\":" + json::quoted(probe.run) +
           ",\"s\":" + QByteArray::number(probe.session) + ",\"n\":" + QByteArray::number(probe.number) +
           ",\"t\":" + QByteArray::number(probe.intendedAtNs) + ",\"d\":\"" + digestOf(text.toUtf8()) + "\"}}";
}

QString probeAsText(const Probe &probe, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const QByteArray token = " [ct:" + probe.run.toLatin1() + ':' + QByteArray::number(probe.session) + ':' +
                             QByteArray::number(probe.number) + ':' + QByteArray::number(probe.intendedAtNs) + ':' +
                             QByteArray::number(bytes.size()) + ':' + digestOf(bytes) + ']';
    return text + QLatin1String(token);
}

std::optional<FoundProbe> findProbe(QByteArrayView payload)
{
    return search(payload, 0);
}

} // namespace crosstalk
