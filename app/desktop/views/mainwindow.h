// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The window: the cluster on the left, the chats in the middle, delivery and log below. Shows a Workbench and passes
// commands on to it; knows nothing of its own.

#include <QMainWindow>

class QDockWidget;
class QTabWidget;

namespace crosstalk {

class Bench;
class Chat;
class ChatActions;
class ChatArea;
class ClusterActions;
class ClusterView;
class DeliveryActions;
class DeliveryView;
class DetailsPane;
class EditActions;
class FirstSteps;
class LogView;
class MessagesView;
class ProblemBanner;
class ScenarioActions;
class ScenarioPanel;
class ScenarioRun;
class SessionActions;
class StatusLine;
class TrafficControl;
class Workbench;
struct ClusterPlan;
namespace history {
struct ProbeId;
}

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// @p workbench must outlive it.
    explicit MainWindow(Workbench *workbench, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openNewChat(const QString &instance = {});
    void openAttachDialog();

    /// As large as wanted where a screen has so much room for a window and its frame.
    static QSize sizeWithin(const QSize &available, const QSize &wanted);

Q_SIGNALS:
    /// The user wants another cluster in the place of this one.
    void clusterRequested(const crosstalk::ClusterPlan &plan);

protected:
    /// Of status tips: they must not cover the verdict, as they would in a plain status bar.
    bool event(QEvent *event) override;
    /// Closing ends the run: the window goes at once, Workbench::shutDown() does the rest.
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildCentre();
    void buildDocks();
    void tabDocksAtTheRight();
    void buildMenus();
    void buildClusterMenu();
    void buildEditMenu();
    void buildChatMenu();
    void buildDeliveryMenu();
    void buildViewMenu();
    void buildScenarioMenu();
    void buildHelpMenu();
    void buildToolBar();
    void showBench(Bench *bench);
    void showScenario(ScenarioRun *scenario);
    void showChat(Chat *chat, int position);
    void hideChat(const Chat *chat);
    void showChatMenu(const QPoint &globalPos);
    void showSessionMenu(const QString &session, const QPoint &globalPos);
    void lendActions(QWidget *window);
    void showProblem();
    void showPlaceholder();
    void showTab(QWidget *page);
    void showMessagesOf(const QString &from, const QString &to, bool onlyWrong);
    void connectDetails();
    void showPath(const history::ProbeId &probe, const QString &receiver);
    void goToDetails();
    void goToScenario();
    void restore();
    void save() const;

    Workbench *m_workbench;
    Bench *m_bench = nullptr; ///< Shown now.
    ChatArea *m_chats;
    ChatActions *m_chatActions;
    EditActions *m_editActions;
    FirstSteps *m_firstSteps;
    ProblemBanner *m_problem;
    ClusterView *m_tree;
    ClusterActions *m_actions;
    SessionActions *m_session;
    TrafficControl *m_traffic;
    DeliveryView *m_delivery;
    DeliveryActions *m_deliveryActions;
    MessagesView *m_messages;
    LogView *m_log;
    ScenarioActions *m_scenarioActions;
    ScenarioPanel *m_scenario;
    DetailsPane *m_details;
    QTabWidget *m_tabs;
    QDockWidget *m_clusterDock;
    QDockWidget *m_bottomDock;
    QDockWidget *m_scenarioDock;
    QDockWidget *m_detailsDock;
    StatusLine *m_status;
    bool m_isEndAgreed = false; ///< Of a scenario that runs.
    QAction *m_newChat = nullptr;
    QHash<QString, QByteArray> m_tornOffBefore; ///< In the former session, by user; taken as their chats open.
};

} // namespace crosstalk
