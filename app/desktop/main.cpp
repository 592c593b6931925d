// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// crosstalk-desktop: reads its options, opens the window, and ends when all that was started has ended.

#include "app/desktop/benchmark.h"
#include "app/desktop/views/mainwindow.h"
#include "app/desktop/views/style.h"
#include "app/desktop/workbench.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include <cstdio>

namespace {

using namespace crosstalk;

struct Settings
{
    Cluster::Options cluster;
    Theme theme = Theme::System;
    std::optional<BenchmarkOptions> benchmark;
};

constexpr int maxInstances = 26;

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

Result<int> readNumber(const QCommandLineParser &parser, const QCommandLineOption &option, int most)
{
    bool isNumber = false;
    const int number = parser.value(option).toInt(&isNumber);
    if (!isNumber || number < 1 || number > most)
        return fail(QApplication::translate("main", "--%1 %2: not a number from 1 to %3")
                        .arg(option.names().constFirst(), parser.value(option))
                        .arg(most));
    return number;
}

Result<Settings> readOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Chat across several WebSocket servers behind one Redis broker."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption instances(QStringLiteral("instances"),
                                       QApplication::translate("main", "How many instances to start (1 to 26)."),
                                       QStringLiteral("N"), QStringLiteral("3"));
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
                                   QApplication::translate("main", "light, dark, or system (the default)."),
                                   QStringLiteral("theme"), QStringLiteral("system"));
    const QCommandLineOption benchmark(
        QStringLiteral("benchmark"),
        QApplication::translate("main", "Measure how soon the window is there and how long it is blocked while "
                                        "messages come in, print that, and end. Takes and leaves no settings."));
    const QCommandLineOption seconds(
        QStringLiteral("benchmark-seconds"),
        QApplication::translate("main", "How long messages come in (1 to %1).").arg(BenchmarkOptions::mostSeconds),
        QStringLiteral("N"), QString::number(BenchmarkOptions().duration.count()));
    const QCommandLineOption received(
        QStringLiteral("benchmark-rate"),
        QApplication::translate("main", "How many are received a second, in all chats together (1 to %1).")
            .arg(BenchmarkOptions::mostReceived),
        QStringLiteral("N"), QString::number(BenchmarkOptions().receivedPerSecond));
    parser.addOptions({instances, server, redis, theme, benchmark, seconds, received});
    parser.process(application);

    Settings settings;
    const auto wantedInstances = readNumber(parser, instances, maxInstances);
    const auto wantedSeconds = readNumber(parser, seconds, BenchmarkOptions::mostSeconds);
    const auto wantedRate = readNumber(parser, received, BenchmarkOptions::mostReceived);
    for (const auto &number : {wantedInstances, wantedSeconds, wantedRate})
        if (!number)
            return tl::unexpected(number.error());
    settings.cluster.instances = *wantedInstances;
    settings.cluster.serverProgram = parser.value(server);
    settings.cluster.broker.program = parser.value(redis);

    const QString wanted = parser.value(theme);
    if (wanted == QLatin1String("light"))
        settings.theme = Theme::Light;
    else if (wanted == QLatin1String("dark"))
        settings.theme = Theme::Dark;
    else if (wanted != QLatin1String("system"))
        return fail(QApplication::translate("main", "--theme %1: not light, dark or system").arg(wanted));
    if (parser.isSet(benchmark))
        settings.benchmark = BenchmarkOptions{settings.cluster, std::chrono::seconds(*wantedSeconds), *wantedRate};
    return settings;
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
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

    const auto settings = readOptions(application);
    if (!settings)
        return failWith(settings.error());
    applyTheme(application, settings->theme);

    // The window goes at once; what was started is given its time to end.
    QApplication::setQuitOnLastWindowClosed(false);
    if (settings->benchmark)
        return runBenchmark(*settings->benchmark, sinceStart);
    Workbench workbench(settings->cluster);
    QObject::connect(&workbench, &Workbench::shutDownFinished, &application, &QApplication::quit);
    MainWindow window(&workbench);
    window.show();
    workbench.start();
    return QApplication::exec();
}
