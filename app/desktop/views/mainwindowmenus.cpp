// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The menus and the tool bar of the window: which action stands where.

#include "app/desktop/views/about.h"
#include "app/desktop/views/chatactions.h"
#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/chatwindow.h"
#include "app/desktop/views/clusteractions.h"
#include "app/desktop/views/clusterview.h"
#include "app/desktop/views/commandpalette.h"
#include "app/desktop/views/deliveryactions.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/editactions.h"
#include "app/desktop/views/firststeps.h"
#include "app/desktop/views/fittingtoolbar.h"
#include "app/desktop/views/icon.h"
#include "app/desktop/views/logview.h"
#include "app/desktop/views/mainwindow.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/scenarioactions.h"
#include "app/desktop/views/scenariopanel.h"
#include "app/desktop/views/sessionactions.h"
#include "app/desktop/views/sessionmenu.h"
#include "app/desktop/views/trafficcontrol.h"
#include "app/desktop/workbench.h"

#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace crosstalk {

void MainWindow::buildMenus()
{
    buildClusterMenu();
    buildEditMenu();
    buildChatMenu();
    buildScenarioMenu();
    buildDeliveryMenu();
    buildViewMenu();
    buildHelpMenu();
}

void MainWindow::buildClusterMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Cluster"));
    menu->addAction(m_session->newCluster());
    menu->addMenu(m_session->recent());
    menu->addSeparator();
    menu->addActions(
        {m_actions->startCluster(), m_actions->stopCluster(), m_actions->addInstance(), m_actions->attach()});
    menu->addSeparator();
    menu->addActions(m_actions->ofSelected());
    menu->addActions({m_actions->heal(), m_actions->healAll()});
    menu->addActions({m_actions->showLog(), m_actions->remove()});
    menu->addSeparator();
    menu->addActions({m_traffic->toggle(), m_traffic->editRate()});
    menu->addSeparator();
    menu->addAction(m_session->preferences());
    QAction *quit =
        menu->addAction(icon(QStringLiteral("quit")), tr("&Quit"), Qt::CTRL | Qt::Key_Q, this, &QWidget::close);
    quit->setStatusTip(tr("Close the window and end all that it has started"));
}

void MainWindow::buildEditMenu()
{
    menuBar()->addMenu(tr("&Edit"))->addActions(m_editActions->all());
}

void MainWindow::buildChatMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("Ch&at"));
    m_newChat = menu->addAction(icon(QStringLiteral("chat")), tr("&New chat…"), QKeySequence::New, this,
                                [this] { openNewChat(m_actions->selectedInstance()); });
    m_newChat->setIconText(tr("Chat…"));
    m_newChat->setStatusTip(tr("Open a chat on an instance of your choice"));
    m_newChat->setToolTip(tr("New chat (%1)").arg(m_newChat->shortcut().toString(QKeySequence::NativeText)));
    menu->addAction(m_actions->openChat());
    menu->addActions({m_chatActions->close(), m_session->undo()});
    menu->addSeparator();
    menu->addActions(m_chatActions->send());
    menu->addActions(m_chatActions->resend());
    menu->addSeparator();
    menu->addActions({m_chatActions->search(), m_chatActions->tearOff(), m_chatActions->tabs()});
    menu->addSeparator();
    menu->addActions({m_chatActions->next(), m_chatActions->previous()});
}

void MainWindow::showChatMenu(const QPoint &globalPos)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(
        {m_chatActions->search(), m_chatActions->close(), m_chatActions->tearOff(), m_chatActions->tabs()});
    menu->popup(globalPos);
}

/// Of those of a scenario, only the first ones have a chat.
void MainWindow::showSessionMenu(const QString &session, const QPoint &globalPos)
{
    const auto &chats = m_bench->chats();
    const auto chat =
        std::find_if(chats.begin(), chats.end(), [&](const Chat *each) { return each->name() == session; });
    if (chat == chats.end())
        return;
    auto *menu = new SessionMenu(*chat, m_workbench, m_chats, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // A chat may go while the menu is open.
    connect(m_bench, &Bench::chatAboutToClose, menu, &QWidget::close);
    connect(menu, &SessionMenu::newChatRequested, this, &MainWindow::openNewChat);
    menu->popup(globalPos);
}

/// The shortcuts hold in a torn off window, too.
void MainWindow::lendActions(QWidget *window)
{
    const std::function<void(const QList<QAction *> &)> lend = [&](const QList<QAction *> &actions) {
        for (QAction *action : actions)
            action->menu() ? lend(action->menu()->actions()) : window->addAction(action);
    };
    lend(menuBar()->actions());
}

void MainWindow::buildViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    const auto add = [&](const char *iconName, const QString &text, const QKeySequence &shortcut, const QString &tip,
                         auto slot) {
        menu->addAction(icon(QLatin1String(iconName)), text, shortcut, this, slot)->setStatusTip(tip);
    };
    add("cluster", tr("Go to &cluster"), Qt::CTRL | Qt::Key_1, tr("Move to the cluster tree"), [this] {
        m_clusterDock->show();
        m_tree->setFocus(Qt::ShortcutFocusReason);
    });
    add("chats", tr("Go to c&hats"), Qt::CTRL | Qt::Key_2, tr("Move to the chat left last"), [this] {
        if (ChatWindow *window = m_chats->current())
            m_chats->activate(window);
    });
    add("matrix", tr("Go to &delivery"), Qt::CTRL | Qt::Key_3, tr("Show the delivery matrix"), [this] {
        showTab(m_delivery);
        m_delivery->setFocus(Qt::ShortcutFocusReason);
    });
    add("messages", tr("Go to &messages"), Qt::CTRL | Qt::Key_4, tr("Show the messages one by one and filter them"),
        [this] {
            showTab(m_messages);
            m_messages->focusFilter();
        });
    add("log", tr("Go to &log"), Qt::CTRL | Qt::Key_5, tr("Show the log and filter it"), [this] {
        showTab(m_log);
        m_log->focusFilter();
    });
    add("scenario", tr("Go to &scenario"), Qt::CTRL | Qt::Key_6, tr("Show the steps of the open scenario"),
        [this] { goToScenario(); });
    add("details", tr("Go to d&etails"), Qt::CTRL | Qt::Key_7, tr("Show the details of what is selected"),
        [this] { goToDetails(); });
    menu->addSeparator();
    const auto addDock = [&](const char *iconName, QDockWidget *dock, const QString &text) {
        QAction *toggle = dock->toggleViewAction();
        menu->addAction(toggle);
        toggle->setIcon(icon(QLatin1String(iconName)));
        toggle->setText(text);
        toggle->setStatusTip(tr("Show this part of the window, or hide it"));
    };
    addDock("paneleft", m_clusterDock, tr("Cl&uster"));
    addDock("panebottom", m_bottomDock, tr("Deli&very, messages and log"));
    addDock("paneright", m_scenarioDock, tr("Scena&rio"));
    addDock("paneright", m_detailsDock, tr("Deta&ils"));
    menu->addSeparator();
    menu->addMenu(m_session->theme());
}

void MainWindow::buildScenarioMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Scenario"));
    menu->addAction(m_scenarioActions->open());
    menu->addMenu(m_scenarioActions->shipped());
    menu->addSeparator();
    menu->addActions(
        {m_scenarioActions->run(), m_scenarioActions->hold(), m_scenarioActions->stop(), m_scenarioActions->reload()});
    menu->addSeparator();
    menu->addActions({m_scenarioActions->report(), m_scenarioActions->saveReport()});
    menu->addSeparator();
    menu->addAction(m_scenarioActions->close());
}

void MainWindow::buildDeliveryMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Delivery"));
    menu->addActions({m_deliveryActions->listMessages(), m_deliveryActions->details(), m_deliveryActions->nextBad()});
    menu->addSeparator();
    menu->addActions({m_deliveryActions->copy(), m_deliveryActions->save()});
    menu->addSeparator();
    menu->addActions({m_deliveryActions->reset(), m_deliveryActions->undoReset()});
    // Beside the matrix itself.
    m_delivery->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_delivery->addActions(menu->actions());
}

void MainWindow::buildHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(icon(QStringLiteral("command")), tr("&Find an action…"), Qt::CTRL | Qt::Key_K, this,
                    [this] {
                        auto *palette = new CommandPalette(menuBar(), this);
                        palette->setAttribute(Qt::WA_DeleteOnClose);
                        palette->show();
                        palette->activateWindow();
                    })
        ->setStatusTip(tr("Find any action of the menus by a few letters, and do it"));
    menu->addAction(icon(QStringLiteral("steps")), tr("F&irst steps"), m_firstSteps, &QWidget::show)
        ->setStatusTip(tr("Show what a newcomer may try"));
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("about")), tr("&About Crosstalk"), this,
                    [this] { showAboutDialog(m_bench->cluster()->broker()->version(), this); })
        ->setStatusTip(tr("Version and licence of this program"));
    menu->addAction(icon(QStringLiteral("about")), tr("About &Qt"), qApp, &QApplication::aboutQt)
        ->setStatusTip(tr("Version and licence of Qt"));
}

void MainWindow::buildToolBar()
{
    auto *bar = new FittingToolBar(tr("Tool bar"), this);
    addToolBar(bar);
    bar->setObjectName(QStringLiteral("toolbar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({16, 16});
    m_actions->addInstance()->setIconText(tr("Instance"));
    m_actions->attach()->setIconText(tr("Attach…"));
    m_scenarioActions->open()->setIconText(tr("Scenario…"));
    m_scenarioActions->report()->setIconText(tr("Report…"));
    m_traffic->toggle()->setIconText(tr("Traffic"));
    bar->addActions({m_actions->startCluster(), m_actions->stopCluster(), m_actions->addInstance(), m_actions->attach(),
                     m_newChat, m_traffic->toggle()});
    bar->addWidget(m_traffic->rate());
    bar->addSeparator();
    bar->addActions(m_actions->ofSelected());
    QStringList drain = ClusterActions::wordsOfDrain();
    bar->keepRoomFor(m_actions->drain(), drain.replaceInStrings(QStringLiteral("&"), QString()));
    bar->addAction(m_actions->healAll());
    bar->addSeparator();
    bar->addAction(m_scenarioActions->open());
    // Its arrow offers those that come along.
    if (auto *open = qobject_cast<QToolButton *>(bar->widgetForAction(m_scenarioActions->open()))) {
        open->setMenu(m_scenarioActions->shipped());
        open->setPopupMode(QToolButton::MenuButtonPopup);
    }
    bar->addAction(m_scenarioActions->report());
}

} // namespace crosstalk
