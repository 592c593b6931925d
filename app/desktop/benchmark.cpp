// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/benchmark.h"

#include "app/desktop/models/deliverymark.h"
#include "app/desktop/privatesettings.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/messagesview.h"
#include "app/engine/resources.h"

#include <QApplication>
#include <QLocale>
#include <QTabWidget>

#include <algorithm>
#include <cstdio>

#include <unistd.h>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds timeToStart = 60s;
/// The ledger has decided about every message before.
constexpr std::chrono::milliseconds timeToSettle = 10s;
constexpr std::chrono::milliseconds timePerPage = 500ms;
/// In one turn of the event loop, lest it be starved where sends have piled up: then the rate is not reached.
constexpr int burst = 16;
constexpr double mostMoments = 0.999;

/// Short, usual and long ones: a line, a line that is nearly full, and several.
const QStringList &texts()
{
    static const QStringList list{
        QStringLiteral("yes"), QStringLiteral("that was quick: it is here before the bell has rung"),
        QStringLiteral("when three people talk at once, each of them wants to see what the other two have said, in the "
                       "order in which they said it, and none of it twice")};
    return list;
}

bool isOptimised()
{
#ifdef __OPTIMIZE__
    return true;
#else
    return false;
#endif
}

QString counted(double number)
{
    return QLocale().toString(qRound64(number));
}

double perSecond(quint64 count, std::chrono::nanoseconds time)
{
    return static_cast<double>(count) / std::max(std::chrono::duration<double>(time).count(), 1e-9);
}

void print(const QStringList &lines)
{
    for (const QString &line : lines)
        std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

} // namespace

Benchmark::Benchmark(const BenchmarkOptions &options, const QElapsedTimer &sinceStart, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_sinceStart(sinceStart)
    , m_workbench(options.cluster)
    , m_bench(m_workbench.bench())
    , m_window(&m_workbench)
    , m_tabs(m_window.findChild<QTabWidget *>())
{
    connect(&m_workbench, &Workbench::shutDownFinished, this, &Benchmark::onShutDown);
    connect(&m_workbench, &Workbench::problemChanged, this, [this] {
        if (const Problem *problem = m_workbench.problem())
            giveUp(problem->error);
    });
    connect(m_workbench.cluster(), &Cluster::stateChanged, this, &Benchmark::checkReady);
    connect(m_bench, &Bench::chatOpened, this, [this](const Chat *chat) {
        connect(chat, &Chat::linkChanged, this, &Benchmark::checkReady);
        checkReady();
    });
    connect(m_bench, &Bench::totalsChanged, this, &Benchmark::checkSettled);

    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_stage == Stage::Settling)
            return end(); // What is missing stands in the table.
        giveUp({tr("The window or the cluster was not ready within %1").arg(inWords(timeToStart)), {}});
    });
    for (QTimer *timer : {&m_pace, &m_beats}) {
        timer->setTimerType(Qt::PreciseTimer);
        timer->setInterval(LoopWaits::interval);
    }
    connect(&m_pace, &QTimer::timeout, this, &Benchmark::sendDue);
    connect(&m_beats, &QTimer::timeout, this, &Benchmark::beat);
    connect(&m_pages, &QTimer::timeout, this, &Benchmark::showNextPage);
}

Benchmark::~Benchmark() = default;

void Benchmark::start()
{
    m_window.installEventFilter(this);
    m_deadline.start(timeToStart);
    m_window.show();
    m_workbench.start();
}

bool Benchmark::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        m_window.removeEventFilter(this);
        // When what is painted has been put on the screen.
        QTimer::singleShot(0, this, [this] {
            m_isPainted = true;
            m_paintedAt = std::chrono::nanoseconds(m_sinceStart.nsecsElapsed());
            checkReady();
        });
    }
    return QObject::eventFilter(watched, event);
}

void Benchmark::checkReady()
{
    const auto &chats = m_bench->chats();
    const bool isReady = m_isPainted && m_workbench.cluster()->state() == Cluster::State::Running &&
                         chats.size() == m_options.cluster.instances &&
                         std::ranges::all_of(chats, [](const Chat *chat) { return chat->isJoined(); });
    if (m_stage != Stage::Starting || !isReady)
        return;
    m_readyAt = std::chrono::nanoseconds(m_sinceStart.nsecsElapsed());
    m_deadline.stop();
    m_stage = Stage::Loading;
    QTimer::singleShot(0, this, &Benchmark::beginLoad); // Not from within what the chat has to do first.
}

void Benchmark::beginLoad()
{
    if (m_stage != Stage::Loading)
        return;
    m_load.start();
    m_lastBeat.start();
    m_before = figures();
    m_pace.start();
    m_beats.start();
    // Each page shows, however short the run is.
    m_pages.start(std::min(timePerPage, std::chrono::milliseconds(m_options.duration) / 4));
}

void Benchmark::sendDue()
{
    const std::chrono::nanoseconds elapsed(m_load.nsecsElapsed());
    if (elapsed >= m_options.duration)
        return endLoad();
    const auto chats = static_cast<double>(m_bench->chats().size());
    const double sendsPerSecond = m_options.receivedPerSecond / chats;
    const auto due = static_cast<quint64>(std::chrono::duration<double>(elapsed).count() * sendsPerSecond);
    for (int left = burst; m_taken < due && left > 0 && m_stage == Stage::Loading; --left)
        say();
}

void Benchmark::say()
{
    const auto &chats = m_bench->chats();
    const QString text =
        QStringLiteral("%1: %2").arg(m_taken).arg(texts().at(static_cast<qsizetype>(m_taken) % texts().size()));
    ++m_taken;
    for (qsizetype i = 0; i < chats.size(); ++i) {
        Chat *chat = chats.at(++m_turn % chats.size());
        if (chat->session()->canSay(chat->room()))
            return chat->say(text);
    }
    ++m_skipped;
}

void Benchmark::beat()
{
    const std::chrono::nanoseconds sinceLast(m_lastBeat.nsecsElapsed());
    m_lastBeat.start();
    const bool showsMatrix = qobject_cast<DeliveryView *>(m_tabs->currentWidget());
    (showsMatrix ? m_whileDelivery : m_whileMessages).addBeat(sinceLast);
}

void Benchmark::showNextPage()
{
    const bool showsMatrix = qobject_cast<DeliveryView *>(m_tabs->currentWidget());
    m_tabs->setCurrentWidget(showsMatrix ? static_cast<QWidget *>(m_window.findChild<MessagesView *>())
                                         : m_window.findChild<DeliveryView *>());
}

void Benchmark::endLoad()
{
    m_pace.stop();
    m_beats.stop();
    m_pages.stop();
    m_after = figures();
    m_stage = Stage::Settling;
    m_deadline.start(timeToSettle);
    checkSettled();
}

void Benchmark::checkSettled()
{
    const PairCounts &total = m_bench->recorder()->ledger().total();
    if (m_stage == Stage::Settling && total.missing() == 0)
        end();
}

void Benchmark::end()
{
    m_deadline.stop();
    m_table = table(); // While there are figures.
    m_stage = Stage::Ending;
    m_window.close();
}

void Benchmark::giveUp(const Error &error)
{
    if (m_stage == Stage::Ending)
        return;
    m_failure = error;
    m_stage = Stage::Ending;
    m_deadline.stop();
    for (QTimer *timer : {&m_pace, &m_beats, &m_pages})
        timer->stop();
    m_window.close();
}

void Benchmark::onShutDown()
{
    if (m_stage != Stage::Ending)
        giveUp({tr("The window was closed before the end"), {}});
    if (m_failure)
        std::fprintf(stderr, "crosstalk-desktop: %s\n", qUtf8Printable(m_failure->toString()));
    else
        print(m_table);
    Q_EMIT finished(m_failure ? exitCannotRun : 0);
}

Benchmark::Figures Benchmark::figures() const
{
    const Ledger &ledger = m_bench->recorder()->ledger();
    return {std::chrono::nanoseconds(m_load.nsecsElapsed()), ledger.sent(), ledger.total().delivered,
            readResources(getpid()).cpu};
}

QString Benchmark::waitsText(const LoopWaits &waits) const
{
    return tr("blocked for %1 at longest, 99.9 % of all moments for no more than %2; over %3: %4")
        .arg(inWords(waits.longest()), inWords(waits.percentile(mostMoments)), inWords(LoopWaits::limit))
        .arg(waits.overLimit());
}

QStringList Benchmark::table() const
{
    const auto time = m_after.at - m_before.at;
    const auto chats = m_bench->chats().size();
    const PairCounts &total = m_bench->recorder()->ledger().total();
    const auto sent = m_after.sent - m_before.sent;
    const double share = 100 * std::chrono::duration<double>(m_after.cpu - m_before.cpu) / time;
    QStringList lines;
    if (!isOptimised())
        lines << tr("This is no optimised build: the figures of a Release build are several times better.");
    lines << tr("%1 chats on as many instances, Qt %2 on %3; lines in all chats, Delivery and Messages in turn.")
                 .arg(chats)
                 .arg(QLatin1String(qVersion()), QGuiApplication::platformName())
          << tr("Start:      window shown after %1, cluster ready and all chats joined after %2.")
                 .arg(inWords(m_paintedAt), inWords(m_readyAt))
          << tr("Load:       %1 sent and %2 received a second for %3; %4 to be received a second were asked for.")
                 .arg(counted(perSecond(sent, time)), counted(perSecond(m_after.delivered - m_before.delivered, time)),
                      inWords(time), counted(m_options.receivedPerSecond))
          << tr("Delivery:   %1").arg(waitsText(m_whileDelivery))
          << tr("Messages:   %1").arg(waitsText(m_whileMessages))
          << tr("Account:    %1 sent, %2 due, %3 delivered, %4 missing; p99 %5.")
                 .arg(counted(sent), counted(total.due), counted(total.delivered), counted(total.missing()),
                      inWords(total.latency.percentile(0.99)))
          << tr("Process:    %1 % of a core under load, %2 MiB.")
                 .arg(counted(share), counted(readResources(getpid()).residentBytes / 1048576.0));
    if (m_skipped > 0)
        lines << tr("%1 messages were not sent: the queues of all links were full.").arg(counted(m_skipped));
    return lines;
}

int runBenchmark(const BenchmarkOptions &options, const QElapsedTimer &sinceStart)
{
    const PrivateSettings settings;
    if (const auto isUsable = settings.check(); !isUsable) {
        std::fprintf(stderr, "crosstalk-desktop: %s\n", qUtf8Printable(isUsable.error().toString()));
        return Benchmark::exitCannotRun;
    }
    Benchmark benchmark(options, sinceStart);
    QObject::connect(&benchmark, &Benchmark::finished, qApp, &QCoreApplication::exit);
    benchmark.start();
    return QApplication::exec();
}

} // namespace crosstalk
