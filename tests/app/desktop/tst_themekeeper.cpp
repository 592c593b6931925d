// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Light and dark by choice, or as the desktop has it, also when that changes.
#include "app/desktop/views/themekeeper.h"

#include <QApplication>
#include <QTest>
#include <QWidget>

using namespace crosstalk;

class tst_themekeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheDesktopHasIsLookedAtAnewWhenItChanges();
    void whatIsChosenStays();

private:
    static bool isDark() { return Palette::isDark(QApplication::palette()); }
    static void changeDesktop(const QWidget &window)
    {
        QEvent changed(QEvent::ThemeChange);
        QCoreApplication::sendEvent(window.windowHandle(), &changed);
    }
};

/// The desktop of the tests is light: what is not must go when it is looked at.
void tst_themekeeper::whatTheDesktopHasIsLookedAtAnewWhenItChanges()
{
    QWidget window;
    window.show();
    ThemeKeeper *keeper = ThemeKeeper::of(qApp);
    QCOMPARE(ThemeKeeper::of(qApp), keeper);
    keeper->keep(Theme::System);
    QVERIFY(!isDark());
    for (int i = 0; i < 2; ++i) {
        QApplication::setPalette(themePalette(Theme::Dark));
        QVERIFY(isDark());
        changeDesktop(window);
        QTRY_VERIFY(!isDark());
        QTRY_VERIFY(!Palette::isDark(window.palette()));
    }
}

void tst_themekeeper::whatIsChosenStays()
{
    QWidget window;
    window.show();
    ThemeKeeper *keeper = ThemeKeeper::of(qApp);
    keeper->keep(Theme::Dark);
    changeDesktop(window);
    QCoreApplication::processEvents();
    QVERIFY(isDark());
    keeper->keep(Theme::System);
    QVERIFY(!isDark());
}

QTEST_MAIN(tst_themekeeper)
#include "tst_themekeeper.moc"
