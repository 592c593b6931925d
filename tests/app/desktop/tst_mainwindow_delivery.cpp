// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/messagepath.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/commandpalette.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/detailspane.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/themekeeper.h"
#include "app/desktop/views/verdictpill.h"
#include "tests/app/desktop/desk.h"

#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QSettings>
#include <QStatusBar>
#include <QTableView>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolBar>
#include <QToolButton>

using namespace crosstalk;
using namespace crosstalk::test;

/// What the window makes of deliveries, delayed and missing ones.
class tst_mainwindow_delivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void frozenInstanceIsMissedByName();
    void whatAFaultByHandKeepsBackIsMissedNotLost();
    void whatAFrozenServerHeldBackIsDelayed();
    void cellListsItsMessages();
    void matrixIsResetAndCopied();
    void aMatrixThatIsSavedIsConfirmed();
    void trafficShowsADeafInstance();
    void whatABrokenBrokerRefusesStandsInTheRowOfItsSender();
    void whatAFrozenBrokerKeepsIsNotPassedOver();
    void whatHasNoLinkToGoOutOnStandsThereToo();
    void theReasonStaysWhereverItIsTold();
    void whoClosesAChatHasMissedNothing();
    void aCellIsLookedIntoFromItsMenu();

private:
    static DeliveryCell cell(Desk &desk, int from, int to)
    {
        const DeliveryModel *matrix = desk.workbench.bench()->deliveryModel();
        return matrix->index(from, to).data(DeliveryModel::CellRole).value<DeliveryCell>();
    }
    static QString pill(Desk &desk) { return desk.window.statusBar()->findChild<VerdictPill *>()->text(); }

    TemporarySettings m_settings{QStringLiteral("tst_mainwindow_delivery")};
};

void tst_mainwindow_delivery::init()
{
    QSettings().clear();
}

void tst_mainwindow_delivery::frozenInstanceIsMissedByName()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.freeze(QStringLiteral("c"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("carol"), QStringLiteral("frozen")));

    desk.type(QStringLiteral("did you get the numbers?"));
    QTRY_COMPARE(desk.markOfLast(QStringLiteral("alice")), QStringLiteral("✓ 1 of 2 · carol missing"));
    QTRY_COMPARE(desk.workbench.bench()->totals().missing, 1u);
    QTRY_COMPARE(desk.workbench.bench()->deliveryModel()->index(0, 2).data().toString(), QStringLiteral("1 lost"));
    const auto cell = [&] { return desk.workbench.bench()->deliveryModel()->index(0, 2); };
    const CellWords words = wordsOf(cell().data(DeliveryModel::CellRole).value<DeliveryCell>());
    const QString since =
        desk.workbench.cluster()->instance(QStringLiteral("c"))->stateSince().toString(QStringLiteral("HH:mm:ss"));
    QCOMPARE(words.figures, QStringList(QStringLiteral("0 / 1")));
    QCOMPARE(words.reasons.constFirst(), QStringLiteral("C is frozen since %1").arg(since));

    desk.select(QStringLiteral("c"));
    QTest::keyClick(&desk.window, Qt::Key_F7, Qt::ShiftModifier);
    // It goes on telling that it was without.
    QTRY_COMPARE(cell().data().toString(), QStringLiteral("1 delayed"));
    QVERIFY(cell().data(DeliveryModel::CellRole).value<DeliveryCell>().isMarred());
    QTRY_VERIFY(desk.window.statusBar()
                    ->findChild<QLabel *>(QStringLiteral("figures"))
                    ->text()
                    .contains(QStringLiteral("1 delayed")));
    QTRY_VERIFY(desk.markOfLast(QStringLiteral("alice")).startsWith(QStringLiteral("✓✓ 2 of 2")));
    QTRY_COMPARE(desk.workbench.bench()->totals().missing, 0u);
    QVERIFY(desk.hasLine(QStringLiteral("carol"), QStringLiteral("did you get the numbers?")));
}

void tst_mainwindow_delivery::whatAFaultByHandKeepsBackIsMissedNotLost()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.freeze(QStringLiteral("c"));
    desk.type(QStringLiteral("did you get the numbers?"));
    const auto cell = [&] { return desk.workbench.bench()->deliveryModel()->index(0, 2).data().toString(); };
    const auto *pill = desk.window.statusBar()->findChild<VerdictPill *>();
    QTRY_COMPARE(cell(), QStringLiteral("1 lost"));
    QTRY_COMPARE_WITH_TIMEOUT(cell(), QStringLiteral("1 missed"), 15000);
    QTRY_VERIFY(desk.markOfLast(QStringLiteral("alice")).endsWith(QStringLiteral("carol missed it")));
    QTRY_COMPARE(pill->text(), QStringLiteral("PASS"));

    // It comes after all.
    desk.select(QStringLiteral("c"));
    QTest::keyClick(&desk.window, Qt::Key_F7, Qt::ShiftModifier);
    QTRY_COMPARE(cell(), QStringLiteral("1 delayed"));

    // And can be looked at.
    auto *matrix = desk.window.findChild<DeliveryView *>();
    QTest::mouseClick(matrix->viewport(), Qt::LeftButton, {},
                      matrix->visualRect(matrix->model()->index(0, 2)).center());
    const auto *table = desk.window.findChild<MessagesView *>()->findChild<QTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, MessageModel::ClassColumn).data().toString(), QStringLiteral("delayed"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("carol"), QStringLiteral("did you get the numbers?")));
    QCOMPARE(pill->text(), QStringLiteral("PASS"));
}

/// Its link breaks before the thaw: nobody knows then whether the server had taken it.
void tst_mainwindow_delivery::whatAFrozenServerHeldBackIsDelayed()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    Bench *bench = desk.workbench.bench();
    const auto cell = [&](int from, int to) { return bench->deliveryModel()->index(from, to).data().toString(); };
    Chat *carol = desk.chatWindow(QStringLiteral("carol"))->chat();
    desk.freeze(QStringLiteral("c"));
    carol->say(QStringLiteral("does anybody hear me?"));
    QTRY_COMPARE(cell(2, 0), QStringLiteral("1 unanswered"));
    QCOMPARE(bench->totals().missing, 0u);
    QTRY_VERIFY_WITH_TIMEOUT(!carol->isJoined(), 30'000);
    QCOMPARE(cell(2, 0), QStringLiteral("1 unanswered"));

    desk.workbench.cluster()->instance(QStringLiteral("c"))->thaw();
    for (const int to : {0, 1})
        QTRY_COMPARE(cell(2, to), QStringLiteral("1 delayed"));
    QTRY_VERIFY(desk.markOfLast(QStringLiteral("carol")).startsWith(QStringLiteral("arrived after")));
    QVERIFY(desk.markOfLast(QStringLiteral("carol")).endsWith(QStringLiteral("2 of 2")));
    QCOMPARE(bench->totals().delayed, 2u);
    QTRY_COMPARE(bench->totals().unanswered, 0u);
    QTRY_COMPARE(pill(desk), QStringLiteral("PASS"));
    auto *matrix = desk.window.findChild<DeliveryView *>();
    QTest::mouseClick(matrix->viewport(), Qt::LeftButton, {},
                      matrix->visualRect(matrix->model()->index(2, 0)).center());
    const auto *table = desk.window.findChild<MessagesView *>()->findChild<QTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, MessageModel::ClassColumn).data().toString(), QStringLiteral("delayed"));
}

void tst_mainwindow_delivery::cellListsItsMessages()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.type(QStringLiteral("all is well"));
    QTRY_COMPARE(desk.workbench.bench()->totals().delivered, 3u);
    desk.freeze(QStringLiteral("c"));
    desk.type(QStringLiteral("did you get the numbers?"));

    auto *matrix = desk.window.findChild<DeliveryView *>();
    QTRY_COMPARE(matrix->model()->index(0, 2).data().toString(), QStringLiteral("1 lost"));
    auto *messages = desk.window.findChild<MessagesView *>();
    const auto *table = messages->findChild<QTableView *>();
    const auto cell = [&](int row, int column) { return table->model()->index(row, column).data().toString(); };

    // A bad cell, by mouse: what is wrong in it.
    QTest::mouseClick(matrix->viewport(), Qt::LeftButton, {},
                      matrix->visualRect(matrix->model()->index(0, 2)).center());
    QVERIFY(messages->isVisible());
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_COMPARE(cell(0, MessageModel::ClassColumn), QStringLiteral("lost"));
    QCOMPARE(cell(0, MessageModel::ReceiverColumn), QStringLiteral("carol"));
    QCOMPARE(cell(0, MessageModel::TextColumn), QStringLiteral("did you get the numbers?"));

    // It is out of sight now, and gone back to from beside the tabs.
    auto *note = qobject_cast<QLabel *>(desk.window.findChild<QTabWidget *>()->cornerWidget());
    QTRY_VERIFY2(note->text().contains(QStringLiteral(">1 bad cell out of sight<")), qPrintable(note->text()));
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        ThemeKeeper::of(qApp)->keep(theme);
        QTRY_VERIFY(note->text().contains(Palette::of(QApplication::palette()).bad.name()));
    }
    Q_EMIT note->linkActivated(QStringLiteral("bad"));
    QVERIFY(matrix->isVisible() && matrix->hasFocus());
    QCOMPARE(matrix->currentIndex(), matrix->model()->index(0, 2));
    QTRY_COMPARE(note->text(), QString());

    // A good one, by keyboard: all of it.
    QTest::keyClick(&desk.window, Qt::Key_3, Qt::ControlModifier);
    QVERIFY(!messages->isVisible());
    matrix->setCurrentIndex(matrix->model()->index(0, 0));
    QTest::keyClick(matrix, Qt::Key_Right);
    QTest::keyClick(matrix, Qt::Key_Return);
    QVERIFY(messages->isVisible());
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QCOMPARE(QApplication::focusWidget(), table);
    QTRY_COMPARE(table->currentIndex().row(), 1); // The newest.
    QCOMPARE(cell(1, MessageModel::ReceiverColumn), QStringLiteral("bob"));
    QCOMPARE(cell(1, MessageModel::ClassColumn), QStringLiteral("delivered"));

    desk.select(QStringLiteral("c"));
    QTest::keyClick(&desk.window, Qt::Key_F7, Qt::ShiftModifier);
    QTRY_COMPARE(desk.workbench.bench()->totals().missing, 0u);
}

void tst_mainwindow_delivery::matrixIsResetAndCopied()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    const auto cell = [&] { return desk.workbench.bench()->deliveryModel()->index(0, 1).data().toString(); };
    desk.type(QStringLiteral("one"));
    QTRY_COMPARE(cell(), QStringLiteral("1 / 1"));
    QTest::keyClick(&desk.window, Qt::Key_Backspace, Qt::ControlModifier);
    QCOMPARE(cell(), QStringLiteral("–"));
    QCOMPARE(desk.workbench.bench()->totals().sent, 1u);
    auto *note = qobject_cast<QLabel *>(desk.window.findChild<QTabWidget *>()->cornerWidget());
    QVERIFY(note && note->isVisible());
    const QString since = desk.workbench.bench()->deliveryFeed()->resetAt().toString(QStringLiteral("HH:mm:ss"));
    QVERIFY2(note->text().startsWith(QStringLiteral("Matrix since ") + since), qPrintable(note->text()));
    desk.type(QStringLiteral("two"));
    QTRY_COMPARE(cell(), QStringLiteral("1 / 1"));
    QTest::keyClick(&desk.window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY2(QApplication::clipboard()->text().contains(QStringLiteral("\nA\tB\t1\t1\t0\t")),
             qPrintable(QApplication::clipboard()->text()));
    QTest::keyClick(&desk.window, Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(cell(), QStringLiteral("2 / 2"));
    QCOMPARE(note->text(), QString());

    // By name, as anything else in the menus.
    QTest::keyClick(&desk.window, Qt::Key_K, Qt::ControlModifier);
    auto *palette = desk.window.findChild<CommandPalette *>();
    QVERIFY(palette);
    auto *filter = palette->findChild<QLineEdit *>();
    QCOMPARE(palette->focusWidget(), filter);
    QTest::keyClicks(filter, QStringLiteral("reset mat"));
    QTest::keyClick(filter, Qt::Key_Return);
    QTRY_COMPARE(cell(), QStringLiteral("–"));
    // Undone beside the matrix itself, by its link.
    Q_EMIT note->linkActivated(QStringLiteral("undo"));
    QCOMPARE(cell(), QStringLiteral("2 / 2"));
}

void tst_mainwindow_delivery::aMatrixThatIsSavedIsConfirmed()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("matrix.csv"));
    QTest::keyClick(&desk.window, Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
    auto *dialog = desk.window.findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(file);
    QVERIFY(QFile::exists(file));
    const auto labels = desk.window.statusBar()->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&](const QLabel *each) { return each->text().endsWith(file); }));
}

void tst_mainwindow_delivery::trafficShowsADeafInstance()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    // The rate by keyboard, then on.
    QTest::keyClick(&desk.window, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("200"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::keyClick(&desk.window, Qt::Key_T, Qt::ControlModifier);
    Bench *bench = desk.workbench.bench();
    QVERIFY(bench->traffic()->isRunning());
    QCOMPARE(bench->traffic()->rate(), 200);
    const auto cell = [bench](int row, int column) {
        return bench->deliveryModel()->index(row, column).data(DeliveryModel::CellRole).value<DeliveryCell>();
    };
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column)
            QTRY_VERIFY(cell(row, column).delivered > 5);
    QCOMPARE(bench->totals().missing, 0u);

    desk.select(QStringLiteral("c"));
    QTest::keyClick(&desk.window, Qt::Key_F7);
    QTRY_VERIFY(cell(0, 2).lost > 0 && cell(1, 2).lost > 0);
    QCOMPARE(cell(0, 1).lost, 0u);
    QTest::keyClick(&desk.window, Qt::Key_F7, Qt::ShiftModifier);
    QTRY_COMPARE(bench->totals().missing, 0u);

    // Switched off, by mouse this time; nothing of it was ever in a chat.
    for (QToolButton *button : desk.window.findChild<QToolBar *>()->findChildren<QToolButton *>())
        if (button->defaultAction() && button->defaultAction()->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_T))
            QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!bench->traffic()->isRunning());
    QTRY_COMPARE(bench->totals().delivered, bench->totals().due);
    for (const Chat *chat : bench->chats())
        QVERIFY(!desk.hasLine(chat->user(), Traffic::text()));
    const MessageModel *messages = bench->messageModel();
    QTRY_COMPARE(static_cast<quint64>(messages->rowCount()), bench->totals().due);
    QCOMPARE(messages->index(0, MessageModel::TextColumn).data().toString(), Traffic::text());
}

void tst_mainwindow_delivery::whatABrokenBrokerRefusesStandsInTheRowOfItsSender()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.type(QStringLiteral("all is well"));
    QTRY_COMPARE(pill(desk), QStringLiteral("PASS"));
    Broker *broker = desk.workbench.cluster()->broker();
    broker->kill();
    QTRY_VERIFY(!desk.workbench.cluster()->instance(QStringLiteral("a"))->unreadiness().isEmpty());
    desk.type(QStringLiteral("did you get the numbers?"));
    QTRY_VERIFY2(desk.markOfLast(QStringLiteral("alice")).startsWith(QString::fromUtf8("✗ refused")),
                 qPrintable(desk.markOfLast(QStringLiteral("alice"))));
    for (int to = 0; to < 3; ++to) {
        QTRY_COMPARE(cell(desk, 0, to).refused, 1u);
        QVERIFY(cell(desk, 0, to).isBlocked());
        QTRY_COMPARE(cell(desk, 0, to).why, QStringLiteral("the broker is killed"));
        QVERIFY(!cell(desk, 1, to).isBlocked());
    }
    const DeliveryModel *matrix = desk.workbench.bench()->deliveryModel();
    QCOMPARE(matrix->index(0, 1).data().toString(), QStringLiteral("1 refused"));
    QTRY_COMPARE(pill(desk), QStringLiteral("HELD"));
    QTest::keyClick(&desk.window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY2(QApplication::clipboard()->text().contains(QStringLiteral("\t1\t0\t0\t0\nB\t")),
             qPrintable(QApplication::clipboard()->text()));

    // Once it is back, it is told what it was.
    broker->start();
    QTRY_COMPARE_WITH_TIMEOUT(broker->state(), Service::State::Ready, startTimeout);
    QTRY_COMPARE(cell(desk, 0, 1).why, QStringLiteral("the broker was killed"));
    QVERIFY(cell(desk, 0, 1).until.isValid());
    QCOMPARE(pill(desk), QStringLiteral("HELD"));

    // Its messages are there to be looked at, the refused ones and the others.
    auto *view = desk.window.findChild<DeliveryView *>();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(0, 1)).center());
    const auto *table = desk.window.findChild<MessagesView *>()->findChild<QTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QCOMPARE(table->model()->index(1, MessageModel::ClassColumn).data().toString(), QStringLiteral("refused"));
    const QString tip = table->model()->index(1, 0).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.endsWith(QStringLiteral("the broker was killed")), qPrintable(tip));
}

void tst_mainwindow_delivery::whatAFrozenBrokerKeepsIsNotPassedOver()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.type(QStringLiteral("all is well"));
    QTRY_COMPARE(pill(desk), QStringLiteral("PASS"));
    desk.workbench.cluster()->broker()->freeze();
    desk.type(QStringLiteral("did you get the numbers?"));
    // Whether its instance says so or keeps silent.
    QTRY_COMPARE(cell(desk, 0, 1).unanswered + cell(desk, 0, 1).refused, 1u);
    QCOMPARE(cell(desk, 0, 1).why, QStringLiteral("the broker is frozen"));
    QVERIFY(!cell(desk, 1, 0).isBlocked());
    QTRY_COMPARE_WITH_TIMEOUT(pill(desk), QStringLiteral("HELD"), 15'000);
    QVERIFY(cell(desk, 0, 1).isBlocked());
    desk.workbench.cluster()->broker()->thaw();
    QTRY_COMPARE(cell(desk, 0, 1).why, QStringLiteral("the broker was frozen"));
}

void tst_mainwindow_delivery::whatHasNoLinkToGoOutOnStandsThereToo()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.type(QStringLiteral("all is well"));
    QTRY_COMPARE(pill(desk), QStringLiteral("PASS"));
    desk.workbench.cluster()->instance(QStringLiteral("a"))->kill();
    QTRY_VERIFY(!desk.workbench.bench()->chats().first()->isJoined());
    desk.workbench.bench()->chats().first()->say(QStringLiteral("is anybody there?"));
    QTRY_COMPARE(cell(desk, 0, 1).notSent, 1u);
    QCOMPARE(desk.workbench.bench()->deliveryModel()->index(0, 1).data().toString(), QStringLiteral("1 not sent"));
    QTRY_COMPARE(cell(desk, 0, 1).why, QStringLiteral("A is killed"));
    QTRY_COMPARE(pill(desk), QStringLiteral("HELD"));
    // One who has never been connected is on an instance all the same.
    QVERIFY(desk.workbench.openChat(
        {QStringLiteral("a"), QStringLiteral("lobby"), QStringLiteral("dave"), QStringLiteral("crosstalk")}));
    desk.workbench.bench()->chats().last()->say(QStringLiteral("hello"));
    QTRY_COMPARE(cell(desk, 0, 1).notSent, 2u);
}

void tst_mainwindow_delivery::theReasonStaysWhereverItIsTold()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.freeze(QStringLiteral("c"));
    desk.type(QStringLiteral("did you get the numbers?"));
    QTRY_COMPARE(cell(desk, 0, 2).lost, 1u);
    const auto lineOf = [&](const QString &user, const QString &text) {
        const ChatModel *lines = desk.lines(user);
        for (int row = 0; row < lines->rowCount(); ++row)
            if (lines->line(row).text == text)
                return lines->line(row);
        return ChatLine();
    };
    const QString text = QStringLiteral("did you get the numbers?");
    QTRY_COMPARE(lineOf(QStringLiteral("alice"), text).mark.reason, QStringLiteral("C was frozen"));
    desk.workbench.cluster()->instance(QStringLiteral("c"))->thaw();
    QTRY_COMPARE(cell(desk, 0, 2).delayed, 1u);
    QCOMPARE(cell(desk, 0, 2).why, QStringLiteral("C was frozen"));
    QVERIFY(cell(desk, 0, 2).until.isValid());

    QTRY_COMPARE(lineOf(QStringLiteral("alice"), text).mark.kind, DeliveryMark::Kind::Delayed);
    const DeliveryMark mark = lineOf(QStringLiteral("alice"), text).mark;
    QVERIFY2(mark.text.startsWith(QString::fromUtf8("✓✓ 2 of 2 · delayed ")), qPrintable(mark.text));
    QCOMPARE(mark.reason, QStringLiteral("C was frozen"));
    QTRY_VERIFY(lineOf(QStringLiteral("carol"), text).isDelayed);
    QTRY_VERIFY(lineOf(QStringLiteral("bob"), text).probe.n > 0);
    QVERIFY(!lineOf(QStringLiteral("bob"), text).isDelayed);

    const MessageFeed *feed = desk.workbench.bench()->messageFeed();
    const auto rows = feed->rows(lineOf(QStringLiteral("alice"), text).probe);
    for (const MessageRow &row : rows)
        QCOMPARE(desk.workbench.bench()->messageModel()->reasonOf(row),
                 row.to.name == QStringLiteral("c") ? QStringLiteral("C was frozen") : QString());
    const MessagePath path = messagePath(rows, feed->past());
    QVERIFY(std::any_of(path.hops.begin(), path.hops.end(),
                        [](const PathHop &hop) { return hop.words.endsWith(QStringLiteral("C was frozen")); }));
}

void tst_mainwindow_delivery::whoClosesAChatHasMissedNothing()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    Bench *bench = desk.workbench.bench();
    // Closed before its own copy can have come back.
    bench->chats().first()->say(QStringLiteral("good bye"));
    desk.workbench.removals()->closeChat(bench->chats().first());
    QTRY_COMPARE(bench->totals().sent, 1u);
    QTRY_COMPARE(bench->totals().delivered, bench->totals().due);
    QCOMPARE(bench->totals().missed, 0u);
    QCOMPARE(cell(desk, 0, 0).missed, 0u);
}

void tst_mainwindow_delivery::aCellIsLookedIntoFromItsMenu()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.type(QStringLiteral("all is well"));
    QTRY_COMPARE(desk.workbench.bench()->totals().delivered, 3u);
    auto *view = desk.window.findChild<DeliveryView *>();
    const auto action = [view](const QString &text) {
        const auto actions = view->actions(); // As they stand in its menu.
        const auto found = std::find_if(actions.begin(), actions.end(),
                                        [&](const QAction *each) { return each->text().remove(u'&') == text; });
        return found == actions.end() ? nullptr : *found;
    };
    QAction *list = action(QStringLiteral("List messages of the cell"));
    QAction *details = action(QStringLiteral("Details of the cell"));
    QVERIFY(list && details);
    QVERIFY(!list->isEnabled() && !details->isEnabled());

    // By the button that opens its menu, which chooses nothing yet.
    auto *messages = desk.window.findChild<MessagesView *>();
    QTest::mousePress(view->viewport(), Qt::RightButton, {}, view->visualRect(view->model()->index(0, 2)).center());
    QTest::mouseRelease(view->viewport(), Qt::RightButton, {}, view->visualRect(view->model()->index(0, 2)).center());
    QCOMPARE(view->currentIndex(), view->model()->index(0, 2));
    QVERIFY(!messages->isVisible());
    QVERIFY(list->isEnabled() && details->isEnabled());
    details->trigger();
    auto *pane = desk.window.findChild<DetailsPane *>();
    QVERIFY(pane->isVisible());
    QVERIFY(pane->plainText().startsWith(QStringLiteral("Delivery from A to C")));
    QVERIFY(!messages->isVisible());
    list->trigger();
    QVERIFY(messages->isVisible());
    const auto *table = messages->findChild<QTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, MessageModel::ReceiverColumn).data().toString(), QStringLiteral("carol"));
}

QTEST_MAIN(tst_mainwindow_delivery)
#include "tst_mainwindow_delivery.moc"
