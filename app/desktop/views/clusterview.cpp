// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/clusterview.h"

#include "app/desktop/models/clustermodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/clusterdelegate.h"

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>

#include <utility>

namespace crosstalk {

namespace {

bool isOf(ClusterModel::Kind kind, const QModelIndex &index)
{
    return index.isValid() && index.data(ClusterModel::KindRole).value<ClusterModel::Kind>() == kind;
}

bool isFault(const QModelIndex &index)
{
    return isOf(ClusterModel::Kind::Fault, index);
}

} // namespace

ClusterView::ClusterView(QWidget *parent)
    : QTreeView(parent)
{
    setItemDelegate(new ClusterDelegate(this));
    setFrameShape(NoFrame);
    setHeaderHidden(true);
    setIndentation(0);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setExpandsOnDoubleClick(false);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Cluster"));
    // Also the one that has been current all the time.
    connect(this, &QAbstractItemView::clicked, this, &ClusterView::select);
}

void ClusterView::setCluster(ClusterModel *model)
{
    setModel(model);
    expandAll();
    // Keys act on what is selected, wherever one writes: not on the broker, which all depend on, before it was asked
    // for.
    const QModelIndex first = model->broker().siblingAtRow(1);
    setCurrentIndex(first.isValid() ? first : model->broker());
}

void ClusterView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    select(current);
}

void ClusterView::select(const QModelIndex &index)
{
    if (!hasMenu(index))
        return;
    const bool isSession = isOf(ClusterModel::Kind::Session, index);
    const QString name = isSession ? index.data(ClusterModel::TagRole).value<InstanceTag>().name
                                   : index.data(ClusterModel::NameRole).toString();
    if (!name.isEmpty())
        Q_EMIT partSelected(name);
}

bool ClusterView::hasMenu(const QModelIndex &index) const
{
    return index.isValid() && !isOf(ClusterModel::Kind::Section, index);
}

void ClusterView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard)
        requestMenuFromKeyboard();
    else if (hasMenu(indexAt(event->pos())))
        requestMenu(event->globalPos());
}

void ClusterView::requestMenu(const QPoint &globalPos)
{
    if (isOf(ClusterModel::Kind::Session, currentIndex()))
        Q_EMIT sessionMenuRequested(currentIndex().data(ClusterModel::NameRole).toString(), globalPos);
    else
        Q_EMIT menuRequested(globalPos);
}

void ClusterView::requestMenuFromKeyboard()
{
    if (hasMenu(currentIndex()))
        requestMenu(viewport()->mapToGlobal(visualRect(currentIndex()).center()));
}

void ClusterView::mouseReleaseEvent(QMouseEvent *event)
{
    QTreeView::mouseReleaseEvent(event);
    const QPoint place = event->position().toPoint();
    const QString healed = std::exchange(m_pressed, {});
    if (event->button() == Qt::LeftButton && !healed.isEmpty() && healed == healedAt(place)) {
        Q_EMIT healRequested(healed);
        return;
    }
    const QModelIndex index = indexAt(place);
    if (event->button() == Qt::LeftButton && hasMenu(index) && !isFault(index) &&
        ClusterDelegate::menuArea(visualRect(index)).contains(place))
        requestMenu(event->globalPosition().toPoint());
}

void ClusterView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton ? healedAt(event->position().toPoint()) : QString();
    QTreeView::mousePressEvent(event);
}

void ClusterView::mouseMoveEvent(QMouseEvent *event)
{
    QTreeView::mouseMoveEvent(event);
    if (healedAt(event->position().toPoint()).isEmpty())
        viewport()->unsetCursor();
    else
        viewport()->setCursor(Qt::PointingHandCursor);
}

/// Not by activated(): on some desktops a click does that, anywhere in the row.
void ClusterView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const QModelIndex index = currentIndex();
    if (isEnter && !index.data(ClusterModel::HealRole).toString().isEmpty()) {
        Q_EMIT healRequested(index.data(ClusterModel::NameRole).toString());
        return;
    }
    // Not every platform makes of this one what it makes of the menu key.
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier)
        return requestMenuFromKeyboard();
    QTreeView::keyPressEvent(event);
}

QString ClusterView::healedAt(const QPoint &place) const
{
    const QModelIndex index = indexAt(place);
    const bool isThere = index.isValid() && ClusterDelegate::healArea(visualRect(index), index, font()).contains(place);
    return isThere ? index.data(ClusterModel::NameRole).toString() : QString();
}

void ClusterView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTreeView::rowsInserted(parent, start, end);
    if (parent.isValid())
        return;
    for (int row = start; row <= end; ++row)
        expand(model()->index(row, 0));
}

void ClusterView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    // With the last fault healed, whoever was there goes to what it was about.
    const QModelIndex current = currentIndex();
    const bool isLast = !parent.isValid() && isFault(current) && current.parent().row() >= start;
    if (const auto *cluster = qobject_cast<const ClusterModel *>(model()); cluster && isLast) {
        const QModelIndex instance = cluster->instance(current.data(ClusterModel::NameRole).toString());
        setCurrentIndex(instance.isValid() ? instance : cluster->broker());
    }
    QTreeView::rowsAboutToBeRemoved(parent, start, end);
    viewport()->unsetCursor();
}

void ClusterView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // A heading over nothing.
    if (!hasMenu(index) && model()->rowCount(index) == 0)
        return;
    // A quiet selection, so that a state in red or amber stays readable upon it; stronger where the keyboard is.
    if (selectionModel()->isSelected(index))
        painter->fillRect(option.rect, Palette::selected(palette(), hasFocus()));
    QStyleOptionViewItem row = option;
    row.palette.setColor(QPalette::Highlight, Qt::transparent);
    QTreeView::drawRow(painter, row, index);
}

} // namespace crosstalk
