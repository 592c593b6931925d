// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/judgements.h"

#include "shared/units.h"

#include <algorithm>
#include <utility>

namespace crosstalk {

using namespace std::chrono_literals;
using Kind = Invariant::Kind;
using Flaw = Ledger::Flaw;

namespace {

/// Of one core: beyond, the harness delays what it measures.
constexpr double cpuAtMost = 0.9;

QString megabytes(qint64 bytes)
{
    return QStringLiteral("%1 MiB").arg(double(bytes) / 1048576.0, 0, 'f', 1);
}

QString seconds(qint64 at)
{
    return QStringLiteral("%1 s").arg(double(at) / 1e9, 0, 'f', 3);
}

struct Finding
{
    Judgement judgement = Judgement::Unknown;
    QString reason;
    std::optional<Counterexample> counterexample = {};
};

Finding pass(const QString &reason)
{
    return {Judgement::Pass, reason};
}

Finding fail(const QString &reason, std::optional<Counterexample> example)
{
    return {Judgement::Fail, reason, std::move(example)};
}

Finding leaveOpen(const QString &reason)
{
    return {Judgement::Unknown, reason};
}

Finding judgeFlaw(Flaw flaw, quint64 count, const QString &what, const Ledger &ledger)
{
    const PairCounts &total = ledger.total();
    const quint64 received = total.delivered + total.late;
    const quint64 copies = received + total.duplicate + ledger.phantoms();
    if (count > 0)
        return fail(QStringLiteral("%1 of %2 copies %3").arg(countText(count), countText(copies), what),
                    ledger.first(flaw));
    if (received == 0)
        return leaveOpen(QStringLiteral("nothing that was due was received"));
    return pass(QStringLiteral("none of %1 copies %2").arg(countText(received), what));
}

Finding judgeLoss(Flaw flaw, quint64 lost, const Ledger &ledger)
{
    const PairCounts &total = ledger.total();
    const QString late = total.late > 0 ? QStringLiteral(", %1 of them late").arg(countText(total.late)) : QString();
    if (lost > 0)
        return fail(QStringLiteral("%1 of %2 due were lost").arg(countText(lost), countText(total.due)),
                    ledger.first(flaw));
    if (total.due == 0)
        return leaveOpen(QStringLiteral("nothing was due"));
    if (flaw == Flaw::AcknowledgedLoss && ledger.acknowledged() == 0)
        return leaveOpen(QStringLiteral("nothing was acknowledged"));
    if (total.missing() > total.lost)
        return leaveOpen(QStringLiteral("%1 of %2 due are still under way")
                             .arg(countText(total.missing() - total.lost), countText(total.due)));
    return pass(flaw == Flaw::Loss ? QStringLiteral("all %1 due were delivered%2").arg(countText(total.due), late)
                                   : QStringLiteral("nothing that was acknowledged was lost"));
}

Finding judgeSameOrder(const Ledger &ledger, const Observations &seen)
{
    if (!seen.checksOrder)
        return leaveOpen(QStringLiteral("the order was not watched from the start"));
    const auto &conflict = seen.order.conflict();
    if (!conflict)
        return judgeFlaw(Flaw::Disorder, 0, QStringLiteral("was at odds with the order others saw"), ledger);
    const auto describe = [&seen](const OrderCheck::Message &message) {
        return QStringLiteral("%1's message %2").arg(seen.names.name(message.sender), QString::number(message.n));
    };
    QStringList others;
    for (const int session : conflict->others)
        others.append(seen.names.name(session));
    const QString room = seen.names.name(conflict->later.room);
    Counterexample example;
    example.probe = {seen.names.name(conflict->later.sender), room, conflict->later.n};
    example.receiver = seen.names.name(conflict->session);
    example.at = seen.conflictAt;
    example.receivedAt = seen.conflictAt;
    example.what =
        QStringLiteral("%1 received %2 before %3%4; what %5 saw says otherwise")
            .arg(example.receiver, describe(conflict->earlier), describe(conflict->later),
                 room.isEmpty() ? QString() : QStringLiteral(" in %1").arg(room), others.join(QStringLiteral(", ")));
    return fail(QStringLiteral("there is no one order that fits what everybody saw"), example);
}

Finding judgeLatency(const Invariant &invariant, const Ledger &ledger, const Observations &seen)
{
    const auto limit = invariant.bound / 2;
    if (seen.lag > limit || seen.slip > limit || seen.cpu > cpuAtMost)
        return leaveOpen(QStringLiteral("the harness itself was too slow to tell: event loop late by up to %1, sends "
                                        "by up to %2, CPU at up to %3 %")
                             .arg(durationText(seen.lag), durationText(seen.slip))
                             .arg(qRound(seen.cpu * 100)));
    const auto latencyOf = [&](const PairCounts &counts) {
        switch (invariant.faults) {
        case Invariant::Faults::Inside:
            return counts.latencyInFaults;
        case Invariant::Faults::Outside:
            return counts.latency.without(counts.latencyInFaults);
        case Invariant::Faults::Whatever:
            break;
        }
        return counts.latency;
    };
    Histogram all;
    std::chrono::nanoseconds worst{0};
    QString where;
    for (const QString &from : ledger.instances()) {
        for (const QString &to : ledger.instances()) {
            if ((!invariant.from.isEmpty() && invariant.from != from) ||
                (!invariant.to.isEmpty() && invariant.to != to))
                continue;
            const Histogram latency = latencyOf(ledger.cell(from, to));
            all.merge(latency);
            const auto value = latency.percentile(invariant.quantile);
            if (latency.count() > 0 && value > worst) {
                worst = value;
                where = QStringLiteral(" from %1 to %2").arg(from, to);
            }
        }
    }
    if (all.count() == 0)
        return leaveOpen(QStringLiteral("there was nothing to measure"));
    if (!invariant.isPerCell) {
        worst = all.percentile(invariant.quantile);
        where.clear();
    }
    const QString reason =
        QStringLiteral("%1%2, of %3 measured").arg(durationText(worst), where, countText(all.count()));
    if (worst > invariant.bound)
        return fail(reason, {});
    return pass(reason);
}

Finding judgeReconvergence(const Invariant &invariant, const Ledger &ledger)
{
    std::optional<std::chrono::nanoseconds> slowest;
    for (const FaultWindow::Recovery &recovery : ledger.faults().recoveries()) {
        const QString healed = QStringLiteral("%1 was healed at %2").arg(recovery.from, seconds(recovery.healedAt));
        if (!recovery.silent.empty() || (recovery.took && *recovery.took > invariant.within)) {
            Counterexample example;
            example.at = recovery.healedAt;
            example.faults = {recovery.from};
            QStringList cells;
            for (const auto &[from, to] : recovery.silent) {
                example.fromInstance = ledger.instances().value(from);
                example.toInstance = ledger.instances().value(to);
                cells.append(QStringLiteral("%1 to %2").arg(example.fromInstance, example.toInstance));
            }
            const QString what =
                cells.isEmpty() ? QStringLiteral("it took %1").arg(durationText(*recovery.took))
                                : QStringLiteral("nothing got through from %1").arg(cells.join(QStringLiteral(", ")));
            const QString limit =
                formatDuration(std::chrono::floor<std::chrono::microseconds>(invariant.within), QStringLiteral(" "));
            example.what = QStringLiteral("%1, but within %2 %3").arg(healed, limit, what);
            return fail(example.what, example);
        }
        if (recovery.hasEnded && recovery.took)
            slowest = std::max(slowest.value_or(0ns), *recovery.took);
    }
    // Only the last tells that the system is well again.
    if (const QStringList unhealed = ledger.faults().unhealed(); !unhealed.isEmpty())
        return leaveOpen(QStringLiteral("what was never healed: %1").arg(unhealed.join(QStringLiteral(", "))));
    if (ledger.faults().recoveries().empty())
        return leaveOpen(QStringLiteral("there was no fault to recover from"));
    const FaultWindow::Recovery &last = ledger.faults().recoveries().back();
    if (!last.hasEnded)
        return leaveOpen(
            QStringLiteral("the run ended before everything had got through again after %1").arg(last.from));
    if (!last.took || last.isOpen)
        return leaveOpen(QStringLiteral("nothing was sent for long enough after %1").arg(last.from));
    return pass(QStringLiteral("everything got through again after %1").arg(durationText(*slowest)));
}

Finding judgePresence(const Observations &seen)
{
    bool isCompared = false;
    for (const auto &[room, answers] : seen.members) {
        isCompared = isCompared || answers.size() > 1;
        for (const auto &[instance, who] : answers) {
            const auto &[reference, expected] = *answers.begin();
            if (who == expected)
                continue;
            Counterexample example;
            example.fromInstance = reference;
            example.toInstance = instance;
            example.what = QStringLiteral("in %1, %2 sees %3, but %4 sees %5")
                               .arg(room, reference, expected.join(QStringLiteral(", ")), instance,
                                    who.join(QStringLiteral(", ")));
            return fail(example.what, example);
        }
    }
    if (isCompared)
        return pass(QStringLiteral("all instances agree"));
    return leaveOpen(QStringLiteral("no two instances told who is in a room"));
}

Finding judgeMemory(const Invariant &invariant, const Observations &seen)
{
    qint64 most = -1;
    for (const auto &[instance, taken] : seen.memory) {
        if (!taken.isMeasured || (!invariant.instance.isEmpty() && invariant.instance != instance))
            continue;
        most = std::max(most, taken.growth);
        if (taken.growth <= invariant.growthBytes)
            continue;
        Counterexample example;
        example.at = taken.grownAt;
        example.toInstance = instance;
        example.what =
            QStringLiteral("%1 grew by %2, to %3, at %4")
                .arg(instance, megabytes(taken.growth), megabytes(taken.atRest + taken.growth), seconds(taken.grownAt));
        return fail(example.what, example);
    }
    if (most < 0)
        return leaveOpen(QStringLiteral("no instance's memory was measured for long enough"));
    return pass(QStringLiteral("no instance grew by more than %1").arg(megabytes(most)));
}

Finding judgeAlive(const Ledger &ledger, const Observations &seen)
{
    if (seen.exit) {
        const auto &[event, faults] = *seen.exit;
        Counterexample example;
        example.at = event.at;
        example.toInstance = event.instance;
        example.faults = faults;
        example.what = QStringLiteral("instance %1 exited unasked at %2").arg(event.instance, seconds(event.at));
        return fail(example.what, example);
    } else if (ledger.instances().isEmpty()) {
        return leaveOpen(QStringLiteral("there was no instance"));
    } else {
        return pass(QStringLiteral("no instance exited unasked"));
    }
}

Finding find(const Invariant &invariant, const Ledger &ledger, const Observations &seen)
{
    const PairCounts &total = ledger.total();
    switch (invariant.kind) {
    case Kind::NoLoss:
        return judgeLoss(Flaw::Loss, total.lost, ledger);
    case Kind::NoAcknowledgedLoss:
        return judgeLoss(Flaw::AcknowledgedLoss, ledger.lostAcknowledged(), ledger);
    case Kind::NoDuplicates:
        return judgeFlaw(Flaw::Duplicate, total.duplicate, QStringLiteral("came more than once"), ledger);
    case Kind::NoPhantoms:
        return judgeFlaw(Flaw::Phantom, ledger.phantoms(), QStringLiteral("came that should not have"), ledger);
    case Kind::NoCorruption:
        return judgeFlaw(Flaw::Corruption, total.corrupted, QStringLiteral("came altered"), ledger);
    case Kind::SenderOrder:
        return judgeFlaw(Flaw::Disorder, total.reordered, QStringLiteral("came after a later one of its sender"),
                         ledger);
    case Kind::SameOrder:
        return judgeSameOrder(ledger, seen);
    case Kind::Latency:
        return judgeLatency(invariant, ledger, seen);
    case Kind::Reconverges:
        return judgeReconvergence(invariant, ledger);
    case Kind::PresenceAgrees:
        return judgePresence(seen);
    case Kind::Memory:
        return judgeMemory(invariant, seen);
    case Kind::Alive:
        return judgeAlive(ledger, seen);
    }
    return leaveOpen(QStringLiteral("this cannot be judged"));
}

} // namespace

InvariantVerdict judge(const Invariant &invariant, const Ledger &ledger, const Observations &observations)
{
    Finding finding = find(invariant, ledger, observations);
    return {invariant.name(), invariant.label(), finding.judgement, finding.reason, std::move(finding.counterexample)};
}

} // namespace crosstalk
