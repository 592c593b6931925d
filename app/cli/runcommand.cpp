// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/runcommand.h"

#include "app/cli/outputfile.h"
#include "app/cli/verdicttext.h"
#include "app/engine/report/html.h"
#include "app/engine/report/json.h"
#include "app/engine/report/junit.h"
#include "app/engine/report/words.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>

namespace crosstalk {

namespace {

constexpr int exitCannotRun = 3;
constexpr int repeatAtMost = 1'000'000;
/// Reports keep each run; more than that nobody reads, and memory is bounded.
constexpr qsizetype reportsAtMost = 1000;
const QString keptIn = QStringLiteral("crosstalk-histories");

/// By what is worse for whoever waits for an answer.
int worseExit(int a, int b)
{
    static constexpr int order[] = {0, 2, 1, 3};
    return order[a] > order[b] ? a : b;
}

/// "burst" for "tests/burst.yaml": part of a file's name.
QString stemOf(const QString &file)
{
    return QFileInfo(file).completeBaseName();
}

} // namespace

Result<Invocation> parseRun(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Carries out scenarios, files or the names of those that come with the program\n"
                       "(crosstalk scenario list), and judges what was delivered. Ends with exit code 0\n"
                       "if every invariant of every run held, 1 if one failed, 2 if of one nobody can\n"
                       "know, and 3 if a run could not be carried out. Ctrl-C ends a run early and\n"
                       "judges what was seen."));
    const auto option = [&parser](const char *name, const char *what, const char *value) {
        const QCommandLineOption made(QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(value));
        parser.addOption(made);
        return made;
    };
    const auto junit = option("junit", "Write a report as JUnit XML.", "file");
    const auto json = option("json", "Write a report as JSON.", "file");
    const auto html = option("html", "Write a report as one HTML page.", "file");
    const auto history = option("history",
                                "Write all that happened, for crosstalk check. Of several runs, each goes to a "
                                "file of its own, numbered.",
                                "file");
    const auto seed = option("seed", "Use this seed instead of the scenario's.", "number");
    const auto set =
        option("set", "Change the scenario: clients.alice.on=b. Can be given more than once.", "key=value");
    const auto repeat = option("repeat",
                               "Run each so many times; histories of runs that did not pass are kept, in "
                               "crosstalk-histories unless --history says otherwise.",
                               "count");
    const QCommandLineOption keepGoing(QStringLiteral("keep-going"),
                                       QStringLiteral("Go on after a run that did not pass."));
    const auto server = option("server", "The server to run, if not the one beside this program or in PATH.", "path");
    const auto broker =
        option("redis-server", "The broker to run, if not redis-server or valkey-server in PATH.", "path");
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help."));
    parser.addOptions({keepGoing, help});

    const QString tryHelp = QStringLiteral("Try crosstalk run --help");
    if (!parser.parse(arguments))
        return fail(parser.errorText().section(QLatin1Char('\n'), 0, 0).chopped(1), tryHelp);
    if (parser.isSet(help))
        return Notice{QStringLiteral("Usage: crosstalk run [options] FILE...\n") +
                      parser.helpText().section(QLatin1Char('\n'), 1)};
    RunOptions options;
    options.files = parser.positionalArguments().mid(1);
    if (options.files.isEmpty())
        return fail(QStringLiteral("No scenario given"), QStringLiteral("crosstalk scenario list names some"));
    options.junit = parser.value(junit);
    options.json = parser.value(json);
    options.html = parser.value(html);
    options.history = parser.value(history);
    options.overrides = parser.values(set);
    options.keepsGoing = parser.isSet(keepGoing);
    options.server = parser.value(server);
    options.redisServer = parser.value(broker);
    bool isNumber = true;
    if (parser.isSet(seed))
        options.seed = parser.value(seed).toULongLong(&isNumber);
    if (!isNumber)
        return fail(QStringLiteral("--seed cannot be “%1”").arg(parser.value(seed)), QStringLiteral("Use a number"));
    if (parser.isSet(repeat))
        options.repeat = parser.value(repeat).toInt(&isNumber);
    if (!isNumber || options.repeat < 1 || options.repeat > repeatAtMost)
        return fail(QStringLiteral("--repeat cannot be “%1”").arg(parser.value(repeat)),
                    QStringLiteral("Use a number from 1 to %1").arg(repeatAtMost));
    return options;
}

RunCommand::RunCommand(RunOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{}

RunCommand::~RunCommand() = default;

void RunCommand::complain(const QString &what)
{
    std::fprintf(stderr, "crosstalk run: %s\n", qPrintable(printable(what)));
}

/// All of them before the first is run: a mistake in the last should not be found after an hour.
bool RunCommand::load()
{
    bool isInOrder = true;
    for (const QString &file : std::as_const(m_options.files)) {
        auto scenario = loadScenario(file, m_options.overrides);
        if (scenario) {
            m_items.push_back({file, *std::move(scenario)});
            continue;
        }
        isInOrder = false;
        for (const ScenarioError &error : scenario.error())
            std::fprintf(stderr, "%s\n", qPrintable(printable(error.toString())));
    }
    return isInOrder;
}

void RunCommand::start()
{
    if (!load()) {
        Q_EMIT finished(exitCannotRun);
        return;
    }
    next();
}

void RunCommand::next()
{
    if (m_repetition == m_options.repeat) {
        ++m_item;
        m_repetition = 0;
    }
    if (m_item == m_items.size() || m_isInterrupted)
        return conclude();
    ++m_repetition;
    ++m_begun;
    const Item &item = m_items[m_item];
    const QString round =
        m_options.repeat > 1 ? QStringLiteral(", %1 of %2").arg(m_repetition).arg(m_options.repeat) : QString();
    m_terminal.print(printable(QStringLiteral("Running %1%2 ...").arg(item.scenario.name, round)));
    m_runner =
        std::make_unique<ScenarioRunner>(item.scenario, ScenarioRunner::Options{m_options.server, m_options.redisServer,
                                                                                historyFor(item), m_options.seed});
    m_view = std::make_unique<RunView>(m_runner.get(), &m_terminal);
    connect(m_runner.get(), &ScenarioRunner::finished, this, &RunCommand::onFinished);
    connect(m_runner.get(), &ScenarioRunner::failed, this, &RunCommand::onFailed);
    m_runner->start();
}

/// Where the run's history goes while it runs; empty where nobody wants it.
QString RunCommand::historyFor(const Item &item) const
{
    const bool isOnlyRun = m_items.size() == 1 && m_options.repeat == 1;
    if (isOnlyRun)
        return m_options.history;
    if (m_options.history.isEmpty() && m_options.repeat == 1)
        return {};
    const QFileInfo wanted(m_options.history.isEmpty() ? keptIn + QStringLiteral("/history.jsonl") : m_options.history);
    const QString suffix = wanted.suffix().isEmpty() ? QStringLiteral("jsonl") : wanted.suffix();
    QDir().mkpath(wanted.path());
    return QStringLiteral("%1/%2-%3-%4.%5")
        .arg(wanted.path(), wanted.completeBaseName(), stemOf(item.file), QString::number(m_begun), suffix);
}

/// Of many rounds, those that passed leave nothing behind. @return where it is, if it is.
QString RunCommand::keepHistory(const QString &file, bool hasPassed) const
{
    if (m_options.repeat == 1 || !hasPassed || file.isEmpty())
        return file;
    QFile::remove(file);
    QDir().rmdir(QFileInfo(file).path()); // Where it is empty.
    return {};
}

void RunCommand::onFinished(RunReport report)
{
    const Item &item = m_items[m_item];
    m_view->conclude();
    const bool hasPassed = report.verdict.judgement == Judgement::Pass;
    report.file = item.file;
    report.repetition = m_repetition;
    report.repetitions = m_options.repeat;
    report.history = keepHistory(report.history, hasPassed);
    for (const QString &line : describeVerdict(report.verdict, m_terminal.hasColour()))
        m_terminal.print(line);
    if (!report.history.isEmpty())
        m_terminal.print(printable(QStringLiteral("History: %1").arg(report.history)));
    sum(exitCodeOf(report.verdict.judgement));
    m_passed += hasPassed ? 1 : 0;
    if (m_reports.size() == reportsAtMost)
        m_reports.removeFirst();
    m_reports.append(report);
    goOn(hasPassed);
}

void RunCommand::onFailed(const Error &error)
{
    complain(QStringLiteral("%1: %2").arg(m_items[m_item].scenario.name, error.toString()));
    sum(exitCannotRun);
    goOn(false);
}

void RunCommand::sum(int exitCode)
{
    m_exitCode = worseExit(m_exitCode, exitCode);
}

/// The runner is on the call stack.
void RunCommand::goOn(bool hasPassed)
{
    m_view.reset();
    m_runner.release()->deleteLater();
    const bool isOver = m_isInterrupted || m_terminal.isBroken() || (!hasPassed && !m_options.keepsGoing);
    QMetaObject::invokeMethod(this, isOver ? &RunCommand::conclude : &RunCommand::next, Qt::QueuedConnection);
}

void RunCommand::conclude()
{
    if (m_items.size() > 1 || m_options.repeat > 1)
        m_terminal.print(QStringLiteral("%1 of %2 runs passed.").arg(m_passed).arg(m_begun));
    if (!m_reports.isEmpty())
        writeReports();
    Q_EMIT finished(m_exitCode);
}

void RunCommand::writeReports()
{
    const auto write = [this](const QString &file, QByteArray (*make)(const QList<RunReport> &)) {
        if (file.isEmpty())
            return;
        const auto written = writeFile(file, make(m_reports));
        if (written)
            return;
        complain(written.error().toString());
        sum(exitCannotRun);
    };
    write(m_options.junit, &toJunit);
    write(m_options.json, &toJson);
    write(m_options.html, &toHtml);
}

void RunCommand::interrupt(int signal)
{
    if (std::exchange(m_isInterrupted, true) || !m_runner) {
        m_view.reset();
        m_runner.reset(); // Kills what it has started.
        Q_EMIT finished(128 + signal);
        return;
    }
    m_terminal.print(QStringLiteral("Interrupted: judging what was seen. Once more ends it at once."));
    m_runner->stop();
}

} // namespace crosstalk
