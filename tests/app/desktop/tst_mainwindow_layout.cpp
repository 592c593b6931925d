// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the parts of the window share its room, at the size that it has at first.
#include "app/desktop/views/accentbutton.h"
#include "app/desktop/views/chatinput.h"
#include "app/desktop/views/detailspane.h"
#include "app/desktop/views/scenariopanel.h"
#include "tests/app/desktop/desk.h"

#include <QDockWidget>
#include <QMenuBar>
#include <QScreen>
#include <QTabBar>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_mainwindow_layout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void fitsOnTheScreen_data();
    void fitsOnTheScreen();
    void aKeptSizeFitsOnTheScreen();
    void threeChatsStandBesideTheDetails();
    void scenarioAndDetailsStandBehindTabs();
    void partsOfTheWindowHaveLetters();
    void theMatrixGrowsWithTheWindowUntilItsEdgeIsMoved();

private:
    /// On the screen, and not behind a tab.
    static bool isSeen(const QWidget *widget) { return widget->isVisible() && !widget->visibleRegion().isEmpty(); }

    TemporarySettings m_settings{QStringLiteral("tst_mainwindow_layout")};
};

void tst_mainwindow_layout::fitsOnTheScreen_data()
{
    QTest::addColumn<QSize>("available");
    QTest::addColumn<QSize>("size");
    QTest::newRow("that is large") << QSize(3840, 2160) << QSize(1280, 800);
    QTest::newRow("that is just large enough") << QSize(1292, 840) << QSize(1280, 800);
    QTest::newRow("that is as large as it") << QSize(1280, 800) << QSize(1268, 760);
    QTest::newRow("that is low for a panel") << QSize(1920, 768) << QSize(1280, 728);
}

void tst_mainwindow_layout::fitsOnTheScreen()
{
    QFETCH(QSize, available);
    QTEST(MainWindow::sizeWithin(available, QSize(1280, 800)), "size");
}

void tst_mainwindow_layout::aKeptSizeFitsOnTheScreen()
{
    Workbench workbench(options());
    MainWindow first(&workbench);
    const QSize available = first.screen()->availableSize();
    QVERIFY(available.width() < 1280); // The offscreen one.
    const QSize fitting = MainWindow::sizeWithin(available, QSize(1280, 800));
    QCOMPARE(first.size(), fitting);
    first.resize(1280, 800);
    QSettings().setValue(QStringLiteral("window/geometry"), first.saveGeometry());
    MainWindow second(&workbench);
    QCOMPARE(second.size(), fitting);
}

void tst_mainwindow_layout::threeChatsStandBesideTheDetails()
{
    Desk desk;
    desk.window.resize(1280, 800);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
    QVERIFY(isSeen(desk.window.findChild<DetailsPane *>()));
    const auto windows = desk.window.findChild<ChatArea *>()->windows();
    const auto isOneRow = [&windows] {
        return std::all_of(windows.begin(), windows.end(),
                           [&windows](const QWidget *each) { return each->y() == windows.constFirst()->y(); });
    };
    QTRY_VERIFY(isOneRow());
    QCOMPARE(desk.window.size(), QSize(1280, 800));
    for (const ChatWindow *each : windows) {
        const auto *input = each->findChild<ChatInput *>();
        QVERIFY2(input->width() >= 80, qPrintable(QString::number(input->width())));
        const auto *send = each->findChild<AccentButton *>();
        QVERIFY(send->width() >= send->sizeHint().width());
        QVERIFY(each->rect().contains(QRect(send->mapTo(each, QPoint()), send->size())));
    }
}

void tst_mainwindow_layout::scenarioAndDetailsStandBehindTabs()
{
    Desk desk;
    desk.window.resize(1280, 800);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
    auto *details = desk.window.findChild<DetailsPane *>();
    auto *panel = desk.window.findChild<ScenarioPanel *>();
    const QSize size = details->size();
    desk.workbench.openScenario(QStringLiteral("broker-restart"));
    QTRY_VERIFY(isSeen(panel) && !isSeen(details));
    QVERIFY(panel->isAncestorOf(QApplication::focusWidget()));
    QTRY_VERIFY(panel->height() > size.height() - 60); // Tabs take some.

    QTest::keyClick(&desk.window, Qt::Key_7, Qt::ControlModifier);
    QTRY_VERIFY(isSeen(details) && !isSeen(panel));
    QVERIFY(details->isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(details->width(), size.width());
    QTest::keyClick(&desk.window, Qt::Key_6, Qt::ControlModifier);
    QTRY_VERIFY(isSeen(panel) && !isSeen(details));
    QVERIFY(panel->isAncestorOf(QApplication::focusWidget()));

    // Who goes on with Tab never comes to what is behind.
    for (int i = 0; i < 100; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(QApplication::focusWidget());
        QVERIFY(!details->isAncestorOf(QApplication::focusWidget()));
    }
    desk.workbench.closeScenario();
    QTRY_VERIFY(isSeen(details) && details->isEnabled());
    QCOMPARE(details->width(), size.width());
}

void tst_mainwindow_layout::partsOfTheWindowHaveLetters()
{
    Workbench workbench(options());
    const MainWindow window(&workbench);
    for (const QDockWidget *dock : window.findChildren<QDockWidget *>())
        QVERIFY2(dock->toggleViewAction()->text().contains(QLatin1Char('&')), qPrintable(dock->windowTitle()));
}

void tst_mainwindow_layout::theMatrixGrowsWithTheWindowUntilItsEdgeIsMoved()
{
    Workbench workbench(options());
    MainWindow window(&workbench);
    auto *dock = window.findChild<QDockWidget *>(QStringLiteral("bottom"));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_COMPARE(dock->height(), 285);
    for (const int height : {2160, 1200, 800}) {
        window.resize(1280, height);
        QTRY_COMPARE(dock->height(), qMax(285, height / 3));
    }
    window.resizeDocks({dock}, {310}, Qt::Vertical);
    QTRY_COMPARE(dock->height(), 310);
    window.resize(1280, 1500);
    QTRY_COMPARE(window.height(), 1500);
    QCOMPARE(dock->height(), 310);
}

QTEST_MAIN(tst_mainwindow_layout)
#include "tst_mainwindow_layout.moc"
