// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// crosstalk-desktop: reads its options, opens the window, and ends when all that was started has ended.

#include "app/desktop/benchmark.h"
#include "app/desktop/clusterplan.h"
#include "app/desktop/views/desktopsession.h"
#include "app/desktop/views/language.h"
#include "app/desktop/views/themekeeper.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include <cstdio>

namespace {

using namespace crosstalk;

struct Settings
{
    DesktopSession::Overrides session;
    std::optional<BenchmarkOptions> benchmark;
};

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

Result<int> readNumber(const QCommandLineParser &parser, const QString &option, int most)
{
    bool isNumber = false;
    const int number = parser.value(option).toInt(&isNumber);
    if (!isNumber || number < 1 || number > most)
        return fail(QApplication::translate("main", "--%1 %2: not a number from 1 to %3")
                        .arg(option, parser.value(option))
                        .arg(most));
    return number;
}

/// What has been said, once it has been found to be options that there are.
Result<Settings> interpret(const QCommandLineParser &parser)
{
    Settings settings;
    if (parser.isSet(QStringLiteral("instances"))) {
        const auto wanted = readNumber(parser, QStringLiteral("instances"), ClusterPlan::mostInstances);
        if (!wanted)
            return tl::unexpected(wanted.error());
        settings.session.instances = *wanted;
    }
    settings.session.serverProgram = parser.value(QStringLiteral("server"));
    settings.session.redisProgram = parser.value(QStringLiteral("redis-server"));
    if (parser.isSet(QStringLiteral("theme"))) {
        settings.session.theme = themeFromName(parser.value(QStringLiteral("theme")));
        if (!settings.session.theme)
            return fail(QApplication::translate("main", "--theme %1: not light, dark or system")
                            .arg(parser.value(QStringLiteral("theme"))));
    }
    const auto wantedSeconds = readNumber(parser, QStringLiteral("benchmark-seconds"), BenchmarkOptions::mostSeconds);
    const auto wantedRate = readNumber(parser, QStringLiteral("benchmark-rate"), BenchmarkOptions::mostReceived);
    for (const auto &number : {wantedSeconds, wantedRate})
        if (!number)
            return tl::unexpected(number.error());
    if (parser.isSet(QStringLiteral("benchmark"))) {
        Preferences usual;
        usual.serverProgram = settings.session.serverProgram;
        usual.redisProgram = settings.session.redisProgram;
        settings.benchmark =
            BenchmarkOptions{usual.clusterOptions(settings.session.instances.value_or(usual.instances)),
                             std::chrono::seconds(*wantedSeconds), *wantedRate};
    }
    return settings;
}

Result<Settings> readOptions(const QCoreApplication &application)
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

    return interpret(parser);
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

    speak(QLocale());
    const auto settings = readOptions(application);
    if (!settings)
        return failWith(settings.error());

    // The window goes at once; what was started is given its time to end.
    QApplication::setQuitOnLastWindowClosed(false);
    if (settings->benchmark) {
        ThemeKeeper::of(&application)->keep(settings->session.theme.value_or(Theme::System));
        return runBenchmark(*settings->benchmark, sinceStart);
    }
    DesktopSession session(settings->session);
    QObject::connect(&session, &DesktopSession::finished, &application, &QApplication::quit);
    session.start();
    return QApplication::exec();
}
