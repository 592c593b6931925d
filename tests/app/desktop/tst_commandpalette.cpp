// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/commandpalette.h"
#include "tests/app/desktop/temporarysettings.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace crosstalk;

class tst_commandpalette : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void listsEveryAction();
    void findsByWords_data();
    void findsByWords();
    void doesWhatIsChosen();
    void doesNothingThatCannotBeDone();
    void saysThatThereIsNothing();
    void beginsWithWhatWasDoneLast();
    void marksWhatMatches();
    void actionsComeBeforeOnesOfMany();
    void columnsStayWhereTheyAre();
    void isLeftByEscape();
    void isLeftByTurningElsewhere();

private:
    void reopen()
    {
        m_palette = new CommandPalette(m_window->menuBar(), m_window.get());
        m_palette->open();
        QVERIFY(QTest::qWaitForWindowActive(m_palette));
    }
    QStringList shown() const
    {
        const auto *list = m_palette->findChild<QTreeWidget *>();
        QStringList result;
        for (int i = 0; i < list->topLevelItemCount(); ++i)
            result << list->topLevelItem(i)->text(0);
        return result;
    }
    void type(const QString &text) { QTest::keyClicks(m_palette->findChild<QLineEdit *>(), text); }
    void press(Qt::Key key) { QTest::keyClick(m_palette->findChild<QLineEdit *>(), key); }

    test::TemporarySettings m_settings{QStringLiteral("tst_commandpalette")};
    std::unique_ptr<QMainWindow> m_window;
    QPointer<CommandPalette> m_palette;
    QAction *m_freeze = nullptr;
    QAction *m_thaw = nullptr;
};

void tst_commandpalette::init()
{
    QSettings().clear();
    m_window = std::make_unique<QMainWindow>();
    QMenu *cluster = m_window->menuBar()->addMenu("&Cluster");
    m_freeze = cluster->addAction("&Freeze");
    m_freeze->setShortcut(Qt::Key_F7);
    m_freeze->setStatusTip("Stop it where it stands");
    cluster->addSeparator();
    m_thaw = cluster->addAction("T&haw");
    m_thaw->setEnabled(false);
    cluster->addAction("Hidden")->setVisible(false);
    QMenu *scenario = m_window->menuBar()->addMenu("&Scenario");
    scenario->addMenu("Open &one")->addAction("broker-restart");
    scenario->addAction("Save && run");
    m_window->show();
    reopen();
}

void tst_commandpalette::listsEveryAction()
{
    // What cannot be done now comes last.
    QCOMPARE(shown(), (QStringList{"Freeze", "broker-restart", "Save & run", "Thaw"}));
    const auto *first = m_palette->findChild<QTreeWidget *>()->topLevelItem(0);
    QCOMPARE(first->text(1), QStringLiteral("Cluster"));
    QCOMPARE(first->text(2), QStringLiteral("F7"));
    QCOMPARE(m_palette->findChild<QTreeWidget *>()->topLevelItem(1)->text(1), QStringLiteral("Scenario › Open one"));
}

void tst_commandpalette::findsByWords_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("beginning") << "fre" << QStringList{"Freeze"};
    QTest::newRow("middle, its menu next") << "clu" << QStringList{"Freeze", "Thaw"};
    QTest::newRow("what it does") << "where stands" << QStringList{"Freeze"};
    QTest::newRow("several words") << "rest scen" << QStringList{"broker-restart"};
    QTest::newRow("the name before the rest") << "s" << QStringList{"Save & run", "broker-restart", "Freeze", "Thaw"};
    QTest::newRow("beginnings of words") << "sr" << QStringList{"Save & run"};
    QTest::newRow("here and there") << "fz" << QStringList{"Freeze"};
    QTest::newRow("what cannot be done, but is meant") << "thw" << QStringList{"Thaw"};
    QTest::newRow("nothing") << "xyz" << QStringList{};
}

void tst_commandpalette::findsByWords()
{
    QFETCH(QString, typed);
    type(typed);
    QTEST(shown(), "found");
    press(Qt::Key_Return); // Does no harm where there is nothing.
}

void tst_commandpalette::doesWhatIsChosen()
{
    QSignalSpy done(m_freeze, &QAction::triggered);
    QSignalSpy other(m_window->menuBar()->actions().last()->menu()->actions().last(), &QAction::triggered);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QTRY_COMPARE(other.size(), 1);
    QVERIFY(!m_palette->isVisible());
    m_palette->open();
    type("fre");
    press(Qt::Key_Return);
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(other.size(), 1);
}

void tst_commandpalette::doesNothingThatCannotBeDone()
{
    QSignalSpy done(m_thaw, &QAction::triggered);
    type("thaw");
    press(Qt::Key_Return);
    QCoreApplication::processEvents();
    QVERIFY(m_palette->isVisible());
    QCOMPARE(done.size(), 0);
}

void tst_commandpalette::saysThatThereIsNothing()
{
    const auto *nothing = m_palette->findChild<QLabel *>();
    QVERIFY(!nothing->isVisible());
    type(QStringLiteral("xyz"));
    QVERIFY(nothing->isVisible());
    QVERIFY(nothing->text().contains(QStringLiteral("“xyz”")));
    m_palette->findChild<QLineEdit *>()->clear();
    QVERIFY(!nothing->isVisible());
    QCOMPARE(shown().size(), 4);
}

void tst_commandpalette::beginsWithWhatWasDoneLast()
{
    for (const char *name : {"broker", "save"}) {
        type(QLatin1String(name));
        press(Qt::Key_Return);
        QVERIFY(!m_palette->isVisible());
        reopen();
    }
    QCOMPARE(shown(), (QStringList{"Save & run", "broker-restart", "Freeze", "Thaw"}));
    // Not where something is looked for.
    type(QStringLiteral("e"));
    QCOMPARE(shown().first(), QStringLiteral("Freeze"));
    // What cannot be done stays at the end.
    m_window->menuBar()->actions().last()->menu()->actions().last()->setEnabled(false);
    reopen();
    QCOMPARE(shown(), (QStringList{"broker-restart", "Freeze", "Save & run", "Thaw"}));
}

void tst_commandpalette::actionsComeBeforeOnesOfMany()
{
    m_window->menuBar()->actions().first()->menu()->addAction("Stop the broker");
    reopen();
    type(QStringLiteral("broker"));
    QCOMPARE(shown(), (QStringList{"Stop the broker", "broker-restart"}));
}

void tst_commandpalette::columnsStayWhereTheyAre()
{
    const auto *list = m_palette->findChild<QTreeWidget *>();
    const int before = list->columnWidth(1);
    type(QStringLiteral("fre")); // Which is in a menu with a short name.
    QCOMPARE(shown(), QStringList(QStringLiteral("Freeze")));
    QCOMPARE(list->columnWidth(1), before);
}

void tst_commandpalette::isLeftByEscape()
{
    press(Qt::Key_Escape);
    QVERIFY(!m_palette->isVisible());
}

void tst_commandpalette::isLeftByTurningElsewhere()
{
    QVERIFY(m_palette->isVisible());
    m_window->activateWindow();
    QTRY_VERIFY(!m_palette->isVisible());
}

void tst_commandpalette::marksWhatMatches()
{
    const auto *list = m_palette->findChild<QTreeWidget *>();
    const auto name = [list] {
        const QRect cell = list->visualRect(list->indexFromItem(list->topLevelItem(0)));
        return list->viewport()->grab(cell).toImage();
    };
    const QImage plain = name();
    type(QStringLiteral("frz"));
    QCOMPARE(shown(), QStringList(QStringLiteral("Freeze")));
    const QImage some = name();
    QVERIFY(some != plain);
    press(Qt::Key_Backspace);
    QCOMPARE(shown().constFirst(), QStringLiteral("Freeze"));
    QVERIFY(name() != some);
}

QTEST_MAIN(tst_commandpalette)
#include "tst_commandpalette.moc"
