// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace crosstalk {

class ChatWindow;

/// A chat in a window of its own. Closing that puts the chat back; the chat itself stays open.
class TornOffChat : public QWidget
{
    Q_OBJECT
public:
    /// Takes @p chat over until release(). @p owner is the window beside which it opens.
    TornOffChat(ChatWindow *chat, QWidget *owner);

    ChatWindow *chat() const { return m_chat; }
    /// The chat has no parent then, and this window is about to go.
    ChatWindow *release();

Q_SIGNALS:
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void nameIt();

    ChatWindow *m_chat;
};

} // namespace crosstalk
