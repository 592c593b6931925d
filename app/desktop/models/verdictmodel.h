// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a run has come to, invariant by invariant; below one that failed stands its first counterexample: what happened
// in a sentence, then the moments around it.

#include "app/desktop/models/markedrow.h"
#include "shared/verdict.h"

#include <QAbstractItemModel>

namespace crosstalk {

class VerdictModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        JudgementRole = Qt::UserRole, ///< Judgement of an invariant; of what is below, that of what it is below.
        ProbeRole,                    ///< history::ProbeId; n is 0 where the row is about no message.
        ReceiverRole,                 ///< Empty where it is about no receiver.
    };

    explicit VerdictModel(QObject *parent = nullptr);

    /// An unknown one without a reason has not been judged yet.
    /// Signals what differs: a list of the same invariants stays where it is on the screen.
    void setVerdicts(const QList<InvariantVerdict> &verdicts);
    const QList<InvariantVerdict> &verdicts() const { return m_verdicts; }
    /// The first that failed, else the first that could not be judged; invalid where all hold.
    QModelIndex firstTrouble() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    static int childrenOf(const InvariantVerdict &verdict);
    void update(int row, const InvariantVerdict &verdict);
    static QVariant invariantData(const InvariantVerdict &verdict, int role);
    static QVariant exampleData(const Counterexample &example, int role);
    static QVariant momentData(const Moment &moment, int role);

    QList<InvariantVerdict> m_verdicts;
};

} // namespace crosstalk
