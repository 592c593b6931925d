// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/reach.h"

namespace crosstalk {

namespace {

/// What to try, by what the dialect asks of a server.
QString advice(const Dialect &dialect)
{
    const QString place = QStringLiteral("Check that the server runs, and its host, port and path");
    return dialect.subprotocol().isEmpty()
               ? place
               : place +
                     QStringLiteral("; where it does not speak %1, choose another dialect").arg(dialect.subprotocol());
}

} // namespace

Reach::Reach(QObject *parent)
    : QObject(parent)
{}

Reach::~Reach()
{
    cancel();
}

Result<QUrl> Reach::readUrl(const QString &text)
{
    const QString example = QStringLiteral("Write it like ws://127.0.0.1:9001/ws");
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return fail(QStringLiteral("There is no address yet"), example);
    const bool hasScheme = trimmed.contains(QLatin1String("://"));
    const QUrl url(hasScheme ? trimmed : QStringLiteral("ws://") + trimmed, QUrl::StrictMode);
    if (!url.isValid())
        return fail(QStringLiteral("“%1” is not a URL: %2").arg(trimmed, url.errorString()), example);
    if (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"))
        return fail(QStringLiteral("“%1” is a web page's address").arg(trimmed),
                    QStringLiteral("Write %1:// for a WebSocket")
                        .arg(url.scheme().replace(QStringLiteral("http"), QStringLiteral("ws"))));
    if (url.scheme() != QLatin1String("ws") && url.scheme() != QLatin1String("wss"))
        return fail(QStringLiteral("“%1://” is not how a WebSocket's address begins").arg(url.scheme()), example);
    if (url.host().isEmpty())
        return fail(QStringLiteral("“%1” names no host").arg(trimmed), example);
    if (url.port(1) == 0)
        return fail(QStringLiteral("Port 0 cannot be connected to"), example);
    if (url.hasFragment())
        return fail(QStringLiteral("A WebSocket's address has no part after #"), example);
    return url;
}

void Reach::start(const QUrl &url, const QString &dialect, const QString &user, std::chrono::milliseconds timeout)
{
    cancel();
    auto spoken = makeDialect(dialect);
    if (!spoken) {
        QMetaObject::invokeMethod(
            this, [this, error = spoken.error()] { Q_EMIT failed(error); }, Qt::QueuedConnection);
        return;
    }
    ChatClient::Options options;
    options.server = url;
    options.user = user;
    options.reconnects = false;
    options.connectTimeout = timeout;
    m_client.reset(new ChatClient(std::move(*spoken), options));
    // Queued: a refusal may be known before open() returns.
    connect(
        m_client.get(), &ChatClient::stateChanged, this,
        [this, client = m_client.get()](ChatClient::State state, const QString &reason) {
            // What was queued before a cancel() comes after it.
            if (client == m_client.get())
                onStateChanged(state, reason);
        },
        Qt::QueuedConnection);
    m_client->open();
}

void Reach::cancel()
{
    if (!m_client)
        return;
    m_client->disconnect(this);
    m_client->close();
    m_client.reset();
}

void Reach::onStateChanged(ChatClient::State state, const QString &reason)
{
    if (state == ChatClient::State::Open) {
        cancel();
        Q_EMIT reached();
    } else if (state == ChatClient::State::Closed) {
        const QString hint = advice(m_client->dialect());
        cancel();
        Q_EMIT failed({reason, hint});
    }
}

} // namespace crosstalk
