// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/logmodel.h"

#include <numeric>

namespace crosstalk {

namespace {

qsizetype bytesOf(const LogLine &line)
{
    return line.text.size() * static_cast<qsizetype>(sizeof(QChar));
}

qsizetype bytesOf(const QList<LogLine> &lines)
{
    return std::accumulate(lines.begin(), lines.end(), qsizetype{0},
                           [](qsizetype sum, const LogLine &line) { return sum + bytesOf(line); });
}

QString beginningOf(QStringView text)
{
    return text.size() > LogModel::shownCharacters ? text.first(LogModel::shownCharacters).toString() + QChar(0x2026)
                                                   : text.toString();
}

} // namespace

LogModel::LogModel(QObject *parent, qsizetype limit, qsizetype byteLimit)
    : QAbstractTableModel(parent)
    , m_byteLimit(byteLimit)
    , m_rows(limit, limit / 100)
{}

void LogModel::append(const QList<LogLine> &lines)
{
    QList<LogLine> added = fitting(lines);
    if (added.isEmpty())
        return;
    for (LogLine &line : added) {
        const LogPrefix prefix = logPrefixOf(line.text);
        line.prefix = static_cast<int>(prefix.size);
        line.level = logLevelOf(line.text, prefix);
    }
    const bool hasNews = takeSources(&added);
    if (const int gone = excess(added); gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        dropFirst(gone);
        endRemoveRows();
    }
    const int first = m_rows.size();
    beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
    m_rows.append(added);
    m_bytes += bytesOf(added);
    endInsertRows();
    if (hasNews)
        Q_EMIT sourcesChanged();
}

/// The last of them that fit at all; of one that is too long for that, its beginning.
QList<LogLine> LogModel::fitting(const QList<LogLine> &lines) const
{
    QList<LogLine> result = m_rows.fitting(lines);
    qsizetype first = result.size();
    for (qsizetype bytes = 0; first > 0; --first)
        if (bytes += bytesOf(result.at(first - 1)); bytes > m_byteLimit)
            break;
    if (first > 0 && first == result.size()) {
        result.last().text.truncate(m_byteLimit / static_cast<qsizetype>(sizeof(QChar)));
        --first;
    }
    return result.sliced(first);
}

int LogModel::excess(const QList<LogLine> &added) const
{
    int gone = m_rows.excess(added.size());
    qsizetype bytes = m_bytes + bytesOf(added);
    if (bytes <= m_byteLimit)
        return gone;
    // As with lines, some more at once.
    const qsizetype wanted = m_byteLimit - m_byteLimit / 100;
    int row = 0;
    while (row < m_rows.size() && (row < gone || bytes > wanted))
        bytes -= bytesOf(m_rows.at(row++));
    return row;
}

void LogModel::dropFirst(int count)
{
    for (int row = 0; row < count; ++row)
        m_bytes -= bytesOf(m_rows.at(row));
    m_rows.dropFirst(count);
}

bool LogModel::takeSources(QList<LogLine> *lines)
{
    const qsizetype before = m_sources.size();
    for (LogLine &line : *lines) {
        qsizetype known = m_sources.indexOf(line.source);
        if (known < 0) {
            known = m_sources.size();
            m_sources << line.source;
        }
        line.source = m_sources.at(known);
    }
    return m_sources.size() > before;
}

QString LogModel::word(LogLevel level)
{
    switch (level) {
    case LogLevel::Unknown:
        return {};
    case LogLevel::Debug:
        return tr("debug");
    case LogLevel::Info:
        return tr("info");
    case LogLevel::Warning:
        return tr("warning");
    case LogLevel::Error:
        return tr("error");
    case LogLevel::Fatal:
        return tr("fatal");
    }
    Q_UNREACHABLE();
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
    const int column = index.column();
    if (role == TagRole && column == SourceColumn)
        return QVariant::fromValue(line.source);
    if (role == LevelRole)
        return QVariant::fromValue(line.level);
    if (role == Qt::ToolTipRole && column == SourceColumn)
        return line.source.name;
    if (column == TextColumn && role == Qt::DisplayRole)
        return beginningOf(line.said());
    if (column == TextColumn && role == Qt::ToolTipRole)
        return beginningOf(line.text);
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    switch (column) {
    case TimeColumn:
        return line.at.toString(QStringLiteral("HH:mm:ss.zzz"));
    case SourceColumn:
        return line.source.name;
    case LevelColumn:
        return word(line.level);
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
    case LevelColumn:
        return tr("Level");
    case TextColumn:
        return tr("Line");
    default:
        return {};
    }
}

} // namespace crosstalk
