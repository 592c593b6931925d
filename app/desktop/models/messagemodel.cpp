// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/messagemodel.h"

#include "app/desktop/models/deliverymark.h"
#include "app/desktop/palette.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace crosstalk {

namespace {

/// The worst first.
constexpr std::array order{MessageRow::Lost,       MessageRow::Phantom,  MessageRow::Corrupted, MessageRow::Twice,
                           MessageRow::OutOfOrder, MessageRow::Delayed,  MessageRow::Missed,    MessageRow::Exposed,
                           MessageRow::Excused,    MessageRow::OnItsWay, MessageRow::Delivered};

QString word(MessageRow::Class single)
{
    switch (single) {
    case MessageRow::OnItsWay:
        return MessageModel::tr("on its way");
    case MessageRow::Delivered:
        return MessageModel::tr("delivered");
    case MessageRow::Delayed:
        return MessageModel::tr("delayed");
    case MessageRow::OutOfOrder:
        return MessageModel::tr("out of order");
    case MessageRow::Twice:
        return MessageModel::tr("twice");
    case MessageRow::Corrupted:
        return MessageModel::tr("corrupted");
    case MessageRow::Lost:
        return MessageModel::tr("lost");
    case MessageRow::Phantom:
        return MessageModel::tr("phantom");
    case MessageRow::Exposed:
        return MessageModel::tr("exposed");
    case MessageRow::Missed:
        return MessageModel::tr("missed");
    case MessageRow::Excused:
        return MessageModel::tr("not due");
    }
    Q_UNREACHABLE();
}

QString joined(MessageRow::Classes classes)
{
    QStringList list;
    for (const MessageRow::Class single : order)
        if (classes.testFlag(single))
            list << word(single);
    return list.join(QStringLiteral(", "));
}

/// What became of it, as the end of a sentence that began with the message.
QString outcome(const MessageRow &row)
{
    const QString receiver = MessageModel::tr("%1 on %2").arg(row.receiver, badgeLetter(row.to.name));
    const QString took = row.copies > 0 ? MessageModel::tr(" after %1").arg(inWords(row.latency)) : QString();
    if (row.classes & MessageRow::Phantom)
        return MessageModel::tr("reached %1, which should not have got it").arg(receiver);
    if (row.classes & MessageRow::Lost)
        return MessageModel::tr("has not reached %1").arg(receiver);
    if (row.classes & MessageRow::OnItsWay)
        return MessageModel::tr("is on its way to %1").arg(receiver);
    if (row.classes & (MessageRow::Exposed | MessageRow::Missed | MessageRow::Excused)) {
        const QString arrival = row.copies > 0 ? MessageModel::tr("reached %1%2").arg(receiver, took)
                                               : MessageModel::tr("has not reached %1").arg(receiver);
        return row.classes & (MessageRow::Exposed | MessageRow::Missed)
                   ? MessageModel::tr("%1; not due, for the receiver was coming or going or a fault was about")
                         .arg(arrival)
               : row.hasLeft   ? MessageModel::tr("%1; not due, for the receiver had gone by itself").arg(arrival)
               : row.isRefused ? MessageModel::tr("%1; not due, for the server has refused it").arg(arrival)
                               : MessageModel::tr("%1; not due, for the server has not confirmed it").arg(arrival);
    }
    QString text = MessageModel::tr("reached %1%2").arg(receiver, took);
    if (row.copies > 1)
        text += MessageModel::tr(", %1 times").arg(row.copies);
    if (row.classes & MessageRow::OutOfOrder)
        text += MessageModel::tr(", behind a later one");
    if (row.classes & MessageRow::Corrupted)
        text += MessageModel::tr(", not as it was sent");
    return text;
}

template<class Value>
bool takeInto(QList<Value> &list, const Value &value)
{
    // Mostly it is the one of the row before.
    if ((!list.isEmpty() && list.constLast() == value) || list.contains(value))
        return false;
    list.append(value);
    return true;
}

} // namespace

MessageModel::MessageModel(QObject *parent, qsizetype limit)
    : QAbstractTableModel(parent)
    , m_limit(limit)
    , m_rows(limit, limit / 100)
    , m_epoch(QDateTime::currentDateTime())
{}

const MessageRow *MessageModel::find(quint64 serial) const
{
    const int row = m_rows.row(serial);
    return row < 0 || row >= m_rows.size() ? nullptr : &m_rows.at(row);
}

int MessageModel::rowOf(const history::ProbeId &probe, const QString &receiver) const
{
    for (int row = 0; row < m_rows.size(); ++row)
        if (m_rows.at(row).probe == probe && (receiver.isEmpty() || m_rows.at(row).receiver == receiver))
            return row;
    return -1;
}

void MessageModel::append(const QList<MessageRow> &rows)
{
    const QList<MessageRow> added = m_rows.fitting(rows);
    if (added.isEmpty())
        return;
    if (const int gone = m_rows.excess(added.size()); gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        m_rows.dropFirst(gone);
        endRemoveRows();
    }
    const bool hasNews = takeFacets(added);
    const int first = m_rows.size();
    beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
    m_rows.append(added);
    endInsertRows();
    if (hasNews)
        Q_EMIT facetsChanged();
}

void MessageModel::change(const QHash<quint64, MessageRow> &rows)
{
    QList<int> changed;
    for (auto it = rows.cbegin(); it != rows.cend(); ++it) {
        const int row = m_rows.row(it.key());
        if (row < 0 || row >= m_rows.size() || m_rows.at(row) == it.value())
            continue;
        m_rows.at(row) = it.value();
        changed << row;
    }
    // One signal for rows in succession: a batch mostly is one.
    std::sort(changed.begin(), changed.end());
    for (qsizetype i = 0; i < changed.size();) {
        qsizetype end = i + 1;
        while (end < changed.size() && changed.at(end) == changed.at(end - 1) + 1)
            ++end;
        Q_EMIT dataChanged(index(changed.at(i), 0), index(changed.at(end - 1), ColumnCount - 1));
        i = end;
    }
}

bool MessageModel::takeFacets(const QList<MessageRow> &rows)
{
    bool hasNews = false;
    for (const MessageRow &row : rows) {
        hasNews |= takeInto(m_facets.senders, row.probe.session);
        hasNews |= takeInto(m_facets.receivers, row.receiver);
        hasNews |= takeInto(m_facets.rooms, row.probe.room);
        for (const InstanceTag &tag : {row.from, row.to})
            hasNews |= !tag.name.isEmpty() && takeInto(m_facets.instances, tag);
    }
    return hasNews;
}

int MessageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

int MessageModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessageModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MessageRow &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return sentence(row);
    case Qt::TextAlignmentRole: {
        const bool isFigure = column == NumberColumn || column == LatencyColumn;
        return QVariant::fromValue(Qt::Alignment((isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    case TagRole:
        return column == FromColumn ? QVariant::fromValue(row.from)
               : column == ToColumn ? QVariant::fromValue(row.to)
                                    : QVariant();
    case ClassesRole:
        return QVariant::fromValue(row.classes);
    default:
        return {};
    }
}

QString MessageModel::text(const MessageRow &row, int column) const
{
    switch (column) {
    case TimeColumn:
        return timeOf(row);
    case FromColumn:
        return row.from.name;
    case SenderColumn:
        return row.probe.session;
    case ToColumn:
        return row.to.name;
    case ReceiverColumn:
        return row.receiver;
    case RoomColumn:
        return row.probe.room;
    case NumberColumn:
        return QLocale().toString(row.probe.n);
    case LatencyColumn:
        return row.copies > 0 && !(row.classes & MessageRow::Phantom) ? inWords(row.latency) : QString();
    case ClassColumn:
        return words(row);
    default:
        return row.text;
    }
}

QString MessageModel::timeOf(const MessageRow &row) const
{
    return m_epoch.addMSecs(row.at / 1'000'000).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString MessageModel::sentence(const MessageRow &row) const
{
    const QString room = row.probe.room.isEmpty() ? QString() : tr(" to %1").arg(row.probe.room);
    const QString text = tr("Message %1 of %2%3, %4: %5")
                             .arg(QLocale().toString(row.probe.n), row.probe.session, room, timeOf(row), outcome(row));
    const QString reason = reasonOf(row);
    return reason.isEmpty() ? text : text + QStringLiteral(" · ") + reason;
}

QVariant MessageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isFigure = section == NumberColumn || section == LatencyColumn;
        return QVariant::fromValue(Qt::Alignment((isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Sent at");
    case FromColumn:
        return tr("From");
    case SenderColumn:
        return tr("Sender");
    case ToColumn:
        return tr("To");
    case ReceiverColumn:
        return tr("Receiver");
    case RoomColumn:
        return tr("Room");
    case NumberColumn:
        return tr("No.");
    case LatencyColumn:
        return tr("Latency");
    case ClassColumn:
        return tr("Outcome");
    case TextColumn:
        return tr("Text");
    default:
        return {};
    }
}

QString MessageModel::words(const MessageRow &row)
{
    if (row.classes != MessageRow::Excused || row.hasLeft)
        return words(row.classes);
    return row.isRefused ? tr("refused") : tr("unanswered");
}

QString MessageModel::words(MessageRow::Classes classes)
{
    // Made once: a filter asks for those of a million rows.
    static const QStringList words = [] {
        QStringList result;
        for (int all = 0; all <= MessageRow::any; ++all)
            result << joined(MessageRow::Classes(all));
        return result;
    }();
    return words.value(classes.toInt());
}

} // namespace crosstalk
