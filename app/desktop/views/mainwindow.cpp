// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/mainwindow.h"

#include "app/desktop/recentclusters.h"
#include "app/desktop/views/attachdialog.h"
#include "app/desktop/views/chatactions.h"
#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/chatwindow.h"
#include "app/desktop/views/clusteractions.h"
#include "app/desktop/views/clusterview.h"
#include "app/desktop/views/deliveryactions.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/detailspane.h"
#include "app/desktop/views/editactions.h"
#include "app/desktop/views/firststeps.h"
#include "app/desktop/views/logview.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/newchatdialog.h"
#include "app/desktop/views/problembanner.h"
#include "app/desktop/views/scenarioactions.h"
#include "app/desktop/views/scenariopanel.h"
#include "app/desktop/views/sessionactions.h"
#include "app/desktop/views/statusline.h"
#include "app/desktop/views/trafficcontrol.h"
#include "app/desktop/workbench.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QStatusTipEvent>
#include <QTabWidget>
#include <QVBoxLayout>

namespace crosstalk {

namespace {

// Raised when docks or tool bars are renamed or stand otherwise, so that an old layout is not forced upon a new window.
constexpr int stateVersion = 3;

constexpr QSize firstSize{1280, 800};
// It is not known before the window is shown; none that is usual takes more.
constexpr QSize roomForFrame{12, 40};

/// The matrix needs as much for three instances, and has a good share of a large window.
int bottomHeight(int windowHeight)
{
    return qMax(285, windowHeight / 3);
}

QString tornOffSetting()
{
    return QStringLiteral("chats/tornOff");
}

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
    , m_chatActions(new ChatActions(workbench, m_chats, this))
    , m_editActions(new EditActions(m_chats, this))
    , m_firstSteps(new FirstSteps(this))
    , m_problem(new ProblemBanner(this))
    , m_tree(new ClusterView(this))
    , m_actions(new ClusterActions(workbench, m_tree, this))
    , m_session(new SessionActions(workbench, this))
    , m_traffic(new TrafficControl(this))
    , m_delivery(new DeliveryView(this))
    , m_deliveryActions(new DeliveryActions(m_delivery, this))
    , m_messages(new MessagesView(this))
    , m_log(new LogView(this))
    , m_scenarioActions(new ScenarioActions(workbench, this))
    , m_scenario(new ScenarioPanel(m_scenarioActions, this))
    , m_details(new DetailsPane(this))
    , m_tabs(new QTabWidget(this))
    , m_status(new StatusLine(this))
{
    setWindowTitle(tr("Crosstalk"));
    buildCentre();
    buildDocks();
    buildMenus();
    buildToolBar();
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(10, 0, 0, 0);
    statusBar()->addWidget(m_status->pill());
    statusBar()->addWidget(m_status->summary(), 1);
    statusBar()->addPermanentWidget(m_status->figures());

    connect(workbench, &Workbench::problemChanged, this, &MainWindow::showProblem);
    connect(m_actions, &ClusterActions::chatRequested, this, &MainWindow::openNewChat);
    connect(m_actions, &ClusterActions::logRequested, this, [this](const QString &source) {
        m_log->showSource(source);
        showTab(m_log);
    });
    connect(m_actions, &ClusterActions::attachRequested, this, &MainWindow::openAttachDialog);
    connect(m_chats, &ChatArea::windowOpened, this, &MainWindow::lendActions);
    connect(m_chats, &ChatArea::menuRequested, this, &MainWindow::showChatMenu);
    connect(m_tree, &ClusterView::sessionMenuRequested, this, &MainWindow::showSessionMenu);
    connect(m_session, &SessionActions::clusterRequested, this, [this](const ClusterPlan &plan) {
        m_scenarioActions->endRunFor([this, plan] {
            m_isEndAgreed = true;
            Q_EMIT clusterRequested(plan);
        });
    });
    connect(workbench->removals(), &Removals::broughtBack, this, [this](const Chat *chat) {
        if (ChatWindow *window = m_chats->windowOf(chat))
            m_chats->activate(window);
    });
    connect(m_delivery, &DeliveryView::cellChosen, this, &MainWindow::showMessagesOf);
    connect(m_scenario, &ScenarioPanel::messageChosen, this,
            [this](const history::ProbeId &probe, const QString &receiver) {
                showTab(m_messages);
                m_messages->showMessage(probe, receiver);
            });
    connectDetails();
    connect(workbench, &Workbench::benchChanged, this, &MainWindow::showBench);
    connect(workbench, &Workbench::scenarioChanged, this, &MainWindow::showScenario);
    showBench(workbench->bench());
    showProblem();
    restore();
}

MainWindow::~MainWindow()
{
    // The focus moves on as the children go, when there is no window any more to hear of it.
    disconnect(qApp, nullptr, this, nullptr);
}

void MainWindow::buildCentre()
{
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_problem);
    layout->addWidget(m_firstSteps);
    connect(m_firstSteps, &FirstSteps::dismissed, m_firstSteps, &QWidget::hide);
    layout->addWidget(m_chats, 1);
    m_chats->setWhole(centre);
    setCentralWidget(centre);
    connect(m_problem, &ProblemBanner::retryRequested, m_workbench, &Workbench::retry);
    connect(m_problem, &ProblemBanner::logRequested, this, [this] {
        if (const Problem *problem = m_workbench->problem(); problem && !problem->source.isEmpty())
            m_log->showSource(problem->source);
        showTab(m_log);
    });
    connect(m_problem, &ProblemBanner::dismissed, m_workbench, &Workbench::dismissProblem);
}

void MainWindow::buildDocks()
{
    m_tabs->setDocumentMode(true);
    m_tabs->setCornerWidget(m_deliveryActions->note());
    m_tabs->addTab(m_delivery, tr("Delivery"));
    m_tabs->addTab(m_messages, tr("Messages"));
    m_tabs->addTab(m_log, tr("Log"));
    m_tabs->setAccessibleName(tr("Delivery, messages and log"));
    m_tabs->tabBar()->setAccessibleName(m_tabs->accessibleName());
    // Below, the words of its rows lie one over the other.
    m_tree->setMinimumWidth(fontMetrics().averageCharWidth() * 28);
    m_clusterDock = makeDock(tr("Cluster"), "cluster", m_tree, this);
    m_bottomDock = makeDock(tr("Delivery, messages and log"), "bottom", m_tabs, this);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, m_clusterDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_bottomDock);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_scenarioDock = makeDock(tr("Scenario"), "scenario", m_scenario, this);
    m_detailsDock = makeDock(tr("Details"), "details", m_details, this);
    tabDocksAtTheRight();
}

void MainWindow::showBench(Bench *bench)
{
    if (m_bench) {
        disconnect(m_bench, nullptr, this, nullptr);
        disconnect(m_bench, nullptr, m_status, nullptr);
        disconnect(m_bench->verdict(), nullptr, m_status, nullptr);
        disconnect(m_bench->cluster(), nullptr, this, nullptr);
        m_chats->clear();
    }
    m_bench = bench;
    m_tree->setCluster(bench->clusterModel());
    const bool isOurs = bench->hands() == Bench::Hands::Testers;
    if (isOurs)
        m_firstSteps->setBench(bench);
    m_firstSteps->setVisible(isOurs && !FirstSteps::isKnown());
    // What the first steps say of a key is so from the start.
    if (!m_firstSteps->isHidden())
        m_tree->setCurrentIndex(bench->clusterModel()->instance(m_firstSteps->instance()));
    m_delivery->setMatrix(bench->deliveryModel());
    m_deliveryActions->setBench(bench);
    m_messages->setMessages(bench->messageModel());
    m_log->setLog(bench->logModel());
    m_actions->setBench(bench);
    m_traffic->setTraffic(isOurs ? bench->traffic() : nullptr);
    m_newChat->setEnabled(isOurs);
    m_chatActions->setBench(bench);
    m_details->setBench(bench); // The last: what is selected to begin with, nobody has selected.

    connect(bench, &Bench::chatOpened, this, &MainWindow::showChat);
    connect(bench, &Bench::chatAboutToClose, this, &MainWindow::hideChat);
    connect(bench, &Bench::totalsChanged, m_status, &StatusLine::showTotals);
    connect(bench->verdict(), &VerdictFeed::changed, m_status, &StatusLine::showVerdict);
    connect(bench->cluster(), &Cluster::stateChanged, this, &MainWindow::showPlaceholder);
    m_status->showTotals(bench->totals());
    m_status->showVerdict(bench->verdict()->verdict());
    for (int i = 0; i < bench->chats().size(); ++i)
        showChat(bench->chats().at(i), i);
    showPlaceholder();
}

void MainWindow::showScenario(ScenarioRun *scenario)
{
    m_scenarioActions->setRun(scenario);
    m_scenario->setRun(scenario);
    m_scenarioDock->setVisible(scenario);
    m_scenarioDock->toggleViewAction()->setEnabled(scenario);
    if (scenario)
        goToScenario();
}

void MainWindow::openAttachDialog()
{
    auto *dialog = new AttachDialog(m_workbench, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AttachDialog::attached, this, [this](const Chat *chat) {
        m_tree->setCurrentIndex(m_bench->clusterModel()->instance(chat->instance().name));
        m_chats->activate(m_chats->windowOf(chat));
    });
    dialog->open();
}

void MainWindow::openNewChat(const QString &instance)
{
    auto *dialog = new NewChatDialog(m_workbench, instance, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_chats->activate(m_chats->windowOf(dialog->chat())); });
    dialog->open();
}

void MainWindow::showChat(Chat *chat, int position)
{
    auto *window = new ChatWindow(chat);
    connect(window, &ChatWindow::closeRequested, m_workbench->removals(),
            [this, chat] { m_workbench->removals()->closeChat(chat); });
    connect(window, &ChatWindow::pathRequested, this, &MainWindow::showPath);
    connect(window, &ChatWindow::sendToAllRequested, this, [this](const QString &text) {
        for (Chat *each : m_bench->chats())
            each->say(text);
    });
    m_chats->insert(position, window);
    const bool isOurs = m_bench->hands() == Bench::Hands::Testers;
    if (const QByteArray geometry = m_tornOffBefore.value(chat->name()); isOurs && m_tornOffBefore.remove(chat->name()))
        m_chats->tearOff(window, geometry);
    // The first chat has the focus, but nobody who has begun to write is torn away from it.
    const bool isWriting = m_chats->current() != window && m_chats->current()->isBeingWritten();
    if (position == 0 && !isWriting)
        m_chats->activate(window);
}

void MainWindow::hideChat(const Chat *chat)
{
    m_chats->remove(m_chats->windowOf(chat));
    showPlaceholder();
}

void MainWindow::showProblem()
{
    const Problem *problem = m_workbench->problem();
    m_problem->setVisible(problem);
    if (problem) {
        Error error = problem->error;
        if (const auto others = m_workbench->problems() - 1; others > 0)
            error.what = tr("%1 (and %2 more)").arg(error.what).arg(others);
        m_problem->setError(error, static_cast<bool>(problem->retry));
        // Without a chat there is nothing else to do; else the key that is about to be pressed was for something.
        if (problem->source.isEmpty() || m_bench->chats().isEmpty())
            m_problem->offerRetry();
    }
    showPlaceholder();
}

void MainWindow::showPlaceholder()
{
    const auto instances = m_bench->cluster()->instances().size();
    const bool isOurs = m_bench->hands() == Bench::Hands::Testers;
    if (!isOurs)
        m_chats->setPlaceholder(tr("This scenario has no clients to be shown."));
    switch (m_bench->cluster()->state()) {
    case Cluster::State::Starting:
        m_chats->setPlaceholder(tr("Starting the broker and %1 instances…").arg(instances));
        break;
    case Cluster::State::Running:
        if (isOurs)
            m_chats->setPlaceholder(
                tr("No chat is open. %1 opens one.").arg(m_newChat->shortcut().toString(QKeySequence::NativeText)));
        break;
    case Cluster::State::Stopping:
        m_chats->setPlaceholder(tr("Stopping the instances and the broker…"));
        break;
    case Cluster::State::Stopped:
        if (isOurs)
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
    query.since = m_workbench->bench()->deliveryFeed()->resetAtNs();
    if (onlyWrong)
        query.classes = MessageRow::Classes(MessageRow::wanting);
    m_messages->setQuery(query);
    showTab(m_messages);
    m_messages->focusNewest();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const ScenarioRun *scenario = m_workbench->scenario();
    if (scenario && scenario->isRunning() && !m_isEndAgreed) {
        event->ignore();
        return m_scenarioActions->endRunFor([this] {
            m_isEndAgreed = true;
            close();
        });
    }
    save();
    if (!m_session->keepCluster([this] { close(); }))
        return event->ignore();
    m_chats->putAllBack();
    m_workbench->shutDown();
    event->accept();
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() != QEvent::StatusTip)
        return QMainWindow::event(event);
    m_status->showTip(static_cast<QStatusTipEvent *>(event)->tip());
    return true;
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    m_status->refresh();
    m_deliveryActions->refresh();
}

/// What is below grows with the window until somebody has moved its edge.
void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    const QSize before = event->oldSize();
    if (before.isValid() && m_bottomDock->height() == bottomHeight(before.height()))
        resizeDocks({m_bottomDock}, {bottomHeight(height())}, Qt::Vertical);
}

QSize MainWindow::sizeWithin(const QSize &available, const QSize &wanted)
{
    return wanted.boundedTo(available - roomForFrame);
}

void MainWindow::restore()
{
    resize(sizeWithin(screen()->availableSize(), firstSize));
    resizeDocks({m_clusterDock}, {270}, Qt::Horizontal);
    resizeDocks({m_scenarioDock, m_detailsDock}, {330, 330}, Qt::Horizontal);
    const QSettings settings;
    // Qt reckons with a frame that is slimmer than most.
    if (restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray()) &&
        windowState() == Qt::WindowNoState)
        resize(sizeWithin(screen()->availableSize(), size()));
    resizeDocks({m_bottomDock}, {bottomHeight(height())}, Qt::Vertical);
    restoreState(settings.value(QStringLiteral("window/state")).toByteArray(), stateVersion);
    showScenario(m_workbench->scenario()); // Which is not restored: its place is.
    const QVariantMap tornOff = settings.value(tornOffSetting()).toMap();
    for (auto each = tornOff.cbegin(); each != tornOff.cend(); ++each)
        m_tornOffBefore.insert(each.key(), each->toByteArray());
    m_tabs->setCurrentIndex(settings.value(QStringLiteral("window/tab"), 0).toInt());
}

void MainWindow::save() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/state"), saveState(stateVersion));
    settings.setValue(QStringLiteral("window/tab"), m_tabs->currentIndex());
    QVariantMap tornOff;
    const auto geometries = m_chats->tornOffGeometries();
    for (auto each = geometries.cbegin(); each != geometries.cend(); ++each)
        tornOff.insert(each.key(), *each);
    settings.setValue(tornOffSetting(), tornOff);
}

} // namespace crosstalk
