// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Within a menu, and in the menu bar, no letter leads to two places, in whatever language.
#include "app/desktop/views/language.h"
#include "app/desktop/views/mainwindow.h"
#include "app/desktop/workbench.h"
#include "tests/app/desktop/temporarysettings.h"

#include <QMenu>
#include <QMenuBar>
#include <QTest>

using namespace crosstalk;

namespace {

/// Null where there is none.
QChar mnemonicOf(const QString &text)
{
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text.at(i) != QLatin1Char('&'))
            continue;
        if (text.at(i + 1) != QLatin1Char('&'))
            return text.at(i + 1).toLower();
        ++i;
    }
    return {};
}

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
        const QStringList found = clashes(window.menuBar()->actions(), QStringLiteral("menu bar"));
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
