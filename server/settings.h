// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What an instance is told by its command line and environment, as one checked value.

#include "server/connection.h"
#include "shared/redis/url.h"
#include "shared/result.h"

#include <QHostAddress>
#include <QProcessEnvironment>
#include <QStringList>

namespace crosstalk::server {

struct Settings
{
    QString name = QStringLiteral("a");
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 8080; ///< 0: any free one.
    redis::Url redis;
    QByteArray prefix = "crosstalk";
    QByteArray plainChannel = "chat_channel";
    ConnectionLimits connection;
    qint64 maxConnections = 0; ///< 0: as many as there are descriptors for.
    qint64 maxRooms = 1000;    ///< Per client.
    std::chrono::milliseconds handshakeTimeout{10'000};
    std::chrono::milliseconds drainTimeout{5'000};

    /// What to print and exit with 0 instead of serving; empty mostly.
    QString information;

    /// @param arguments the program's name first. Each option --some-thing may be given as CROSSTALK_SOME_THING in
    /// @p environment as well; the command line wins.
    static Result<Settings> parse(const QStringList &arguments, const QProcessEnvironment &environment);
};

} // namespace crosstalk::server
