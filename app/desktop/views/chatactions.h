// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What can be done to the open chats and to the one that has the focus, or had it last.

#include "app/desktop/views/standinactions.h"

namespace crosstalk {

class Bench;
class ChatArea;
class Workbench;

class ChatActions : public QObject
{
    Q_OBJECT
public:
    ChatActions(Workbench *workbench, ChatArea *area, QObject *parent = nullptr);

    QAction *close() const { return m_close; }
    QAction *search() const { return m_search; }
    QAction *next() const { return m_next; }
    QAction *previous() const { return m_previous; }
    QAction *tearOff() const { return m_tearOff; }
    QAction *tabs() const { return m_tabs; }
    /// See SendAction; of the chat that has the focus, or had it last.
    const QList<QAction *> &send() const { return m_send.all(); }
    /// See ResendAction; likewise.
    const QList<QAction *> &resend() const { return m_resend.all(); }
    /// The workbench shows it now.
    void setBench(const Bench *bench);

private:
    QAction *make(const char *iconName, const QString &text, const QKeySequence &shortcut, const QString &tip);
    void closeCurrent();
    void tearOffCurrent();
    void arrange(bool inTabs);
    void update();

    Workbench *m_workbench;
    ChatArea *m_area;
    bool m_isOurs = true;
    QAction *m_close;
    QAction *m_search;
    QAction *m_next;
    QAction *m_previous;
    QAction *m_tearOff;
    QAction *m_tabs;
    StandInActions m_send;
    StandInActions m_resend;
};

} // namespace crosstalk
