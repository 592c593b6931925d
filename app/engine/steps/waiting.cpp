// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/waiting.h"

#include "app/engine/steps/background.h"
#include "app/engine/steps/faultbook.h"

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds lateAtMost = 60s;

} // namespace

WaitRun::WaitRun(std::chrono::milliseconds time, Stage *stage)
    : StepRun(stage)
    , m_wanted(time)
    , m_time(stage)
{
    connect(&m_time, &Countdown::timeout, this, &WaitRun::end);
}

WaitJoinedRun::WaitJoinedRun(QList<Session *> sessions, Stage *stage)
    : StepRun(stage)
    , m_sessions(std::move(sessions))
{}

void WaitJoinedRun::begin()
{
    setDeadline(patience, [this] {
        return Error{QStringLiteral("Not all clients were in their rooms after %1 s: %2")
                         .arg(patience.count())
                         .arg(Stage::troubleOf(m_sessions)),
                     {}};
    });
    connect(stage(), &Stage::sessionChanged, this, [this] {
        // Of many that change in one go, one look is enough.
        if (!std::exchange(m_isLooking, true))
            QMetaObject::invokeMethod(this, &WaitJoinedRun::look, Qt::QueuedConnection);
    });
    look();
}

void WaitJoinedRun::look()
{
    m_isLooking = false;
    if (std::all_of(m_sessions.begin(), m_sessions.end(), [](const Session *each) { return each->isWell(); }))
        end();
}

AwaitBackgroundRun::AwaitBackgroundRun(const QString &name, Stage *stage)
    : StepRun(stage)
    , m_name(name)
{}

void AwaitBackgroundRun::begin()
{
    connect(stage()->background(), &Background::changed, this, &AwaitBackgroundRun::look);
    stage()->background()->wrapUp(m_name);
    look();
}

void AwaitBackgroundRun::look()
{
    if (!stage()->background()->isRunning(m_name))
        end();
}

SettleRun::SettleRun(step::Settle what, Stage *stage)
    : StepRun(stage)
    , m_what(what)
    , m_quiet(stage)
    , m_limit(stage)
{
    connect(&m_limit, &Countdown::timeout, this, &SettleRun::end);
    connect(&m_quiet, &Countdown::timeout, this, &SettleRun::look);
}

void SettleRun::begin()
{
    m_limit.start(m_what.limit);
    m_quiet.start(m_what.quiet);
    connect(recorder(), &Recorder::recorded, this, &SettleRun::onRecorded);
}

void SettleRun::onRecorded(const history::Event &event)
{
    // The harness tells of itself and of the processes all the time.
    if (std::holds_alternative<history::Harness>(event) || std::holds_alternative<history::Resources>(event))
        return;
    m_quiet.start(m_what.quiet);
}

void SettleRun::look()
{
    if (isDone())
        end();
    else
        m_quiet.start(m_what.quiet);
}

bool SettleRun::isDone() const
{
    const PairCounts &total = recorder()->ledger().total();
    if (total.missing() > total.lost || stage()->faults()->isHealing())
        return false;
    const auto sessions = stage()->sessions();
    return std::all_of(sessions.begin(), sessions.end(), [](const Session *session) {
        // Nobody waits for one whose instance is gone.
        const bool mayReturn = session->instance() && (session->instance()->state() == Instance::State::Ready ||
                                                       session->instance()->isAttached());
        return !mayReturn || session->isWell();
    });
}

LateArrivalsRun::LateArrivalsRun(Stage *stage)
    : StepRun(stage)
    , m_silence(stage)
    , m_limit(stage)
{
    connect(&m_silence, &Countdown::timeout, this, &LateArrivalsRun::end);
    connect(&m_limit, &Countdown::timeout, this, &LateArrivalsRun::end);
}

void LateArrivalsRun::begin()
{
    if (!isAnyMissing())
        return end();
    m_limit.start(lateAtMost);
    m_silence.start(stage()->deadline());
    connect(recorder(), &Recorder::recorded, this, [this](const history::Event &event) {
        if (!std::holds_alternative<history::Received>(event))
            return;
        if (isAnyMissing())
            m_silence.start(stage()->deadline());
        else
            end();
    });
}

} // namespace crosstalk
