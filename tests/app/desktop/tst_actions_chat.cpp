// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The menus Chat and Edit, by keyboard and by mouse: what comes of each of its actions.
#include "app/desktop/views/chatinput.h"
#include "app/desktop/views/chatsearchbar.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/messagedialog.h"
#include "app/desktop/views/newchatdialog.h"
#include "tests/app/desktop/desk.h"
#include "tests/app/desktop/menuhand.h"

#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QScrollBar>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_actions_chat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void eachDoesWhatItSays_data() { ways(); }
    void eachDoesWhatItSays();
    void eachOfEditDoesWhatItSays_data() { ways(); }
    void eachOfEditDoesWhatItSays();

private:
    QList<Deed> thatSend();
    QList<Deed> thatSendAgain();
    QList<Deed> thatOpenAndClose();
    QList<Deed> thatMove();
    QList<Deed> thatSearch();

    ChatArea *area() { return m_desk->window.findChild<ChatArea *>(); }
    qsizetype chats() { return m_desk->workbench.bench()->chats().size(); }
    bool isCurrent(const QString &user) { return area()->current() == m_desk->chatWindow(user); }
    ChatView *lines() { return m_desk->chatWindow("alice")->view(); }
    /// In the chat of alice.
    void write(const QString &text)
    {
        goTo("alice");
        m_desk->chatWindow("alice")->findChild<ChatInput *>()->setPlainText(text);
    }
    void sayInVain();
    void goTo(const QString &user) { area()->activate(m_desk->chatWindow(user)); }

    TemporarySettings m_settings{QStringLiteral("tst_actions_chat")};
    std::unique_ptr<Desk> m_desk;
};

void tst_actions_chat::init()
{
    QSettings().clear();
    m_desk = std::make_unique<Desk>();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isReady(), startTimeout);
}

QList<Deed> tst_actions_chat::thatSend()
{
    return {
        {.path = "Chat › Send the message",
         .before = [this] { write("hello"); },
         .isDone = [this] { return m_desk->hasLine("bob", "hello"); }},
        {.path = "Chat › Send each line as a message",
         .before = [this] { write("one\ntwo"); },
         .isDone = [this] { return m_desk->hasLine("bob", "two"); }},
        {.path = "Chat › Send from all chats",
         .before = [this] { write("together"); },
         .isDone = [this] { return !m_desk->markOfLast("carol").isEmpty(); }},
    };
}

/// Two lines, the first of which is current; then the link is there again.
void tst_actions_chat::sayInVain()
{
    Chat *chat = m_desk->chatWindow("alice")->chat();
    Instance *a = m_desk->workbench.cluster()->instance("a");
    a->kill();
    QTRY_VERIFY(!chat->isJoined());
    chat->say("first");
    chat->say("second");
    QTRY_COMPARE(chat->model()->unsentRows().size(), 2);
    lines()->setCurrentIndex(chat->model()->index(chat->model()->unsentRows().constFirst()));
    a->start();
    QTRY_VERIFY_WITH_TIMEOUT(chat->isJoined(), startTimeout);
}

QList<Deed> tst_actions_chat::thatSendAgain()
{
    return {
        {.path = "Chat › Send again",
         .before = [this] { sayInVain(); },
         .isDone = [this] { return m_desk->hasLine("bob", "first"); }},
        {.path = "Chat › Send all unsent again", .isDone = [this] { return m_desk->hasLine("bob", "second"); }},
    };
}

QList<Deed> tst_actions_chat::thatOpenAndClose()
{
    return {
        {.path = "Chat › New chat…",
         .then =
             [] {
                 QWidget *dialog = QApplication::activeModalWidget();
                 QVERIFY(qobject_cast<NewChatDialog *>(dialog));
                 QTest::keyClicks(dialog->focusWidget(), "dora");
                 QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
             },
         .isDone = [this] { return m_desk->chatWindow("dora") && isCurrent("dora"); }},
        {.path = "Chat › Close chat",
         .before = [this] { goTo("carol"); },
         .isDone = [this] { return chats() == 3 && !m_desk->chatWindow("carol"); }},
        {.path = "Chat › Undo: bring back the chat of carol",
         .isDone = [this] { return chats() == 4 && m_desk->chatWindow("carol"); }},
        {.path = "Chat › Open a chat here…",
         .before = [this] { m_desk->select("b"); },
         .isDone =
             [] {
                 const auto *dialog = qobject_cast<NewChatDialog *>(QApplication::activeModalWidget());
                 return dialog && dialog->findChild<QComboBox *>()->currentData() == "b";
             }},
    };
}

QList<Deed> tst_actions_chat::thatMove()
{
    return {
        {.path = "Chat › Next chat",
         .before = [this] { goTo("alice"); },
         .isDone = [this] { return isCurrent("bob"); }},
        {.path = "Chat › Previous chat", .isDone = [this] { return isCurrent("alice"); }},
        {.path = "Chat › Tear off", .isDone = [this] { return area()->isTornOff(m_desk->chatWindow("alice")); }},
        {.path = "Chat › Tabs", .isDone = [this] { return area()->arrangement() == ChatArea::Arrangement::Tabs; }},
    };
}

QList<Deed> tst_actions_chat::thatSearch()
{
    return {{.path = "Chat › Search…",
             .before = [this] { goTo("bob"); },
             .isDone =
                 [this] {
                     m_desk->window.activateWindow(); // As a window manager does when a menu closes.
                     const auto *bar = m_desk->chatWindow("bob")->findChild<ChatSearchBar *>();
                     return bar->isVisible() && bar->isAncestorOf(QApplication::focusWidget());
                 }}};
}

void tst_actions_chat::eachDoesWhatItSays()
{
    QFETCH(Way, way);
    carryOutAll(&m_desk->window, "Chat", way,
                thatSend() + thatSendAgain() + thatOpenAndClose() + thatMove() + thatSearch());
}

void tst_actions_chat::eachOfEditDoesWhatItSays()
{
    QFETCH(Way, way);
    QApplication::clipboard()->clear();
    goTo("alice");
    m_desk->workbench.bench()->chats().constFirst()->say("a line");
    QTRY_VERIFY(m_desk->hasLine("alice", "a line"));
    carryOutAll(
        &m_desk->window, "Edit", way,
        {
            {.path = "Edit › Select all", .isDone = [this] { return lines()->selectionModel()->hasSelection(); }},
            {.path = "Edit › Copy",
             .isDone = [] { return QApplication::clipboard()->text().contains("alice: a line"); }},
            {.path = "Edit › Path of the message",
             .before = [this] { lines()->setCurrentIndex(lines()->model()->index(0, 0)); },
             .isDone = [this] { return m_desk->window.findChild<QDockWidget *>("details")->isVisible(); }},
            {.path = "Edit › Show the whole message…",
             .isDone =
                 [this] {
                     const auto *dialog = m_desk->window.findChild<MessageDialog *>();
                     return dialog && dialog->isActiveWindow();
                 }},
            {.path = "Edit › Go to the newest",
             .before =
                 [this] {
                     m_desk->lines("alice")->append(QList<ChatLine>(100));
                     QTRY_VERIFY(lines()->verticalScrollBar()->maximum() > 0);
                     lines()->verticalScrollBar()->setValue(0);
                 },
             .isDone = [this] { return lines()->isFollowing(); }},
        });
}

QTEST_MAIN(tst_actions_chat)
#include "tst_actions_chat.moc"
