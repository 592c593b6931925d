// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/rowheights.h"

#include <algorithm>

namespace crosstalk {

qint64 RowHeights::top(int row) const
{
    const size_t block = blockOf(row);
    qint64 result = 0;
    for (size_t i = 0; i < block; ++i)
        result += m_blocks[i];
    for (int i = firstOf(block); i < row; ++i)
        result += height(i);
    return result;
}

int RowHeights::rowAt(qint64 y) const
{
    if (y >= m_total)
        return size() - 1;
    size_t block = 0;
    qint64 top = 0;
    while (block + 1 < m_blocks.size() && top + m_blocks[block] <= y)
        top += m_blocks[block++];
    int row = firstOf(block);
    while (row + 1 < size() && top + height(row) <= y)
        top += height(row++);
    return row < size() ? row : -1;
}

void RowHeights::append(int count, int estimate)
{
    for (int i = 0; i < count; ++i) {
        const size_t block = blockOf(size());
        if (block == m_blocks.size())
            m_blocks.push_back(0);
        m_blocks[block] += estimate;
        m_rows.push_back({estimate, false});
    }
    m_total += qint64{estimate} * count;
}

void RowHeights::dropFirst(int count)
{
    for (int i = 0; i < count; ++i) {
        const int height = m_rows.front().height;
        m_rows.pop_front();
        m_total -= height;
        m_blocks.front() -= height;
        if (++m_skipped == blockRows) {
            m_blocks.pop_front();
            m_skipped = 0;
        }
    }
}

void RowHeights::clear()
{
    *this = RowHeights();
}

void RowHeights::set(int row, int height)
{
    Row &known = m_rows[static_cast<size_t>(row)];
    const int change = height - known.height;
    known = {height, true};
    m_blocks[blockOf(row)] += change;
    m_total += change;
}

void RowHeights::forgetAll()
{
    std::for_each(m_rows.begin(), m_rows.end(), [](Row &row) { row.isMeasured = false; });
}

} // namespace crosstalk
