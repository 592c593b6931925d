// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/copyrows.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>

#include <set>

namespace crosstalk {

namespace {

/// Whole, where the view shows but the beginning of it.
QString textOf(const QModelIndex &cell)
{
    const QVariant whole = cell.data(Qt::EditRole);
    return whole.isValid() ? whole.toString() : cell.data().toString();
}

} // namespace

void copySelectedRows(const QAbstractItemView *view)
{
    // By ranges, of which a selection of everything has but one.
    std::set<std::pair<int, int>> ranges;
    for (const QItemSelectionRange &range : view->selectionModel()->selection())
        ranges.emplace(range.top(), range.bottom());
    QStringList lines;
    int next = 0;
    for (const auto &[top, bottom] : ranges) {
        for (int row = qMax(top, next); row <= bottom; ++row) {
            QStringList cells;
            for (int column = 0; column < view->model()->columnCount(); ++column)
                cells << textOf(view->model()->index(row, column));
            lines << cells.join(QLatin1Char('\t'));
        }
        next = qMax(next, bottom + 1);
    }
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace crosstalk
