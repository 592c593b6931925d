// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions in the tree, with what can be done to them; rooms where there are some; letters that stay.
#include "app/desktop/views/newchatdialog.h"
#include "app/desktop/views/sessionmenu.h"
#include "tests/app/desktop/desk.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_mainwindow_sessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void aSessionsMenuDoesWhatItsChatOffers();
    void aSessionsMenuOpensByMouseToo();
    void plainHasNoRoom();
    void aNewPlainChatIsAskedForNoRoom();
    void lettersStayFromOneSessionToTheNext();
    void whoIsGoneLeavesTheMatrixUnlessSomethingCounts();

private:
    static ClusterView *tree(Desk &desk) { return desk.window.findChild<ClusterView *>(); }
    static QModelIndex session(Desk &desk, const QString &name)
    {
        const ClusterModel *model = desk.workbench.bench()->clusterModel();
        const QModelIndex section = model->section(ClusterModel::Sessions);
        for (int row = 0; row < model->rowCount(section); ++row)
            if (model->index(row, 0, section).data(ClusterModel::NameRole) == name)
                return model->index(row, 0, section);
        return {};
    }
    /// From the keyboard; null where there is none.
    static SessionMenu *menuOf(Desk &desk, const QString &name)
    {
        desk.select(name);
        QTest::keyClick(tree(desk), Qt::Key_F10, Qt::ShiftModifier);
        return desk.window.findChild<SessionMenu *>();
    }
    static void choose(Desk &desk, const QString &name, Qt::Key mnemonic)
    {
        SessionMenu *menu = menuOf(desk, name);
        QVERIFY(menu);
        QTRY_VERIFY(menu->isVisible());
        QTest::keyClick(menu, mnemonic);
        QTRY_VERIFY(!desk.window.findChild<SessionMenu *>());
    }

    TemporarySettings m_settings{QStringLiteral("tst_mainwindow_sessions")};
    const QString bob = QStringLiteral("bob");
};

void tst_mainwindow_sessions::aSessionsMenuDoesWhatItsChatOffers()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    auto *area = desk.window.findChild<ChatArea *>();
    choose(desk, bob, Qt::Key_S);
    QTRY_COMPARE(area->current(), desk.chatWindow(bob));
    desk.window.activateWindow(); // Without a window manager a menu keeps that.
    QTRY_VERIFY(desk.chatWindow(bob)->isAncestorOf(QApplication::focusWidget()));
    choose(desk, bob, Qt::Key_E);
    QTRY_VERIFY(area->isTornOff(desk.chatWindow(bob)));
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    choose(desk, bob, Qt::Key_B);
    QTRY_VERIFY(!area->isTornOff(desk.chatWindow(bob)));
    choose(desk, bob, Qt::Key_N);
    auto *dialog = desk.window.findChild<NewChatDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QComboBox *>()->currentData().toString(), QStringLiteral("b"));
    dialog->reject();
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    choose(desk, bob, Qt::Key_C);
    QTRY_COMPARE(desk.workbench.bench()->chats().size(), 2);
    QTRY_VERIFY(!session(desk, bob).isValid());
}

void tst_mainwindow_sessions::aSessionsMenuOpensByMouseToo()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTRY_VERIFY(session(desk, bob).isValid());
    QWidget *port = tree(desk)->viewport();
    const QPoint place = tree(desk)->visualRect(session(desk, bob)).center();
    QTest::mouseClick(port, Qt::LeftButton, {}, place);
    QContextMenuEvent asked(QContextMenuEvent::Mouse, place, port->mapToGlobal(place));
    QApplication::sendEvent(port, &asked);
    auto *menu = desk.window.findChild<SessionMenu *>();
    QVERIFY(menu);
    QTRY_VERIFY(menu->isVisible());
    // Its chat goes, and the menu with it.
    desk.workbench.removals()->closeChat(desk.chatWindow(bob)->chat());
    QTRY_VERIFY(!desk.window.findChild<SessionMenu *>());
}

void tst_mainwindow_sessions::plainHasNoRoom()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    const QString paul = QStringLiteral("paul");
    const auto chat =
        desk.workbench.openChat({QStringLiteral("a"), QStringLiteral("lobby"), paul, QStringLiteral("plain")});
    QVERIFY(chat);
    QTRY_VERIFY((*chat)->isJoined());
    const QString lobby = QStringLiteral("lobby");
    ChatWindow *window = desk.chatWindow(paul);
    QVERIFY(window);
    QVERIFY2(window->accessibleName().endsWith(QStringLiteral("paul on instance A, plain")),
             qPrintable(window->accessibleName()));
    for (const QLabel *label : window->findChildren<QLabel *>())
        QVERIFY2(!label->text().contains(lobby), qPrintable(label->text()));
    QTRY_COMPARE(session(desk, paul).data(ClusterModel::DetailRole).toString(), QStringLiteral("joined"));
    QVERIFY(!session(desk, paul).data(Qt::ToolTipRole).toString().contains(lobby));
}

void tst_mainwindow_sessions::aNewPlainChatIsAskedForNoRoom()
{
    Workbench workbench(options());
    NewChatDialog dialog(&workbench, QStringLiteral("a"), nullptr);
    auto *room = dialog.findChildren<QLineEdit *>().at(0);
    auto *dialect = dialog.findChildren<QComboBox *>().at(1);
    QVERIFY(room->isEnabled());
    dialect->setCurrentText(QStringLiteral("plain"));
    QVERIFY(!room->isEnabled());
    // What is not asked cannot be wrong.
    room->setText(QString());
    dialog.accept();
    QVERIFY(dialog.chat());
    QCOMPARE(dialog.chat()->place(), QStringLiteral("plain"));
    dialect->setCurrentText(QStringLiteral("crosstalk"));
    QVERIFY(room->isEnabled());
}

void tst_mainwindow_sessions::lettersStayFromOneSessionToTheNext()
{
    const QUrl url(QStringLiteral("ws://127.0.0.1:9/ws"));
    ClusterPlan plan;
    {
        Workbench workbench(options());
        workbench.attach(url, QStringLiteral("plain"));
        workbench.attach(url, QStringLiteral("plain"));
        workbench.addInstance();
        for (const char *name : {"b", "d"})
            workbench.removals()->removeInstance(workbench.cluster()->instance(QString::fromLatin1(name)));
        plan = workbench.plan();
    }
    Cluster::Options with = options();
    with.instances = plan.instances;
    Workbench again(with, *ClusterPlan::fromJson(plan.toJson()));
    QCOMPARE(again.cluster()->instanceNames(), (QStringList{"a", "c", "e", "f"}));
    QVERIFY(again.cluster()->instance(QStringLiteral("e"))->isAttached());
    QCOMPARE(again.cluster()->instance(QStringLiteral("f"))->number(), 5);
    QCOMPARE(again.addInstance()->name(), QStringLiteral("g"));
    again.removals()->removeInstance(again.cluster()->instance(QStringLiteral("g")));
    QVERIFY(again.plan() == plan);
}

void tst_mainwindow_sessions::whoIsGoneLeavesTheMatrixUnlessSomethingCounts()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    Bench *bench = desk.workbench.bench();
    const auto names = [bench] {
        QStringList result;
        for (const InstanceTag &tag : bench->deliveryModel()->snapshot().instances)
            result << tag.name;
        return result;
    };
    QTRY_COMPARE(names(), (QStringList{"a", "b", "c"}));
    const auto remove = [&desk](const char *name) {
        desk.workbench.removals()->removeInstance(desk.workbench.cluster()->instance(QString::fromLatin1(name)));
    };
    remove("c");
    QTRY_COMPARE(names(), (QStringList{"a", "b"}));
    desk.workbench.bench()->chats().at(0)->say(QStringLiteral("this counts"));
    QTRY_VERIFY(bench->totals().delivered > 0);
    remove("b");
    QTRY_COMPARE(bench->deliveryModel()->snapshot().instances.constLast().number, -1);
    QCOMPARE(names(), (QStringList{"a", "b"}));
    QCOMPARE(bench->deliveryModel()->headerData(1, Qt::Horizontal, Qt::ToolTipRole).toString(),
             QStringLiteral("Instance B has been removed"));
    bench->deliveryFeed()->reset();
    QTRY_COMPARE(names(), QStringList{"a"});
    bench->deliveryFeed()->undoReset();
    QTRY_COMPARE(names(), (QStringList{"a", "b"}));
}

QTEST_MAIN(tst_mainwindow_sessions)
#include "tst_mainwindow_sessions.moc"
