// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/verdictfeed.h"

#include "app/desktop/palette.h"

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr QLatin1String alive("alive");

} // namespace

VerdictFeed::VerdictFeed(const Recorder *recorder, std::vector<Invariant> invariants, QObject *parent)
    : QObject(parent)
    , m_recorder(recorder)
    , m_invariants(std::move(invariants))
    , m_epoch(QDateTime::currentDateTime().addMSecs(-recorder->now() / 1'000'000))
{
    connect(recorder, &Recorder::recorded, this, [this] { m_isStale = true; });
    connect(&m_tick, &QTimer::timeout, this, &VerdictFeed::judge);
    m_tick.start(500ms);
    judge();
}

/// Instances go by their letters here, and moments by the clock on the wall.
QString VerdictFeed::firstFailure(const QList<InvariantVerdict> &invariants) const
{
    const auto failed = std::find_if(invariants.begin(), invariants.end(),
                                     [](const auto &each) { return each.judgement == Judgement::Fail; });
    if (failed == invariants.end())
        return {};
    if (failed->name != alive || !failed->counterexample)
        return QStringLiteral("%1: %2").arg(failed->label, failed->reason);
    const QDateTime at = m_epoch.addMSecs(failed->counterexample->at / 1'000'000);
    return tr("instance %1 ended unasked at %2")
        .arg(badgeLetter(failed->counterexample->toInstance), at.toString(QStringLiteral("HH:mm:ss")));
}

void VerdictFeed::judge()
{
    if (!std::exchange(m_isStale, false))
        return;
    RunningVerdict next;
    for (const Invariant &invariant : m_invariants)
        next.invariants << m_recorder->judge().judge(invariant);
    next.reason = firstFailure(next.invariants);
    const PairCounts &total = m_recorder->ledger().total();
    next.lost = total.lost;
    // Something is always under way while messages flow: that alone leaves nothing open.
    if (!next.reason.isEmpty())
        next.judgement = Judgement::Fail;
    else if (total.delivered + total.late + total.recovered > 0)
        next.judgement = Judgement::Pass;
    m_verdict = next;
    Q_EMIT changed(m_verdict);
}

void VerdictFeed::conclude(const Verdict &verdict)
{
    m_tick.stop();
    const QString failure = firstFailure(verdict.invariants);
    m_verdict = {verdict.judgement, failure.isEmpty() ? verdict.reason : failure, verdict.invariants, true,
                 verdict.total.lost};
    Q_EMIT changed(m_verdict);
}

} // namespace crosstalk
