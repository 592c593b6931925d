// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// crosstalk-screenshots: the pictures of the README and the documentation, from a real run, without a screen.

#include "app/desktop/privatesettings.h"
#include "app/desktop/shooting.h"
#include "app/desktop/views/firststeps.h"
#include "app/desktop/views/themekeeper.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>

#include <cstdio>

namespace {

using namespace crosstalk;

constexpr int exitFailed = 1;
constexpr int exitCannotStart = 2;

struct Assignment
{
    Cluster::Options cluster;
    QString folder;
    QStringList themes; ///< Yet to be shown.
    Shooting::Range range = Shooting::Range::Documents;
};

int failWith(const Error &error, int exitCode)
{
    std::fprintf(stderr, "crosstalk-screenshots: %s\n", qUtf8Printable(error.toString()));
    return exitCode;
}

Result<Assignment> readArguments(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Takes pictures of crosstalk-desktop at work, in light and in dark."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("directory"),
                                 QStringLiteral("Where they go; made where it is missing."));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("Only light, or only dark."),
                                   QStringLiteral("theme"));
    const QCommandLineOption server(QStringLiteral("server"), QStringLiteral("The crosstalk-server to run."),
                                    QStringLiteral("program"));
    const QCommandLineOption redis(QStringLiteral("redis-server"), QStringLiteral("The broker to run."),
                                   QStringLiteral("program"));
    const QCommandLineOption all(QStringLiteral("all"), QStringLiteral("Also of what no document shows."));
    parser.addOptions({theme, all, server, redis});
    parser.process(application);

    if (parser.positionalArguments().size() != 1)
        return fail(QStringLiteral("One directory is wanted"), QStringLiteral("Try --help"));
    Assignment result;
    result.folder = parser.positionalArguments().constFirst();
    result.cluster.serverProgram = parser.value(server);
    result.cluster.broker.program = parser.value(redis);
    result.themes = {QStringLiteral("light"), QStringLiteral("dark")};
    if (parser.isSet(all))
        result.range = Shooting::Range::All;
    if (parser.isSet(theme)) {
        if (!result.themes.contains(parser.value(theme)))
            return fail(QStringLiteral("--theme %1: not light or dark").arg(parser.value(theme)));
        result.themes = QStringList{parser.value(theme)};
    }
    if (!QDir().mkpath(result.folder) || !QFileInfo(result.folder).isWritable())
        return fail(QStringLiteral("%1 is no directory to write in").arg(result.folder));
    return result;
}

/// One theme after the other, each with a window and a cluster of its own.
class Studio
{
public:
    Studio(QApplication *application, Assignment assignment)
        : m_application(application)
        , m_assignment(std::move(assignment))
    {}

    void shootNext()
    {
        m_shooting.reset();
        if (m_assignment.themes.isEmpty())
            return QCoreApplication::exit(0);
        const QString theme = m_assignment.themes.takeFirst();
        ThemeKeeper::of(m_application)->keep(theme == QLatin1String("dark") ? Theme::Dark : Theme::Light);
        m_shooting = std::make_unique<Shooting>(m_assignment.cluster, m_assignment.folder, theme, m_assignment.range);
        QObject::connect(m_shooting.get(), &Shooting::taken, m_application, [](const QString &file) {
            std::printf("%s\n", qUtf8Printable(file));
            std::fflush(stdout);
        });
        // Later, for it may be deleted then.
        QObject::connect(
            m_shooting.get(), &Shooting::finished, m_application, [this] { shootNext(); }, Qt::QueuedConnection);
        QObject::connect(m_shooting.get(), &Shooting::failed, m_application,
                         [](const Error &error) { QCoreApplication::exit(failWith(error, exitFailed)); });
        m_shooting->start();
    }

private:
    QApplication *m_application;
    Assignment m_assignment;
    std::unique_ptr<Shooting> m_shooting;
};

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QCoreApplication::setOrganizationName(QStringLiteral("Crosstalk"));
    QCoreApplication::setApplicationName(QStringLiteral("crosstalk-screenshots"));
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Crosstalk"));
    QApplication::setQuitOnLastWindowClosed(false);
    // Nobody is there to whom it would blink, and a picture would have it or not.
    QApplication::setCursorFlashTime(0);
    auto assignment = readArguments(application);
    if (!assignment)
        return failWith(assignment.error(), exitCannotStart);
    const PrivateSettings settings;
    if (const auto isUsable = settings.check(); !isUsable)
        return failWith(isUsable.error(), exitCannotStart);
    FirstSteps::setKnown(); // They would take the room of the chats.
    Studio studio(&application, std::move(*assignment));
    studio.shootNext();
    return QApplication::exec();
}
