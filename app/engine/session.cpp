// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/session.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace crosstalk {

namespace {

/// What a payload without a probe says to a reader: in a JSON dialect a string, or the text of an object that has one.
QString textOf(const Dialect &dialect, const QByteArray &payload)
{
    const bool isJson = dialect.payload(QString()) != QByteArray();
    if (isJson) {
        // A document holds no bare string.
        const QJsonValue value = QJsonDocument::fromJson('[' + payload + ']').array().at(0);
        const QJsonValue text = value.isObject() ? value.toObject().value(QLatin1String("text")) : value;
        if (text.isString())
            return text.toString();
    }
    return QString::fromUtf8(payload);
}

/// What the clock of a server says, as a time on the recorder's, on which it is @p now. Believed where it lies between
/// the intended send and the receipt: that of another machine need not be right.
std::optional<qint64> takenAt(qint64 sinceEpochUs, qint64 intendedAt, qint64 receivedAt, qint64 now)
{
    constexpr qint64 toleranceUs = 1000;
    const qint64 earliest = std::clamp(intendedAt, qint64{0}, receivedAt);
    if (sinceEpochUs <= 0)
        return {};
    const auto wallClock = std::chrono::system_clock::now().time_since_epoch();
    const qint64 agoUs = std::chrono::duration_cast<std::chrono::microseconds>(wallClock).count() - sinceEpochUs;
    // This process may have stood still since the receipt.
    const qint64 beforeReceiptUs = agoUs - (now - receivedAt) / 1000;
    if (beforeReceiptUs < -toleranceUs || beforeReceiptUs > (receivedAt - earliest) / 1000 + toleranceUs)
        return {};
    return std::clamp(receivedAt - beforeReceiptUs * 1000, earliest, receivedAt);
}

std::unique_ptr<Dialect> dialectNamed(const QString &name)
{
    auto dialect = makeDialect(name);
    Q_ASSERT_X(dialect, "Session", "the dialect must be one of dialectNames()");
    return dialect ? std::move(*dialect) : makeDialect(QStringLiteral("plain")).value();
}

} // namespace

Session::Session(const QString &name, Instance *instance, const QString &dialect, Recorder *recorder, QObject *parent)
    : Session(name, name, instance, dialect, recorder, parent)
{}

Session::Session(QString name, const QString &user, Instance *instance, const QString &dialect, Recorder *recorder,
                 QObject *parent)
    : QObject(parent)
    , m_name(std::move(name))
    , m_isDialectItsOwn(!dialect.isEmpty())
    , m_instance(instance)
    , m_instanceName(instance->name())
    , m_system(instance->system())
    , m_recorder(recorder)
    , m_number(recorder->sessionNumber(m_name))
{
    recorder->setInstanceOf(m_name, m_instanceName);
    ChatClient::Options options;
    options.server = instance->url();
    options.user = user;
    m_client = new ChatClient(dialectNamed(dialect.isEmpty() ? instance->dialect() : dialect), options, this);
    connect(m_client, &ChatClient::stateChanged, this, &Session::onStateChanged);
    connect(m_client, &ChatClient::joined, this, &Session::onJoined);
    connect(m_client, &ChatClient::left, this, [this](const QString &room) {
        m_recorder->record(history::Left{m_recorder->now(), m_name, roomInLedger(room)});
    });
    connect(m_client, &ChatClient::received, this, &Session::onReceived);
    connect(m_client, &ChatClient::published, this, &Session::onPublished);
    connect(m_client, &ChatClient::joinRefused, this,
            [this](const QString &, const QString &code, const QString &reason) {
                m_reason = QStringLiteral("%1: %2").arg(code, reason);
            });
    watchInstance();
}

Session::~Session()
{
    m_client->disconnect(this);
    noteDisconnected();
}

void Session::watchInstance()
{
    connect(m_instance, &Instance::stateChanged, this, [this] {
        if (m_isOpenWanted)
            open();
    });
}

void Session::open()
{
    m_isWanted = true;
    m_isClosing = false;
    m_isOpenWanted = !m_instance || m_instance->url().isEmpty();
    if (m_isOpenWanted)
        return; // Until the instance has said where it listens.
    if (m_client->options().server != m_instance->url())
        m_client->moveTo(m_instance->url());
    m_client->open();
}

void Session::close()
{
    m_isWanted = false;
    m_isOpenWanted = false;
    m_isClosing = true;
    m_client->close();
}

Result<void> Session::moveTo(Instance *instance)
{
    if (!m_isDialectItsOwn && instance->dialect() != m_client->dialect().name())
        return fail(tr("%1 speaks %2 and cannot move to %3, which speaks %4")
                        .arg(m_name, m_client->dialect().name(), instance->name(), instance->dialect()),
                    tr("Move it to an instance of the same dialect"));
    if (instance->system() != m_system)
        return fail(tr("%1 cannot move to %2, which belongs to another system").arg(m_name, instance->name()),
                    tr("Move it to an instance of the same system"));
    if (m_instance)
        m_instance->disconnect(this);
    m_instance = instance;
    m_instanceName = instance->name();
    m_system = instance->system();
    watchInstance();
    if (!m_isWanted)
        return {};
    if (instance->url().isEmpty()) {
        m_client->close();
        m_isOpenWanted = true;
    } else {
        m_isOpenWanted = false;
        m_client->moveTo(instance->url());
        m_client->open(); // Where it had none to come from.
    }
    return {};
}

void Session::join(const QString &room)
{
    if (!m_rooms.contains(room))
        m_rooms.append(room);
    m_client->join(room);
}

void Session::leave(const QString &room)
{
    m_rooms.removeOne(room);
    m_client->leave(room);
}

QString Session::trouble() const
{
    const QString why = m_reason.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(m_reason);
    if (m_isWanted && m_client->state() != ChatClient::State::Open)
        return tr("%1 is not connected to %2").arg(m_name, m_instanceName) + why;
    const QStringList joined = m_client->joinedRooms();
    for (const QString &room : m_rooms) {
        if (m_isWanted && !joined.contains(room))
            return tr("%1 has not joined %2").arg(m_name, room) + why;
    }
    return {};
}

bool Session::isIn(const QString &room) const
{
    return m_client->state() == ChatClient::State::Open &&
           (!m_client->wantsRoom(room) || m_client->joinedRooms().contains(room));
}

history::ProbeId Session::say(const QString &room, const QString &text, std::optional<qint64> intendedAtNs)
{
    history::ProbeId probe{m_name, roomInLedger(room), 0};
    probe.n = ++m_sent[probe.room];
    const qint64 at = m_recorder->now();
    const qint64 intended = intendedAtNs.value_or(at);
    const auto payload = m_client->dialect().payload(text, Probe{m_recorder->run(), m_number, probe.n, intended});
    const bool isOpen = m_client->state() == ChatClient::State::Open;
    m_pending.insert(m_client->publish(room, payload), probe);
    // What has no link to go out on was never sent; published() says so.
    if (isOpen)
        m_recorder->record(history::Sent{at, intended, probe, m_client->dialect().traits().acknowledges});
    return probe;
}

/// A server without rooms has one for everybody, whatever each of its clients calls it. A room of one system is not
/// that of another with the same name: what leaks arrives in a room to which it was never sent.
QString Session::roomInLedger(const QString &room) const
{
    const QString known = m_client->dialect().traits().hasRooms ? room : QString();
    return m_system.isEmpty() ? known : m_system + QLatin1Char('/') + known;
}

void Session::noteDisconnected()
{
    if (std::exchange(m_isConnected, false) && m_recorder)
        m_recorder->record(history::Disconnected{m_recorder->now(), m_name, m_isClosing});
}

void Session::onStateChanged(ChatClient::State state, const QString &reason)
{
    const QPointer<Session> self(this);
    m_reason = reason;
    if (m_isConnected && state != ChatClient::State::Open && !reason.isEmpty())
        ++m_brokenLinks;
    if (state == ChatClient::State::Closed && m_isConnected && !m_client->options().reconnects)
        m_isWanted = false;
    if (state == ChatClient::State::Open) {
        m_isConnected = true;
        m_recorder->record(history::Connected{m_recorder->now(), m_name, m_instanceName});
    } else {
        noteDisconnected();
    }
    if (self)
        Q_EMIT stateChanged(state, reason);
}

void Session::onJoined(const QString &room)
{
    const QPointer<Session> self(this);
    m_reason.clear();
    const bool echoes = m_client->dialect().traits().echoes;
    m_recorder->record(history::Joined{m_recorder->now(), m_name, roomInLedger(room), echoes});
    if (self)
        Q_EMIT joined(room);
}

void Session::onReceived(const MessageReceived &message)
{
    const qint64 at = m_recorder->now();
    ChatMessage line;
    line.room = message.room;
    line.from = message.from;
    line.via = message.via;
    const QPointer<Session> self(this);
    const auto found = findProbe(message.payload);
    if (!found) {
        line.text = textOf(m_client->dialect(), message.payload);
    } else {
        line.text = found->text;
        line.isCorrupted = found->isCorrupted;
        account(*found, message, at, &line);
    }
    if (self)
        Q_EMIT received(line);
}

/// Records it and, where it is a probe of this run, fills in what it tells.
void Session::account(const FoundProbe &found, const MessageReceived &message, qint64 at, ChatMessage *line)
{
    const bool isOurs = found.probe.run == m_recorder->run();
    const QString known = isOurs ? m_recorder->sessionName(found.probe.session) : QString();
    // A number that was given to no session is for the ledger to call a phantom.
    const QString sender = known.isEmpty() ? QStringLiteral("#%1").arg(found.probe.session) : known;
    const history::ProbeId probe{sender, roomInLedger(line->room), found.probe.number};
    const bool isListening = m_client->dialect().traits().hasRooms || !m_client->joinedRooms().isEmpty();
    if (!isOurs) {
        if (isListening)
            m_recorder->record(history::Received{at, m_name, probe, found.isCorrupted, found.probe.run});
        return;
    }
    line->probe = probe;
    line->latency = std::chrono::nanoseconds(at - found.probe.intendedAtNs);
    line->isOwn = sender == m_name;
    if (line->from.isEmpty())
        line->from = sender;
    if (line->via.isEmpty())
        line->via = m_recorder->instanceOf(sender);
    // Without rooms, who has joined none hears everybody, and is due nothing.
    if (isListening)
        m_recorder->record(
            history::Received{at,
                              m_name,
                              probe,
                              found.isCorrupted,
                              {},
                              takenAt(message.takenAtUs, found.probe.intendedAtNs, at, m_recorder->now())});
}

void Session::onPublished(const QString &id, ChatClient::Outcome outcome, const QString &code)
{
    const auto pending = m_pending.constFind(id);
    if (pending == m_pending.constEnd())
        return; // Somebody used the client directly.
    const history::ProbeId probe = *pending;
    m_pending.erase(pending);
    const QPointer<Session> self(this);
    switch (outcome) {
    case ChatClient::Outcome::Acknowledged:
        if (m_client->dialect().traits().acknowledges)
            m_recorder->record(history::Acked{m_recorder->now(), probe});
        break;
    case ChatClient::Outcome::Refused:
    case ChatClient::Outcome::NotSent: // Where it was not recorded as sent, the ledger does not know it.
        m_recorder->record(history::Refused{m_recorder->now(), probe, code});
        break;
    case ChatClient::Outcome::Indeterminate:
        // The break has happened, although it is told later: whoever asks now should hear of it.
        if (m_client->state() != ChatClient::State::Open)
            noteDisconnected();
        break;
    }
    if (self)
        Q_EMIT published(probe, outcome, code);
}

} // namespace crosstalk
