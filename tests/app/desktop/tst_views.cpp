// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/chatmodel.h"
#include "app/desktop/models/clustermodel.h"
#include "app/desktop/models/deliverymodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/chatdelegate.h"
#include "app/desktop/views/chatinput.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/clusterview.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/messagetext.h"
#include "app/desktop/views/ratebox.h"
#include "app/desktop/views/style.h"
#include "tests/app/desktop/contrast.h"

#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStyleOptionComboBox>
#include <QTest>
#include <QToolTip>
#include <QTreeView>

using namespace crosstalk;
using namespace crosstalk::test;

namespace {

ChatLine received(const QString &text)
{
    ChatLine line;
    line.from = QStringLiteral("bob");
    line.text = text;
    line.via = {QStringLiteral("b"), 1};
    return line;
}

QList<ChatLine> manyLines(int count)
{
    QList<ChatLine> lines;
    for (int i = 0; i < count; ++i)
        lines << received(QStringLiteral("line %1").arg(i));
    return lines;
}

} // namespace

class tst_views : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coloursAreReadable_data();
    void coloursAreReadable();
    void tilesSuitTheirNumber_data();
    void tilesSuitTheirNumber();
    void emptyChatSaysWhatToDo();
    void lowEmptyChatShowsWholeLines();
    void chatFollowsItsTail();
    void chatStaysWhereTheReaderIs();
    void chatCopiesSelectedLines();
    void chatWrapsLongLines();
    void chatShowsOnlyTheBeginningOfAHugeMessage();
    void inputSendsOnEnterOnly();
    void inputGrowsWithItsText();
    void inputBeginsWhereItsScriptDoes();
    void listsCutTheirWordsWithAnEllipsis();
    void treeSkipsHeadings();
    void headingOverNothingIsNotSeen();
    void emptyAreaShowsItsPlaceholder();
    void matrixPaintsABadCellRed();
    void matrixPaintsARefusalApart();
    void rateIsPutRightAndSaysItsRange_data();
    void rateIsPutRightAndSaysItsRange();
    void rateGivesTheFocusBack_data();
    void rateGivesTheFocusBack();
};

void tst_views::coloursAreReadable_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
}

void tst_views::coloursAreReadable()
{
    QFETCH(Theme, theme);
    const QPalette palette = themePalette(theme);
    const Palette colours = Palette::of(palette);
    QCOMPARE(colours.dark, theme == Theme::Dark);
    const QColor base = palette.color(QPalette::Base);
    const QColor selection = colours.selection;
    const QColor unfocused = Palette::selected(palette, false);
    for (const QColor &ground : {base, colours.canvas, selection, unfocused})
        for (const QColor &ink :
             {colours.good, colours.bad, colours.warning, colours.muted, palette.color(QPalette::Link)})
            QVERIFY2(contrast(ink, ground) >= readable,
                     qPrintable(ink.name() + QStringLiteral(" on ") + ground.name()));
    QCOMPARE_GE(contrast(palette.color(QPalette::PlaceholderText), base), readable);
    QCOMPARE_GE(contrast(palette.color(QPalette::PlaceholderText), colours.canvas), readable);
    for (int number = 0; number < 8; ++number) {
        QCOMPARE_GE(contrast(colours.instance(number), colours.onInstance), readable);
        for (int other = 0; other < number; ++other)
            QVERIFY(colours.instance(number) != colours.instance(other));
    }
}

void tst_views::tilesSuitTheirNumber_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QSize>("area");
    QTest::addColumn<int>("columns");
    QTest::newRow("one") << 1 << QSize(1000, 500) << 1;
    QTest::newRow("three side by side") << 3 << QSize(1000, 470) << 3;
    QTest::newRow("three beside the details") << 3 << QSize(672, 470) << 3;
    QTest::newRow("three on a large screen") << 3 << QSize(1650, 750) << 3;
    QTest::newRow("four on a small screen") << 4 << QSize(900, 600) << 2;
    QTest::newRow("narrow") << 3 << QSize(300, 700) << 1;
    QTest::newRow("twelve") << 12 << QSize(1650, 750) << 6;
}

void tst_views::tilesSuitTheirNumber()
{
    QFETCH(int, count);
    QFETCH(QSize, area);
    QTEST(tileColumns(count, area), "columns");
}

void tst_views::emptyChatSaysWhatToDo()
{
    ChatModel model;
    ChatView view(&model);
    view.resize(300, 200);
    const QImage bare = view.grab().toImage();
    view.setPlaceholder(QStringLiteral("Write something"));
    QVERIFY(view.grab().toImage() != bare);
    QCOMPARE(view.accessibleDescription(), QStringLiteral("Write something"));
}

void tst_views::lowEmptyChatShowsWholeLines()
{
    ChatModel model;
    ChatView view(&model);
    view.setPlaceholder(QStringLiteral("Nobody has said anything yet. ").repeated(10));
    // Nothing is drawn at its edges, which would be parts of lines.
    for (int height = 10; height < 120; height += 7) {
        view.resize(200, height);
        const QImage image = view.viewport()->grab().toImage();
        const QRgb ground = view.palette().color(QPalette::Base).rgb();
        for (int x = 0; x < image.width(); ++x)
            QVERIFY(image.pixel(x, 0) == ground && image.pixel(x, image.height() - 1) == ground);
    }
    view.resize(200, 70);
    const QImage low = view.viewport()->grab().toImage();
    view.setPlaceholder({});
    QVERIFY(view.viewport()->grab().toImage() != low);
}

void tst_views::chatFollowsItsTail()
{
    ChatModel model;
    ChatView view(&model);
    view.resize(300, 200);
    view.show();
    model.append(manyLines(50));
    const QScrollBar *bar = view.verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    const int before = bar->maximum();
    model.append(manyLines(50));
    QTRY_VERIFY(bar->maximum() > before);
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void tst_views::chatStaysWhereTheReaderIs()
{
    ChatModel model;
    ChatView view(&model);
    view.resize(300, 200);
    view.show();
    model.append(manyLines(50));
    QScrollBar *bar = view.verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 100);
    QSignalSpy following(&view, &ChatView::followingChanged);
    bar->setValue(40);
    QCOMPARE(following.size(), 1);
    const QModelIndex read = view.indexAt(view.viewport()->rect().center());
    const QRect place = view.visualRect(read);
    const int before = bar->maximum();
    model.append(manyLines(5));
    QTRY_VERIFY(bar->maximum() > before);
    QCOMPARE(view.visualRect(read), place); // Whatever the bar makes of the lines above.
    view.scrollToNewest();
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(view.isFollowing());
}

void tst_views::chatCopiesSelectedLines()
{
    ChatModel model;
    ChatView view(&model);
    view.resize(300, 200);
    view.show();
    model.append(
        {received(QStringLiteral("one")), received(QStringLiteral("two\nlines")), received(QStringLiteral("three"))});
    view.selectionModel()->select(model.index(2), QItemSelectionModel::Select);
    view.selectionModel()->select(model.index(1), QItemSelectionModel::Select);
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("bob: two\nlines\nbob: three"));
}

void tst_views::chatWrapsLongLines()
{
    ChatModel model;
    model.append({received(QStringLiteral("short")), received(QStringLiteral("word ").repeated(60)),
                  received(QStringLiteral("unbroken").repeated(40)), received(QStringLiteral("שלום עולם"))});
    ChatDelegate delegate;
    QStyleOptionViewItem option;
    option.font = QApplication::font();
    option.fontMetrics = QFontMetrics(option.font);
    option.rect = QRect(0, 0, 260, 0);
    const int single = delegate.sizeHint(option, model.index(0)).height();
    QVERIFY(delegate.sizeHint(option, model.index(1)).height() > 2 * single);
    QVERIFY(delegate.sizeHint(option, model.index(2)).height() > 2 * single);
    QVERIFY(delegate.sizeHint(option, model.index(3)).height() < 2 * single);
    const int narrow = delegate.sizeHint(option, model.index(1)).height();
    option.rect.setWidth(2000);
    QVERIFY(delegate.sizeHint(option, model.index(1)).height() < narrow);
}

void tst_views::chatShowsOnlyTheBeginningOfAHugeMessage()
{
    ChatModel model;
    model.append(
        {received(QString(shownCharacters, QLatin1Char('x'))), received(QString(1024 * 1024, QLatin1Char('x')))});
    ChatDelegate delegate;
    QStyleOptionViewItem option;
    option.font = QApplication::font();
    option.fontMetrics = QFontMetrics(option.font);
    option.rect = QRect(0, 0, 400, 0);
    const int shown = delegate.sizeHint(option, model.index(0)).height();
    const int huge = delegate.sizeHint(option, model.index(1)).height();
    QVERIFY(huge > shown);
    QVERIFY(huge < shown + 100);
}

void tst_views::inputSendsOnEnterOnly()
{
    ChatInput input;
    input.show();
    QSignalSpy submitted(&input, &ChatInput::submitted);
    QTest::keyClicks(&input, QStringLiteral("hello"));
    QTest::keyClick(&input, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(&input, QStringLiteral("world"));
    QCOMPARE(submitted.size(), 0);
    QTest::keyClick(&input, Qt::Key_Return);
    QTest::keyClick(&input, Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(submitted.size(), 2);
    QCOMPARE(input.toPlainText(), QStringLiteral("hello\nworld"));
}

void tst_views::inputGrowsWithItsText()
{
    ChatInput input;
    input.show();
    const int single = input.sizeHint().height();
    input.setPlainText(QStringLiteral("1\n2\n3"));
    QTRY_VERIFY(input.sizeHint().height() > single);
    const int three = input.sizeHint().height();
    input.setPlainText(QStringLiteral("line\n").repeated(100));
    QTRY_VERIFY(input.sizeHint().height() > three);
    QVERIFY(input.sizeHint().height() < 10 * single);
    input.clear();
    QTRY_COMPARE(input.sizeHint().height(), single);
}

void tst_views::inputBeginsWhereItsScriptDoes()
{
    ChatInput input;
    input.resize(400, 40);
    input.show();
    const auto isAtTheRight = [&](const QString &text) {
        input.setPlainText(text);
        input.moveCursor(QTextCursor::Start);
        return input.cursorRect().left() > input.viewport()->width() / 2;
    };
    QVERIFY(!isAtTheRight(QStringLiteral("hello")));
    QVERIFY(isAtTheRight(QStringLiteral("مرحبا بالعالم 123 test?")));
    QVERIFY(!isAtTheRight(QStringLiteral("hello again")));
}

void tst_views::listsCutTheirWordsWithAnEllipsis()
{
    QuietStyle style;
    QComboBox list;
    list.setStyle(&style);
    list.resize(90, 24);
    const auto pictureOf = [&](const QString &text) {
        list.clear();
        list.addItem(text);
        return list.grab().toImage();
    };
    // What is behind the cut does not show in any way.
    const QImage cut = pictureOf(QStringLiteral("Any receiver of them all"));
    QVERIFY(pictureOf(QStringLiteral("Any receiver of them all, and more")) == cut);
    QStyleOptionComboBox option;
    option.initFrom(&list);
    const int room = style.subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &list).width();
    QVERIFY(pictureOf(list.fontMetrics().elidedText(QStringLiteral("Any receiver of them all"), Qt::ElideRight,
                                                    room - 2)) == cut);
}

void tst_views::emptyAreaShowsItsPlaceholder()
{
    ChatArea area;
    area.resize(400, 200);
    const QRgb canvas = Palette::of(area.palette()).canvas.rgb();
    const QImage blank = area.grab().toImage();
    QCOMPARE(blank.pixel(blank.rect().center()), canvas);

    area.setPlaceholder(QStringLiteral("No chat is open"));
    const QImage image = area.grab().toImage();
    QCOMPARE(image.pixel(5, 5), canvas);
    QVERIFY(image != blank);
}

void tst_views::treeSkipsHeadings()
{
    ClusterModel model;
    ClusterSnapshot snapshot;
    ServiceRow a;
    a.tag = {QStringLiteral("a"), 0};
    snapshot.instances = {a};
    snapshot.sessions = {
        {QStringLiteral("alice"), {QStringLiteral("a"), 0}, QStringLiteral("lobby"), QStringLiteral("joined"), true}};
    model.setSnapshot(snapshot);
    ClusterView view;
    view.setCluster(&model);
    view.show();
    QCOMPARE(view.currentIndex(), model.instance(QStringLiteral("a")));
    QTest::keyClick(&view, Qt::Key_Up);
    QCOMPARE(view.currentIndex(), model.broker());
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.currentIndex().data().toString(), QStringLiteral("alice"));
}

void tst_views::headingOverNothingIsNotSeen()
{
    ClusterModel model;
    ClusterView view;
    view.setCluster(&model);
    view.show();
    const auto isBlank = [&] {
        const QImage heading = view.viewport()->grab(view.visualRect(model.section(ClusterModel::Sessions))).toImage();
        for (int x = 0; x < heading.width(); ++x)
            for (int y = 0; y < heading.height(); ++y)
                if (heading.pixel(x, y) != heading.pixel(0, 0))
                    return false;
        return true;
    };
    QVERIFY(isBlank());
    ClusterSnapshot snapshot;
    snapshot.sessions = {
        {QStringLiteral("alice"), {QStringLiteral("a"), 0}, QStringLiteral("lobby"), QStringLiteral("joined"), true}};
    model.setSnapshot(snapshot);
    QVERIFY(!isBlank());
}

void tst_views::matrixPaintsABadCellRed()
{
    DeliveryModel model;
    DeliveryView view;
    view.setMatrix(&model);
    view.resize(700, 300);
    view.setPalette(themePalette(Theme::Light));
    view.show();
    DeliveryCell good{10, 10};
    DeliveryCell bad{10, 4, 6};
    model.setSnapshot({{{QStringLiteral("a"), 0}, {QStringLiteral("b"), 1}}, {good, bad, good, good}});
    const auto colourOf = [&](int row, int column) {
        const QRect cell = view.visualRect(model.index(row, column));
        return view.viewport()->grab().toImage().pixelColor(cell.right() - 12, cell.bottom() - 8);
    };
    QTRY_VERIFY(view.visualRect(model.index(1, 1)).width() > 50);
    QVERIFY(colourOf(0, 1).red() > colourOf(0, 1).green() + 15);
    QVERIFY(colourOf(1, 0).green() > colourOf(1, 0).red() + 5);
}

/// Neither as what is lost, nor as what is good; and not by its colour alone.
void tst_views::matrixPaintsARefusalApart()
{
    DeliveryModel model;
    DeliveryView view;
    view.setMatrix(&model);
    view.resize(700, 300);
    view.setPalette(themePalette(Theme::Light));
    view.show();
    const DeliveryCell good{10, 10};
    const DeliveryCell bad{10, 4, 6};
    DeliveryCell refused = good;
    refused.refused = 3;
    model.setSnapshot({{{QStringLiteral("a"), 0}, {QStringLiteral("b"), 1}}, {refused, refused, bad, good}});
    QTRY_VERIFY(view.visualRect(model.index(1, 1)).width() > 50);
    const QImage image = view.viewport()->grab().toImage();
    const auto colourOf = [&](const QModelIndex &index) {
        const QRect cell = view.visualRect(index);
        return image.pixelColor(cell.right() - 12, cell.bottom() - 8);
    };
    const QColor fill = colourOf(model.index(0, 1));
    QVERIFY(fill.red() >= fill.green());
    QVERIFY(fill.red() - fill.green() < colourOf(model.index(1, 0)).red() - colourOf(model.index(1, 0)).green());
    // Along the upper edge of the frame, which is broken: the columns that are of its colour.
    const auto edged = [&](const QModelIndex &index) {
        const QRect cell = view.visualRect(index);
        int count = 0;
        for (int x = cell.left() + 20; x < cell.right() - 20; ++x)
            count += image.pixelColor(x, cell.top() + 3).saturation() > 80 ? 1 : 0;
        return count;
    };
    const int whole = edged(model.index(1, 0));
    QVERIFY(edged(model.index(0, 1)) > whole / 3);
    QVERIFY(edged(model.index(0, 1)) < whole);
    QCOMPARE(edged(model.index(1, 1)), 0);
}

void tst_views::rateIsPutRightAndSaysItsRange_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("rate");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("within") << "250" << 250 << false;
    QTest::newRow("the most") << "1000" << 1000 << false;
    QTest::newRow("too much") << "25000" << 1000 << true;
    QTest::newRow("too little") << "0" << 1 << true;
}

void tst_views::rateIsPutRightAndSaysItsRange()
{
    QFETCH(QString, typed);
    QFETCH(bool, isTold);
    RateBox box;
    box.setRange(1, 1000);
    box.setSuffix(QStringLiteral("/s"));
    box.setKeyboardTracking(false);
    box.setValue(50);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    box.selectAll();
    QTest::keyClicks(&box, typed);
    QCOMPARE(box.text(), typed + QStringLiteral("/s")); // Nothing is swallowed.
    QCOMPARE(QToolTip::text().contains(QLocale().toString(1000)), isTold);
    QTest::keyClick(&box, Qt::Key_Return);
    QTEST(box.value(), "rate");
    QCOMPARE(box.text(), QString::number(box.value()) + QStringLiteral("/s"));
    QToolTip::hideText();
}

void tst_views::rateGivesTheFocusBack_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<int>("rate");
    QTest::newRow("taken") << Qt::Key_Return << 70;
    QTest::newRow("left as it was") << Qt::Key_Escape << 50;
}

void tst_views::rateGivesTheFocusBack()
{
    QFETCH(Qt::Key, key);
    QWidget window;
    QLineEdit line(&window);
    RateBox box(&window);
    box.setKeyboardTracking(false);
    box.setValue(50);
    line.setFocus();
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_VERIFY(line.hasFocus());
    box.setFocus();
    box.selectAll();
    QTest::keyClicks(&box, QStringLiteral("70"));
    QTest::keyClick(&box, key);
    QVERIFY(line.hasFocus());
    QTEST(box.value(), "rate");
    QCOMPARE(box.text(), QString::number(box.value()));
}

QTEST_MAIN(tst_views)
#include "tst_views.moc"
