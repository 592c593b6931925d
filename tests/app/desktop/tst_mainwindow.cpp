// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window from first start to the end, driven by keyboard against real processes.
#include "app/desktop/views/attachdialog.h"
#include "app/desktop/views/clusteractions.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/logview.h"
#include "app/desktop/views/problembanner.h"
#include "app/desktop/views/verdictpill.h"
#include "tests/app/desktop/desk.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabWidget>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_mainwindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void firstStartLeadsToAMessageSeenByAll();
    void tipsLeaveTheVerdictInSight();
    void trafficSaysWhatItWaitsFor();
    void attachedServerIsARowWithAChat();
    void killedInstanceIsToldAndComesBack();
    void severalAreKilledAndStartedTogether();
    void newChatOnANewInstance();
    void newChatsStandInTheOrderOfTheirOpening();
    void chatsAreWalkedAndClosedByKeyboard();
    void closingLeavesNoProcess_data();
    void closingLeavesNoProcess();
    void modelsKeepTheirRules();
    void layoutIsRestored();

private:
    /// In the status bar.
    static bool shows(const Desk &desk, const QString &text)
    {
        const auto labels = desk.window.statusBar()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text() == text; });
    }

    TemporarySettings m_settings{QStringLiteral("tst_mainwindow")};
};

void tst_mainwindow::init()
{
    QSettings().clear();
}

void tst_mainwindow::firstStartLeadsToAMessageSeenByAll()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QCOMPARE(desk.workbench.bench()->chats().at(0)->user(), QStringLiteral("alice"));
    QCOMPARE(desk.workbench.bench()->chats().at(1)->instance().name, QStringLiteral("b"));
    QCOMPARE(desk.workbench.bench()->chats().at(2)->room(), QStringLiteral("lobby"));
    QVERIFY(desk.chatWindow(QStringLiteral("alice"))->isAncestorOf(QApplication::focusWidget()));

    desk.type(QStringLiteral("good morning ☕ שלום"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("bob"), QStringLiteral("good morning ☕ שלום")));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("carol"), QStringLiteral("good morning ☕ שלום")));
    QTRY_VERIFY(desk.markOfLast(QStringLiteral("alice")).startsWith(QStringLiteral("✓✓ 2 of 2 · ")));
    const ChatLine &seen = desk.lines(QStringLiteral("bob"))->line(0);
    QCOMPARE(seen.from, QStringLiteral("alice"));
    QCOMPARE(seen.via, (InstanceTag{QStringLiteral("a"), 0}));
    QVERIFY(seen.latency.count() > 0);

    QTest::keyClick(&desk.window, Qt::Key_Tab, Qt::ControlModifier);
    desk.type(QStringLiteral("here is B"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("alice"), QStringLiteral("here is B")));
    QTRY_VERIFY(desk.markOfLast(QStringLiteral("bob")).startsWith(QStringLiteral("✓✓ 2 of 2")));

    QTRY_COMPARE(desk.workbench.bench()->totals().delivered, 6u);
    QCOMPARE(desk.workbench.bench()->totals().sent, 2u);
    QCOMPARE(desk.workbench.bench()->totals().missing, 0u);
    QTRY_COMPARE(desk.window.statusBar()->findChild<VerdictPill *>()->text(), QStringLiteral("PASS"));
    QCOMPARE(desk.workbench.bench()->deliveryModel()->index(0, 2).data().toString(), QStringLiteral("1 / 1"));
}

void tst_mainwindow::tipsLeaveTheVerdictInSight()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    const auto *pill = desk.window.statusBar()->findChild<VerdictPill *>();
    QStatusTipEvent tip(QStringLiteral("A tip"));
    QApplication::sendEvent(desk.window.findChild<DeliveryView *>(), &tip);
    QVERIFY(pill->isVisible());
    QVERIFY(shows(desk, QStringLiteral("A tip")));
    QStatusTipEvent none{QString()};
    QApplication::sendEvent(desk.window.findChild<DeliveryView *>(), &none);
    QVERIFY(!shows(desk, QStringLiteral("A tip")));
}

void tst_mainwindow::trafficSaysWhatItWaitsFor()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    const QString waits = QStringLiteral("Traffic flows as soon as a chat has a link: start the cluster (Ctrl+R), or "
                                         "open a chat (Ctrl+N)");
    QTest::keyClick(&desk.window, Qt::Key_T, Qt::ControlModifier);
    QVERIFY(!shows(desk, waits));
    QTest::keyClick(&desk.window, Qt::Key_T, Qt::ControlModifier);
    desk.workbench.stop();
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench.cluster()->state(), Cluster::State::Stopped, startTimeout);
    QTest::keyClick(&desk.window, Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(shows(desk, waits));
    QVERIFY(desk.workbench.bench()->traffic()->isRunning()); // And goes on by itself.
}

void tst_mainwindow::attachedServerIsARowWithAChat()
{
    // Somebody else's: a server of ours, but one that this window has not started.
    Cluster elsewhere(options());
    elsewhere.start();
    QTRY_COMPARE_WITH_TIMEOUT(elsewhere.state(), Cluster::State::Running, startTimeout);
    Cluster::Options lone = options();
    lone.instances = 1;
    Desk desk(lone);
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench.bench()->chats().size(), 1, startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));

    const auto openDialog = [&] {
        QTest::keyClick(&desk.window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        return qobject_cast<AttachDialog *>(QApplication::activeModalWidget());
    };
    QPointer<AttachDialog> dialog = openDialog();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->focusWidget(), elsewhere.instances().at(0)->url().toString());
    dialog->findChild<QComboBox *>()->setCurrentIndex(1);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    Bench *bench = desk.workbench.bench();
    QCOMPARE(bench->chats().size(), 2);
    Chat *chat = bench->chats().at(1);
    QCOMPARE(chat->instance().name, QStringLiteral("b"));
    QTRY_VERIFY(chat->isJoined());
    const QModelIndex row = bench->clusterModel()->instance(QStringLiteral("b"));
    QTRY_VERIFY(row.data(ClusterModel::DetailRole).toString().contains(QStringLiteral("/ws · crosstalk")));

    // What cannot be done to it is not offered; talking is.
    desk.select(QStringLiteral("b"));
    const auto actions = desk.window.findChild<ClusterActions *>()->ofSelected();
    for (const QAction *action : actions)
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
    const auto eve = desk.workbench.openChat(
        {QStringLiteral("b"), chat->room(), QStringLiteral("eve"), QStringLiteral("crosstalk")});
    QVERIFY(eve);
    QTRY_VERIFY((*eve)->isJoined());
    chat->say(QStringLiteral("hello over there"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("eve"), QStringLiteral("hello over there")));
    // It calls itself a, as one of ours does.
    QCOMPARE((*eve)->model()->line((*eve)->model()->rowCount() - 1).via, chat->instance());
    desk.workbench.removals()->closeChat(*eve);
    QTRY_VERIFY(desk.markOfLast(chat->user()).startsWith(QStringLiteral("✓")));

    QTest::keyClick(&desk.window, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    desk.answer(QMessageBox::Yes);
    QCOMPARE(bench->chats().size(), 1);
    QTRY_VERIFY(!bench->clusterModel()->instance(QStringLiteral("b")).isValid());
    QCOMPARE(elsewhere.instances().at(0)->state(), Service::State::Ready);
}

void tst_mainwindow::killedInstanceIsToldAndComesBack()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.select(QStringLiteral("c"));
    QTest::keyClick(&desk.window, Qt::Key_F8);
    QTRY_VERIFY(!desk.workbench.cluster()->instance(QStringLiteral("c"))->isRunning());
    QTRY_VERIFY(desk.hasLine(QStringLiteral("carol"), QStringLiteral("the link to C broke")));
    Chat *carol = desk.chatWindow(QStringLiteral("carol"))->chat();
    QTRY_VERIFY(carol->linkOutlook().contains(QStringLiteral("try")));
    // The seconds to the next try, as the language writes them.
    const auto backToBefore = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
    QLocale::setDefault(QLocale(QLocale::German));
    const QRegularExpression german(QStringLiteral(" \\d+,\\d s$"));
    QTRY_VERIFY2(german.match(carol->linkOutlook()).hasMatch(), qPrintable(carol->linkOutlook()));

    QTest::keyClick(&desk.window, Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(QStringLiteral("c")), Service::State::Ready, startTimeout);
    QTRY_VERIFY_WITH_TIMEOUT(carol->isJoined(), startTimeout);
    QTRY_VERIFY(desk.hasLine(QStringLiteral("carol"), QStringLiteral("back on C")));
    QCOMPARE(carol->linkOutlook(), QString());
    QTest::keyClick(&desk.window, Qt::Key_2, Qt::ControlModifier);
    desk.type(QStringLiteral("welcome back"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("carol"), QStringLiteral("welcome back")));
}

void tst_mainwindow::severalAreKilledAndStartedTogether()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.select(QStringLiteral("a"));
    QTest::keyClick(desk.window.findChild<ClusterView *>(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&desk.window, Qt::Key_F7);
    QCOMPARE(desk.state(QStringLiteral("a")), Service::State::Frozen);
    QCOMPARE(desk.state(QStringLiteral("b")), Service::State::Frozen);
    QTest::keyClick(&desk.window, Qt::Key_F8);
    QTRY_COMPARE(desk.state(QStringLiteral("a")), Service::State::Stopped);
    QTRY_COMPARE(desk.state(QStringLiteral("b")), Service::State::Stopped);
    QCOMPARE(desk.state(QStringLiteral("c")), Service::State::Ready);

    // Of those that are selected only the one that is down.
    QTest::keyClick(desk.window.findChild<ClusterView *>(), Qt::Key_Down, Qt::ShiftModifier);
    const qint64 pid = desk.workbench.cluster()->instance(QStringLiteral("c"))->pid();
    QTest::keyClick(&desk.window, Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QCOMPARE(desk.workbench.cluster()->instance(QStringLiteral("c"))->pid(), pid);
}

void tst_mainwindow::newChatOnANewInstance()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTest::keyClick(&desk.window, Qt::Key_I, Qt::ControlModifier);
    QVERIFY(desk.workbench.cluster()->instance(QStringLiteral("d")));
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(QStringLiteral("d")), Service::State::Ready, startTimeout);
    QTRY_VERIFY(desk.workbench.bench()->clusterModel()->instance(QStringLiteral("d")).isValid());
    desk.select(QStringLiteral("d"));

    QTest::keyClick(&desk.window, Qt::Key_N, Qt::ControlModifier);
    const QPointer<QDialog> dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QComboBox *>()->currentData().toString(), QStringLiteral("d"));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Delete);
    QTest::keyClick(dialog, Qt::Key_Return);
    QString refusal;
    const auto labels = dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        if (label->isVisible() && label->text().contains(QStringLiteral("no user name")))
            refusal = label->text();
    QVERIFY(!refusal.isEmpty());
    qobject_cast<QLineEdit *>(dialog->focusWidget())->selectAll();
    QTest::keyClicks(dialog->focusWidget(), QStringLiteral("dora"));
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(desk.chatWindow(QStringLiteral("dora")));
    // After a dialog a window manager makes its parent active; offscreen there is none.
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(desk.chatWindow(QStringLiteral("dora"))->isAncestorOf(QApplication::focusWidget()));
    QTRY_VERIFY(desk.chatWindow(QStringLiteral("dora"))->chat()->isJoined());
    desk.type(QStringLiteral("hello from D"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("alice"), QStringLiteral("hello from D")));
    QTRY_VERIFY(desk.markOfLast(QStringLiteral("dora")).startsWith(QStringLiteral("✓✓ 3 of 3")));
}

void tst_mainwindow::newChatsStandInTheOrderOfTheirOpening()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(desk.workbench.openChat(
        {QStringLiteral("a"), QStringLiteral("lobby"), QStringLiteral("erin"), QStringLiteral("crosstalk")}));
    QTest::keyClick(&desk.window, Qt::Key_N, Qt::ControlModifier);
    auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
    QVERIFY(dialog);
    QTest::keyClicks(dialog->focusWidget(), QStringLiteral("dave"));
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(desk.workbench.bench()->chats().at(3)->user(), QStringLiteral("erin"));
    QCOMPARE(desk.workbench.bench()->chats().at(4)->user(), QStringLiteral("dave"));
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(desk.chatWindow(QStringLiteral("dave"))->isAncestorOf(QApplication::focusWidget()));
}

void tst_mainwindow::chatsAreWalkedAndClosedByKeyboard()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    const auto focused = [&] {
        for (const Chat *chat : desk.workbench.bench()->chats())
            if (desk.chatWindow(chat->user())->isAncestorOf(QApplication::focusWidget()))
                return chat->user();
        return QString();
    };
    QCOMPARE(focused(), QStringLiteral("alice"));
    QTest::keyClick(&desk.window, Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(focused(), QStringLiteral("carol"));
    QTest::keyClick(&desk.window, Qt::Key_Tab, Qt::ControlModifier);
    QTest::keyClick(&desk.window, Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(focused(), QStringLiteral("bob"));
    QTest::keyClick(&desk.window, Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(desk.workbench.bench()->chats().size(), 2);
    QCOMPARE(focused(), QStringLiteral("carol"));
    // Who has left is not missed.
    desk.type(QStringLiteral("only us two"));
    QTRY_VERIFY(desk.markOfLast(QStringLiteral("carol")).startsWith(QStringLiteral("✓✓ 1 of 1")));
}

void tst_mainwindow::closingLeavesNoProcess_data()
{
    QTest::addColumn<bool>("freezesOne");
    QTest::newRow("all well") << false;
    QTest::newRow("one frozen") << true;
}

void tst_mainwindow::closingLeavesNoProcess()
{
    QFETCH(bool, freezesOne);
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    if (freezesOne) {
        desk.select(QStringLiteral("b"));
        QTest::keyClick(&desk.window, Qt::Key_F7);
        QTRY_COMPARE(desk.state(QStringLiteral("b")), Service::State::Frozen);
    }
    const QList<qint64> pids = desk.pids();
    QCOMPARE(pids.size(), 4);
    for (const qint64 pid : pids)
        QVERIFY(isAlive(pid));
    QSignalSpy finished(&desk.workbench, &Workbench::shutDownFinished);
    QTest::keyClick(&desk.window, Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(!desk.window.isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, startTimeout);
    for (const qint64 pid : pids)
        QVERIFY2(!isAlive(pid), qPrintable(QString::number(pid)));
}

void tst_mainwindow::modelsKeepTheirRules()
{
    constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;
    Workbench workbench(options());
    QAbstractItemModelTester cluster(workbench.bench()->clusterModel(), fatal);
    QAbstractItemModelTester delivery(workbench.bench()->deliveryModel(), fatal);
    QAbstractItemModelTester messages(workbench.bench()->messageModel(), fatal);
    QAbstractItemModelTester log(workbench.bench()->logModel(), fatal);
    workbench.start();
    QTRY_COMPARE_WITH_TIMEOUT(workbench.bench()->chats().size(), 3, startTimeout);
    for (Chat *chat : workbench.bench()->chats())
        QTRY_VERIFY_WITH_TIMEOUT(chat->isJoined(), startTimeout);
    QAbstractItemModelTester lines(workbench.bench()->chats().at(1)->model(), fatal);
    for (int i = 0; i < 50; ++i)
        for (Chat *chat : workbench.bench()->chats())
            chat->say(QStringLiteral("message %1").arg(i));
    QTRY_COMPARE(workbench.bench()->totals().delivered, 450u);
    QCOMPARE(workbench.bench()->totals().twice, 0u);
    QCOMPARE(workbench.bench()->totals().outOfOrder, 0u);
    QTRY_COMPARE(workbench.bench()->chats().at(1)->model()->rowCount(), 150);
    QTRY_VERIFY(workbench.bench()->logModel()->rowCount() > 0);
    QTRY_COMPARE(workbench.bench()->messageModel()->rowCount(), 450);
    workbench.removals()->closeChat(workbench.bench()->chats().at(0));
    QTRY_COMPARE(
        workbench.bench()->clusterModel()->rowCount(workbench.bench()->clusterModel()->section(ClusterModel::Sessions)),
        2);
}

void tst_mainwindow::layoutIsRestored()
{
    Cluster::Options none = options();
    {
        Workbench workbench(none);
        MainWindow window(&workbench);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.resize(QSize(780, 640)); // Fits the offscreen screen, to which Qt confines what it restores.
        QTest::keyClick(&window, Qt::Key_5, Qt::ControlModifier);
        window.close();
    }
    Workbench workbench(none);
    MainWindow window(&workbench);
    QCOMPARE(window.size(), QSize(780, 640));
    QCOMPARE(window.findChild<QTabWidget *>()->currentIndex(), 2);
}

QTEST_MAIN(tst_mainwindow)
#include "tst_mainwindow.moc"
