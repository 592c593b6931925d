// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every state that an instance can be in is told apart in the tree, whoever brought it about.
#include "tests/app/desktop/desk.h"

using namespace crosstalk;
using namespace crosstalk::test;

class tst_mainwindow_states : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void stoppedFromOutsideIsDeaf();
    void withoutItsBrokerIsNotReady();
    void attachedAndGoneIsUnreachable();
    void fromTheMenuAllOthers();

private:
    static QString title(Desk &desk, const QString &instance)
    {
        return desk.workbench.bench()->clusterModel()->instance(instance).data().toString();
    }
    static QString detail(Desk &desk, const QString &instance)
    {
        return desk.workbench.bench()->clusterModel()->instance(instance).data(ClusterModel::DetailRole).toString();
    }

    TemporarySettings m_settings{QStringLiteral("tst_mainwindow_states")};
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    const QString c = QStringLiteral("c");
};

void tst_mainwindow_states::stoppedFromOutsideIsDeaf()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    desk.workbench.bench()->traffic()->setRate(200);
    desk.workbench.bench()->traffic()->start();
    QTRY_VERIFY2(detail(desk, c).contains(QStringLiteral("msg/s")), qPrintable(detail(desk, c)));
    QCOMPARE(title(desk, c), QStringLiteral("ready"));

    // Its clients look connected, and nobody here has been told.
    const auto pid = static_cast<pid_t>(desk.workbench.cluster()->instance(c)->pid());
    ::kill(pid, SIGSTOP);
    QTRY_COMPARE(title(desk, c), QStringLiteral("deaf"));
    QVERIFY2(detail(desk, c).contains(QStringLiteral("nothing heard for")), qPrintable(detail(desk, c)));
    QVERIFY(desk.workbench.bench()->chats().at(2)->isJoined());
    QCOMPARE(title(desk, a), QStringLiteral("ready"));
    ::kill(pid, SIGCONT);
    QTRY_COMPARE(title(desk, c), QStringLiteral("ready"));
}

void tst_mainwindow_states::withoutItsBrokerIsNotReady()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    desk.workbench.cluster()->broker()->kill();
    for (const QString &instance : {a, b, c})
        QTRY_COMPARE(title(desk, instance), QStringLiteral("not ready"));
    QTRY_VERIFY2(detail(desk, a).endsWith(QStringLiteral(" · 1 session")), qPrintable(detail(desk, a)));
    QTRY_COMPARE(desk.workbench.cluster()->broker()->state(), Service::State::Stopped);
    desk.workbench.cluster()->broker()->start();
    for (const QString &instance : {a, b, c})
        QTRY_COMPARE_WITH_TIMEOUT(title(desk, instance), QStringLiteral("ready"), startTimeout);
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
    QTRY_COMPARE(title(desk, b), QStringLiteral("exited"));
    QVERIFY2(detail(desk, b).contains(QStringLiteral("signal 9")), qPrintable(detail(desk, b)));
}

QTEST_MAIN(tst_mainwindow_states)
#include "tst_mainwindow_states.moc"
