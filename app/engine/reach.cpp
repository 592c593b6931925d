// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/reach.h"

#include "shared/message.h"

namespace crosstalk {

namespace {

// A server of crosstalk.v1 greets as soon as there is a connection; it comes with the answer to the handshake, or soon.
constexpr std::chrono::milliseconds untilGreeted{300};

/// For asking what answers there, however much of the time is used up.
constexpr std::chrono::milliseconds untilExplained{800};
constexpr int switchingProtocols = 101;
constexpr int badRequest = 400;

QString placeOf(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo).authority();
}

/// What to try where something answers in HTTP and lets nobody in, by what the dialect asks of it.
QString adviceOnRefusal(const Dialect &dialect)
{
    if (!dialect.subprotocol().isEmpty())
        return Reach::tr("It answers, but not to this: check the path; where it does not know %1, choose the "
                         "dialect plain")
            .arg(dialect.subprotocol());
    return Reach::tr("It answers, but not to this: check the path; where it wants a protocol to be named, "
                     "choose the dialect %1")
        .arg(QLatin1String(v1::subprotocol));
}

/// A client that was let in nowhere, why, and what is said there to others.
struct Failure
{
    const ChatClient &client;
    QString reason;
    FirstWords::Answer answer;

    QString place() const { return placeOf(client.options().server); }
    bool isSecure() const { return client.options().server.scheme() == QLatin1String("wss"); }
};

Error explainHttp(const Failure &failure)
{
    const int status = failure.answer.status;
    const bool isOpen = status == switchingProtocols;
    // A server that speaks TLS may well say in bare HTTP that this is a bad request.
    if (failure.isSecure() && (isOpen || (failure.client.ending().lacksTls && status != badRequest)))
        return {Reach::tr("No TLS is spoken at %1, which wss:// asks for").arg(failure.place()),
                Reach::tr("Write ws:// instead of wss://")};
    if (isOpen)
        return {failure.reason, failure.client.dialect().subprotocol().isEmpty()
                                    ? Reach::tr("It takes connections now: try again")
                                    : Reach::tr("It takes connections, but does not greet: choose the dialect plain")};
    const QString what =
        failure.isSecure()
            ? failure.reason
            : Reach::tr("%1 answers “%2” instead of opening a WebSocket").arg(failure.place(), failure.answer.words);
    return {what, adviceOnRefusal(failure.client.dialect())};
}

Error explainTls(const Failure &failure)
{
    if (failure.isSecure())
        return {failure.reason, Reach::tr("TLS is spoken there: this machine has to trust the server's certificate")};
    return {Reach::tr("TLS is spoken at %1, and ws:// goes without it").arg(failure.place()),
            Reach::tr("Write wss:// instead of ws://")};
}

Error explainOther(const Failure &failure)
{
    const QString words = failure.answer.words;
    const QString what = Reach::tr("What answers at %1 speaks no HTTP").arg(failure.place());
    return {words.isEmpty() ? what : Reach::tr("%1: it says “%2”").arg(what, words),
            Reach::tr("A WebSocket server begins with HTTP: check the port")};
}

Error explain(const Failure &failure)
{
    using Kind = FirstWords::Kind;
    switch (failure.answer.kind) {
    case Kind::Http:
        return explainHttp(failure);
    case Kind::Tls:
        return explainTls(failure);
    case Kind::Redis:
        return {Reach::tr("What answers at %1 is a Redis, not a WebSocket server").arg(failure.place()),
                Reach::tr("Attach a WebSocket server that uses it: its address, not that of its broker")};
    case Kind::Other:
        return explainOther(failure);
    case Kind::Silence:
        return {failure.reason, Reach::tr("Something takes connections there and says nothing: check the port, and "
                                          "whether the server is stuck")};
    case Kind::Unreached:
        return {failure.reason, Reach::tr("Check that the server runs, and its host and port")};
    }
    Q_UNREACHABLE();
}

} // namespace

Reach::Reach(QObject *parent)
    : QObject(parent)
{
    m_greeting.setSingleShot(true);
    m_greeting.setInterval(untilGreeted);
    connect(&m_greeting, &QTimer::timeout, this, &Reach::succeed);
    connect(&m_words, &FirstWords::heard, this, [this](const FirstWords::Answer &answer) {
        giveUp(explain({*m_client, m_reason, answer}));
    });
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
    connect(
        m_client.get(), &ChatClient::misunderstood, this,
        [this, client = m_client.get()](const Error &error) {
            if (client == m_client.get())
                onMisunderstood(error);
        },
        Qt::QueuedConnection);
    m_wasOpen = false;
    m_client->open();
}

void Reach::cancel()
{
    m_greeting.stop();
    m_words.cancel();
    if (!m_client)
        return;
    m_client->disconnect(this);
    m_client->close();
    m_client.reset();
}

void Reach::onStateChanged(ChatClient::State state, const QString &reason)
{
    if (state == ChatClient::State::Open) {
        m_wasOpen = true;
        if (m_client->dialect().subprotocol().isEmpty())
            return m_greeting.start();
        return succeed();
    }
    if (state != ChatClient::State::Closed)
        return;
    m_greeting.stop();
    m_reason = reason;
    if (m_wasOpen)
        return giveUp(
            {tr("It lets clients in and sends them away: %1").arg(reason), tr("Look into the log of the server")});
    if (m_client->ending().lacksProtocol)
        return giveUp({reason, tr("It can be connected to: choose the dialect plain, which asks for no protocol")});
    const Dialect &dialect = m_client->dialect();
    m_words.ask(dialect.url(m_client->options().server, m_client->options().user), dialect.subprotocol(),
                untilExplained);
}

/// Before anything is sent that it could be an answer to: it speaks something else.
void Reach::onMisunderstood(const Error &error)
{
    const QString spoken = m_client->dialect().subprotocol();
    if (spoken.isEmpty())
        return giveUp({tr("What this server sends is not text: %1").arg(error.what),
                       tr("The dialect plain is bare text: check the path, or whether it is the right server")});
    giveUp({tr("What this server sends is not %1: %2").arg(spoken, error.what),
            tr("Where it speaks bare text, choose the dialect plain")});
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
