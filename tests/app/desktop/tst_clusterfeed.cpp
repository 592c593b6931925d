// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the tree is told of a cluster: a scenario's faults, and what ails servers that others run.
#include "app/desktop/clusterfeed.h"
#include "app/desktop/pulse.h"
#include "app/engine/cluster.h"
#include "app/engine/recorder.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace crosstalk;

class tst_clusterfeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAScenarioBreaksIsListedUntilItIsHealed();
    void theEndOfARunHealsAll();
    void whatServicesLackIsNoFaultOfAScenario();
    void aDeafServerOfOthersIsListedAndCannotBeHealed();
    void oneWithoutALinkIsListedOnceThatLasts();
    void clientsAreCountedOnThisMachine_data();
    void clientsAreCountedOnThisMachine();
    void oneThatGoesIsForgotten();
};

namespace {

/// A cluster that has not been started, with a server of others: d.
struct Watched
{
    explicit Watched(ClusterFeed::Faults faults)
        : feed(&cluster, &recorder, &pulse, &model, faults, [this] { return sessions; })
    {}

    void begin(const QString &fault, const QString &what)
    {
        recorder.record(history::FaultBegan{recorder.now(), fault, what, true, {}});
    }
    void heal(const QString &fault) { recorder.record(history::FaultHealed{recorder.now(), fault}); }
    QStringList faults() const
    {
        QStringList result;
        const QModelIndex section = model.section(ClusterModel::Faults);
        for (int row = 0; section.isValid() && row < model.rowCount(section); ++row)
            result << model.index(row, 0, section).data().toString();
        return result;
    }
    void join(bool isLinked)
    {
        sessions = {{QStringLiteral("dave"), tag, {}, QStringLiteral("joined"), isLinked, true, isLinked}};
        feed.refreshSoon();
    }

    Cluster cluster{{}};
    Instance *d = cluster.attach(QUrl(QStringLiteral("ws://127.0.0.1:9/ws")), QStringLiteral("plain"));
    const InstanceTag tag{d->name(), d->number()};
    Recorder recorder;
    Pulse pulse;
    ClusterModel model;
    const QAbstractItemModelTester tester{&model};
    QList<SessionRow> sessions;
    ClusterFeed feed;
};

} // namespace

void tst_clusterfeed::whatAScenarioBreaksIsListedUntilItIsHealed()
{
    Watched it(ClusterFeed::Faults::Recorded);
    QCOMPARE(it.faults(), QStringList());
    it.begin(QStringLiteral("f1"), QStringLiteral("freeze c"));
    it.begin(QStringLiteral("f2"), QStringLiteral("stall bob"));
    QTRY_COMPARE(it.faults(), (QStringList{QStringLiteral("freeze c"), QStringLiteral("stall bob")}));
    const QModelIndex freeze = it.model.fault(QStringLiteral("f1"));
    QCOMPARE(freeze.data(ClusterModel::HealRole).toString(), QString());
    QCOMPARE(freeze.data(ClusterModel::NameRole).toString(), QString());
    QVERIFY(it.model.healable().isEmpty());
    // It goes on.
    const QString first = freeze.data(ClusterModel::DetailRole).toString();
    QTRY_VERIFY(it.model.fault(QStringLiteral("f1")).data(ClusterModel::DetailRole).toString() != first);

    it.heal(QStringLiteral("f1"));
    QTRY_COMPARE(it.faults(), QStringList{QStringLiteral("stall bob")});
    it.heal(QStringLiteral("unknown"));
    it.heal(QStringLiteral("f2"));
    QTRY_COMPARE(it.faults(), QStringList());
}

void tst_clusterfeed::theEndOfARunHealsAll()
{
    Watched it(ClusterFeed::Faults::Recorded);
    it.begin(QStringLiteral("f1"), QStringLiteral("freeze c"));
    it.begin(QStringLiteral("f2"), QStringLiteral("kill broker"));
    QTRY_COMPARE(it.faults().size(), 2);
    it.recorder.record(history::Settled{it.recorder.now()});
    QTRY_COMPARE(it.faults(), QStringList());
}

void tst_clusterfeed::whatServicesLackIsNoFaultOfAScenario()
{
    Watched it(ClusterFeed::Faults::Recorded);
    it.pulse.missed(QStringLiteral("a"), it.tag.name, it.recorder.now());
    it.join(true);
    QTRY_COMPARE(it.model.instance(it.tag.name).data().toString(), QStringLiteral("deaf"));
    QCOMPARE(it.faults(), QStringList());
    // And the other way round.
    Watched other(ClusterFeed::Faults::OfServices);
    other.begin(QStringLiteral("f1"), QStringLiteral("freeze c"));
    other.pulse.missed(QStringLiteral("a"), other.tag.name, other.recorder.now());
    other.join(true);
    QTRY_COMPARE(other.faults(), QStringList{QStringLiteral("D deaf")});
}

void tst_clusterfeed::aDeafServerOfOthersIsListedAndCannotBeHealed()
{
    Watched it(ClusterFeed::Faults::OfServices);
    it.pulse.missed(QStringLiteral("a"), it.tag.name, it.recorder.now());
    it.join(true);
    QTRY_COMPARE(it.faults(), QStringList{QStringLiteral("D deaf")});
    const QModelIndex row = it.model.fault(it.tag.name);
    QCOMPARE(row.data(ClusterModel::HealRole).toString(), QString());
    QVERIFY(row.data(ClusterModel::DetailRole).toString().contains(QStringLiteral("somebody else runs it")));
    QVERIFY(row.data(Qt::ToolTipRole).toString().contains(QStringLiteral("see whether it has its broker")));
    QCOMPARE(row.data(ClusterModel::NameRole).toString(), it.tag.name);
    QVERIFY(it.model.healable().isEmpty());
    it.pulse.forget(it.tag.name, it.recorder.now());
    QTRY_COMPARE(it.faults(), QStringList());
}

void tst_clusterfeed::oneWithoutALinkIsListedOnceThatLasts()
{
    Watched it(ClusterFeed::Faults::OfServices);
    it.join(true);
    QTRY_COMPARE(it.model.instance(it.tag.name).data().toString(), QStringLiteral("attached"));
    QSignalSpy refreshed(&it.feed, &ClusterFeed::refreshed);
    it.join(false);
    QTRY_VERIFY(!refreshed.isEmpty());
    QCOMPARE(it.faults(), QStringList());
    QTRY_COMPARE(it.faults(), QStringList{QStringLiteral("D unreachable")});
    QCOMPARE(it.model.instance(it.tag.name).data().toString(), QStringLiteral("unreachable"));
    const QString toolTip = it.model.fault(it.tag.name).data(Qt::ToolTipRole).toString();
    QVERIFY2(toolTip.contains(QStringLiteral("see whether it is up")), qPrintable(toolTip));
    it.join(true);
    QTRY_COMPARE(it.faults(), QStringList());
}

void tst_clusterfeed::clientsAreCountedOnThisMachine_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("words");
    QTest::newRow("by address") << "127.0.0.1"
                                << "2 clients";
    QTest::newRow("by name") << "localhost"
                             << "2 clients";
    QTest::newRow("elsewhere") << "example.org"
                               << "0 sessions";
}

void tst_clusterfeed::clientsAreCountedOnThisMachine()
{
    QFETCH(QString, host);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTcpSocket clients[2];
    for (QTcpSocket &client : clients) {
        client.connectToHost(QHostAddress::LocalHost, server.serverPort());
        QVERIFY(client.waitForConnected());
    }
    Watched it(ClusterFeed::Faults::OfServices);
    const QUrl url(QStringLiteral("ws://%1:%2/ws").arg(host).arg(server.serverPort()));
    const QString name = it.cluster.attach(url, QStringLiteral("plain"))->name();
    QSignalSpy refreshed(&it.feed, &ClusterFeed::refreshed);
    const auto detail = [&] { return it.model.instance(name).data(ClusterModel::DetailRole).toString(); };
    QFETCH(QString, words);
    QTRY_VERIFY2(detail().endsWith(words), qPrintable(detail()));
    QTRY_VERIFY(refreshed.size() >= 2);
    QVERIFY2(detail().endsWith(words), qPrintable(detail()));
}

void tst_clusterfeed::oneThatGoesIsForgotten()
{
    Watched it(ClusterFeed::Faults::OfServices);
    it.pulse.missed(QStringLiteral("a"), it.tag.name, it.recorder.now());
    it.join(true);
    QTRY_COMPARE(it.faults().size(), 1);
    it.cluster.removeInstance(it.d);
    QTRY_COMPARE(it.faults(), QStringList());
    QCOMPARE(it.feed.shown(it.tag.name).tag.name, QString());
}

QTEST_MAIN(tst_clusterfeed)
#include "tst_clusterfeed.moc"
