// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/traffic.h"

#include "app/engine/session.h"

#include <algorithm>

namespace crosstalk {

namespace {

/// In one turn of the event loop, lest it be starved where sends have piled up.
constexpr int burst = 64;

} // namespace

Traffic::Traffic(const Recorder *recorder, QObject *parent)
    : QObject(parent)
    , m_recorder(recorder)
{
    connect(&m_timer, &FineTimer::timeout, this, &Traffic::onDue);
}

Traffic::~Traffic() = default;

void Traffic::add(Session *session, const QString &room)
{
    m_senders << Sender{session, room};
}

void Traffic::remove(const Session *session)
{
    m_senders.removeIf([session](const Sender &sender) { return sender.session == session || !sender.session; });
}

void Traffic::setRate(int perSecond)
{
    m_rate = qBound(minRate, perSecond, maxRate);
    if (!m_isRunning)
        return;
    m_dueAt = m_recorder->now() + interval();
    schedule();
}

void Traffic::start()
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    m_dueAt = m_recorder->now();
    schedule();
    Q_EMIT runningChanged(true);
}

void Traffic::stop()
{
    if (!m_isRunning)
        return;
    m_isRunning = false;
    m_timer.stop();
    Q_EMIT runningChanged(false);
}

void Traffic::schedule()
{
    m_timer.start(std::chrono::nanoseconds(m_dueAt - m_recorder->now()));
}

void Traffic::onDue()
{
    const QPointer<Traffic> self(this);
    int left = burst;
    while (self && m_isRunning && left > 0 && m_dueAt <= m_recorder->now()) {
        const qint64 intended = m_dueAt;
        m_dueAt += interval();
        const Sender *sender = takeTurn();
        if (!sender)
            continue; // Nobody is there to whom anything could be due.
        --left;
        const auto probe = sender->session->say(sender->room, text(), intended);
        if (self)
            Q_EMIT sent(probe);
    }
    if (self && m_isRunning)
        schedule();
}

bool Traffic::Sender::isThere() const
{
    return session && session->client()->state() == ChatClient::State::Open &&
           session->client()->joinedRooms().contains(room);
}

bool Traffic::canFlow() const
{
    return std::any_of(m_senders.begin(), m_senders.end(), [](const Sender &each) { return each.isThere(); });
}

const Traffic::Sender *Traffic::takeTurn()
{
    for (qsizetype i = 0; i < m_senders.size(); ++i) {
        const Sender &next = m_senders.at(++m_turn % m_senders.size());
        if (next.isThere())
            return &next;
    }
    return nullptr;
}

} // namespace crosstalk
