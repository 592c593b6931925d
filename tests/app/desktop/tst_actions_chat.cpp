// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The menu Chat, by keyboard and by mouse: what comes of each of its actions.
#include "app/desktop/views/chatsearchbar.h"
#include "app/desktop/views/newchatdialog.h"
#include "tests/app/desktop/desk.h"
#include "tests/app/desktop/menuhand.h"

#include <QComboBox>
#include <QLineEdit>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_actions_chat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void eachDoesWhatItSays_data() { ways(); }
    void eachDoesWhatItSays();

private:
    QList<Deed> thatOpenAndClose();
    QList<Deed> thatMove();
    QList<Deed> thatSearch();

    ChatArea *area() { return m_desk->window.findChild<ChatArea *>(); }
    qsizetype chats() { return m_desk->workbench.bench()->chats().size(); }
    bool isCurrent(const QString &user) { return area()->current() == m_desk->chatWindow(user); }
    void goTo(const QString &user) { area()->activate(m_desk->chatWindow(user)); }

    TemporarySettings m_settings{QStringLiteral("tst_actions_chat")};
    std::unique_ptr<Desk> m_desk;
};

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
    m_desk = std::make_unique<Desk>();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isReady(), startTimeout);
    carryOutAll(&m_desk->window, "Chat", way, thatOpenAndClose() + thatMove() + thatSearch());
}

QTEST_MAIN(tst_actions_chat)
#include "tst_actions_chat.moc"
