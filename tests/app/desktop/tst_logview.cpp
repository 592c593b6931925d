// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/logmodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/logview.h"
#include "app/desktop/views/tailtable.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTimer>

using namespace crosstalk;
using namespace std::chrono_literals;

namespace {

const InstanceTag broker{QStringLiteral("broker"), -1};

LogLine line(const QString &text, const InstanceTag &source = {QStringLiteral("a"), 0})
{
    return {QTime(1, 2, 3, 4), source, text};
}

struct Desk
{
    explicit Desk(qsizetype limit = LogModel::keptLines)
        : model(nullptr, limit)
    {
        view.setLog(&model);
        view.resize(800, 200);
        view.show();
        table = view.findChild<QTableView *>();
        bar = table->verticalScrollBar();
        filter = view.findChild<QLineEdit *>();
    }
    void add(int first, int count)
    {
        QList<LogLine> lines;
        for (int i = first; i < first + count; ++i)
            lines << line(QStringLiteral("line %1").arg(i));
        model.append(lines);
    }
    QComboBox *list(const QString &name) const
    {
        const auto lists = view.findChildren<QComboBox *>();
        for (QComboBox *each : lists)
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }
    QComboBox *sources() const { return list(QStringLiteral("Source of the lines")); }
    QComboBox *levels() const { return list(QStringLiteral("Level of the lines")); }
    QString counts() const
    {
        const auto labels = view.findChildren<QLabel *>();
        for (const QLabel *each : labels)
            if (each->accessibleName() == QLatin1String("Lines shown"))
                return each->text();
        return {};
    }
    const QLabel *emptyWords() const { return table->viewport()->findChild<QLabel *>(); }
    int rows() const { return table->model()->rowCount(); }
    QString text(int row) const { return table->model()->index(row, LogModel::TextColumn).data().toString(); }
    /// The topmost line that is seen.
    QString seen() const
    {
        return table->indexAt(QPoint(5, 5)).siblingAtColumn(LogModel::TextColumn).data().toString();
    }
    bool isAtTail() const { return bar->maximum() > 0 && bar->value() == bar->maximum(); }

    LogModel model;
    LogView view;
    QTableView *table;
    QScrollBar *bar;
    QLineEdit *filter;
};

bool hasColour(const QImage &image, const QColor &colour)
{
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) == colour.rgb())
                return true;
    return false;
}

} // namespace

class tst_logview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filtersByTyping();
    void filtersBySourceAndLevel();
    void offersTheSourcesThatOccur();
    void showsASource();
    void saysHowManyAreShown();
    void saysWhyItIsEmpty();
    void coloursLinesByLevel();
    void followsItsTail();
    void followsItsTailWhereRowsGo();
    void staysWhereTheReaderIs();
    void staysWhereTheReaderIsWhileOlderAreFound();
    void keepsTheSelectedLineInSight();
    void goesToTheNewest();
    void copiesWholeLines();
    void leavesOutWhatServersPutBefore();
    void hasAMenu();
    void takesAnotherLog();
};

void tst_logview::filtersByTyping()
{
    Desk desk;
    desk.model.append({line(QStringLiteral("listening")), line(QStringLiteral("Ready to accept connections"), broker)});
    QTRY_COMPARE(desk.rows(), 2);
    QTest::keyClicks(desk.filter, QStringLiteral("READY"));
    QTRY_COMPARE(desk.rows(), 1);
    desk.filter->clear();
    QTest::keyClicks(desk.filter, QStringLiteral("broker"));
    QTRY_COMPARE(desk.rows(), 1);
    desk.filter->clear();
    QTRY_COMPARE(desk.rows(), 2);
}

void tst_logview::filtersBySourceAndLevel()
{
    Desk desk;
    desk.model.append({line(QStringLiteral("ERROR of a")), line(QStringLiteral("WARN of broker"), broker),
                       line(QStringLiteral("INFO of broker"), broker)});
    QTest::keyClicks(desk.sources(), QStringLiteral("broker"));
    QTRY_COMPARE(desk.rows(), 2);
    QTest::keyClick(desk.levels(), Qt::Key_Down);
    QCOMPARE(desk.levels()->currentText(), QStringLiteral("Warnings and errors"));
    QTRY_COMPARE(desk.rows(), 1);
    QTest::keyClick(desk.levels(), Qt::Key_Down);
    QTRY_COMPARE(desk.rows(), 0);
    QTest::keyClick(desk.sources(), Qt::Key_Home);
    QTRY_COMPARE(desk.rows(), 1);
    QCOMPARE(desk.text(0), QStringLiteral("ERROR of a"));
}

void tst_logview::offersTheSourcesThatOccur()
{
    Desk desk;
    QCOMPARE(desk.sources()->count(), 1);
    desk.model.append({line(QStringLiteral("1"), broker), line(QStringLiteral("2")),
                       line(QStringLiteral("3"), {QStringLiteral("crosstalk"), -1})});
    QStringList offered;
    for (int i = 0; i < desk.sources()->count(); ++i)
        offered << desk.sources()->itemText(i);
    QCOMPARE(offered, (QStringList{QStringLiteral("All sources"), QStringLiteral("broker"), QStringLiteral("A"),
                                   QStringLiteral("crosstalk")}));
    QVERIFY(!desk.sources()->itemIcon(2).isNull());
}

void tst_logview::showsASource()
{
    Desk desk;
    QTest::keyClicks(desk.filter, QStringLiteral("none of it"));
    desk.view.showSource(QStringLiteral("b"));
    QCOMPARE(desk.filter->text(), QString());
    desk.model.append({line(QStringLiteral("of a")), line(QStringLiteral("of b"), {QStringLiteral("b"), 1})});
    QTRY_COMPARE(desk.rows(), 1);
    QCOMPARE(desk.text(0), QStringLiteral("of b"));
    QCOMPARE(desk.sources()->currentText(), QStringLiteral("B"));
    desk.view.showSource({});
    QTRY_COMPARE(desk.rows(), 2);
}

void tst_logview::saysHowManyAreShown()
{
    Desk desk;
    QTRY_COMPARE(desk.counts(), QStringLiteral("0 lines"));
    desk.add(0, 3400);
    QTRY_COMPARE(desk.counts(), QStringLiteral("3,400 lines"));
    QTest::keyClicks(desk.filter, QStringLiteral("line 339"));
    QTRY_COMPARE(desk.counts(), QStringLiteral("11 of 3,400 lines"));
    desk.add(0, 1);
    QTRY_COMPARE(desk.counts(), QStringLiteral("11 of 3,401 lines"));
}

void tst_logview::saysWhyItIsEmpty()
{
    Desk desk;
    QVERIFY(desk.emptyWords()->isVisible());
    QVERIFY2(desk.emptyWords()->text().startsWith(QStringLiteral("Nothing logged yet.")),
             qPrintable(desk.emptyWords()->text()));
    QVERIFY(desk.emptyWords()->text().contains(QStringLiteral("(Ctrl+R)"))); // And what to do about it.
    QCOMPARE(desk.emptyWords()->geometry(), desk.table->viewport()->rect());
    desk.add(0, 1);
    QVERIFY(!desk.emptyWords()->isVisible());
    QTest::keyClicks(desk.filter, QStringLiteral("xyz"));
    QVERIFY(desk.emptyWords()->isVisible());
    QVERIFY2(desk.emptyWords()->text().startsWith(QStringLiteral("No line matches the filter.")),
             qPrintable(desk.emptyWords()->text()));
    desk.model.append({line(QStringLiteral("xyz"))});
    QVERIFY(!desk.emptyWords()->isVisible());
}

void tst_logview::coloursLinesByLevel()
{
    Desk desk;
    const Palette colours = Palette::of(desk.view.palette());
    // Blocks, for letters are blended with what is behind them.
    const QString block(20, QChar(0x2588));
    const auto shows = [&](const QString &text, const QColor &colour) {
        desk.model.append({line(text + block, broker)});
        desk.filter->setText(text);
        return hasColour(desk.table->viewport()->grab().toImage(), colour);
    };
    QVERIFY(shows(QStringLiteral("ERROR one "), colours.bad));
    QVERIFY(shows(QStringLiteral("WARN two "), colours.warning));
    QVERIFY(shows(QStringLiteral("DEBUG three "), colours.muted));
    QVERIFY(shows(QStringLiteral("INFO four "), desk.view.palette().color(QPalette::Text)));
    QVERIFY(!shows(QStringLiteral("INFO five "), colours.bad));
}

void tst_logview::followsItsTail()
{
    Desk desk;
    for (int i = 0; i < 50; ++i)
        desk.add(i, 1);
    QTRY_VERIFY(desk.isAtTail());
    QTest::keyClick(desk.table, Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(desk.bar->value(), 0);
    const int before = desk.bar->maximum();
    desk.add(50, 50);
    QTRY_VERIFY(desk.bar->maximum() > before);
    QCOMPARE(desk.bar->value(), 0);
}

void tst_logview::followsItsTailWhereRowsGo()
{
    Desk desk(100);
    desk.add(0, 100);
    QTRY_VERIFY(desk.isAtTail());
    for (int i = 0; i < 5; ++i) {
        desk.add(100 + i * 30, 30);
        QTRY_COMPARE(desk.rows(), 100);
        QTRY_VERIFY(desk.isAtTail());
        const QRect last = desk.table->visualRect(desk.table->model()->index(99, 0));
        QVERIFY(desk.table->viewport()->rect().contains(last.center()));
    }
    // Those that pass the filter go one by one.
    QTest::keyClicks(desk.filter, QStringLiteral("line"));
    for (int i = 0; i < 5; ++i) {
        desk.add(1000 + i, 1);
        QTRY_VERIFY(desk.isAtTail());
    }
}

void tst_logview::staysWhereTheReaderIs()
{
    Desk desk(400);
    desk.add(0, 400);
    QTRY_VERIFY(desk.isAtTail());
    for (const QString &filter : {QString(), QStringLiteral("line")}) {
        desk.filter->setText(filter);
        QTRY_VERIFY(desk.isAtTail());
        desk.bar->setValue(desk.bar->maximum() / 2);
        const QString there = desk.seen();
        QVERIFY(there.startsWith(QStringLiteral("line ")));
        desk.add(1000, 40);
        QTRY_COMPARE(desk.rows(), 400);
        QTRY_COMPARE(desk.seen(), there);
        desk.add(2000, 20);
        QTRY_COMPARE(desk.seen(), there);
    }
}

void tst_logview::staysWhereTheReaderIsWhileOlderAreFound()
{
    LogModel model;
    LogFilter filter(nullptr, 0ms);
    filter.setModel(&model);
    TailTable table(&filter);
    table.resize(800, 200);
    table.show();
    QList<LogLine> lines;
    for (int i = 0; i < 6000; ++i)
        lines << line(QStringLiteral("line %1").arg(i));
    model.append(lines);
    QScrollBar *bar = table.verticalScrollBar();
    const auto seen = [&] {
        return table.indexAt(QPoint(5, 5)).siblingAtColumn(LogModel::TextColumn).data().toString();
    };
    for (const bool isReading : {false, true}) {
        filter.setQuery({.text = isReading ? QStringLiteral("line") : QStringLiteral("lin")});
        QVERIFY(filter.isSearching());
        if (isReading)
            QTest::keyClick(table.verticalScrollBar(), Qt::Key_PageUp);
        const QString there = seen();
        QVERIFY(there.startsWith(QStringLiteral("line 59")));
        QCOMPARE(bar->value() == bar->maximum(), !isReading);
        QTRY_VERIFY(!filter.isSearching());
        QCOMPARE(filter.rowCount(), 6000);
        QTRY_COMPARE(seen(), there);
        QCOMPARE(bar->value() == bar->maximum(), !isReading);
    }
}

void tst_logview::keepsTheSelectedLineInSight()
{
    Desk desk;
    desk.add(0, 500);
    QTest::keyClicks(desk.filter, QStringLiteral("line 77"));
    QTRY_COMPARE(desk.rows(), 1);
    QTest::mouseClick(desk.table->viewport(), Qt::LeftButton, {},
                      desk.table->visualRect(desk.table->model()->index(0, 3)).center());
    // What was around it, when the filter goes.
    desk.filter->clear();
    QTRY_COMPARE(desk.rows(), 500);
    const QModelIndex current = desk.table->currentIndex();
    QCOMPARE(desk.text(current.row()), QStringLiteral("line 77"));
    QVERIFY(desk.table->selectionModel()->isSelected(current));
    QVERIFY(desk.table->viewport()->rect().contains(desk.table->visualRect(current).center()));
    // It gives way to the newest where it does not pass.
    QTest::keyClicks(desk.filter, QStringLiteral("line 4"));
    QTRY_VERIFY(desk.isAtTail());
}

void tst_logview::goesToTheNewest()
{
    Desk desk;
    desk.add(0, 100);
    QTRY_VERIFY(desk.isAtTail());
    desk.bar->setValue(0);
    QVERIFY(QTest::qWaitForWindowActive(&desk.view));
    desk.table->setFocus();
    QTest::keyClick(desk.table, Qt::Key_End, Qt::ControlModifier);
    QVERIFY(desk.isAtTail());
    desk.add(100, 100);
    QTRY_COMPARE(desk.table->verticalScrollBar()->value(), desk.bar->maximum());
    QVERIFY(
        desk.table->viewport()->rect().contains(desk.table->visualRect(desk.table->model()->index(199, 0)).center()));
}

void tst_logview::copiesWholeLines()
{
    Desk desk;
    const QString text(10'000, QLatin1Char('x'));
    desk.model.append({line(QStringLiteral("ERROR first"), broker), line(QStringLiteral("second")), line(text)});
    QVERIFY(QTest::qWaitForWindowActive(&desk.view));
    desk.table->setFocus();
    QTest::keySequence(desk.table, QKeySequence::SelectAll);
    QTest::keySequence(desk.table, QKeySequence::Copy);
    QCOMPARE(
        QApplication::clipboard()->text(),
        QStringLiteral("01:02:03.004\tbroker\terror\tERROR first\n01:02:03.004\ta\t\tsecond\n01:02:03.004\ta\t\t") +
            text);
    // Rows chosen one by one, in their order.
    const auto click = [&](int row, Qt::KeyboardModifiers with) {
        QTest::mouseClick(desk.table->viewport(), Qt::LeftButton, with,
                          desk.table->visualRect(desk.table->model()->index(row, LogModel::TimeColumn)).center());
    };
    click(1, Qt::NoModifier);
    click(0, Qt::ControlModifier);
    QTest::keySequence(desk.table, QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("01:02:03.004\tbroker\terror\tERROR first\n01:02:03.004\ta\t\tsecond"));
}

/// The columns say it already; whoever wants the line as it was said has it in a copy, and in its tooltip.
void tst_logview::leavesOutWhatServersPutBefore()
{
    Desk desk;
    const QString ours = QStringLiteral("2026-11-24 18:00:00.123 warning crosstalk.broker: Waiting for the broker");
    const QString brokers = QStringLiteral("4711:C 24 Nov 2026 18:00:00.123 # Configuration loaded");
    desk.model.append({line(ours), line(brokers, broker)});
    QVERIFY(QTest::qWaitForWindowActive(&desk.view));
    const auto cell = [&](int row, int column, int role = Qt::DisplayRole) {
        return desk.table->model()->index(row, column).data(role).toString();
    };
    QCOMPARE(cell(0, LogModel::TextColumn), QStringLiteral("Waiting for the broker"));
    QCOMPARE(cell(0, LogModel::LevelColumn), QStringLiteral("warning"));
    QCOMPARE(cell(0, LogModel::TextColumn, Qt::ToolTipRole), ours);
    QCOMPARE(cell(1, LogModel::TextColumn), QStringLiteral("Configuration loaded"));
    QCOMPARE(cell(1, LogModel::LevelColumn), QStringLiteral("info"));

    desk.table->setFocus();
    QTest::keySequence(desk.table, QKeySequence::SelectAll);
    QTest::keySequence(desk.table, QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("01:02:03.004\ta\twarning\t%1\n"
                                                               "01:02:03.004\tbroker\tinfo\t%2")
                                                    .arg(ours, brokers));

    // What is not shown is not found.
    QTest::keyClicks(desk.filter, QStringLiteral("crosstalk."));
    QCOMPARE(desk.table->model()->rowCount(), 0);
    desk.filter->clear();
    QTest::keyClicks(desk.filter, QStringLiteral("waiting"));
    QCOMPARE(desk.table->model()->rowCount(), 1);
}

void tst_logview::hasAMenu()
{
    Desk desk;
    desk.add(0, 3);
    QVERIFY(QTest::qWaitForWindowActive(&desk.view));
    desk.table->setFocus();
    QApplication::clipboard()->clear();
    QStringList entries;
    const auto choose = [&] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (const QAction *action : menu->actions())
            if (action->isVisible())
                entries << action->text().remove(QLatin1Char('&'));
        QTest::keyClick(menu, Qt::Key_A);
    };
    // As the menu key has it; the menu is open while this event is being handled.
    QTimer::singleShot(0, &desk.view, choose);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, desk.table->mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(desk.table, &event);
    QCOMPARE(entries,
             (QStringList{QStringLiteral("Copy"), QStringLiteral("Select all"), QStringLiteral("Go to the newest")}));
    QCOMPARE(desk.table->selectionModel()->selectedRows().size(), 3);
}

void tst_logview::takesAnotherLog()
{
    Desk desk;
    desk.add(0, 3);
    {
        LogModel other;
        desk.view.setLog(&other);
        QTRY_COMPARE(desk.counts(), QStringLiteral("0 lines"));
        other.append({line(QStringLiteral("ERROR"), {QStringLiteral("z"), 3})});
        QTRY_COMPARE(desk.rows(), 1);
        desk.add(3, 3);
        QTRY_COMPARE(desk.counts(), QStringLiteral("1 lines"));
        QCOMPARE(desk.sources()->count(), 2);
    }
    QTRY_COMPARE(desk.rows(), 0);
    desk.view.setLog(&desk.model);
    QTRY_COMPARE(desk.rows(), 6);
    QCOMPARE(desk.sources()->itemText(1), QStringLiteral("A"));
}

QTEST_MAIN(tst_logview)
#include "tst_logview.moc"
