// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/settings.h"

#include "shared/message.h"
#include "shared/units.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <array>
#include <limits>

namespace crosstalk::server {
namespace {

/// One option: how it is described, and how its text becomes part of the settings.
struct Option
{
    const char *name;
    const char *valueName;
    const char *defaultValue;
    const char *description;
    Result<void> (*apply)(Settings &settings, const QString &value);
};

template<class Target>
Result<void> assignDuration(Target &target, const QString &value)
{
    const auto time = parseDuration(value);
    if (!time)
        return tl::unexpected<Error>(time.error());
    target = std::chrono::duration_cast<Target>(*time);
    if (target == Target::zero())
        return fail(QStringLiteral("\"%1\" is too short").arg(value), QStringLiteral("At least 1ms"));
    return {};
}

Result<void> assignSize(qint64 &target, const QString &value, qint64 lowest)
{
    const auto size = parseSize(value);
    if (!size)
        return tl::unexpected<Error>(size.error());
    if (*size < lowest)
        return fail(QStringLiteral("\"%1\" is too small").arg(value), QStringLiteral("At least %1B").arg(lowest));
    target = *size;
    return {};
}

Result<void> assignCount(qint64 &target, const QString &value)
{
    bool isNumber = false;
    const qint64 number = value.toLongLong(&isNumber);
    if (!isNumber || number < 0 || number > std::numeric_limits<int>::max())
        return fail(QStringLiteral("\"%1\" is no whole number from 0 on").arg(value));
    target = number;
    return {};
}

Result<void> assignChannel(QByteArray &target, const QString &value)
{
    if (value.isEmpty())
        return fail(QStringLiteral("it is empty"));
    target = value.toUtf8();
    return {};
}

Result<void> assignName(Settings &settings, const QString &value)
{
    if (!v1::isValidName(value) || value.contains(u' ')) // The READY line is split at spaces.
        return fail(QStringLiteral("\"%1\" is no name for an instance").arg(value),
                    QStringLiteral("1 to 128 bytes without spaces and control characters"));
    settings.name = value;
    return {};
}

Result<void> assignListen(Settings &settings, const QString &value)
{
    const auto bad = [&value](const QString &why) {
        return fail(QStringLiteral("\"%1\": %2").arg(value, why),
                    QStringLiteral("Write ADDRESS:PORT, as in 127.0.0.1:8080"));
    };
    const qsizetype colon = value.lastIndexOf(u':');
    bool isNumber = false;
    const quint16 port = value.sliced(colon + 1).toUShort(&isNumber);
    if (colon < 0 || !isNumber)
        return bad(QStringLiteral("there is no port from 0 to 65535 in it"));
    QString host = value.first(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    const QHostAddress address = host == u"*"           ? QHostAddress(QHostAddress::Any)
                                 : host == u"localhost" ? QHostAddress(QHostAddress::LocalHost)
                                                        : QHostAddress(host);
    if (address.isNull())
        return bad(QStringLiteral("\"%1\" is no IP address").arg(host));
    settings.address = address;
    settings.port = port;
    return {};
}

Result<void> assignRedis(Settings &settings, const QString &value)
{
    return redis::Url::parse(value).map([&settings](const redis::Url &url) { settings.redis = url; });
}

const std::array options{
    Option{"name", "name", "a", "What this instance is called, unique among those that share a broker.", assignName},
    Option{"listen", "address:port", "127.0.0.1:8080",
           "Where to serve ws://…/ws; port 0 picks a free one, address * means all.", assignListen},
    Option{"redis", "url", "redis://localhost:6379",
           "The broker: redis://[user:password@]host[:port][/db] or unix:///path.", assignRedis},
    Option{"prefix", "prefix", "crosstalk", "Begins every channel name of crosstalk.v1 on the broker.",
           [](Settings &settings, const QString &value) { return assignChannel(settings.prefix, value); }},
    Option{"plain-channel", "channel", "chat_channel", "The channel of the plain protocol.",
           [](Settings &settings, const QString &value) { return assignChannel(settings.plainChannel, value); }},
    Option{"max-message", "size", "1MiB", "Largest message taken from a client; beyond it: close code 1009.",
           [](Settings &settings, const QString &value) {
               return assignSize(settings.connection.maxMessageBytes, value, 125);
           }},
    Option{"max-queue", "size", "4MiB", "What may wait to be sent to one client; beyond it: close code 4002.",
           [](Settings &settings, const QString &value) {
               return assignSize(settings.connection.maxQueueBytes, value, 1024);
           }},
    Option{
        "max-rate", "number", "0",
        "Messages a second taken from one client, with bursts of twice that; beyond it: close code 4003. 0: no limit.",
        [](Settings &settings, const QString &value) {
            return assignCount(settings.connection.messagesPerSecond, value);
        }},
    Option{"max-connections", "number", "0",
           "Clients at a time; beyond it: HTTP 503. 0: as many as there are file descriptors for.",
           [](Settings &settings, const QString &value) { return assignCount(settings.maxConnections, value); }},
    Option{"max-rooms", "number", "1000", "Rooms a client may be in at a time.",
           [](Settings &settings, const QString &value) { return assignCount(settings.maxRooms, value); }},
    Option{"ping-interval", "time", "25s", "How often each client is pinged.",
           [](Settings &settings, const QString &value) {
               return assignDuration(settings.connection.pingInterval, value);
           }},
    Option{"pong-timeout", "time", "10s", "How long a pong may take; beyond it: close code 4004.",
           [](Settings &settings, const QString &value) {
               return assignDuration(settings.connection.pongTimeout, value);
           }},
    Option{"handshake-timeout", "time", "10s", "How long a client may take to ask for the upgrade.",
           [](Settings &settings, const QString &value) { return assignDuration(settings.handshakeTimeout, value); }},
    Option{"drain-timeout", "time", "5s", "How long SIGTERM waits for clients to take what is queued for them.",
           [](Settings &settings, const QString &value) { return assignDuration(settings.drainTimeout, value); }},
};

QString environmentName(const Option &option)
{
    return QStringLiteral("CROSSTALK_") + QString::fromLatin1(option.name).toUpper().replace(u'-', u'_');
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        QStringLiteral("A WebSocket server whose instances are bridged by Redis Pub/Sub. It prints one line,\n"
                       "READY <name> <url>, when it can serve, and logs to standard error. Each option may be\n"
                       "given in the environment as well: --max-message as CROSSTALK_MAX_MESSAGE."));
    // Not addHelpOption(), which promises a --help-all as well.
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Shows these options.")});
    parser.addVersionOption();
    for (const Option &option : options)
        parser.addOption({QString::fromLatin1(option.name),
                          QStringLiteral("%1 [%2]").arg(QString::fromUtf8(option.description),
                                                        QString::fromLatin1(option.defaultValue)),
                          QString::fromLatin1(option.valueName), QString::fromLatin1(option.defaultValue)});
}

} // namespace

Result<Settings> Settings::parse(const QStringList &arguments, const QProcessEnvironment &environment)
{
    const QString seeHelp = QStringLiteral("See crosstalk-server --help");
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments)) {
        QString what = parser.errorText();
        if (what.endsWith(u'.'))
            what.chop(1);
        return fail(what, seeHelp);
    }
    if (!parser.positionalArguments().isEmpty())
        return fail(QStringLiteral("Unexpected argument \"%1\"").arg(parser.positionalArguments().constFirst()),
                    seeHelp);

    Settings settings;
    if (parser.isSet(QStringLiteral("help")))
        settings.information = parser.helpText();
    else if (parser.isSet(QStringLiteral("version")))
        settings.information =
            QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion() + u'\n';
    if (!settings.information.isEmpty())
        return settings;
    for (const Option &option : options) {
        const QString name = QString::fromLatin1(option.name);
        const QString variable = environmentName(option);
        const bool isFromEnvironment = !parser.isSet(name) && environment.contains(variable);
        const auto applied =
            option.apply(settings, isFromEnvironment ? environment.value(variable) : parser.value(name));
        if (!applied)
            return fail(QStringLiteral("Bad value for %1: %2")
                            .arg(isFromEnvironment ? variable : QStringLiteral("--") + name, applied.error().what),
                        applied.error().hint);
    }
    // One message must fit, or it would cut off everybody it is sent to.
    if (settings.connection.maxQueueBytes < 2 * settings.connection.maxMessageBytes)
        return fail(QStringLiteral("--max-queue must be at least twice --max-message"));
    return settings;
}

} // namespace crosstalk::server
