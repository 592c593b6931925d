// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/sending.h"

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

/// In one turn of the event loop, each; what comes in must not wait for ever.
constexpr int sendsPerTurn = 32;
/// A full queue tells nobody when it has room again.
constexpr qint64 queueLookNs = 5'000'000;
constexpr int fillerVariants = 64;

QString randomText(QRandomGenerator &random, qint64 length)
{
    static constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString text(length, Qt::Uninitialized);
    for (QChar &c : text)
        c = QLatin1Char(letters[random.bounded(int(sizeof letters) - 1)]);
    return text;
}

} // namespace

SendRun::SendRun(const step::Send &what, Stage *stage)
    : StepRun(stage)
    , m_what(what)
    , m_intervalNs(what.rate > 0 ? static_cast<qint64>(1e9 / what.rate) : 0)
    , m_deadlineNs(std::chrono::nanoseconds(stage->deadline()).count())
    , m_filler(randomText(stage->random(), what.size + fillerVariants))
    , m_duration(stage)
{
    connect(&m_timer, &FineTimer::timeout, this, qOverload<>(&SendRun::pump));
    connect(&m_duration, &Countdown::timeout, this, &SendRun::end);
    connect(stage, &Stage::pausedChanged, this, &SendRun::setHeld);
}

void SendRun::begin()
{
    if (!hasSenders())
        return;
    const qint64 now = recorder()->now();
    // Not in step: each starts a little later than the one before.
    const qint64 shift = m_intervalNs / std::max<qint64>(1, static_cast<qint64>(m_senders.size()));
    for (size_t i = 0; i < m_senders.size(); ++i)
        m_senders[i].firstAt = m_senders[i].freeAt = now + static_cast<qint64>(i) * shift;
    m_pausedAt = now;
    connect(stage(), &Stage::sessionChanged, this, [this](Session *session) {
        if (m_byName.contains(session->name()) && !stage()->isPaused())
            m_timer.start(0ns);
    });
    if (m_what.window > 0) {
        connect(recorder(), &Recorder::deliveryChanged, this, &SendRun::onDelivery);
        connect(recorder(), &Recorder::recorded, this, &SendRun::onRecorded);
    }
    if (m_what.duration)
        m_duration.start(*m_what.duration);
    if (!stage()->isPaused())
        pump();
}

bool SendRun::hasSenders()
{
    const auto sessions = stage()->sessions(m_what.from);
    for (Session *session : sessions) {
        Sender sender;
        sender.session = session;
        sender.room = m_what.room.isEmpty() ? session->rooms().value(0) : m_what.room;
        if (sender.room.isEmpty()) {
            fail({QStringLiteral("%1 is in no room to send to").arg(session->name()),
                  QStringLiteral("Let it join one first, or name the room to send to")});
            return false;
        }
        m_byName.insert(session->name(), m_senders.size());
        m_senders.push_back(std::move(sender));
    }
    return true;
}

void SendRun::wrapUp()
{
    if (m_what.count == 0 && !m_what.duration)
        end();
}

void SendRun::pump()
{
    if (state() != State::Running || stage()->isPaused())
        return;
    const qint64 now = recorder()->now();
    for (Sender &sender : m_senders)
        pump(sender, now);
    if (std::all_of(m_senders.begin(), m_senders.end(), [this](const Sender &sender) { return isDone(sender); }))
        return end();
    watchProgress(now);
    setTimer(recorder()->now());
}

void SendRun::pump(Sender &sender, qint64 now)
{
    while (!sender.open.empty() && sender.open.front().sentAt + m_deadlineNs <= now)
        sender.open.pop_front();
    for (int i = 0; i < sendsPerTurn && !isDone(sender); ++i) {
        const qint64 due = dueAt(sender, now);
        if (due > now)
            return;
        const Hold before = std::exchange(sender.hold, holdOf(sender));
        if (sender.hold != Hold::None)
            return;
        if (before != Hold::None)
            sender.freeAt = now;
        if (before == Hold::Link)
            sender.firstAt += now - due;
        send(sender, dueAt(sender, now), now);
    }
}

SendRun::Hold SendRun::holdOf(const Sender &sender) const
{
    if (!sender.session->isIn(sender.room))
        return Hold::Link;
    if (!sender.session->canSay(sender.room))
        return Hold::Queue;
    if (m_what.window > 0 && static_cast<int>(sender.open.size()) >= m_what.window)
        return Hold::Window;
    return Hold::None;
}

qint64 SendRun::dueAt(const Sender &sender, qint64 now) const
{
    return m_what.rate > 0 ? sender.firstAt + sender.sent * m_intervalNs : now;
}

void SendRun::send(Sender &sender, qint64 due, qint64 now)
{
    const auto probe = sender.session->say(sender.room, textOf(++sender.sent), due);
    ++m_sentInAll;
    if (m_what.window > 0)
        sender.open.push_back({probe, now});
    stage()->audit()->noteSlip(std::chrono::nanoseconds(now - std::max(due, sender.freeAt)));
}

void SendRun::setTimer(qint64 now)
{
    std::optional<qint64> earliest;
    for (const Sender &sender : m_senders) {
        if (const auto at = wakeAt(sender, now); at && (!earliest || *at < *earliest))
            earliest = at;
    }
    if (earliest)
        m_timer.start(std::chrono::nanoseconds(*earliest - now));
}

/// When there is something to do for @p sender although nothing happens until then.
std::optional<qint64> SendRun::wakeAt(const Sender &sender, qint64 now) const
{
    if (isDone(sender))
        return std::nullopt;
    switch (sender.hold) {
    case Hold::None:
        return dueAt(sender, now);
    case Hold::Queue:
        return now + queueLookNs;
    case Hold::Window:
        return sender.open.front().sentAt + m_deadlineNs;
    case Hold::Link:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

/// What has so many to send and gets none of them out would never end.
void SendRun::watchProgress(qint64 now)
{
    if (m_what.count == 0 || m_what.duration || std::exchange(m_sentWhenLooked, m_sentInAll) == m_sentInAll)
        return;
    qint64 next = now;
    for (const Sender &sender : m_senders) {
        if (!isDone(sender))
            next = std::max(next, dueAt(sender, now));
    }
    setDeadline(patience + std::chrono::ceil<std::chrono::milliseconds>(std::chrono::nanoseconds(next - now)),
                [this] { return standstill(); });
}

Error SendRun::standstill() const
{
    QList<Session *> held;
    QStringList counts;
    for (const Sender &sender : m_senders) {
        if (isDone(sender))
            continue;
        held.append(sender.session);
        if (counts.size() < 3)
            counts.append(
                QStringLiteral("%1 has sent %2 of %3").arg(sender.session->name()).arg(sender.sent).arg(m_what.count));
    }
    const QString trouble = Stage::troubleOf(held);
    return {QStringLiteral("Nothing could be sent for %1 s: %2")
                .arg(patience.count())
                .arg(counts.join(QStringLiteral(", "))),
            trouble};
}

void SendRun::setHeld(bool isPaused)
{
    if (state() != State::Running)
        return;
    const qint64 now = recorder()->now();
    if (isPaused) {
        m_pausedAt = now;
        m_timer.stop();
        return;
    }
    for (Sender &sender : m_senders) {
        sender.firstAt += now - m_pausedAt;
        sender.freeAt = std::max(sender.freeAt, now);
    }
    m_timer.start(0ns);
}

/// Less is due when a receiver goes; nobody tells of which probes.
void SendRun::onRecorded(const history::Event &event)
{
    if (!std::holds_alternative<history::Disconnected>(event) && !std::holds_alternative<history::Left>(event))
        return;
    for (Sender &sender : m_senders) {
        std::erase_if(sender.open, [&](const Open &open) { return isEverywhere(sender, open.probe); });
        if (sender.hold == Hold::Window)
            m_timer.start(0ns);
    }
}

void SendRun::onDelivery(const history::ProbeId &probe)
{
    const auto known = m_byName.constFind(probe.session);
    if (known == m_byName.constEnd())
        return;
    Sender &sender = m_senders[*known];
    const auto found =
        std::find_if(sender.open.begin(), sender.open.end(), [&](const Open &open) { return open.probe == probe; });
    if (found == sender.open.end() || !isEverywhere(sender, probe))
        return;
    sender.open.erase(found);
    if (sender.hold == Hold::Window && !stage()->isPaused())
        m_timer.start(0ns);
}

/// Or nobody is waiting for it any more.
bool SendRun::isEverywhere(const Sender &sender, const history::ProbeId &probe) const
{
    const auto delivery = recorder()->ledger().delivery(probe);
    if (!delivery || delivery->outcome == Delivery::Outcome::Refused ||
        delivery->outcome == Delivery::Outcome::Indeterminate)
        return true;
    if (delivery->outcome == Delivery::Outcome::Pending && sender.session->client()->dialect().traits().acknowledges)
        return false;
    return delivery->delivered == delivery->due && (delivery->ownDelivered || !delivery->ownDue);
}

QString SendRun::textOf(int number) const
{
    return m_filler.mid(number % fillerVariants, m_what.size);
}

} // namespace crosstalk
