// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/sessionmenu.h"

#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/chatwindow.h"
#include "app/desktop/views/icon.h"
#include "app/desktop/workbench.h"

namespace crosstalk {

SessionMenu::SessionMenu(Chat *chat, Workbench *workbench, ChatArea *area, QWidget *parent)
    : QMenu(parent)
    , m_chat(chat)
    , m_area(area)
{
    const bool isOurs = chat->role() == Chat::Role::Writes;
    addAction(crosstalk::icon(QStringLiteral("chat")), tr("&Show chat"), this,
              [this] { m_area->activate(m_area->windowOf(m_chat)); });
    addAction(crosstalk::icon(QStringLiteral("add")), tr("&New chat…"), this, [this] {
        Q_EMIT newChatRequested(m_chat->instance().name);
    })->setEnabled(isOurs);
    addSeparator();
    addAction(crosstalk::icon(QStringLiteral("close")), tr("&Close chat"), this, [this, workbench] {
        workbench->removals()->closeChat(m_chat);
    })->setEnabled(isOurs);
    const bool isTornOff = area->isTornOff(area->windowOf(chat));
    addAction(crosstalk::icon(QStringLiteral("tearoff")), isTornOff ? tr("Put &back") : tr("T&ear off"), this,
              &SessionMenu::toggleTornOff);
}

void SessionMenu::toggleTornOff()
{
    ChatWindow *window = m_area->windowOf(m_chat);
    if (m_area->isTornOff(window))
        m_area->putBack(window);
    else
        m_area->tearOff(window);
}

} // namespace crosstalk
