// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The open chats side by side, in a grid that suits their number and the room there is.

#include <QList>
#include <QScrollArea>

namespace crosstalk {

class Chat;
class ChatWindow;

/// How many columns make @p count tiles come nearest to a readable shape in @p area.
int tileColumns(int count, QSize area);

class ChatArea : public QScrollArea
{
    Q_OBJECT
public:
    explicit ChatArea(QWidget *parent = nullptr);

    /// Shown while there is no chat.
    void setPlaceholder(const QString &text);
    void insert(int position, ChatWindow *window);
    void remove(ChatWindow *window);
    /// All of them, at once: nothing of a window may be on the call stack.
    void clear();
    const QList<ChatWindow *> &windows() const { return m_windows; }
    /// Null where @p chat has none.
    ChatWindow *windowOf(const Chat *chat) const;
    /// The one that has the focus or had it last; null where there is none.
    ChatWindow *current() const;
    void focusNext(int step);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void arrange();

    QString m_placeholder;
    QList<ChatWindow *> m_windows;
    ChatWindow *m_current = nullptr;
};

} // namespace crosstalk
