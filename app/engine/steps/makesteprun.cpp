// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/clients.h"
#include "app/engine/steps/faults.h"
#include "app/engine/steps/flow.h"
#include "app/engine/steps/judging.h"
#include "app/engine/steps/sending.h"
#include "app/engine/steps/waiting.h"

namespace crosstalk {

namespace {

using Run = std::unique_ptr<StepRun>;

struct MakeRun
{
    const Step &step;
    const QList<int> &path;
    Stage *stage;

    Run operator()(const step::Wait &what) const
    {
        if (what.time)
            return std::make_unique<WaitRun>(*what.time, stage);
        return std::make_unique<WaitJoinedRun>(stage->sessions(), stage);
    }
    Run operator()(const step::Send &what) const { return std::make_unique<SendRun>(what, stage); }
    Run operator()(const step::AwaitBackground &what) const
    {
        return std::make_unique<AwaitBackgroundRun>(what.name, stage);
    }
    Run operator()(const step::JoinRoom &what) const
    {
        return clients(what.clients, [room = what.room](Session *session) -> Result<void> {
            session->join(room);
            return {};
        });
    }
    Run operator()(const step::LeaveRoom &what) const { return std::make_unique<LeaveRun>(what, stage); }
    Run operator()(const step::Connect &what) const
    {
        return clients(what.clients, [](Session *session) -> Result<void> {
            session->open();
            return {};
        });
    }
    Run operator()(const step::Disconnect &what) const
    {
        return clients(what.clients, [](Session *session) -> Result<void> {
            session->close();
            return {};
        });
    }
    Run operator()(const step::Move &what) const
    {
        return clients(what.clients, [instance = stage->cluster()->instance(what.to)](Session *session) {
            return session->moveTo(instance);
        });
    }
    Run operator()(const step::Fault &what) const
    {
        using Kind = step::Fault::Kind;
        if (what.kind == Kind::Stall || what.kind == Kind::Abort || what.kind == Kind::Flood)
            return std::make_unique<ClientFaultRun>(what, stage);
        return std::make_unique<ServiceFaultRun>(what, stage);
    }
    Run operator()(const step::Heal &what) const { return std::make_unique<HealRun>(what, stage); }
    Run operator()(const step::Settle &what) const { return std::make_unique<SettleRun>(what, stage); }
    Run operator()(const step::Expect &what) const { return std::make_unique<ExpectRun>(what, step.line, stage); }
    Run operator()(const step::Repeat &what) const { return std::make_unique<RepeatRun>(what, path, stage); }
    Run operator()(const step::Parallel &what) const { return std::make_unique<ParallelRun>(what, path, stage); }
    Run operator()(const step::Note &what) const { return std::make_unique<NoteRun>(what, stage); }

private:
    Run clients(const QStringList &names, ClientsRun::Action action) const
    {
        return std::make_unique<ClientsRun>(names, std::move(action), stage);
    }
};

} // namespace

std::unique_ptr<StepRun> makeStepRun(const Step &step, const QList<int> &path, Stage *stage)
{
    return std::visit(MakeRun{step, path, stage}, step.action);
}

} // namespace crosstalk
