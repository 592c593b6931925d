// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/chatview.h"

#include "app/desktop/models/chatmodel.h"
#include "app/desktop/views/chatdelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace crosstalk {

ChatView::ChatView(ChatModel *model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
{
    setModel(model);
    setItemDelegate(new ChatDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setResizeMode(Adjust);
    setWordWrap(true); // Or a change of width would not have the rows measured anew.
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Without it each appearance of the bar would change the width and lay everything out again.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);

    QScrollBar *bar = verticalScrollBar();
    bar->setSingleStep(24);
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar] {
        if (m_isFollowing)
            bar->setValue(bar->maximum());
    });
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) { setFollowing(value >= bar->maximum()); });
}

void ChatView::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    setAccessibleDescription(text);
    viewport()->update();
}

void ChatView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (m_model->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
}

void ChatView::scrollToNewest()
{
    scrollToBottom();
    setFollowing(true);
}

void ChatView::setFollowing(bool isFollowing)
{
    if (std::exchange(m_isFollowing, isFollowing) != isFollowing)
        Q_EMIT followingChanged(isFollowing);
}

void ChatView::copySelection() const
{
    QModelIndexList rows = selectionModel()->selectedIndexes();
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows))
        lines << ChatModel::plainText(m_model->line(row.row()));
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void ChatView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else
        QListView::keyPressEvent(event);
}

void ChatView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *copy = menu.addAction(tr("&Copy"), QKeySequence::Copy, this, &ChatView::copySelection);
    copy->setEnabled(selectionModel()->hasSelection());
    menu.addAction(tr("Select &all"), QKeySequence::SelectAll, this, &ChatView::selectAll);
    menu.addAction(tr("Go to the &newest"), this, &ChatView::scrollToNewest)->setEnabled(!m_isFollowing);
    menu.exec(event->globalPos());
}

} // namespace crosstalk
