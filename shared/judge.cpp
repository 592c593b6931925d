// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/judge.h"

#include "shared/ordercheck.h"

#include <QLocale>

#include <algorithm>
#include <map>

namespace crosstalk {

using namespace std::chrono_literals;
using Kind = Invariant::Kind;
using Flaw = Ledger::Flaw;

namespace {

const QStringList allClaims{QStringLiteral("at-most-once"), QStringLiteral("at-least-once"),
                            QStringLiteral("exactly-once")};

/// What an instance's process took when it had come to rest after its start.
constexpr qint64 restNs = 1'000'000'000;
/// Of one core: beyond, the harness delays what it measures.
constexpr double cpuAtMost = 0.9;

QString milliseconds(std::chrono::nanoseconds value)
{
    return QStringLiteral("%1 ms").arg(std::chrono::duration<double, std::milli>(value).count(), 0, 'f', 1);
}

QString megabytes(qint64 bytes)
{
    return QStringLiteral("%1 MiB").arg(double(bytes) / 1048576.0, 0, 'f', 1);
}

QString seconds(qint64 at)
{
    return QStringLiteral("%1 s").arg(double(at) / 1e9, 0, 'f', 3);
}

Ledger::Rules ledgerRules(const Judge::Rules &rules)
{
    Ledger::Rules result;
    result.claims = rules.claims == allClaims.first() ? Ledger::Claims::AtMostOnce : Ledger::Claims::AtLeastOnce;
    result.deadline = rules.deadline;
    result.history = rules.history;
    for (const Invariant &invariant : rules.invariants) {
        if (invariant.kind == Kind::Reconverges)
            result.reconvergence = invariant.within;
    }
    return result;
}

} // namespace

class Judge::Private
{
public:
    explicit Private(Rules given)
        : rules(std::move(given))
        , ledger(ledgerRules(rules))
    {
        for (const Invariant &invariant : rules.invariants)
            checksOrder = checksOrder || invariant.kind == Kind::SameOrder;
    }

    void on(const history::Received &event)
    {
        if (!checksOrder || order.conflict() || !ledger.wasFirstCopy())
            return;
        order.received(names.number(event.session),
                       {names.number(event.probe.session), names.number(event.probe.room), event.probe.n});
        if (order.conflict())
            conflictAt = event.at;
    }
    void on(const history::InstanceChanged &event)
    {
        using State = history::InstanceChanged::State;
        if (event.state == State::Exited && !exited)
            exited = std::pair(event, ledger.faults().active());
        if (event.state == State::Ready)
            memory[event.instance].restSince = event.at;
    }
    void on(const history::Resources &event)
    {
        Memory &of = memory[event.instance];
        if (of.restSince < 0)
            of.restSince = event.at;
        // The process is another one after a restart.
        if (of.atRest == 0 || event.at < of.restSince + restNs) {
            of.atRest = event.residentBytes;
            return;
        }
        if (event.residentBytes - of.atRest > of.growth) {
            of.growth = event.residentBytes - of.atRest;
            of.growthAt = event.at;
        }
        of.isMeasured = true;
    }
    void on(const history::Harness &event)
    {
        lag = std::max(lag, std::chrono::nanoseconds(event.lagNs));
        slip = std::max(slip, std::chrono::nanoseconds(event.slipNs));
        cpu = std::max(cpu, event.cpu);
    }
    void on(const history::Members &event)
    {
        QStringList sorted = event.members;
        sorted.sort();
        members[event.room][event.instance] = sorted;
    }
    template<class Other>
    void on(const Other &)
    {}

    InvariantVerdict judge(const Invariant &invariant) const;

    struct Memory
    {
        qint64 restSince = -1;
        qint64 atRest = 0;
        qint64 growth = 0;
        qint64 growthAt = 0;
        bool isMeasured = false;
    };

    Rules rules;
    Ledger ledger;
    OrderCheck order;
    Names names; ///< Of sessions and rooms, for the order.
    bool checksOrder = false;
    qint64 conflictAt = 0;
    std::optional<std::pair<history::InstanceChanged, QStringList>> exited;
    std::map<QString, Memory> memory;
    std::map<QString, std::map<QString, QStringList>> members; ///< Room → instance → who.
    std::chrono::nanoseconds lag{0};
    std::chrono::nanoseconds slip{0};
    double cpu = 0;

private:
    void judgeFlaw(InvariantVerdict &verdict, Flaw flaw, quint64 count, const QString &what) const;
    void judgeLoss(InvariantVerdict &verdict, Flaw flaw, quint64 lost) const;
    void judgeSameOrder(InvariantVerdict &verdict) const;
    void judgeLatency(InvariantVerdict &verdict, const Invariant &invariant) const;
    void judgeReconvergence(InvariantVerdict &verdict, const Invariant &invariant) const;
    void judgePresence(InvariantVerdict &verdict) const;
    void judgeMemory(InvariantVerdict &verdict, const Invariant &invariant) const;
    void judgeAlive(InvariantVerdict &verdict) const;
    static void pass(InvariantVerdict &verdict, const QString &reason);
    static void fail(InvariantVerdict &verdict, const QString &reason, std::optional<Counterexample> example);
    static void leaveOpen(InvariantVerdict &verdict, const QString &reason);
};

void Judge::Private::pass(InvariantVerdict &verdict, const QString &reason)
{
    verdict.judgement = Judgement::Pass;
    verdict.reason = reason;
}

void Judge::Private::fail(InvariantVerdict &verdict, const QString &reason, std::optional<Counterexample> example)
{
    verdict.judgement = Judgement::Fail;
    verdict.reason = reason;
    verdict.counterexample = std::move(example);
}

void Judge::Private::leaveOpen(InvariantVerdict &verdict, const QString &reason)
{
    verdict.judgement = Judgement::Unknown;
    verdict.reason = reason;
}

void Judge::Private::judgeFlaw(InvariantVerdict &verdict, Flaw flaw, quint64 count, const QString &what) const
{
    const PairCounts &total = ledger.total();
    const quint64 received = total.delivered + total.late;
    if (count > 0)
        fail(verdict, QStringLiteral("%1 of %2 copies %3").arg(count).arg(received + total.duplicate).arg(what),
             ledger.first(flaw));
    else if (received == 0)
        leaveOpen(verdict, QStringLiteral("nothing that was due was received"));
    else
        pass(verdict, QStringLiteral("none of %1 copies %2").arg(received).arg(what));
}

void Judge::Private::judgeLoss(InvariantVerdict &verdict, Flaw flaw, quint64 lost) const
{
    const PairCounts &total = ledger.total();
    const QString late = total.late > 0 ? QStringLiteral(", %1 of them late").arg(total.late) : QString();
    if (lost > 0)
        fail(verdict, QStringLiteral("%1 of %2 due were lost").arg(lost).arg(total.due), ledger.first(flaw));
    else if (total.due == 0)
        leaveOpen(verdict, QStringLiteral("nothing was due"));
    else if (flaw == Flaw::AcknowledgedLoss && ledger.acknowledged() == 0)
        leaveOpen(verdict, QStringLiteral("nothing was acknowledged"));
    else if (total.missing() > total.lost)
        leaveOpen(verdict,
                  QStringLiteral("%1 of %2 due are still under way").arg(total.missing() - total.lost).arg(total.due));
    else
        pass(verdict, flaw == Flaw::Loss ? QStringLiteral("all %1 due were delivered%2").arg(total.due).arg(late)
                                         : QStringLiteral("nothing that was acknowledged was lost"));
}

void Judge::Private::judgeSameOrder(InvariantVerdict &verdict) const
{
    if (!checksOrder)
        return leaveOpen(verdict, QStringLiteral("the order was not watched from the start"));
    const auto &conflict = order.conflict();
    if (!conflict)
        return judgeFlaw(verdict, Flaw::Disorder, 0, QStringLiteral("was at odds with the order others saw"));
    const auto describe = [this](const OrderCheck::Message &message) {
        return QStringLiteral("%1's message %2").arg(names.name(message.sender)).arg(message.n);
    };
    QStringList others;
    for (const int session : conflict->others)
        others.append(names.name(session));
    const QString room = names.name(conflict->later.room);
    Counterexample example;
    example.probe = {names.name(conflict->later.sender), room, conflict->later.n};
    example.receiver = names.name(conflict->session);
    example.at = conflictAt;
    example.receivedAt = conflictAt;
    example.what =
        QStringLiteral("%1 received %2 before %3%4; what %5 saw says otherwise")
            .arg(example.receiver, describe(conflict->earlier), describe(conflict->later),
                 room.isEmpty() ? QString() : QStringLiteral(" in %1").arg(room), others.join(QStringLiteral(", ")));
    fail(verdict, QStringLiteral("there is no one order that fits what everybody saw"), example);
}

void Judge::Private::judgeLatency(InvariantVerdict &verdict, const Invariant &invariant) const
{
    const auto limit = invariant.bound / 2;
    if (lag > limit || slip > limit || cpu > cpuAtMost)
        return leaveOpen(verdict,
                         QStringLiteral("the harness itself was too slow to tell: event loop late by up to %1, sends "
                                        "by up to %2, CPU at up to %3 %")
                             .arg(milliseconds(lag), milliseconds(slip))
                             .arg(qRound(cpu * 100)));
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
        return leaveOpen(verdict, QStringLiteral("there was nothing to measure"));
    if (!invariant.isPerCell) {
        worst = all.percentile(invariant.quantile);
        where.clear();
    }
    const QString reason = QStringLiteral("%1%2, of %3 measured").arg(milliseconds(worst), where).arg(all.count());
    if (worst > invariant.bound)
        fail(verdict, reason, {});
    else
        pass(verdict, reason);
}

void Judge::Private::judgeReconvergence(InvariantVerdict &verdict, const Invariant &invariant) const
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
                cells.isEmpty() ? QStringLiteral("it took %1").arg(milliseconds(*recovery.took))
                                : QStringLiteral("nothing got through from %1").arg(cells.join(QStringLiteral(", ")));
            example.what = QStringLiteral("%1, but within %2 %3").arg(healed, milliseconds(invariant.within), what);
            return fail(verdict, example.what, example);
        }
        if (recovery.hasEnded && recovery.took)
            slowest = std::max(slowest.value_or(0ns), *recovery.took);
    }
    if (!slowest)
        return leaveOpen(verdict, ledger.faults().recoveries().empty()
                                      ? QStringLiteral("there was no fault to recover from")
                                      : QStringLiteral("nothing was sent for long enough after a fault was healed"));
    pass(verdict, QStringLiteral("everything got through again after %1").arg(milliseconds(*slowest)));
}

void Judge::Private::judgePresence(InvariantVerdict &verdict) const
{
    bool isCompared = false;
    for (const auto &[room, answers] : members) {
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
            return fail(verdict, example.what, example);
        }
    }
    if (isCompared)
        pass(verdict, QStringLiteral("all instances agree"));
    else
        leaveOpen(verdict, QStringLiteral("no two instances told who is in a room"));
}

void Judge::Private::judgeMemory(InvariantVerdict &verdict, const Invariant &invariant) const
{
    qint64 most = -1;
    for (const auto &[instance, taken] : memory) {
        if (!taken.isMeasured || (!invariant.instance.isEmpty() && invariant.instance != instance))
            continue;
        most = std::max(most, taken.growth);
        if (taken.growth <= invariant.growthBytes)
            continue;
        Counterexample example;
        example.at = taken.growthAt;
        example.toInstance = instance;
        example.what = QStringLiteral("%1 grew by %2, to %3, at %4")
                           .arg(instance, megabytes(taken.growth), megabytes(taken.atRest + taken.growth),
                                seconds(taken.growthAt));
        return fail(verdict, example.what, example);
    }
    if (most < 0)
        leaveOpen(verdict, QStringLiteral("no instance's memory was measured for long enough"));
    else
        pass(verdict, QStringLiteral("no instance grew by more than %1").arg(megabytes(most)));
}

void Judge::Private::judgeAlive(InvariantVerdict &verdict) const
{
    if (exited) {
        const auto &[event, faults] = *exited;
        Counterexample example;
        example.at = event.at;
        example.toInstance = event.instance;
        example.faults = faults;
        example.what = QStringLiteral("instance %1 exited unasked at %2").arg(event.instance, seconds(event.at));
        fail(verdict, example.what, example);
    } else if (ledger.instances().isEmpty()) {
        leaveOpen(verdict, QStringLiteral("there was no instance"));
    } else {
        pass(verdict, QStringLiteral("no instance exited unasked"));
    }
}

InvariantVerdict Judge::Private::judge(const Invariant &invariant) const
{
    InvariantVerdict verdict;
    verdict.name = invariant.name();
    verdict.label = invariant.label();
    const PairCounts &total = ledger.total();
    switch (invariant.kind) {
    case Kind::NoLoss:
        judgeLoss(verdict, Flaw::Loss, total.lost);
        break;
    case Kind::NoAcknowledgedLoss:
        judgeLoss(verdict, Flaw::AcknowledgedLoss, ledger.lostAcknowledged());
        break;
    case Kind::NoDuplicates:
        judgeFlaw(verdict, Flaw::Duplicate, total.duplicate, QStringLiteral("came more than once"));
        break;
    case Kind::NoPhantoms:
        judgeFlaw(verdict, Flaw::Phantom, ledger.phantoms(), QStringLiteral("should not have come at all"));
        break;
    case Kind::NoCorruption:
        judgeFlaw(verdict, Flaw::Corruption, total.corrupted, QStringLiteral("came altered"));
        break;
    case Kind::SenderOrder:
        judgeFlaw(verdict, Flaw::Disorder, total.reordered, QStringLiteral("came after a later one of its sender"));
        break;
    case Kind::SameOrder:
        judgeSameOrder(verdict);
        break;
    case Kind::Latency:
        judgeLatency(verdict, invariant);
        break;
    case Kind::Reconverges:
        judgeReconvergence(verdict, invariant);
        break;
    case Kind::PresenceAgrees:
        judgePresence(verdict);
        break;
    case Kind::Memory:
        judgeMemory(verdict, invariant);
        break;
    case Kind::Alive:
        judgeAlive(verdict);
        break;
    }
    return verdict;
}

Judge::Judge(Rules rules)
    : d(std::make_unique<Private>(std::move(rules)))
{}

Judge::~Judge() = default;

Result<Judge::Rules> Judge::rulesOf(const history::Run &run)
{
    Rules rules;
    rules.claims = run.claims;
    if (!allClaims.contains(run.claims))
        return fail(QStringLiteral("“%1” is nothing that can be claimed").arg(run.claims),
                    QStringLiteral("Known are %1").arg(allClaims.join(QStringLiteral(", "))));
    rules.deadline = std::chrono::nanoseconds(run.deadlineNs);
    rules.history = std::chrono::nanoseconds(run.historyNs);
    for (const QJsonValue &value : run.invariants) {
        auto invariant = parseInvariant(value);
        if (!invariant)
            return tl::unexpected(invariant.error());
        rules.invariants.push_back(*std::move(invariant));
    }
    return rules;
}

history::Run Judge::runOf(const Rules &rules, const QString &name)
{
    history::Run run;
    run.run = name;
    run.claims = rules.claims;
    run.deadlineNs = rules.deadline.count();
    run.historyNs = rules.history.count();
    for (const Invariant &invariant : rules.invariants)
        run.invariants.append(invariant.toJson());
    return run;
}

void Judge::apply(const history::Event &event)
{
    d->ledger.apply(event);
    std::visit([this](const auto &e) { d->on(e); }, event);
}

const Ledger &Judge::ledger() const
{
    return d->ledger;
}

InvariantVerdict Judge::judge(const Invariant &invariant) const
{
    return d->judge(invariant);
}

namespace {

CellFigures figuresOf(const PairCounts &counts, const QString &from, const QString &to)
{
    CellFigures figures;
    figures.from = from;
    figures.to = to;
    figures.due = counts.due;
    figures.delivered = counts.delivered;
    figures.late = counts.late;
    figures.lost = counts.lost;
    figures.duplicate = counts.duplicate;
    figures.reordered = counts.reordered;
    figures.corrupted = counts.corrupted;
    figures.exposed = counts.exposed;
    figures.p50 = counts.latency.percentile(0.5);
    figures.p99 = counts.latency.percentile(0.99);
    return figures;
}

} // namespace

Verdict Judge::verdict() const
{
    const Ledger &ledger = d->ledger;
    Verdict verdict;
    verdict.judgement = d->rules.invariants.empty() ? Judgement::Unknown : Judgement::Pass;
    QStringList failed;
    QStringList unknown;
    for (const Invariant &invariant : d->rules.invariants) {
        InvariantVerdict each = d->judge(invariant);
        if (!ledger.isSettled() && each.judgement == Judgement::Pass) {
            each.judgement = Judgement::Unknown;
            each.reason += QStringLiteral(", but the run was not seen to its end");
        }
        if (each.judgement == Judgement::Fail)
            failed.append(each.name);
        else if (each.judgement == Judgement::Unknown)
            unknown.append(QStringLiteral("%1: %2").arg(each.name, each.reason));
        verdict.judgement = worse(verdict.judgement, each.judgement);
        verdict.invariants.append(each);
    }
    verdict.interrupted = ledger.wasInterrupted();
    if (verdict.interrupted)
        verdict.judgement = worse(verdict.judgement, Judgement::Unknown);
    if (!failed.isEmpty())
        verdict.reason = QStringLiteral("%1 failed").arg(failed.join(QStringLiteral(", ")));
    else if (verdict.interrupted)
        verdict.reason = QStringLiteral("interrupted before all steps were taken");
    else if (!ledger.isSettled())
        verdict.reason = QStringLiteral("the run was not seen to its end");
    else if (d->rules.invariants.empty())
        verdict.reason = QStringLiteral("there is nothing to judge");
    else
        verdict.reason = unknown.join(QStringLiteral("; "));
    for (const QString &from : ledger.instances()) {
        for (const QString &to : ledger.instances()) {
            const PairCounts &counts = ledger.cell(from, to);
            if (counts.due + counts.exposed + counts.duplicate + counts.corrupted > 0)
                verdict.cells.append(figuresOf(counts, from, to));
        }
    }
    verdict.total = figuresOf(ledger.total(), {}, {});
    verdict.sent = ledger.sent();
    verdict.acknowledged = ledger.acknowledged();
    verdict.refused = ledger.refused();
    verdict.indeterminate = ledger.indeterminate();
    verdict.recovered = ledger.recovered();
    verdict.phantoms = ledger.phantoms();
    return verdict;
}

} // namespace crosstalk
