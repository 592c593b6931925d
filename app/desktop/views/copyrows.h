// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The selected rows of a view, as text to the clipboard: at once where they are few, else in slices from the event loop
// with a window that shows how far it is and can cancel. What is removed meanwhile is not copied.

#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>

class QAbstractItemModel;
class QAbstractItemView;
class QProgressDialog;

namespace crosstalk {

class CopyRows : public QObject
{
    Q_OBJECT
public:
    static constexpr int mostAtOnce = 5'000;
    using TextOf = std::function<QString(int row)>;

    /// Copies what is selected in @p view, a line for each row. One that is under way for the view is given up.
    static void copy(QAbstractItemView *view, TextOf textOf);
    /// As a spreadsheet takes it: tabs between the columns.
    static void copyCells(QAbstractItemView *view);

private:
    /// Rows first to last.
    using Range = std::pair<int, int>;

    CopyRows(QAbstractItemView *view, TextOf textOf);
    void follow(const QAbstractItemModel *model);
    void take(int most);
    void work();
    void onRemoved(int first, int last);
    void onInserted(int first, int last);
    void finish();
    void giveUp();

    TextOf m_textOf;
    QList<Range> m_ranges; ///< What is still to be taken, the last first.
    int m_total = 0;
    int m_taken = 0;
    QString m_text;
    QTimer m_turn;
    QProgressDialog *m_progress = nullptr;
};

} // namespace crosstalk
