// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to what is read and written, from the menus: to the chat or table that is current.
#include "app/desktop/views/chatinput.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/commandpalette.h"
#include "app/desktop/views/messagedialog.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/tailtable.h"
#include "tests/app/desktop/desk.h"

#include <QClipboard>
#include <QDockWidget>
#include <QMenuBar>
#include <QScrollBar>
#include <QTreeWidget>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_editactions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }
    void sendsWhatIsWritten();
    void sendsWhatWasNotSentAgain();
    void actsOnTheLinesOfTheCurrentChat();
    void actsOnTheTableThatWasReadLast();
    void keysAreThoseOfWhatHasTheFocus();
    void paletteHasThemWithTheirKeys();

private:
    /// Of a menu, by its name.
    QAction *action(const QString &name) const;
    void write(const QString &text) const;
    ChatView *lines() const { return m_desk->chatWindow(m_alice)->view(); }

    const QString m_alice = QStringLiteral("alice");
    TemporarySettings m_settings{QStringLiteral("tst_editactions")};
    std::unique_ptr<Desk> m_desk;
};

void tst_editactions::init()
{
    QSettings().clear();
    m_desk = std::make_unique<Desk>();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&m_desk->window));
    m_desk->chatWindow(m_alice)->focusInput();
}

QAction *tst_editactions::action(const QString &name) const
{
    const auto menus = m_desk->window.menuBar()->actions();
    for (const QAction *menu : menus)
        for (QAction *each : menu->menu()->actions())
            if (each->text().remove(QLatin1Char('&')).section(QLatin1Char('\t'), 0, 0) == name)
                return each;
    return nullptr;
}

void tst_editactions::write(const QString &text) const
{
    m_desk->chatWindow(m_alice)->findChild<ChatInput *>()->setPlainText(text);
}

void tst_editactions::sendsWhatIsWritten()
{
    QAction *send = action(QStringLiteral("Send the message"));
    QAction *each = action(QStringLiteral("Send each line as a message"));
    QAction *fromAll = action(QStringLiteral("Send from all chats"));
    for (const QAction *one : {send, each, fromAll})
        QVERIFY(!one->isEnabled());
    write(QStringLiteral("hello"));
    QVERIFY(send->isEnabled() && !each->isEnabled() && fromAll->isEnabled());
    send->trigger();
    QTRY_VERIFY(m_desk->hasLine(QStringLiteral("bob"), QStringLiteral("hello")));
    QVERIFY(!send->isEnabled());
    write(QStringLiteral("one\ntwo"));
    each->trigger();
    QTRY_VERIFY(m_desk->hasLine(QStringLiteral("bob"), QStringLiteral("two")));
    write(QStringLiteral("together"));
    fromAll->trigger();
    QTRY_VERIFY(m_desk->hasLine(QStringLiteral("carol"), QStringLiteral("together")));
    QVERIFY(m_desk->markOfLast(QStringLiteral("carol")).size() > 0);
    // Of another chat, what is written there.
    write(QStringLiteral("half a thought"));
    m_desk->chatWindow(QStringLiteral("bob"))->focusInput();
    QVERIFY(!send->isEnabled());
    m_desk->chatWindow(m_alice)->focusInput();
    QVERIFY(send->isEnabled());
}

void tst_editactions::sendsWhatWasNotSentAgain()
{
    QAction *again = action(QStringLiteral("Send again"));
    QAction *allAgain = action(QStringLiteral("Send all unsent again"));
    Chat *chat = m_desk->chatWindow(m_alice)->chat();
    m_desk->workbench.cluster()->instance(QStringLiteral("a"))->kill();
    QTRY_VERIFY(!chat->isJoined());
    QVERIFY(!allAgain->isEnabled());
    chat->say(QStringLiteral("first"));
    QTRY_VERIFY(allAgain->isEnabled()); // One is enough.
    QVERIFY(!again->isEnabled());
    chat->say(QStringLiteral("second"));
    QTRY_COMPARE(chat->model()->unsentRows().size(), 2);
    lines()->setCurrentIndex(chat->model()->index(chat->model()->unsentRows().at(0)));
    QVERIFY(again->isEnabled());
    m_desk->workbench.cluster()->instance(QStringLiteral("a"))->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isReady(), startTimeout);
    again->trigger();
    QTRY_VERIFY(m_desk->hasLine(QStringLiteral("bob"), QStringLiteral("first")));
    QVERIFY(!again->isEnabled());
    lines()->setFocus();
    QTest::keyClick(lines(), Qt::Key_R, Qt::ShiftModifier);
    QTRY_VERIFY(m_desk->hasLine(QStringLiteral("bob"), QStringLiteral("second")));
    QVERIFY(!allAgain->isEnabled());
}

void tst_editactions::actsOnTheLinesOfTheCurrentChat()
{
    m_desk->type(QStringLiteral("a line"));
    QTRY_VERIFY(m_desk->markOfLast(m_alice).startsWith(QStringLiteral("✓✓")));
    QAction *copy = action(QStringLiteral("Copy"));
    QVERIFY(!copy->isEnabled());
    action(QStringLiteral("Select all"))->trigger();
    QVERIFY(copy->isEnabled());
    copy->trigger();
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("alice: a line")));
    QAction *path = action(QStringLiteral("Path of the message"));
    QVERIFY(!path->isEnabled());
    lines()->setCurrentIndex(lines()->model()->index(lines()->model()->rowCount() - 1, 0));
    QVERIFY(path->isEnabled());
    path->trigger();
    QVERIFY(m_desk->window.findChild<QDockWidget *>(QStringLiteral("details"))->isVisible());
    action(QStringLiteral("Show the whole message…"))->trigger();
    auto *dialog = m_desk->window.findChild<MessageDialog *>();
    QVERIFY(dialog);
    dialog->reject();
    m_desk->lines(m_alice)->append(QList<ChatLine>(100));
    QTRY_VERIFY(lines()->verticalScrollBar()->maximum() > 0);
    lines()->verticalScrollBar()->setValue(0);
    QVERIFY(!lines()->isFollowing());
    action(QStringLiteral("Go to the newest"))->trigger();
    QVERIFY(lines()->isFollowing());
}

void tst_editactions::actsOnTheTableThatWasReadLast()
{
    m_desk->type(QStringLiteral("a line"));
    QTRY_VERIFY(m_desk->markOfLast(m_alice).startsWith(QStringLiteral("✓✓")));
    QTest::keyClick(&m_desk->window, Qt::Key_4, Qt::ControlModifier);
    auto *table = m_desk->window.findChild<MessagesView *>()->findChild<TailTable *>();
    QTRY_COMPARE(table->model()->rowCount(), 3);
    action(QStringLiteral("Select all"))->trigger();
    QCOMPARE(table->selectionModel()->selectedRows().size(), 3);
    QApplication::clipboard()->clear();
    action(QStringLiteral("Copy"))->trigger();
    QCOMPARE(QApplication::clipboard()->text().count(QStringLiteral("a line")), 3);
    QVERIFY(!action(QStringLiteral("Show the whole message…"))->isEnabled());
    table->setCurrentIndex(table->model()->index(0, 0));
    action(QStringLiteral("Path of the message"))->trigger();
    QVERIFY(m_desk->window.findChild<QDockWidget *>(QStringLiteral("details"))->isVisible());
    // Of the tree it is not: then that which was read before.
    QTest::keyClick(&m_desk->window, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(action(QStringLiteral("Copy"))->isEnabled());
    QTest::keyClick(&m_desk->window, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(!action(QStringLiteral("Copy"))->isEnabled());
}

void tst_editactions::keysAreThoseOfWhatHasTheFocus()
{
    m_desk->type(QStringLiteral("a line"));
    lines()->setFocus();
    QTest::keyClick(lines(), Qt::Key_End);
    QTest::keyClick(lines(), Qt::Key_P);
    auto *details = m_desk->window.findChild<QDockWidget *>(QStringLiteral("details"));
    QVERIFY(details->isVisible());
    details->hide();
    // Where one writes, they are letters; and in the bar of the menus, Enter is for these.
    m_desk->chatWindow(m_alice)->focusInput();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_P);
    QVERIFY(!details->isVisible());
    m_desk->window.menuBar()->setFocus();
    QTest::keyClick(m_desk->window.menuBar(), Qt::Key_Return);
    QVERIFY(!m_desk->window.findChild<MessageDialog *>());
}

void tst_editactions::paletteHasThemWithTheirKeys()
{
    const CommandPalette palette(m_desk->window.menuBar(), &m_desk->window);
    const auto *list = palette.findChild<QTreeWidget *>();
    const auto keysOf = [list](const QString &name) {
        const auto found = list->findItems(name, Qt::MatchExactly);
        return found.isEmpty() ? QStringLiteral("not there") : found.constFirst()->text(2);
    };
    QCOMPARE(keysOf(QStringLiteral("Send the message")), QStringLiteral("Return"));
    QCOMPARE(keysOf(QStringLiteral("Send all unsent again")), QStringLiteral("Shift+R"));
    QCOMPARE(keysOf(QStringLiteral("Copy")), QStringLiteral("Ctrl+C"));
    QCOMPARE(keysOf(QStringLiteral("Path of the message")), QStringLiteral("P"));
}

QTEST_MAIN(tst_editactions)
#include "tst_editactions.moc"
