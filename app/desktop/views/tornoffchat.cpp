// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/tornoffchat.h"

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
    setWindowTitle(chat->title());
    const QSize size = chat->size().expandedTo(leastSize);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(chat);
    chat->show();
    resize(size);
}

ChatWindow *TornOffChat::release()
{
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
