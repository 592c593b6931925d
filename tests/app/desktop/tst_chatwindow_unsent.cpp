// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What could not be sent: kept, marked, and sent again, also in another session.
#include "app/desktop/chat.h"
#include "app/desktop/views/chatview.h"
#include "tests/app/desktop/desk.h"

using namespace crosstalk;
using namespace crosstalk::test;

class tst_chatwindow_unsent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void keepsWhatCouldNotBeSentAndSendsItAgain();
    void sendsAllUnsentAgain();
    void whatWasNotSentIsInThePlanAndComesBack();
    void closedAndBackItHasWhatWasNotSent();

private:
    static void lose(Desk &desk, const QString &instance, const QString &user);
    static int ownLines(Desk &desk, const QString &user, DeliveryMark::Kind kind);

    TemporarySettings m_settings{QStringLiteral("tst_chatwindow_unsent")};
};

void tst_chatwindow_unsent::lose(Desk &desk, const QString &instance, const QString &user)
{
    desk.workbench.cluster()->instance(instance)->kill();
    QTRY_VERIFY(!desk.chatWindow(user)->chat()->isJoined());
}

int tst_chatwindow_unsent::ownLines(Desk &desk, const QString &user, DeliveryMark::Kind kind)
{
    const ChatModel *model = desk.lines(user);
    int count = 0;
    for (int row = 0; row < model->rowCount(); ++row)
        count += model->line(row).kind == ChatLine::Kind::Own && model->line(row).mark.kind == kind ? 1 : 0;
    return count;
}

void tst_chatwindow_unsent::keepsWhatCouldNotBeSentAndSendsItAgain()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    const QString alice = QStringLiteral("alice");
    lose(desk, QStringLiteral("a"), alice);
    desk.chatWindow(alice)->focusInput();
    desk.type(QStringLiteral("is anybody there?"));
    QTRY_COMPARE(desk.markOfLast(alice), QStringLiteral("✗ not sent: no link"));

    desk.workbench.cluster()->instance(QStringLiteral("a"))->start();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QCOMPARE(desk.markOfLast(alice), QStringLiteral("✗ not sent: no link"));
    auto *view = desk.chatWindow(alice)->findChild<ChatView *>();
    const int row = desk.lines(alice)->unsentRows().value(0, -1);
    QVERIFY(row >= 0);
    view->setFocus();
    view->setCurrentIndex(desk.lines(alice)->index(row));
    QTest::keyClick(view, Qt::Key_R);
    QCOMPARE(desk.lines(alice)->line(row).mark.text, QStringLiteral("not sent · sent again"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("bob"), QStringLiteral("is anybody there?")));
    QTRY_VERIFY(desk.markOfLast(alice).startsWith(QStringLiteral("✓✓")));
    const int lines = desk.lines(alice)->rowCount();
    QTest::keyClick(view, Qt::Key_R);
    QCOMPARE(desk.lines(alice)->rowCount(), lines); // Once is enough.
}

void tst_chatwindow_unsent::sendsAllUnsentAgain()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    const QString alice = QStringLiteral("alice");
    lose(desk, QStringLiteral("a"), alice);
    Chat *chat = desk.chatWindow(alice)->chat();
    for (int i = 0; i < 5; ++i)
        chat->say(QStringLiteral("lost %1").arg(i));
    QTRY_COMPARE(ownLines(desk, alice, DeliveryMark::Kind::NotSent), 5);
    desk.workbench.cluster()->instance(QStringLiteral("a"))->start();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    chat->resend(chat->model()->unsentRows().constFirst());
    chat->resendAll();
    chat->resendAll(); // Asked twice, sent once.
    QTRY_VERIFY(!chat->bulk()->isUnderWay());
    QCOMPARE(ownLines(desk, alice, DeliveryMark::Kind::SentAgain), 5);
    QTRY_COMPARE(ownLines(desk, alice, DeliveryMark::Kind::Delivered), 5);
    QVERIFY(chat->model()->unsentRows().isEmpty());
}

void tst_chatwindow_unsent::whatWasNotSentIsInThePlanAndComesBack()
{
    const QString alice = QStringLiteral("alice");
    const QStringList texts{QStringLiteral("lost one"), QStringLiteral("lost\ntwo")};
    ClusterPlan plan;
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
        lose(desk, QStringLiteral("a"), alice);
        for (const QString &text : texts)
            desk.chatWindow(alice)->chat()->say(text);
        QTRY_COMPARE(desk.workbench.plan().chats.at(0).unsent, texts);
        plan = desk.workbench.plan();
    }
    Workbench workbench(options(), plan);
    QCOMPARE(workbench.plan().chats, plan.chats); // Also before its chats are open.
    workbench.start();
    const auto &chats = workbench.bench()->chats();
    QTRY_VERIFY_WITH_TIMEOUT(chats.size() == 3 && chats.at(0)->isJoined() && chats.at(1)->isJoined(), startTimeout);
    Chat *chat = chats.at(0);
    QCOMPARE(chat->unsent(), texts);
    QCOMPARE(chat->model()->line(0).mark.text, QStringLiteral("✗ not sent in an earlier session"));
    chat->resend(0);
    QCOMPARE(chat->model()->line(0).mark.text, QStringLiteral("not sent · sent again"));
    chat->resendAll();
    QTRY_VERIFY(chat->unsent().isEmpty());
    const ChatModel *bob = chats.at(1)->model();
    QTRY_COMPARE(bob->rowCount(), 2);
    QCOMPARE(bob->line(1).text, texts.at(1));
}

void tst_chatwindow_unsent::closedAndBackItHasWhatWasNotSent()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    const QString alice = QStringLiteral("alice");
    lose(desk, QStringLiteral("a"), alice);
    Chat *chat = desk.chatWindow(alice)->chat();
    chat->say(QStringLiteral("lost"));
    QTRY_COMPARE(chat->unsent().size(), 1);
    desk.workbench.removals()->closeChat(chat);
    desk.workbench.removals()->undo();
    QCOMPARE(desk.chatWindow(alice)->chat()->unsent(), QStringList(QStringLiteral("lost")));
}

QTEST_MAIN(tst_chatwindow_unsent)
#include "tst_chatwindow_unsent.moc"
