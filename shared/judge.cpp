// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/judge.h"

#include "shared/judgements.h"
#include "shared/observations.h"

#include <algorithm>

namespace crosstalk {

namespace {

constexpr qsizetype disappointmentsAtMost = 100;

const QStringList allClaims{QStringLiteral("at-most-once"), QStringLiteral("at-least-once"),
                            QStringLiteral("exactly-once")};

Ledger::Rules ledgerRules(const Judge::Rules &rules)
{
    Ledger::Rules result;
    result.claims = rules.claims == allClaims.first() ? Ledger::Claims::AtMostOnce : Ledger::Claims::AtLeastOnce;
    result.deadline = rules.deadline;
    result.history = rules.history;
    for (const auto &invariants : {rules.expected, rules.invariants}) {
        for (const Invariant &invariant : invariants) {
            if (invariant.kind == Invariant::Kind::Reconverges)
                result.reconvergence = invariant.within;
        }
    }
    return result;
}

bool asksForOrder(const std::vector<Invariant> &invariants)
{
    return std::any_of(invariants.begin(), invariants.end(),
                       [](const Invariant &each) { return each.kind == Invariant::Kind::SameOrder; });
}

Result<std::vector<Invariant>> parseInvariants(const QJsonArray &values)
{
    std::vector<Invariant> result;
    for (const QJsonValue &value : values) {
        auto invariant = parseInvariant(value);
        if (!invariant)
            return tl::unexpected(invariant.error());
        result.push_back(*std::move(invariant));
    }
    return result;
}

QJsonArray toJson(const std::vector<Invariant> &invariants)
{
    QJsonArray result;
    for (const Invariant &invariant : invariants)
        result.append(invariant.toJson());
    return result;
}

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
    figures.missed = counts.missed;
    figures.p50 = counts.latency.percentile(0.5);
    figures.p99 = counts.latency.percentile(0.99);
    return figures;
}

} // namespace

class Judge::Private
{
public:
    explicit Private(Rules given)
        : rules(std::move(given))
        , ledger(ledgerRules(rules))
    {
        seen.checksOrder = asksForOrder(rules.invariants) || asksForOrder(rules.expected);
    }

    void on(const history::Received &event)
    {
        if (ledger.wasFirstCopy())
            seen.seeFirstCopy(event);
    }
    void on(const history::InstanceChanged &event) { seen.see(event, ledger.faults().active()); }
    void on(const history::Resources &event) { seen.see(event); }
    void on(const history::Harness &event) { seen.see(event); }
    void on(const history::Members &event) { seen.see(event); }
    void on(const history::Expected &event)
    {
        // Who reads histories has seen to it that they can be read.
        for (const Invariant &invariant : parseInvariants(event.invariants).value_or(std::vector<Invariant>())) {
            InvariantVerdict verdict = crosstalk::judge(invariant, ledger, seen);
            if (verdict.judgement == Judgement::Pass || disappointments.size() >= disappointmentsAtMost)
                continue;
            if (!event.where.isEmpty())
                verdict.label += QStringLiteral(", expected in %1").arg(event.where);
            disappointments.append(verdict);
        }
    }
    template<class Other>
    void on(const Other &)
    {}

    Rules rules;
    Ledger ledger;
    Observations seen;
    QList<InvariantVerdict> disappointments;
};

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
    auto invariants = parseInvariants(run.invariants);
    auto expected = parseInvariants(run.expected);
    if (!invariants || !expected)
        return tl::unexpected(invariants ? expected.error() : invariants.error());
    rules.invariants = *std::move(invariants);
    rules.expected = *std::move(expected);
    return rules;
}

history::Run Judge::runOf(const Rules &rules, const QString &name)
{
    history::Run run;
    run.run = name;
    run.claims = rules.claims;
    run.deadlineNs = rules.deadline.count();
    run.historyNs = rules.history.count();
    run.invariants = toJson(rules.invariants);
    run.expected = toJson(rules.expected);
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

void Judge::countAnew()
{
    d->ledger.countAnew();
}

InvariantVerdict Judge::judge(const Invariant &invariant) const
{
    return crosstalk::judge(invariant, d->ledger, d->seen);
}

const QList<InvariantVerdict> &Judge::disappointments() const
{
    return d->disappointments;
}

Verdict Judge::verdict() const
{
    const Ledger &ledger = d->ledger;
    Verdict verdict;
    verdict.judgement = d->rules.invariants.empty() ? Judgement::Unknown : Judgement::Pass;
    QStringList failed;
    QStringList unknown;
    const auto take = [&](const InvariantVerdict &each, const QString &name) {
        if (each.judgement == Judgement::Fail)
            failed.append(name);
        else if (each.judgement == Judgement::Unknown)
            unknown.append(QStringLiteral("%1: %2").arg(name, each.reason));
        verdict.judgement = worse(verdict.judgement, each.judgement);
        verdict.invariants.append(each);
    };
    for (const Invariant &invariant : d->rules.invariants) {
        InvariantVerdict each = judge(invariant);
        if (!ledger.isSettled() && each.judgement == Judgement::Pass) {
            each.judgement = Judgement::Unknown;
            each.reason += QStringLiteral(", but the run was not seen to its end");
        }
        take(each, each.name);
    }
    for (const InvariantVerdict &each : d->disappointments)
        take(each, each.label);
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
    QStringList instances = ledger.instances(); // In the order in which they happened to be ready.
    instances.sort();
    for (const QString &from : std::as_const(instances)) {
        for (const QString &to : std::as_const(instances)) {
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
