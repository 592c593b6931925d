// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/v1session.h"

#include <QRandomGenerator>

#include <algorithm>

namespace crosstalk::server {
namespace {

using namespace std::chrono_literals;

/// About what an instance takes to notice and reconnect once a broker is back.
constexpr auto brokerRetry = 1000ms;

v1::ErrorReply brokerUnavailable(const QString &reason)
{
    v1::ErrorReply reply;
    reply.code = QStringLiteral("broker-unavailable");
    reply.reason = reason;
    reply.retryAfter = brokerRetry;
    return reply;
}

} // namespace

V1Session::V1Session(int descriptor, const Context &context, Connection::TimePoint now, const Settings &settings,
                     const QString &user)
    : Session(descriptor, context, now)
    , m_settings(settings)
    , m_id(QString::number(QRandomGenerator::system()->generate64(), 16))
    , m_user(user.isEmpty() ? QStringLiteral("guest-") + m_id.first(std::min<qsizetype>(m_id.size(), 6)) : user)
{}

void V1Session::start()
{
    reply(v1::Welcome{m_settings.instance, m_id, m_user, m_settings.limits});
}

void V1Session::onMessage(ws::Message message)
{
    if (message.opcode != ws::Opcode::Text) {
        connection().close(ws::CloseCode::UnsupportedData, "text messages only");
        return;
    }
    const auto parsed = v1::parseClientMessage(message.payload);
    if (parsed)
        std::visit([this](const auto &request) { on(request); }, *parsed);
    else
        reply(parsed.error());
}

void V1Session::on(const v1::Join &join)
{
    if (const auto known = m_rooms.constFind(join.room); known != m_rooms.cend()) {
        if (*known)
            reply(v1::Joined{join.room}); // Else the answer to the first request answers this one too.
        return;
    }
    if (m_rooms.size() >= m_settings.limits.rooms) {
        v1::ErrorReply refusal;
        refusal.code = QStringLiteral("too-many-rooms");
        refusal.reason = QStringLiteral("already in %1 rooms").arg(m_rooms.size());
        refusal.room = join.room;
        reply(refusal);
        return;
    }
    m_rooms.insert(join.room, false);
    hub().join(channelOf(join.room), &connection(),
               [answer = whileOpen(this, &V1Session::onJoined), room = join.room](const Result<void> &result) {
                   answer(room, result);
               });
}

void V1Session::onJoined(const QString &room, const Result<void> &result)
{
    if (result) {
        m_rooms.insert(room, true);
        reply(v1::Joined{room});
        return;
    }
    m_rooms.remove(room);
    v1::ErrorReply refusal = brokerUnavailable(result.error().what);
    refusal.room = room;
    reply(refusal);
}

void V1Session::on(const v1::Leave &leave)
{
    if (m_rooms.remove(leave.room))
        hub().leave(channelOf(leave.room), &connection());
    reply(v1::Left{leave.room});
}

/// The message is put together once, here: the broker carries, and every instance forwards, these very bytes.
void V1Session::on(const v1::Publish &publish)
{
    const qint64 nowUs =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    const QByteArray payload =
        v1::encode(v1::Message{publish.room, publish.id, m_user, m_settings.instance, nowUs, publish.data});
    hub().publish(channelOf(publish.room), payload,
                  [answer = whileOpen(this, &V1Session::onPublished), id = publish.id,
                   room = publish.room](const Result<void> &result) { answer(id, room, result); });
}

void V1Session::onPublished(const QString &id, const QString &room, const Result<void> &result)
{
    if (result) {
        reply(v1::Ack{id});
        return;
    }
    v1::ErrorReply refusal = brokerUnavailable(result.error().what);
    refusal.id = id;
    refusal.room = room;
    reply(refusal);
}

void V1Session::on(const v1::Ping &ping)
{
    reply(v1::Pong{ping.t});
}

void V1Session::leaveAll()
{
    for (auto room = m_rooms.cbegin(); room != m_rooms.cend(); ++room)
        hub().leave(channelOf(room.key()), &connection());
    m_rooms.clear();
}

void V1Session::reply(const v1::ServerMessage &message)
{
    connection().sendText(v1::encode(message));
}

/// The braces keep all of a room in one slot of a Redis cluster.
QByteArray V1Session::channelOf(const QString &room) const
{
    return m_settings.prefix + ":{" + room.toUtf8() + '}';
}

} // namespace crosstalk::server
