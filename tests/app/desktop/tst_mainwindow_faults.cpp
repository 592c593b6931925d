// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What runs and is of no use is listed with what has ended, told to the chats, and healed where it can be.
#include "app/desktop/palette.h"
#include "tests/app/desktop/desk.h"

#include <QFile>
#include <QTemporaryDir>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_mainwindow_faults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void whoHasLostTheirBrokerAreHealedWithIt();
    void aDeafInstanceIsRestarted();
    void aBrokerThatDidNotStartIsStartedAgain();
    void aFrozenBrokerIsToldToTheChats();

private:
    static QModelIndex fault(Desk &desk, const QString &service)
    {
        return desk.workbench.bench()->clusterModel()->fault(service);
    }
    static bool areFaults(Desk &desk)
    {
        return desk.workbench.bench()->clusterModel()->section(ClusterModel::Faults).isValid();
    }
    static QString heal(Desk &desk, const QString &service)
    {
        return fault(desk, service).data(ClusterModel::HealRole).toString();
    }
    static int linesWith(Desk &desk, const QString &user, const QString &text)
    {
        const ChatModel *model = desk.lines(user);
        int count = 0;
        for (int row = 0; row < model->rowCount(); ++row)
            count += model->line(row).text.contains(text) ? 1 : 0;
        return count;
    }

    TemporarySettings m_settings{QStringLiteral("tst_mainwindow_faults")};
    const QString broker = QStringLiteral("broker");
    const QStringList instances{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
};

void tst_mainwindow_faults::whoHasLostTheirBrokerAreHealedWithIt()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    const QList<qint64> pids = desk.pids();
    desk.select(broker);
    QTest::keyClick(&desk.window, Qt::Key_F8);
    QTRY_COMPARE(fault(desk, broker).data().toString(), QStringLiteral("Broker killed"));
    for (const QString &each : instances) {
        QTRY_COMPARE(fault(desk, each).data().toString(), badgeLetter(each) + QStringLiteral(" not ready"));
        QCOMPARE(heal(desk, each), QString());
        QVERIFY(fault(desk, each).data(Qt::ToolTipRole).toString().contains(QStringLiteral("Heal the broker")));
    }
    QCOMPARE(heal(desk, broker), QStringLiteral("Heal"));
    const QString killed = QStringLiteral("the broker is killed: nothing goes from one instance to another");
    QTRY_COMPARE(linesWith(desk, QStringLiteral("bob"), killed), 1);
    QTRY_COMPARE(desk.chatWindow(QStringLiteral("bob"))->chat()->linkWords(),
                 QStringLiteral("joined, instance not ready"));

    QTest::keyClick(&desk.window, Qt::Key_H, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!areFaults(desk), startTimeout);
    QTRY_COMPARE(linesWith(desk, QStringLiteral("bob"), QStringLiteral("the broker is back after")), 1);
    QTRY_COMPARE(desk.chatWindow(QStringLiteral("bob"))->chat()->linkWords(), QStringLiteral("joined"));
    QCOMPARE(desk.pids().mid(1), pids.mid(1));
    QCOMPARE(linesWith(desk, QStringLiteral("bob"), killed), 1);
    QCOMPARE(linesWith(desk, QStringLiteral("bob"), QStringLiteral("not ready")), 0);
}

void tst_mainwindow_faults::aDeafInstanceIsRestarted()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    Instance::Program mutant;
    mutant.commandLine = qEnvironmentVariable("CROSSTALK_BIN") +
                         QStringLiteral("/../tests/mutants/crosstalk-mutant --name ${name} --port ${port} "
                                        "--redis ${redis} --mutant deaf-after-broker-restart");
    mutant.dialect = QStringLiteral("crosstalk");
    mutant.ready = QStringLiteral("^READY");
    Instance *const d = desk.workbench.cluster()->addProgram(mutant);
    d->start();
    QTRY_COMPARE_WITH_TIMEOUT(d->state(), Service::State::Ready, startTimeout);
    const auto dave =
        desk.workbench.openChat({d->name(), QStringLiteral("lobby"), QStringLiteral("dave"), d->dialect()});
    QVERIFY(dave);
    QTRY_VERIFY((*dave)->isJoined());
    desk.workbench.cluster()->broker()->restart();
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench.cluster()->broker()->state(), Service::State::Ready, startTimeout);
    desk.workbench.bench()->traffic()->start();

    // Once it has had the time to find its broker again.
    QTRY_COMPARE_WITH_TIMEOUT(heal(desk, d->name()), QStringLiteral("Heal"), startTimeout);
    QCOMPARE(fault(desk, d->name()).data().toString(), QStringLiteral("D deaf"));
    QTRY_COMPARE(linesWith(desk, QStringLiteral("dave"), QStringLiteral("instance D is deaf")), 1);
    QTRY_COMPARE((*dave)->linkWords(), QStringLiteral("joined, instance deaf"));
    const qint64 pid = d->pid();
    auto *tree = desk.window.findChild<ClusterView *>();
    desk.select(d->name());
    while (tree->currentIndex() != fault(desk, d->name()))
        QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(d->state() == Service::State::Ready && d->pid() != pid, startTimeout);
    QTRY_VERIFY_WITH_TIMEOUT(!areFaults(desk), startTimeout);
    QTRY_COMPARE((*dave)->linkWords(), QStringLiteral("joined"));
}

void tst_mainwindow_faults::aBrokerThatDidNotStartIsStartedAgain()
{
    const QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("broker")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\n[ -e \"$0.may\" ] || exit 3\nexec " +
                 QFile::encodeName(Broker::findProgram().value_or(QString())) + " \"$@\"\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    Cluster::Options with = options();
    with.broker.program = script.fileName();
    Desk desk(with);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTRY_COMPARE(fault(desk, broker).data().toString(), QStringLiteral("Broker did not start"));
    QCOMPARE(heal(desk, broker), QStringLiteral("Heal"));

    QFile may(script.fileName() + QStringLiteral(".may"));
    QVERIFY(may.open(QIODevice::WriteOnly));
    QTest::keyClick(&desk.window, Qt::Key_H, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QTRY_VERIFY(!areFaults(desk));
    QVERIFY(!desk.workbench.problem());
}

void tst_mainwindow_faults::aFrozenBrokerIsToldToTheChats()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    Broker *const frozen = desk.workbench.cluster()->broker();
    const QString bob = QStringLiteral("bob");
    ::kill(static_cast<pid_t>(frozen->pid()), SIGSTOP);
    QTRY_VERIFY(desk.hasLine(bob, QStringLiteral("the broker is frozen: nothing goes from one instance to another")));
    frozen->thaw();
    QTRY_VERIFY(desk.hasLine(bob, QStringLiteral("the broker is back after")));
    QTRY_VERIFY_WITH_TIMEOUT(!areFaults(desk), startTimeout);
    // Who has a broker of their own is not concerned; nor is anybody by what is stopped as a whole.
    desk.workbench.stop();
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench.cluster()->state(), Cluster::State::Stopped, startTimeout);
    QVERIFY(!desk.hasLine(bob, QStringLiteral("the broker is stopped")));
}

QTEST_MAIN(tst_mainwindow_faults)
#include "tst_mainwindow_faults.moc"
