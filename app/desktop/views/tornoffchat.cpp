// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/tornoffchat.h"

#include "app/desktop/chat.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/chatwindow.h"

#include <QCloseEvent>
#include <QVBoxLayout>

namespace crosstalk {

namespace {

constexpr QSize leastSize{360, 420};

} // namespace

TornOffChat::TornOffChat(ChatWindow *chat, QWidget *owner)
    : QWidget(owner, Qt::Window)
    , m_chat(chat)
{
    nameIt();
    connect(chat, &ChatWindow::unseenChanged, this, &TornOffChat::nameIt);
    connect(chat->chat(), &Chat::instanceChanged, this, &TornOffChat::nameIt);
    const QSize size = chat->size().expandedTo(leastSize);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(chat);
    chat->show();
    resize(size);
}

/// What matters first: the end of it is cut in a bar of tasks.
void TornOffChat::nameIt()
{
    const Chat *chat = m_chat->chat();
    const QString title = tr("%1 on %2, %3").arg(chat->name(), badgeLetter(chat->instance().name), chat->place());
    setWindowTitle(m_chat->unseen() > 0 ? tr("(%1) %2").arg(locale().toString(m_chat->unseen()), title) : title);
}

ChatWindow *TornOffChat::release()
{
    m_chat->disconnect(this);
    m_chat->chat()->disconnect(this);
    layout()->removeWidget(m_chat);
    m_chat->setParent(nullptr);
    hide();
    deleteLater();
    return m_chat;
}

void TornOffChat::closeEvent(QCloseEvent *event)
{
    event->accept();
    Q_EMIT closed();
}

} // namespace crosstalk
