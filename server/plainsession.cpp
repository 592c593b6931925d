// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/plainsession.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcPlain, "crosstalk.plain", QtInfoMsg)

namespace crosstalk::server {

PlainSession::PlainSession(int descriptor, const Context &context, Connection::TimePoint now, QByteArray channel)
    : Session(descriptor, context, now)
    , m_channel(std::move(channel))
{}

void PlainSession::start()
{
    hub().enter(m_channel, &connection());
}

void PlainSession::onMessage(ws::Message message)
{
    if (message.opcode != ws::Opcode::Text) {
        connection().close(ws::CloseCode::UnsupportedData, "text messages only");
        return;
    }
    hub().publish(m_channel, message.payload, [](const Result<void> &result) {
        if (!result) // This protocol has no words to tell the client.
            qCDebug(lcPlain, "Message lost: %ls", qUtf16Printable(result.error().what));
    });
}

void PlainSession::leaveAll()
{
    hub().leave(m_channel, &connection());
}

} // namespace crosstalk::server
