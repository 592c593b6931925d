// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace crosstalk {

class ClusterModel;

/// The broker, the instances and the sessions. What can be done to a row is in its context menu, which the owner
/// builds.
class ClusterView : public QTreeView
{
    Q_OBJECT
public:
    explicit ClusterView(QWidget *parent = nullptr);

    void setCluster(ClusterModel *model);
    /// Signals once more what is selected.
    void tellSelected() { select(currentIndex()); }

    QSize sizeHint() const override { return {270, 400}; }

Q_SIGNALS:
    /// Of the current row, at this place of the screen.
    void menuRequested(const QPoint &globalPos);
    /// The broker or an instance, or one that a session is on: "broker", "a".
    void partSelected(const QString &name);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool hasMenu(const QModelIndex &index) const;
    void select(const QModelIndex &index);
};

} // namespace crosstalk
