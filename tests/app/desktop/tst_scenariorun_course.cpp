// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a run is begun, held, stopped, begun again and closed, against real processes.
#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/scenarioactions.h"
#include "tests/app/desktop/scenariodesk.h"
#include "tests/app/desktop/temporarysettings.h"

#include <QAbstractButton>
#include <QMessageBox>
#include <QPointer>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace crosstalk;
using namespace crosstalk::test;
using Desk = ScenarioDesk;

class tst_scenariorun_course : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pausesGoesOnAndStops();
    void canBeRunAgain();
    void failureToStartIsToldInWords();
    void closingReturnsToTheOwnCluster();
    void aRunThatEndsMeanwhileStaysOpen();
    void closingTheWindowLeavesNoProcess();

private:
    test::TemporarySettings m_settings{QStringLiteral("tst_scenariorun_course")};
};

void tst_scenariorun_course::init()
{
    QSettings().clear();
}

void tst_scenariorun_course::pausesGoesOnAndStops()
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

void tst_scenariorun_course::canBeRunAgain()
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

void tst_scenariorun_course::failureToStartIsToldInWords()
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

void tst_scenariorun_course::closingReturnsToTheOwnCluster()
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

void tst_scenariorun_course::aRunThatEndsMeanwhileStaysOpen()
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

void tst_scenariorun_course::closingTheWindowLeavesNoProcess()
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

QTEST_MAIN(tst_scenariorun_course)
#include "tst_scenariorun_course.moc"
