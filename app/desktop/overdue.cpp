// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/overdue.h"

namespace crosstalk {

Overdue::Overdue(std::chrono::nanoseconds after, std::chrono::nanoseconds deadline, qsizetype kept)
    : m_after(after)
    , m_deadline(deadline)
    , m_kept(kept)
{}

void Overdue::sent(const history::ProbeId &probe, qint64 atNs)
{
    m_underWay.push_back({probe, atNs});
}

QList<Overdue::Sent> Overdue::expire(qint64 nowNs)
{
    QList<Sent> result;
    for (; !m_underWay.empty() && nowNs - m_underWay.front().at >= m_after.count(); m_underWay.pop_front()) {
        result << m_underWay.front();
        m_undecided.push_back(m_underWay.front());
    }
    for (; !m_undecided.empty() && nowNs - m_undecided.front().at >= m_deadline.count(); m_undecided.pop_front()) {
        if (m_overdue.contains(m_undecided.front().probe))
            result << m_undecided.front();
    }
    return result;
}

void Overdue::set(const history::ProbeId &probe, const QList<Cell> &missing, const QString &unansweredOn)
{
    const Lack lack{missing, unansweredOn, causes(probe)};
    if (const auto known = m_overdue.find(probe); known != m_overdue.end()) {
        count(*known, false);
        *known = lack;
    } else {
        m_overdue.insert(probe, lack);
        m_order.push_back(probe);
    }
    count(lack, true);
    while (m_order.size() > static_cast<size_t>(m_kept)) {
        m_overdue.remove(m_order.front());
        m_order.pop_front();
    }
}

void Overdue::settle(const history::ProbeId &probe)
{
    const auto known = m_overdue.find(probe);
    if (known == m_overdue.end())
        return;
    count(*known, false);
    m_overdue.erase(known);
}

void Overdue::blame(const history::ProbeId &probe, const QList<quint64> &causes)
{
    const auto known = m_overdue.find(probe);
    if (known == m_overdue.end())
        return;
    countCauses(*known, false);
    known->causes = causes;
    countCauses(*known, true);
}

void Overdue::countCauses(const Lack &lack, bool isMore)
{
    const auto count = [&](const Cell &cell) {
        auto &counts = m_causes[cell];
        for (const quint64 cause : lack.causes)
            if ((isMore ? ++counts[cause] : --counts[cause]) == 0)
                counts.remove(cause);
    };
    for (const Cell &cell : lack.missing)
        count(cell);
    if (!lack.unansweredOn.isEmpty())
        count({lack.unansweredOn, {}});
}

void Overdue::count(const Lack &lack, bool isMore)
{
    countCauses(lack, isMore);
    const auto add = [isMore](quint64 &count, quint64 more) { isMore ? count += more : count -= more; };
    for (const Cell &cell : lack.missing)
        add(m_counts[cell], 1);
    add(m_total, static_cast<quint64>(lack.missing.size()));
    if (lack.unansweredOn.isEmpty())
        return;
    add(m_unanswered[lack.unansweredOn], 1);
    add(m_unansweredTotal, 1);
}

} // namespace crosstalk
