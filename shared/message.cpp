// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/message.h"

#include "shared/json.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace crosstalk::v1 {

namespace {

// --- Writing ---

/// Puts one JSON object together, members in the order of the calls.
class Writer
{
public:
    explicit Writer(const char *op)
        : m_json(QByteArray("{\"op\":\"") + op + '"')
    {}
    Writer &name(const char *key, const QString &value) { return raw(key, json::quoted(value)); }
    Writer &number(const char *key, qint64 value) { return raw(key, QByteArray::number(value)); }
    Writer &raw(const char *key, const QByteArray &value)
    {
        m_json += QByteArray(",\"") + key + "\":" + value;
        return *this;
    }
    QByteArray end() { return std::move(m_json += '}'); }

private:
    QByteArray m_json;
};

QByteArray write(const Join &m)
{
    return Writer("join").name("room", m.room).end();
}

QByteArray write(const Leave &m)
{
    return Writer("leave").name("room", m.room).end();
}

QByteArray write(const Publish &m)
{
    return Writer("publish").name("room", m.room).name("id", m.id).raw("data", m.data).end();
}

QByteArray write(const Ping &m)
{
    return m.t.isEmpty() ? Writer("ping").end() : Writer("ping").raw("t", m.t).end();
}

QByteArray write(const Welcome &m)
{
    const QByteArray limits = "{\"messageBytes\":" + QByteArray::number(m.limits.messageBytes) +
                              ",\"messagesPerSecond\":" + QByteArray::number(m.limits.messagesPerSecond) +
                              ",\"rooms\":" + QByteArray::number(m.limits.rooms) + '}';
    return Writer("welcome")
        .name("instance", m.instance)
        .name("session", m.session)
        .name("user", m.user)
        .raw("limits", limits)
        .end();
}

QByteArray write(const Joined &m)
{
    return Writer("joined").name("room", m.room).end();
}

QByteArray write(const Left &m)
{
    return Writer("left").name("room", m.room).end();
}

QByteArray write(const Message &m)
{
    return Writer("message")
        .name("room", m.room)
        .name("id", m.id)
        .name("from", m.from)
        .name("via", m.via)
        .number("at", m.atUs)
        .raw("data", m.data)
        .end();
}

QByteArray write(const Ack &m)
{
    return Writer("ack").name("id", m.id).end();
}

QByteArray write(const ErrorReply &m)
{
    Writer writer("error");
    writer.name("code", m.code).name("reason", m.reason);
    if (!m.id.isEmpty())
        writer.name("id", m.id);
    if (!m.room.isEmpty())
        writer.name("room", m.room);
    if (m.retryAfter)
        writer.number("retryAfterMs", m.retryAfter->count());
    return writer.end();
}

QByteArray write(const Pong &m)
{
    return m.t.isEmpty() ? Writer("pong").end() : Writer("pong").raw("t", m.t).end();
}

// --- Reading ---

/// One object with its bytes. Remembers the first member that was missing or of the wrong type.
class Reader
{
public:
    /// Why @p bytes are no object by RFC 8259; empty where they are.
    QString open(QByteArrayView bytes)
    {
        QJsonParseError error;
        const QByteArray json = QByteArray::fromRawData(bytes.data(), bytes.size());
        const QJsonDocument document = QJsonDocument::fromJson(json, &error);
        if (error.error != QJsonParseError::NoError)
            return QStringLiteral("not JSON at byte %1: %2").arg(error.offset).arg(error.errorString());
        if (!document.isObject())
            return QStringLiteral("not a JSON object");
        if (!json::isStrict(bytes))
            return QStringLiteral("not JSON: control character, escape or number");
        m_bytes = bytes;
        m_object = document.object();
        return {};
    }

    QString text(QLatin1String key)
    {
        const QJsonValue value = m_object[key];
        if (!value.isString())
            note(key, "a string");
        return value.toString();
    }
    QString name(QLatin1String key)
    {
        const QString value = text(key);
        if (m_fault.isEmpty() && !isValidName(value))
            note(key, "a name: 1 to 128 bytes of UTF-8 without control characters");
        return value;
    }
    qint64 integer(QLatin1String key) { return integer(m_object[key], key); }
    Limits limits()
    {
        const QJsonObject limits = m_object[QLatin1String("limits")].toObject();
        return {integer(limits[QLatin1String("messageBytes")], QLatin1String("limits.messageBytes")),
                integer(limits[QLatin1String("messagesPerSecond")], QLatin1String("limits.messagesPerSecond")),
                integer(limits[QLatin1String("rooms")], QLatin1String("limits.rooms"))};
    }
    bool has(QLatin1String key) const { return m_object.contains(key); }
    /// The value as it was sent; empty where there is none.
    QByteArray optionalRaw(const char *key) const
    {
        const auto value = json::rawMember(m_bytes, key);
        return value ? value->toByteArray() : QByteArray();
    }
    QByteArray raw(const char *key)
    {
        const QByteArray value = optionalRaw(key);
        if (value.isEmpty())
            note(QLatin1String(key), "there");
        return value;
    }
    /// As far as it can be read.
    QString peek(QLatin1String key) const { return m_object[key].toString(); }

    const QString &fault() const { return m_fault; }

private:
    qint64 integer(const QJsonValue &value, QLatin1String key)
    {
        // Two defaults tell an integer from a fraction or a number beyond 64 bits.
        if (value.toInteger(0) != value.toInteger(1))
            note(key, "an integer");
        return value.toInteger();
    }
    void note(QLatin1String key, const char *mustBe)
    {
        if (m_fault.isEmpty())
            m_fault = QStringLiteral("member %1 must be %2").arg(key, QLatin1String(mustBe));
    }

    QByteArrayView m_bytes;
    QJsonObject m_object;
    QString m_fault;
};

using Key = QLatin1String;

std::optional<ClientMessage> readClient(Reader &in, const QString &op)
{
    if (op == Key("publish"))
        return Publish{in.name(Key("room")), in.name(Key("id")), in.raw("data")};
    if (op == Key("join"))
        return Join{in.name(Key("room"))};
    if (op == Key("leave"))
        return Leave{in.name(Key("room"))};
    if (op == Key("ping"))
        return Ping{in.optionalRaw("t")};
    return {};
}

ErrorReply readError(Reader &in)
{
    ErrorReply error{in.text(Key("code")), in.text(Key("reason")), in.peek(Key("id")), in.peek(Key("room")), {}};
    if (in.has(Key("retryAfterMs")))
        error.retryAfter = std::chrono::milliseconds(in.integer(Key("retryAfterMs")));
    return error;
}

std::optional<ServerMessage> readServer(Reader &in, const QString &op)
{
    if (op == Key("message"))
        return Message{in.text(Key("room")), in.text(Key("id")),    in.text(Key("from")),
                       in.text(Key("via")),  in.integer(Key("at")), in.raw("data")};
    if (op == Key("ack"))
        return Ack{in.text(Key("id"))};
    if (op == Key("pong"))
        return Pong{in.optionalRaw("t")};
    if (op == Key("joined"))
        return Joined{in.text(Key("room"))};
    if (op == Key("left"))
        return Left{in.text(Key("room"))};
    if (op == Key("error"))
        return readError(in);
    if (op == Key("welcome"))
        return Welcome{in.text(Key("instance")), in.text(Key("session")), in.text(Key("user")), in.limits()};
    return {};
}

} // namespace

QByteArray encode(const ClientMessage &message)
{
    return std::visit([](const auto &m) { return write(m); }, message);
}

QByteArray encode(const ServerMessage &message)
{
    return std::visit([](const auto &m) { return write(m); }, message);
}

tl::expected<ClientMessage, ErrorReply> parseClientMessage(QByteArrayView json)
{
    Reader in;
    const auto refuse = [&in](const char *code, const QString &reason) {
        return tl::unexpected(ErrorReply{QLatin1String(code), reason, in.peek(Key("id")), in.peek(Key("room")), {}});
    };
    if (const QString fault = in.open(json); !fault.isEmpty())
        return refuse("malformed", fault);
    const QString op = in.text(Key("op"));
    if (!in.fault().isEmpty())
        return refuse("bad-request", in.fault());
    auto message = readClient(in, op);
    if (!message)
        return refuse("unknown-op", QStringLiteral("unknown op; known are join, leave, publish, ping"));
    if (!in.fault().isEmpty())
        return refuse("bad-request", in.fault());
    return *std::move(message);
}

Result<ServerMessage> parseServerMessage(QByteArrayView json)
{
    Reader in;
    if (const QString fault = in.open(json); !fault.isEmpty())
        return fail(fault);
    const QString op = in.text(Key("op"));
    auto message = readServer(in, op);
    if (!in.fault().isEmpty())
        return fail(in.fault());
    if (!message)
        return fail(
            QStringLiteral("unknown op %1").arg(isValidName(op) ? op : QStringLiteral("without a usable name")));
    return *std::move(message);
}

bool isValidName(QStringView name)
{
    qsizetype bytes = 0;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name[i];
        if (c.isSurrogate()) {
            if (!c.isHighSurrogate() || i + 1 == name.size() || !name[i + 1].isLowSurrogate())
                return false;
            ++i;
            bytes += 4;
        } else if (c.unicode() < 0x20 || (c.unicode() >= 0x7F && c.unicode() <= 0x9F)) {
            return false;
        } else {
            bytes += c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 ? 2 : 3;
        }
    }
    return bytes >= 1 && bytes <= maxNameBytes;
}

} // namespace crosstalk::v1
