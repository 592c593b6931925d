// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/chatsearch.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace crosstalk {

class ChatView;

/// Searches one chat: what to find, which of how many is shown, and on to the next.
class ChatSearchBar : public QWidget
{
    Q_OBJECT
public:
    ChatSearchBar(const ChatModel *model, ChatView *view, QWidget *parent = nullptr);

    /// Shows it, with what was searched for last selected.
    void open();
    void next() { m_search.next(); }
    void previous() { m_search.previous(); }

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QToolButton *button(const QString &iconName, const QString &toolTip, void (ChatSearchBar::*pressed)());
    void close();
    void search();
    void showState();
    void showCurrent();

    const ChatModel *m_model;
    ChatView *m_view;
    ChatSearch m_search;
    QLineEdit *m_text;
    QLabel *m_state;
    QToolButton *m_previous;
    QToolButton *m_next;
};

} // namespace crosstalk
