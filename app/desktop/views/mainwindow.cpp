// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/mainwindow.h"

#include "app/desktop/views/about.h"
#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/chatwindow.h"
#include "app/desktop/views/clusteractions.h"
#include "app/desktop/views/clusterview.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/icon.h"
#include "app/desktop/views/logview.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/newchatdialog.h"
#include "app/desktop/views/problembanner.h"
#include "app/desktop/views/statusline.h"
#include "app/desktop/workbench.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenuBar>
#include <QSettings>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace crosstalk {

namespace {

// Raised when docks or tool bars are renamed, so that an old layout is not forced upon a new window.
constexpr int stateVersion = 1;

/// A dock without a title bar: its content says what it is.
QDockWidget *makeDock(const QString &title, const char *name, QWidget *content, QWidget *parent)
{
    auto *dock = new QDockWidget(title, parent);
    dock->setObjectName(QLatin1String(name));
    dock->setTitleBarWidget(new QWidget(dock));
    dock->setFeatures(QDockWidget::DockWidgetClosable);
    dock->setWidget(content);
    return dock;
}

} // namespace

MainWindow::MainWindow(Workbench *workbench, QWidget *parent)
    : QMainWindow(parent)
    , m_workbench(workbench)
    , m_chats(new ChatArea(this))
    , m_problem(new ProblemBanner(this))
    , m_tree(new ClusterView(workbench->clusterModel(), this))
    , m_actions(new ClusterActions(workbench, m_tree, this))
    , m_delivery(new DeliveryView(workbench->deliveryModel(), this))
    , m_messages(new MessagesView(workbench->messageModel(), this))
    , m_log(new LogView(workbench->logModel(), this))
    , m_tabs(new QTabWidget(this))
    , m_status(new StatusLine(this))
{
    setWindowTitle(tr("Crosstalk"));
    buildCentre();
    buildDocks();
    buildMenus();
    buildToolBar();
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status->summary());
    statusBar()->addPermanentWidget(m_status->figures());

    connect(workbench, &Workbench::chatOpened, this, &MainWindow::showChat);
    connect(workbench, &Workbench::chatAboutToClose, this, &MainWindow::hideChat);
    connect(workbench, &Workbench::problemChanged, this, &MainWindow::showProblem);
    connect(workbench, &Workbench::totalsChanged, m_status, &StatusLine::show);
    connect(workbench->cluster(), &Cluster::stateChanged, this, &MainWindow::showPlaceholder);
    connect(m_actions, &ClusterActions::chatRequested, this, &MainWindow::openNewChat);
    connect(m_delivery, &DeliveryView::cellChosen, this, &MainWindow::showMessagesOf);
    for (int i = 0; i < workbench->chats().size(); ++i)
        showChat(workbench->chats().at(i), i);
    showProblem();
    restore();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCentre()
{
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_problem);
    layout->addWidget(m_chats, 1);
    setCentralWidget(centre);
    connect(m_problem, &ProblemBanner::retryRequested, m_workbench, &Workbench::retry);
    connect(m_problem, &ProblemBanner::dismissed, m_workbench, &Workbench::dismissProblem);
}

void MainWindow::buildDocks()
{
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_delivery, tr("Delivery"));
    m_tabs->addTab(m_messages, tr("Messages"));
    m_tabs->addTab(m_log, tr("Log"));
    m_tabs->tabBar()->setAccessibleName(tr("Delivery, messages and log"));
    m_clusterDock = makeDock(tr("Cluster"), "cluster", m_tree, this);
    m_bottomDock = makeDock(tr("Delivery, messages and log"), "bottom", m_tabs, this);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, m_clusterDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_bottomDock);
}

void MainWindow::buildMenus()
{
    QMenu *cluster = menuBar()->addMenu(tr("&Cluster"));
    cluster->addActions({m_actions->startCluster(), m_actions->stopCluster(), m_actions->addInstance()});
    cluster->addSeparator();
    cluster->addActions(m_actions->ofSelected());
    cluster->addSeparator();
    QAction *quit = cluster->addAction(tr("&Quit"), Qt::CTRL | Qt::Key_Q, this, &QWidget::close);
    quit->setStatusTip(tr("Close the window and end all that it has started"));
    buildChatMenu();
    buildViewMenu();
    buildHelpMenu();
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
    m_closeChat = menu->addAction(icon(QStringLiteral("close")), tr("&Close chat"), Qt::CTRL | Qt::Key_W, this,
                                  &MainWindow::closeCurrentChat);
    m_closeChat->setStatusTip(tr("Close the chat that has the focus, or had it last"));
    menu->addSeparator();
    QAction *next = menu->addAction(tr("Ne&xt chat"), Qt::CTRL | Qt::Key_Tab, this, [this] { m_chats->focusNext(1); });
    next->setStatusTip(tr("Move to the next chat"));
    QAction *previous = menu->addAction(tr("&Previous chat"), Qt::CTRL | Qt::SHIFT | Qt::Key_Tab, this,
                                        [this] { m_chats->focusNext(-1); });
    previous->setStatusTip(tr("Move to the previous chat"));
}

void MainWindow::buildViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    const auto add = [&](const QString &text, const QKeySequence &shortcut, const QString &tip, auto slot) {
        menu->addAction(text, shortcut, this, slot)->setStatusTip(tip);
    };
    add(tr("Go to &cluster"), Qt::CTRL | Qt::Key_1, tr("Move to the cluster tree"), [this] {
        m_clusterDock->show();
        m_tree->setFocus(Qt::ShortcutFocusReason);
    });
    add(tr("Go to c&hats"), Qt::CTRL | Qt::Key_2, tr("Move to the chat left last"), [this] {
        if (ChatWindow *window = m_chats->current())
            window->focusInput();
    });
    add(tr("Go to &delivery"), Qt::CTRL | Qt::Key_3, tr("Show the delivery matrix"), [this] {
        showTab(m_delivery);
        m_delivery->setFocus(Qt::ShortcutFocusReason);
    });
    add(tr("Go to &messages"), Qt::CTRL | Qt::Key_4, tr("Show the messages one by one and filter them"), [this] {
        showTab(m_messages);
        m_messages->focusFilter();
    });
    add(tr("Go to &log"), Qt::CTRL | Qt::Key_5, tr("Show the log and filter it"), [this] {
        showTab(m_log);
        m_log->focusFilter();
    });
    menu->addSeparator();
    menu->addAction(m_clusterDock->toggleViewAction());
    menu->addAction(m_bottomDock->toggleViewAction());
}

void MainWindow::buildHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("&About Crosstalk"), this, [this] { showAboutDialog(this); })
        ->setStatusTip(tr("Version and licence of this program"));
    menu->addAction(tr("About &Qt"), qApp, &QApplication::aboutQt)->setStatusTip(tr("Version and licence of Qt"));
}

void MainWindow::buildToolBar()
{
    QToolBar *bar = addToolBar(tr("Tool bar"));
    bar->setObjectName(QStringLiteral("toolbar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({14, 14});
    m_actions->addInstance()->setIconText(tr("Instance"));
    bar->addActions({m_actions->startCluster(), m_actions->stopCluster(), m_actions->addInstance(), m_newChat});
    bar->addSeparator();
    bar->addActions(m_actions->ofSelected());
}

void MainWindow::openNewChat(const QString &instance)
{
    NewChatDialog dialog(m_workbench, instance, this);
    if (dialog.exec() == QDialog::Accepted)
        m_chats->windowOf(dialog.chat())->focusInput();
}

void MainWindow::showChat(Chat *chat, int position)
{
    auto *window = new ChatWindow(chat);
    connect(window, &ChatWindow::closeRequested, m_workbench, [this, chat] { m_workbench->closeChat(chat); });
    m_chats->insert(position, window);
    // The first chat has the focus, but nobody who has begun to write is torn away from it.
    const bool isWriting = m_chats->current() != window && m_chats->current()->hasText();
    if (position == 0 && !isWriting)
        window->focusInput();
}

void MainWindow::hideChat(const Chat *chat)
{
    m_chats->remove(m_chats->windowOf(chat));
    showPlaceholder();
}

void MainWindow::closeCurrentChat()
{
    if (ChatWindow *window = m_chats->current())
        m_workbench->closeChat(window->chat());
}

void MainWindow::showProblem()
{
    const auto &problem = m_workbench->problem();
    m_problem->setVisible(problem.has_value());
    if (problem)
        m_problem->setError(problem->error);
    showPlaceholder();
}

void MainWindow::showPlaceholder()
{
    const auto instances = m_workbench->cluster()->instances().size();
    switch (m_workbench->cluster()->state()) {
    case Cluster::State::Starting:
        m_chats->setPlaceholder(tr("Starting the broker and %1 instances…").arg(instances));
        break;
    case Cluster::State::Running:
        m_chats->setPlaceholder(
            tr("No chat is open. %1 opens one.").arg(m_newChat->shortcut().toString(QKeySequence::NativeText)));
        break;
    case Cluster::State::Stopping:
        m_chats->setPlaceholder(tr("Stopping the instances and the broker…"));
        break;
    case Cluster::State::Stopped:
        m_chats->setPlaceholder(tr("The cluster is stopped. %1 starts it.")
                                    .arg(m_actions->startCluster()->shortcut().toString(QKeySequence::NativeText)));
        break;
    }
}

void MainWindow::showTab(QWidget *page)
{
    m_bottomDock->show();
    m_tabs->setCurrentWidget(page);
}

void MainWindow::showMessagesOf(const QString &from, const QString &to, bool onlyWrong)
{
    MessageQuery query;
    query.from = from;
    query.to = to;
    if (onlyWrong)
        query.classes = MessageRow::Classes(MessageRow::wrong);
    m_messages->setQuery(query);
    showTab(m_messages);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    save();
    m_workbench->shutDown();
    event->accept();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    // Its colours are computed, not asked for at each painting.
    if (event->type() == QEvent::PaletteChange)
        m_status->show(m_workbench->totals());
}

void MainWindow::restore()
{
    resize(1280, 800);
    resizeDocks({m_clusterDock}, {270}, Qt::Horizontal);
    resizeDocks({m_bottomDock}, {285}, Qt::Vertical);
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(settings.value(QStringLiteral("window/state")).toByteArray(), stateVersion);
    m_tabs->setCurrentIndex(settings.value(QStringLiteral("window/tab"), 0).toInt());
}

void MainWindow::save() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/state"), saveState(stateVersion));
    settings.setValue(QStringLiteral("window/tab"), m_tabs->currentIndex());
}

} // namespace crosstalk
