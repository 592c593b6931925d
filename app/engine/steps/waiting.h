// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Steps that wait: for a time, for clients to be in their rooms, for what runs beside, for messages to arrive.

#include "app/engine/steps/steprun.h"

namespace crosstalk {

class WaitRun : public StepRun
{
    Q_OBJECT
public:
    WaitRun(std::chrono::milliseconds time, Stage *stage);

protected:
    void begin() override { m_time.start(m_wanted); }

private:
    std::chrono::milliseconds m_wanted;
    Countdown m_time;
};

/// Until all of some sessions that want to be connected are in their rooms.
class WaitJoinedRun : public StepRun
{
    Q_OBJECT
public:
    WaitJoinedRun(QList<Session *> sessions, Stage *stage);

protected:
    void begin() override;

private:
    void look();

    QList<Session *> m_sessions;
    bool m_isLooking = false;
};

class AwaitBackgroundRun : public StepRun
{
    Q_OBJECT
public:
    AwaitBackgroundRun(const QString &name, Stage *stage);

protected:
    void begin() override;

private:
    void look();

    QString m_name;
};

/// Until nothing is on its way and nothing has come for a while, faults that heal by themselves have, and clients are
/// in their rooms again; or its limit is over.
class SettleRun : public StepRun
{
    Q_OBJECT
public:
    SettleRun(step::Settle what, Stage *stage);

protected:
    void begin() override;

private:
    void onRecorded(const history::Event &event);
    void look();
    bool isDone() const;

    step::Settle m_what;
    Countdown m_quiet;
    Countdown m_limit;
};

/// What is missing at the end may only be late, on a machine that is too slow for its load. Until nothing is missing,
/// or nothing has been received for as long as a message may take, or its limit is over.
class LateArrivalsRun : public StepRun
{
    Q_OBJECT
public:
    explicit LateArrivalsRun(Stage *stage);

protected:
    void begin() override;

private:
    bool isAnyMissing() const { return recorder()->ledger().total().missing() > 0; }

    Countdown m_silence;
    Countdown m_limit;
};

} // namespace crosstalk
