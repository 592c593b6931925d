// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench.h"

#include "app/desktop/models/faultwords.h"
#include "app/engine/cluster.h"

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

/// More would be too small to be read, and slow to be drawn while thousands of messages come in.
constexpr qsizetype watchedChatsAtMost = 12;

bool isLinked(const Session *session)
{
    return session->client()->state() == ChatClient::State::Open;
}

QString wordsFor(const Session *session)
{
    switch (session->client()->state()) {
    case ChatClient::State::Closed:
        return Bench::tr("not connected");
    case ChatClient::State::Connecting:
        return Bench::tr("connecting");
    case ChatClient::State::Open:
        return session->isWell() ? Bench::tr("joined") : Bench::tr("joining");
    case ChatClient::State::Waiting:
        return Bench::tr("reconnecting");
    }
    Q_UNREACHABLE();
}

} // namespace

Bench::Bench(Cluster *cluster, Recorder *recorder, Hands hands, Rules rules, QObject *parent)
    : QObject(parent)
    , m_hands(hands)
    , m_cluster(cluster)
    , m_recorder(recorder)
    , m_deliveryFeed(cluster, recorder, &m_deliveryModel, rules.deadline)
    , m_verdictFeed(recorder, std::move(rules.invariants))
    , m_messageFeed(cluster, recorder, &m_messageModel, m_deliveryFeed.past(), rules.deadline)
    , m_traffic(recorder)
    , m_clusterFeed(cluster, recorder, m_deliveryFeed.pulse(), &m_clusterModel,
                    hands == Hands::Testers ? ClusterFeed::Faults::OfServices : ClusterFeed::Faults::Recorded,
                    [this] { return sessions(); })
{
    m_logFlush.setSingleShot(true);
    m_logFlush.setInterval(50ms);
    connect(&m_logFlush, &QTimer::timeout, this, [this] { m_logModel.append(std::exchange(m_newLines, {})); });
    connect(cluster, &Cluster::line, this, &Bench::log);
    const auto watch = [this](const Instance *instance) { logEndOf(instance, instance->name()); };
    logEndOf(cluster->broker(), QStringLiteral("broker"));
    for (const Instance *instance : cluster->instances())
        watch(instance);
    connect(cluster, &Cluster::instanceAdded, this, watch);
    connect(cluster, &Cluster::instanceAboutToBeRemoved, this,
            [this](const Instance *instance) { disconnect(instance, nullptr, this, nullptr); });

    if (hands == Hands::Scenarios)
        connect(recorder, &Recorder::recorded, this, [this](const history::Event &event) {
            const auto *sent = std::get_if<history::Sent>(&event);
            if (Chat *chat = sent ? m_byName.value(sent->probe.session) : nullptr)
                chat->noteSent(sent->probe);
        });
    const auto review = [this](const history::ProbeId &probe) {
        if (Chat *chat = m_byName.value(probe.session))
            chat->reviewDelivery(probe);
    };
    connect(recorder, &Recorder::deliveryChanged, this, review);
    connect(&m_deliveryFeed, &DeliveryFeed::overdueChanged, this, review);
    connect(&m_deliveryFeed, &DeliveryFeed::totalsChanged, this, &Bench::totalsChanged);
    connect(&m_clusterFeed, &ClusterFeed::refreshed, this, [this] {
        for (Chat *chat : std::as_const(m_chats))
            chat->noteInstance(m_clusterFeed.shown(chat->instance().name));
    });
    connect(&m_traffic, &Traffic::sent, this,
            [this](const history::ProbeId &probe) { m_messageFeed.setText(probe, Traffic::text()); });
}

Bench::~Bench()
{
    // Their sessions tell the recorder good-bye, so they go first.
    qDeleteAll(std::exchange(m_chats, {}));
}

Chat *Bench::insertChat(int position, Session *session, const QString &room)
{
    const auto role = m_hands == Hands::Testers ? Chat::Role::Writes : Chat::Role::LooksOn;
    auto *chat = new Chat(session, room, role, m_cluster, m_recorder, &m_deliveryFeed.overdue(), this);
    chat->setMessages(&m_messageFeed);
    show(chat, position);
    return chat;
}

void Bench::putBack(std::unique_ptr<Chat> chat, int position)
{
    chat->setParent(this);
    show(chat.release(), position);
}

void Bench::show(Chat *chat, int position)
{
    m_chats.insert(qBound(0, position, static_cast<int>(m_chats.size())), chat);
    m_byName.insert(chat->name(), chat);
    connect(chat, &Chat::linkChanged, &m_clusterFeed, &ClusterFeed::refreshSoon);
    connect(chat, &Chat::said, &m_messageFeed, &MessageFeed::setText);
    if (chat->role() == Chat::Role::Writes)
        m_traffic.add(chat->session(), chat->room());
    chat->open();
    m_clusterFeed.refreshSoon();
    Q_EMIT chatOpened(chat, position);
}

void Bench::watch(const QList<std::pair<Session *, QString>> &sessions)
{
    for (const auto &each : sessions) {
        if (m_chats.size() < watchedChatsAtMost && !each.second.isEmpty()) {
            insertChat(static_cast<int>(m_chats.size()), each.first, each.second);
            continue;
        }
        m_watched << each;
        connect(each.first, &Session::stateChanged, &m_clusterFeed, &ClusterFeed::refreshSoon);
        connect(each.first, &Session::joined, &m_clusterFeed, &ClusterFeed::refreshSoon);
    }
    m_clusterFeed.refreshSoon();
}

std::unique_ptr<Chat> Bench::takeChat(Chat *chat)
{
    Q_EMIT chatAboutToClose(chat);
    m_chats.removeOne(chat);
    m_byName.remove(chat->name());
    m_traffic.remove(chat->session());
    disconnect(chat, nullptr, &m_clusterFeed, nullptr);
    disconnect(chat, nullptr, &m_messageFeed, nullptr);
    chat->close();
    chat->setParent(nullptr);
    m_clusterFeed.refreshSoon();
    return std::unique_ptr<Chat>(chat);
}

void Bench::closeLinks()
{
    m_traffic.stop();
    for (Chat *chat : std::as_const(m_chats))
        chat->close();
}

/// A process cannot say that itself.
void Bench::logEndOf(const Service *service, const QString &source)
{
    connect(service, &Service::stateChanged, this, [this, service, source](Service::State, const QString &how) {
        if (!how.isEmpty() && service->lastExit())
            log(source, inWords(*service->lastExit()));
    });
}

void Bench::log(const QString &source, const QString &text)
{
    const Instance *instance = m_cluster->instance(source);
    m_newLines << LogLine{QTime::currentTime(), {source, instance ? instance->number() : -1}, text};
    if (!m_logFlush.isActive())
        m_logFlush.start();
}

QList<SessionRow> Bench::sessions() const
{
    QList<SessionRow> rows;
    for (const Chat *chat : m_chats)
        rows << SessionRow{chat->name(),
                           chat->instance(),
                           chat->hasRooms() ? chat->room() : QString(),
                           chat->linkWords(),
                           chat->isJoined(),
                           chat->session()->isWanted(),
                           isLinked(chat->session()),
                           chat->session()->brokenLinks()};
    for (const auto &[session, room] : m_watched) {
        const Instance *instance = session->instance();
        const bool isWell = isLinked(session) && session->isWell();
        rows << SessionRow{session->name(),
                           instance ? InstanceTag{instance->name(), instance->number()} : InstanceTag(),
                           session->client()->dialect().traits().hasRooms ? room : QString(),
                           wordsFor(session),
                           isWell,
                           session->isWanted(),
                           isLinked(session),
                           session->brokenLinks()};
    }
    return rows;
}

} // namespace crosstalk
