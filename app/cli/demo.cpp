// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/demo.h"

#include "app/cli/matrix.h"
#include "app/cli/verdicttext.h"
#include "app/engine/cluster.h"
#include "app/engine/recorder.h"
#include "app/engine/report/words.h"
#include "app/engine/scenariofile.h"

#include <algorithm>
#include <cstdio>

#include <signal.h>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

/// A client waits while that many of its messages have not reached everybody: it is not to flood a slow machine.
constexpr int windowAtMost = 64;
constexpr std::chrono::milliseconds longestSilence = 5s; ///< Where progress is printed line by line.

QString clientName(int number)
{
    static const QStringList names{QStringLiteral("alice"), QStringLiteral("bob"),  QStringLiteral("carol"),
                                   QStringLiteral("dave"),  QStringLiteral("erin"), QStringLiteral("frank"),
                                   QStringLiteral("grace"), QStringLiteral("heidi")};
    const QString name = names.at(number % names.size());
    return number < names.size() ? name : name + QString::number(number / names.size() + 1);
}

} // namespace

Demo::Demo(DemoOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    m_frame.setInterval(100ms);
    connect(&m_frame, &QTimer::timeout, this, [this] { draw(false); });
}

Demo::~Demo() = default;

Result<Scenario> Demo::scenarioFor(const DemoOptions &options)
{
    auto scenario = loadScenario(QStringLiteral("cross-server"));
    if (!scenario)
        return fail(scenario.error().first().toString());
    const InstanceSpec instance = scenario->instances.first();
    const ClientSpec client = scenario->clients.first();
    scenario->instances.clear();
    scenario->clients.clear();
    QStringList names;
    for (int i = 0; i < options.instances; ++i) {
        scenario->instances.append(instance);
        scenario->instances.last().name = Instance::nameOf(i);
        scenario->instances.last().dialect = options.dialect;
        scenario->clients.append(client);
        scenario->clients.last().name = clientName(i);
        scenario->clients.last().on = Instance::nameOf(i);
        names.append(clientName(i));
    }
    for (Step &step : scenario->steps) {
        if (auto *const send = std::get_if<step::Send>(&step.action)) {
            send->from = names;
            send->count = options.messages;
            send->window = windowAtMost;
        }
    }
    return *scenario;
}

void Demo::start()
{
    const auto scenario = scenarioFor(m_options);
    if (!scenario) {
        QMetaObject::invokeMethod(
            this, [this, error = scenario.error()] { giveUp(error); }, Qt::QueuedConnection);
        return;
    }
    ScenarioRunner::Options options;
    options.serverProgram = m_options.server;
    options.redisServer = m_options.redisServer;
    m_runner = std::make_unique<ScenarioRunner>(*scenario, options);
    connect(m_runner.get(), &ScenarioRunner::stateChanged, this, &Demo::onStateChanged);
    connect(m_runner.get(), &ScenarioRunner::noted, this, &Demo::onNoted);
    connect(m_runner.get(), &ScenarioRunner::finished, this, &Demo::conclude);
    connect(m_runner.get(), &ScenarioRunner::failed, this, &Demo::giveUp);
    m_terminal.print(QStringLiteral("Starting a broker and %1 ...")
                         .arg(m_options.instances == 1 ? QStringLiteral("an instance")
                                                       : QStringLiteral("%1 instances").arg(m_options.instances)));
    m_runner->start();
}

void Demo::onStateChanged(ScenarioRunner::State state)
{
    if (state != ScenarioRunner::State::Running) {
        m_frame.stop();
        return;
    }
    if (m_frame.isActive())
        return;
    const Broker *const broker = m_runner->cluster()->broker();
    m_terminal.print(
        QStringLiteral("%1 at %2, instances %3. Each of %4 clients sends %5 messages to all.")
            .arg(broker->version(), broker->url(), m_runner->cluster()->instanceNames().join(QLatin1Char(' ')))
            .arg(m_options.instances)
            .arg(m_options.messages));
    m_frame.start();
    m_sincePrinted.start();
}

/// Nothing is done to anybody here: what there is to be told has gone wrong. Without an instance, waiting for its
/// client is in vain.
void Demo::onNoted(const QString &text)
{
    m_terminal.redraw({});
    m_terminal.print(printableLine(text));
    const auto instances = m_runner->cluster()->instances();
    if (std::any_of(instances.begin(), instances.end(),
                    [](const Instance *instance) { return instance->state() == Instance::State::Exited; }))
        m_runner->stop();
}

void Demo::draw(bool isOver)
{
    const Ledger &ledger = m_runner->recorder()->ledger();
    const QStringList instances = m_runner->cluster()->instanceNames();
    const auto wanted = quint64(m_options.instances) * quint64(m_options.messages);
    const QString progress = describeProgress(ledger, wanted);
    QStringList block = drawMatrix(ledger, instances, {m_terminal.hasColour(), isOver});
    if (!isOver)
        block.append(progress);
    // In one piece, or not at all: escape sequences cannot reach what has wrapped or scrolled away.
    const auto width = std::max(matrixWidth(instances.size()), static_cast<int>(progress.size()));
    if (m_terminal.canRedraw(width, block.size())) {
        m_terminal.redraw(block);
    } else if (isOver) {
        for (const QString &line : std::as_const(block))
            m_terminal.print(line);
    } else if (const auto quarters = static_cast<int>(4 * ledger.sent() / wanted);
               quarters > m_quartersPrinted || m_sincePrinted.hasExpired(longestSilence.count())) {
        m_terminal.print(progress);
        m_quartersPrinted = quarters;
        m_sincePrinted.start();
    }
    if (m_terminal.isBroken() && m_signal == 0)
        interrupt(SIGPIPE);
}

void Demo::conclude(const RunReport &report)
{
    if (m_signal != 0)
        return end(128 + m_signal);
    draw(true);
    const QStringList words = describeVerdict(report.verdict, m_terminal.hasColour());
    const bool isPass = report.verdict.judgement == Judgement::Pass;
    for (const QString &line : isPass ? words.mid(words.size() - 1) : words)
        m_terminal.print(line);
    // Nobody is due what was refused, or sent while a link was broken; but here nothing is to be so.
    const auto wanted = quint64(m_options.instances) * quint64(m_options.instances) * quint64(m_options.messages);
    const bool isComplete = report.verdict.total.delivered >= wanted;
    if (isPass && !isComplete)
        m_terminal.print(QStringLiteral("FAIL: %1 of %2 pairs cannot be judged, for a send was refused or a link broke")
                             .arg(wanted - report.verdict.total.delivered)
                             .arg(wanted));
    end(isPass && isComplete ? 0 : 1);
}

void Demo::giveUp(const Error &error)
{
    if (m_signal != 0)
        return end(128 + m_signal);
    std::fprintf(stderr, "crosstalk demo: %s\n", qPrintable(error.toString()));
    end(3);
}

void Demo::interrupt(int signal)
{
    const bool isSecond = std::exchange(m_signal, signal) != 0;
    if (isSecond || !m_runner) {
        m_runner.reset(); // What still runs is killed with it.
        return end(128 + signal);
    }
    const Ledger &ledger = m_runner->recorder()->ledger();
    const auto wanted = quint64(m_options.instances) * quint64(m_options.messages);
    if (ledger.sent() > 0)
        draw(true);
    m_terminal.print(ledger.sent() > 0 ? QStringLiteral("Interrupted: %1").arg(describeProgress(ledger, wanted))
                                       : QStringLiteral("Interrupted."));
    m_frame.stop();
    m_runner->stop();
}

void Demo::end(int exitCode)
{
    m_frame.stop();
    Q_EMIT finished(exitCode);
}

} // namespace crosstalk
