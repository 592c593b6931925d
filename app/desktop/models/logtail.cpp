// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/logtail.h"

namespace crosstalk {

namespace {

constexpr int lookedAt = 100'000;

} // namespace

LogTail::LogTail(QObject *parent)
    : QObject(parent)
{}

void LogTail::follow(const LogModel *log, const QString &source)
{
    if (m_log)
        disconnect(m_log, nullptr, this, nullptr);
    m_log = log;
    m_source = source;
    m_lines.clear();
    if (!log)
        return;
    connect(log, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { take(first, last); });
    m_lines = find(qMax(0, log->rowCount() - lookedAt), log->rowCount() - 1);
}

QList<LogLine> LogTail::find(int first, int last) const
{
    QList<LogLine> result;
    for (int row = last; row >= first && result.size() < shownLines; --row)
        if (m_log->line(row).source.name == m_source)
            result.prepend(m_log->line(row));
    return result;
}

void LogTail::take(int first, int last)
{
    const QList<LogLine> news = find(first, last);
    if (news.isEmpty())
        return;
    m_lines += news;
    if (m_lines.size() > shownLines)
        m_lines = m_lines.last(shownLines);
    Q_EMIT changed();
}

} // namespace crosstalk
