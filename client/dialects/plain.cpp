// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/dialects/plain.h"

#include "client/text.h"

namespace crosstalk {

QUrl PlainDialect::url(const QUrl &server, const QString &) const
{
    return server;
}

Result<QString> PlainDialect::join(const QString &) const
{
    return QString();
}

Result<QString> PlainDialect::leave(const QString &) const
{
    return QString();
}

Result<QString> PlainDialect::publish(const QString &, const QString &, const QByteArray &payload) const
{
    std::optional<QString> text = exactText(payload);
    if (!text)
        return fail(Dialect::tr("The message is not UTF-8 text"),
                    Dialect::tr("Encode other bytes, in Base64 for example"));
    return *std::move(text);
}

QByteArray PlainDialect::payload(const QString &text, const std::optional<Probe> &probe) const
{
    return (probe ? probeAsText(*probe, text) : text).toUtf8();
}

Result<std::optional<ServerEvent>> PlainDialect::read(const QString &frame) const
{
    return MessageReceived{.room = {}, .id = {}, .from = {}, .via = {}, .payload = frame.toUtf8(), .takenAtUs = 0};
}

} // namespace crosstalk
