// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What can be done to a session from the tree: what its chat offers, too.

#include <QMenu>

namespace crosstalk {

class Chat;
class ChatArea;
class Workbench;

class SessionMenu : public QMenu
{
    Q_OBJECT
public:
    /// Of @p chat, which is in @p area.
    SessionMenu(Chat *chat, Workbench *workbench, ChatArea *area, QWidget *parent);

Q_SIGNALS:
    void newChatRequested(const QString &instance);

private:
    void toggleTornOff();

    Chat *m_chat;
    ChatArea *m_area;
};

} // namespace crosstalk
