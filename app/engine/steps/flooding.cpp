// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/flooding.h"

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr int sendsPerTurn = 100;
/// A full queue tells nobody when it has room again.
constexpr auto queueLook = 2ms;

} // namespace

Flood::Flood(Session *session, Size size, Stage *stage, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_size(size)
    , m_stage(stage)
    , m_text(size.bytes, QLatin1Char('f'))
    , m_room(session->rooms().value(0))
{
    connect(&m_timer, &FineTimer::timeout, this, &Flood::pump);
    connect(session, &Session::published, this, [this](const history::ProbeId &probe) {
        if (m_unanswered.remove(probe))
            look();
    });
    connect(session, &Session::stateChanged, this, [this](ChatClient::State state) {
        if (state != ChatClient::State::Open)
            finish();
    });
    connect(stage, &Stage::pausedChanged, this, [this](bool isPaused) {
        if (isPaused)
            m_timer.stop();
        else
            m_timer.start(0ns);
    });
}

void Flood::start()
{
    if (!m_stage->isPaused())
        m_timer.start(0ns);
}

void Flood::stop()
{
    m_size.messages = m_sent;
    look();
}

void Flood::pump()
{
    for (int i = 0; i < sendsPerTurn && m_sent < m_size.messages && m_session->canSay(m_room); ++i) {
        ++m_sent;
        m_unanswered.insert(m_session->say(m_room, m_text));
    }
    if (m_sent < m_size.messages)
        m_timer.start(m_session->canSay(m_room) ? 0ns : queueLook);
    look();
}

void Flood::look()
{
    if (m_sent >= m_size.messages && m_unanswered.isEmpty())
        finish();
}

void Flood::finish()
{
    m_timer.stop();
    m_size.messages = m_sent;
    if (!std::exchange(m_isOver, true))
        Q_EMIT over();
}

} // namespace crosstalk
