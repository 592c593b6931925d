// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The messages of the crosstalk.v1 subprotocol as values, and their JSON form on the wire. What a session does with
// them is the server's and the client's business. Durable rooms, history and presence are not spoken here.

#include "shared/result.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>
#include <variant>

namespace crosstalk::v1 {

inline constexpr auto subprotocol = "crosstalk.v1";

/// Longest room name, user name and publish id, in UTF-8 bytes; none may be empty or hold control characters.
inline constexpr qsizetype maxNameBytes = 128;

// What a client says.
struct Join
{
    QString room;
};
struct Leave
{
    QString room;
};
struct Publish
{
    QString room;
    QString id;      ///< Unique per sender.
    QByteArray data; ///< One JSON value, byte for byte as the sender wrote it.
};
struct Ping
{
    QByteArray t; ///< One JSON value to be given back; empty for none.
};
using ClientMessage = std::variant<Join, Leave, Publish, Ping>;

// What a server says.
struct Limits
{
    qint64 messageBytes = 0;
    qint64 messagesPerSecond = 0; ///< 0 for no limit.
    qint64 rooms = 0;
};
struct Welcome
{
    QString instance;
    QString session;
    QString user;
    Limits limits;
};
struct Joined
{
    QString room;
};
struct Left
{
    QString room;
};
struct Message
{
    QString room;
    QString id;
    QString from;
    QString via;     ///< Instance of the sender.
    qint64 atUs = 0; ///< Microseconds since the Unix epoch, clock of the sender's instance.
    QByteArray data; ///< One JSON value, byte for byte.
};
struct Ack
{
    QString id;
};
/// The codes are listed in the README: malformed, unknown-op, bad-request, too-many-rooms, broker-unavailable …
struct ErrorReply
{
    QString code;
    QString reason;
    QString id;   ///< The publish it answers; empty where it answers none.
    QString room; ///< The room it is about; may be empty.
    std::optional<std::chrono::milliseconds> retryAfter;
};
struct Pong
{
    QByteArray t;
};
using ServerMessage = std::variant<Welcome, Joined, Left, Message, Ack, ErrorReply, Pong>;

/// One JSON object, UTF-8; `op` first, then the members in the order above. Adds no white space, but data and t go as
/// they are and must each be one JSON value.
QByteArray encode(const ClientMessage &message);
QByteArray encode(const ServerMessage &message);

/// What a server reads; where it cannot, the reply that says why (code malformed, unknown-op or bad-request, with the
/// id and room it answers as far as they could be read). Unknown members are ignored. Malformed is whatever is not one
/// JSON object, nested at most 1024 deep, by the letter of RFC 8259 (see json::isStrict).
tl::expected<ClientMessage, ErrorReply> parseClientMessage(QByteArrayView json);

/// What a client reads. A missing or wrong member is an Error. So is an op this version does not know; the caller may
/// ignore it. Names are taken as they come: the server answers for them.
Result<ServerMessage> parseServerMessage(QByteArrayView json);

/// True for a usable room name, user name or publish id: 1 to maxNameBytes bytes of UTF-8, no control characters (C0,
/// DEL, C1), no unpaired surrogates.
bool isValidName(QStringView name);

} // namespace crosstalk::v1
