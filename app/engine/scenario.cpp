// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenario.h"

#include "shared/units.h"

namespace crosstalk {

namespace {

/// Some names, or how many there are.
QString listed(const QStringList &names)
{
    constexpr qsizetype shown = 4;
    if (names.size() <= shown)
        return names.join(QStringLiteral(", "));
    return QStringLiteral("%1 … %2 (%3 clients)").arg(names.first(), names.last()).arg(names.size());
}

QString time(std::chrono::milliseconds duration)
{
    return formatDuration(duration, QStringLiteral(" "));
}

QString forTime(const std::optional<std::chrono::milliseconds> &duration)
{
    return duration ? QStringLiteral(" for %1").arg(time(*duration)) : QString();
}

/// "3 messages"
QString counted(qsizetype count, const QString &one, const QString &several)
{
    return QStringLiteral("%1 %2").arg(count).arg(count == 1 ? one : several);
}

QString countedSteps(qsizetype count)
{
    return counted(count, QStringLiteral("step"), QStringLiteral("steps"));
}

struct Describe
{
    QString operator()(const step::Wait &wait) const
    {
        return wait.time ? QStringLiteral("wait %1").arg(time(*wait.time))
                         : QStringLiteral("wait until everybody has joined");
    }
    QString operator()(const step::Send &send) const
    {
        QString text = QStringLiteral("send");
        if (send.count > 0)
            text += QStringLiteral(" %1").arg(send.count);
        text += QStringLiteral(" from %1").arg(listed(send.from));
        if (!send.room.isEmpty())
            text += QStringLiteral(" to %1").arg(send.room);
        if (send.rate > 0)
            text += QStringLiteral(" at %1/s").arg(send.rate);
        text += forTime(send.duration);
        if (send.window > 0)
            text += QStringLiteral(", %1 on their way at most").arg(send.window);
        if (!send.background.isEmpty())
            text += QStringLiteral(", beside what follows (%1)").arg(send.background);
        return text;
    }
    QString operator()(const step::AwaitBackground &join) const
    {
        return QStringLiteral("wait for the end of %1").arg(join.name);
    }
    QString operator()(const step::JoinRoom &join) const
    {
        return QStringLiteral("join %1: %2").arg(join.room, listed(join.clients));
    }
    QString operator()(const step::LeaveRoom &leave) const
    {
        return QStringLiteral("leave %1: %2").arg(leave.room, listed(leave.clients));
    }
    QString operator()(const step::Connect &connect) const
    {
        return QStringLiteral("connect %1").arg(listed(connect.clients));
    }
    QString operator()(const step::Disconnect &disconnect) const
    {
        return QStringLiteral("disconnect %1").arg(listed(disconnect.clients));
    }
    QString operator()(const step::Move &move) const
    {
        return QStringLiteral("move %1 to %2").arg(listed(move.clients), move.to);
    }
    QString operator()(const step::Fault &fault) const
    {
        using Kind = step::Fault::Kind;
        switch (fault.kind) {
        case Kind::Kill:
            return QStringLiteral("kill %1").arg(fault.target);
        case Kind::Drain:
            return QStringLiteral("drain %1").arg(fault.target);
        case Kind::Freeze:
            return QStringLiteral("freeze %1").arg(fault.target) + forTime(fault.duration);
        case Kind::Thaw:
            return QStringLiteral("thaw %1").arg(fault.target);
        case Kind::Restart:
            return QStringLiteral("restart %1").arg(fault.target) +
                   (fault.down ? QStringLiteral(" after %1").arg(time(*fault.down)) : QString()) +
                   (fault.keepsData ? QString() : QStringLiteral(" without its data"));
        case Kind::Start:
            return QStringLiteral("start %1").arg(fault.target);
        case Kind::Stall:
            return QStringLiteral("%1 stops reading").arg(fault.target) + forTime(fault.duration);
        case Kind::Abort:
            return QStringLiteral("abort the link of %1").arg(fault.target);
        case Kind::Flood:
            return QStringLiteral("%1 floods with %2").arg(fault.target).arg(fault.count) + forTime(fault.duration);
        }
        Q_ASSERT(false);
        return {};
    }
    QString operator()(const step::Heal &heal) const
    {
        return QStringLiteral("heal %1").arg(heal.target.isEmpty() ? QStringLiteral("everything") : heal.target);
    }
    QString operator()(const step::Settle &settle) const
    {
        return QStringLiteral("settle: until nothing has come for %1, %2 at most")
            .arg(time(settle.quiet), time(settle.limit));
    }
    QString operator()(const step::Expect &expect) const
    {
        QStringList labels;
        for (const Invariant &invariant : expect.invariants)
            labels << invariant.label();
        return QStringLiteral("expect %1").arg(labels.join(QStringLiteral("; ")));
    }
    QString operator()(const step::Repeat &repeat) const
    {
        return QStringLiteral("repeat %1 %2 times").arg(countedSteps(qsizetype(repeat.steps.size()))).arg(repeat.times);
    }
    QString operator()(const step::Parallel &parallel) const
    {
        QStringList branches;
        for (const Steps &branch : parallel.branches)
            branches << countedSteps(qsizetype(branch.size()));
        return QStringLiteral("side by side: %1").arg(branches.join(QStringLiteral(", ")));
    }
    QString operator()(const step::Note &note) const { return note.text; }
};

} // namespace

QString describe(const Step &step)
{
    return std::visit(Describe(), step.action).simplified();
}

} // namespace crosstalk
