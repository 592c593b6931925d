// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every state that an instance can be in is told apart in the tree, whoever brought it about.
#include "app/desktop/views/clusterdelegate.h"
#include "tests/app/desktop/desk.h"

#include <QToolBar>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_mainwindow_states : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void stoppedFromOutsideIsFrozen();
    void whatFrozenOnesKeepBackMakesNobodyDeaf();
    void withoutItsBrokerIsNotReady();
    void attachedAndGoneIsUnreachable();
    void fromTheMenuAllOthers();
    void howItEndedIsToldApart();
    void aFaultIsHealedByMouse();
    void aFaultIsHealedFromTheKeyboard();
    void allFaultsAreHealedAtOnce();
    void aStoppedClusterHasNoFaults();
    void aKilledInstanceIsToldToItsChats();

private:
    static QString title(Desk &desk, const QString &instance)
    {
        return desk.workbench.bench()->clusterModel()->instance(instance).data().toString();
    }
    static QString detail(Desk &desk, const QString &instance)
    {
        return desk.workbench.bench()->clusterModel()->instance(instance).data(ClusterModel::DetailRole).toString();
    }

    static QModelIndex fault(Desk &desk, const QString &service)
    {
        return desk.workbench.bench()->clusterModel()->fault(service);
    }
    static QModelIndex faults(Desk &desk)
    {
        return desk.workbench.bench()->clusterModel()->section(ClusterModel::Faults);
    }
    static ClusterView *tree(Desk &desk) { return desk.window.findChild<ClusterView *>(); }
    static QAction *action(Desk &desk, const QKeySequence &shortcut)
    {
        for (QAction *each : desk.window.findChildren<QAction *>())
            if (each->shortcut() == shortcut)
                return each;
        return nullptr;
    }

    TemporarySettings m_settings{QStringLiteral("tst_mainwindow_states")};
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    const QString c = QStringLiteral("c");
};

void tst_mainwindow_states::stoppedFromOutsideIsFrozen()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.workbench.bench()->traffic()->setRate(200);
    desk.workbench.bench()->traffic()->start();
    QTRY_VERIFY2(detail(desk, c).contains(QStringLiteral("msg/s")), qPrintable(detail(desk, c)));
    QCOMPARE(title(desk, c), QStringLiteral("ready"));

    // Its clients look connected, and nobody here has been told.
    const auto pid = static_cast<pid_t>(desk.workbench.cluster()->instance(c)->pid());
    ::kill(pid, SIGSTOP);
    QTRY_COMPARE(title(desk, c), QStringLiteral("frozen"));
    QCOMPARE(fault(desk, c).data().toString(), QStringLiteral("C frozen"));
    QVERIFY(desk.workbench.bench()->chats().at(2)->isJoined());
    QTRY_VERIFY(desk.hasLine(QStringLiteral("carol"), QStringLiteral("instance C is frozen")));
    // What is sent to it goes nowhere.
    QTRY_VERIFY2(!detail(desk, c).contains(QStringLiteral("msg/s")), qPrintable(detail(desk, c)));
    QCOMPARE(title(desk, a), QStringLiteral("ready"));
    ::kill(pid, SIGCONT);
    QTRY_COMPARE(title(desk, c), QStringLiteral("ready"));
    QTRY_VERIFY(!faults(desk).isValid());

    ::kill(pid, SIGSTOP);
    QTRY_COMPARE(title(desk, c), QStringLiteral("frozen"));
    desk.select(c);
    QTest::keyClick(&desk.window, Qt::Key_F7, Qt::ShiftModifier);
    QTRY_COMPARE(title(desk, c), QStringLiteral("ready"));
    // Nobody had announced it: what was lost is lost.
    QTRY_VERIFY(desk.workbench.bench()->totals().delivered > 0);
    QCOMPARE(desk.workbench.bench()->totals().missed, 0u);
}

void tst_mainwindow_states::whatFrozenOnesKeepBackMakesNobodyDeaf()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    desk.workbench.cluster()->instance(b)->freeze();
    desk.freeze(a);
    desk.type(QStringLiteral("nobody hears this"));
    DeliveryFeed *feed = desk.workbench.bench()->deliveryFeed();
    QTRY_COMPARE(feed->totals().unanswered, 1u);
    QVERIFY(!feed->pulse()->deafSince(c));
    QCOMPARE(title(desk, c), QStringLiteral("ready"));
}

void tst_mainwindow_states::withoutItsBrokerIsNotReady()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    desk.workbench.cluster()->broker()->kill();
    for (const QString &instance : {a, b, c})
        QTRY_COMPARE(title(desk, instance), QStringLiteral("not ready"));
    QTRY_VERIFY2(detail(desk, a).endsWith(QStringLiteral(" · 1 client")), qPrintable(detail(desk, a)));
    // The broker's address is known.
    QVERIFY2(!detail(desk, a).contains(QStringLiteral("redis://")), qPrintable(detail(desk, a)));
    QTRY_COMPARE(desk.workbench.cluster()->broker()->state(), Service::State::Stopped);
    desk.workbench.cluster()->broker()->start();
    for (const QString &instance : {a, b, c})
        QTRY_COMPARE_WITH_TIMEOUT(title(desk, instance), QStringLiteral("ready"), startTimeout);
    // One cause, one notice.
    for (const auto &user : {"alice", "bob", "carol"}) {
        QVERIFY(desk.hasLine(QString::fromLatin1(user), QStringLiteral("the broker is back")));
        QVERIFY(!desk.hasLine(QString::fromLatin1(user), QStringLiteral("ready")));
    }
}

void tst_mainwindow_states::attachedAndGoneIsUnreachable()
{
    Cluster elsewhere(options());
    elsewhere.start();
    QTRY_COMPARE_WITH_TIMEOUT(elsewhere.state(), Cluster::State::Running, startTimeout);
    Cluster::Options one = options();
    one.instances = 1;
    Desk desk(one);
    desk.workbench.attach(elsewhere.instances().at(0)->url(), QStringLiteral("crosstalk"));
    QCOMPARE(title(desk, b), QString()); // Not there yet: the tree follows in a moment.
    QTRY_COMPARE(title(desk, b), QStringLiteral("attached"));
    const auto chat =
        desk.workbench.openChat({b, QStringLiteral("lobby"), QStringLiteral("bob"), QStringLiteral("crosstalk")});
    QVERIFY(chat);
    QTRY_VERIFY((*chat)->isJoined());
    QTRY_COMPARE(title(desk, b), QStringLiteral("attached"));
    elsewhere.instances().at(0)->kill();
    QTRY_COMPARE(title(desk, b), QStringLiteral("unreachable"));
    elsewhere.instances().at(0)->restart();
    QTRY_COMPARE_WITH_TIMEOUT(title(desk, b), QStringLiteral("attached"), startTimeout);
}

void tst_mainwindow_states::fromTheMenuAllOthers()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    const auto press = [&desk](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&desk.window, key, modifiers);
    };
    desk.select(b);
    press(Qt::Key_F7);
    QTRY_COMPARE(title(desk, b), QStringLiteral("frozen"));
    press(Qt::Key_F7, Qt::ShiftModifier);
    QTRY_COMPARE(title(desk, b), QStringLiteral("ready"));
    press(Qt::Key_F6);
    QTRY_COMPARE(title(desk, b), QStringLiteral("stopped"));
    press(Qt::Key_F5);
    QTRY_COMPARE(title(desk, b), QStringLiteral("starting…"));
    QTRY_COMPARE_WITH_TIMEOUT(title(desk, b), QStringLiteral("ready"), startTimeout);
    ::kill(static_cast<pid_t>(desk.workbench.cluster()->instance(b)->pid()), SIGKILL);
    QTRY_COMPARE(title(desk, b), QStringLiteral("killed by SIGKILL"));
    QVERIFY2(detail(desk, b).contains(QStringLiteral("nobody asked")), qPrintable(detail(desk, b)));
}

void tst_mainwindow_states::howItEndedIsToldApart()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    desk.workbench.cluster()->instance(a)->kill();
    QTRY_COMPARE(title(desk, a), QStringLiteral("killed (SIGKILL)"));
    QCOMPARE(fault(desk, a).data().toString(), QStringLiteral("A killed"));
    desk.workbench.cluster()->instance(b)->drain();
    QTRY_COMPARE_WITH_TIMEOUT(title(desk, b), QStringLiteral("stopped"), 10'000);
    QCOMPARE(fault(desk, b).data().toString(), QStringLiteral("B stopped"));
    ::kill(static_cast<pid_t>(desk.workbench.cluster()->instance(c)->pid()), SIGKILL);
    QTRY_COMPARE(title(desk, c), QStringLiteral("killed by SIGKILL"));
    QCOMPARE(fault(desk, c).data().toString(), QStringLiteral("C ended unasked"));
    desk.workbench.cluster()->broker()->kill();
    QTRY_COMPARE(desk.workbench.bench()->clusterModel()->broker().data().toString(),
                 QStringLiteral("Broker · killed (SIGKILL)"));
    QCOMPARE(fault(desk, QStringLiteral("broker")).row(), 0);
}

void tst_mainwindow_states::aFaultIsHealedByMouse()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(!faults(desk).isValid());
    desk.select(b);
    desk.workbench.cluster()->instance(c)->freeze();
    QTRY_COMPARE(fault(desk, c).data().toString(), QStringLiteral("C frozen"));
    // Who was elsewhere stays there.
    QCOMPARE(tree(desk)->currentIndex(), desk.workbench.bench()->clusterModel()->instance(b));
    const QString first = fault(desk, c).data(ClusterModel::DetailRole).toString();
    QTRY_VERIFY(fault(desk, c).data(ClusterModel::DetailRole).toString() != first); // It goes on.

    const QRect row = tree(desk)->visualRect(fault(desk, c));
    QVERIFY(row.isValid());
    const QRect word = ClusterDelegate::healArea(row, fault(desk, c), tree(desk)->font());
    // Elsewhere in the row it is only selected.
    QTest::mouseClick(tree(desk)->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(tree(desk)->currentIndex(), fault(desk, c));
    QCOMPARE(desk.state(c), Service::State::Frozen);
    QTest::mouseMove(tree(desk)->viewport(), word.center());
    QTRY_COMPARE(tree(desk)->viewport()->cursor().shape(), Qt::PointingHandCursor);
    QTest::mouseClick(tree(desk)->viewport(), Qt::LeftButton, {}, word.center());
    QCOMPARE(desk.state(c), Service::State::Ready);
    QTRY_VERIFY(!faults(desk).isValid());
    QCOMPARE(tree(desk)->currentIndex(), desk.workbench.bench()->clusterModel()->instance(c));
    QVERIFY(tree(desk)->isExpanded(desk.workbench.bench()->clusterModel()->section(ClusterModel::Sessions)));
}

void tst_mainwindow_states::aFaultIsHealedFromTheKeyboard()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QAction *heal = action(desk, Qt::CTRL | Qt::SHIFT | Qt::Key_H);
    QVERIFY(heal);
    desk.select(c);
    QVERIFY(!heal->isEnabled());
    QTest::keyClick(&desk.window, Qt::Key_F8);
    QTRY_VERIFY(fault(desk, c).isValid());
    QVERIFY(heal->isEnabled());
    QTest::keyClick(tree(desk), Qt::Key_Down);
    QCOMPARE(tree(desk)->currentIndex(), fault(desk, c));
    QVERIFY(heal->isEnabled());
    QTest::keyClick(tree(desk), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(c), Service::State::Ready, startTimeout);
    QTRY_VERIFY(!faults(desk).isValid());
    QVERIFY(tree(desk)->hasFocus());
    QCOMPARE(tree(desk)->currentIndex(), desk.workbench.bench()->clusterModel()->instance(c));

    // Of the instance itself, by the action.
    QTest::keyClick(&desk.window, Qt::Key_F7);
    QCOMPARE(desk.state(c), Service::State::Frozen);
    QTRY_VERIFY(heal->isEnabled());
    QTest::keyClick(&desk.window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(desk.state(c), Service::State::Ready);
}

void tst_mainwindow_states::allFaultsAreHealedAtOnce()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QAction *healAll = action(desk, Qt::CTRL | Qt::Key_H);
    QVERIFY(healAll);
    QVERIFY(desk.window.findChild<QToolBar *>()->actions().contains(healAll));
    QVERIFY(!healAll->isEnabled());
    Cluster *cluster = desk.workbench.cluster();
    cluster->instance(a)->kill();
    cluster->instance(b)->freeze();
    ::kill(static_cast<pid_t>(cluster->instance(c)->pid()), SIGKILL);
    cluster->broker()->kill();
    QTRY_COMPARE(desk.workbench.bench()->clusterModel()->rowCount(faults(desk)), 4);
    QVERIFY(healAll->isEnabled());
    QTest::keyClick(&desk.window, Qt::Key_H, Qt::ControlModifier);
    for (const QString &instance : {a, b, c})
        QTRY_COMPARE_WITH_TIMEOUT(title(desk, instance), QStringLiteral("ready"), startTimeout);
    QTRY_VERIFY(!faults(desk).isValid());
    QVERIFY(!healAll->isEnabled());
}

void tst_mainwindow_states::aStoppedClusterHasNoFaults()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    desk.workbench.cluster()->instance(a)->freeze();
    QTRY_VERIFY(faults(desk).isValid());
    desk.workbench.stop();
    QTRY_VERIFY(!faults(desk).isValid());
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench.cluster()->state(), Cluster::State::Stopped, startTimeout);
    QTRY_COMPARE(title(desk, b), QStringLiteral("stopped"));
    QVERIFY(!faults(desk).isValid());
    QVERIFY(!action(desk, Qt::CTRL | Qt::Key_H)->isEnabled());
}

void tst_mainwindow_states::aKilledInstanceIsToldToItsChats()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    desk.workbench.cluster()->instance(c)->kill();
    QTRY_VERIFY(desk.hasLine(QStringLiteral("carol"), QStringLiteral("instance C was killed")));
    QVERIFY(!desk.hasLine(QStringLiteral("bob"), QStringLiteral("was killed")));
    desk.workbench.cluster()->instance(a)->drain();
    QTRY_VERIFY(desk.hasLine(QStringLiteral("alice"), QStringLiteral("instance A was stopped")));
    ::kill(static_cast<pid_t>(desk.workbench.cluster()->instance(b)->pid()), SIGKILL);
    QTRY_VERIFY(
        desk.hasLine(QStringLiteral("bob"), QStringLiteral("instance B has ended unasked (killed by signal 9")));
}

QTEST_MAIN(tst_mainwindow_states)
#include "tst_mainwindow_states.moc"
