// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The broadcast of every tutorial server: a text message is the message, there is one room, and nothing is answered.

#include "client/dialect.h"

namespace crosstalk {

class PlainDialect : public Dialect
{
public:
    static constexpr QLatin1String word{"plain"};

    QString name() const override { return word; }
    DialectTraits traits() const override { return {.echoes = true}; }
    /// The server's own: a plain server knows no users.
    QUrl url(const QUrl &server, const QString &user) const override;
    Result<QString> join(const QString &room) const override;
    Result<QString> leave(const QString &room) const override;
    /// The payload as it is; an Error where it is not UTF-8, which a text frame must be (RFC 6455, 5.6).
    Result<QString> publish(const QString &room, const QString &id, const QByteArray &payload) const override;
    QByteArray payload(const QString &text, const std::optional<Probe> &probe = {}) const override;
    Result<std::optional<ServerEvent>> read(const QString &frame) const override;
};

} // namespace crosstalk
