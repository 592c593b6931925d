// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/markedtree.h"

#include "app/desktop/palette.h"
#include "app/desktop/views/markeddelegate.h"

#include <QPainter>

namespace crosstalk {

MarkedTree::MarkedTree(QWidget *parent)
    : QTreeView(parent)
{
    setItemDelegate(new MarkedDelegate(this));
    setFrameShape(NoFrame);
    setHeaderHidden(true);
    setIndentation(14);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setExpandsOnDoubleClick(true);
}

void MarkedTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    viewport()->update(); // Of itself it leaves out what is under the branches.
}

void MarkedTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

void MarkedTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Under the branches, too. Where the keyboard is, also without a selection.
    const bool isHere = hasFocus() && index == currentIndex();
    if (isHere || (selectionModel() && selectionModel()->isSelected(index)))
        painter->fillRect(option.rect, Palette::selected(palette(), hasFocus()));
    QStyleOptionViewItem row = option;
    row.palette.setColor(QPalette::Highlight, Qt::transparent);
    QTreeView::drawRow(painter, row, index);
}

} // namespace crosstalk
