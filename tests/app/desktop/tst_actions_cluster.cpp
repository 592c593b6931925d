// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The menu Cluster, by keyboard and by mouse: what comes of each of its actions.
#include "app/desktop/recentclusters.h"
#include "app/desktop/views/attachdialog.h"
#include "app/desktop/views/logfilterbar.h"
#include "app/desktop/views/logview.h"
#include "app/desktop/views/preferencesdialog.h"
#include "app/desktop/views/ratebox.h"
#include "tests/app/desktop/desk.h"
#include "tests/app/desktop/menuhand.h"

#include <QSignalSpy>

using namespace crosstalk;
using namespace crosstalk::test;
using State = Service::State;

class tst_actions_cluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void eachDoesWhatItSays_data() { ways(); }
    void eachDoesWhatItSays();

private:
    QList<Deed> ofInstances();
    QList<Deed> ofTheCluster();
    QList<Deed> ofTraffic();
    QList<Deed> ofSessions();

    Deed toB(const char *action, State state)
    {
        return {.path = QStringLiteral("Cluster › ") + QLatin1String(action),
                .before = [this] { m_desk->select("b"); },
                .isDone = [this, state] { return m_desk->state("b") == state; }};
    }
    Cluster *cluster() { return m_desk->workbench.cluster(); }
    template<typename Dialog>
    bool asks() const
    {
        return qobject_cast<Dialog *>(QApplication::activeModalWidget());
    }

    TemporarySettings m_settings{QStringLiteral("tst_actions_cluster")};
    std::unique_ptr<Desk> m_desk;
    std::optional<ClusterPlan> m_requested; ///< In the place of this cluster.
    qint64 m_before = 0;                    ///< The process of B.
};

void tst_actions_cluster::init()
{
    QSettings().clear();
    m_requested.reset();
}

QList<Deed> tst_actions_cluster::ofInstances()
{
    return {
        toB("Freeze", State::Frozen),
        toB("Thaw", State::Ready),
        toB("Kill", State::Stopped),
        toB("Heal", State::Ready),
        toB("Drain", State::Stopped),
        toB("Start", State::Ready),
        {.path = "Cluster › Restart",
         .before =
             [this] {
                 m_desk->select("b");
                 m_before = cluster()->instance("b")->pid();
             },
         .isDone =
             [this] { return m_desk->state("b") == State::Ready && cluster()->instance("b")->pid() != m_before; }},
        {.path = "Cluster › Heal all",
         .before =
             [this] {
                 m_desk->freeze("b");
                 m_desk->select("a");
             },
         .isDone = [this] { return m_desk->state("b") == State::Ready; }},
        {.path = "Cluster › Show log",
         .before = [this] { m_desk->select("b"); },
         .isDone =
             [this] {
                 const auto *log = m_desk->window.findChild<LogView *>();
                 return log->isVisible() && log->findChild<LogFilterBar *>()->query().source == "b";
             }},
        {.path = "Cluster › Remove",
         .before = [this] { m_desk->select("c"); },
         .then = [this] { m_desk->answer(QMessageBox::Yes); },
         .isDone = [this] { return !cluster()->instance("c"); }},
    };
}

QList<Deed> tst_actions_cluster::ofTheCluster()
{
    return {
        {.path = "Cluster › Add instance", .isDone = [this] { return cluster()->instances().size() == 3; }},
        {.path = "Cluster › Attach…", .isDone = [this] { return asks<AttachDialog>(); }},
        {.path = "Cluster › Stop cluster", .isDone = [this] { return cluster()->state() == Cluster::State::Stopped; }},
        {.path = "Cluster › Start cluster", .isDone = [this] { return cluster()->state() == Cluster::State::Running; }},
    };
}

QList<Deed> tst_actions_cluster::ofTraffic()
{
    return {
        {.path = "Cluster › Traffic rate…",
         .isDone =
             [this] {
                 m_desk->window.activateWindow(); // As a window manager does when a menu closes.
                 return m_desk->window.findChild<RateBox *>()->hasFocus();
             }},
        {.path = "Cluster › Traffic", .isDone = [this] { return m_desk->workbench.bench()->totals().sent > 0; }},
    };
}

QList<Deed> tst_actions_cluster::ofSessions()
{
    const auto agree = [this] { m_desk->answer(QMessageBox::Yes); };
    const QString title = titlesOf(recentClusters(), QDateTime::currentDateTime()).constFirst();
    return {
        {.path = "Cluster › Recent clusters › " + title,
         .then = agree,
         .isDone = [this] { return m_requested && m_requested->isLike(recentClusters().constFirst().plan); }},
        {.path = "Cluster › Recent clusters › Forget these…",
         .then = agree,
         .isDone = [] { return recentClusters().isEmpty(); }},
        {.path = "Cluster › New cluster",
         .before = [this] { m_requested.reset(); },
         .then = agree,
         .isDone = [this] { return m_requested && m_requested->isLike(ClusterPlan::fresh(3)); }},
        {.path = "Cluster › Preferences…", .isDone = [this] { return asks<PreferencesDialog>(); }},
    };
}

void tst_actions_cluster::eachDoesWhatItSays()
{
    QFETCH(Way, way);
    QVERIFY(rememberCluster(ClusterPlan::fresh(2)));
    m_desk = std::make_unique<Desk>();
    connect(&m_desk->window, &MainWindow::clusterRequested, this,
            [this](const ClusterPlan &plan) { m_requested = plan; });
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isReady(), startTimeout);
    QSignalSpy ended(&m_desk->workbench, &Workbench::shutDownFinished);
    const Deed quit{.path = "Cluster › Quit", .isDone = [&] { return m_desk->window.isHidden() && ended.size() == 1; }};
    carryOutAll(&m_desk->window, "Cluster", way,
                ofSessions() + ofInstances() + ofTheCluster() + ofTraffic() + QList<Deed>{quit});
}

QTEST_MAIN(tst_actions_cluster)
#include "tst_actions_cluster.moc"
