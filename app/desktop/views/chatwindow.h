// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One chat as the tester sees it: who, on which instance, in which room; what was said; and where to say something.

#include <QTimer>
#include <QWidget>

class QLabel;

namespace crosstalk {

class AccentButton;
class Chat;
class ChatInput;
class ChatView;

class ChatWindow : public QWidget
{
    Q_OBJECT
public:
    explicit ChatWindow(Chat *chat, QWidget *parent = nullptr);

    Chat *chat() const { return m_chat; }
    /// Whose, where: "alice on instance a, room lobby".
    QString title() const;
    /// Puts the cursor where the next message is written.
    void focusInput();
    /// Something has been written that was not sent.
    bool hasText() const;

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildFooter();
    void nameIt();
    void send();
    void showLink();
    void showNewestButton(bool isFollowing);

    Chat *m_chat;
    ChatView *m_view;
    ChatInput *m_input;
    AccentButton *m_send;
    QLabel *m_outlook; ///< What happens next where the link is down.
    QWidget *m_header;
    QWidget *m_footer;
    QWidget *m_newest; ///< Over the view, where it does not follow.
    QTimer m_countdown;
};

} // namespace crosstalk
