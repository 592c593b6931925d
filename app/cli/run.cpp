// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/run.h"

#include "app/engine/outputfile.h"
#include "app/engine/report/html.h"
#include "app/engine/report/json.h"
#include "app/engine/report/junit.h"
#include "app/engine/report/words.h"
#include "app/engine/scenariofile.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <array>
#include <cstdio>

#include <signal.h>

namespace crosstalk {

namespace {

constexpr int exitUnknown = 2;
constexpr int exitCannotRun = 3;
const QString historiesFolder = QStringLiteral("crosstalk-histories");

/// For the name of a file.
QString plainName(QString name)
{
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && c != QLatin1Char('-') && c != QLatin1Char('_') && c != QLatin1Char('.'))
            c = QLatin1Char('-');
    }
    return name;
}

} // namespace

int worseExitCode(int a, int b)
{
    static constexpr std::array order{0, 2, 1, 3};
    const auto rank = [](int code) { return std::find(order.begin(), order.end(), code) - order.begin(); };
    return rank(a) < rank(b) ? b : a;
}

RunCommand::RunCommand(RunOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    connect(&m_view, &RunView::broken, this, [this] { interrupt(SIGPIPE); });
}

RunCommand::~RunCommand() = default;

void RunCommand::start()
{
    if (!load() || !areFilesApart() || !canWriteOutputs()) {
        m_exitCode = exitCannotRun;
        m_hasEnded = true;
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT finished(m_exitCode); }, Qt::QueuedConnection);
        return;
    }
    QMetaObject::invokeMethod(this, &RunCommand::next, Qt::QueuedConnection);
}

/// All of them before any is run: a mistake in the last is not to be found after an hour.
bool RunCommand::load()
{
    bool isGood = true;
    QSet<QString> historyNames;
    for (const QString &file : std::as_const(m_options.files)) {
        auto scenario = loadScenario(file, m_options.overrides);
        if (!scenario) {
            for (const ScenarioError &mistake : scenario.error())
                complain(mistake.toString());
            isGood = false;
            continue;
        }
        const auto shared = std::make_shared<const Scenario>(*std::move(scenario));
        const QString name = plainName(shared->name);
        QString historyName = name;
        for (int i = 2; historyNames.contains(historyName); ++i)
            historyName = QStringLiteral("%1-%2").arg(name).arg(i);
        historyNames.insert(historyName);
        for (int i = 1; i <= m_options.repetitions; ++i)
            m_jobs.append({shared, file, historyName, i});
    }
    return isGood;
}

/// What is written must not take the place of a scenario, or of what else is written.
bool RunCommand::areFilesApart()
{
    QStringList taken = m_options.files;
    taken.removeIf([](const QString &file) { return !QFileInfo::exists(file); }); // It comes with the program.
    for (const QString &file : {m_options.junit, m_options.json, m_options.html, m_options.history}) {
        if (file.isEmpty())
            continue;
        if (std::any_of(taken.begin(), taken.end(), [&](const QString &other) { return isSameFile(file, other); })) {
            complain(QStringLiteral("%1 is named twice: one would take the place of the other").arg(file));
            return false;
        }
        taken.append(file);
    }
    return true;
}

QList<std::pair<QString, QByteArray (*)(const QList<RunReport> &)>> RunCommand::outputs() const
{
    return {{m_options.junit, &toJunit}, {m_options.json, &toJson}, {m_options.html, &toHtml}};
}

bool RunCommand::canWriteOutputs()
{
    for (const auto &[name, format] : outputs()) {
        const auto can = name.isEmpty() ? Result<void>() : canWriteFile(name);
        if (can)
            continue;
        complain(can.error().toString());
        return false;
    }
    return true;
}

void RunCommand::next()
{
    if (m_next == m_jobs.size() || m_signal != 0)
        return end();
    const Job &job = m_jobs.at(m_next++);
    ScenarioRunner::Options options;
    options.serverProgram = m_options.server;
    options.redisServer = m_options.redisServer;
    options.seed = m_options.seed;
    options.historyFile = historyFor(job);
    if (!prepareFolder(options.historyFile))
        return conclude(exitCannotRun, {});
    m_runner = std::make_unique<ScenarioRunner>(*job.scenario, options);
    QString title = job.scenario->name;
    if (m_options.repetitions > 1)
        title += QStringLiteral(", run %1 of %2").arg(job.repetition).arg(m_options.repetitions);
    m_view.follow(m_runner.get(), title, m_options.repetitions > 1);
    connect(m_runner.get(), &ScenarioRunner::finished, this, &RunCommand::onFinished);
    connect(m_runner.get(), &ScenarioRunner::failed, this, &RunCommand::onFailed);
    m_runner->start();
}

/// Where each of several runs keeps its own: FILE-NAME-NUMBER.jsonl.
QString RunCommand::historyFor(const Job &job) const
{
    const bool isRepeated = m_options.repetitions > 1;
    if (m_options.history.isEmpty() && !isRepeated)
        return {};
    if (!m_options.history.isEmpty() && m_jobs.size() == 1)
        return m_options.history;
    const QFileInfo wanted(m_options.history.isEmpty() ? historiesFolder + QStringLiteral("/history.jsonl")
                                                       : m_options.history);
    QString name = wanted.completeBaseName();
    if (m_options.history.isEmpty())
        name = job.historyName;
    else if (m_options.files.size() > 1)
        name += QLatin1Char('-') + job.historyName;
    if (isRepeated)
        name += QStringLiteral("-%1").arg(job.repetition);
    const QString suffix = wanted.suffix().isEmpty() ? QString() : QLatin1Char('.') + wanted.suffix();
    QString file = wanted.dir().filePath(name + suffix);
    // What an earlier call has kept in the folder of our own choice is to stay.
    for (int i = 2; m_options.history.isEmpty() && QFileInfo::exists(file); ++i)
        file = wanted.dir().filePath(QStringLiteral("%1.%2%3").arg(name).arg(i).arg(suffix));
    return file;
}

/// The folder of our own choice may not be there yet.
bool RunCommand::prepareFolder(const QString &history)
{
    if (history.isEmpty() || !m_options.history.isEmpty() || QDir().mkpath(historiesFolder))
        return true;
    complain(QStringLiteral("Cannot make the folder %1 for histories. Say with --history where they may be kept")
                 .arg(historiesFolder));
    return false;
}

void RunCommand::onFinished(RunReport report)
{
    const Job &job = m_jobs.at(m_next - 1);
    report.file = job.file;
    report.repetition = job.repetition;
    report.repetitions = m_options.repetitions;
    const bool isPass = report.verdict.judgement == Judgement::Pass;
    const QString history = report.history;
    // A hundred histories of what went well are of no use, unless somebody has asked for them.
    if (isPass && m_options.repetitions > 1 && m_options.history.isEmpty() && QFile::remove(history))
        report.history.clear();
    m_view.show(report);
    if (!report.isHistoryWhole) {
        complain(QStringLiteral("The end of the history %1 could not be written").arg(history));
        m_exitCode = exitCannotRun;
    }
    keep(report);
    // Cut short it says little, whatever held until then.
    const int code = exitCodeOf(report.verdict.judgement);
    conclude(m_signal != 0 && code == 0 ? exitUnknown : code, report.history);
}

void RunCommand::onFailed(const Error &error)
{
    m_view.forget();
    if (m_signal != 0) {
        m_view.print(QStringLiteral("Interrupted before anything could be judged."));
        return conclude(exitUnknown, {});
    }
    complain(error.toString());
    const Job &job = m_jobs.at(m_next - 1);
    RunReport report;
    report.scenario = job.scenario->name;
    report.file = job.file;
    report.yaml = QString::fromUtf8(toYaml(*job.scenario));
    report.seed = m_options.seed.value_or(job.scenario->seed);
    report.repetition = job.repetition;
    report.repetitions = m_options.repetitions;
    report.startedAt = QDateTime::currentDateTimeUtc();
    report.verdict.reason = QStringLiteral("it could not be carried out: %1").arg(error.toString());
    keep(report);
    conclude(exitCannotRun, {});
}

void RunCommand::keep(const RunReport &report)
{
    const auto files = outputs();
    if (std::any_of(files.begin(), files.end(), [](const auto &output) { return !output.first.isEmpty(); }))
        m_reports.append(report);
}

void RunCommand::conclude(int exitCode, const QString &history)
{
    // It is on the call stack.
    if (m_runner)
        m_runner.release()->deleteLater();
    m_exitCode = worseExitCode(m_exitCode, exitCode);
    if (exitCode == 0)
        ++m_passed;
    else if (!history.isEmpty())
        m_keptHistories.append(history);
    if (exitCode != 0 && !m_options.keepsGoing)
        return end();
    QMetaObject::invokeMethod(this, &RunCommand::next, Qt::QueuedConnection);
}

void RunCommand::writeOutputs()
{
    for (const auto &[name, format] : outputs()) {
        if (name.isEmpty())
            continue;
        const auto written = writeFile(name, format(m_reports));
        if (written)
            continue;
        complain(written.error().toString());
        m_exitCode = exitCannotRun;
    }
}

void RunCommand::end()
{
    if (std::exchange(m_hasEnded, true))
        return;
    writeOutputs();
    if (m_jobs.size() > 1) {
        QString line = QStringLiteral("%1 of %2 runs passed").arg(m_passed).arg(m_next);
        if (m_next < m_jobs.size())
            line += QStringLiteral(", %1 more were not tried").arg(m_jobs.size() - m_next);
        m_view.print(line);
    }
    for (const QString &history : std::as_const(m_keptHistories))
        m_view.print(QStringLiteral("History: %1").arg(history));
    if (m_options.history.isEmpty())
        QDir().rmdir(historiesFolder); // Unless there is something in it.
    Q_EMIT finished(m_exitCode);
}

void RunCommand::interrupt(int signal)
{
    const bool isSecond = std::exchange(m_signal, signal) != 0;
    if (m_hasEnded)
        return;
    if (isSecond || signal == SIGPIPE || !m_runner) {
        m_hasEnded = true;
        m_view.forget();
        m_runner.reset(); // What still runs is killed with it.
        Q_EMIT finished(128 + signal);
        return;
    }
    m_view.print(QStringLiteral("Interrupted; what was seen is being judged. Once more ends at once."));
    m_runner->stop();
}

void RunCommand::complain(const QString &what)
{
    std::fprintf(stderr, "crosstalk: %s\n", qPrintable(printableLine(what)));
}

} // namespace crosstalk
