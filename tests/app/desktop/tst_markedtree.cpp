// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the keyboard is, is seen.
#include "app/desktop/palette.h"
#include "app/desktop/views/markedtree.h"

#include <QStandardItemModel>
#include <QTest>
#include <QVBoxLayout>

using namespace crosstalk;

class tst_markedtree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhereTheKeyboardIs();
};

void tst_markedtree::showsWhereTheKeyboardIs()
{
    QStandardItemModel model;
    for (const char *text : {"first", "second"})
        model.appendRow(new QStandardItem(QString::fromLatin1(text)));
    QWidget window;
    QVBoxLayout layout(&window);
    auto *one = new MarkedTree;
    auto *other = new MarkedTree;
    for (MarkedTree *tree : {one, other}) {
        tree->setModel(&model);
        layout.addWidget(tree);
    }
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto colour = [](MarkedTree *tree, int row) {
        const QRect rect = tree->visualRect(tree->model()->index(row, 0));
        return tree->viewport()->grab().toImage().pixel(rect.right() - 2, rect.center().y());
    };
    const QRgb ground = window.palette().color(QPalette::Base).rgb();
    const QRgb here = Palette::selected(window.palette(), true).rgb();
    const QRgb quiet = Palette::selected(window.palette(), false).rgb();
    QVERIFY(here != quiet && here != ground && quiet != ground);

    // Also before anything has been selected.
    one->setFocus(Qt::TabFocusReason);
    QCOMPARE(colour(one, 0), here);
    QCOMPARE(colour(other, 0), ground);
    QTest::keyClick(one, Qt::Key_Down);
    QCOMPARE(colour(one, 0), ground);
    QCOMPARE(colour(one, 1), here);
    other->setFocus(Qt::TabFocusReason);
    QCOMPARE(colour(one, 1), quiet);
    QCOMPARE(colour(other, 0), here);
}

QTEST_MAIN(tst_markedtree)
#include "tst_markedtree.moc"
