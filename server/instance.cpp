// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/instance.h"

#include "server/plainsession.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>
#include <system_error>

#include <sys/resource.h>
#include <unistd.h>

Q_LOGGING_CATEGORY(lcInstance, "crosstalk.instance", QtInfoMsg)

namespace crosstalk::server {
namespace {

using namespace std::chrono_literals;

constexpr auto tickInterval = 1s;
constexpr auto longestStall = 3s;
/// Told to the clients of an instance that drains, spread at random, so that they do not all arrive elsewhere at once.
constexpr int longestReturnMs = 3000;
/// Descriptors for the broker, the log, epoll and what libraries open.
constexpr qint64 reservedDescriptors = 64;

/// How many descriptors this process may have, after asking for as many as it is allowed.
qint64 descriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<qint64>(std::min<rlim_t>(limit.rlim_cur, 1 << 30));
}

/// Unfinished handshakes are bounded apart from clients; each may take two descriptors for a moment.
qsizetype maxHandshakes()
{
    return std::clamp<qsizetype>(descriptorLimit() / 8, 4, 512);
}

/// The most clients there can be: at the descriptor limit accept() would spin, and nobody new would get in.
qint64 capacityFor(const Settings &settings)
{
    const qint64 possible = std::max<qint64>(1, descriptorLimit() - reservedDescriptors - 2 * maxHandshakes());
    return settings.maxConnections == 0 ? possible : std::min(settings.maxConnections, possible);
}

} // namespace

Instance::Instance(Settings settings, std::unique_ptr<Broker> broker, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_v1Settings{m_settings.name,
                   m_settings.prefix,
                   {m_settings.connection.maxMessageBytes, m_settings.connection.messagesPerSecond,
                    m_settings.maxRooms}}
    , m_broker(std::move(broker))
    , m_hub(*m_broker, m_poller, m_settings.connection.maxQueueBytes / 2)
    , m_listener({"/ws", m_settings.handshakeTimeout, maxHandshakes()})
    , m_context{m_settings.connection, m_poller, m_hub, [this](Session &session) { onClosed(session); }}
    , m_capacity(capacityFor(m_settings))
{
    connect(&m_listener, &Listener::upgraded, this, &Instance::admit);
    connect(m_broker.get(), &Broker::readyChanged, this, &Instance::onReadyChanged);
    connect(&m_ticker, &QTimer::timeout, this, &Instance::tick);
    connect(&m_drainDeadline, &QTimer::timeout, this, &Instance::finishDrain);
    m_drainDeadline.setSingleShot(true);
    m_hub.keep(m_settings.plainChannel);
}

Instance::~Instance() = default;

Result<void> Instance::start()
{
    if (auto listening = m_listener.start(m_settings.address, m_settings.port); !listening)
        return listening;
    updateCapacity();
    m_broker->open();
    m_lastTick = std::chrono::steady_clock::now();
    m_ticker.start(tickInterval);
    return {};
}

QString Instance::url() const
{
    QHostAddress address = m_listener.serverAddress();
    if (address == QHostAddress(QHostAddress::Any) || address == QHostAddress(QHostAddress::AnyIPv4))
        address = QHostAddress(QHostAddress::LocalHost);
    const QString host = address.toString();
    return QStringLiteral("ws://%1:%2/ws")
        .arg(host.contains(u':') ? u'[' + host + u']' : host)
        .arg(m_listener.serverPort());
}

void Instance::onReadyChanged(bool isReady, const QString &why)
{
    if (!isReady) {
        qCWarning(lcInstance, "Not ready: %ls", qUtf16Printable(why));
        return;
    }
    qCInfo(lcInstance, "Ready: %ls", qUtf16Printable(url()));
    if (!std::exchange(m_hasBeenReady, true)) {
        updateCapacity();
        Q_EMIT ready();
    }
}

std::shared_ptr<Session> Instance::makeSession(const Listener::Upgraded &client)
{
    const auto now = std::chrono::steady_clock::now();
    try {
        if (client.subprotocol == QLatin1String(v1::subprotocol))
            return std::make_shared<V1Session>(client.descriptor, m_context, now, m_v1Settings, client.request.user);
        return std::make_shared<PlainSession>(client.descriptor, m_context, now, m_settings.plainChannel);
    } catch (const std::system_error &error) { // The kernel's limit of watched descriptors.
        qCWarning(lcInstance, "A client was dropped: %s", error.what());
        ::close(client.descriptor);
        return {};
    }
}

void Instance::admit(const Listener::Upgraded &client)
{
    const auto session = makeSession(client);
    if (!session)
        return;
    m_sessions.emplace(session.get(), session);
    updateCapacity();
    if (sessions() > m_capacity) { // Several handshakes were under way for the last place.
        session->connection().close(ws::CloseCode::TryAgainLater, "at capacity");
    } else {
        session->start();
        session->connection().receive(client.early);
    }
    m_poller.flush();
}

void Instance::updateCapacity()
{
    if (!m_hasBeenReady)
        m_listener.setRefusing("Waiting for the broker");
    else
        m_listener.setRefusing(sessions() < m_capacity ? QByteArray() : QByteArray("At capacity"));
}

void Instance::onClosed(Session &session)
{
    const auto entry = m_sessions.find(&session);
    if (entry == m_sessions.end())
        return;
    if (m_closed.empty())
        QMetaObject::invokeMethod(
            this, [this] { m_closed.clear(); }, Qt::QueuedConnection);
    m_closed.push_back(std::move(entry->second));
    m_sessions.erase(entry);
    updateCapacity();
    if (m_hasSaidGoodbye && m_sessions.empty())
        finishDrain();
}

void Instance::tick()
{
    const auto now = std::chrono::steady_clock::now();
    if (now - std::exchange(m_lastTick, now) > longestStall)
        return; // This process stood still: the pongs that came meanwhile are still to be read.
    std::vector<std::shared_ptr<Session>> all; // A tick may close any of them.
    all.reserve(m_sessions.size());
    for (const auto &[session, owner] : m_sessions)
        all.push_back(owner);
    for (const auto &session : all)
        session->connection().tick(now);
    m_poller.flush();
}

/// What clients have sent and this instance has taken is with the broker; catchUp() waits until it has come back, and
/// so has been sent to our own clients, before they are told to go.
void Instance::drain()
{
    if (std::exchange(m_isDraining, true))
        return;
    qCInfo(lcInstance, "Draining %lld clients", qint64(sessions()));
    m_listener.stop();
    m_poller.hold(Poller::Hold::Draining);
    m_drainDeadline.start(m_settings.drainTimeout);
    if (m_broker->isReady()) {
        m_broker->catchUp([this](const Result<void> &) { sayGoodbye(); });
        QTimer::singleShot(m_settings.drainTimeout / 2, this, &Instance::sayGoodbye); // Should the broker be stuck.
    } else {
        sayGoodbye();
    }
}

void Instance::sayGoodbye()
{
    if (std::exchange(m_hasSaidGoodbye, true))
        return;
    for (const auto &[session, owner] : m_sessions) {
        const int wait = QRandomGenerator::global()->bounded(longestReturnMs);
        session->connection().close(ws::CloseCode::GoingAway, "draining; retry in " + QByteArray::number(wait) + " ms");
    }
    m_poller.release(Poller::Hold::Draining); // For their half of the closing handshake.
    m_poller.flush();
    if (m_sessions.empty())
        finishDrain();
}

void Instance::finishDrain()
{
    m_drainDeadline.stop();
    if (!m_sessions.empty())
        qCWarning(lcInstance, "%lld clients did not take their leave in time", qint64(sessions()));
    QMetaObject::invokeMethod(this, &Instance::drained, Qt::QueuedConnection);
}

} // namespace crosstalk::server
