// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/verdictmodel.h"

#include "app/desktop/models/deliverymark.h"
#include "app/engine/report/words.h"

#include <algorithm>

namespace crosstalk {

namespace {

using Tone = MarkedRow::Tone;
using Weight = MarkedRow::Weight;

bool isSame(const Counterexample &a, const Counterexample &b)
{
    return a.probe == b.probe && a.receiver == b.receiver && a.what == b.what && a.attribution == b.attribution &&
           a.faults == b.faults && a.around.size() == b.around.size();
}

bool isSame(const std::optional<Counterexample> &a, const std::optional<Counterexample> &b)
{
    return a.has_value() == b.has_value() && (!a || isSame(*a, *b));
}

} // namespace

VerdictModel::VerdictModel(QObject *parent)
    : QAbstractItemModel(parent)
{}

void VerdictModel::setVerdicts(const QList<InvariantVerdict> &verdicts)
{
    const bool isSameList = std::equal(verdicts.begin(), verdicts.end(), m_verdicts.begin(), m_verdicts.end(),
                                       [](const auto &a, const auto &b) { return a.label == b.label; });
    if (!isSameList) {
        beginResetModel();
        m_verdicts = verdicts;
        endResetModel();
        return;
    }
    for (int row = 0; row < verdicts.size(); ++row)
        update(row, verdicts.at(row));
}

void VerdictModel::update(int row, const InvariantVerdict &verdict)
{
    InvariantVerdict &mine = m_verdicts[row];
    const QModelIndex here = index(row, 0);
    if (!isSame(mine.counterexample, verdict.counterexample)) {
        if (const int gone = childrenOf(mine); gone > 0) {
            beginRemoveRows(here, 0, gone - 1);
            mine.counterexample.reset();
            endRemoveRows();
        }
        if (const int added = childrenOf(verdict); added > 0) {
            beginInsertRows(here, 0, added - 1);
            mine.counterexample = verdict.counterexample;
            endInsertRows();
        }
    }
    if (mine.judgement == verdict.judgement && mine.reason == verdict.reason)
        return;
    mine.judgement = verdict.judgement;
    mine.reason = verdict.reason;
    Q_EMIT dataChanged(here, here);
}

QModelIndex VerdictModel::firstTrouble() const
{
    for (const Judgement each : {Judgement::Fail, Judgement::Unknown})
        for (int row = 0; row < m_verdicts.size(); ++row)
            if (m_verdicts.at(row).judgement == each)
                return index(row, 0);
    return {};
}

// The internal id of an invariant is 0, that of a row below it the invariant's row plus one.
QModelIndex VerdictModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex VerdictModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr{0});
}

int VerdictModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_verdicts.size());
    return parent.internalId() == 0 && parent.column() == 0 ? childrenOf(m_verdicts.at(parent.row())) : 0;
}

int VerdictModel::columnCount(const QModelIndex &) const
{
    return 1;
}

int VerdictModel::childrenOf(const InvariantVerdict &verdict)
{
    return verdict.counterexample ? 1 + static_cast<int>(verdict.counterexample->around.size()) : 0;
}

QVariant VerdictModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == 0)
        return invariantData(m_verdicts.at(index.row()), role);
    const InvariantVerdict &verdict = m_verdicts.at(static_cast<int>(index.internalId()) - 1);
    if (role == JudgementRole)
        return QVariant::fromValue(verdict.judgement);
    return index.row() == 0 ? exampleData(*verdict.counterexample, role)
                            : momentData(verdict.counterexample->around.at(index.row() - 1), role);
}

QVariant VerdictModel::invariantData(const InvariantVerdict &verdict, int role)
{
    const bool isBad = verdict.judgement == Judgement::Fail;
    const bool isGood = verdict.judgement == Judgement::Pass;
    const bool isDoubtful = !isBad && !isGood && !verdict.reason.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return verdict.label;
    case Qt::ToolTipRole:
        return verdict.reason;
    case Qt::AccessibleTextRole:
        return isBad || isGood || isDoubtful
                   ? QStringLiteral("%1 – %2: %3").arg(verdict.label, nameOf(verdict.judgement), verdict.reason)
                   : verdict.label;
    case JudgementRole:
        return QVariant::fromValue(verdict.judgement);
    case ProbeRole:
        return QVariant::fromValue(verdict.counterexample ? verdict.counterexample->probe : history::ProbeId());
    case ReceiverRole:
        return verdict.counterexample ? verdict.counterexample->receiver : QString();
    case MarkedRow::MarkRole:
        return isBad        ? QStringLiteral("✗")
               : isGood     ? QStringLiteral("✓")
               : isDoubtful ? QStringLiteral("?")
                            : QStringLiteral("·");
    case MarkedRow::ToneRole:
        return QVariant::fromValue(isBad ? Tone::Bad : isGood ? Tone::Good : isDoubtful ? Tone::Doubtful : Tone::Muted);
    case MarkedRow::DetailRole:
        return verdict.reason;
    case MarkedRow::WeightRole:
        return QVariant::fromValue(isBad ? Weight::Strong : Weight::Normal);
    default:
        return {};
    }
}

QVariant VerdictModel::exampleData(const Counterexample &example, int role)
{
    const auto detail = [&example] {
        QStringList parts;
        if (!example.attribution.isEmpty())
            parts << example.attribution;
        if (!example.faults.isEmpty())
            parts << tr("during: %1").arg(example.faults.join(QStringLiteral(", ")));
        return parts.join(QStringLiteral(" · "));
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return example.what;
    case Qt::ToolTipRole:
        return example.probe.n > 0 ? tr("Show this message in the table") : QString();
    case ProbeRole:
        return QVariant::fromValue(example.probe);
    case ReceiverRole:
        return example.receiver;
    case MarkedRow::MarkRole:
        return QStringLiteral("→");
    case MarkedRow::ToneRole:
        return QVariant::fromValue(Tone::Bad);
    case MarkedRow::DetailRole:
        return detail();
    case MarkedRow::WeightRole:
        return QVariant::fromValue(Weight::Normal);
    default:
        return {};
    }
}

QVariant VerdictModel::momentData(const Moment &moment, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return QStringLiteral("%1  %2").arg(momentInWords(std::chrono::nanoseconds(moment.at)), describe(moment));
    case Qt::ToolTipRole:
        return moment.probe.n > 0 ? tr("Show this message in the table") : QString();
    case ProbeRole:
        return QVariant::fromValue(moment.probe);
    case ReceiverRole:
        return moment.kind == Moment::Kind::Received ? moment.session : QString();
    case MarkedRow::MarkRole:
        return moment.isOfCounterexample ? QStringLiteral("›") : QString();
    case MarkedRow::ToneRole:
        return QVariant::fromValue(moment.isOfCounterexample ? Tone::Bad : Tone::Muted);
    case MarkedRow::WeightRole:
        return QVariant::fromValue(moment.isOfCounterexample ? Weight::Normal : Weight::Light);
    default:
        return {};
    }
}

} // namespace crosstalk
