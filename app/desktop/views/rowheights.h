// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How high the rows of a view are that measures only those near what it shows: of the others it has an estimate. Sums
// of blocks make it cheap to ask where a row lies, however many there are. Fed like BoundedRows: added to at the end,
// taken from at the beginning.

#include <QtGlobal>

#include <deque>

namespace crosstalk {

class RowHeights
{
public:
    int size() const { return static_cast<int>(m_rows.size()); }
    qint64 total() const { return m_total; }
    int height(int row) const { return at(row).height; }
    bool isMeasured(int row) const { return at(row).isMeasured; }
    /// Where the row begins, from the top of the first.
    qint64 top(int row) const;
    /// The row at @p y; the first above all of them, the last below; -1 where there is none.
    int rowAt(qint64 y) const;

    void append(int count, int estimate);
    void dropFirst(int count);
    void clear();
    void set(int row, int height);
    /// Their heights become estimates.
    void forget(int row) { m_rows[static_cast<size_t>(row)].isMeasured = false; }
    void forgetAll();

private:
    struct Row
    {
        int height = 0;
        bool isMeasured = false;
    };
    static constexpr int blockRows = 256;

    const Row &at(int row) const { return m_rows[static_cast<size_t>(row)]; }
    size_t blockOf(int row) const { return static_cast<size_t>((row + m_skipped) / blockRows); }
    int firstOf(size_t block) const { return qMax(static_cast<int>(block) * blockRows - m_skipped, 0); }

    std::deque<Row> m_rows;
    std::deque<qint64> m_blocks; ///< Sums of so many rows each.
    int m_skipped = 0;           ///< Rows that the first block no longer has.
    qint64 m_total = 0;
};

} // namespace crosstalk
