// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/palette.h"
#include "app/desktop/views/deliverydelegate.h"
#include "app/desktop/views/deliveryview.h"
#include "tests/app/desktop/contrast.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;
using namespace crosstalk::test;
using namespace Qt::StringLiterals;

namespace {

/// So many instances, between which all is well, but for what is lost from the last one to the last one.
DeliverySnapshot clusterOf(int count, quint64 lost = 0)
{
    DeliverySnapshot snapshot{{}, QList<DeliveryCell>(count * count, DeliveryCell{412, 412})};
    for (int i = 0; i < count; ++i)
        snapshot.instances << InstanceTag{QString(QLatin1Char(static_cast<char>('a' + i))), i};
    snapshot.cells.last().lost = lost;
    return snapshot;
}

struct Matrix
{
    explicit Matrix(const DeliverySnapshot &snapshot, QSize size)
    {
        model.setSnapshot(snapshot);
        view.setMatrix(&model);
        view.resize(size);
        view.show();
    }
    QRect rect(int row, int column) const { return view.visualRect(model.index(row, column)); }

    DeliveryModel model;
    DeliveryView view;
};

} // namespace

class tst_deliveryview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresStayWhereTheReasonGivesWay_data();
    void figuresStayWhereTheReasonGivesWay();
    void nothingMovesAsFiguresChange();
    void wordsAreReadable_data();
    void wordsAreReadable();
    void cellsShareTheRoomThereIs();
    void allOfALargeClusterIsSeen();
    void badCellsOutOfSightAreCounted();
    void theNextBadCellIsGoneTo();
    void theKeyboardIsSeenInABadCell();
};

void tst_deliveryview::figuresStayWhereTheReasonGivesWay_data()
{
    QTest::addColumn<int>("lines");
    QTest::addColumn<QString>("room"); // As wide as this.
    QTest::addColumn<bool>("hasOthers");
    QTest::addColumn<QStringList>("shown"); // Headline, aside, figures, reason.
    const auto row = [](const char *name, int lines, const QString &room, bool hasOthers, const QStringList &shown) {
        QTest::newRow(name) << lines << room << hasOthers << shown;
    };
    const QString lost = QStringLiteral("163 lost");
    const QString others = QStringLiteral("84 missed · 57 delayed");
    const QString figures = QStringLiteral("703 / 866 · p50 1.4 · p99 3.0 ms");
    const QString fewer = QStringLiteral("703 / 866 · p99 3.0 ms");
    const QString share = QStringLiteral("703 / 866");
    const QString reason = QStringLiteral("C was frozen 12:04:31 – 12:04:39");
    const QString brief = QStringLiteral("C was frozen");
    const QString digits = QStringLiteral("00000."); // Into which the numbers may grow.
    row("three long lines", 3, figures.repeated(2), true, {lost, others, figures, reason});
    row("all figures", 3, figures + digits, false, {lost, {}, figures, reason});
    row("not for p50, nor for times", 3, fewer + digits, false, {lost, {}, fewer, brief});
    row("for no percentile", 3, brief + digits, false, {lost, {}, share, brief});
    row("not for all that is wrong", 3, lost + QStringLiteral("  84 missed · 57 del"), true,
        {lost, QStringLiteral("84 missed"), fewer, brief});
    row("two long lines", 2, figures.repeated(3), true, {lost, reason + u" · "_s + others, figures, {}});
    row("two lines", 2, figures + digits, false, {lost, brief, figures, {}});
    row("one long line", 1, figures.repeated(3), true, {lost, reason + u" · "_s + others, {}, {}});
    row("one line", 1, lost + digits, true, {lost, {}, {}, {}});
}

void tst_deliveryview::figuresStayWhereTheReasonGivesWay()
{
    QFETCH(int, lines);
    QFETCH(QString, room);
    QFETCH(bool, hasOthers);
    DeliveryCell cell{866, 703, 163};
    if (hasOthers) {
        cell.missed = 84;
        cell.delayed = 57;
    }
    cell.p50 = std::chrono::microseconds(1400);
    cell.p99 = std::chrono::milliseconds(3);
    cell.why = QStringLiteral("C was frozen");
    cell.since = QDateTime(QDate(2026, 1, 2), QTime(12, 4, 31));
    cell.until = cell.since.addSecs(8);
    const QFontMetricsF metrics(QApplication::font());
    const CellLines shown = fitted(wordsOf(cell), lines, metrics.horizontalAdvance(room), metrics, metrics);
    QTEST((QStringList{shown.headline, shown.aside, shown.figures, shown.reason}), "shown");
}

void tst_deliveryview::nothingMovesAsFiguresChange()
{
    const QFontMetricsF metrics(QApplication::font());
    const auto shown = [&](std::chrono::microseconds p99, qreal width) {
        DeliveryCell cell{866, 703, 163};
        cell.p50 = std::chrono::microseconds(90);
        cell.p99 = p99;
        return fitted(wordsOf(cell), 3, width, metrics, metrics).figures.contains(QLatin1String("p50"));
    };
    using namespace std::chrono_literals;
    for (int width = 50; width < 400; width += 3)
        QCOMPARE(shown(95us, width), shown(980ms, width));
}

void tst_deliveryview::wordsAreReadable_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::addColumn<DeliveryCell>("cell");
    const DeliveryCell good{10, 10};
    const auto with = [&](auto change) {
        DeliveryCell result = good;
        change(result);
        return result;
    };
    for (const auto &[name, theme] : {std::pair{"light", Theme::Light}, std::pair{"dark", Theme::Dark}}) {
        const auto row = [name = name, theme = theme](const char *what, const DeliveryCell &cell) {
            QTest::addRow("%s, %s", name, what) << theme << cell;
        };
        row("idle", {});
        row("good", good);
        row("lost", with([](DeliveryCell &c) { c.lost = 1; }));
        row("refused", with([](DeliveryCell &c) { c.refused = 1; }));
        row("delayed", with([](DeliveryCell &c) { c.delayed = 1; }));
        row("about to be lost", with([](DeliveryCell &c) { c.why = QStringLiteral("C is frozen"); }));
    }
}

void tst_deliveryview::wordsAreReadable()
{
    QFETCH(Theme, theme);
    QFETCH(DeliveryCell, cell);
    for (const bool isOwn : {false, true}) {
        const CellColours colours = coloursOf(cell, isOwn, themePalette(theme));
        QCOMPARE_GE(contrast(colours.headline, colours.fill), readable);
        QCOMPARE_GE(contrast(colours.text, colours.fill), readable);
    }
}

void tst_deliveryview::cellsShareTheRoomThereIs()
{
    const Matrix matrix(clusterOf(3), {1650, 250});
    QTRY_VERIFY(matrix.rect(2, 2).right() > 1000);
    const int left = matrix.view.viewport()->width() - matrix.rect(2, 2).right() - 1;
    QVERIFY2(left >= 7 && left < 10, qPrintable(QString::number(left)));
    QVERIFY(matrix.rect(0, 0).height() >= DeliveryDelegate::heightFor(3, matrix.view.font()));
}

void tst_deliveryview::allOfALargeClusterIsSeen()
{
    Matrix matrix(clusterOf(8, 163), {676, 250}); // What the first window has beside its details.
    QTRY_COMPARE(matrix.view.bad(), 1);
    QVERIFY(matrix.view.viewport()->rect().contains(matrix.rect(7, 7)));
    QCOMPARE(matrix.view.badOutOfSight(), 0);
}

void tst_deliveryview::badCellsOutOfSightAreCounted()
{
    Matrix matrix(clusterOf(26), {676, 250});
    QSignalSpy changed(&matrix.view, &DeliveryView::badChanged);
    matrix.model.setSnapshot(clusterOf(26, 163));
    QTRY_COMPARE(matrix.view.bad(), 1);
    QCOMPARE(changed.size(), 1);
    QTRY_COMPARE(matrix.view.badOutOfSight(), 1);
    matrix.view.scrollTo(matrix.model.index(25, 25));
    QTRY_COMPARE(matrix.view.badOutOfSight(), 0);
    matrix.view.hide();
    QTRY_COMPARE(matrix.view.badOutOfSight(), 1);
    matrix.view.show();
    QTRY_COMPARE(matrix.view.badOutOfSight(), 0);
    matrix.view.verticalScrollBar()->setValue(0);
    QTRY_COMPARE(matrix.view.badOutOfSight(), 1);
    matrix.model.setSnapshot(clusterOf(26));
    QTRY_COMPARE(matrix.view.bad(), 0);
    QTRY_COMPARE(matrix.view.badOutOfSight(), 0);
}

void tst_deliveryview::theNextBadCellIsGoneTo()
{
    DeliverySnapshot snapshot = clusterOf(26, 163);
    snapshot.cells[0].twice = 1;
    snapshot.cells[1].outOfOrder = 1;
    Matrix matrix(snapshot, {676, 250});
    QTRY_COMPARE(matrix.view.badOutOfSight(), 1);
    const auto next = [&] {
        matrix.view.goToNextBad();
        const QModelIndex current = matrix.view.currentIndex();
        return std::pair(current.row(), current.column());
    };
    QCOMPARE(next(), std::pair(25, 25)); // Of which nothing was seen.
    QTRY_COMPARE(matrix.view.badOutOfSight(), 2);
    QCOMPARE(next(), std::pair(0, 0));
    QCOMPARE(next(), std::pair(25, 25));
    matrix.view.resize(3000, 3000);
    QTRY_COMPARE(matrix.view.badOutOfSight(), 0);
    QCOMPARE(next(), std::pair(0, 0));
    QCOMPARE(next(), std::pair(0, 1));
}

void tst_deliveryview::theKeyboardIsSeenInABadCell()
{
    Matrix matrix(clusterOf(2, 163), {676, 250});
    matrix.view.setCurrentIndex(matrix.model.index(1, 1));
    QVERIFY(QTest::qWaitForWindowActive(&matrix.view));
    matrix.view.setFocus();
    const QImage with = matrix.view.viewport()->grab(matrix.rect(1, 1)).toImage();
    matrix.view.clearFocus();
    QVERIFY(matrix.view.viewport()->grab(matrix.rect(1, 1)).toImage() != with);
}

QTEST_MAIN(tst_deliveryview)
#include "tst_deliveryview.moc"
