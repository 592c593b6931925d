// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/dialects/crosstalk.h"

#include "client/text.h"
#include "shared/json.h"
#include "shared/message.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

namespace crosstalk {
namespace {

tl::unexpected<Error> noName(const QString &room)
{
    return fail(Dialect::tr("“%1” cannot be the name of a room").arg(room),
                Dialect::tr("Take 1 to %1 bytes without control characters").arg(v1::maxNameBytes));
}

/// A document holds an array or an object only, so that the value is looked at inside an array.
bool isJsonValue(const QByteArray &bytes)
{
    const QByteArray array = '[' + bytes + ']';
    const QJsonDocument document = QJsonDocument::fromJson(array);
    return document.isArray() && document.array().size() == 1 && json::isStrict(array);
}

QString frame(const v1::ClientMessage &message)
{
    return QString::fromUtf8(v1::encode(message));
}

struct ToEvent
{
    using Event = std::optional<ServerEvent>;

    Event operator()(v1::Welcome &welcome) const
    {
        return Welcomed{.instance = welcome.instance, .session = welcome.session, .user = welcome.user};
    }
    Event operator()(v1::Joined &joined) const { return RoomJoined{joined.room}; }
    Event operator()(v1::Left &left) const { return RoomLeft{left.room}; }
    Event operator()(v1::Message &message) const
    {
        return MessageReceived{.room = std::move(message.room),
                               .id = std::move(message.id),
                               .from = std::move(message.from),
                               .via = std::move(message.via),
                               .payload = std::move(message.data),
                               .takenAtUs = message.atUs};
    }
    Event operator()(v1::Ack &ack) const { return PublishAcknowledged{ack.id}; }
    Event operator()(v1::ErrorReply &error) const
    {
        return RequestRefused{.code = error.code,
                              .reason = error.reason,
                              .id = error.id,
                              .room = error.room,
                              .retryAfter = error.retryAfter};
    }
    Event operator()(v1::Pong &) const { return std::nullopt; }
};

} // namespace

QString CrosstalkDialect::subprotocol() const
{
    return QString::fromLatin1(v1::subprotocol);
}

QUrl CrosstalkDialect::url(const QUrl &server, const QString &user) const
{
    if (user.isEmpty())
        return server;
    const QString key = QStringLiteral("user");
    QUrlQuery query(server);
    query.removeAllQueryItems(key);
    query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(user)));
    QUrl url = server;
    url.setQuery(query);
    return url;
}

Result<QString> CrosstalkDialect::join(const QString &room) const
{
    if (!v1::isValidName(room))
        return noName(room);
    return frame(v1::Join{room});
}

Result<QString> CrosstalkDialect::leave(const QString &room) const
{
    if (!v1::isValidName(room))
        return noName(room);
    return frame(v1::Leave{room});
}

Result<QString> CrosstalkDialect::publish(const QString &room, const QString &id, const QByteArray &payload) const
{
    if (!v1::isValidName(room))
        return noName(room);
    if (!exactText(payload) || !isJsonValue(payload))
        return fail(Dialect::tr("The message is not a JSON value"), Dialect::tr("Put text in quotes"));
    return frame(v1::Publish{.room = room, .id = id, .data = payload});
}

QByteArray CrosstalkDialect::payload(const QString &text, const std::optional<Probe> &probe) const
{
    return probe ? probeAsJson(*probe, text) : "{\"text\":" + json::quoted(text) + '}';
}

Result<std::optional<ServerEvent>> CrosstalkDialect::read(const QString &frame) const
{
    Result<v1::ServerMessage> message = v1::parseServerMessage(frame.toUtf8());
    if (!message)
        return tl::unexpected(message.error());
    return std::visit(ToEvent{}, *message);
}

} // namespace crosstalk
