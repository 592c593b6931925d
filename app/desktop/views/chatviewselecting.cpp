// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a reader does with the lines of a chat: goes through them, selects, copies, asks for more.
#include "app/desktop/models/chatmodel.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/copyrows.h"
#include "app/desktop/views/rowactions.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QMenu>

namespace crosstalk {

QModelIndex ChatView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    executeDelayedItemsLayout();
    const int last = m_heights.size() - 1;
    if (last < 0)
        return {};
    if (!currentIndex().isValid())
        return m_model->index(action == MoveHome ? 0 : lastVisibleRow());
    int row = currentIndex().row();
    const auto onePageFrom = [this, row](int direction) {
        return m_heights.rowAt(m_heights.top(row) + qint64{direction} * viewport()->height());
    };
    switch (action) {
    case MoveUp:
    case MovePrevious:
        --row;
        break;
    case MoveDown:
    case MoveNext:
        ++row;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    case MovePageUp:
        row = qMin(row - 1, onePageFrom(-1));
        break;
    case MovePageDown:
        row = qMax(row + 1, onePageFrom(1));
        break;
    case MoveLeft:
    case MoveRight:
        break;
    }
    return m_model->index(qBound(0, row, last));
}

void ChatView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const auto rowAt = [this](int y) { return m_heights.rowAt(qint64{y} + verticalOffset()); };
    int first = rowAt(qMin(rect.top(), rect.bottom()));
    int last = rowAt(qMax(rect.top(), rect.bottom()));
    // By the line where it began, for the place of that line may change while the mouse moves.
    if (state() == DragSelectingState && m_pressed.isValid()) {
        first = m_pressed.row();
        last = rowAt(m_dragY);
        if (first > last)
            std::swap(first, last);
    }
    if (first >= 0)
        selectionModel()->select(QItemSelection(m_model->index(first), m_model->index(last)), command);
}

QRegion ChatView::visualRegionForSelection(const QItemSelection &) const
{
    return viewport()->rect();
}

// Those of QListView ask it for places that are not laid out here.
void ChatView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    updateActions();
    if (current.isValid() && hasFocus())
        announce(current.row(), QAccessible::Focus);
}

void ChatView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    updateActions();
    if (!selected.isEmpty())
        announce(selected.first().top(), QAccessible::Selection);
}

void ChatView::announce(int row, int event)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent news(this, static_cast<QAccessible::Event>(event));
    news.setChild(row);
    QAccessible::updateAccessibility(&news);
}

void ChatView::copySelection()
{
    // Who comes by keyboard stands on a line before any is selected.
    if (!selectionModel()->hasSelection() && currentIndex().isValid())
        selectionModel()->select(currentIndex(), QItemSelectionModel::Select);
    CopyRows::copy(this, [this](int row) { return ChatModel::plainText(m_model->line(row)); });
}

void ChatView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = indexAt(event->position().toPoint());
    m_dragY = event->position().toPoint().y();
    QListView::mousePressEvent(event);
}

void ChatView::mouseMoveEvent(QMouseEvent *event)
{
    m_dragY = event->position().toPoint().y();
    QListView::mouseMoveEvent(event);
}

void ChatView::mouseDoubleClickEvent(QMouseEvent *event)
{
    QListView::mouseDoubleClickEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && event->button() == Qt::LeftButton)
        Q_EMIT wholeRequested(index.row());
}

void ChatView::setWritable(bool isWritable)
{
    m_isWritable = isWritable;
    updateActions();
}

void ChatView::connectActions()
{
    const auto onCurrent = [this](const LocalActions &actions, qsizetype number, void (ChatView::*request)(int)) {
        connect(actions.at(number), &QAction::triggered, this, [this, request] {
            if (currentIndex().isValid())
                Q_EMIT(this->*request)(currentIndex().row());
        });
    };
    connect(m_rowActions.at(CopyRow), &QAction::triggered, this, &ChatView::copySelection);
    connect(m_rowActions.at(SelectAllRows), &QAction::triggered, this, &ChatView::selectAll);
    onCurrent(m_rowActions, ShowWholeRow, &ChatView::wholeRequested);
    onCurrent(m_rowActions, ShowPathOfRow, &ChatView::pathRequested);
    connect(m_rowActions.at(GoToNewestRow), &QAction::triggered, this, &ChatView::goToNewest);
    onCurrent(m_resendActions, SendAgain, &ChatView::sendAgainRequested);
    connect(m_resendActions.at(SendAllAgain), &QAction::triggered, this, &ChatView::sendAllAgainRequested);
    updateActions();
}

void ChatView::updateActions()
{
    const int row = currentIndex().row();
    const bool isAtLine = row >= 0 && row < m_model->rowCount();
    const bool isSelecting = selectionModel() && selectionModel()->hasSelection(); // None while the model is being set.
    m_rowActions.at(CopyRow)->setEnabled(isAtLine || isSelecting);
    m_rowActions.at(SelectAllRows)->setEnabled(m_model->rowCount() > 0);
    m_rowActions.at(ShowWholeRow)->setEnabled(isAtLine);
    m_rowActions.at(ShowPathOfRow)->setEnabled(isAtLine && m_model->line(row).probe.n > 0);
    m_rowActions.at(GoToNewestRow)->setEnabled(!m_isFollowing);
    m_resendActions.at(SendAgain)->setEnabled(m_isWritable && isAtLine && m_model->line(row).isUnsent());
    m_resendActions.at(SendAllAgain)->setEnabled(m_isWritable && m_model->hasUnsent());
    for (QAction *action : m_resendActions.all())
        action->setVisible(m_isWritable);
}

void ChatView::goToNewest()
{
    // Arrow keys go on from there; nothing is selected that was not.
    if (const int rows = m_model->rowCount(); rows > 0)
        selectionModel()->setCurrentIndex(m_model->index(rows - 1), QItemSelectionModel::NoUpdate);
    scrollToNewest();
}

void ChatView::contextMenuEvent(QContextMenuEvent *event)
{
    // With the keyboard it is about the current line, wherever that is.
    const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
    if (isByMouse)
        selectionModel()->setCurrentIndex(indexAt(event->pos()), QItemSelectionModel::NoUpdate);
    const QPoint at = isByMouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(currentIndex()).center());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_rowActions.all());
    menu->addSeparator();
    menu->addActions(m_resendActions.all());
    menu->popup(at);
}

} // namespace crosstalk
