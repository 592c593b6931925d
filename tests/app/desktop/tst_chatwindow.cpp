// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chat.h"
#include "app/desktop/overdue.h"
#include "app/desktop/views/accentbutton.h"
#include "app/desktop/views/bulkbar.h"
#include "app/desktop/views/chatinput.h"
#include "app/desktop/views/chatsearchbar.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/messagedialog.h"
#include "tests/app/desktop/desk.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace crosstalk;
using namespace crosstalk::test;

/// One chat of the window, with real servers behind it.
class tst_chatwindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void sendsEachLineAsAMessage();
    void cancelledBulkComesBack();
    void closingStopsABulkAndKeepsTheRest();
    void bulkUnderWayIsInThePlan();
    void linesThatAreTypedCanBeSentOneByOne();
    void everythingIsReachedByKeyboard();
    void draftIsSeenAtItsEnd();
    void marksCopiesAndPhantoms();
    void buttonsStandBesideTheInput();
    void frameOfTheInputIsWhole();
    void bulkBarFitsANarrowChat();
    void offersOtherWaysToSend();
    void looksOnAndSaysNothing();
    void searches();
    void countsWhatIsUnseen();

private:
    static int ownLines(Desk &desk, const QString &user, DeliveryMark::Kind kind);

    QTemporaryDir m_settings;
};

void tst_chatwindow::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Crosstalk"));
    QCoreApplication::setApplicationName(QStringLiteral("tst_chatwindow"));
    QVERIFY(m_settings.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void tst_chatwindow::init()
{
    QSettings().clear();
}

int tst_chatwindow::ownLines(Desk &desk, const QString &user, DeliveryMark::Kind kind)
{
    const ChatModel *model = desk.lines(user);
    int count = 0;
    for (int row = 0; row < model->rowCount(); ++row)
        count += model->line(row).kind == ChatLine::Kind::Own && model->line(row).mark.kind == kind ? 1 : 0;
    return count;
}

void tst_chatwindow::sendsEachLineAsAMessage()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    ChatWindow *window = desk.chatWindow(QStringLiteral("alice"));
    window->focusInput();
    auto *input = window->findChild<ChatInput *>();
    auto *bar = window->findChild<BulkBar *>();
    QVERIFY(!bar->isVisible());
    input->insertPlainText(QStringLiteral("one\n\ntwo\nthree"));
    QVERIFY(bar->isVisible());
    // Its text is shorter where the font is wide.
    QCOMPARE(bar->findChild<QToolButton *>()->accessibleName(), QStringLiteral("Send as 3 messages"));
    QTest::keyClick(input, Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!window->hasText());
    QTRY_VERIFY(desk.hasLine(QStringLiteral("bob"), QStringLiteral("three")));
    QTRY_COMPARE(ownLines(desk, QStringLiteral("alice"), DeliveryMark::Kind::Delivered), 3);
    QTRY_VERIFY(!bar->isVisible());
    // Together they are one message, as ever.
    input->insertPlainText(QStringLiteral("four\nfive"));
    QTest::keyClick(input, Qt::Key_Return);
    QTRY_VERIFY(desk.hasLine(QStringLiteral("bob"), QStringLiteral("four\nfive")));
    // More than is meant for.
    input->insertPlainText(QStringLiteral("x\n").repeated(BulkSend::most + 1));
    QVERIFY(bar->isVisible());
    QVERIFY(!bar->findChild<QToolButton *>()->isVisible());
    QTest::keyClick(input, Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(window->hasText());
}

void tst_chatwindow::cancelledBulkComesBack()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    ChatWindow *window = desk.chatWindow(QStringLiteral("alice"));
    auto *input = window->findChild<ChatInput *>();
    auto *bar = window->findChild<BulkBar *>();
    constexpr int count = 5000;
    input->setPlainText(QStringLiteral("line\n").repeated(count));
    QTest::mouseClick(bar->findChild<QToolButton *>(), Qt::LeftButton);
    QVERIFY(!window->hasText());
    QVERIFY(bar->isVisible());
    QTRY_VERIFY(window->chat()->bulk()->done() > 0);
    QTest::mouseClick(bar->findChild<QToolButton *>(), Qt::LeftButton);
    QVERIFY(!window->chat()->bulk()->isUnderWay());
    const auto rest = BulkSend::messagesIn(input->toPlainText()).size();
    QVERIFY(rest > 0);
    int own = 0;
    for (int row = 0; row < window->chat()->model()->rowCount(); ++row)
        own += window->chat()->model()->line(row).text == QLatin1String("line") ? 1 : 0;
    QCOMPARE(own + rest, count);
}

void tst_chatwindow::closingStopsABulkAndKeepsTheRest()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    Chat *chat = desk.chatWindow(QStringLiteral("alice"))->chat();
    constexpr int count = 5000;
    chat->setDraft(QStringLiteral("a thought"));
    chat->sayEach(QStringList(count, QStringLiteral("line")));
    QTRY_VERIFY(chat->bulk()->done() > 0);
    const int sent = chat->bulk()->done();
    QVERIFY(sent < count);
    desk.workbench.removals()->closeChat(chat);
    QVERIFY(!chat->bulk()->isUnderWay());
    QStringList rest = chat->draft().split(QLatin1Char('\n'));
    QCOMPARE(rest.takeFirst(), QStringLiteral("a thought"));
    QCOMPARE(rest, QStringList(count - sent, QStringLiteral("line")));
    const auto notice =
        QStringLiteral("closed: %1 of %2 sent.").arg(QLocale().toString(sent), QLocale().toString(count));

    desk.workbench.removals()->undo();
    QTRY_VERIFY(chat->isJoined());
    QVERIFY(!chat->bulk()->isUnderWay());
    QTRY_VERIFY(desk.hasLine(QStringLiteral("alice"), notice));
    int own = 0;
    for (int row = 0; row < chat->model()->rowCount(); ++row)
        own += chat->model()->line(row).kind == ChatLine::Kind::Own ? 1 : 0;
    QCOMPARE(own, sent);
    // What is left stands where one writes, and can be sent from there.
    const ChatWindow *window = desk.chatWindow(QStringLiteral("alice"));
    QCOMPARE(window->findChild<ChatInput *>()->toPlainText(), chat->draft());
    QVERIFY(!window->findChild<BulkBar *>()->isHidden());
}

void tst_chatwindow::bulkUnderWayIsInThePlan()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    Chat *chat = desk.chatWindow(QStringLiteral("bob"))->chat();
    chat->sayEach({QStringLiteral("one"), QStringLiteral("two")});
    QCOMPARE(desk.workbench.plan().chats.at(1).draft, QStringLiteral("one\ntwo"));
}

void tst_chatwindow::linesThatAreTypedCanBeSentOneByOne()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    ChatWindow *window = desk.chatWindow(QStringLiteral("alice"));
    auto *input = window->findChild<ChatInput *>();
    QTest::keyClicks(input, QStringLiteral("one"));
    QTest::keyClick(input, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(input, QStringLiteral("two"));
    QCOMPARE(input->toPlainText(), QStringLiteral("one\ntwo"));
    QVERIFY(!window->findChild<BulkBar *>()->isHidden());
    QTest::keyClick(input, Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(ownLines(desk, QStringLiteral("alice"), DeliveryMark::Kind::Delivered), 2);
}

void tst_chatwindow::everythingIsReachedByKeyboard()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    ChatWindow *window = desk.chatWindow(QStringLiteral("alice"));
    auto *input = window->findChild<ChatInput *>();
    auto *view = window->findChild<ChatView *>();
    window->focusInput();
    desk.type(QStringLiteral("a line"));
    QTRY_COMPARE(ownLines(desk, QStringLiteral("alice"), DeliveryMark::Kind::Delivered), 1);
    input->setPlainText(QStringLiteral("one\ntwo"));
    const auto tab = [] { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); };
    QCOMPARE(QApplication::focusWidget(), input);
    tab();
    QCOMPARE(QApplication::focusWidget(), window->findChild<AccentButton *>());
    tab();
    QVERIFY(QApplication::focusWidget()->accessibleName().startsWith(QStringLiteral("Other ways")));
    tab();
    QCOMPARE(QApplication::focusWidget(), window->findChild<BulkBar *>()->findChild<QToolButton *>());
    tab();
    QCOMPARE(QApplication::focusWidget(), view);
    QTest::keyClick(view, Qt::Key_End);
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("alice: a line"));
    QTest::keyClick(view, Qt::Key_Return);
    auto *dialog = window->findChild<MessageDialog *>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!window->findChild<MessageDialog *>());
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QCOMPARE(QApplication::focusWidget(), view);
    // The menu of a line does not hold up the rest.
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), view->mapToGlobal(QPoint()));
    QCoreApplication::sendEvent(view->viewport(), &asked);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activePopupWidget());
    // And back to what is being written.
    QTest::keyClick(view, Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), input);
    QCOMPARE(input->toPlainText(), QStringLiteral("one\ntwo"));
}

/// As servers do that have their faults.
void tst_chatwindow::marksCopiesAndPhantoms()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    desk.chatWindow(QStringLiteral("alice"))->chat()->say(QStringLiteral("once"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("bob"), QStringLiteral("once")));
    const Chat *bob = desk.chatWindow(QStringLiteral("bob"))->chat();
    ChatMessage message;
    message.room = bob->room();
    message.from = QStringLiteral("alice");
    message.text = QStringLiteral("once");
    message.probe = desk.lines(QStringLiteral("bob"))->line(0).probe;
    message.latency = desk.lines(QStringLiteral("bob"))->line(0).latency + std::chrono::seconds(20);
    const auto receive = [&] {
        Recorder *recorder = desk.workbench.bench()->recorder();
        recorder->record(history::Received{recorder->now(), bob->name(), message.probe, false, {}, {}});
        Q_EMIT bob->session()->received(message);
    };
    receive();
    QTRY_COMPARE(desk.lines(QStringLiteral("bob"))->rowCount(), 2);
    const ChatLine again = desk.lines(QStringLiteral("bob"))->line(1);
    QVERIFY(again.isWrong());
    QCOMPARE(ChatModel::oddity(again), QStringLiteral("again, 20 s later"));
    QVERIFY(!desk.lines(QStringLiteral("bob"))->line(0).isWrong());

    message.probe.n = 99;
    receive();
    QTRY_COMPARE(desk.lines(QStringLiteral("bob"))->rowCount(), 3);
    QCOMPARE(ChatModel::oddity(desk.lines(QStringLiteral("bob"))->line(2)), QStringLiteral("nobody here sent it"));
}

void tst_chatwindow::buttonsStandBesideTheInput()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    ChatWindow *window = desk.chatWindow(QStringLiteral("alice"));
    const auto placeOf = [window](const QWidget *widget) {
        return QRect(widget->mapTo(window, QPoint()), widget->size());
    };
    const QRect input = placeOf(window->findChild<ChatInput *>()->parentWidget());
    const auto *send = window->findChild<AccentButton *>();
    QCOMPARE(placeOf(send).top(), input.top());
    QCOMPARE(placeOf(send).bottom(), input.bottom());
    const auto *ways = qobject_cast<QWidget *>(send->nextInFocusChain());
    QVERIFY(ways->accessibleName().startsWith(QStringLiteral("Other ways")));
    QVERIFY(qAbs(placeOf(ways).center().y() - input.center().y()) <= 1);
}

void tst_chatwindow::draftIsSeenAtItsEnd()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    ChatWindow *window = desk.chatWindow(QStringLiteral("alice"));
    auto *input = window->findChild<ChatInput *>();
    // Few lines are all to be seen, of many the last.
    window->chat()->setDraft(QStringLiteral("one\n\n\nfour\nfive"));
    QVERIFY(!window->isBeingWritten());
    QTRY_COMPARE(input->verticalScrollBar()->value(), 0);
    window->chat()->setDraft(QString(4000, QLatin1Char('x')));
    QTRY_VERIFY(input->verticalScrollBar()->maximum() > 0);
    QTRY_COMPARE(input->verticalScrollBar()->value(), input->verticalScrollBar()->maximum());
    QTest::keyClicks(input, QStringLiteral("y"));
    QVERIFY(window->isBeingWritten());
}

void tst_chatwindow::frameOfTheInputIsWhole()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    ChatWindow *window = desk.chatWindow(QStringLiteral("alice"));
    auto *input = window->findChild<ChatInput *>();
    const int oneLine = input->height();
    input->setPlainText(QStringLiteral("a line of text\n").repeated(40));
    QTRY_VERIFY(input->verticalScrollBar()->isVisible());
    QTRY_VERIFY(input->height() > 4 * oneLine);
    const QWidget *frame = input->parentWidget();
    const QRect area(frame->mapTo(window, QPoint()), frame->size());
    const QImage image = window->grab().toImage();
    for (int y = area.top() + 8; y < area.bottom() - 8; ++y)
        QCOMPARE(image.pixelColor(area.right(), y), image.pixelColor(area.left(), y));
    for (int x = area.left() + 8; x < area.right() - 8; ++x)
        QCOMPARE(image.pixelColor(x, area.top()), image.pixelColor(x, area.bottom()));
}

void tst_chatwindow::bulkBarFitsANarrowChat()
{
    BulkSend bulk([] { return true; }, [](const BulkSend::Item &) {});
    BulkBar bar(&bulk);
    auto *button = bar.findChild<QToolButton *>();
    const auto *words = bar.findChild<QLabel *>();
    bar.offer(BulkSend::most);
    for (const int width : {700, 250, 120}) {
        bar.resize(width, bar.sizeHint().height());
        bar.show();
        bar.layout()->activate();
        QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(QString::number(width)));
        QVERIFY(bar.rect().contains(button->geometry()));
        // Words are there whole or not at all.
        QVERIFY(words->isHidden() || words->width() >= words->sizeHint().width());
        QCOMPARE(words->isHidden(), width < 700);
        QCOMPARE(button->accessibleName(), BulkBar::offerWords(BulkSend::most));
    }
    bar.offer(BulkSend::most + 1);
    for (const int width : {700, 250}) {
        bar.resize(width, bar.sizeHint().height());
        bar.layout()->activate();
        QVERIFY(button->isHidden());
        QVERIFY2(words->width() >= words->sizeHint().width(), qPrintable(words->text()));
    }
}

void tst_chatwindow::offersOtherWaysToSend()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    ChatWindow *window = desk.chatWindow(QStringLiteral("alice"));
    QSignalSpy all(window, &ChatWindow::sendToAllRequested);
    window->focusInput();
    auto *input = window->findChild<ChatInput *>();
    QTest::keyClick(input, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(all.size(), 0); // There is nothing to be sent.
    input->insertPlainText(QStringLiteral("all\ntogether"));
    QTest::keyClick(input, Qt::Key_Tab);
    QVERIFY(qobject_cast<AccentButton *>(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    auto *menu = window->findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    QCOMPARE(menu->actions().size(), 3);
    QVERIFY(menu->actions().at(1)->isEnabled());
    QTest::keyClick(menu, Qt::Key_A);
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.at(0).at(0).toString(), QStringLiteral("all\ntogether"));
    QVERIFY(!window->hasText());
}

void tst_chatwindow::looksOnAndSaysNothing()
{
    Cluster cluster(options());
    Recorder recorder;
    const Overdue overdue;
    Instance instance(QStringLiteral("w"), 0,
                      Instance::Attachment{QUrl(QStringLiteral("ws://localhost:1")), QStringLiteral("crosstalk")});
    Session session(QStringLiteral("alice"), &instance, {}, &recorder);
    Chat chat(&session, QStringLiteral("lobby"), Chat::Role::LooksOn, &cluster, &recorder, &overdue);
    ChatLine line;
    line.kind = ChatLine::Kind::Own;
    line.probe = {QStringLiteral("alice"), QStringLiteral("lobby"), 1};
    line.mark = {DeliveryMark::Kind::NotSent, {}};
    chat.model()->append({line});
    chat.resend(0);
    chat.resendAll();
    chat.sayEach({QStringLiteral("one"), QStringLiteral("two")});
    QVERIFY(!chat.bulk()->isUnderWay());
    QCOMPARE(chat.model()->rowCount(), 1);
    QCOMPARE(chat.model()->line(0).mark.kind, DeliveryMark::Kind::NotSent);
}

void tst_chatwindow::searches()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    ChatWindow *window = desk.chatWindow(QStringLiteral("alice"));
    QList<ChatLine> lines(100);
    for (int i = 0; i < lines.size(); ++i)
        lines[i].text = i % 10 == 0 ? QStringLiteral("needle %1").arg(i) : QStringLiteral("hay");
    window->chat()->model()->append(lines);
    window->openSearch();
    auto *bar = window->findChild<ChatSearchBar *>();
    auto *text = bar->findChild<QLineEdit *>();
    QCOMPARE(QApplication::focusWidget(), text);
    QTest::keyClicks(text, QStringLiteral("needle"));
    const auto state = [bar] {
        for (const QLabel *label : bar->findChildren<QLabel *>())
            if (!label->text().isEmpty())
                return label->text();
        return QString();
    };
    QTRY_COMPARE(state(), QStringLiteral("10 of 10"));
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(state(), QStringLiteral("1 of 10 · from the top"));
    QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(state(), QStringLiteral("10 of 10 · from the end"));
    QTest::keyClick(text, Qt::Key_Return);
    auto *view = window->findChild<ChatView *>();
    const auto shows = [&](const QString &line) {
        const QRect rect = view->visualRect(view->currentIndex());
        return view->currentIndex().data().toString() == line && view->viewport()->rect().contains(rect.center());
    };
    QVERIFY(shows(QStringLiteral("needle 0")));
    QTest::keyClick(text, Qt::Key_F3);
    QTest::keyClick(view, Qt::Key_F3);
    QVERIFY(shows(QStringLiteral("needle 20")));
    QTest::keyClick(text, Qt::Key_F3, Qt::ShiftModifier);
    QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(state(), QStringLiteral("1 of 10"));
    window->chat()->model()->append({lines.at(10)});
    QTRY_COMPARE(state(), QStringLiteral("1 of 11"));
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(qobject_cast<ChatInput *>(QApplication::focusWidget()));
}

void tst_chatwindow::countsWhatIsUnseen()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    ChatWindow *window = desk.chatWindow(QStringLiteral("alice"));
    QSignalSpy unseen(window, &ChatWindow::unseenChanged);
    window->chat()->model()->append(QList<ChatLine>(100));
    QCOMPARE(window->unseen(), 0);
    auto *view = window->findChild<ChatView *>();
    QTRY_VERIFY(view->verticalScrollBar()->maximum() > 500);
    view->verticalScrollBar()->setValue(10);
    desk.chatWindow(QStringLiteral("bob"))->chat()->say(QStringLiteral("look"));
    QTRY_COMPARE(window->unseen(), 1);
    const auto *newest = view->findChild<QToolButton *>();
    QVERIFY(newest->isVisible());
    QCOMPARE(newest->text(), QStringLiteral("1"));
    // The mark of no line is behind it.
    QVERIFY(!view->viewport()->geometry().intersects(newest->geometry()));
    // Where the view gives way to something else, it goes along.
    window->findChild<ChatInput *>()->setPlainText(QStringLiteral("one\ntwo"));
    QTRY_VERIFY(view->rect().contains(newest->geometry()));
    window->findChild<ChatInput *>()->clear();
    window->focusInput();
    desk.type(QStringLiteral("I see"));
    QCOMPARE(window->unseen(), 0);
    QCOMPARE(unseen.size(), 2);
    QVERIFY(!newest->isVisible());
}

QTEST_MAIN(tst_chatwindow)
#include "tst_chatwindow.moc"
