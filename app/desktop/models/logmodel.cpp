// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/logmodel.h"

namespace crosstalk {

LogModel::LogModel(QObject *parent, qsizetype limit)
    : QAbstractTableModel(parent)
    , m_rows(limit)
{}

void LogModel::append(const QList<LogLine> &lines)
{
    const QList<LogLine> added = m_rows.fitting(lines);
    if (added.isEmpty())
        return;
    if (const int excess = m_rows.excess(added.size()); excess > 0) {
        beginRemoveRows({}, 0, excess - 1);
        m_rows.dropFirst(excess);
        endRemoveRows();
    }
    const int first = m_rows.size();
    beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
    m_rows.append(added);
    endInsertRows();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogLine &line = m_rows.at(index.row());
    if (role == TagRole && index.column() == SourceColumn)
        return QVariant::fromValue(line.source);
    if (role == Qt::ToolTipRole && index.column() == TextColumn)
        return line.text;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return line.at.toString(QStringLiteral("HH:mm:ss.zzz"));
    case SourceColumn:
        return line.source.name;
    default:
        return line.text;
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case SourceColumn:
        return tr("Source");
    case TextColumn:
        return tr("Line");
    default:
        return {};
    }
}

} // namespace crosstalk
