// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/deliverymodel.h"

#include "app/desktop/models/deliverymark.h"
#include "app/desktop/palette.h"

#include <QLocale>

namespace crosstalk {

namespace {

QString share(const DeliveryCell &cell)
{
    const QLocale locale;
    return QStringLiteral("%1 / %2").arg(locale.toString(cell.delivered), locale.toString(cell.due));
}

using Fault = DeliveryCell::Fault;

/// "61 lost".
QString words(Fault fault, const QString &count)
{
    switch (fault) {
    case Fault::Lost:
        return DeliveryModel::tr("%1 lost").arg(count);
    case Fault::Phantom:
        return DeliveryModel::tr("%1 phantom").arg(count);
    case Fault::Twice:
        return DeliveryModel::tr("%1 twice").arg(count);
    case Fault::OutOfOrder:
        return DeliveryModel::tr("%1 out of order").arg(count);
    case Fault::Corrupted:
        return DeliveryModel::tr("%1 corrupted").arg(count);
    case Fault::Refused:
        return DeliveryModel::tr("%1 refused").arg(count);
    case Fault::NotSent:
        return DeliveryModel::tr("%1 not sent").arg(count);
    case Fault::Unanswered:
        return DeliveryModel::tr("%1 unanswered").arg(count);
    case Fault::Missed:
        return DeliveryModel::tr("%1 missed").arg(count);
    case Fault::Delayed:
        return DeliveryModel::tr("%1 delayed").arg(count);
    }
    Q_UNREACHABLE();
}

/// What is wrong, the worst first.
QStringList faults(const DeliveryCell &cell)
{
    QStringList result;
    const auto all = cell.faults();
    for (const Fault fault : all)
        result << words(fault, QLocale().toString(cell.count(fault)));
    return result;
}

bool standsOut(const DeliveryCell &cell)
{
    return cell.isBad() || cell.isBlocked() || cell.isMarred();
}

QStringList headlines(const DeliveryCell &cell)
{
    if (standsOut(cell))
        return {faults(cell).constFirst()};
    return cell.due == 0 ? QStringList{QStringLiteral("–")}
                         : QStringList{share(cell), QLocale().toString(cell.delivered)};
}

/// The unit once where it is the same, so that the cell stays narrow.
QStringList percentiles(const DeliveryCell &cell)
{
    using namespace std::chrono_literals;
    if (!cell.isMeasured())
        return {};
    if (cell.p99 >= 1s)
        return {DeliveryModel::tr("p50 %1 · p99 %2").arg(inWords(cell.p50), inWords(cell.p99)),
                DeliveryModel::tr("p99 %1").arg(inWords(cell.p99))};
    const auto milliseconds = [](std::chrono::nanoseconds value) {
        const double ms = static_cast<double>(value.count()) / 1e6;
        return QLocale().toString(ms, 'f', ms < 0.095 ? 2 : ms < 9.95 ? 1 : 0);
    };
    return {DeliveryModel::tr("p50 %1 · p99 %2 ms").arg(milliseconds(cell.p50), milliseconds(cell.p99)),
            DeliveryModel::tr("p99 %1 ms").arg(milliseconds(cell.p99))};
}

/// Without the share where that is the headline.
QStringList figures(const DeliveryCell &cell)
{
    if (!standsOut(cell))
        return cell.due == 0 ? QStringList{DeliveryModel::tr("nothing sent yet")} : percentiles(cell);
    const bool hasShare = cell.due > 0 || cell.isBad() || cell.isMarred();
    if (!hasShare)
        return {};
    QStringList result;
    for (const QString &each : percentiles(cell))
        result << share(cell) + QStringLiteral(" · ") + each;
    return result << share(cell);
}

QString timeOf(const QDateTime &moment)
{
    return moment.time().toString(QStringLiteral("HH:mm:ss"));
}

QString withMore(const QString &reason, const DeliveryCell &cell)
{
    return cell.hasMoreReasons ? DeliveryModel::tr("%1 and other reasons").arg(reason) : reason;
}

} // namespace

quint64 DeliveryCell::count(Fault fault) const
{
    switch (fault) {
    case Fault::Lost:
        return lost;
    case Fault::Phantom:
        return phantoms;
    case Fault::Twice:
        return twice;
    case Fault::OutOfOrder:
        return outOfOrder;
    case Fault::Corrupted:
        return corrupted;
    case Fault::Refused:
        return refused;
    case Fault::NotSent:
        return notSent;
    case Fault::Unanswered:
        return unanswered;
    case Fault::Missed:
        return missed;
    case Fault::Delayed:
        return delayed;
    }
    Q_UNREACHABLE();
}

QList<DeliveryCell::Fault> DeliveryCell::faults() const
{
    QList<Fault> result;
    for (int each = 0; each <= static_cast<int>(Fault::Delayed); ++each)
        if (count(static_cast<Fault>(each)) > 0)
            result << static_cast<Fault>(each);
    return result;
}

std::optional<DeliveryCell::Fault> DeliveryCell::worst() const
{
    const auto all = faults();
    return all.isEmpty() ? std::nullopt : std::optional(all.constFirst());
}

QString reasonInWords(const DeliveryCell &cell)
{
    if (!cell.since.isValid())
        return cell.why;
    if (cell.why.isEmpty())
        return DeliveryModel::tr("since %1").arg(timeOf(cell.since));
    const QString when = cell.until.isValid()
                             ? DeliveryModel::tr("%1 %2 – %3").arg(cell.why, timeOf(cell.since), timeOf(cell.until))
                             : DeliveryModel::tr("%1 since %2").arg(cell.why, timeOf(cell.since));
    return withMore(when, cell);
}

CellWords wordsOf(const DeliveryCell &cell)
{
    QStringList reasons{reasonInWords(cell), cell.why};
    reasons.removeAll(QString());
    reasons.removeDuplicates();
    return {headlines(cell), faults(cell).mid(standsOut(cell) ? 1 : 0), figures(cell), reasons};
}

DeliveryModel::DeliveryModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void DeliveryModel::setSnapshot(const DeliverySnapshot &snapshot)
{
    Q_ASSERT(snapshot.cells.size() == snapshot.instances.size() * snapshot.instances.size());
    if (snapshot.instances != m_snapshot.instances) {
        beginResetModel();
        m_snapshot = snapshot;
        endResetModel();
        return;
    }
    const DeliverySnapshot before = std::exchange(m_snapshot, snapshot);
    for (qsizetype i = 0; i < snapshot.cells.size(); ++i) {
        if (before.cells.at(i) == snapshot.cells.at(i))
            continue;
        const auto side = snapshot.instances.size();
        const QModelIndex changed = index(static_cast<int>(i / side), static_cast<int>(i % side));
        Q_EMIT dataChanged(changed, changed);
    }
}

int DeliveryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_snapshot.instances.size());
}

int DeliveryModel::columnCount(const QModelIndex &parent) const
{
    return rowCount(parent);
}

QVariant DeliveryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeliveryCell &cell = m_snapshot.cells.at(index.row() * columnCount() + index.column());
    switch (role) {
    case Qt::DisplayRole:
        return headlines(cell).constFirst();
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return sentence(index.row(), index.column());
    case CellRole:
        return QVariant::fromValue(cell);
    default:
        return {};
    }
}

QString DeliveryModel::sentence(int row, int column) const
{
    const DeliveryCell &cell = m_snapshot.cells.at(row * columnCount() + column);
    const QString from = m_snapshot.instances.at(row).name;
    const QString to = m_snapshot.instances.at(column).name;
    QString text = tr("From instance %1 to instance %2: ").arg(badgeLetter(from), badgeLetter(to));
    const QString words = reasonInWords(cell);
    if (cell.due == 0 && !standsOut(cell))
        return text + (words.isEmpty() ? tr("nothing sent yet") : words);
    const QLocale locale;
    text += tr("%1 of %2 delivered").arg(locale.toString(cell.delivered), locale.toString(cell.due));
    for (const QString &fault : faults(cell))
        text += QStringLiteral(", ") + fault;
    if (cell.missed > 0)
        text += tr("; missed is what was not due, for a fault was about or the receiver was coming or going");
    if (cell.refused + cell.notSent + cell.unanswered > 0)
        text +=
            tr("; refused, not sent or unanswered are messages of all senders on %1, whoever they were for").arg(from);
    if (cell.phantoms > 0)
        text += tr("; a phantom is what nobody sent, or what its receiver should not have got");
    if (cell.delayed > 0)
        text += tr("; delayed is what came only after it had been counted as lost or missed");
    if (!words.isEmpty())
        text += QStringLiteral("; ") + words;
    if (cell.isMeasured())
        text += tr("; half within %1, 99 of 100 within %2").arg(inWords(cell.p50), inWords(cell.p99));
    return text;
}

QVariant DeliveryModel::headerData(int section, Qt::Orientation, int role) const
{
    if (section < 0 || section >= m_snapshot.instances.size())
        return {};
    const InstanceTag &tag = m_snapshot.instances.at(section);
    if (role == Qt::DisplayRole)
        return tag.name.toUpper();
    if (role == Qt::ToolTipRole && tag.number < 0)
        return tr("Instance %1 has been removed").arg(badgeLetter(tag.name));
    if (role == TagRole)
        return QVariant::fromValue(tag);
    return {};
}

} // namespace crosstalk
