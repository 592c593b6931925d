// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Within a menu, and in the menu bar with the buttons of the window, no letter leads to two places, in whatever
// language.
#include "app/desktop/views/language.h"
#include "app/desktop/views/mainwindow.h"
#include "app/desktop/workbench.h"
#include "tests/app/desktop/menuhand.h"
#include "tests/app/desktop/temporarysettings.h"

#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTest>

using namespace crosstalk;
using test::mnemonicOf;

namespace {

/// What shares its letter with another, in @p actions and the menus below.
QStringList clashes(const QList<QAction *> &actions, const QString &where)
{
    QStringList result;
    QHash<QChar, QString> taken;
    for (const QAction *action : actions) {
        if (action->menu())
            result << clashes(action->menu()->actions(), action->text());
        const QChar letter = mnemonicOf(action->text());
        if (letter.isNull())
            continue;
        if (taken.contains(letter))
            result << QStringLiteral("%1: “%2” and “%3”").arg(where, taken.value(letter), action->text());
        taken.insert(letter, action->text());
    }
    return result;
}

/// Buttons that are never there together may share one.
QStringList clashesWith(const QMenuBar *bar, const QString &button)
{
    QStringList result;
    for (const QAction *menu : bar->actions())
        if (const QChar letter = mnemonicOf(button); !letter.isNull() && mnemonicOf(menu->text()) == letter)
            result << QStringLiteral("“%1” and the menu “%2”").arg(button, menu->text());
    return result;
}

} // namespace

class tst_mnemonics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsClashes();
    void areUniqueInEnglish();
    void areUniqueInGerman();

private:
    void check() const
    {
        Workbench workbench((Cluster::Options()));
        const MainWindow window(&workbench);
        QStringList found = clashes(window.menuBar()->actions(), QStringLiteral("menu bar"));
        for (const auto *button : window.findChildren<QPushButton *>())
            found << clashesWith(window.menuBar(), button->text());
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QStringLiteral("; "))));
    }

    test::TemporarySettings m_settings{QStringLiteral("tst_mnemonics")};
};

void tst_mnemonics::findsClashes()
{
    QMenu menu;
    menu.addAction(QStringLiteral("&Save && run"));
    menu.addAction(QStringLiteral("Run && &see"));
    menu.addMenu(QStringLiteral("More"))->addAction(QStringLiteral("&Save"));
    QCOMPARE(clashes(menu.actions(), QStringLiteral("here")).size(), 1);
}

void tst_mnemonics::areUniqueInEnglish()
{
    check();
}

void tst_mnemonics::areUniqueInGerman()
{
    if (!speak(QLocale(QLocale::German)))
        QSKIP("Built without the compiler of translations");
    check();
}

QTEST_MAIN(tst_mnemonics)
#include "tst_mnemonics.moc"
