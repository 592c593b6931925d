// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/instance.h"
#include "server/redisbroker.h"
#include "server/signalwatcher.h"

#include <QCoreApplication>
#include <QUuid>

#include <csignal>
#include <cstdio>

using namespace crosstalk;
using namespace crosstalk::server;

namespace {

constexpr int exitCannotStart = 2;

int failWith(const Error &error)
{
    const QString line = error.toString().replace(u'\n', u' '); // One line, whatever an option held.
    std::fprintf(stderr, "crosstalk-server: %s\n", qUtf8Printable(line));
    return exitCannotStart;
}

void print(const QString &text)
{
    std::fputs(qUtf8Printable(text), stdout);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_NO_GLIB", "1"); // glib's dispatcher wakes itself whenever a notifier is toggled.
    qSetMessagePattern(QStringLiteral("%{time yyyy-MM-dd hh:mm:ss.zzz} %{type} %{category}: %{message}"));
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("crosstalk-server"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CROSSTALK_VERSION));

    const Result<Settings> settings =
        Settings::parse(application.arguments(), QProcessEnvironment::systemEnvironment());
    if (!settings)
        return failWith(settings.error());
    if (!settings->information.isEmpty()) {
        print(settings->information);
        return 0;
    }

    // A namesake must not answer our probes.
    const QByteArray probeChannel = settings->prefix + ":probe:" + settings->name.toUtf8() + '.' +
                                    QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    Instance instance(*settings, std::make_unique<RedisBroker>(settings->redis, probeChannel));
    SignalWatcher watcher({SIGTERM, SIGINT});
    QObject::connect(&watcher, &SignalWatcher::received, &instance, &Instance::drain);
    QObject::connect(&instance, &Instance::drained, &application, &QCoreApplication::quit);
    QObject::connect(&instance, &Instance::ready, &instance, [&instance, name = settings->name] {
        print(QStringLiteral("READY %1 %2\n").arg(name, instance.url()));
    });
    if (const Result<void> started = instance.start(); !started)
        return failWith(started.error());
    return QCoreApplication::exec();
}
