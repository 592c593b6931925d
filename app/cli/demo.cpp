// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/demo.h"

#include "app/cli/matrix.h"

#include <algorithm>
#include <cstdio>

#include <signal.h>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

const QString room = QStringLiteral("lobby");
/// Each client sends that many a second: 3 clients are watched for a second, and 26 do not drown one core.
constexpr qint64 messagesPerSecond = 100;
constexpr qint64 sendIntervalNs = 1'000'000'000 / messagesPerSecond;
/// A client waits while that many of its messages have not reached everybody, but for none longer than a second: it is
/// not to flood a slow machine, nor to be held up by what is lost.
constexpr size_t openAtMost = 64;
constexpr qint64 openForNs = 1'000'000'000;

constexpr auto startDeadline = 40s; ///< Longer than the cluster's own.
constexpr auto joinDeadline = 20s;
constexpr auto settleDeadline = 10s;
constexpr auto stopDeadline = 15s;        ///< Longer than the cluster's own.
constexpr auto quietWhenComplete = 300ms; ///< For copies that should not come.
constexpr auto quietWhenNot = 5s;
constexpr std::chrono::milliseconds longestSilence = 5s; ///< Where progress is printed line by line.

QString clientName(int number)
{
    static const QStringList names{QStringLiteral("alice"), QStringLiteral("bob"),  QStringLiteral("carol"),
                                   QStringLiteral("dave"),  QStringLiteral("erin"), QStringLiteral("frank"),
                                   QStringLiteral("grace"), QStringLiteral("heidi")};
    const QString name = names.at(number % names.size());
    return number < names.size() ? name : name + QString::number(number / names.size() + 1);
}

/// Where it is still due: a client whose link broke is not waited for.
bool isEverywhere(const std::optional<Delivery> &delivery)
{
    return delivery && delivery->delivered == delivery->due && (delivery->ownDelivered || !delivery->ownDue);
}

} // namespace

Demo::Demo(DemoOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Demo::onDeadline);
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.setInterval(2ms);
    connect(&m_tick, &QTimer::timeout, this, qOverload<>(&Demo::sendDue));
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &Demo::conclude);
    m_frame.setInterval(100ms);
    connect(&m_frame, &QTimer::timeout, this, [this] { draw(false); });
    connect(&m_recorder, &Recorder::deliveryChanged, this, &Demo::onDeliveryChanged);
}

Demo::~Demo() = default;

void Demo::enter(State next)
{
    m_state = next;
    m_tick.stop();
    m_quiet.stop();
    switch (next) {
    case State::Idle:
    case State::Finished:
        m_deadline.stop();
        break;
    case State::Starting:
        m_deadline.start(startDeadline);
        break;
    case State::Joining:
        m_deadline.start(joinDeadline);
        break;
    case State::Sending:
        // Ten times what it takes, for a machine that cannot keep up.
        m_deadline.start(30s + 10 * std::chrono::seconds(m_options.messages / messagesPerSecond));
        m_tick.start();
        m_frame.start();
        m_sincePrinted.start();
        break;
    case State::Settling:
        m_deadline.start(settleDeadline);
        m_quiet.start(isAllDelivered() ? std::chrono::milliseconds(quietWhenComplete) : quietWhenNot);
        break;
    case State::Stopping:
        m_deadline.start(stopDeadline);
        m_frame.stop();
        break;
    }
}

void Demo::onDeadline()
{
    switch (m_state) {
    case State::Starting:
        giveUp({QStringLiteral("The cluster was not ready after %1 s").arg(startDeadline.count()), {}});
        break;
    case State::Joining:
        giveUp({QStringLiteral("Not in the room after %1 s: %2").arg(joinDeadline.count()).arg(m_awaited.firstKey()),
                m_awaited.first()});
        break;
    case State::Sending:
    case State::Settling:
        conclude();
        break;
    case State::Stopping:
        finish();
        break;
    case State::Idle:
    case State::Finished:
        break;
    }
}

void Demo::start()
{
    Cluster::Options options;
    options.instances = m_options.instances;
    options.serverProgram = m_options.server;
    options.broker.program = m_options.redisServer;
    m_cluster = std::make_unique<Cluster>(options);
    for (Instance *instance : m_cluster->instances()) {
        m_instances.append(instance->name());
        connect(instance, &Instance::stateChanged, this, [this, instance] { onInstanceChanged(instance); });
    }
    connect(m_cluster->broker(), &Broker::stateChanged, this, [this](Broker::State state, const QString &how) {
        if (state == Broker::State::Exited)
            noteIncident(QStringLiteral("the broker ended: %1").arg(how));
    });
    connect(m_cluster.get(), &Cluster::ready, this, &Demo::connectClients);
    connect(m_cluster.get(), &Cluster::failed, this, &Demo::giveUp);
    connect(m_cluster.get(), &Cluster::stopped, this, &Demo::finish);
    m_terminal.print(QStringLiteral("Starting a broker and %1 ...")
                         .arg(m_options.instances == 1 ? QStringLiteral("an instance")
                                                       : QStringLiteral("%1 instances").arg(m_options.instances)));
    enter(State::Starting);
    m_cluster->start();
}

void Demo::onInstanceChanged(const Instance *instance)
{
    if (instance->state() == Instance::State::Exited)
        noteIncident(QStringLiteral("instance %1 ended: %2").arg(instance->name(), instance->exitedHow()));
}

void Demo::connectClients()
{
    m_terminal.print(
        QStringLiteral("%1 at %2, instances %3. Each of %4 clients sends %5 messages to all.")
            .arg(m_cluster->broker()->version(), m_cluster->broker()->url(), m_instances.join(QLatin1Char(' ')))
            .arg(m_options.instances)
            .arg(m_options.messages));
    enter(State::Joining);
    for (Instance *instance : m_cluster->instances()) {
        const QString name = clientName(instance->number());
        m_awaited.insert(name, {});
        auto *session = new Session(name, instance, m_options.dialect, &m_recorder, m_cluster.get());
        m_senders.push_back({session, 0, 0, {}});
        connect(session, &Session::joined, this, [this, name] { onJoined(name); });
        connect(session, &Session::stateChanged, this,
                [this, name](ChatClient::State state, const QString &reason) { onLinkChanged(name, state, reason); });
        connect(session->client(), &ChatClient::joinRefused, this,
                [this, name](const QString &, const QString &code, const QString &reason) {
                    m_awaited.insert(name, QStringLiteral("%1 (%2)").arg(reason, code));
                });
        session->join(room);
        session->open();
    }
}

void Demo::onLinkChanged(const QString &client, ChatClient::State state, const QString &reason)
{
    if (state == ChatClient::State::Connecting || state == ChatClient::State::Open)
        return;
    if (m_awaited.contains(client))
        m_awaited.insert(client, reason); // It tries again.
    else
        noteIncident(QStringLiteral("%1 was disconnected: %2").arg(client, reason));
}

void Demo::onJoined(const QString &client)
{
    m_awaited.remove(client);
    if (m_state == State::Joining && m_awaited.isEmpty())
        startSending();
}

void Demo::startSending()
{
    // Not in step: each starts a little later than the one before.
    qint64 firstAt = m_recorder.now();
    for (Sender &sender : m_senders) {
        sender.firstAtNs = firstAt;
        firstAt += sendIntervalNs / qint64(m_senders.size());
    }
    enter(State::Sending);
}

void Demo::sendDue()
{
    const qint64 now = m_recorder.now();
    for (Sender &sender : m_senders)
        sendDue(sender, now);
    if (std::all_of(m_senders.begin(), m_senders.end(),
                    [this](const Sender &sender) { return sender.sent == m_options.messages; }))
        enter(State::Settling);
}

void Demo::sendDue(Sender &sender, qint64 now)
{
    while (!sender.open.empty() && now - sender.open.front().sentAtNs > openForNs)
        sender.open.pop_front();
    while (sender.sent < m_options.messages && sender.open.size() < openAtMost) {
        const qint64 dueAt = sender.firstAtNs + sender.sent * sendIntervalNs;
        if (dueAt > now)
            return;
        ++sender.sent;
        const QString text = QStringLiteral("message %1 of %2").arg(sender.sent).arg(sender.session->name());
        sender.open.push_back({sender.session->say(room, text, dueAt), now});
    }
}

void Demo::onDeliveryChanged(const history::ProbeId &probe)
{
    if (m_state == State::Settling)
        m_quiet.start(isAllDelivered() ? std::chrono::milliseconds(quietWhenComplete) : quietWhenNot);
    if (!isEverywhere(m_recorder.ledger().delivery(probe)))
        return;
    for (Sender &sender : m_senders) {
        const auto found = std::find_if(sender.open.begin(), sender.open.end(),
                                        [&](const Sender::Open &open) { return open.probe == probe; });
        if (found != sender.open.end()) {
            sender.open.erase(found);
            return;
        }
    }
}

bool Demo::isAllDelivered() const
{
    return m_recorder.ledger().total().missing() == 0;
}

void Demo::noteIncident(const QString &what)
{
    if (m_state == State::Joining)
        giveUp({QStringLiteral("While clients were connecting, %1").arg(what), {}});
    else if (m_state == State::Sending || m_state == State::Settling)
        m_incidents.append(what);
}

void Demo::draw(bool isOver)
{
    const Ledger &ledger = m_recorder.ledger();
    const auto wanted = quint64(m_options.instances) * quint64(m_options.messages);
    const QString progress = describeProgress(ledger, wanted);
    QStringList block = drawMatrix(ledger, m_instances, {m_terminal.hasColour(), isOver});
    if (!isOver)
        block.append(progress);
    // In one piece, or not at all: escape sequences cannot reach what has wrapped or scrolled away.
    const auto width = std::max(matrixWidth(m_instances.size()), static_cast<int>(progress.size()));
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
    if (m_terminal.isBroken() && m_state != State::Stopping)
        stop(128 + SIGPIPE);
}

void Demo::conclude()
{
    const Conclusion verdict =
        crosstalk::conclude(m_recorder.ledger(), m_options.instances, m_options.messages, m_incidents);
    enter(State::Stopping);
    draw(true);
    m_terminal.print(verdict.line);
    stop(verdict.isPass ? 0 : 1);
}

void Demo::giveUp(const Error &error)
{
    if (m_state == State::Stopping || m_state == State::Finished)
        return;
    std::fprintf(stderr, "crosstalk demo: %s\n", qPrintable(error.toString()));
    stop(3);
}

void Demo::interrupt(int signal)
{
    if (m_state == State::Idle || m_state == State::Stopping || m_state == State::Finished) {
        m_exitCode = 128 + signal;
        finish();
        return;
    }
    const bool hasSent = m_recorder.ledger().sent() > 0;
    enter(State::Stopping);
    if (hasSent)
        draw(true);
    const auto wanted = quint64(m_options.instances) * quint64(m_options.messages);
    m_terminal.print(hasSent ? QStringLiteral("Interrupted: %1").arg(describeProgress(m_recorder.ledger(), wanted))
                             : QStringLiteral("Interrupted."));
    stop(128 + signal);
}

void Demo::stop(int exitCode)
{
    m_exitCode = exitCode;
    enter(State::Stopping);
    for (const Sender &sender : m_senders)
        sender.session->close();
    m_cluster->stop();
}

/// What still runs is killed with the cluster.
void Demo::finish()
{
    if (m_state == State::Finished)
        return;
    enter(State::Finished);
    Q_EMIT finished(m_exitCode);
}

} // namespace crosstalk
