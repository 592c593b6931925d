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
            forget(m_rows.at(i));
        m_rows.dropFirst(excess);
        endRemoveRows();
    }
    const int first = m_rows.size();
    beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
    m_rows.append(added);
    for (int i = first; i < m_rows.size(); ++i)
        remember(i);
    endInsertRows();
}

void ChatModel::remember(int row)
{
    const ChatLine &line = m_rows.at(row);
    m_unsent += line.isUnsent() ? 1 : 0;
    if (line.kind == ChatLine::Kind::Own && line.probe.n > 0)
        m_own.insert(line.probe, m_rows.serial(row));
}

void ChatModel::forget(const ChatLine &line)
{
    m_unsent -= line.isUnsent() ? 1 : 0;
    m_own.remove(line.probe);
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
    if (const int row = ownRow(probe); row >= 0)
        setMark(row, mark);
}

void ChatModel::setMark(int row, const DeliveryMark &mark)
{
    ChatLine &line = m_rows.at(row);
    if (line.mark == mark)
        return;
    m_unsent -= line.isUnsent() ? 1 : 0;
    line.mark = mark;
    m_unsent += line.isUnsent() ? 1 : 0;
    Q_EMIT dataChanged(index(row), index(row), {LineRole, Qt::AccessibleTextRole, Qt::ToolTipRole});
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
        return accessibleText(line);
    case Qt::ToolTipRole:
        return line.kind == ChatLine::Kind::Own ? line.mark.inFull() : oddity(line);
    case LineRole:
        return QVariant::fromValue(line);
    case SerialRole:
        return m_rows.serial(index.row());
    default:
        return {};
    }
}

QString ChatModel::oddity(const ChatLine &line)
{
    QStringList words;
    if (line.isPhantom)
        words << tr("nobody here sent it");
    if (line.again)
        words << tr("again, %1 later").arg(inWords(*line.again));
    if (line.isDelayed)
        words << delayInWords(line.latency);
    if (line.isCorrupted)
        words << tr("corrupted");
    return words.join(QStringLiteral(" · "));
}

QString ChatModel::accessibleText(const ChatLine &line)
{
    const QString note = line.kind == ChatLine::Kind::Own ? line.mark.text : oddity(line);
    return note.isEmpty() ? plainText(line) : plainText(line) + QStringLiteral(" – ") + note;
}

QString ChatModel::plainText(const ChatLine &line)
{
    if (line.kind == ChatLine::Kind::Notice)
        return line.at.toString(QStringLiteral("HH:mm:ss")) + QStringLiteral(" · ") + line.text;
    return line.from.isEmpty() ? line.text : line.from + QStringLiteral(": ") + line.text;
}

} // namespace crosstalk
