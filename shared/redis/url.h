// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Where a Redis server is, and who to be there.

#include "shared/result.h"

#include <QString>

namespace crosstalk::redis {

/// redis://[user[:password]@]host[:port][/database] or unix://[user[:password]@]/path/to/socket[?db=database].
struct Url
{
    QString host = QStringLiteral("localhost"); ///< Name or address; of no meaning where socketPath is set.
    quint16 port = 6379;
    QString socketPath; ///< Absolute path of a Unix socket; empty for TCP.
    QString user;       ///< Empty: the default user.
    QString password;
    int database = 0;

    /// Percent-encoding is decoded in user, password and path. TLS (rediss://) is refused with an Error that says so.
    static Result<Url> parse(const QString &text);

    /// For logs and errors: the same place without the password.
    QString display() const;

    bool operator==(const Url &) const = default;
};

} // namespace crosstalk::redis
