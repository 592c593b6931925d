// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/reach.h"

#include "shared/message.h"

namespace crosstalk {

namespace {

// A server of crosstalk.v1 greets as soon as there is a connection; it comes with the answer to the handshake, or soon.
constexpr std::chrono::milliseconds untilGreeted{300};

/// What to try, by what the server did and what the dialect asks of it.
QString advice(const Dialect &dialect, const QString &reason)
{
    const QString place = QStringLiteral("Check that the server runs, and its host, port and path");
    const bool namesProtocol = !dialect.subprotocol().isEmpty();
    if (namesProtocol && reason.contains(QLatin1String("does not speak")))
        return QStringLiteral("It can be connected to: choose the dialect plain, which asks for no protocol");
    // What QWebSocket says of an answer in HTTP that lets nobody in; the latter of status 400.
    const bool isRefused =
        reason.contains(QLatin1String("http status code")) || reason.contains(QLatin1String("Unknown error condition"));
    if (isRefused && namesProtocol)
        return QStringLiteral("It answers, but not to this: check the path; where it does not know %1, choose the "
                              "dialect plain")
            .arg(dialect.subprotocol());
    if (isRefused)
        return QStringLiteral("It answers, but not to this: check the path; where it wants a protocol to be named, "
                              "choose the dialect %1")
            .arg(QLatin1String(v1::subprotocol));
    return namesProtocol
               ? place +
                     QStringLiteral("; where it does not speak %1, choose the dialect plain").arg(dialect.subprotocol())
               : place;
}

} // namespace

Reach::Reach(QObject *parent)
    : QObject(parent)
{
    m_greeting.setSingleShot(true);
    m_greeting.setInterval(untilGreeted);
    connect(&m_greeting, &QTimer::timeout, this, &Reach::succeed);
}

Reach::~Reach()
{
    cancel();
}

Result<QUrl> Reach::readUrl(const QString &text)
{
    const QString example = QStringLiteral("Write it like ws://127.0.0.1:9001/ws");
    const QString rules =
        QStringLiteral("Write it like ws://127.0.0.1:9001/ws: ws:// or wss://, a host without blanks, a "
                       "port of at most 65535 where it has one, and a path");
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return fail(QStringLiteral("There is no address yet"), example);
    const bool hasScheme = trimmed.contains(QLatin1String("://"));
    const QUrl url(hasScheme ? trimmed : QStringLiteral("ws://") + trimmed, QUrl::StrictMode);
    if (!url.isValid())
        return fail(QStringLiteral("“%1” is not an address of a WebSocket").arg(trimmed), rules);
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
    connect(
        m_client.get(), &ChatClient::received, this,
        [this, client = m_client.get()](const MessageReceived &message) {
            if (client == m_client.get())
                onSaid(message);
        },
        Qt::QueuedConnection);
    m_client->open();
}

void Reach::cancel()
{
    m_greeting.stop();
    if (!m_client)
        return;
    m_client->disconnect(this);
    m_client->close();
    m_client.reset();
}

void Reach::onStateChanged(ChatClient::State state, const QString &reason)
{
    if (state == ChatClient::State::Closed)
        giveUp({reason, advice(m_client->dialect(), reason)});
    else if (state == ChatClient::State::Open && m_client->dialect().subprotocol().isEmpty())
        m_greeting.start();
    else if (state == ChatClient::State::Open)
        succeed();
}

/// To a dialect without a protocol of its own any text is as good as another: this one is not meant for it.
void Reach::onSaid(const MessageReceived &message)
{
    const auto said = v1::parseServerMessage(message.payload);
    if (m_greeting.isActive() && said && std::holds_alternative<v1::Welcome>(*said))
        giveUp({QStringLiteral("The server greets in %1").arg(QLatin1String(v1::subprotocol)),
                QStringLiteral("Choose the dialect %1").arg(QLatin1String(v1::subprotocol))});
}

void Reach::succeed()
{
    cancel();
    Q_EMIT reached();
}

void Reach::giveUp(const Error &error)
{
    cancel();
    Q_EMIT failed(error);
}

} // namespace crosstalk
