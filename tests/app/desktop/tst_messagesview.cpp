// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/messagemodel.h"
#include "app/desktop/views/messagefilterbar.h"
#include "app/desktop/views/messagesview.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace crosstalk;

namespace {

MessageRow message(quint64 n, const QString &receiver, MessageRow::Class what = MessageRow::Delivered)
{
    MessageRow row;
    row.probe = {QStringLiteral("alice"), QStringLiteral("lobby"), n};
    row.receiver = receiver;
    row.from = {QStringLiteral("a"), 0};
    row.to =
        receiver == QLatin1String("bob") ? InstanceTag{QStringLiteral("b"), 1} : InstanceTag{QStringLiteral("c"), 2};
    row.latency = std::chrono::microseconds(1500);
    row.copies = what == MessageRow::Lost ? 0 : 1;
    row.classes = what;
    return row;
}

/// To bob and carol in turn; every tenth to carol is lost.
QList<MessageRow> messages(int first, int count)
{
    QList<MessageRow> rows;
    for (int i = first; i < first + count; ++i)
        rows << message(static_cast<quint64>(i), QStringLiteral("bob"))
             << message(static_cast<quint64>(i), QStringLiteral("carol"),
                        i % 10 == 0 ? MessageRow::Lost : MessageRow::Delivered);
    return rows;
}

struct Desk
{
    explicit Desk(qsizetype limit = MessageModel::keptRows)
        : model(nullptr, limit)
    {
        view.setMessages(&model);
        view.resize(1000, 300);
        view.show();
        table = view.findChild<QTableView *>();
    }
    QComboBox *list(const QString &name) const
    {
        const auto lists = view.findChildren<QComboBox *>();
        for (QComboBox *each : lists)
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }
    int rows() const { return table->model()->rowCount(); }

    MessageModel model;
    MessagesView view;
    QTableView *table;
};

} // namespace

class tst_messagesview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filtersByTypingAndByLists();
    void offersWhatHasOccurred();
    void showsTheOutcomeWhole_data();
    void showsTheOutcomeWhole();
    void listsSayWhatTheyAreFor();
    void resetShowsAll();
    void followsTheNewest();
    void holdsARowThatIsClicked();
    void beginsAtTheNewestByKeyboard();
    void goesFromTheFilterToTheTable_data();
    void goesFromTheFilterToTheTable();
    void showsWhereTheKeyboardIs();
    void setsEachScriptInItsOwnOrder();
    void staysWhereTheReaderIs();
    void showsAMessage();
    void showsAMessageThatIsFoundLater();
    void saysWhyItIsEmpty();
    void copiesSelectedRows();
    void isQuickWithManyRows();
};

void tst_messagesview::filtersByTypingAndByLists()
{
    Desk desk;
    desk.model.append(messages(1, 100));
    QTRY_COMPARE(desk.rows(), 200);
    QTest::keyClicks(desk.view.findChild<QLineEdit *>(), QStringLiteral("carol"));
    QTRY_COMPARE(desk.rows(), 100);
    QComboBox *outcome = desk.list(QStringLiteral("Outcome"));
    QTest::keyClicks(outcome, QStringLiteral("lost"));
    QTRY_COMPARE(desk.rows(), 10);
    QComboBox *to = desk.list(QStringLiteral("Instance of the receiver"));
    QTest::keyClicks(to, QStringLiteral("To B"));
    QTRY_COMPARE(desk.rows(), 0);
}

void tst_messagesview::offersWhatHasOccurred()
{
    Desk desk;
    QComboBox *receivers = desk.list(QStringLiteral("Receiver"));
    QCOMPARE(receivers->count(), 1);
    desk.model.append(messages(1, 3));
    QCOMPARE(receivers->count(), 3);
    receivers->setCurrentText(QStringLiteral("carol"));
    QTRY_COMPARE(desk.rows(), 3);
    // News do not undo a choice.
    desk.model.append({message(9, QStringLiteral("dave"))});
    QCOMPARE(receivers->count(), 4);
    QCOMPARE(receivers->currentText(), QStringLiteral("carol"));
    QTRY_COMPARE(desk.rows(), 3);
}

void tst_messagesview::showsTheOutcomeWhole_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("wide") << 1900;
    QTest::newRow("as usual") << 1280;
    QTest::newRow("narrow") << 900;
}

void tst_messagesview::showsTheOutcomeWhole()
{
    QFETCH(int, width);
    Desk desk;
    desk.model.append(messages(1, 10));
    desk.view.resize(width, 300);
    QComboBox *outcome = desk.list(QStringLiteral("Outcome"));
    for (int each = 0; each < outcome->count(); ++each) {
        outcome->setCurrentIndex(each);
        QStyleOptionComboBox option;
        option.initFrom(outcome);
        const QRect text =
            outcome->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, outcome);
        const int needed = outcome->fontMetrics().horizontalAdvance(outcome->currentText());
        QVERIFY2(text.width() >= needed, qPrintable(outcome->currentText()));
    }
    QVERIFY(desk.view.width() <= width); // Nothing has pushed it wider.
}

/// Also beside the details, in the window as it is at first.
void tst_messagesview::listsSayWhatTheyAreFor()
{
    Desk desk;
    desk.view.resize(672, 300);
    const auto lists = desk.view.findChildren<QComboBox *>();
    const auto isWhole = [](const QComboBox *list) {
        QStyleOptionComboBox option;
        option.initFrom(list);
        const QRect text =
            list->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, list);
        return text.width() >= list->fontMetrics().horizontalAdvance(list->currentText());
    };
    for (const QComboBox *list : lists)
        QTRY_VERIFY2(isWhole(list), qPrintable(list->currentText()));
    QCOMPARE(desk.view.width(), 672);
}

void tst_messagesview::resetShowsAll()
{
    Desk desk;
    desk.model.append(messages(1, 20));
    MessageQuery cell;
    cell.from = QStringLiteral("a");
    cell.to = QStringLiteral("c");
    cell.classes = MessageRow::Classes(MessageRow::wanting);
    desk.view.setQuery(cell);
    QTRY_COMPARE(desk.rows(), 2);
    QCOMPARE(desk.list(QStringLiteral("Instance of the receiver"))->currentText(), QStringLiteral("To C"));
    const auto buttons = desk.view.findChild<MessageFilterBar *>()->findChildren<QToolButton *>();
    for (QToolButton *button : buttons)
        if (button->accessibleName().contains(QStringLiteral("all messages")))
            QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(desk.rows(), 40);
}

void tst_messagesview::followsTheNewest()
{
    Desk desk;
    QScrollBar *bar = desk.table->verticalScrollBar();
    desk.model.append(messages(1, 100));
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    const int before = bar->maximum();
    desk.model.append(messages(101, 100));
    QTRY_VERIFY(bar->maximum() > before);
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void tst_messagesview::holdsARowThatIsClicked()
{
    Desk desk;
    QScrollBar *bar = desk.table->verticalScrollBar();
    desk.model.append(messages(1, 100));
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    auto *newest = desk.table->findChild<QToolButton *>();
    QVERIFY(!newest->isVisible());

    const QPoint place(20, 40);
    const QPersistentModelIndex held = desk.table->indexAt(place);
    QTest::mouseClick(desk.table->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(desk.table->currentIndex(), QModelIndex(held));
    QVERIFY(newest->isVisible());
    desk.model.append(messages(101, 100));
    QTRY_COMPARE(desk.rows(), 400);
    QCOMPARE(desk.table->indexAt(place), QModelIndex(held));

    QTest::mouseClick(newest, Qt::LeftButton);
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(!newest->isVisible());
    const int before = bar->maximum();
    desk.model.append(messages(201, 100));
    QTRY_VERIFY(bar->maximum() > before);
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void tst_messagesview::beginsAtTheNewestByKeyboard()
{
    Desk desk;
    QScrollBar *bar = desk.table->verticalScrollBar();
    desk.model.append(messages(1, 100));
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    desk.view.activateWindow();
    desk.table->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(desk.table->hasFocus());
    QCOMPARE(desk.table->currentIndex().row(), 199);
    QTest::keyClick(desk.table, Qt::Key_Up);
    QCOMPARE(desk.table->currentIndex().row(), 198);
    const QPersistentModelIndex held = desk.table->currentIndex();
    const QRect there = desk.table->visualRect(held);
    desk.model.append(messages(101, 100));
    QTRY_COMPARE(desk.rows(), 400);
    QCOMPARE(desk.table->visualRect(held), there);
}

void tst_messagesview::goesFromTheFilterToTheTable_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("arrow down") << Qt::Key_Down;
    QTest::newRow("Enter") << Qt::Key_Return;
}

void tst_messagesview::goesFromTheFilterToTheTable()
{
    QFETCH(Qt::Key, key);
    Desk desk;
    desk.model.append(messages(1, 100));
    QVERIFY(QTest::qWaitForWindowActive(&desk.view));
    desk.view.focusFilter();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("lost"));
    QTest::keyClick(QApplication::focusWidget(), key);
    QCOMPARE(QApplication::focusWidget(), desk.table);
    QTRY_COMPARE(desk.table->currentIndex().row(), 9);
    QCOMPARE(desk.rows(), 10);
}

/// Also in a row that nobody has selected.
void tst_messagesview::showsWhereTheKeyboardIs()
{
    Desk desk;
    desk.model.append(messages(1, 3));
    QVERIFY(QTest::qWaitForWindowActive(&desk.view));
    desk.view.focusNewest();
    QTRY_COMPARE(desk.table->currentIndex().row(), 5);
    QVERIFY(!desk.table->selectionModel()->hasSelection());
    const auto pictureOf = [&](int row) {
        const QRect first = desk.table->visualRect(desk.table->model()->index(row, 0));
        return desk.table->viewport()
            ->grab({0, first.top(), desk.table->viewport()->width(), first.height()})
            .toImage();
    };
    const QImage with = pictureOf(5);
    QTest::keyClick(desk.table, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(desk.table->currentIndex().row(), 4);
    QVERIFY(pictureOf(5) != with);
}

/// What stands first in a right-to-left text stands at its right end, whatever comes after it.
void tst_messagesview::setsEachScriptInItsOwnOrder()
{
    Desk desk;
    const auto pictureOf = [&](const QString &text) {
        MessageRow row = message(1, QStringLiteral("bob"));
        row.text = text;
        desk.model.append({row});
        const QModelIndex index = desk.table->model()->index(desk.rows() - 1, MessageModel::TextColumn);
        desk.table->scrollTo(index);
        return desk.table->viewport()->grab(desk.table->visualRect(index)).toImage();
    };
    const QString written = QStringLiteral("\u05e9\u05dc\u05d5\u05dd 123 test?");
    const QChar rightToLeft(0x200f);
    QVERIFY(pictureOf(written) == pictureOf(rightToLeft + written + rightToLeft));
}

void tst_messagesview::staysWhereTheReaderIs()
{
    Desk desk(400);
    desk.model.append(messages(1, 200));
    QScrollBar *bar = desk.table->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    bar->setValue(bar->maximum() / 2);
    const auto seen = [&] {
        return desk.table->indexAt(QPoint(5, 5)).siblingAtColumn(MessageModel::NumberColumn).data().toString();
    };
    const QString there = seen();
    QVERIFY(!there.isEmpty());
    // The rows at the top go, those that are read stay in place.
    desk.model.append(messages(201, 20));
    QTRY_COMPARE(desk.rows(), 400);
    QTRY_COMPARE(seen(), there);
}

void tst_messagesview::showsAMessage()
{
    Desk desk;
    desk.model.append(messages(1, 200));
    desk.view.findChild<QLineEdit *>()->setText(QStringLiteral("nothing of the kind"));
    QTRY_COMPARE(desk.rows(), 0);
    desk.view.showMessage({QStringLiteral("alice"), QStringLiteral("lobby"), 70}, QStringLiteral("carol"));
    QTRY_COMPARE(desk.rows(), 200);
    const QModelIndex index = desk.table->currentIndex();
    QCOMPARE(index.siblingAtColumn(MessageModel::NumberColumn).data().toString(), QStringLiteral("70"));
    QVERIFY(desk.table->viewport()->rect().contains(desk.table->visualRect(index).center()));
    // One that is gone selects nothing, and does no harm.
    desk.view.showMessage({QStringLiteral("alice"), QStringLiteral("lobby"), 9000}, QStringLiteral("carol"));
}

void tst_messagesview::showsAMessageThatIsFoundLater()
{
    Desk desk;
    desk.model.append({message(1, QStringLiteral("carol"), MessageRow::Lost)});
    for (int i = 1; i <= 100; ++i)
        desk.model.append(messages(i * 500, 500));
    desk.view.showMessage({QStringLiteral("alice"), QStringLiteral("lobby"), 1}, QStringLiteral("carol"));
    const auto shown = [&] {
        return desk.table->currentIndex().siblingAtColumn(MessageModel::NumberColumn).data().toString();
    };
    QTRY_COMPARE(shown(), QStringLiteral("1"));
    QTRY_COMPARE(desk.rows(), 50'001);
    // Others may have been found above it since.
    QVERIFY(desk.table->viewport()->rect().contains(desk.table->visualRect(desk.table->currentIndex()).center()));
    QCOMPARE(shown(), QStringLiteral("1"));
}

void tst_messagesview::saysWhyItIsEmpty()
{
    Desk desk;
    const auto *words = desk.table->viewport()->findChild<QLabel *>();
    QVERIFY(words->isVisible());
    QVERIFY2(words->text().startsWith(QStringLiteral("No message yet. Write in a chat")), qPrintable(words->text()));
    desk.model.append(messages(1, 1));
    QVERIFY(!words->isVisible());
    QTest::keyClicks(desk.view.findChild<QLineEdit *>(), QStringLiteral("xyz"));
    QVERIFY(words->isVisible());
    QCOMPARE(words->text(), QStringLiteral("No message matches the filter. The cross beside it shows all again."));
}

void tst_messagesview::copiesSelectedRows()
{
    Desk desk;
    desk.model.append(messages(1, 10));
    QVERIFY(QTest::qWaitForWindowActive(&desk.view));
    desk.table->setFocus();
    desk.table->selectRow(0);
    QTest::keySequence(desk.table, QKeySequence::Copy);
    const QString text = QApplication::clipboard()->text();
    QVERIFY2(text.endsWith(QStringLiteral("a\talice\tb\tbob\tdelivered\t1.5 ms\t1\tlobby\t")), qPrintable(text));
}

void tst_messagesview::isQuickWithManyRows()
{
    constexpr int limit = 200'000;
    Desk desk(limit);
    for (int i = 0; i < 100; ++i)
        desk.model.append(messages(i * 1000, 1000));
    QTRY_COMPARE(desk.rows(), limit);
    QBENCHMARK
    {
        desk.model.append(messages(0, 500));
        QCoreApplication::processEvents();
    }
    // Some more go at once than must.
    QVERIFY(desk.rows() <= limit);
    QVERIFY(desk.rows() >= limit - limit / 100);
}

QTEST_MAIN(tst_messagesview)
#include "tst_messagesview.moc"
