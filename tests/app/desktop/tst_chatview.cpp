// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/chatmodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/chatdelegate.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/messagedialog.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;

namespace {

ChatLine received(const QString &text)
{
    ChatLine line;
    line.from = QStringLiteral("bob");
    line.text = text;
    line.via = {QStringLiteral("b"), 1};
    line.at = QTime(12, 34, 56);
    return line;
}

ChatLine own(quint64 number, DeliveryMark::Kind kind)
{
    ChatLine line = received(QStringLiteral("mine %1").arg(number));
    line.kind = ChatLine::Kind::Own;
    line.probe = {QStringLiteral("alice"), QStringLiteral("lobby"), number};
    line.mark = {kind, QStringLiteral("✗ not sent: no link")};
    return line;
}

/// Of one to nine lines each, so that estimates are wrong.
QList<ChatLine> unequalLines(int count, int from = 0)
{
    QList<ChatLine> lines;
    for (int i = from; i < from + count; ++i)
        lines << received(QStringLiteral("line %1").arg(i) + QStringLiteral("\nand more").repeated(i * 7 % 9));
    return lines;
}

/// A view in a window of its own, as large as a chat window on a laptop.
struct Shown
{
    explicit Shown(qsizetype limit = ChatModel::keptLines)
        : model(nullptr, limit)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal)
        , view(&model)
    {
        view.resize(300, 240);
        view.show();
    }
    QScrollBar *bar() const { return view.verticalScrollBar(); }
    /// Text of the line at the upper edge, and how much of it is hidden.
    std::pair<QString, int> atTop() const
    {
        const QModelIndex index = view.indexAt({5, 0});
        return {index.data().toString(), view.visualRect(index).top()};
    }

    ChatModel model;
    QAbstractItemModelTester tester;
    ChatView view;
};

} // namespace

class tst_chatview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresOnlyWhatIsNear();
    void keepsItsPlaceWhenTheTopIsDropped();
    void staysAtTheEndWhenTheCurrentLineIsDropped();
    void keepsItsPlaceWhenItsWidthChanges();
    void keepsItsPlaceWhenALineAppearsAbove();
    void scrollsUpwardsSmoothly();
    void goesToAnyLine();
    void rowsTouchEachOther();
    void isWalkedByKeyboard();
    void selectsByMouseAndCopiesWholeMessages();
    void copiesManyInOrder();
    void marksWhatIsUnseen();
    void seesWhatComesWhileItIsRead();
    void marksWhatIsFound();
    void opensAMessageWhole();
    void offersToSendAgain();
    void isAListToAssistiveTools();
};

void tst_chatview::measuresOnlyWhatIsNear()
{
    /// Counts how often it is asked.
    class Counted : public ChatModel
    {
    public:
        QVariant data(const QModelIndex &index, int role) const override
        {
            asked += role == LineRole ? 1 : 0;
            return ChatModel::data(index, role);
        }
        mutable int asked = 0;
    };
    Counted model;
    ChatView view(&model);
    view.resize(300, 240);
    view.show();
    model.append(unequalLines(100'000));
    QTRY_COMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
    model.asked = 0;
    view.resize(420, 240);
    view.grab();
    QVERIFY(model.asked > 0);
    QVERIFY2(model.asked < 200, qPrintable(QString::number(model.asked)));
    model.asked = 0;
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
    view.grab();
    QVERIFY2(model.asked < 200, qPrintable(QString::number(model.asked)));
}

void tst_chatview::keepsItsPlaceWhenTheTopIsDropped()
{
    Shown shown(200);
    shown.model.append(unequalLines(200));
    QTRY_VERIFY(shown.bar()->maximum() > 1000);
    shown.view.scrollTo(shown.model.index(120), QAbstractItemView::PositionAtTop);
    shown.bar()->setValue(shown.bar()->value() + 5);
    const auto before = shown.atTop();
    QVERIFY(before.first.startsWith(QStringLiteral("line 120")));
    shown.model.append(unequalLines(70, 200));
    QTRY_COMPARE(shown.atTop(), before);
    QCOMPARE(shown.model.line(0).text.left(8), QStringLiteral("line 70\n"));
    // Beyond that there is nothing left of it: then the oldest there is.
    shown.model.append(unequalLines(150, 270));
    QTRY_COMPARE(shown.bar()->value(), 0);
    QVERIFY(!shown.view.isFollowing());
}

void tst_chatview::staysAtTheEndWhenTheCurrentLineIsDropped()
{
    Shown shown(200);
    shown.model.append(unequalLines(200));
    shown.view.setCurrentIndex(shown.model.index(3));
    shown.view.scrollToNewest();
    QSignalSpy following(&shown.view, &ChatView::followingChanged);
    shown.model.append(unequalLines(20, 200));
    QCOMPARE(following.size(), 0);
    QTRY_COMPARE(shown.view.lastVisibleRow(), 199);
    QVERIFY(shown.view.isFollowing());
}

void tst_chatview::keepsItsPlaceWhenItsWidthChanges()
{
    Shown shown;
    QList<ChatLine> lines = unequalLines(300);
    for (ChatLine &line : lines)
        line.text.replace(QLatin1Char('\n'), QLatin1Char(' '));
    shown.model.append(lines);
    shown.view.scrollTo(shown.model.index(150), QAbstractItemView::PositionAtTop);
    const auto before = shown.atTop();
    QVERIFY(before.first.startsWith(QStringLiteral("line 150")));
    shown.view.resize(180, 240);
    QCOMPARE(shown.atTop(), before);
    shown.view.resize(600, 240);
    QCOMPARE(shown.atTop(), before);
}

void tst_chatview::keepsItsPlaceWhenALineAppearsAbove()
{
    QWidget window;
    window.resize(300, 300);
    ChatModel model;
    model.append(unequalLines(100));
    ChatView view(&model, &window);
    view.setGeometry(0, 0, 300, 300);
    window.show();
    view.scrollTo(model.index(50), QAbstractItemView::PositionAtTop);
    const auto yOf = [&](int row) { return view.mapTo(&window, view.visualRect(model.index(row)).topLeft()).y(); };
    const int before = yOf(51);
    view.setGeometry(0, 28, 300, 272);
    QCOMPARE(yOf(51), before);
    view.setGeometry(0, 0, 300, 300);
    QCOMPARE(yOf(51), before);
}

void tst_chatview::scrollsUpwardsSmoothly()
{
    Shown shown;
    shown.model.append(unequalLines(2000));
    QTRY_VERIFY(shown.bar()->maximum() > 1000);
    // Whatever the heights turn out to be, each step moves what is shown by just that much.
    for (int i = 0; i < 100; ++i) {
        const QModelIndex index = shown.view.indexAt({5, 20});
        const int before = shown.view.visualRect(index).top();
        shown.bar()->setValue(shown.bar()->value() - 60);
        QCOMPARE(shown.view.visualRect(index).top(), before + 60);
    }
}

void tst_chatview::goesToAnyLine()
{
    Shown shown;
    shown.model.append(unequalLines(5000));
    for (const int row : {4999, 0, 2500, 2499, 2510, 17, 4990}) {
        shown.view.scrollTo(shown.model.index(row));
        const QRect rect = shown.view.visualRect(shown.model.index(row));
        QVERIFY(rect.top() >= 0);
        QVERIFY(rect.bottom() < shown.view.viewport()->height());
    }
    QVERIFY(!shown.view.isFollowing());
    shown.view.scrollToNewest();
    QVERIFY(shown.view.isFollowing());
    QCOMPARE(shown.view.lastVisibleRow(), 4999);
}

void tst_chatview::rowsTouchEachOther()
{
    Shown shown;
    shown.model.append(unequalLines(100));
    shown.view.scrollTo(shown.model.index(50), QAbstractItemView::PositionAtCenter);
    const int last = shown.view.lastVisibleRow();
    for (int row = shown.view.indexAt({5, 0}).row(); row < last; ++row) {
        const QRect rect = shown.view.visualRect(shown.model.index(row));
        QCOMPARE(shown.view.visualRect(shown.model.index(row + 1)).top(), rect.bottom() + 1);
        QCOMPARE(shown.view.indexAt({5, qMax(rect.top(), 0)}).row(), row);
    }
}

void tst_chatview::isWalkedByKeyboard()
{
    Shown shown;
    shown.model.append(unequalLines(100));
    QVERIFY(QTest::qWaitForWindowActive(&shown.view));
    shown.view.setFocus();
    QTest::keyClick(&shown.view, Qt::Key_End);
    QCOMPARE(shown.view.currentIndex().row(), 99);
    QTest::keyClick(&shown.view, Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(shown.view.selectionModel()->selectedIndexes().size(), 2);
    QTest::keyClick(&shown.view, Qt::Key_Home);
    QCOMPARE(shown.view.currentIndex().row(), 0);
    QCOMPARE(shown.bar()->value(), 0);
    QTest::keyClick(&shown.view, Qt::Key_PageDown);
    QVERIFY(shown.view.currentIndex().row() > 0);
    QTest::keyClick(&shown.view, Qt::Key_PageUp);
    QCOMPARE(shown.view.currentIndex().row(), 0);
    QTest::keyClick(&shown.view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&shown.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text().count(QStringLiteral("bob: ")), 100);
}

void tst_chatview::selectsByMouseAndCopiesWholeMessages()
{
    Shown shown;
    const QString huge(20'000, QLatin1Char('y'));
    shown.model.append(
        {received(QStringLiteral("first")), received(QStringLiteral("second")), received(QStringLiteral("third"))});
    shown.view.grab();
    const auto centre = [&](int row) { return shown.view.visualRect(shown.model.index(row)).center(); };
    QTest::mousePress(shown.view.viewport(), Qt::LeftButton, {}, centre(2));
    QTest::mouseMove(shown.view.viewport(), centre(1));
    QTest::mouseMove(shown.view.viewport(), centre(0));
    QTest::mouseRelease(shown.view.viewport(), Qt::LeftButton, {}, centre(0));
    shown.view.copySelection();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("bob: first\nbob: second\nbob: third"));
    shown.model.append({received(huge)});
    shown.view.grab();
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, {20, 20});
    shown.view.copySelection();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("bob: ") + huge);
}

void tst_chatview::copiesManyInOrder()
{
    Shown shown;
    shown.model.append(unequalLines(50'000));
    shown.view.selectAll();
    QApplication::clipboard()->clear();
    shown.view.copySelection();
    // In slices from the event loop, and then all at once.
    QVERIFY(QApplication::clipboard()->text().isEmpty());
    QTRY_VERIFY(!QApplication::clipboard()->text().isEmpty());
    const QString text = QApplication::clipboard()->text();
    QVERIFY(text.startsWith(QStringLiteral("bob: line 0\nbob: line 1\nand more")));
    QCOMPARE(text.count(QStringLiteral("bob: ")), 50'000);
}

void tst_chatview::marksWhatIsUnseen()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.view));
    shown.model.append(unequalLines(50));
    QTRY_VERIFY(shown.bar()->maximum() > 100);
    QCOMPARE(shown.view.unseen(), 0);
    QSignalSpy unseen(&shown.view, &ChatView::unseenChanged);
    shown.bar()->setValue(40);
    ChatLine notice = received(QStringLiteral("the link broke"));
    notice.kind = ChatLine::Kind::Notice;
    shown.model.append({notice, own(1, DeliveryMark::Kind::Sending)});
    QCOMPARE(shown.view.unseen(), 0);
    shown.model.append({received(QStringLiteral("one")), received(QStringLiteral("two"))});
    shown.model.append({received(QStringLiteral("three"))});
    QCOMPARE(shown.view.unseen(), 3);
    shown.view.grab();
    const auto height = [&](int row) { return shown.view.visualRect(shown.model.index(row)).height(); };
    shown.view.scrollToNewest();
    QCOMPARE(shown.view.unseen(), 0);
    QCOMPARE(unseen.size(), 3);
    // The line above the first of them stays for the reader until they go on.
    QVERIFY(height(52) > height(53));
    shown.view.dismissDivider();
    QTRY_COMPARE(height(52), height(53));
}

void tst_chatview::seesWhatComesWhileItIsRead()
{
    Shown shown;
    QWidget other;
    other.show();
    other.activateWindow();
    QTRY_VERIFY(other.isActiveWindow());
    shown.model.append({received(QStringLiteral("while they were elsewhere"))});
    QCOMPARE(shown.view.unseen(), 1);
    shown.view.grab();
    const int marked = shown.view.visualRect(shown.model.index(0)).height();
    shown.view.activateWindow();
    QTRY_COMPARE(shown.view.unseen(), 0);
    shown.model.append({received(QStringLiteral("while they are here"))});
    QCOMPARE(shown.view.unseen(), 0);
    shown.view.grab();
    QVERIFY(marked > shown.view.visualRect(shown.model.index(1)).height());
    // They leave and come back: what they saw is new no more.
    other.activateWindow();
    QTRY_VERIFY(other.isActiveWindow());
    shown.view.activateWindow();
    QTRY_VERIFY(shown.view.isActiveWindow());
    shown.view.grab();
    QCOMPARE(shown.view.visualRect(shown.model.index(0)).height(),
             shown.view.visualRect(shown.model.index(1)).height());
}

void tst_chatview::marksWhatIsFound()
{
    Shown shown;
    shown.view.setPalette(themePalette(Theme::Light));
    shown.model.append({received(QStringLiteral("a NEEDLE")), received(QStringLiteral("a needle"))});
    const auto amber = [&](int row) {
        const QImage image = shown.view.viewport()->grab(shown.view.visualRect(shown.model.index(row))).toImage();
        int strength = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const QColor colour = image.pixelColor(x, y);
                if (colour.red() > colour.blue() + 30)
                    strength += colour.red() - colour.blue();
            }
        return strength;
    };
    shown.view.grab();
    const int bare = amber(0); // Its badge.
    shown.view.setSearch(QStringLiteral("needle"), shown.model.serial(1));
    QVERIFY(amber(0) > bare);
    const int elsewhere = amber(0);
    shown.view.setSearch(QStringLiteral("needle"), shown.model.serial(0));
    QVERIFY(amber(0) > elsewhere);
    shown.view.setSearch({});
    QCOMPARE(amber(0), bare);
}

void tst_chatview::opensAMessageWhole()
{
    Shown shown;
    shown.model.append({received(QStringLiteral("first")), received(QString(9000, QLatin1Char('z')))});
    shown.view.grab();
    QSignalSpy whole(&shown.view, &ChatView::wholeRequested);
    QTest::mouseDClick(shown.view.viewport(), Qt::LeftButton, {}, {30, 20});
    QCOMPARE(whole.size(), 1);
    QCOMPARE(whole.at(0).at(0).toInt(), 1);
    QVERIFY(QTest::qWaitForWindowActive(&shown.view));
    shown.view.setFocus();
    shown.view.setCurrentIndex(shown.model.index(0));
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QCOMPARE(whole.size(), 2);
    QCOMPARE(whole.at(1).at(0).toInt(), 0);

    const MessageDialog dialog(shown.model.line(1));
    QCOMPARE(dialog.findChild<QPlainTextEdit *>()->toPlainText().size(), 9000);
    QVERIFY(dialog.findChild<QPlainTextEdit *>()->isReadOnly());
    ChatLine line = own(7, DeliveryMark::Kind::NotSent);
    QCOMPARE(MessageDialog::describe(line),
             QStringLiteral("bob on instance B · 12:34:56 · message 7 · ✗ not sent: no link"));
}

void tst_chatview::offersToSendAgain()
{
    Shown shown;
    shown.model.append({own(1, DeliveryMark::Kind::NotSent), own(2, DeliveryMark::Kind::Delivered),
                        own(3, DeliveryMark::Kind::Refused), own(4, DeliveryMark::Kind::SentAgain)});
    QCOMPARE(shown.model.unsentRows(), (QList<int>{0, 2}));
    QVERIFY(shown.model.hasUnsent());
    QVERIFY(QTest::qWaitForWindowActive(&shown.view));
    shown.view.setFocus();
    QSignalSpy again(&shown.view, &ChatView::sendAgainRequested);
    shown.view.setCurrentIndex(shown.model.index(2));
    QTest::keyClick(&shown.view, Qt::Key_R);
    QCOMPARE(again.size(), 0); // Nobody writes here.
    shown.view.setWritable(true);
    QTest::keyClick(&shown.view, Qt::Key_R);
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.at(0).at(0).toInt(), 2);
}

void tst_chatview::isAListToAssistiveTools()
{
    Shown shown;
    shown.model.append(unequalLines(10));
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&shown.view);
    QVERIFY(interface);
    QVERIFY(interface->tableInterface());
    QCOMPARE(interface->tableInterface()->rowCount(), 10);
    QCOMPARE(interface->tableInterface()->cellAt(3, 0)->text(QAccessible::Name).left(11),
             QStringLiteral("bob: line 3"));
}

QTEST_MAIN(tst_chatview)
#include "tst_chatview.moc"
