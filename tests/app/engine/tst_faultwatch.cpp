// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/faultwatch.h"

#include <QtTest>

#include <signal.h>

using namespace crosstalk;
using State = Service::State;

/// What is recorded of faults made by hand; a server that stands in for crosstalk-server is enough.
class tst_FaultWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aFrozenInstanceIsAFaultUntilItIsThawed();
    void whatOthersFreezeIsNone();
    void aFrozenBrokerIsAFaultWhoeverDidIt();
    void aKilledInstanceIsAFaultUntilItIsGone();
    void aDrainExcusesNothing();
    void aFrozenInstanceThatIsKilledIsHealedOfItsFrost();
    void anInstanceThatExitsUnaskedIsNoFault();
    void oneThatIsRemovedIsSoonOver();
    void theBrokerIsMissedUntilItIsBack_data();
    void theBrokerIsMissedUntilItIsBack();
    void theEndOfTheBrokerIsAFaultWhoeverEndedIt();

private:
    struct Watched
    {
        Watched()
            : cluster(options())
        {
            QObject::connect(&recorder, &Recorder::recorded, &cluster, [this](const history::Event &event) {
                if (const auto *began = std::get_if<history::FaultBegan>(&event)) {
                    active.insert(began->fault, began->what);
                    told << began->what + (began->excuses ? "" : ", excuses nothing");
                }
                if (const auto *healed = std::get_if<history::FaultHealed>(&event))
                    told << active.take(healed->fault) + ": over";
            });
        }
        static Cluster::Options options()
        {
            Cluster::Options result;
            result.serverProgram = QCoreApplication::applicationDirPath() + "/standinserver";
            result.instances = 2;
            return result;
        }

        Cluster cluster;
        Recorder recorder;
        FaultWatch watch{&cluster, &recorder};
        QMap<QString, QString> active;
        QStringList told;
    };
    std::unique_ptr<Watched> it;
    Instance *a = nullptr;
};

void tst_FaultWatch::init()
{
    it = std::make_unique<Watched>();
    it->cluster.start();
    QTRY_COMPARE_WITH_TIMEOUT(it->cluster.state(), Cluster::State::Running, 20000);
    QCOMPARE(it->told, QStringList());
    a = it->cluster.instance("a");
}

void tst_FaultWatch::aFrozenInstanceIsAFaultUntilItIsThawed()
{
    a->freeze();
    QCOMPARE(it->told, QStringList{"freeze a"});
    a->thaw();
    QCOMPARE(it->told, (QStringList{"freeze a", "freeze a: over"}));
}

/// Nobody has announced it: what is lost by it is lost.
void tst_FaultWatch::whatOthersFreezeIsNone()
{
    ::kill(static_cast<pid_t>(a->pid()), SIGSTOP);
    QTRY_COMPARE(a->state(), State::Frozen);
    QCOMPARE(it->told, QStringList());
    a->thaw();
    QCOMPARE(it->told, QStringList());
}

void tst_FaultWatch::aFrozenBrokerIsAFaultWhoeverDidIt()
{
    Broker *const broker = it->cluster.broker();
    ::kill(static_cast<pid_t>(broker->pid()), SIGSTOP);
    QTRY_COMPARE(it->told, QStringList{"freeze broker"});
    ::kill(static_cast<pid_t>(broker->pid()), SIGCONT);
    QTRY_COMPARE(it->told, (QStringList{"freeze broker", "freeze broker: over"}));
}

void tst_FaultWatch::aKilledInstanceIsAFaultUntilItIsGone()
{
    a->kill();
    QCOMPARE(it->told, QStringList{"kill a"});
    QTRY_COMPARE(it->told, (QStringList{"kill a", "kill a: over"}));
    a->start();
    QTRY_COMPARE_WITH_TIMEOUT(a->state(), State::Ready, 20000);
    a->drain();
    QCOMPARE(it->told.last(), "drain a, excuses nothing");
}

void tst_FaultWatch::aDrainExcusesNothing()
{
    a->drain();
    QTRY_COMPARE_WITH_TIMEOUT(it->told, (QStringList{"drain a, excuses nothing", "drain a: over"}), 10000);
}

void tst_FaultWatch::aFrozenInstanceThatIsKilledIsHealedOfItsFrost()
{
    a->freeze();
    a->kill();
    QTRY_COMPARE(it->told, (QStringList{"freeze a", "freeze a: over", "kill a", "kill a: over"}));
}

void tst_FaultWatch::anInstanceThatExitsUnaskedIsNoFault()
{
    ::kill(static_cast<pid_t>(a->pid()), SIGKILL);
    QTRY_COMPARE(a->state(), State::Exited);
    QCOMPARE(it->told, QStringList());
}

void tst_FaultWatch::oneThatIsRemovedIsSoonOver()
{
    const QPointer<Instance> removed(a);
    it->cluster.removeInstance(a);
    QCOMPARE(it->told, (QStringList{"remove a", "remove a: over"}));
    QTRY_VERIFY(!removed);
    QCOMPARE(it->told.size(), 2);
}

void tst_FaultWatch::theBrokerIsMissedUntilItIsBack_data()
{
    QTest::addColumn<bool>("isKilled");
    QTest::addColumn<QString>("what");
    QTest::newRow("killed") << true << "kill broker";
    QTest::newRow("drained") << false << "drain broker";
}

void tst_FaultWatch::theBrokerIsMissedUntilItIsBack()
{
    QFETCH(bool, isKilled);
    QFETCH(QString, what);
    Broker *const broker = it->cluster.broker();
    isKilled ? broker->kill() : broker->drain();
    QTRY_COMPARE_WITH_TIMEOUT(broker->state(), State::Stopped, 10000);
    QCOMPARE(it->told, QStringList{what});
    broker->start();
    QCOMPARE(it->told, QStringList{what});
    QTRY_COMPARE_WITH_TIMEOUT(it->told, (QStringList{what, what + ": over"}), 20000);
    QCOMPARE(broker->state(), State::Ready);
}

void tst_FaultWatch::theEndOfTheBrokerIsAFaultWhoeverEndedIt()
{
    Broker *const broker = it->cluster.broker();
    ::kill(static_cast<pid_t>(broker->pid()), SIGKILL);
    QTRY_COMPARE(broker->state(), State::Exited);
    QCOMPARE(it->told.size(), 1);
    QVERIFY2(it->told.first().startsWith("broker ") && it->told.first().contains("signal 9"),
             qPrintable(it->told.first()));
    broker->start();
    QTRY_COMPARE_WITH_TIMEOUT(it->told.size(), 2, 20000);
}

QTEST_GUILESS_MAIN(tst_FaultWatch)
#include "tst_faultwatch.moc"
