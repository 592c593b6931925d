// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/pathmodel.h"

#include <algorithm>
#include <utility>

namespace crosstalk {

namespace {

QString markOf(MarkedRow::Tone tone)
{
    switch (tone) {
    case MarkedRow::Tone::Good:
        return QStringLiteral("✓");
    case MarkedRow::Tone::Bad:
        return QStringLiteral("✗");
    case MarkedRow::Tone::Doubtful:
        return QStringLiteral("!");
    case MarkedRow::Tone::Muted:
        return QStringLiteral("?");
    case MarkedRow::Tone::Active:
        return QStringLiteral("…");
    }
    Q_UNREACHABLE();
}

/// Whether each row of one is about what the same row of the other is about.
bool haveSameRows(const MessagePath &one, const MessagePath &other)
{
    return one.probe == other.probe &&
           std::equal(one.hops.begin(), one.hops.end(), other.hops.begin(), other.hops.end(),
                      [](const PathHop &a, const PathHop &b) { return a.kind == b.kind && a.who == b.who; });
}

} // namespace

PathModel::PathModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void PathModel::setPath(const MessagePath &path, const QDateTime &epoch)
{
    if (!haveSameRows(m_path, path) || m_epoch != epoch) {
        beginResetModel();
        m_path = path;
        m_epoch = epoch;
        endResetModel();
        return;
    }
    const MessagePath before = std::exchange(m_path, path);
    for (int row = 0; row < rowCount(); ++row)
        if (before.hops.at(row) != path.hops.at(row))
            Q_EMIT dataChanged(index(row), index(row));
}

int PathModel::rowOf(PathHop::Kind kind, const QString &who) const
{
    const auto found = std::find_if(m_path.hops.begin(), m_path.hops.end(),
                                    [&](const PathHop &hop) { return hop.kind == kind && hop.who == who; });
    return found == m_path.hops.end() ? -1 : static_cast<int>(found - m_path.hops.begin());
}

int PathModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_path.hops.size());
}

QVariant PathModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PathHop &hop = m_path.hops.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return hop.who;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return sentence(hop, m_epoch);
    case TagRole:
        return QVariant::fromValue(hop.instance);
    case KindRole:
        return QVariant::fromValue(hop.kind);
    case TimeRole:
        return timeOfDay(hop, m_epoch);
    case SinceRole:
        return sinceInWords(hop).isEmpty() ? QString() : QStringLiteral("+") + sinceInWords(hop);
    case MarkedRow::DetailRole:
        return hop.words;
    case MarkedRow::MarkRole:
        return markOf(hop.tone);
    case MarkedRow::ToneRole:
        return QVariant::fromValue(hop.tone);
    default:
        return {};
    }
}

} // namespace crosstalk
