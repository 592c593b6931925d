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
    /// Of the session with this name, likewise.
    void sessionMenuRequested(const QString &session, const QPoint &globalPos);
    /// What is wrong with this instance, or the "broker", is to be put right.
    void healRequested(const QString &service);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool hasMenu(const QModelIndex &index) const;
    void requestMenu(const QPoint &globalPos);
    void requestMenuFromKeyboard();
    void select(const QModelIndex &index);
    /// The instance, or the "broker", whose fault the word there heals; empty where there is no such word.
    QString healedAt(const QPoint &place) const;

    QString m_pressed; ///< As healedAt() where the button went down.
};

} // namespace crosstalk
