// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a reader does with the lines of a chat: goes through them, selects, copies, asks for more.
#include "app/desktop/models/chatmodel.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/copyrows.h"

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
    if (current.isValid() && hasFocus())
        announce(current.row(), QAccessible::Focus);
}

void ChatView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
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

void ChatView::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row(); // -1 where there is none.
    const bool isPlain = !(event->modifiers() & ~Qt::KeypadModifier);
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else if (isPlain && isEnter && row >= 0)
        Q_EMIT wholeRequested(row);
    else if (isPlain && event->key() == Qt::Key_P && row >= 0)
        Q_EMIT pathRequested(row);
    else if (isPlain && event->key() == Qt::Key_R && m_isWritable && row >= 0)
        Q_EMIT sendAgainRequested(row);
    else
        QListView::keyPressEvent(event);
}

void ChatView::contextMenuEvent(QContextMenuEvent *event)
{
    // With the keyboard it is about the current line, wherever that is.
    const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = isByMouse ? indexAt(event->pos()) : currentIndex();
    const QPoint at = isByMouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(index).center());
    // Lines may come and go while the menu is open; and the view.
    const std::optional<quint64> serial = index.isValid() ? std::optional(m_model->serial(index.row())) : std::nullopt;
    const auto telling = [this, serial](void (ChatView::*request)(int)) {
        return [this, serial, request] {
            if (const int row = serial ? m_model->row(*serial) : -1; row >= 0)
                Q_EMIT(this->*request)(row);
        };
    };
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("&Copy"), QKeySequence::Copy, this, &ChatView::copySelection);
    copy->setEnabled(selectionModel()->hasSelection() || currentIndex().isValid());
    menu->addAction(tr("Select &all"), QKeySequence::SelectAll, this, &ChatView::selectAll);
    QAction *whole =
        menu->addAction(tr("Show the &whole message…"), Qt::Key_Return, this, telling(&ChatView::wholeRequested));
    whole->setEnabled(index.isValid());
    QAction *path = menu->addAction(tr("&Path of the message"), Qt::Key_P, this, telling(&ChatView::pathRequested));
    path->setEnabled(index.isValid() && m_model->line(index.row()).probe.n > 0);
    if (m_isWritable) {
        menu->addSeparator();
        const auto unsent = m_model->unsentRows().size();
        QAction *again = menu->addAction(tr("&Send again"), Qt::Key_R, this, telling(&ChatView::sendAgainRequested));
        again->setEnabled(index.isValid() && m_model->line(index.row()).isUnsent());
        if (unsent > 1)
            menu->addAction(tr("Send all %1 &unsent again").arg(locale().toString(unsent)), this,
                            &ChatView::sendAllAgainRequested);
    }
    menu->addSeparator();
    menu->addAction(tr("Go to the &newest"), this, &ChatView::scrollToNewest)->setEnabled(!m_isFollowing);
    menu->popup(at);
}

} // namespace crosstalk
