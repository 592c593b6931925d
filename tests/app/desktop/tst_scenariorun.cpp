// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios in the window, from the file to the report, against real processes.
#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/scenarioactions.h"
#include "app/desktop/views/scenariopanel.h"
#include "tests/app/desktop/scenariodesk.h"
#include "tests/app/desktop/temporarysettings.h"

#include <QAbstractItemModelTester>
#include <QDesktopServices>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QSettings>
#include <QTableView>
#include <QTest>

using namespace crosstalk;
using namespace crosstalk::test;
using Desk = ScenarioDesk;

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
    void modelsKeepTheirRules();

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

    if (!QFile::exists(QStringLiteral("/dev/full")))
        return;
    desk.press(Qt::Key_S, Qt::ControlModifier);
    Q_EMIT desk.window.findChild<QFileDialog *>()->fileSelected(QStringLiteral("/dev/full"));
    const auto *box = desk.window.findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY2(box->text().contains(QStringLiteral("No space left")), qPrintable(box->text()));
    QVERIFY(!box->informativeText().isEmpty());
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

QTEST_MAIN(tst_scenariorun)
#include "tst_scenariorun.moc"
