// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/views/standinactions.h"

namespace crosstalk {

class ChatArea;

/// What can be done to the lines or rows that are read: those of the chat or table that has the focus, or had it last.
class EditActions : public QObject
{
    Q_OBJECT
public:
    explicit EditActions(ChatArea *chats, QObject *parent = nullptr);

    /// See RowAction.
    const QList<QAction *> &all() const { return m_actions.all(); }

private:
    void follow(QWidget *focus);

    ChatArea *m_chats;
    StandInActions m_actions;
};

} // namespace crosstalk
