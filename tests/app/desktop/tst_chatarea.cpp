// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the chats are: side by side, behind tabs, torn off and back.
#include "app/desktop/views/tornoffchat.h"
#include "tests/app/desktop/desk.h"

#include <QTabBar>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_chatarea : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }
    void tabsShowOneAtATime();
    void tabsAreClosedAndNamed();
    void tabsAreRemembered();
    void tornOffChatGoesOnAndComesBack();
    void shortcutsHoldInATornOffWindow();
    void closingTheMainWindowTakesTornOffOnesAlong();

private:
    ChatArea *area() { return m_desk->window.findChild<ChatArea *>(); }
    QTabBar *tabs() { return area()->findChild<QTabBar *>(); }
    TornOffChat *tornOff() { return m_desk->window.findChild<TornOffChat *>(); }
    QStringList visible();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier | Qt::ShiftModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

    TemporarySettings m_settings{QStringLiteral("tst_chatarea")};
    std::unique_ptr<Desk> m_desk;
};

void tst_chatarea::init()
{
    QSettings().clear();
    m_desk = std::make_unique<Desk>();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&m_desk->window));
    m_desk->chatWindow(QStringLiteral("alice"))->focusInput();
}

QStringList tst_chatarea::visible()
{
    QStringList users;
    for (const ChatWindow *window : area()->windows())
        if (window->isVisible())
            users << window->chat()->user();
    return users;
}

void tst_chatarea::tabsShowOneAtATime()
{
    QCOMPARE(visible().size(), 3);
    press(Qt::Key_L);
    QCOMPARE(visible(), QStringList(QStringLiteral("alice")));
    QVERIFY(tabs()->isVisible());
    press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(visible(), QStringList(QStringLiteral("bob")));
    m_desk->type(QStringLiteral("from behind a tab"));
    QTRY_VERIFY(m_desk->hasLine(QStringLiteral("carol"), QStringLiteral("from behind a tab")));
    QTest::mouseClick(tabs(), Qt::LeftButton, {}, tabs()->tabRect(2).center());
    QCOMPARE(visible(), QStringList(QStringLiteral("carol")));
    QVERIFY(m_desk->chatWindow(QStringLiteral("carol"))->isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_L);
    QCOMPARE(visible().size(), 3);
    QVERIFY(!tabs()->isVisible());
    QVERIFY(m_desk->chatWindow(QStringLiteral("carol"))->isAncestorOf(QApplication::focusWidget()));
}

void tst_chatarea::tabsAreClosedAndNamed()
{
    press(Qt::Key_L);
    QCOMPARE(tabs()->tabText(1), QStringLiteral("bob · B"));
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(tabs()->count(), 2);
    QCOMPARE(visible(), QStringList(QStringLiteral("bob")));
    press(Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(tabs()->tabText(0), QStringLiteral("alice · A"));
}

void tst_chatarea::tabsAreRemembered()
{
    press(Qt::Key_L);
    m_desk = std::make_unique<Desk>();
    QCOMPARE(area()->arrangement(), ChatArea::Arrangement::Tabs);
}

void tst_chatarea::tornOffChatGoesOnAndComesBack()
{
    ChatWindow *alice = m_desk->chatWindow(QStringLiteral("alice"));
    press(Qt::Key_O);
    QVERIFY(tornOff());
    QVERIFY(tornOff()->isVisible());
    QCOMPARE(alice->window(), tornOff());
    QVERIFY(tornOff()->windowTitle().contains(QStringLiteral("alice on instance a")));
    QTRY_COMPARE(QApplication::activeWindow(), tornOff());
    QVERIFY(alice->isAncestorOf(QApplication::focusWidget()));
    m_desk->type(QStringLiteral("from afar"));
    QTRY_VERIFY(m_desk->hasLine(QStringLiteral("bob"), QStringLiteral("from afar")));

    tornOff()->close();
    QTRY_VERIFY(!tornOff());
    QCOMPARE(alice->window(), &m_desk->window);
    QCOMPARE(visible().size(), 3);
    QVERIFY(m_desk->hasLine(QStringLiteral("alice"), QStringLiteral("from afar")));
    QVERIFY(alice->chat()->isJoined());
}

void tst_chatarea::shortcutsHoldInATornOffWindow()
{
    press(Qt::Key_O);
    QTRY_COMPARE(QApplication::activeWindow(), tornOff());
    press(Qt::Key_O);
    QTRY_VERIFY(!tornOff());
    QTRY_COMPARE(QApplication::activeWindow(), &m_desk->window);
    QVERIFY(m_desk->chatWindow(QStringLiteral("alice"))->isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_O);
    QTRY_COMPARE(QApplication::activeWindow(), tornOff());
    press(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!tornOff());
    QVERIFY(!m_desk->chatWindow(QStringLiteral("alice")));
    QCOMPARE(visible().size(), 2);
}

void tst_chatarea::closingTheMainWindowTakesTornOffOnesAlong()
{
    press(Qt::Key_O);
    QVERIFY(tornOff());
    m_desk->window.close();
    QTRY_VERIFY(!tornOff());
}

QTEST_MAIN(tst_chatarea)
#include "tst_chatarea.moc"
