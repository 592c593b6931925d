// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/workbench.h"

#include "app/engine/session.h"

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

const QStringList &names()
{
    static const QStringList list{
        QStringLiteral("alice"),  QStringLiteral("bob"),    QStringLiteral("carol"),   QStringLiteral("dave"),
        QStringLiteral("erin"),   QStringLiteral("frank"),  QStringLiteral("grace"),   QStringLiteral("heidi"),
        QStringLiteral("ivan"),   QStringLiteral("judy"),   QStringLiteral("mallory"), QStringLiteral("niaj"),
        QStringLiteral("olivia"), QStringLiteral("peggy"),  QStringLiteral("rupert"),  QStringLiteral("sybil"),
        QStringLiteral("trent"),  QStringLiteral("victor"), QStringLiteral("walter")};
    return list;
}

} // namespace

Workbench::Workbench(const Cluster::Options &options, QObject *parent)
    : QObject(parent)
    , m_cluster(options)
    , m_deliveryFeed(&m_cluster, &m_recorder, &m_deliveryModel)
    , m_messageFeed(&m_cluster, &m_recorder, &m_messageModel)
    , m_clusterFeed(&m_cluster, &m_clusterModel, [this] { return sessions(); })
    , m_instancesToGreet(options.instances)
{
    m_logFlush.setSingleShot(true);
    m_logFlush.setInterval(50ms);
    connect(&m_logFlush, &QTimer::timeout, this, [this] { m_logModel.append(std::exchange(m_newLines, {})); });
    connect(&m_cluster, &Cluster::line, this, &Workbench::log);

    watch(m_cluster.broker());
    for (Instance *instance : m_cluster.instances()) {
        watch(instance);
        greet(instance);
    }
    connect(&m_cluster, &Cluster::instanceAdded, this, [this](Instance *instance) {
        watch(instance);
        greet(instance);
    });
    connect(&m_cluster, &Cluster::stopped, this, &Workbench::onStopped);
    connect(&m_cluster, &Cluster::failed, this, [this](const Error &error) {
        setProblem({error, [this] {
                        m_startsAgain = true;
                        m_cluster.stop();
                    }});
    });

    const auto review = [this](const history::ProbeId &probe) {
        if (Chat *chat = m_byUser.value(probe.session))
            chat->reviewDelivery(probe);
    };
    connect(&m_recorder, &Recorder::deliveryChanged, this, review);
    connect(&m_deliveryFeed, &DeliveryFeed::overdueChanged, this, review);
    connect(&m_deliveryFeed, &DeliveryFeed::totalsChanged, this, &Workbench::totalsChanged);
}

Workbench::~Workbench()
{
    // Their sessions tell the recorder good-bye, so they go first.
    qDeleteAll(std::exchange(m_chats, {}));
}

void Workbench::start()
{
    dismissProblem();
    m_cluster.start();
}

void Workbench::stop()
{
    m_cluster.stop();
}

Instance *Workbench::addInstance()
{
    Instance *instance = m_cluster.addInstance();
    instance->start();
    return instance;
}

void Workbench::watch(Service *service)
{
    connect(service, &Service::failed, this, [this, service](const Error &error) {
        // Where the whole was being started, the cluster has told of it already.
        if (!m_problem && m_cluster.state() == Cluster::State::Running)
            setProblem({error, [service] { service->start(); }});
    });
}

void Workbench::greet(const Instance *instance)
{
    // Later instances get their chats from the tester.
    if (instance->number() >= m_instancesToGreet)
        return;
    connect(instance, &Service::stateChanged, this, [this, instance](Service::State state) {
        if (state != Service::State::Ready || m_isShuttingDown || m_greeted.contains(instance->name()))
            return;
        m_greeted.insert(instance->name());
        const QString user = names().value(instance->number(), freeUser());
        if (!m_usedNames.contains(user))
            openChat({instance->name(), firstRoom(), user, QStringLiteral("crosstalk")});
    });
}

Result<Chat *> Workbench::openChat(const ChatRequest &request)
{
    Instance *instance = m_cluster.instance(request.instance);
    if (!instance)
        return fail(tr("There is no instance %1").arg(request.instance));
    if (m_usedNames.contains(request.user))
        return fail(tr("%1 has had a chat in this run already").arg(request.user),
                    tr("Choose another name: each message is known by its sender"));
    auto *session = new Session(request.user, instance, request.dialect, &m_recorder);
    m_usedNames << request.user;
    return insertChat(session, request.room);
}

Chat *Workbench::insertChat(Session *session, const QString &room)
{
    auto *chat = new Chat(session, room, &m_cluster, &m_recorder, &m_deliveryFeed.overdue(), this);
    // Those of the first start stand in the order of their instances, whichever was ready first.
    const auto after = std::find_if(m_chats.begin(), m_chats.end(), [&](const Chat *other) {
        return names().indexOf(other->user()) > names().indexOf(chat->user()) && names().contains(chat->user());
    });
    const auto position = static_cast<int>(after - m_chats.begin());
    m_chats.insert(position, chat);
    m_byUser.insert(chat->user(), chat);
    connect(chat, &Chat::linkChanged, &m_clusterFeed, &ClusterFeed::refreshSoon);
    connect(chat, &Chat::said, &m_messageFeed, &MessageFeed::setText);
    chat->open();
    m_clusterFeed.refreshSoon();
    Q_EMIT chatOpened(chat, position);
    return chat;
}

void Workbench::closeChat(Chat *chat)
{
    Q_EMIT chatAboutToClose(chat);
    m_chats.removeOne(chat);
    m_byUser.remove(chat->user());
    chat->close();
    chat->deleteLater();
    m_clusterFeed.refreshSoon();
}

QString Workbench::freeUser() const
{
    for (const QString &name : names())
        if (!m_usedNames.contains(name))
            return name;
    for (int i = static_cast<int>(names().size()) + 1;; ++i)
        if (const QString name = QStringLiteral("user%1").arg(i); !m_usedNames.contains(name))
            return name;
}

void Workbench::setProblem(Problem problem)
{
    if (m_isShuttingDown)
        return;
    log(QStringLiteral("crosstalk"), problem.error.toString());
    m_problem = std::move(problem);
    Q_EMIT problemChanged();
}

void Workbench::retry()
{
    if (!m_problem)
        return;
    const auto again = m_problem->retry;
    dismissProblem();
    again();
}

void Workbench::dismissProblem()
{
    if (!m_problem)
        return;
    m_problem.reset();
    Q_EMIT problemChanged();
}

void Workbench::shutDown()
{
    if (std::exchange(m_isShuttingDown, true))
        return;
    for (Chat *chat : std::as_const(m_chats))
        chat->close();
    if (m_cluster.state() == Cluster::State::Stopped)
        QTimer::singleShot(0, this, &Workbench::shutDownFinished);
    else
        m_cluster.stop();
}

void Workbench::onStopped()
{
    if (m_isShuttingDown)
        Q_EMIT shutDownFinished();
    else if (std::exchange(m_startsAgain, false))
        start();
}

void Workbench::log(const QString &source, const QString &text)
{
    const Instance *instance = m_cluster.instance(source);
    m_newLines << LogLine{QTime::currentTime(), {source, instance ? instance->number() : -1}, text};
    if (!m_logFlush.isActive())
        m_logFlush.start();
}

QList<SessionRow> Workbench::sessions() const
{
    QList<SessionRow> rows;
    for (const Chat *chat : m_chats)
        rows << SessionRow{chat->user(), chat->instance(), chat->room(), chat->linkWords(), chat->isJoined()};
    return rows;
}

} // namespace crosstalk
