// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rows that are only ever appended, of which the last so many are kept: what a chat and a log have in common. Each row
// has a serial number for life, so that it is found again when rows above it have gone.

#include <QList>

#include <deque>

namespace crosstalk {

template<class Row>
class BoundedRows
{
public:
    /// @param chunk so many go at once, where any must: each time costs those who show them all.
    explicit BoundedRows(qsizetype limit, qsizetype chunk = 1)
        : m_limit(limit)
        , m_chunk(chunk)
    {}

    int size() const { return static_cast<int>(m_rows.size()); }
    const Row &at(int row) const { return m_rows[static_cast<size_t>(row)]; }
    Row &at(int row) { return m_rows[static_cast<size_t>(row)]; }
    quint64 serial(int row) const { return m_firstSerial + static_cast<quint64>(row); }
    /// -1 where it is gone.
    int row(quint64 serial) const { return serial < m_firstSerial ? -1 : static_cast<int>(serial - m_firstSerial); }
    /// Rows that must go before @p added more fit.
    int excess(qsizetype added) const
    {
        const qsizetype needed = size() + added - m_limit;
        return needed <= 0 ? 0 : static_cast<int>(qMin(qMax(needed, m_chunk), qsizetype{size()}));
    }
    /// The part of @p rows that fits at all.
    QList<Row> fitting(const QList<Row> &rows) const { return rows.size() > m_limit ? rows.last(m_limit) : rows; }

    void dropFirst(int count)
    {
        m_rows.erase(m_rows.begin(), m_rows.begin() + count);
        m_firstSerial += static_cast<quint64>(count);
    }
    void append(const QList<Row> &rows) { m_rows.insert(m_rows.end(), rows.begin(), rows.end()); }

private:
    qsizetype m_limit;
    qsizetype m_chunk;
    std::deque<Row> m_rows;
    quint64 m_firstSerial = 0;
};

} // namespace crosstalk
