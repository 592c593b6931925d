// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/editactions.h"

#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/chatwindow.h"
#include "app/desktop/views/logview.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/rowactions.h"
#include "app/desktop/views/tailtable.h"

#include <QApplication>

namespace crosstalk {

namespace {

/// Of what @p focus is a part of; null where that has no rows to be read.
const LocalActions *rowActionsAround(const QWidget *focus)
{
    for (const QWidget *widget = focus; widget; widget = widget->parentWidget()) {
        if (const auto *chat = qobject_cast<const ChatWindow *>(widget))
            return chat->view()->rowActions();
        if (qobject_cast<const MessagesView *>(widget) || qobject_cast<const LogView *>(widget))
            return widget->findChild<TailTable *>()->rowActions();
    }
    return nullptr;
}

} // namespace

EditActions::EditActions(ChatArea *chats, QObject *parent)
    : QObject(parent)
    , m_chats(chats)
    , m_actions(rowActions())
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
    // Also one that has been opened, and nobody has been in it.
    connect(chats, &ChatArea::currentChanged, this, [this] {
        if (!rowActionsAround(QApplication::focusWidget()))
            follow(m_chats->current());
    });
}

void EditActions::follow(QWidget *focus)
{
    if (const LocalActions *actions = rowActionsAround(focus))
        m_actions.standInFor(actions);
}

} // namespace crosstalk
