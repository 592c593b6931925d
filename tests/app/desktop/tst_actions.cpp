// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every action of every menu: said what it does, with an icon, found by keyboard and by name. What comes of each, the
// suite of its menu has.
#include "app/desktop/views/commandpalette.h"
#include "app/desktop/views/style.h"
#include "tests/app/desktop/desk.h"
#include "tests/app/desktop/menuhand.h"

#include <QFile>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTreeWidget>

using namespace crosstalk;
using namespace crosstalk::test;

namespace {

/// Of the table there, sorted; "Ctrl+1 … Ctrl+3" are three.
QStringList keysOfTheManual()
{
    QFile manual(QStringLiteral(CROSSTALK_SOURCE_DIR "/docs/desktop.md"));
    if (!manual.open(QIODevice::ReadOnly))
        return {};
    const QString table = QString::fromUtf8(manual.readAll()).section(QStringLiteral("\n## Keys\n"), 1);
    const QRegularExpression key(
        QStringLiteral("(?:(?:Ctrl|Shift|Alt)\\+)+(?:Backspace|Tab|F\\d+|[A-Z0-9,])|F\\d+|Delete"));
    const QRegularExpression row(QStringLiteral("Ctrl\\+(\\d) … Ctrl\\+(\\d)"));
    QSet<QString> result;
    for (auto each = key.globalMatch(table); each.hasNext();)
        result << each.next().captured();
    for (auto each = row.globalMatch(table); each.hasNext();) {
        const auto ends = each.next();
        for (int digit = ends.captured(1).toInt(); digit <= ends.captured(2).toInt(); ++digit)
            result << QStringLiteral("Ctrl+%1").arg(digit);
    }
    QStringList sorted = result.values();
    sorted.sort();
    return sorted;
}

} // namespace

class tst_actions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void eachMenuHasItsSuite();
    void eachSaysWhatItDoes();
    void eachHasAnIcon();
    void whatClearsAFieldIsOurs();
    void eachIsReachedByKeyboard();
    void eachIsFoundByName();
    void noTwoShareAShortcut();
    void keysAreAsTheManualSays();

private:
    QList<MenuEntry> entries() const { return entriesOf(m_window->menuBar()); }

    TemporarySettings m_settings{QStringLiteral("tst_actions")};
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<MainWindow> m_window;
};

void tst_actions::init()
{
    QSettings().clear();
    m_window.reset();
    m_workbench = std::make_unique<Workbench>(options());
    m_window = std::make_unique<MainWindow>(m_workbench.get());
    QVERIFY(entries().size() > 50);
}

void tst_actions::eachMenuHasItsSuite()
{
    QStringList menus;
    for (const QAction *menu : m_window->menuBar()->actions())
        menus << withoutMnemonic(menu->text());
    QCOMPARE(menus, (QStringList{"Cluster", "Edit", "Chat", "Scenario", "Delivery", "View", "Help"}));
}

void tst_actions::eachSaysWhatItDoes()
{
    for (const MenuEntry &entry : entries()) {
        QVERIFY2(!entry.action->text().isEmpty(), qPrintable(entry.action->statusTip()));
        QVERIFY2(!entry.action->statusTip().isEmpty(), qPrintable(entry.path));
    }
}

void tst_actions::eachHasAnIcon()
{
    for (const MenuEntry &entry : entries()) {
        QVERIFY2(!entry.action->icon().isNull(), qPrintable(entry.path));
        // Ours are drawn for the size that is asked for.
        QVERIFY2(entry.action->icon().availableSizes().isEmpty(), qPrintable(entry.path));
    }
}

void tst_actions::whatClearsAFieldIsOurs()
{
    const QIcon clear = QuietStyle().standardIcon(QStyle::SP_LineEditClearButton, nullptr, nullptr);
    QVERIFY(!clear.isNull());
    QVERIFY(clear.availableSizes().isEmpty());
}

void tst_actions::eachIsReachedByKeyboard()
{
    // Names that come from elsewhere have no letters; the arrows lead to them.
    const QStringList names{QStringLiteral("Cluster › Recent clusters"),
                            QStringLiteral("Scenario › Open one that comes along")};
    for (const MenuEntry &entry : entries()) {
        const QString menu = entry.path.section(QStringLiteral(" › "), 0, -2);
        QVERIFY2(!mnemonicOf(entry.action->text()).isNull() || !entry.action->shortcut().isEmpty() ||
                     names.contains(menu),
                 qPrintable(entry.path));
    }
    const std::function<void(const QList<QAction *> &)> checkWays = [&](const QList<QAction *> &actions) {
        for (const QAction *action : actions) {
            if (!action->menu())
                continue;
            QVERIFY2(!mnemonicOf(action->text()).isNull(), qPrintable(action->text()));
            checkWays(action->menu()->actions());
        }
    };
    checkWays(m_window->menuBar()->actions());
}

void tst_actions::eachIsFoundByName()
{
    CommandPalette palette(m_window->menuBar(), m_window.get());
    const auto *list = palette.findChild<QTreeWidget *>();
    for (const MenuEntry &entry : entries()) {
        if (!entry.action->isVisible())
            continue;
        palette.findChild<QLineEdit *>()->setText(withoutMnemonic(entry.action->text()));
        const auto found = list->findItems(withoutMnemonic(entry.action->text()), Qt::MatchExactly);
        const QString menu = entry.path.section(QStringLiteral(" › "), 0, -2);
        QVERIFY2(std::any_of(found.begin(), found.end(),
                             [&menu](const QTreeWidgetItem *each) { return each->text(1) == menu; }),
                 qPrintable(entry.path));
    }
}

void tst_actions::noTwoShareAShortcut()
{
    QHash<QKeySequence, QString> known;
    for (const MenuEntry &entry : entries()) {
        for (const QKeySequence &shortcut : entry.action->shortcuts()) {
            QVERIFY2(!known.contains(shortcut),
                     qPrintable(
                         QStringLiteral("%1: %2 and %3").arg(shortcut.toString(), entry.path, known.value(shortcut))));
            known.insert(shortcut, entry.path);
        }
    }
}

void tst_actions::keysAreAsTheManualSays()
{
    QStringList keys{QStringLiteral("Delete")}; // In the tree alone.
    for (const MenuEntry &entry : entries())
        for (const QKeySequence &shortcut : entry.action->shortcuts())
            keys << shortcut.toString();
    keys.sort();
    QCOMPARE(keysOfTheManual(), keys);
}

QTEST_MAIN(tst_actions)
#include "tst_actions.moc"
