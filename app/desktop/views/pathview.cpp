// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/pathview.h"

#include "app/desktop/models/pathmodel.h"
#include "app/desktop/views/pathdelegate.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

namespace crosstalk {

PathView::PathView(PathModel *model, QWidget *parent)
    : QListView(parent)
    , m_path(model)
    , m_copy(new QAction(tr("&Copy the path"), this))
{
    setItemDelegate(new PathDelegate(this));
    setFrameShape(NoFrame);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Path of the message, hop by hop"));
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_copy->setToolTip(tr("Copy the path as text"));
    connect(m_copy, &QAction::triggered, this, [this] { QApplication::clipboard()->setText(m_path->plainText()); });
    addAction(m_copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setModel(model);
    // Other words may take another number of lines.
    connect(model, &QAbstractItemModel::dataChanged, this, [this] { scheduleDelayedItemsLayout(); });
}

void PathView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

} // namespace crosstalk
