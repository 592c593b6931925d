// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is closed or removed can be had back, from the keyboard.
#include "tests/app/desktop/desk.h"

using namespace crosstalk;
using namespace crosstalk::test;

class tst_removals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void closedChatComesBackWithWhatWasSaid();
    void removedInstanceComesBackWithItsChats();
    void instanceWithoutChatsGoesWithoutAQuestion();
    void questionCanBeDeclined();
    void onlySoManyAreKept();
    void endsWithRemovalsLeft();

private:
    static void undo(Desk &desk) { QTest::keyClick(&desk.window, Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier); }
    static void remove(Desk &desk, const QString &instance)
    {
        desk.select(instance);
        QTest::keyClick(desk.window.findChild<ClusterView *>(), Qt::Key_Delete);
    }

    TemporarySettings m_settings{QStringLiteral("tst_removals")};
};

void tst_removals::closedChatComesBackWithWhatWasSaid()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    Chat *bob = desk.chatWindow(QStringLiteral("bob"))->chat();
    bob->say(QStringLiteral("before"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("carol"), QStringLiteral("before")));
    desk.chatWindow(QStringLiteral("bob"))->focusInput();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_W, Qt::ControlModifier);
    QVERIFY(!desk.chatWindow(QStringLiteral("bob")));
    QCOMPARE(desk.workbench.removals()->latest(), QStringLiteral("the chat of bob"));

    undo(desk);
    QVERIFY(desk.workbench.removals()->latest().isEmpty());
    QCOMPARE(desk.workbench.bench()->chats().at(1), bob);
    QVERIFY(desk.chatWindow(QStringLiteral("bob"))->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(desk.hasLine(QStringLiteral("bob"), QStringLiteral("before")));
    QTRY_VERIFY(bob->isJoined());
    bob->say(QStringLiteral("after"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("alice"), QStringLiteral("after")));
    QTRY_VERIFY2(desk.markOfLast(QStringLiteral("bob")).startsWith(QStringLiteral("✓✓ 2 of 2")),
                 qPrintable(desk.markOfLast(QStringLiteral("bob"))));
    QCOMPARE(desk.workbench.bench()->totals().twice, 0u);
}

void tst_removals::removedInstanceComesBackWithItsChats()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    Instance *b = desk.workbench.cluster()->instance(QStringLiteral("b"));
    const qint64 pid = b->pid();
    const QUrl url = b->url();
    remove(desk, QStringLiteral("b"));
    QVERIFY(desk.workbench.cluster()->instance(QStringLiteral("b"))); // Not before the answer.
    desk.answer(QMessageBox::Yes);
    QCOMPARE(desk.workbench.cluster()->instanceNames(), QStringList({QStringLiteral("a"), QStringLiteral("c")}));
    QCOMPARE(desk.workbench.bench()->chats().size(), 2);
    QTRY_VERIFY(!isAlive(pid));
    QVERIFY(!desk.workbench.problem());

    undo(desk);
    QCOMPARE(desk.workbench.cluster()->instances().at(1), b);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QCOMPARE(b->url(), url);
    QVERIFY(desk.chatWindow(QStringLiteral("bob"))->isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(desk.workbench.bench()->chats().at(1)->user(), QStringLiteral("bob"));
    desk.workbench.bench()->chats().at(0)->say(QStringLiteral("welcome back"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("bob"), QStringLiteral("welcome back")));
    // How it was taken away is no news.
    QVERIFY(!desk.hasLine(QStringLiteral("bob"), QStringLiteral("was killed")));
}

void tst_removals::instanceWithoutChatsGoesWithoutAQuestion()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTest::keyClick(&desk.window, Qt::Key_I, Qt::ControlModifier);
    QTRY_COMPARE(desk.state(QStringLiteral("d")), Service::State::Ready);
    remove(desk, QStringLiteral("d"));
    QVERIFY(!desk.window.findChild<QMessageBox *>());
    QVERIFY(!desk.workbench.cluster()->instance(QStringLiteral("d")));
    undo(desk);
    QTRY_COMPARE(desk.state(QStringLiteral("d")), Service::State::Ready);
}

void tst_removals::questionCanBeDeclined()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    remove(desk, QStringLiteral("c"));
    desk.answer(QMessageBox::Cancel);
    QVERIFY(desk.isReady());
    QCOMPARE(desk.state(QStringLiteral("c")), Service::State::Ready);
}

void tst_removals::onlySoManyAreKept()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    const auto count = static_cast<int>(Removals::kept) + 5;
    for (int i = 0; i < count; ++i) {
        const auto chat = desk.workbench.openChat(
            {QStringLiteral("a"), QStringLiteral("lobby"), QStringLiteral("guest%1").arg(i), {}});
        QVERIFY(chat);
        desk.workbench.removals()->closeChat(*chat);
    }
    int undone = 0;
    for (; !desk.workbench.removals()->latest().isEmpty(); ++undone)
        desk.workbench.removals()->undo();
    QCOMPARE(undone, static_cast<int>(Removals::kept));
    QCOMPARE(desk.workbench.bench()->chats().size(), 3 + undone);
    for (const Chat *chat : desk.workbench.bench()->chats())
        QTRY_VERIFY(chat->isJoined());
}

void tst_removals::endsWithRemovalsLeft()
{
    QList<qint64> pids;
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
        pids = desk.pids();
        desk.workbench.removals()->removeInstance(desk.workbench.cluster()->instance(QStringLiteral("b")));
        desk.workbench.removals()->closeChat(desk.workbench.bench()->chats().at(0));
    }
    for (const qint64 pid : std::as_const(pids))
        QVERIFY(!isAlive(pid));
}

QTEST_MAIN(tst_removals)
#include "tst_removals.moc"
