// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the chats are: side by side, behind tabs, torn off and back.
#include "app/desktop/views/firststeps.h"
#include "app/desktop/views/tornoffchat.h"
#include "tests/app/desktop/desk.h"

#include <QLabel>
#include <QLayout>
#include <QLineEdit>
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
    void tabsCountTheUnseen();
    void oneSendsFromAll();
    void searchOpensInTheCurrentChat();
    void whatComesAboveDoesNotMoveTheTiles();
    void tornOffChatGoesOnAndComesBack();
    void shortcutsHoldInATornOffWindow();
    void tornOffChatsAreRemembered();
    void tornOffChatsCountTheUnseenInTheirTitles();
    void currentChatStaysInSightAsTheGridChanges();
    void focusBringsAChatIntoSight();
    void closingTheMainWindowTakesTornOffOnesAlong();

private:
    bool isInSight(const QWidget *widget)
    {
        const QRect place(widget->mapTo(area()->viewport(), QPoint()), widget->size());
        return area()->viewport()->rect().contains(place);
    }
    QWidget *inputOf(const QString &user) { return m_desk->chatWindow(user)->focusProxy(); }
    void openChat(const QString &user)
    {
        QVERIFY(m_desk->workbench.openChat(
            {QStringLiteral("a"), QStringLiteral("lobby"), user, QStringLiteral("crosstalk")}));
    }
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
    QVERIFY(tabs()->height() > 10);
    QVERIFY(m_desk->chatWindow(QStringLiteral("alice"))->mapTo(area(), QPoint()).y() >= tabs()->height());
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

void tst_chatarea::tabsCountTheUnseen()
{
    press(Qt::Key_L);
    m_desk->type(QStringLiteral("behind your back"));
    QTRY_COMPARE(tabs()->tabText(1), QStringLiteral("bob · B (1)"));
    press(Qt::Key_Tab, Qt::ControlModifier);
    QTRY_COMPARE(tabs()->tabText(1), QStringLiteral("bob · B"));
    QCOMPARE(tabs()->tabText(2), QStringLiteral("carol · C (1)"));
}

void tst_chatarea::oneSendsFromAll()
{
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("from everybody"));
    press(Qt::Key_Return, Qt::ControlModifier);
    for (const auto &user : {"alice", "bob", "carol"})
        QTRY_VERIFY(m_desk->markOfLast(QString::fromLatin1(user)).startsWith(QStringLiteral("✓✓ 2 of 2")));
    QTRY_COMPARE(m_desk->workbench.bench()->totals().delivered, 9u);
    QCOMPARE(m_desk->workbench.bench()->totals().sent, 3u);
}

void tst_chatarea::searchOpensInTheCurrentChat()
{
    m_desk->type(QStringLiteral("a needle in the hay"));
    press(Qt::Key_F, Qt::ControlModifier);
    auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(line);
    QVERIFY(m_desk->chatWindow(QStringLiteral("alice"))->isAncestorOf(line));
    QTest::keyClicks(line, QStringLiteral("needle"));
    const auto labels = line->parentWidget()->findChildren<QLabel *>();
    const auto counts = [&labels] {
        return std::any_of(labels.begin(), labels.end(),
                           [](const QLabel *label) { return label->text() == QStringLiteral("1 of 1"); });
    };
    QTRY_VERIFY(counts());
    press(Qt::Key_Escape, Qt::NoModifier);
    QVERIFY(!line->isVisible());
}

void tst_chatarea::whatComesAboveDoesNotMoveTheTiles()
{
    QVERIFY(m_desk->workbench.openChat(
        {QStringLiteral("a"), QStringLiteral("lobby"), QStringLiteral("dave"), QStringLiteral("crosstalk")}));
    auto *area = m_desk->window.findChild<ChatArea *>();
    auto *steps = m_desk->window.findChild<FirstSteps *>();
    const auto columns = [area] {
        QSet<int> lefts;
        for (const ChatWindow *window : area->windows())
            lefts.insert(window->x());
        return lefts.size();
    };
    const auto showSteps = [&](bool areShown) {
        steps->setVisible(areShown);
        m_desk->window.layout()->activate();
        m_desk->window.centralWidget()->layout()->activate();
    };
    for (int height = 600; height <= 1400; height += 20) {
        m_desk->window.resize(1280, height);
        showSteps(false);
        const auto before = columns();
        const int tall = area->height();
        showSteps(true);
        QVERIFY(area->height() < tall);
        QVERIFY2(columns() == before, qPrintable(QStringLiteral("%1 at %2, %3 of %4")
                                                     .arg(height)
                                                     .arg(area->width())
                                                     .arg(area->height())
                                                     .arg(m_desk->window.centralWidget()->height())));
    }
}

void tst_chatarea::tornOffChatGoesOnAndComesBack()
{
    ChatWindow *alice = m_desk->chatWindow(QStringLiteral("alice"));
    press(Qt::Key_O);
    QVERIFY(tornOff());
    QVERIFY(tornOff()->isVisible());
    QCOMPARE(alice->window(), tornOff());
    QVERIFY(tornOff()->windowTitle().startsWith(QStringLiteral("alice on A, lobby")));
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

void tst_chatarea::tornOffChatsAreRemembered()
{
    press(Qt::Key_O);
    QTRY_COMPARE(QApplication::activeWindow(), tornOff());
    tornOff()->resize(430, 510);
    m_desk->window.close();
    m_desk = std::make_unique<Desk>();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isReady(), startTimeout);
    QVERIFY(tornOff());
    QCOMPARE(tornOff()->chat()->chat()->user(), QStringLiteral("alice"));
    QCOMPARE(tornOff()->size(), QSize(430, 510));
    QCOMPARE(visible().size(), 3);
}

void tst_chatarea::tornOffChatsCountTheUnseenInTheirTitles()
{
    press(Qt::Key_O);
    QTRY_COMPARE(QApplication::activeWindow(), tornOff());
    m_desk->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_desk->window));
    for (const auto &text : {"one", "two"})
        m_desk->chatWindow(QStringLiteral("bob"))->chat()->say(QLatin1String(text));
    QTRY_COMPARE(tornOff()->windowTitle(), QStringLiteral("(2) alice on A, lobby"));
    tornOff()->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), tornOff());
    QTRY_COMPARE(tornOff()->windowTitle(), QStringLiteral("alice on A, lobby"));
}

void tst_chatarea::currentChatStaysInSightAsTheGridChanges()
{
    const QString carol = QStringLiteral("carol");
    openChat(QStringLiteral("dave"));
    m_desk->window.resize(1280, 600);
    m_desk->chatWindow(carol)->focusInput();
    // What opens at the side takes two of them to a second row, below the first.
    QTest::keyClick(&m_desk->window, Qt::Key_7, Qt::ControlModifier);
    QTRY_VERIFY(m_desk->chatWindow(carol)->y() > m_desk->chatWindow(QStringLiteral("alice"))->y());
    QTRY_VERIFY(isInSight(inputOf(carol)));
    // And as tabs become tiles.
    openChat(QStringLiteral("erin"));
    m_desk->chatWindow(QStringLiteral("erin"))->focusInput();
    press(Qt::Key_L);
    press(Qt::Key_L);
    QTRY_VERIFY(isInSight(inputOf(QStringLiteral("erin"))));
}

void tst_chatarea::focusBringsAChatIntoSight()
{
    for (const auto &user : {"dave", "erin", "frank", "grace", "heidi", "ivan"})
        openChat(QLatin1String(user));
    m_desk->window.resize(1000, 600);
    QTRY_VERIFY(!isInSight(inputOf(QStringLiteral("ivan"))));
    press(Qt::Key_Tab); // Back from the first is the last.
    QTRY_COMPARE(QApplication::focusWidget(), inputOf(QStringLiteral("ivan")));
    QVERIFY(isInSight(inputOf(QStringLiteral("ivan"))));
    press(Qt::Key_Tab, Qt::ControlModifier);
    QVERIFY(isInSight(inputOf(QStringLiteral("alice"))));
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
