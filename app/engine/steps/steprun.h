// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One step while it is carried out. It ends by itself, once, or fails; deleting it calls it off.

#include "app/engine/scenario.h"
#include "app/engine/steps/countdown.h"
#include "app/engine/steps/stage.h"
#include "shared/result.h"

#include <memory>

namespace crosstalk {

class StepRun : public QObject
{
    Q_OBJECT
public:
    /// How long a step waits for what may never happen.
    static constexpr std::chrono::seconds patience{30};

    explicit StepRun(Stage *stage, QObject *parent = nullptr);

    enum class State { Idle, Running, Over };
    State state() const { return m_state; }

    /// ended() or failed() follows, never before this returns.
    void start();
    /// Comes to its end as soon as it can, where it would have none of its own.
    virtual void wrapUp() {}

Q_SIGNALS:
    void ended();
    /// The run cannot be carried out.
    void failed(const crosstalk::Error &error);

protected:
    virtual void begin() = 0;
    /// Over; nothing happens where it is already.
    void end();
    void fail(const Error &error);
    /// From now on the step must end in time, or it fails with what @p describe says of it then.
    void setDeadline(std::chrono::milliseconds time, std::function<Error()> describe);
    void clearDeadline() { m_deadline.stop(); }
    Stage *stage() const { return m_stage; }
    Recorder *recorder() const { return m_stage->recorder(); }

private:
    void finish(std::function<void()> tell);

    Stage *m_stage;
    State m_state = State::Idle;
    Countdown m_deadline;
    std::function<Error()> m_describe;
};

/// What carries @p step out. @p path is where it stands in the scenario.
std::unique_ptr<StepRun> makeStepRun(const Step &step, const QList<int> &path, Stage *stage);

} // namespace crosstalk
