// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/deliveryaccount.h"

#include "app/desktop/models/deliverymark.h"

namespace crosstalk {

namespace {

/// What all sends from the sender's instance share.
DeliveryAccount::Cell ofSends(const DeliveryAccount::Cell &cell)
{
    return {cell.first, {}};
}

} // namespace

void DeliveryAccount::review(const history::ProbeId &probe, const Harm &harm, qint64 atNs)
{
    for (const Cell &cell : harm.missing)
        if (m_overdue.count(cell) == 0)
            m_lostSince.insert(cell, atNs);
    // What is given up now was overdue for a reason.
    for (const Cell &cell : harm.missed)
        remember({Fault::Missed, cell}, m_overdue.causes(probe));
    if (harm.isNone())
        m_overdue.settle(probe);
    else
        m_overdue.set(probe, harm.missing, harm.unansweredOn);
}

void DeliveryAccount::blame(const history::ProbeId &probe, const Harm &harm, const QList<quint64> &causes)
{
    m_overdue.blame(probe, causes);
    for (const Cell &cell : harm.missed)
        remember({Fault::Missed, cell}, causes);
}

void DeliveryAccount::addDelayed(const Cell &cell, const QList<quint64> &causes)
{
    ++m_delayed;
    ++m_counts[{Fault::Delayed, cell}];
    remember({Fault::Delayed, cell}, causes);
}

void DeliveryAccount::addPhantom(const Cell &cell)
{
    ++m_phantoms;
    ++m_counts[{Fault::Phantom, cell}];
}

void DeliveryAccount::addUntaken(const QString &from, const QString &code, const QList<quint64> &causes)
{
    const Item item{isNotSent(code) ? Fault::NotSent : Fault::Refused, {from, {}}};
    ++(isNotSent(code) ? m_notSent : m_refused);
    ++m_counts[item];
    m_codes.insert(item, code);
    remember(item, causes);
}

DeliveryCell DeliveryAccount::figures(const Cell &cell, const PairCounts &pairs) const
{
    DeliveryCell result;
    // What came after all was due after all.
    result.due = pairs.due + pairs.recovered;
    result.delivered = pairs.delivered + pairs.late + pairs.recovered;
    result.lost = m_overdue.count(cell);
    result.missed = pairs.missed;
    result.delayed = count(Fault::Delayed, cell);
    result.twice = pairs.duplicate;
    result.outOfOrder = pairs.reordered;
    result.corrupted = pairs.corrupted;
    const Histogram latency = pairs.latencyOfAll();
    result.p50 = latency.percentile(0.5);
    result.p99 = latency.percentile(0.99);
    result.refused = count(Fault::Refused, ofSends(cell));
    result.notSent = count(Fault::NotSent, ofSends(cell));
    result.unanswered = m_overdue.unanswered(cell.first);
    result.phantoms = count(Fault::Phantom, cell);
    return result;
}

QList<quint64> DeliveryAccount::causes(const Cell &cell, Fault fault) const
{
    switch (fault) {
    case Fault::Lost:
        return m_overdue.causes(cell);
    case Fault::Unanswered:
        return m_overdue.causes(ofSends(cell));
    case Fault::Refused:
    case Fault::NotSent:
        return m_causes.value({fault, ofSends(cell)});
    default:
        return m_causes.value({fault, cell});
    }
}

void DeliveryAccount::remember(const Item &item, const QList<quint64> &causes)
{
    constexpr qsizetype kept = 20; // Nobody is told more than that there are others.
    QList<quint64> &known = m_causes[item];
    for (const quint64 each : causes)
        if (!known.contains(each))
            known << each;
    if (known.size() > kept)
        known = known.last(kept);
}

} // namespace crosstalk
