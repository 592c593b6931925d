// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The details of what is selected, in the window with a real cluster behind it.
#include "app/desktop/models/pathmodel.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/detailspane.h"
#include "app/desktop/views/factsview.h"
#include "app/desktop/views/messagedetails.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/pathview.h"
#include "app/desktop/views/tailtable.h"
#include "tests/app/desktop/desk.h"
#include "tests/app/engine/wireserver.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDockWidget>
#include <QLabel>
#include <QRegularExpression>
#include <QSettings>

using namespace crosstalk;
using namespace crosstalk::test;

namespace {

QString at(const char *word)
{
    return QString::fromUtf8(word);
}

/// A desk with what there is to be seen of the details.
struct DetailedDesk : Desk
{
    QDockWidget *dock() { return window.findChild<QDockWidget *>(at("details")); }
    DetailsPane *pane() { return window.findChild<DetailsPane *>(); }
    PathView *path() { return pane()->findChild<PathView *>(); }
    TailTable *messages() { return window.findChild<MessagesView *>()->findChild<TailTable *>(); }
    /// What happened at the hop of this kind, and of this receiver; empty where there is none.
    QString words(PathHop::Kind kind, const QString &who = {}) { return hop(kind, who, MarkedRow::DetailRole); }
    QString hop(PathHop::Kind kind, const QString &who, int role)
    {
        const QAbstractItemModel *model = path()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex index = model->index(row, 0);
            const bool isIt = index.data(PathModel::KindRole).value<PathHop::Kind>() == kind;
            if (isIt && (who.isEmpty() || index.data().toString() == who))
                return index.data(role).toString();
        }
        return {};
    }
    QString time(PathHop::Kind kind, const QString &who = {}) { return hop(kind, who, PathModel::TimeRole); }
    /// The value of this fact.
    QString fact(const QString &name)
    {
        const auto *label = pane()->findChild<FactsView *>()->findChild<QLabel *>(name);
        return label ? label->text() : QString();
    }
    /// With the keyboard: to the messages, and up from the newest to that to this receiver.
    void selectMessageTo(const QString &receiver)
    {
        QTest::keyClick(&window, Qt::Key_4, Qt::ControlModifier);
        messages()->setFocus();
        QTest::keyClick(messages(), Qt::Key_End, Qt::ControlModifier);
        const auto current = [&] {
            return messages()->model()->index(messages()->currentIndex().row(), MessageModel::ReceiverColumn);
        };
        while (current().data().toString() != receiver && current().row() > 0)
            QTest::keyClick(messages(), Qt::Key_Up);
        QCOMPARE(current().data().toString(), receiver);
    }
    void say(const QString &text)
    {
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        type(text);
    }
};

const QRegularExpression timeOfDayForm(at("^\\d\\d:\\d\\d:\\d\\d\\.\\d\\d\\d$"));

} // namespace

class tst_details : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void saysWhatToDoWhereNothingIsSelected();
    void showsThePathOfAMessage();
    void showsWhereAPathEnds();
    void pathIsLive();
    void brokerIsHeardAfterItsRestart();
    void opensFromAChat();
    void showsAnInstance();
    void leavesWhatIsBeingSelected();
    void showsTheBroker();
    void showsAnAttachedServer();
    void showsACell();
    void isOpenAgain();

private:
    TemporarySettings m_settings{QStringLiteral("tst_details")};
};

void tst_details::saysWhatToDoWhereNothingIsSelected()
{
    DetailedDesk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(!desk.dock()->isVisible());
    QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
    QVERIFY(desk.dock()->isVisible());
    auto *focused = qobject_cast<QLabel *>(QApplication::focusWidget());
    QVERIFY(focused);
    QVERIFY2(focused->text().startsWith(at("Select a message")), qPrintable(focused->text()));
    QCOMPARE(desk.pane()->plainText(), QString());
    // Its words keep off the edges.
    const QImage picture = focused->grab().toImage();
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < 16; ++x)
            QVERIFY(picture.pixel(x, y) == picture.pixel(0, 0) &&
                    picture.pixel(picture.width() - 1 - x, y) == picture.pixel(0, 0));
}

void tst_details::showsThePathOfAMessage()
{
    DetailedDesk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.say(at("all is well"));
    QTRY_COMPARE(desk.workbench.bench()->totals().delivered, 3u);
    QTRY_COMPARE(desk.messages()->model()->rowCount(), 3);

    // It is open after Enter, not before.
    desk.selectMessageTo(at("carol"));
    QVERIFY(!desk.dock()->isVisible());
    QTest::keyClick(desk.messages(), Qt::Key_Return);
    QVERIFY(desk.dock()->isVisible());
    const QAbstractItemModelTester tester(desk.path()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    using Kind = PathHop::Kind;
    QTRY_COMPARE(desk.words(Kind::Broker), at("seen there"));
    QCOMPARE(desk.words(Kind::Send, at("alice")), at("sent it"));
    QCOMPARE(desk.words(Kind::Take, at("Instance A")), at("took it"));
    QTRY_VERIFY(desk.words(Kind::Answer).startsWith(at("got the acknowledgement after")));
    QCOMPARE(desk.words(Kind::Receipt, at("alice")), at("heard its own through A"));
    QCOMPARE(desk.words(Kind::Receipt, at("bob")), at("received it through B"));
    QCOMPARE(desk.words(Kind::Receipt, at("carol")), at("received it through C"));
    for (int row = 0; row < desk.path()->model()->rowCount(); ++row) {
        const QModelIndex hop = desk.path()->model()->index(row, 0);
        QVERIFY2(timeOfDayForm.match(hop.data(PathModel::TimeRole).toString()).hasMatch(),
                 qPrintable(hop.data(Qt::AccessibleTextRole).toString()));
        QCOMPARE(hop.data(MarkedRow::MarkRole).toString(), at("✓"));
    }
    // Which of them was asked for.
    QCOMPARE(desk.path()->currentIndex().data().toString(), at("carol"));

    // From then on it follows.
    QTest::keyClick(desk.messages(), Qt::Key_Up);
    QTRY_COMPARE(desk.path()->currentIndex().data().toString(), at("bob"));

    QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), desk.path());
    QTest::keyClick(desk.path(), Qt::Key_C, Qt::ControlModifier);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(at("Message 1 of alice in lobby\nall is well\nalice: sent it, at ")),
             qPrintable(copied));
    QVERIFY2(copied.contains(at("\nbob: received it through B, at ")), qPrintable(copied));
}

void tst_details::showsWhereAPathEnds()
{
    DetailedDesk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.freeze(at("c"));
    desk.say(at("did you get the numbers?"));
    QTRY_COMPARE(desk.messages()->model()->rowCount(), 3);
    desk.selectMessageTo(at("carol"));
    QTest::keyClick(desk.messages(), Qt::Key_Return);
    using Kind = PathHop::Kind;
    QTRY_COMPARE(desk.words(Kind::Receipt, at("carol")), at("not received · C was frozen"));
    QCOMPARE(desk.time(Kind::Receipt, at("carol")), QString());
    QCOMPARE(desk.hop(Kind::Receipt, at("carol"), MarkedRow::MarkRole), at("✗"));
    QCOMPARE(desk.words(Kind::Receipt, at("bob")), at("received it through B"));
    QCOMPARE(desk.words(Kind::Broker), at("seen there"));
    // The worst first.
    QStringList receivers;
    for (int row = 0; row < desk.path()->model()->rowCount(); ++row) {
        const QModelIndex hop = desk.path()->model()->index(row, 0);
        if (hop.data(PathModel::KindRole).value<Kind>() == Kind::Receipt)
            receivers << hop.data().toString();
    }
    QCOMPARE(receivers, (QStringList{at("carol"), at("alice"), at("bob")}));

    // It comes after all, before one's eyes.
    desk.select(at("c"));
    desk.selectMessageTo(at("carol"));
    desk.workbench.cluster()->instance(at("c"))->thaw();
    QTRY_VERIFY(desk.words(Kind::Receipt, at("carol")).startsWith(at("received it through C")));
    QVERIFY(timeOfDayForm.match(desk.time(Kind::Receipt, at("carol"))).hasMatch());
}

void tst_details::pathIsLive()
{
    DetailedDesk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.freeze(at("c"));
    desk.say(at("one"));
    QTRY_COMPARE(desk.messages()->model()->rowCount(), 3);
    desk.selectMessageTo(at("carol"));
    QTest::keyClick(desk.messages(), Qt::Key_Return);
    using Kind = PathHop::Kind;
    QTRY_VERIFY(desk.words(Kind::Receipt, at("carol")).startsWith(at("not received")));
    // At its deadline it turns out that nobody owed it.
    QTRY_VERIFY_WITH_TIMEOUT(desk.words(Kind::Receipt, at("carol")).startsWith(at("not received, not due")), 15'000);
    desk.workbench.cluster()->instance(at("c"))->thaw();
    QTRY_VERIFY(desk.words(Kind::Receipt, at("carol")).startsWith(at("received it through C")));
}

void tst_details::brokerIsHeardAfterItsRestart()
{
    DetailedDesk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    const Recorder *recorder = desk.workbench.bench()->recorder();
    QTRY_VERIFY(recorder->hearsBroker());
    Broker *broker = desk.workbench.cluster()->broker();
    broker->kill();
    QTRY_VERIFY(!recorder->hearsBroker());
    QTRY_COMPARE(broker->state(), Service::State::Stopped);
    broker->start();
    QTRY_VERIFY_WITH_TIMEOUT(recorder->hearsBroker(), startTimeout);
    // Something is said until it reaches everybody: not all instances are back with it at once.
    history::ProbeId last;
    QElapsedTimer sinceLast;
    const auto converses = [&] {
        const auto delivery = recorder->ledger().delivery(last);
        const bool isEverywhere = delivery && delivery->due == 2 && delivery->delivered == 2;
        if (!isEverywhere && (!sinceLast.isValid() || sinceLast.hasExpired(200))) {
            desk.workbench.bench()->chats().first()->say(at("is anybody there?"));
            last = {at("alice"), at("lobby"), last.n + 1};
            sinceLast.start();
        }
        return isEverywhere;
    };
    QTRY_VERIFY_WITH_TIMEOUT(converses(), startTimeout);
    desk.window.findChild<DetailsPane *>()->showMessage(last, {});
    QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
    QTRY_COMPARE(desk.words(PathHop::Kind::Broker), at("seen there"));
}

void tst_details::opensFromAChat()
{
    DetailedDesk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.say(at("hello bob"));
    QTRY_VERIFY(desk.hasLine(at("bob"), at("hello bob")));
    auto *lines = desk.chatWindow(at("bob"))->findChild<ChatView *>();
    lines->setFocus();
    QTest::keyClick(lines, Qt::Key_End);
    QTest::keyClick(lines, Qt::Key_P);
    QVERIFY(desk.dock()->isVisible());
    QTRY_COMPARE(desk.words(PathHop::Kind::Receipt, at("bob")), at("received it through B"));
    QTRY_COMPARE(desk.path()->currentIndex().data().toString(), at("bob"));
    // Of the others: its sender's own copy is apart, as in the mark of its chat.
    const auto labels = desk.window.findChild<MessageDetails *>()->findChildren<QLabel *>();
    const auto says = [&](const QString &text) {
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *each) { return each->text() == text; });
    };
    QTRY_VERIFY(says(at("2 of 2 have received it")));
}

void tst_details::showsAnInstance()
{
    DetailedDesk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
    desk.select(at("b"));
    const Instance *instance = desk.workbench.cluster()->instance(at("b"));
    QTRY_COMPARE(desk.fact(at("State")), at("ready"));
    QCOMPARE(desk.fact(at("URL")), instance->url().toString());
    QCOMPARE(desk.fact(at("Process id")), QString::number(instance->pid()));
    QCOMPARE(desk.fact(at("Dialect")), at("crosstalk"));
    QTRY_COMPARE(desk.fact(at("Sessions on it")), at("bob in lobby, joined"));
    QTRY_VERIFY(desk.fact(at("Memory")).contains(at("MiB")));
    QTRY_VERIFY(desk.fact(at("CPU")).contains(at("of one core")));
    QTRY_VERIFY2(desk.fact(at("Program")).startsWith(at("crosstalk-server ")), qPrintable(desk.fact(at("Program"))));
    QVERIFY(!desk.fact(at("Since")).isEmpty());
    QVERIFY(desk.fact(at("In this state for")).endsWith(at(" s")));
    QCOMPARE(desk.fact(at("Links broken so far")), at("0"));
    QTRY_VERIFY2(desk.fact(at("Last lines of its log")).contains(at("READY")) ||
                     desk.fact(at("Last lines of its log")).contains(at("Ready: ws://")),
                 qPrintable(desk.fact(at("Last lines of its log"))));
    QVERIFY(desk.fact(at("Last lines of its log")).count(QLatin1Char('\n')) < 5);

    QTest::keyClick(&desk.window, Qt::Key_F7);
    QTRY_COMPARE(desk.fact(at("State")), at("frozen"));
    QTest::keyClick(&desk.window, Qt::Key_F7, Qt::ShiftModifier);
    QTRY_COMPARE(desk.fact(at("State")), at("ready"));
    QVERIFY(desk.pane()->plainText().startsWith(at("Instance B\nState: ready\n")));
}

void tst_details::leavesWhatIsBeingSelected()
{
    DetailedDesk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
    desk.select(at("b"));
    QTRY_COMPARE(desk.fact(at("State")), at("ready"));
    const auto *facts = desk.pane()->findChild<FactsView *>();
    auto *state = facts->findChild<QLabel *>(at("State"));
    auto *url = facts->findChild<QLabel *>(at("URL"));
    state->setSelection(0, 3);
    url->setSelection(0, 5);
    desk.workbench.cluster()->instance(at("b"))->freeze();
    QTRY_COMPARE(facts->facts().first().value, at("frozen"));
    QCOMPARE(state->selectedText(), at("rea"));
    QCOMPARE(url->selectedText(), at("ws://"));
    state->setSelection(0, 0);
    desk.workbench.cluster()->instance(at("b"))->thaw();
    QTRY_COMPARE(facts->facts().first().value, at("ready"));
    QCOMPARE(url->selectedText(), at("ws://"));
}

void tst_details::showsTheBroker()
{
    DetailedDesk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
    desk.select(at("a"));
    desk.select(at("broker"));
    const Broker *broker = desk.workbench.cluster()->broker();
    QTRY_COMPARE(desk.fact(at("URL")), broker->url());
    QCOMPARE(desk.fact(at("Program")), broker->version());
    QCOMPARE(desk.fact(at("Process id")), QString::number(broker->pid()));
    QVERIFY(desk.fact(at("Dialect")).isEmpty());
    QCOMPARE(desk.fact(at("Instances on it")), at("A, B, C"));
    QVERIFY(desk.fact(at("Last lines of its log")) != at("none"));
    // What is known without its having said it goes by the second.
    const QString before = desk.fact(at("In this state for"));
    QVERIFY(!before.isEmpty());
    QTRY_VERIFY(desk.fact(at("In this state for")) != before);
}

void tst_details::showsAnAttachedServer()
{
    testing::WireServer server(false);
    DetailedDesk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.workbench.attach(server.url(), server.dialect());
    const auto chat = desk.workbench.openChat({at("d"), at("lobby"), at("dave"), server.dialect()});
    QVERIFY(chat);
    QTRY_VERIFY((*chat)->isJoined());
    QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
    QTRY_VERIFY(desk.workbench.bench()->clusterModel()->instance(at("d")).isValid());
    desk.select(at("d"));
    QTRY_COMPARE(desk.fact(at("State")), at("attached"));
    QCOMPARE(desk.fact(at("URL")), server.url().toString());
    QCOMPARE(desk.fact(at("Dialect")), at("crosstalk"));
    QTRY_COMPARE(desk.fact(at("Sessions on it")), at("dave in lobby, joined"));
    QCOMPARE(desk.fact(at("Links broken so far")), at("0"));
    server.dropAll();
    QTRY_COMPARE(desk.fact(at("Links broken so far")), at("1"));
    QTRY_VERIFY(desk.hasLine(at("dave"), at("the link to D broke: The server ended the connection")));
}

void tst_details::showsACell()
{
    DetailedDesk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
    desk.freeze(at("c"));
    desk.say(at("one"));
    auto *matrix = desk.window.findChild<DeliveryView *>();
    QTRY_COMPARE(matrix->model()->index(0, 2).data().toString(), at("1 lost"));
    QTest::keyClick(&desk.window, Qt::Key_3, Qt::ControlModifier);
    matrix->setCurrentIndex(matrix->model()->index(0, 1));
    QTRY_COMPARE(desk.fact(at("Delivered")), at("1"));
    QCOMPARE(desk.fact(at("Lost")), at("0"));
    QTest::keyClick(matrix, Qt::Key_Right);
    QTRY_COMPARE(desk.fact(at("Lost")), at("1"));
    QCOMPARE(desk.fact(at("Due")), at("1"));
    QCOMPARE(desk.fact(at("p99")), at("–"));
    for (const Fact &fact : desk.pane()->findChild<FactsView *>()->facts())
        QVERIFY2(!fact.meaning.isEmpty(), qPrintable(fact.name));
    // Live.
    desk.workbench.cluster()->instance(at("c"))->thaw();
    QTRY_COMPARE(desk.fact(at("Delivered")), at("1"));
    QTRY_COMPARE(desk.fact(at("Lost")), at("0"));
    QVERIFY(desk.fact(at("p99")) != at("–"));
}

void tst_details::isOpenAgain()
{
    {
        DetailedDesk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
        QVERIFY(QTest::qWaitForWindowActive(&desk.window));
        QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
        desk.window.close();
    }
    Workbench workbench(options());
    MainWindow window(&workbench);
    window.show();
    auto *dock = window.findChild<QDockWidget *>(at("details"));
    QVERIFY(dock->isVisible());
    QVERIFY(window.findChild<DetailsPane *>()->isVisible());
    dock->toggleViewAction()->trigger();
    QVERIFY(!dock->isVisible());
}

QTEST_MAIN(tst_details)
#include "tst_details.moc"
