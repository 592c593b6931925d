// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a newcomer is told to try can be done as it is told, and is told once.
#include "app/desktop/views/firststeps.h"
#include "tests/app/desktop/desk.h"

#include <QLabel>
#include <QPushButton>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_firststeps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void areTickedOffAsTheyAreDone();
    void areAboutOneInstance();
    void areAboutOneWithAChat();
    void areShownUntilTheyAreDismissed();

private:
    TemporarySettings m_settings{QStringLiteral("tst_firststeps")};
};

void tst_firststeps::areTickedOffAsTheyAreDone()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    auto *steps = desk.window.findChild<FirstSteps *>();
    QVERIFY(steps->isVisible());
    const auto isTicked = [steps](int step) {
        return steps->findChildren<QLabel *>().at(step)->text().startsWith(QStringLiteral("✓"));
    };
    auto *act = steps->findChildren<QPushButton *>().at(0);
    QTRY_COMPARE(act->text(), QStringLiteral("&Freeze C"));
    // Its key is for the same one.
    QCOMPARE(desk.window.findChild<ClusterView *>()->currentIndex().data(ClusterModel::NameRole).toString(),
             QStringLiteral("c"));
    // What nobody has written is no step.
    desk.workbench.bench()->traffic()->start();
    QTRY_VERIFY(desk.workbench.bench()->totals().delivered > 0);
    desk.workbench.bench()->traffic()->stop();
    QVERIFY(!isTicked(0));
    desk.type(QStringLiteral("hello"));
    QTRY_VERIFY(isTicked(0));
    QVERIFY(!isTicked(1));
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_COMPARE(desk.state(QStringLiteral("c")), Service::State::Frozen);
    // To freeze it is not to have seen what comes of that.
    QVERIFY(!isTicked(1));
    QTest::keyClick(&desk.window, Qt::Key_2, Qt::ControlModifier);
    desk.type(QStringLiteral("who misses this?"));
    QVERIFY(!isTicked(1));
    QTRY_VERIFY(isTicked(1));
    QVERIFY(desk.workbench.bench()->totals().missing > 0);
    QVERIFY(!isTicked(2));
    QCOMPARE(act->text(), QStringLiteral("&Thaw C"));
    QVERIFY(!FirstSteps::isKnown());
    const int height = steps->height();
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_VERIFY(isTicked(2));
    // It says so and stays where it is, but does not come again.
    QVERIFY(!act->isVisible());
    QVERIFY(steps->findChildren<QLabel *>().last()->isVisible());
    QCOMPARE(steps->findChildren<QPushButton *>().at(1)->text(), QStringLiteral("Hide th&is"));
    QVERIFY(steps->isVisible());
    QCOMPARE(steps->height(), height);
    QVERIFY(FirstSteps::isKnown());
    QCOMPARE(desk.state(QStringLiteral("c")), Service::State::Ready);
    // What was done is not told of another one.
    const QString freeze = steps->findChildren<QLabel *>().at(1)->text();
    desk.workbench.removals()->removeInstance(desk.workbench.cluster()->instance(QStringLiteral("c")));
    QCOMPARE(steps->findChildren<QLabel *>().at(1)->text(), freeze);
    steps->findChildren<QPushButton *>().at(1)->click();
    QVERIFY(!steps->isVisible());
}

/// Others come and go meanwhile; where itself goes, the next one has a chat as well.
void tst_firststeps::areAboutOneInstance()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    const auto *steps = desk.window.findChild<FirstSteps *>();
    const auto *act = steps->findChildren<QPushButton *>().at(0);
    QTRY_COMPARE(act->text(), QStringLiteral("&Freeze C"));
    const Instance *d = desk.workbench.addInstance();
    QTRY_COMPARE_WITH_TIMEOUT(d->state(), Service::State::Ready, startTimeout);
    QCOMPARE(act->text(), QStringLiteral("&Freeze C"));
    QCOMPARE(steps->instance(), QStringLiteral("c"));
    desk.workbench.removals()->removeInstance(desk.workbench.cluster()->instance(QStringLiteral("c")));
    QCOMPARE(act->text(), QStringLiteral("&Freeze B"));
    QCOMPARE(steps->instance(), QStringLiteral("b"));
}

void tst_firststeps::areAboutOneWithAChat()
{
    FirstSteps::setKnown();
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    desk.workbench.removals()->closeChat(desk.workbench.bench()->chats().at(2));
    auto *steps = desk.window.findChild<FirstSteps *>();
    QVERIFY(!steps->isVisible());
    steps->show();
    QCOMPARE(steps->instance(), QStringLiteral("b"));
}

void tst_firststeps::areShownUntilTheyAreDismissed()
{
    {
        Workbench workbench(options());
        MainWindow window(&workbench);
        window.show();
        auto *steps = window.findChild<FirstSteps *>();
        QVERIFY(steps->isVisible());
        steps->findChildren<QPushButton *>().at(1)->click();
        QVERIFY(!steps->isVisible());
    }
    Workbench workbench(options());
    MainWindow window(&workbench);
    window.show();
    QVERIFY(!window.findChild<FirstSteps *>()->isVisible());
}

QTEST_MAIN(tst_firststeps)
#include "tst_firststeps.moc"
