// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The subprotocol crosstalk.v1: rooms, identity and acknowledgements. Its messages are shared/message.h's business;
// here they become what every dialect says.

#include "client/dialect.h"

namespace crosstalk {

class CrosstalkDialect : public Dialect
{
public:
    static constexpr QLatin1String word{"crosstalk"};

    QString name() const override { return word; }
    DialectTraits traits() const override
    {
        return {.hasRooms = true, .acknowledges = true, .echoes = true, .welcomes = true};
    }
    QString subprotocol() const override;
    /// The server's with the query item user=@p user, which replaces one that is there; as it is where @p user is
    /// empty.
    QUrl url(const QUrl &server, const QString &user) const override;
    Result<QString> join(const QString &room) const override;
    Result<QString> leave(const QString &room) const override;
    /// An Error where @p payload is not one JSON value, or @p room no name.
    Result<QString> publish(const QString &room, const QString &id, const QByteArray &payload) const override;
    /// {"text":"…"}, and the probe as shared/probe.h has it.
    QByteArray payload(const QString &text, const std::optional<Probe> &probe = {}) const override;
    Result<std::optional<ServerEvent>> read(const QString &frame) const override;
};

} // namespace crosstalk
