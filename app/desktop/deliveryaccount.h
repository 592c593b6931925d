// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What is counted of the sends of a stretch of a run beside the ledger: which are overdue, what came delayed or though
// nobody sent it, what nobody took, and the troubles that did it. Values only; which sends those are says the caller.

#include "app/desktop/models/deliverymodel.h"
#include "app/desktop/overdue.h"
#include "shared/ledger.h"

namespace crosstalk {

class DeliveryAccount
{
public:
    using Cell = Overdue::Cell;
    using Fault = DeliveryCell::Fault;
    /// What a probe lacks that has been under way for too long.
    struct Harm
    {
        QList<Cell> missing;
        QList<Cell> missed; ///< Given up, for it was not due.
        QString unansweredOn;

        bool isNone() const { return missing.isEmpty() && unansweredOn.isEmpty(); }
    };

    explicit DeliveryAccount(const Overdue &overdue)
        : m_overdue(overdue)
    {}

    Overdue &overdue() { return m_overdue; }
    const Overdue &overdue() const { return m_overdue; }

    /// @p atNs when it came to be so.
    void review(const history::ProbeId &probe, const Harm &harm, qint64 atNs);
    /// @p causes of what @p harm says of the probe: ids of troubles, see RunPast.
    void blame(const history::ProbeId &probe, const Harm &harm, const QList<quint64> &causes);
    void addDelayed(const Cell &cell, const QList<quint64> &causes);
    void addPhantom(const Cell &cell);
    /// What is missed there no more has no causes.
    void forgetMissed(const Cell &cell) { m_causes.remove({Fault::Missed, cell}); }
    /// A send from @p from that nobody has to deliver: @p code says why.
    void addUntaken(const QString &from, const QString &code, const QList<quint64> &causes);

    /// With what the ledger has counted of the same sends; without the reason.
    DeliveryCell figures(const Cell &cell, const PairCounts &pairs) const;
    /// Of what @p fault counts in this cell.
    QList<quint64> causes(const Cell &cell, Fault fault) const;
    /// With which the last sends of this kind were not taken; empty where there are none.
    QString codeOf(const QString &from, Fault fault) const { return m_codes.value({fault, {from, {}}}); }
    /// When the first of what is lost in this cell came to be so.
    qint64 lostSince(const Cell &cell) const { return m_lostSince.value(cell); }

    quint64 delayed() const { return m_delayed; }
    quint64 phantoms() const { return m_phantoms; }
    quint64 refused() const { return m_refused; }
    quint64 notSent() const { return m_notSent; }

private:
    /// Of a cell; of all sends from an instance where the cell has no receiver.
    using Item = std::pair<Fault, Cell>;

    quint64 count(Fault fault, const Cell &cell) const { return m_counts.value({fault, cell}); }
    void remember(const Item &item, const QList<quint64> &causes);

    Overdue m_overdue;
    QMap<Item, quint64> m_counts;
    QMap<Item, QList<quint64>> m_causes;
    QMap<Item, QString> m_codes;
    QHash<Cell, qint64> m_lostSince;
    quint64 m_delayed = 0;
    quint64 m_phantoms = 0;
    quint64 m_refused = 0;
    quint64 m_notSent = 0;
};

} // namespace crosstalk
