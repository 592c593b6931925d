// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// How a kind of server is spoken to: requests to frames, frames to events. Pure; a ChatClient holds one and asks it.

#include "shared/probe.h"
#include "shared/result.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>
#include <variant>

namespace crosstalk {

/// What a dialect can promise; what it cannot, a client must not wait for.
struct DialectTraits
{
    bool hasRooms = false;     ///< Otherwise there is one room, implied, joined by connecting.
    bool acknowledges = false; ///< Otherwise a publish ends when it has been handed to the socket.
    bool echoes = false;       ///< A sender gets its own messages.
    bool welcomes = false;     ///< The server speaks first; before its welcome a link is not open.
};

// What a server said, in terms that do not depend on the dialect.
struct Welcomed
{
    QString instance;
    QString session;
    QString user;
};
struct RoomJoined
{
    QString room;
};
struct RoomLeft
{
    QString room;
};
struct MessageReceived
{
    QString room;       ///< Empty where the server has no rooms; a ChatClient then puts in what it joined.
    QString id;         ///< Empty where the server has none.
    QString from;       ///< User; empty where the server does not say.
    QString via;        ///< Instance of the sender; empty where the server does not say.
    QByteArray payload; ///< What the sender published: JSON for crosstalk, text for plain.
    /// When the sender's instance took it, in microseconds since the Unix epoch by its own clock; 0 where the server
    /// does not say.
    qint64 takenAtUs = 0;
};
struct PublishAcknowledged
{
    QString id;
};
struct RequestRefused
{
    QString code;
    QString reason;
    QString id;   ///< The publish it answers, or empty.
    QString room; ///< The join or leave it answers where id is empty; may be empty too.
    std::optional<std::chrono::milliseconds> retryAfter;
};
using ServerEvent = std::variant<Welcomed, RoomJoined, RoomLeft, MessageReceived, PublishAcknowledged, RequestRefused>;

class Dialect
{
    Q_DECLARE_TR_FUNCTIONS(Dialect)
public:
    virtual ~Dialect() = default;

    /// The word used in scenario files and options: plain, crosstalk.
    virtual QString name() const = 0;
    virtual DialectTraits traits() const = 0;
    /// Sec-WebSocket-Protocol to ask for; empty for none.
    virtual QString subprotocol() const { return {}; }
    /// The URL to connect to as @p user.
    virtual QUrl url(const QUrl &server, const QString &user) const = 0;

    // One text frame each. An Error where the server could not read it; join and leave are an empty frame where the
    // dialect has no such request.
    virtual Result<QString> join(const QString &room) const = 0;
    virtual Result<QString> leave(const QString &room) const = 0;
    virtual Result<QString> publish(const QString &room, const QString &id, const QByteArray &payload) const = 0;

    /// @p text as the payload this dialect carries, with @p probe where there is one.
    virtual QByteArray payload(const QString &text, const std::optional<Probe> &probe = {}) const = 0;

    /// What a text frame of the server says: one event, none where it is of no consequence, or what is wrong with it.
    virtual Result<std::optional<ServerEvent>> read(const QString &frame) const = 0;
};

/// By name, or an Error that lists the known ones.
Result<std::unique_ptr<Dialect>> makeDialect(const QString &name);
/// The names makeDialect knows.
QStringList dialectNames();

} // namespace crosstalk
