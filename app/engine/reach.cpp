// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/reach.h"

#include "shared/message.h"

namespace crosstalk {

namespace {

// A server of crosstalk.v1 greets as soon as there is a connection; it comes with the answer to the handshake, or soon.
constexpr std::chrono::milliseconds untilGreeted{300};

/// What to try, by what the server did and what the dialect asks of it.
QString advice(const ChatClient &client, const QString &reason)
{
    const Dialect &dialect = client.dialect();
    const QString place = Reach::tr("Check that the server runs, and its host, port and path");
    const bool namesProtocol = !dialect.subprotocol().isEmpty();
    if (client.lacksProtocol())
        return Reach::tr("It can be connected to: choose the dialect plain, which asks for no protocol");
    // What QWebSocket says of an answer in HTTP that lets nobody in; the latter of status 400.
    const bool isRefused =
        reason.contains(QLatin1String("http status code")) || reason.contains(QLatin1String("Unknown error condition"));
    if (isRefused && namesProtocol)
        return Reach::tr("It answers, but not to this: check the path; where it does not know %1, choose the "
                         "dialect plain")
            .arg(dialect.subprotocol());
    if (isRefused)
        return Reach::tr("It answers, but not to this: check the path; where it wants a protocol to be named, "
                         "choose the dialect %1")
            .arg(QLatin1String(v1::subprotocol));
    return namesProtocol
               ? place + Reach::tr("; where it does not speak %1, choose the dialect plain").arg(dialect.subprotocol())
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
    const QString example = tr("Write it like ws://127.0.0.1:9001/ws");
    const QString rules = tr("Write it like ws://127.0.0.1:9001/ws: ws:// or wss://, a host without blanks, a "
                             "port of at most 65535 where it has one, and a path");
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return fail(tr("There is no address yet"), example);
    const bool hasScheme = trimmed.contains(QLatin1String("://"));
    const QUrl url(hasScheme ? trimmed : QStringLiteral("ws://") + trimmed, QUrl::StrictMode);
    if (!url.isValid())
        return fail(tr("“%1” is not an address of a WebSocket").arg(trimmed), rules);
    if (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"))
        return fail(
            tr("“%1” is a web page's address").arg(trimmed),
            tr("Write %1:// for a WebSocket").arg(url.scheme().replace(QStringLiteral("http"), QStringLiteral("ws"))));
    if (url.scheme() != QLatin1String("ws") && url.scheme() != QLatin1String("wss"))
        return fail(tr("“%1://” is not how a WebSocket's address begins").arg(url.scheme()), example);
    if (url.host().isEmpty())
        return fail(tr("“%1” names no host").arg(trimmed), example);
    if (url.port(1) == 0)
        return fail(tr("Port 0 cannot be connected to"), example);
    if (url.hasFragment())
        return fail(tr("A WebSocket's address has no part after #"), example);
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
        giveUp({reason, advice(*m_client, reason)});
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
        giveUp({tr("The server greets in %1").arg(QLatin1String(v1::subprotocol)),
                tr("Choose the dialect %1").arg(QLatin1String(v1::subprotocol))});
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
