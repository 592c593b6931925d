// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/chatmodel.h"

namespace crosstalk {

ChatModel::ChatModel(QObject *parent, qsizetype limit)
    : QAbstractListModel(parent)
    , m_rows(limit)
{}

void ChatModel::append(const QList<ChatLine> &lines)
{
    const QList<ChatLine> added = m_rows.fitting(lines);
    if (added.isEmpty())
        return;
    if (const int excess = m_rows.excess(added.size()); excess > 0) {
        beginRemoveRows({}, 0, excess - 1);
        for (int i = 0; i < excess; ++i)
            m_own.remove(m_rows.at(i).probe);
        m_rows.dropFirst(excess);
        endRemoveRows();
    }
    const int first = m_rows.size();
    beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
    m_rows.append(added);
    for (int i = first; i < m_rows.size(); ++i)
        if (m_rows.at(i).kind == ChatLine::Kind::Own)
            m_own.insert(m_rows.at(i).probe, m_rows.serial(i));
    endInsertRows();
}

int ChatModel::ownRow(const history::ProbeId &probe) const
{
    const auto found = m_own.constFind(probe);
    return found == m_own.cend() ? -1 : m_rows.row(*found);
}

DeliveryMark ChatModel::mark(const history::ProbeId &probe) const
{
    const int row = ownRow(probe);
    return row < 0 ? DeliveryMark{} : m_rows.at(row).mark;
}

void ChatModel::setMark(const history::ProbeId &probe, const DeliveryMark &mark)
{
    const int row = ownRow(probe);
    if (row < 0 || m_rows.at(row).mark == mark)
        return;
    m_rows.at(row).mark = mark;
    Q_EMIT dataChanged(index(row), index(row), {LineRole, Qt::AccessibleTextRole, Qt::ToolTipRole});
}

bool ChatModel::isUnsent(const history::ProbeId &probe) const
{
    const int row = ownRow(probe);
    return row >= 0 && m_rows.at(row).isUnsent();
}

QList<int> ChatModel::unsentRows() const
{
    QList<int> rows;
    for (int row = 0; row < m_rows.size(); ++row)
        if (m_rows.at(row).isUnsent())
            rows << row;
    return rows;
}

bool ChatModel::hasMessages() const
{
    for (int row = 0; row < m_rows.size(); ++row)
        if (m_rows.at(row).kind != ChatLine::Kind::Notice)
            return true;
    return false;
}

int ChatModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

QVariant ChatModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ChatLine &line = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return line.text;
    case Qt::AccessibleTextRole:
        return line.kind == ChatLine::Kind::Own ? plainText(line) + QStringLiteral(" – ") + line.mark.text
               : line.isDelayed                 ? plainText(line) + QStringLiteral(" – ") + delayInWords(line.latency)
                                                : plainText(line);
    case Qt::ToolTipRole:
        return line.kind == ChatLine::Kind::Own ? line.mark.inFull()
               : line.isDelayed                 ? delayInWords(line.latency)
                                                : QVariant();
    case LineRole:
        return QVariant::fromValue(line);
    case SerialRole:
        return m_rows.serial(index.row());
    default:
        return {};
    }
}

QString ChatModel::plainText(const ChatLine &line)
{
    if (line.kind == ChatLine::Kind::Notice)
        return line.at.toString(QStringLiteral("HH:mm:ss")) + QStringLiteral(" · ") + line.text;
    return line.from.isEmpty() ? line.text : line.from + QStringLiteral(": ") + line.text;
}

} // namespace crosstalk
