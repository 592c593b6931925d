// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A table of rows that come at the bottom and go at the top. Follows the newest unless the reader has scrolled away or
// taken hold of a row; what is read then stays in its place, whatever comes and goes above it. Says in words why it is
// empty.

#include <QPersistentModelIndex>
#include <QTableView>

class QLabel;
class QToolButton;

namespace crosstalk {

class RowFilter;

class TailTable : public QTableView
{
    Q_OBJECT
public:
    /// @p rows must outlive it: a table that loses its model moves its scroll bar, and hears that.
    explicit TailTable(RowFilter *rows, QWidget *parent = nullptr);

    /// What is said where there is nothing at all, and where nothing passes the filter.
    void setEmptyWords(const QString &nothing, const QString &noMatch);
    /// Shows the newest row, and those to come.
    void follow();
    /// Takes the keyboard to the newest row, as soon as there is one.
    void focusNewest();
    /// Selects this row of the filter's source, as soon as the filter has found it; where it does not, shows the
    /// newest.
    void reveal(const QModelIndex &sourceIndex);

    void reset() override;

Q_SIGNALS:
    /// Somebody has moved to this row, of the filter's source. Not where the one before has gone.
    void rowSelected(const QModelIndex &sourceIndex);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUp();
    void addActions();
    QToolButton *buildNewest();
    void goToNewest();
    void setFollowing(bool isFollowing);
    void placeNewest();
    void keepSelected();
    void tryReveal();
    void tryNewest();
    void showState();

    RowFilter *m_rows;
    QAction *m_copy = nullptr;
    QLabel *m_emptyWords;
    QToolButton *m_newest; ///< In sight while it does not follow.
    QString m_nothing;
    QString m_noMatch;
    QPersistentModelIndex m_wanted; ///< Of the filter's source: to be shown as soon as it has been found.
    bool m_isNewestWanted = false;  ///< As the current one, as soon as there is one.
    bool m_isFollowing = true;
    bool m_isDropping = false; ///< Rows go, and with them the current one, perhaps.
};

} // namespace crosstalk
