// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chat.h"

#include "app/desktop/messagefeed.h"
#include "app/desktop/models/faultwords.h"
#include "app/desktop/models/servicewords.h"
#include "app/desktop/palette.h"
#include "app/engine/cluster.h"
#include "app/engine/servicefault.h"
#include "app/engine/traffic.h"

#include <cmath>

namespace crosstalk {

namespace {

// One frame of a usual screen: nobody sees the difference, and a thousand messages a second cost 60 updates.
constexpr std::chrono::milliseconds frameTime{16};

QString numbered(const history::ProbeId &probe)
{
    return Chat::tr("message %1").arg(probe.n);
}

/// Rounded up: what is over is not counted down any more.
QString outlookOfRetry(const QString &letter, int number, std::chrono::milliseconds in)
{
    const double seconds = std::ceil(static_cast<double>(in.count()) / 100.0) / 10.0;
    return seconds > 0 ? Chat::tr("No link to %1 · try %2 in %3 s")
                             .arg(letter, QString::number(number), QLocale().toString(seconds, 'f', 1))
                       : Chat::tr("No link to %1 · try %2 now…").arg(letter, QString::number(number));
}

} // namespace

Chat::Chat(Session *session, QString room, Role role, const Cluster *cluster, const Recorder *recorder,
           const Overdue *overdue, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_room(std::move(room))
    , m_role(role)
    , m_cluster(cluster)
    , m_recorder(recorder)
    , m_overdue(overdue)
    // Without a link each is kept with its mark at once; with one, no more than fit.
    , m_bulk([this] { return m_session->client()->state() != ChatClient::State::Open || m_session->canSay(m_room); },
             [this](const BulkSend::Item &item) { sayItem(item); })
{
    if (m_role == Role::Writes)
        m_session->setParent(this);
    m_isJoined =
        m_session->client()->state() == ChatClient::State::Open && m_session->client()->joinedRooms().contains(m_room);
    m_flush.setSingleShot(true);
    m_flush.setInterval(frameTime);
    connect(&m_flush, &QTimer::timeout, this, &Chat::flush);
    connect(m_session, &Session::stateChanged, this, &Chat::onStateChanged);
    connect(m_session, &Session::joined, this, &Chat::onJoined);
    connect(m_session, &Session::received, this, &Chat::onReceived);
    connect(m_session, &Session::published, this, &Chat::onPublished);
    connect(m_session->client(), &ChatClient::misunderstood, this, &Chat::onMisunderstood);
    connect(m_session->client(), &ChatClient::joinRefused, this, &Chat::onJoinRefused);
    connect(m_cluster->broker(), &Service::stateChanged, this, &Chat::onBrokerChanged);
    watchInstance();
}

Chat::~Chat() = default;

void Chat::watchInstance()
{
    if (m_instance)
        disconnect(m_instance, nullptr, this, nullptr);
    m_instance = m_session->instance();
    if (!m_instance)
        return;
    m_tag = {m_instance->name(), m_instance->number()};
    m_wasFrozen = m_instance->state() == Service::State::Frozen;
    m_ailment = Ailment::None;
    m_instanceNews = {};
    connect(m_instance, &Service::stateChanged, this, &Chat::onInstanceChanged);
}

void Chat::open()
{
    if (m_role == Role::LooksOn)
        return;
    m_isOpenWanted = true;
    m_session->join(m_room);
    m_session->open();
}

void Chat::close()
{
    if (m_role == Role::LooksOn)
        return;
    m_isOpenWanted = false;
    if (m_bulk.isUnderWay()) {
        const QLocale locale;
        const QString sent =
            tr("closed: %1 of %2 sent.").arg(locale.toString(m_bulk.done()), locale.toString(m_bulk.total()));
        const bool hasNew = !m_bulk.waiting().isEmpty();
        notice(hasNew ? tr("%1 What was not sent stands where you write.").arg(sent) : sent);
        cancelBulk();
    }
    m_session->close();
}

QString Chat::joinedWords() const
{
    if (m_wasFrozen)
        return tr("joined, instance frozen");
    switch (m_ailment) {
    case Ailment::NotReady:
        return tr("joined, instance not ready");
    case Ailment::Deaf:
        return tr("joined, instance deaf");
    case Ailment::Unreachable: // Which one that is joined disproves.
    case Ailment::None:
        return tr("joined");
    }
    Q_UNREACHABLE();
}

QString Chat::linkWords() const
{
    if (m_isJoined)
        return joinedWords();
    switch (m_session->client()->state()) {
    case ChatClient::State::Closed:
        return tr("not connected");
    case ChatClient::State::Connecting:
        return m_down.isValid() ? tr("reconnecting") : tr("connecting");
    case ChatClient::State::Open:
        return tr("joining");
    case ChatClient::State::Waiting:
        return tr("reconnecting");
    }
    Q_UNREACHABLE();
}

QString Chat::linkOutlook() const
{
    // One that its scenario has sent away waits for nothing.
    if (m_isJoined || (m_role == Role::LooksOn && !m_session->isWanted()))
        return {};
    const ChatClient *client = m_session->client();
    const QString letter = badgeLetter(m_tag.name);
    switch (client->state()) {
    case ChatClient::State::Closed:
        return tr("Not connected to %1: waiting for it to start").arg(letter);
    case ChatClient::State::Connecting:
        return client->retryNumber() > 0
                   ? tr("Connecting to %1 · try %2 under way").arg(letter).arg(client->retryNumber())
                   : tr("Connecting to %1…").arg(letter);
    case ChatClient::State::Open:
        return tr("Joining %1…").arg(m_room);
    case ChatClient::State::Waiting:
        return outlookOfRetry(letter, client->retryNumber(), client->retryIn());
    }
    Q_UNREACHABLE();
}

void Chat::onStateChanged(ChatClient::State state, const QString &reason)
{
    if (m_session->instance() != m_instance) {
        watchInstance();
        Q_EMIT instanceChanged();
    }
    const bool wasJoined = std::exchange(m_isJoined, m_isJoined && state == ChatClient::State::Open);
    if (wasJoined && !m_isJoined) {
        m_down.start();
        m_hasMisunderstood = false;
    }
    const QString letter = badgeLetter(m_tag.name);
    if (wasJoined && state == ChatClient::State::Waiting)
        notice(tr("the link to %1 broke: %2. Connecting again by itself.").arg(letter, reason));
    else if (state == ChatClient::State::Closed && !reason.isEmpty())
        notice(tr("the link to %1 has ended: %2").arg(letter, reason));
    Q_EMIT linkChanged();
}

void Chat::onJoined(const QString &room)
{
    if (room != m_room)
        return;
    m_isJoined = true;
    m_refusedFor.clear();
    if (m_down.isValid()) {
        // A live room repeats nothing: a gap must be told, never left to guess.
        notice(tr("back on %1 after %2. What was said meanwhile did not arrive here.")
                   .arg(badgeLetter(m_tag.name), inWords(std::chrono::nanoseconds{m_down.nsecsElapsed()})),
               true);
        m_down.invalidate();
    }
    Q_EMIT linkChanged();
}

void Chat::onJoinRefused(const QString &room, const QString &code, const QString &reason)
{
    const QString words = refusalInWords(code);
    const QString why = words.isEmpty() ? reason : tr("%1 (%2)").arg(words, reason);
    const QString notIn = code == QLatin1String("timeout") ? tr("%1 has not let this chat into room %2: %3")
                                                           : tr("%1 refuses room %2: %3");
    // It is asked again and again.
    if (std::exchange(m_refusedFor, reason) != reason)
        notice(notIn.arg(badgeLetter(m_tag.name), room, why));
}

void Chat::onReceived(const ChatMessage &message)
{
    // One's own copy is no new line: it shows in the mark of the one that is there.
    if (message.room != m_room || message.isOwn)
        return;
    // Traffic is for the matrix; among what people say it would be noise.
    if (message.probe.n > 0 && !message.isCorrupted && message.text == Traffic::text())
        return;
    ChatLine line;
    line.at = QTime::currentTime();
    // What a scenario sends is filler: its number says more.
    const bool isFiller = m_role == Role::LooksOn && message.probe.n > 0 && !message.isCorrupted;
    line.text = isFiller ? numbered(message.probe) : message.text;
    line.from = message.from;
    // What a server calls itself need not be what it is called here.
    const QString known = message.probe.n > 0 ? m_recorder->instanceOf(message.probe.session) : QString();
    const QString via = known.isEmpty() ? message.via : known;
    const Instance *instance = m_cluster->instance(via);
    line.via = {via, instance ? instance->number() : -1};
    line.probe = message.probe;
    line.latency = message.latency;
    line.isCorrupted = message.isCorrupted;
    describeReceipt(line);
    m_lines << line;
    flushSoon();
}

void Chat::noteSent(const history::ProbeId &probe)
{
    if (m_role == Role::LooksOn && (probe.room == m_room || probe.room.isEmpty()))
        appendOwn(probe, numbered(probe));
}

/// What the account of messages has already written down of this copy.
void Chat::describeReceipt(ChatLine &line) const
{
    const auto row = m_messages && line.probe.n > 0 ? m_messages->row(line.probe, name()) : std::nullopt;
    if (!row)
        return;
    line.isPhantom = row->classes & MessageRow::Phantom;
    line.isDelayed = row->classes & MessageRow::Delayed && row->copies == 1;
    if (!line.isPhantom && row->copies > 1)
        line.again = line.latency - row->latency;
}

/// Once for each link: one that says nothing else would fill the window with it.
void Chat::onMisunderstood(const Error &error)
{
    if (!std::exchange(m_hasMisunderstood, true))
        notice(tr("what %1 sent cannot be understood, and is left out: %2").arg(badgeLetter(m_tag.name), error.what));
}

void Chat::tellOfInstance(Service::State state)
{
    const bool isFrozen = state == Service::State::Frozen;
    const QString letter = badgeLetter(m_tag.name);
    const auto fault = m_instance->startsAgain() ? ServiceFault::None : faultOf(*m_instance);
    if (isFrozen && !m_wasFrozen)
        notice(tr("instance %1 is frozen: nothing new arrives here until it is thawed").arg(letter));
    else if (m_wasFrozen && state == Service::State::Ready)
        notice(tr("instance %1 has been thawed").arg(letter), true);
    else if (fault == ServiceFault::Killed)
        notice(tr("instance %1 was killed: nothing arrives here until it is started again").arg(letter));
    else if (fault == ServiceFault::Stopped && m_cluster->state() == Cluster::State::Running)
        notice(tr("instance %1 was stopped: nothing arrives here until it is started again").arg(letter));
    else if (fault == ServiceFault::NotStarted)
        notice(tr("instance %1 did not start: nothing arrives here until it does").arg(letter));
    else if (fault == ServiceFault::Ended && m_instance->lastExit())
        notice(tr("instance %1 has ended unasked (%2): nothing arrives here until it is started again")
                   .arg(letter, inWords(*m_instance->lastExit())));
}

void Chat::onInstanceChanged(Service::State state)
{
    // What has been removed together with it is told of nothing.
    if (m_role == Role::LooksOn || m_isOpenWanted)
        tellOfInstance(state);
    m_wasFrozen = state == Service::State::Frozen;
    // It serves again: no need to wait for the next try.
    if (state == Service::State::Ready && m_isOpenWanted && !m_isJoined)
        m_session->open();
    Q_EMIT linkChanged();
}

void Chat::noteInstance(const ServiceRow &row)
{
    if (const auto news = m_instanceNews.take(row, m_recorder->now()))
        notice(news->text, news->isGood);
    if (const Ailment ailment = ailmentOf(row); std::exchange(m_ailment, ailment) != ailment)
        Q_EMIT linkChanged();
}

/// One that somebody else runs has a broker of its own, and one that is stopped with all the rest is missed by nobody.
void Chat::onBrokerChanged()
{
    const auto state = m_cluster->state();
    const bool isMeantToBeUp = state == Cluster::State::Running || state == Cluster::State::Starting;
    if (!m_instance || m_instance->isAttached() || !isMeantToBeUp)
        return;
    if (const auto news = m_brokerNews.take(*m_cluster->broker(), m_recorder->now()))
        notice(news->text, news->isGood);
}

void Chat::notice(const QString &text, bool isGood)
{
    ChatLine line;
    line.kind = ChatLine::Kind::Notice;
    line.at = QTime::currentTime();
    line.text = text;
    line.isGood = isGood;
    m_lines << line;
    flushSoon();
}

void Chat::flushSoon()
{
    if (!m_flush.isActive())
        m_flush.start();
}

void Chat::flush()
{
    if (!m_lines.isEmpty())
        m_model.append(std::exchange(m_lines, {}));
    const auto dirty = std::exchange(m_dirty, {});
    for (const history::ProbeId &probe : dirty)
        updateMark(probe);
}

} // namespace crosstalk
