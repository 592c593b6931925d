// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// crosstalk-desktop: reads its options, opens the window, and ends when all that was started has ended.

#include "app/desktop/clusterplan.h"
#include "app/desktop/views/desktopsession.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include <cstdio>

namespace {

using namespace crosstalk;

constexpr int exitCannotStart = 2;

int failWith(const Error &error)
{
    std::fprintf(stderr, "crosstalk-desktop: %s\n", qUtf8Printable(error.toString()));
    return exitCannotStart;
}

/// Qt would end the process with a dump where there is no display, and do so before any option is read.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

void describeApplication()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Crosstalk"));
    QCoreApplication::setApplicationName(QStringLiteral("crosstalk-desktop"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CROSSTALK_VERSION));
}

Result<DesktopSession::Overrides> readOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Chat across several WebSocket servers behind one Redis broker."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption instances(QStringLiteral("instances"),
                                       QApplication::translate("main", "How many instances to start (1 to 26); by "
                                                                       "default the last cluster is opened again."),
                                       QStringLiteral("N"));
    const QCommandLineOption server(
        QStringLiteral("server"),
        QApplication::translate("main",
                                "The crosstalk-server to run; by default the one beside this program, or in PATH."),
        QStringLiteral("program"));
    const QCommandLineOption redis(
        QStringLiteral("redis-server"),
        QApplication::translate("main", "The broker to run; by default redis-server or valkey-server from PATH."),
        QStringLiteral("program"));
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QApplication::translate("main", "light, dark or system; by default as last chosen."),
                                   QStringLiteral("theme"));
    parser.addOptions({instances, server, redis, theme});
    parser.process(application);

    DesktopSession::Overrides overrides;
    if (parser.isSet(instances)) {
        bool isNumber = false;
        const int number = parser.value(instances).toInt(&isNumber);
        if (!isNumber || number < 1 || number > ClusterPlan::mostInstances)
            return fail(QApplication::translate("main", "--instances %1: not a number from 1 to %2")
                            .arg(parser.value(instances))
                            .arg(ClusterPlan::mostInstances));
        overrides.instances = number;
    }
    overrides.serverProgram = parser.value(server);
    overrides.redisProgram = parser.value(redis);
    if (parser.isSet(theme)) {
        overrides.theme = themeFromName(parser.value(theme));
        if (!overrides.theme)
            return fail(
                QApplication::translate("main", "--theme %1: not light, dark or system").arg(parser.value(theme)));
    }
    return overrides;
}

} // namespace

int main(int argc, char **argv)
{
    describeApplication();
    if (!hasDisplay()) {
        const QCoreApplication application(argc, argv);
        const auto settings = readOptions(application); // --help and --version end here.
        return failWith(settings ? Error{QStringLiteral("There is no display"),
                                         QStringLiteral("Set DISPLAY, or use crosstalk demo in the terminal")}
                                 : settings.error());
    }
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Crosstalk"));
    QApplication::setDesktopFileName(QStringLiteral("crosstalk-desktop"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/crosstalk-desktop.svg")));

    const auto overrides = readOptions(application);
    if (!overrides)
        return failWith(overrides.error());

    // The window goes at once; what was started is given its time to end.
    QApplication::setQuitOnLastWindowClosed(false);
    DesktopSession session(*overrides);
    QObject::connect(&session, &DesktopSession::finished, &application, &QApplication::quit);
    session.start();
    return QApplication::exec();
}
