// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters of former sessions: kept, told apart, forgotten.
#include "app/desktop/recentclusters.h"
#include "tests/app/desktop/temporarysettings.h"

#include <QTest>

using namespace crosstalk;

class tst_recentclusters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void comeLatestFirstAndAreBounded();
    void sameServersWithOtherChatsAreAnother();
    void draftsMakeNoDifference();
    void titlesSayWhen();
    void titlesAreDifferent();
    void brokenSettingsAreNone();
    void areKnownFromBeforeTheirTimeWasKept();

private:
    static QDateTime at(int day, int hour) { return {QDate(2026, 5, day), QTime(hour, 4)}; }

    test::TemporarySettings m_settings{QStringLiteral("tst_recentclusters")};
};

void tst_recentclusters::comeLatestFirstAndAreBounded()
{
    for (int i = 1; i <= 10; ++i)
        rememberCluster(ClusterPlan::fresh(i));
    rememberCluster(ClusterPlan{.instances = 0, .attached = {}, .chats = {}}); // Nothing to come back to.
    rememberCluster(ClusterPlan::fresh(5), at(3, 12));
    const auto recent = recentClusters();
    QCOMPARE(recent.size(), 8);
    QVERIFY(recent.at(0).plan == ClusterPlan::fresh(5));
    QCOMPARE(recent.at(0).lastOpen, at(3, 12));
    QCOMPARE(recent.at(1).plan.instances, 10);
    QCOMPARE(std::count_if(recent.begin(), recent.end(), [](const auto &each) { return each.plan.instances == 5; }), 1);
    forgetRecentClusters();
    QVERIFY(recentClusters().isEmpty());
}

void tst_recentclusters::sameServersWithOtherChatsAreAnother()
{
    rememberCluster(ClusterPlan::fresh(3));
    ClusterPlan other = ClusterPlan::fresh(3);
    other.chats.removeLast();
    rememberCluster(other);
    other.chats[0].room = QStringLiteral("kitchen");
    rememberCluster(other);
    QCOMPARE(recentClusters().size(), 3);
}

void tst_recentclusters::draftsMakeNoDifference()
{
    rememberCluster(ClusterPlan::fresh(3));
    ClusterPlan later = ClusterPlan::fresh(3);
    later.chats[1].draft = QStringLiteral("not yet said");
    rememberCluster(later);
    QCOMPARE(recentClusters().size(), 1);
    QVERIFY(recentClusters().at(0).plan == later);
}

void tst_recentclusters::titlesSayWhen()
{
    RecentCluster cluster{ClusterPlan::fresh(2), at(20, 12)};
    QCOMPARE(cluster.title(at(20, 23)), QStringLiteral("2 instances · alice, bob · today 12:04"));
    QCOMPARE(cluster.title(at(21, 1)), QStringLiteral("2 instances · alice, bob · yesterday 12:04"));
    const QString date = QLocale().toString(QDate(2026, 5, 20), QLocale::ShortFormat);
    QCOMPARE(cluster.title(at(22, 1)), QStringLiteral("2 instances · alice, bob · %1 12:04").arg(date));
}

void tst_recentclusters::titlesAreDifferent()
{
    // They differ in who is where, which is not said in so few words.
    ClusterPlan turned = ClusterPlan::fresh(2);
    std::swap(turned.chats[0].instance, turned.chats[1].instance);
    const QList<RecentCluster> clusters{{ClusterPlan::fresh(2), at(20, 12)}, {turned, at(20, 12)}};
    QCOMPARE(titlesOf(clusters, at(20, 13)),
             (QStringList{QStringLiteral("2 instances · alice, bob · today 12:04"),
                          QStringLiteral("2 instances · alice, bob · today 12:04 (2)")}));
}

void tst_recentclusters::brokenSettingsAreNone()
{
    for (const char *text : {"", "[", "[1, null, {}]", "{\"instances\": 3}"}) {
        QSettings().setValue(QStringLiteral("clusters/recent"), QByteArray(text));
        QVERIFY2(recentClusters().isEmpty(), text);
    }
}

void tst_recentclusters::areKnownFromBeforeTheirTimeWasKept()
{
    QSettings().setValue(QStringLiteral("clusters/recent"),
                         QByteArray(R"([{"instances": 3, "attached": [], "chats": []}])"));
    QCOMPARE(recentClusters().size(), 1);
    QCOMPARE(recentClusters().at(0).title(at(20, 12)), QStringLiteral("3 instances"));
}

QTEST_GUILESS_MAIN(tst_recentclusters)
#include "tst_recentclusters.moc"
