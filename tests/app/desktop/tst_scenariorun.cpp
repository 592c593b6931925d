// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios in the window, from the file to the report, against real processes.
#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/mainwindow.h"
#include "app/desktop/views/markedtree.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/scenarioactions.h"
#include "app/desktop/views/scenariopanel.h"
#include "app/desktop/views/verdictpill.h"
#include "app/desktop/workbench.h"
#include "tests/app/desktop/temporarysettings.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QDesktopServices>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QSettings>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace crosstalk;

namespace {

constexpr int runTimeout = 60'000;

QString bin()
{
    return qEnvironmentVariable("CROSSTALK_BIN");
}

/// Nothing of the tester's own is started, which would only cost time.
Cluster::Options options()
{
    Cluster::Options result;
    result.instances = 1;
    result.serverProgram = bin() + QStringLiteral("/crosstalk-server");
    return result;
}

/// Three clients on three instances. @p mutant is what is wrong with these; empty for our own server.
QByteArray scenario(const QByteArray &steps, const QByteArray &mutant = {})
{
    QByteArray yaml = "name: three of them\ninstances:\n";
    for (const char *name : {"a", "b", "c"}) {
        if (mutant.isEmpty())
            yaml += QByteArray("  ") + name + ": {}\n";
        else
            yaml += QByteArray("  ") + name + ": {exec: '" + QFile::encodeName(bin()) +
                    "/../tests/mutants/crosstalk-mutant --name ${name} --port ${port} --redis ${redis} --mutant " +
                    mutant + "', dialect: crosstalk, ready: '^READY'}\n";
    }
    return yaml + "clients:\n  alice: {on: a}\n  bob: {on: b}\n  carol: {on: c}\nsteps:\n  - wait: joined\n" + steps +
           "invariants: [no-loss, no-duplicates, alive]\n";
}

struct Desk
{
    Desk()
        : workbench(options())
        , window(&workbench)
    {
        window.show();
    }
    QString write(const QByteArray &yaml) const
    {
        QFile file(folder.filePath(QStringLiteral("some.yaml")));
        return file.open(QIODevice::WriteOnly) && file.write(yaml) == yaml.size() ? file.fileName() : QString();
    }
    /// Opens it; it must have no mistake.
    bool open(const QByteArray &yaml)
    {
        workbench.openScenario(write(yaml));
        for (const ScenarioError &mistake : run()->mistakes())
            qWarning("%s", qPrintable(mistake.toString()));
        return run()->scenario().has_value();
    }
    ScenarioRun *run() { return workbench.scenario(); }
    bool hasEnded() { return run()->report() || run()->failure(); }
    MarkedTree *tree(const QString &name) const
    {
        const auto trees = window.findChildren<MarkedTree *>();
        for (MarkedTree *each : trees)
            if (each->accessibleName().startsWith(name))
                return each;
        return nullptr;
    }
    QString pill() const { return window.statusBar()->findChild<VerdictPill *>()->text(); }
    /// All that the panel says in labels.
    QString said() const
    {
        QString text;
        const auto labels = window.findChild<ScenarioPanel *>()->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            text += label->text() + QLatin1Char('\n');
        return text;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        // After a dialog a window manager makes its parent active; offscreen there is none.
        if (window.isVisible() && !window.isActiveWindow()) {
            window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&window));
        }
        QTest::keyClick(&window, key, modifiers);
    }

    QTemporaryDir folder;
    Workbench workbench;
    MainWindow window;
};

} // namespace

class tst_scenariorun : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void takeUrl(const QUrl &url) { m_shown = url; }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void shippedScenarioRunsToItsVerdict();
    void fileIsChosenInADialog();
    void mistakesAreToldWithTheirPlace();
    void failureLeadsToItsMessage();
    void reportOpensAndIsSaved();
    void pausesGoesOnAndStops();
    void canBeRunAgain();
    void failureToStartIsToldInWords();
    void modelsKeepTheirRules();
    void closingReturnsToTheOwnCluster();
    void aRunThatEndsMeanwhileStaysOpen();
    void closingTheWindowLeavesNoProcess();

private:
    test::TemporarySettings m_settings{QStringLiteral("tst_scenariorun")};
    QUrl m_shown;
};

void tst_scenariorun::initTestCase()
{
    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "takeUrl");
}

void tst_scenariorun::cleanupTestCase()
{
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
}

void tst_scenariorun::init()
{
    QSettings().clear();
    m_shown.clear();
}

void tst_scenariorun::shippedScenarioRunsToItsVerdict()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    const auto *actions = desk.window.findChild<ScenarioActions *>();
    QVERIFY(!actions->run()->isEnabled());
    QAction *crossServer = nullptr;
    for (QAction *action : actions->shipped()->actions())
        if (action->text() == QLatin1String("cross-server"))
            crossServer = action;
    QVERIFY(crossServer);
    QVERIFY(!crossServer->toolTip().isEmpty());
    crossServer->trigger();
    QVERIFY(desk.window.findChild<ScenarioPanel *>()->isVisible());
    MarkedTree *steps = desk.tree(QStringLiteral("Steps"));
    QCOMPARE(steps->model()->rowCount(), 3);
    QVERIFY(desk.said().contains(QStringLiteral("Ready to run")));
    const MarkedTree *verdicts = desk.tree(QStringLiteral("What must hold"));
    QVERIFY(verdicts->model()->rowCount() > 0); // Told before it is judged.
    QVERIFY(!desk.tree(QStringLiteral("What was told"))->isVisible());

    desk.press(Qt::Key_F9);
    QVERIFY(desk.run()->isRunning());
    QCOMPARE(desk.window.findChild<ChatArea *>()->windows().size(), 3);
    QVERIFY(!actions->run()->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(desk.run()->steps()->current().isValid(), runTimeout);
    QTRY_VERIFY_WITH_TIMEOUT(desk.hasEnded(), runTimeout);
    QVERIFY(desk.run()->report());
    QCOMPARE(desk.run()->report()->verdict.judgement, Judgement::Pass);
    QCOMPARE(desk.pill(), QStringLiteral("PASS"));
    QVERIFY2(desk.said().contains(QStringLiteral(": everything held")), qPrintable(desk.said()));
    for (int row = 0; row < 3; ++row)
        QCOMPARE(steps->model()->index(row, 0).data(StepsModel::StateRole).value<StepsModel::State>(),
                 StepsModel::State::Done);
    // What the window has shown is what the report has counted.
    Bench *bench = desk.workbench.bench();
    QTRY_COMPARE(bench->totals().due, desk.run()->report()->verdict.total.due);
    QTRY_COMPARE(static_cast<quint64>(bench->messageModel()->rowCount()), bench->totals().due);
    const Chat *alice = bench->chats().constFirst();
    QTRY_COMPARE(alice->role(), Chat::Role::LooksOn);
    QVERIFY(static_cast<quint64>(const_cast<Chat *>(alice)->model()->rowCount()) >= bench->totals().sent);
}

void tst_scenariorun::fileIsChosenInADialog()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    const QString file = desk.write(scenario("  - wait: 1s\n"));
    desk.press(Qt::Key_O, Qt::ControlModifier);
    QPointer<QFileDialog> dialog = desk.window.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->isVisible());
    dialog->selectFile(file);
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_VERIFY(desk.run());
    QCOMPARE(desk.run()->file(), file);
    QVERIFY(desk.said().contains(QStringLiteral("three of them")));
}

void tst_scenariorun::mistakesAreToldWithTheirPlace()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QByteArray yaml = scenario("  - wait: 1s\n");
    desk.workbench.openScenario(desk.write(yaml.replace("invariants", "invarients")));
    const auto *mistakes = desk.tree(QStringLiteral("Mistakes"));
    QVERIFY(mistakes->isVisible());
    QVERIFY(!desk.tree(QStringLiteral("Steps"))->isVisible());
    bool isTold = false;
    for (int row = 0; row < mistakes->model()->rowCount(); ++row) {
        const QModelIndex index = mistakes->model()->index(row, 0);
        isTold |= index.data().toString().contains(QStringLiteral("did you mean “invariants”?")) &&
                  index.data(MarkedRow::DetailRole).toString() == QStringLiteral("line 13, column 1");
    }
    QVERIFY(isTold);
    const auto *actions = desk.window.findChild<ScenarioActions *>();
    QVERIFY(!actions->run()->isEnabled());

    // Mended and read again.
    QVERIFY(!desk.write(scenario("  - wait: 1s\n")).isEmpty());
    desk.press(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(!mistakes->isVisible());
    QVERIFY(actions->run()->isEnabled());
    QCOMPARE(desk.tree(QStringLiteral("Steps"))->model()->rowCount(), 2);

    desk.workbench.openScenario(desk.folder.filePath(QStringLiteral("not-there.yaml")));
    QCOMPARE(mistakes->model()->rowCount(), 1);
    QVERIFY(mistakes->model()->index(0, 0).data().toString().size() > 5);
}

void tst_scenariorun::failureLeadsToItsMessage()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(desk.open(scenario("  - send: {from: all, count: 10, rate: 100/s}\n"
                               "  - settle: {quiet: 300ms, limit: 1s}\n",
                               "skips-one-instance")));
    desk.press(Qt::Key_F9);
    QTRY_VERIFY_WITH_TIMEOUT(desk.hasEnded(), runTimeout);
    QVERIFY2(desk.run()->report(), qPrintable(desk.said()));
    QCOMPARE(desk.run()->report()->verdict.judgement, Judgement::Fail);
    QCOMPARE(desk.pill(), QStringLiteral("FAIL"));

    MarkedTree *verdicts = desk.tree(QStringLiteral("What must hold"));
    const QModelIndex loss = verdicts->model()->index(0, 0);
    QCOMPARE(loss.data(VerdictModel::JudgementRole).value<Judgement>(), Judgement::Fail);
    QVERIFY(verdicts->isExpanded(loss));
    const QModelIndex example = verdicts->model()->index(0, 0, loss);
    QVERIFY(verdicts->model()->rowCount(loss) > 1);

    // Straight there by keyboard.
    QVERIFY2(desk.said().contains(QStringLiteral(": 1 of 3 did not hold")), qPrintable(desk.said()));
    desk.press(Qt::Key_6, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), verdicts);
    QCOMPARE(verdicts->currentIndex(), example);
    QTest::keyClick(verdicts, Qt::Key_Return);
    QVERIFY(desk.window.findChild<MessagesView *>()->isVisible());
    desk.press(Qt::Key_3, Qt::ControlModifier);

    // From a click to the row of the very message.
    auto *messages = desk.window.findChild<MessagesView *>();
    const auto *table = messages->findChild<QTableView *>();
    verdicts->scrollTo(example);
    QTest::mouseClick(verdicts->viewport(), Qt::LeftButton, {}, verdicts->visualRect(example).center());
    QVERIFY(messages->isVisible());
    const QModelIndex row = table->currentIndex();
    QVERIFY(row.isValid());
    const auto cell = [&](int column) { return row.siblingAtColumn(column).data().toString(); };
    QCOMPARE(cell(MessageModel::SenderColumn), QStringLiteral("alice"));
    QCOMPARE(cell(MessageModel::ReceiverColumn), QStringLiteral("carol"));
    QCOMPARE(cell(MessageModel::NumberColumn), QStringLiteral("1"));
    QCOMPARE(cell(MessageModel::ClassColumn), QStringLiteral("lost"));

    // By keyboard to a moment beside it.
    desk.press(Qt::Key_3, Qt::ControlModifier);
    QVERIFY(!messages->isVisible());
    verdicts->setCurrentIndex(example);
    QTest::keyClick(verdicts, Qt::Key_End);
    while (verdicts->currentIndex().data(VerdictModel::ProbeRole).value<history::ProbeId>().n == 0)
        QTest::keyClick(verdicts, Qt::Key_Up);
    QTest::keyClick(verdicts, Qt::Key_Return);
    QVERIFY(messages->isVisible());
}

void tst_scenariorun::reportOpensAndIsSaved()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(desk.open(scenario("  - send: {from: all, count: 2}\n")));
    const auto *actions = desk.window.findChild<ScenarioActions *>();
    QVERIFY(!actions->report()->isEnabled());
    desk.press(Qt::Key_F9);
    QTRY_VERIFY_WITH_TIMEOUT(desk.hasEnded(), runTimeout);
    QVERIFY2(desk.run()->report(), qPrintable(desk.said()));
    desk.press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(m_shown.isLocalFile());
    QFile page(m_shown.toLocalFile());
    QVERIFY(page.open(QIODevice::ReadOnly));
    QVERIFY(page.readAll().contains("three of them"));

    for (const auto &[name, word] :
         {std::pair{"kept.html", "<html"}, std::pair{"kept.json", "\"schema\""}, std::pair{"kept.xml", "<testsuite"}}) {
        desk.press(Qt::Key_S, Qt::ControlModifier);
        QPointer<QFileDialog> dialog = desk.window.findChild<QFileDialog *>();
        QVERIFY(dialog);
        QFile kept(desk.folder.filePath(QLatin1String(name)));
        dialog->selectFile(kept.fileName());
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(!dialog);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.readAll().contains(word));
    }
}

void tst_scenariorun::pausesGoesOnAndStops()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(desk.open(scenario("  - send: {from: all, rate: 50/s, background: talk}\n  - wait: 1h\n  - join: talk\n")));
    desk.press(Qt::Key_F9);
    QTRY_VERIFY_WITH_TIMEOUT(desk.workbench.bench()->totals().sent > 5, runTimeout);
    desk.press(Qt::Key_F9, Qt::ShiftModifier);
    QTRY_COMPARE(desk.run()->state(), ScenarioRun::State::Paused);
    QVERIFY(desk.said().contains(QStringLiteral("Paused")));
    const auto *actions = desk.window.findChild<ScenarioActions *>();
    QVERIFY(actions->hold()->text() == QStringLiteral("Res&ume"));
    desk.press(Qt::Key_F9, Qt::ShiftModifier);
    QTRY_COMPARE(desk.run()->state(), ScenarioRun::State::Running);
    const quint64 before = desk.workbench.bench()->totals().sent;
    QTRY_VERIFY(desk.workbench.bench()->totals().sent > before);
    desk.press(Qt::Key_F9, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(desk.hasEnded(), runTimeout);
    QVERIFY(desk.run()->report());
    QVERIFY(desk.run()->report()->verdict.interrupted);
    QCOMPARE(desk.pill(), QStringLiteral("UNKNOWN"));
    QCOMPARE(
        desk.tree(QStringLiteral("Steps"))->model()->index(2, 0).data(StepsModel::StateRole).value<StepsModel::State>(),
        StepsModel::State::Waiting);
}

void tst_scenariorun::canBeRunAgain()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(desk.open(scenario("  - send: {from: all, count: 2}\n")));
    QString firstRun;
    for (int i = 0; i < 2; ++i) {
        QVERIFY(!desk.run()->isRunning());
        desk.press(Qt::Key_F9);
        QVERIFY(desk.run()->isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEnded(), runTimeout);
        QVERIFY2(desk.run()->report(), qPrintable(desk.said()));
        QVERIFY(desk.run()->report()->run != firstRun);
        firstRun = desk.run()->report()->run;
        QTRY_COMPARE(desk.workbench.bench()->totals().sent, 6u);
        QCOMPARE(desk.window.findChild<ChatArea *>()->windows().size(), 3);
    }
}

void tst_scenariorun::failureToStartIsToldInWords()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QByteArray yaml = scenario("  - wait: 1s\n");
    desk.workbench.openScenario(
        desk.write(yaml.replace("a: {}", "a: {exec: '/nowhere/at-all ${port}', dialect: plain}")));
    desk.press(Qt::Key_F9);
    QTRY_VERIFY_WITH_TIMEOUT(desk.hasEnded(), runTimeout);
    QVERIFY(desk.run()->failure());
    QVERIFY2(desk.said().contains(QStringLiteral("Instance a")), qPrintable(desk.said()));
    QVERIFY(desk.window.findChild<ScenarioActions *>()->run()->isEnabled());
}

void tst_scenariorun::modelsKeepTheirRules()
{
    constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;
    Desk desk;
    QVERIFY(desk.open(scenario("  - send: {from: all, count: 50, rate: 200/s, background: talk}\n"
                               "  - wait: 100ms\n"
                               "  - move: {client: carol, to: a}\n"
                               "  - join: talk\n"
                               "  - repeat: {times: 2, steps: [send: {from: bob, count: 3}]}\n")));
    QAbstractItemModelTester steps(desk.run()->steps(), fatal);
    QAbstractItemModelTester verdicts(desk.run()->verdicts(), fatal);
    desk.workbench.runScenario();
    Bench *bench = desk.workbench.bench();
    QAbstractItemModelTester cluster(bench->clusterModel(), fatal);
    QAbstractItemModelTester delivery(bench->deliveryModel(), fatal);
    QAbstractItemModelTester messages(bench->messageModel(), fatal);
    QTRY_VERIFY_WITH_TIMEOUT(desk.hasEnded(), runTimeout);
    QVERIFY2(desk.run()->report(), qPrintable(desk.said()));
    // She has moved, and her window tells.
    QCOMPARE(bench->chats().at(2)->instance().name, QStringLiteral("a"));
}

void tst_scenariorun::closingReturnsToTheOwnCluster()
{
    Desk desk;
    desk.workbench.start();
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench.bench()->chats().size(), 1, runTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    Bench *own = desk.workbench.bench();
    own->traffic()->start();
    QVERIFY(desk.open(scenario("  - send: {from: all, rate: 50/s, background: talk}\n  - wait: 1h\n  - join: talk\n")));
    QCOMPARE(desk.workbench.bench(), own);
    desk.press(Qt::Key_F9);
    QVERIFY(desk.workbench.bench() != own);
    QVERIFY(!own->traffic()->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(desk.workbench.bench()->totals().sent > 5, runTimeout);
    QList<qint64> pids;
    for (const Instance *instance : desk.workbench.cluster()->instances())
        pids << instance->pid();

    // Not without being asked.
    const auto close = [&desk](QMessageBox::ButtonRole answer) {
        desk.press(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (!question)
            return false;
        for (QAbstractButton *button : question->buttons())
            if (question->buttonRole(button) == answer)
                QTest::mouseClick(button, Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return true;
    };
    QVERIFY(close(QMessageBox::RejectRole));
    QVERIFY(desk.run() && desk.run()->isRunning());
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(close(QMessageBox::DestructiveRole));
    QVERIFY(!desk.run());
    QCOMPARE(desk.workbench.bench(), own);
    QVERIFY(!desk.window.findChild<ScenarioPanel *>()->isVisible());
    QCOMPARE(desk.window.findChild<ChatArea *>()->windows().size(), 1);
    QVERIFY(own->chats().constFirst()->isJoined());
    for (const qint64 pid : pids)
        QTRY_VERIFY(::kill(static_cast<pid_t>(pid), 0) != 0);
}

void tst_scenariorun::aRunThatEndsMeanwhileStaysOpen()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(desk.open(scenario("  - send: {from: all, count: 5, rate: 10/s}\n")));
    desk.press(Qt::Key_F9);
    QTRY_VERIFY_WITH_TIMEOUT(desk.workbench.bench()->totals().sent > 0, runTimeout);
    desk.press(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    const QPointer<QMessageBox> question = desk.window.findChild<QMessageBox *>();
    QVERIFY(question);
    QTRY_VERIFY_WITH_TIMEOUT(desk.hasEnded(), runTimeout);
    QTRY_VERIFY(!question);
    QVERIFY(desk.run() && desk.run()->report());
}

void tst_scenariorun::closingTheWindowLeavesNoProcess()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(desk.open(scenario("  - send: {from: all, rate: 50/s, background: talk}\n  - wait: 1h\n  - join: talk\n")));
    desk.press(Qt::Key_F9);
    QTRY_VERIFY_WITH_TIMEOUT(desk.workbench.bench()->totals().sent > 5, runTimeout);
    QList<qint64> pids{desk.workbench.cluster()->broker()->pid()};
    for (const Instance *instance : desk.workbench.cluster()->instances())
        pids << instance->pid();
    QSignalSpy finished(&desk.workbench, &Workbench::shutDownFinished);
    desk.press(Qt::Key_Q, Qt::ControlModifier);
    auto *question = desk.window.findChild<QMessageBox *>();
    QVERIFY(question);
    for (QAbstractButton *button : question->buttons())
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            button->click();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, runTimeout);
    for (const qint64 pid : pids)
        QVERIFY2(::kill(static_cast<pid_t>(pid), 0) != 0, qPrintable(QString::number(pid)));
}

QTEST_MAIN(tst_scenariorun)
#include "tst_scenariorun.moc"
