// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/chatsearchbar.h"

#include "app/desktop/models/chatmodel.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/elidinglabel.h"
#include "app/desktop/views/icon.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace crosstalk {

ChatSearchBar::ChatSearchBar(const ChatModel *model, ChatView *view, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(view)
    , m_search(model)
    , m_text(new QLineEdit(this))
    , m_state(new ElidingLabel(this))
    , m_previous(button(QStringLiteral("up"), tr("Previous (Shift+Enter or Shift+F3)"), &ChatSearchBar::previous))
    , m_next(button(QStringLiteral("down"), tr("Next (Enter or F3)"), &ChatSearchBar::next))
{
    m_text->setPlaceholderText(tr("Find in this chat"));
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setMinimumWidth(60);
    m_state->setAccessibleName(tr("Result of the search"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 6, 4);
    layout->setSpacing(4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_state);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(button(QStringLiteral("close"), tr("Close the search (Escape)"), &ChatSearchBar::close));
    connect(m_text, &QLineEdit::textChanged, this, &ChatSearchBar::search);
    connect(&m_search, &ChatSearch::changed, this, &ChatSearchBar::showState);
    connect(&m_search, &ChatSearch::currentMoved, this, &ChatSearchBar::showCurrent);
    showState();
    hide();
}

QToolButton *ChatSearchBar::button(const QString &iconName, const QString &toolTip, void (ChatSearchBar::*pressed)())
{
    auto *result = new QToolButton(this);
    result->setIcon(icon(iconName));
    result->setIconSize({12, 12});
    result->setAutoRaise(true);
    result->setFocusPolicy(Qt::TabFocus);
    result->setToolTip(toolTip);
    result->setAccessibleName(toolTip);
    connect(result, &QToolButton::clicked, this, pressed);
    return result;
}

void ChatSearchBar::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
    search();
}

void ChatSearchBar::close()
{
    hide();
    Q_EMIT closed();
}

void ChatSearchBar::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous() || isVisibleTo(parentWidget()))
        return; // With its window; it comes back with it.
    m_search.setNeedle({}, 0);
    m_view->setSearch({});
}

void ChatSearchBar::search()
{
    m_search.setNeedle(m_text->text(), m_view->lastVisibleRow());
    m_view->setSearch(m_text->text());
}

void ChatSearchBar::showState()
{
    QString words;
    if (m_search.count() > 0)
        words = tr("%1 of %2").arg(locale().toString(m_search.position()), locale().toString(m_search.count()));
    else if (!m_search.needle().isEmpty())
        words = m_search.isComplete() ? tr("Not found") : tr("Searching…");
    if (m_search.hasWrapped())
        words = (m_search.position() == 1 ? tr("%1 · from the top") : tr("%1 · from the end")).arg(words);
    m_state->setText(words);
    m_state->setToolTip(words);
    m_previous->setEnabled(m_search.count() > 0);
    m_next->setEnabled(m_search.count() > 0);
}

void ChatSearchBar::showCurrent()
{
    const auto serial = m_search.current();
    m_view->setSearch(m_search.needle(), serial);
    if (!serial)
        return;
    const QModelIndex index = m_model->index(m_model->row(*serial));
    m_view->scrollTo(index);
    m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
}

void ChatSearchBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        close();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        event->modifiers().testFlag(Qt::ShiftModifier) ? previous() : next();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace crosstalk
