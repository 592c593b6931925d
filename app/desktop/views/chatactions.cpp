// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/chatactions.h"

#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/chatwindow.h"
#include "app/desktop/views/icon.h"
#include "app/desktop/views/rowactions.h"
#include "app/desktop/workbench.h"

#include <QSettings>

namespace crosstalk {

namespace {

QString tabsSetting()
{
    return QStringLiteral("chats/tabs");
}

} // namespace

ChatActions::ChatActions(Workbench *workbench, ChatArea *area, QObject *parent)
    : QObject(parent)
    , m_workbench(workbench)
    , m_area(area)
    , m_close(make("close", tr("&Close chat"), Qt::CTRL | Qt::Key_W,
                   tr("Close the chat that has the focus, or had it last")))
    , m_search(make("search", tr("&Search…"), QKeySequence::Find, tr("Find words in what was said in the chat")))
    , m_next(make("next", tr("Ne&xt chat"), Qt::CTRL | Qt::Key_Tab, tr("Move to the next chat")))
    , m_previous(
          make("previous", tr("&Previous chat"), Qt::CTRL | Qt::SHIFT | Qt::Key_Tab, tr("Move to the previous chat")))
    , m_tearOff(make("tearoff", QString(), Qt::CTRL | Qt::SHIFT | Qt::Key_O, QString()))
    , m_tabs(make("tabs", tr("&Tabs"), Qt::CTRL | Qt::SHIFT | Qt::Key_L,
                  tr("Show one chat at a time, behind tabs, instead of all side by side")))
    , m_send(sendActions())
    , m_resend(resendActions())
{
    connect(m_close, &QAction::triggered, this, &ChatActions::closeCurrent);
    connect(m_search, &QAction::triggered, this, [this] {
        if (ChatWindow *window = m_area->current()) {
            m_area->activate(window);
            window->openSearch();
        }
    });
    connect(m_next, &QAction::triggered, this, [this] { m_area->focusNext(1); });
    connect(m_previous, &QAction::triggered, this, [this] { m_area->focusNext(-1); });
    connect(m_tearOff, &QAction::triggered, this, &ChatActions::tearOffCurrent);
    m_tabs->setCheckable(true);
    connect(m_tabs, &QAction::toggled, this, &ChatActions::arrange);
    connect(area, &ChatArea::currentChanged, this, &ChatActions::update);
    m_tabs->setChecked(QSettings().value(tabsSetting(), false).toBool());
    update();
}

QAction *ChatActions::make(const char *iconName, const QString &text, const QKeySequence &shortcut, const QString &tip)
{
    auto *action = new QAction(icon(QLatin1String(iconName)), text, this);
    action->setShortcut(shortcut);
    action->setStatusTip(tip);
    return action;
}

void ChatActions::setBench(const Bench *bench)
{
    m_isOurs = bench->hands() == Bench::Hands::Testers;
    update();
}

void ChatActions::closeCurrent()
{
    if (ChatWindow *window = m_area->current())
        m_workbench->removals()->closeChat(window->chat());
}

void ChatActions::tearOffCurrent()
{
    ChatWindow *window = m_area->current();
    if (!window)
        return;
    if (m_area->isTornOff(window))
        m_area->putBack(window);
    else
        m_area->tearOff(window);
}

void ChatActions::arrange(bool inTabs)
{
    m_area->setArrangement(inTabs ? ChatArea::Arrangement::Tabs : ChatArea::Arrangement::Tiles);
    QSettings().setValue(tabsSetting(), inTabs);
}

void ChatActions::update()
{
    const ChatWindow *window = m_area->current();
    m_close->setEnabled(window && m_isOurs);
    for (QAction *action : {m_search, m_next, m_previous, m_tearOff})
        action->setEnabled(window);
    m_send.standInFor(window && m_isOurs ? window->sendActions() : nullptr);
    m_resend.standInFor(window && m_isOurs ? window->view()->resendActions() : nullptr);
    const bool isTornOff = window && m_area->isTornOff(window);
    m_tearOff->setText(isTornOff ? tr("Put &back") : tr("T&ear off"));
    m_tearOff->setStatusTip(isTornOff ? tr("Put the chat back among the others")
                                      : tr("Give the chat a window of its own; closing that puts it back"));
}

} // namespace crosstalk
