// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every action of every menu: said what it does, found by name and by keyboard, and done at least once. Every control:
// known by a name.
#include "app/desktop/views/attachdialog.h"
#include "app/desktop/views/commandpalette.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/newchatdialog.h"
#include "tests/app/desktop/desk.h"

#include <QAccessible>
#include <QLineEdit>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTimer>

using namespace crosstalk;
using namespace crosstalk::test;

namespace {

/// All that stand in a menu, however deep, but for the ways into one.
QList<QAction *> allActions(const QMenuBar *menus)
{
    QList<QAction *> result;
    const std::function<void(const QList<QAction *> &)> collect = [&](const QList<QAction *> &actions) {
        for (QAction *action : actions) {
            if (action->menu())
                collect(action->menu()->actions());
            else if (!action->isSeparator() && !result.contains(action))
                result << action;
        }
    };
    collect(menus->actions());
    return result;
}

} // namespace

class tst_actions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void eachSaysWhatItDoes();
    void noTwoShareAShortcut();
    void eachIsDoneOnce();
    void everyControlHasAName_data();
    void everyControlHasAName();

private:
    TemporarySettings m_settings{QStringLiteral("tst_actions")};
};

void tst_actions::eachSaysWhatItDoes()
{
    Workbench workbench(options());
    const MainWindow window(&workbench);
    const auto actions = allActions(window.menuBar());
    QVERIFY(actions.size() > 50);
    for (const QAction *action : actions) {
        QVERIFY2(!action->text().isEmpty(), qPrintable(action->statusTip()));
        QVERIFY2(!action->statusTip().isEmpty(), qPrintable(action->text()));
    }
}

void tst_actions::noTwoShareAShortcut()
{
    Workbench workbench(options());
    const MainWindow window(&workbench);
    QHash<QKeySequence, QString> known;
    for (const QAction *action : allActions(window.menuBar())) {
        for (const QKeySequence &shortcut : action->shortcuts()) {
            QVERIFY2(!known.contains(shortcut), qPrintable(shortcut.toString() + QStringLiteral(": ") + action->text() +
                                                           QStringLiteral(" and ") + known.value(shortcut)));
            known.insert(shortcut, action->text());
        }
    }
}

void tst_actions::eachIsDoneOnce()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    // Whatever asks, opens a dialog or a window is sent away again.
    QTimer declining;
    connect(&declining, &QTimer::timeout, this, [] {
        if (auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget()))
            dialog->reject();
    });
    declining.start(10);

    const auto settled = [&desk] {
        const Instance *b = desk.workbench.cluster()->instance(QStringLiteral("b"));
        const QList<Service::State> passing{Service::State::Starting, Service::State::Draining};
        const QList<Cluster::State> moving{Cluster::State::Starting, Cluster::State::Stopping};
        return !QApplication::activeModalWidget() && !moving.contains(desk.workbench.cluster()->state()) &&
               (!b || !passing.contains(b->state()));
    };
    QSet<QAction *> done;
    auto actions = allActions(desk.window.menuBar());
    // What stands in for an action of a chat or a table has a suite of its own.
    actions.removeIf([](const QAction *action) { return action->text().contains(QLatin1Char('\t')); });
    // Those that end what the others need come last, each in a round of its own with what it makes possible.
    const QStringList ends{QStringLiteral("S&top cluster"), QStringLiteral("Start cl&uster"), QStringLiteral("&Run"),
                           QStringLiteral("&Close scenario"), QStringLiteral("&Quit")};
    const auto isDue = [&](QAction *action, qsizetype round) {
        return !done.contains(action) && action->isEnabled() && action->isVisible() &&
               ends.indexOf(action->text()) <= round;
    };
    // What one makes possible is done in the next round: to thaw after to freeze, to start after to drain.
    for (int round = -4; round < ends.size() - 1; ++round) {
        for (QAction *action : actions) {
            QTRY_VERIFY_WITH_TIMEOUT(settled(), startTimeout);
            if (desk.workbench.cluster()->instance(QStringLiteral("b")))
                desk.select(QStringLiteral("b"));
            auto *matrix = desk.window.findChild<DeliveryView *>();
            matrix->setCurrentIndex(matrix->model()->index(0, 0));
            if (!isDue(action, qMax(-1, round)))
                continue;
            QSignalSpy triggered(action, &QAction::triggered);
            action->trigger();
            QCOMPARE(triggered.size(), 1);
            done.insert(action);
            QTRY_VERIFY2_WITH_TIMEOUT(settled(), qPrintable(action->text()), startTimeout);
            desk.window.activateWindow();
        }
    }
    QVERIFY(!desk.window.isHidden());
    QStringList left;
    for (QAction *action : actions)
        if (!done.contains(action))
            left << action->text().remove(QLatin1Char('&'));
    // What depends on how far a run has come has a suite of its own, and so has the end of it all.
    for (const auto &other : {"Pause", "Stop", "Report…", "Save report…", "Quit"})
        left.removeAll(QString::fromUtf8(other));
    QVERIFY2(left.isEmpty(), qPrintable(left.join(QStringLiteral(", "))));
}

void tst_actions::everyControlHasAName_data()
{
    QTest::addColumn<QString>("where");
    for (const char *where : {"window", "palette", "new chat", "attach"})
        QTest::newRow(where) << QString::fromLatin1(where);
}

void tst_actions::everyControlHasAName()
{
    QFETCH(QString, where);
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    desk.workbench.openScenario(QStringLiteral("broker-restart"));
    std::unique_ptr<QWidget> dialog;
    if (where == QStringLiteral("palette"))
        dialog = std::make_unique<CommandPalette>(desk.window.menuBar(), &desk.window);
    else if (where == QStringLiteral("new chat"))
        dialog = std::make_unique<NewChatDialog>(&desk.workbench, QString(), &desk.window);
    else if (where == QStringLiteral("attach"))
        dialog = std::make_unique<AttachDialog>(&desk.workbench, &desk.window);
    const QWidget *top = dialog ? dialog.get() : static_cast<QWidget *>(&desk.window);
    int seen = 0;
    for (QWidget *widget : top->findChildren<QWidget *>()) {
        // What is inside a control, as the line of a spin box, is spoken for by it; and so is the list of a combo box,
        // a window of its own, which some versions of Qt make only as it drops down.
        const bool isPart = widget->parentWidget() && widget->parentWidget()->focusPolicy() != Qt::NoFocus &&
                            widget->parentWidget() != top;
        if (widget->focusPolicy() == Qt::NoFocus || isPart || widget->isHidden() || widget->window() != top)
            continue;
        ++seen;
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(interface);
        QVERIFY2(!interface->text(QAccessible::Name).isEmpty(),
                 qPrintable(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') +
                            widget->objectName() + QStringLiteral(" in ") +
                            QString::fromLatin1(widget->parentWidget()->metaObject()->className())));
    }
    QVERIFY(seen >= 1);
}

QTEST_MAIN(tst_actions)
#include "tst_actions.moc"
