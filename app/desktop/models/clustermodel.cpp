// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/clustermodel.h"

#include "app/desktop/models/faultwords.h"
#include "app/desktop/models/servicewords.h"
#include "app/desktop/palette.h"

#include <QLocale>

#include <algorithm>

namespace crosstalk {

namespace {

QString key(const ServiceRow &row)
{
    return row.tag.name;
}

QString key(const SessionRow &row)
{
    return row.name;
}

QString key(const FaultRow &row)
{
    return row.id;
}

} // namespace

ClusterModel::ClusterModel(QObject *parent)
    : QAbstractItemModel(parent)
{}

template<class Row>
void ClusterModel::sync(QList<Row> &rows, const QList<Row> &next, Section of)
{
    const QModelIndex parent = section(of);
    const auto indexOf = [](const QList<Row> &list, const Row &wanted) {
        return std::find_if(list.begin(), list.end(), [&](const Row &row) { return key(row) == key(wanted); }) -
               list.begin();
    };
    for (int i = static_cast<int>(rows.size()) - 1; i >= 0; --i) {
        if (indexOf(next, rows.at(i)) == next.size()) {
            beginRemoveRows(parent, i, i);
            rows.removeAt(i);
            endRemoveRows();
        }
    }
    for (int i = 0; i < next.size(); ++i) {
        const auto old = static_cast<int>(indexOf(rows, next.at(i)));
        if (old == rows.size()) {
            beginInsertRows(parent, i, i);
            rows.insert(i, next.at(i));
            endInsertRows();
            continue;
        }
        if (old != i) {
            beginMoveRows(parent, old, old, parent, i);
            rows.move(old, i);
            endMoveRows();
        }
        if (rows.at(i) != next.at(i)) {
            rows[i] = next.at(i);
            const QModelIndex changed = index(i, 0, parent);
            Q_EMIT dataChanged(changed, changed);
        }
    }
}

void ClusterModel::setSnapshot(const ClusterSnapshot &snapshot)
{
    sync(m_services, QList<ServiceRow>{snapshot.broker} + snapshot.instances, Cluster);
    setFaults(snapshot.faults);
    sync(m_sessions, snapshot.sessions, Sessions);
}

/// Their section comes with the first and goes with the last.
void ClusterModel::setFaults(const QList<FaultRow> &faults)
{
    if (m_faults.isEmpty() == faults.isEmpty())
        return sync(m_faults, faults, Faults);
    if (faults.isEmpty()) {
        beginRemoveRows({}, Faults, Faults);
        m_faults.clear();
        endRemoveRows();
    } else {
        beginInsertRows({}, Faults, Faults);
        m_faults = faults;
        endInsertRows();
    }
}

ClusterModel::Section ClusterModel::sectionAt(int row) const
{
    return row == Cluster ? Cluster : row == Faults && !m_faults.isEmpty() ? Faults : Sessions;
}

QModelIndex ClusterModel::section(Section section) const
{
    if (section == Faults && m_faults.isEmpty())
        return {};
    return index(section == Sessions && m_faults.isEmpty() ? section - 1 : section, 0, {});
}

QModelIndex ClusterModel::fault(const QString &service) const
{
    for (int i = 0; i < m_faults.size(); ++i)
        if (m_faults.at(i).id == service)
            return index(i, 0, section(Faults));
    return {};
}

QStringList ClusterModel::healable() const
{
    QStringList result;
    for (const FaultRow &row : m_faults)
        if (row.isHealable)
            result << row.id;
    return result;
}

QModelIndex ClusterModel::instance(const QString &name) const
{
    for (int i = 1; i < m_services.size(); ++i)
        if (m_services.at(i).tag.name == name)
            return index(i, 0, section(Cluster));
    return {};
}

// The internal id of a section is 0, that of a row its section plus one, wherever that stands.
QModelIndex ClusterModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(sectionAt(parent.row())) + 1 : 0);
}

QModelIndex ClusterModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return section(static_cast<Section>(child.internalId() - 1));
}

int ClusterModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_faults.isEmpty() ? 2 : 3;
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    switch (sectionAt(parent.row())) {
    case Cluster:
        return static_cast<int>(m_services.size());
    case Faults:
        return static_cast<int>(m_faults.size());
    case Sessions:
        return static_cast<int>(m_sessions.size());
    }
    Q_UNREACHABLE();
}

int ClusterModel::columnCount(const QModelIndex &) const
{
    return 1;
}

Qt::ItemFlags ClusterModel::flags(const QModelIndex &index) const
{
    // Nothing can be done to a heading, so that the keyboard steps over it.
    const bool isHeading = !index.isValid() || index.internalId() == 0;
    return isHeading ? Qt::ItemFlags() : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QVariant ClusterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == 0)
        return sectionData(sectionAt(index.row()), role);
    if (index.internalId() == Cluster + 1)
        return serviceData(m_services.at(index.row()), role);
    if (index.internalId() == Faults + 1)
        return faultData(m_faults.at(index.row()), role);
    return sessionData(m_sessions.at(index.row()), role);
}

QVariant ClusterModel::sectionData(Section section, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return section == Cluster ? tr("Cluster") : section == Faults ? tr("Faults now") : tr("Sessions");
    case KindRole:
        return QVariant::fromValue(Kind::Section);
    default:
        return {};
    }
}

/// All that are connected; where they cannot be counted, those of this window.
QString ClusterModel::clients(const ServiceRow &row)
{
    if (row.clients >= 0)
        return row.clients == 1 ? tr("1 client") : tr("%1 clients").arg(QLocale().toString(row.clients));
    return row.sessions == 1 ? tr("1 session") : tr("%1 sessions").arg(row.sessions);
}

/// What is wrong comes first, and what comes and goes last: there may not be room for all, and nothing is to jump.
QString ClusterModel::serviceDetail(const ServiceRow &row)
{
    if (row.state == Service::State::Exited && row.fault != ServiceFault::Ended && !row.exitedHow.isEmpty())
        return row.exitedHow;
    const bool isBroker = row.tag.name.isEmpty();
    QStringList parts;
    const QString why = row.fault == ServiceFault::Ended ? tr("nobody asked it to end") : complaintOf(row);
    if (!why.isEmpty())
        parts << why;
    if (!row.address.isEmpty())
        parts << row.address << row.dialect;
    else if (row.port > 0)
        parts << (isBroker ? QStringLiteral("127.0.0.1:%1") : QStringLiteral(":%1")).arg(row.port);
    if (!isBroker && (row.sessions > 0 || row.pid > 0 || !row.address.isEmpty()))
        parts << clients(row);
    if (why.isEmpty() && row.messagesPerSecond > 0)
        parts << tr("%1 msg/s").arg(QLocale().toString(row.messagesPerSecond));
    return parts.join(QStringLiteral(" · "));
}

QVariant ClusterModel::serviceData(const ServiceRow &row, int role) const
{
    const bool isBroker = row.tag.name.isEmpty();
    const auto title = [&] {
        const bool isPlain = isBroker && row.state == Service::State::Ready && !row.product.isEmpty();
        if (isPlain)
            return row.product;
        return isBroker ? tr("Broker · %1").arg(conditionOf(row)) : conditionOf(row);
    };
    const auto figure = [&] {
        if (row.pid == 0 || row.residentBytes == 0)
            return QString();
        const QString size = memory(row.residentBytes);
        return row.cpuPercent < 0 ? size : tr("%1 · %2 %").arg(size).arg(row.cpuPercent);
    };
    const auto sentence = [&] {
        QStringList parts{isBroker ? tr("Broker") : tr("Instance %1").arg(badgeLetter(row.tag.name)), title(),
                          serviceDetail(row), figure()};
        if (row.pid > 0)
            parts << tr("pid %1").arg(row.pid);
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    };

    switch (role) {
    case Qt::DisplayRole:
        return title();
    case Qt::AccessibleTextRole:
        return sentence();
    case Qt::ToolTipRole:
        return sentence();
    case KindRole:
        return QVariant::fromValue(isBroker ? Kind::Broker : Kind::Instance);
    case NameRole:
        return isBroker ? QStringLiteral("broker") : row.tag.name;
    case TagRole:
        return QVariant::fromValue(row.tag);
    case DetailRole:
        return serviceDetail(row);
    case FigureRole:
        return figure();
    case ToneRole:
        return QVariant::fromValue(toneOf(row));
    case IconRole:
        // A broker that is well has its dot.
        return isBroker && row.state == Service::State::Ready ? QString() : iconOf(row);
    case StateRole:
        return QVariant::fromValue(row.state);
    case RowRole:
        return QVariant::fromValue(row);
    case ConditionRole:
        return conditionOf(row);
    case ReasonRole:
        // How it has ended is its condition already.
        return row.state == Service::State::Exited && !row.lastExit ? row.exitedHow : complaintOf(row);
    default:
        return {};
    }
}

QString ClusterModel::faultDetail(const FaultRow &row)
{
    QStringList parts{tr("for %1").arg(lastingWords(row.lasted))};
    if (row.exit)
        parts << inShort(*row.exit);
    if (row.ailment != Ailment::None && row.isBrokersDoing)
        parts << tr("without its broker");
    else if (row.ailment != Ailment::None && row.isAttached)
        parts << tr("somebody else runs it");
    else if (!row.why.isEmpty())
        parts << row.why;
    return parts.join(QStringLiteral(" · "));
}

QString ClusterModel::faultSentence(const FaultRow &row, const QString &title, const QString &healing)
{
    QString sentence = tr("Fault: %1, %2").arg(title, faultDetail(row));
    if (!healing.isEmpty())
        sentence = tr("%1. Heal: %2").arg(sentence, healing);
    const QString advice = adviceOn(row);
    return advice.isEmpty() ? sentence : tr("%1. %2.").arg(sentence, advice);
}

QVariant ClusterModel::faultData(const FaultRow &row, int role)
{
    const bool isOfService = row.fault != ServiceFault::None || row.ailment != Ailment::None;
    const bool isIll = row.ailment != Ailment::None;
    const QString name = row.tag.name;
    const QString title = !isOfService ? row.what : isIll ? faultTitle(row.ailment, name) : faultTitle(row.fault, name);
    const QString healing = !row.isHealable ? QString()
                            : isIll         ? healingOf(row.ailment, name)
                                            : healingOf(row.fault, name);
    switch (role) {
    case Qt::DisplayRole:
        return title;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return faultSentence(row, title, healing);
    case KindRole:
        return QVariant::fromValue(Kind::Fault);
    case NameRole:
        return isOfService ? row.id : QString();
    case TagRole:
        return QVariant::fromValue(row.tag);
    case DetailRole:
        return faultDetail(row);
    case ToneRole:
        return QVariant::fromValue(Tone::Bad);
    case HealRole:
        return row.isHealable ? tr("Heal") : QString();
    case HealingRole:
        return healing;
    default:
        return {};
    }
}

QVariant ClusterModel::sessionData(const SessionRow &row, int role) const
{
    const QString letter = badgeLetter(row.tag.name);
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return row.room.isEmpty()
                   ? tr("Session %1 on instance %2, %3").arg(row.name, letter, row.state)
                   : tr("Session %1 on instance %2, room %3, %4").arg(row.name, letter, row.room, row.state);
    case KindRole:
        return QVariant::fromValue(Kind::Session);
    case TagRole:
        return QVariant::fromValue(row.tag);
    case DetailRole:
        return row.room.isEmpty() ? row.state : tr("room %1 · %2").arg(row.room, row.state);
    case ToneRole:
        return QVariant::fromValue(row.isJoined || !row.isWanted ? Tone::Good : Tone::Doubtful);
    case RowRole:
        return QVariant::fromValue(row);
    default:
        return {};
    }
}

QString ClusterModel::memory(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 100 * 1024 * 1024 ? 1 : 0, QLocale::DataSizeIecFormat);
}

QString ClusterModel::words(Service::State state)
{
    switch (state) {
    case Service::State::Stopped:
        return tr("stopped");
    case Service::State::Starting:
        return tr("starting…");
    case Service::State::Ready:
        return tr("ready");
    case Service::State::Frozen:
        return tr("frozen");
    case Service::State::Draining:
        return tr("draining…");
    case Service::State::Exited:
        return tr("exited");
    case Service::State::Attached:
        return tr("attached");
    }
    Q_UNREACHABLE();
}

ClusterModel::Tone ClusterModel::tone(Service::State state)
{
    switch (state) {
    case Service::State::Ready:
    case Service::State::Attached:
        return Tone::Good;
    case Service::State::Starting:
    case Service::State::Draining:
        return Tone::Doubtful;
    case Service::State::Frozen:
    case Service::State::Exited:
        return Tone::Bad;
    case Service::State::Stopped:
        return Tone::Quiet;
    }
    Q_UNREACHABLE();
}

} // namespace crosstalk
