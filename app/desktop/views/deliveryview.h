// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QTableView>
#include <QTimer>

namespace crosstalk {

class DeliveryModel;

/// The delivery matrix: what is good is quiet, what is not cannot be missed.
class DeliveryView : public QTableView
{
    Q_OBJECT
public:
    explicit DeliveryView(QWidget *parent = nullptr);

    void setMatrix(DeliveryModel *model);
    /// Signals once more what is selected.
    void tellSelected() { select(currentIndex()); }
    /// As Enter does, where there is a current cell.
    void chooseCurrent();
    /// Makes the next bad cell the current one; those out of sight come first.
    void goToNextBad();
    /// How many cells are bad, and how many of them have been scrolled away; all of them while it is hidden itself.
    int bad() const { return m_bad; }
    int badOutOfSight() const { return m_badOutOfSight; }

Q_SIGNALS:
    /// By a click or Enter. @p isBad: something is wrong in it, missed or delayed.
    void cellChosen(const QString &from, const QString &to, bool isBad);
    /// It is the current one now, or has been clicked on.
    void cellSelected(const QString &from, const QString &to);
    /// Whether there is a current cell may have changed.
    void currentCellChanged(bool isThere);
    /// How many cells are bad, or how many of them are out of sight.
    void badChanged();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void arrange();
    void choose(const QModelIndex &index);
    void select(const QModelIndex &index);
    QString nameAt(int section, Qt::Orientation orientation) const;
    QModelIndexList badCells() const;
    bool isInSight(const QModelIndex &index) const;
    void countBad();

    QLabel *m_corner;
    QTimer m_count; ///< Once for all cells that change together.
    int m_bad = 0;
    int m_badOutOfSight = 0;
};

} // namespace crosstalk
