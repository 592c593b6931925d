// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// From one session to the next: the last cluster with its chats, recent ones, the preferences.
#include "app/desktop/recentclusters.h"
#include "app/desktop/views/chatinput.h"
#include "app/desktop/views/desktopsession.h"
#include "app/desktop/views/sessionactions.h"
#include "tests/app/desktop/desk.h"

#include <QFile>
#include <QMenu>
#include <QPointer>
#include <QSignalSpy>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_desktopsession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void lastClusterIsOpenedAgain();
    void draftsComeBack();
    void numberOfInstancesOverridesTheLastCluster();
    void recentClusterTakesThePlaceOfThisOne();
    void newClusterIsNotStartedUnasked();
    void stoppedClusterIsLeftWithoutAQuestion();
    void whatWasSaidIsNotGivenUpUnasked();
    void oneQuestionIsEnoughForAScenarioToo();
    void recentClustersAreForgottenOnceAgreed();
    void chatsThatCouldNotOpenAreNotGivenUp();
    void runningScenarioIsNotEndedUnasked();
    void preferencesHoldForTheNextCluster();
    void themeIsChosenInTheWindow();

private:
    static DesktopSession::Overrides overrides()
    {
        DesktopSession::Overrides result;
        result.serverProgram = options().serverProgram;
        return result;
    }
    static bool isReady(const DesktopSession &session, int chats)
    {
        const auto &all = session.workbench()->bench()->chats();
        return all.size() == chats &&
               std::all_of(all.begin(), all.end(), [](const Chat *chat) { return chat->isJoined(); });
    }
    static QMessageBox *question(const DesktopSession &session) { return session.window()->findChild<QMessageBox *>(); }
    static void answer(const DesktopSession &session, QMessageBox::StandardButton button)
    {
        const QPointer<QMessageBox> asked = question(session);
        QVERIFY(asked);
        asked->button(button)->click();
        QTRY_VERIFY(!asked);
    }
    static const QMenu *recent(const DesktopSession &session)
    {
        return session.window()->findChild<SessionActions *>()->recent();
    }
    static void requestNew(const DesktopSession &session)
    {
        session.window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(session.window()));
        QTest::keyClick(session.window(), Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    }
    static void close(DesktopSession &session)
    {
        QSignalSpy finished(&session, &DesktopSession::finished);
        session.window()->close();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, startTimeout);
        QVERIFY(!session.window());
    }

    TemporarySettings m_settings{QStringLiteral("tst_desktopsession")};
};

void tst_desktopsession::lastClusterIsOpenedAgain()
{
    Cluster elsewhere(options());
    elsewhere.start();
    QTRY_COMPARE_WITH_TIMEOUT(elsewhere.state(), Cluster::State::Running, startTimeout);
    {
        DesktopSession session(overrides());
        session.start();
        QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 3), startTimeout);
        Workbench *bench = session.workbench();
        bench->removals()->removeInstance(bench->cluster()->instance(QStringLiteral("b")));
        bench->attach(elsewhere.instances().at(0)->url(), QStringLiteral("crosstalk"));
        QVERIFY(bench->openChat(
            {QStringLiteral("d"), QStringLiteral("kitchen"), QStringLiteral("zoe"), QStringLiteral("crosstalk")}));
        QVERIFY(bench->openChat(
            {QStringLiteral("a"), QStringLiteral("cellar"), QStringLiteral("adam"), QStringLiteral("plain")}));
        QTRY_VERIFY(isReady(session, 4));
        close(session);
    }
    DesktopSession session(overrides());
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 4), startTimeout);
    const auto &chats = session.workbench()->bench()->chats();
    QStringList users;
    for (const Chat *chat : chats)
        users << chat->user() + QLatin1Char('@') + chat->instance().name + QLatin1Char('/') + chat->room();
    // Each is called what it was called before.
    QCOMPARE(users, QStringList({QStringLiteral("alice@a/lobby"), QStringLiteral("carol@c/lobby"),
                                 QStringLiteral("zoe@d/kitchen"), QStringLiteral("adam@a/cellar")}));
    QCOMPARE(chats.at(3)->session()->client()->dialect().name(), QStringLiteral("plain"));
    QCOMPARE(session.workbench()->cluster()->instance(QStringLiteral("d"))->url(), elsewhere.instances().at(0)->url());
    close(session);
}

void tst_desktopsession::draftsComeBack()
{
    const auto input = [](const DesktopSession &session, int chat) {
        auto *area = session.window()->findChild<ChatArea *>();
        return area->windowOf(session.workbench()->bench()->chats().at(chat))->findChild<ChatInput *>();
    };
    {
        DesktopSession session(overrides());
        session.start();
        QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 3), startTimeout);
        input(session, 1)->setPlainText(QStringLiteral("half a\nsentence"));
        // Of another cluster there are no drafts.
        session.openCluster(ClusterPlan::fresh(1));
        QTRY_VERIFY_WITH_TIMEOUT(session.workbench() && isReady(session, 1), startTimeout);
        QVERIFY(input(session, 0)->document()->isEmpty());
        const auto recent = recentClusters();
        session.openCluster(recent.at(recent.at(0).plan.instances == 3 ? 0 : 1).plan);
        QTRY_VERIFY_WITH_TIMEOUT(session.workbench() && isReady(session, 3), startTimeout);
        QCOMPARE(input(session, 1)->toPlainText(), QStringLiteral("half a\nsentence"));
        close(session);
    }
    DesktopSession session(overrides());
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 3), startTimeout);
    QCOMPARE(input(session, 1)->toPlainText(), QStringLiteral("half a\nsentence"));
    QVERIFY(input(session, 0)->document()->isEmpty());
    close(session);
}

void tst_desktopsession::numberOfInstancesOverridesTheLastCluster()
{
    rememberCluster(ClusterPlan::fresh(3));
    DesktopSession::Overrides one = overrides();
    one.instances = 1;
    DesktopSession session(one);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 1), startTimeout);
    close(session);
    QCOMPARE(recentClusters().constFirst().plan.instances, 1);
}

void tst_desktopsession::recentClusterTakesThePlaceOfThisOne()
{
    rememberCluster(ClusterPlan::fresh(2));
    DesktopSession::Overrides one = overrides();
    one.instances = 1;
    DesktopSession session(one);
    QSignalSpy finished(&session, &DesktopSession::finished);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 1), startTimeout);
    const qint64 before = session.workbench()->cluster()->broker()->pid();

    const QAction *two = recent(session)->actions().at(0);
    QVERIFY2(two->text().startsWith(QStringLiteral("2 instances · alice, bob · ")), qPrintable(two->text()));
    QVERIFY2(two->toolTip().contains(QStringLiteral("bob on B, room lobby")), qPrintable(two->toolTip()));
    recent(session)->actions().at(0)->trigger();
    QVERIFY2(question(session)->text().contains(two->text()), qPrintable(question(session)->text()));
    answer(session, QMessageBox::Yes);
    QTRY_VERIFY_WITH_TIMEOUT(session.workbench() && isReady(session, 2), startTimeout);
    QVERIFY(session.window()->isVisible());
    QVERIFY(!isAlive(before));
    QCOMPARE(finished.count(), 0);
    // The one before can be had back.
    const QString title = recent(session)->actions().at(0)->text();
    QVERIFY2(title.startsWith(QStringLiteral("1 instance · alice · ")), qPrintable(title));
    close(session);
}

void tst_desktopsession::newClusterIsNotStartedUnasked()
{
    DesktopSession::Overrides one = overrides();
    one.instances = 1;
    DesktopSession session(one);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 1), startTimeout);
    Preferences preferences = Preferences::load();
    preferences.instances = 2;
    preferences.save();
    const Workbench *workbench = session.workbench();
    requestNew(session);
    QVERIFY(question(session));
    QVERIFY2(question(session)->informativeText().contains(QStringLiteral("running one is stopped")),
             qPrintable(question(session)->informativeText()));
    answer(session, QMessageBox::Cancel);
    QCOMPARE(session.workbench(), workbench);
    QCOMPARE(workbench->plan().instances, 1);

    requestNew(session);
    answer(session, QMessageBox::Yes);
    QTRY_VERIFY_WITH_TIMEOUT(session.workbench() && isReady(session, 2), startTimeout);
    QCOMPARE(recentClusters().constFirst().plan.instances, 1);
    close(session);
}

void tst_desktopsession::stoppedClusterIsLeftWithoutAQuestion()
{
    DesktopSession::Overrides one = overrides();
    one.instances = 1;
    DesktopSession session(one);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 1), startTimeout);
    session.workbench()->stop();
    QTRY_COMPARE_WITH_TIMEOUT(session.workbench()->cluster()->state(), Cluster::State::Stopped, startTimeout);
    requestNew(session);
    QVERIFY(!question(session));
    QTRY_VERIFY_WITH_TIMEOUT(session.workbench() && isReady(session, 3), startTimeout);
    close(session);
}

void tst_desktopsession::whatWasSaidIsNotGivenUpUnasked()
{
    DesktopSession::Overrides one = overrides();
    one.instances = 1;
    DesktopSession session(one);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 1), startTimeout);
    session.workbench()->bench()->chats().at(0)->say(QStringLiteral("worth keeping"));
    QTRY_VERIFY(session.workbench()->hasMessages());
    session.workbench()->stop();
    QTRY_COMPARE_WITH_TIMEOUT(session.workbench()->cluster()->state(), Cluster::State::Stopped, startTimeout);
    requestNew(session);
    QVERIFY(question(session));
    QVERIFY(!question(session)->informativeText().contains(QStringLiteral("stopped")));
    answer(session, QMessageBox::Cancel);
    close(session);
}

void tst_desktopsession::oneQuestionIsEnoughForAScenarioToo()
{
    DesktopSession::Overrides one = overrides();
    one.instances = 1;
    DesktopSession session(one);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 1), startTimeout);
    session.workbench()->openScenario(QStringLiteral("broker-gone-long"));
    session.workbench()->runScenario();
    requestNew(session);
    QVERIFY2(question(session)->informativeText().contains(QStringLiteral("without a verdict")),
             qPrintable(question(session)->informativeText()));
    answer(session, QMessageBox::Yes);
    QTRY_VERIFY_WITH_TIMEOUT(session.workbench() && isReady(session, 3), startTimeout);
    close(session);
}

void tst_desktopsession::recentClustersAreForgottenOnceAgreed()
{
    rememberCluster(ClusterPlan::fresh(1)); // Is what is open: not offered.
    rememberCluster(ClusterPlan::fresh(2));
    DesktopSession::Overrides one = overrides();
    one.instances = 1;
    DesktopSession session(one);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 1), startTimeout);
    QCOMPARE(recent(session)->actions().size(), 3); // With the line between.
    recent(session)->actions().constLast()->trigger();
    answer(session, QMessageBox::Cancel);
    QCOMPARE(recentClusters().size(), 2);
    recent(session)->actions().constLast()->trigger();
    answer(session, QMessageBox::Yes);
    QVERIFY(recentClusters().isEmpty());
    QVERIFY(!recent(session)->isEnabled());
    close(session);
}

void tst_desktopsession::chatsThatCouldNotOpenAreNotGivenUp()
{
    {
        DesktopSession::Overrides broken = overrides();
        broken.redisProgram = QStringLiteral("/nowhere/at-all");
        DesktopSession session(broken);
        session.start();
        QTRY_VERIFY(session.workbench()->problem());
        close(session);
    }
    DesktopSession session(overrides());
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 3), startTimeout);
    close(session);
}

void tst_desktopsession::runningScenarioIsNotEndedUnasked()
{
    DesktopSession::Overrides one = overrides();
    one.instances = 1;
    DesktopSession session(one);
    QSignalSpy finished(&session, &DesktopSession::finished);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 1), startTimeout);
    session.workbench()->openScenario(QStringLiteral("broker-gone-long"));
    session.workbench()->runScenario();
    QVERIFY(session.workbench()->scenario()->isRunning());

    session.window()->close();
    QVERIFY(question(session));
    answer(session, QMessageBox::Cancel);
    QVERIFY(session.window()->isVisible());
    QVERIFY(session.workbench()->scenario()->isRunning());

    session.window()->close();
    const auto buttons = question(session)->buttons();
    for (QAbstractButton *button : buttons)
        if (question(session)->buttonRole(button) == QMessageBox::DestructiveRole)
            button->click();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, startTimeout);
}

void tst_desktopsession::preferencesHoldForTheNextCluster()
{
    Preferences preferences;
    preferences.instances = 2;
    preferences.restoresCluster = false;
    preferences.prefix = QStringLiteral("mine");
    preferences.save();
    rememberCluster(ClusterPlan::fresh(3));
    DesktopSession session(overrides());
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(session, 2), startTimeout);
    QFile commandLine(QStringLiteral("/proc/%1/cmdline").arg(session.workbench()->cluster()->instances().at(0)->pid()));
    QVERIFY(commandLine.open(QIODevice::ReadOnly));
    QVERIFY(commandLine.readAll().contains(QByteArray("--prefix\0mine\0", 14)));
    close(session);
}

void tst_desktopsession::themeIsChosenInTheWindow()
{
    DesktopSession::Overrides one = overrides();
    one.instances = 1;
    DesktopSession session(one);
    session.start();
    const auto themes = session.window()->findChild<SessionActions *>()->theme()->actions();
    QCOMPARE(themes.size(), 3);
    themes.at(2)->trigger();
    QVERIFY(Palette::isDark(QApplication::palette()));
    QCOMPARE(Preferences::load().theme, Theme::Dark);
    themes.at(1)->trigger();
    QVERIFY(!Palette::isDark(QApplication::palette()));
    QVERIFY(!Palette::isDark(session.window()->palette()));
    themes.at(0)->trigger();
    QCOMPARE(Preferences::load().theme, Theme::System);
    close(session);
}

QTEST_MAIN(tst_desktopsession)
#include "tst_desktopsession.moc"
