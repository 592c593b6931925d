// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One chat as the tester sees it: who, on which instance, in which room; what was said; and where to say something.

#include "app/desktop/views/localactions.h"
#include "shared/history.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace crosstalk {

class AccentButton;
class BulkBar;
class Chat;
class ChatInput;
class ChatSearchBar;
class ChatView;

class ChatWindow : public QWidget
{
    Q_OBJECT
public:
    explicit ChatWindow(Chat *chat, QWidget *parent = nullptr);

    Chat *chat() const { return m_chat; }
    ChatView *view() const { return m_view; }
    /// See SendAction.
    const LocalActions *sendActions() const { return &m_sendActions; }
    /// Whose, where: "alice on instance a, room lobby".
    QString title() const;
    QString emptyWords() const;
    /// Puts the cursor where the next message is written.
    void focusInput();
    /// Something has been written that was not sent.
    bool hasText() const;
    /// There is something in the input that was not there from the start.
    bool isBeingWritten() const;
    /// Shows the search of this chat, with the focus in it.
    void openSearch();
    /// Messages of others that nobody has been able to see yet.
    int unseen() const;

Q_SIGNALS:
    void closeRequested();
    void unseenChanged(int unseen);
    void pathRequested(const crosstalk::history::ProbeId &probe, const QString &receiver);
    /// The text of the input, which is empty now, is to be said by every chat, this one among them.
    void sendToAllRequested(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildFooter();
    QToolButton *buildNewest();
    QToolButton *buildWays();
    void connectInput();
    void connectSendActions();
    void updateSendActions();
    void offerWays();
    void nameIt();
    QString takeText();
    void send();
    void sendEach();
    void sendToAll();
    void showDraft();
    void showWhole(int row);
    void requestPath(int row);
    void showLink();
    void showNewestButton();
    void placeNewest();

    Chat *m_chat;
    ChatView *m_view;
    ChatInput *m_input;
    LocalActions m_sendActions; ///< Their keys, the input hears itself.
    AccentButton *m_send;
    QToolButton *m_ways; ///< Other ways to send.
    ChatSearchBar *m_search;
    BulkBar *m_bulk;
    QLabel *m_outlook; ///< What happens next where the link is down.
    QWidget *m_header;
    QWidget *m_inputFrame = nullptr;
    QWidget *m_footer;
    QToolButton *m_newest; ///< Below the lines, where these do not follow.
    QTimer m_countdown;
};

} // namespace crosstalk
