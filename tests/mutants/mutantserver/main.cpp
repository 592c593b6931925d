// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// crosstalk-mutant: a test's own server, which can be given one fault. Says READY <name> <url> once it can serve.

#include "tests/mutants/mutantserver/server.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>

#include <sys/signalfd.h>

using namespace crosstalk;
using namespace crosstalk::mutant;

namespace {

constexpr int exitCannotStart = 2;

int failWith(const QString &what)
{
    std::fprintf(stderr, "crosstalk-mutant: %s\n", qUtf8Printable(what));
    return exitCannotStart;
}

Result<Server::Settings> settingsFrom(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("name"), {}, QStringLiteral("name"), QStringLiteral("a")},
                       {QStringLiteral("port"), {}, QStringLiteral("port"), QStringLiteral("0")},
                       {QStringLiteral("redis"), {}, QStringLiteral("url"), QStringLiteral("redis://localhost:6379")},
                       {QStringLiteral("prefix"), {}, QStringLiteral("prefix"), QStringLiteral("crosstalk")},
                       {QStringLiteral("mutant"), {}, QStringLiteral("name")}});
    if (!parser.parse(arguments))
        return fail(parser.errorText());
    Server::Settings settings;
    settings.name = parser.value(QStringLiteral("name"));
    settings.port = parser.value(QStringLiteral("port")).toUShort();
    settings.prefix = parser.value(QStringLiteral("prefix")).toUtf8();
    const auto redis = redis::Url::parse(parser.value(QStringLiteral("redis")));
    if (!redis)
        return tl::unexpected(redis.error());
    settings.redis = *redis;
    const auto mutant = mutantNamed(parser.value(QStringLiteral("mutant")));
    if (!mutant)
        return fail(QStringLiteral("there is no mutant “%1”").arg(parser.value(QStringLiteral("mutant"))),
                    QStringLiteral("Take one of ") + mutantNames().join(QStringLiteral(", ")));
    settings.mutant = *mutant;
    return settings;
}

/// A descriptor that can be read once SIGTERM has come.
int watchSigterm()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const auto settings = settingsFrom(QCoreApplication::arguments());
    if (!settings)
        return failWith(settings.error().toString());

    Server server(*settings);
    QSocketNotifier sigterm(watchSigterm(), QSocketNotifier::Read);
    QObject::connect(&sigterm, &QSocketNotifier::activated, &server, [&] {
        sigterm.setEnabled(false); // Once is enough.
        server.drain();
    });
    QObject::connect(&server, &Server::drained, &application, &QCoreApplication::quit);
    QObject::connect(&server, &Server::ready, &server, [&] {
        std::printf("READY %s %s\n", qUtf8Printable(settings->name), qUtf8Printable(server.url()));
        std::fflush(stdout);
    });
    if (const auto started = server.start(); !started)
        return failWith(started.error().toString());
    return QCoreApplication::exec();
}
