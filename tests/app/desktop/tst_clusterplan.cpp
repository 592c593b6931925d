// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the desk, written down and read again.
#include "app/desktop/clusterplan.h"
#include "tests/app/desktop/temporarysettings.h"

#include <QJsonArray>
#include <QTest>

using namespace crosstalk;

class tst_clusterplan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void freshOneHasAChatOnEachInstance();
    void comesBackFromJson();
    void numbersComeBackWhereTheyCanBe();
    void draftsAreBounded();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
    void titleNamesTheServers();
    void recentOnesComeLatestFirst();
    void brokenSettingsAreNoRecentOnes();

private:
    static ClusterPlan mixed();

    test::TemporarySettings m_settings{QStringLiteral("tst_clusterplan")};
};

ClusterPlan tst_clusterplan::mixed()
{
    ClusterPlan plan = ClusterPlan::fresh(2);
    plan.attached << ClusterPlan::Attached{QUrl(QStringLiteral("ws://127.0.0.1:9001/ws")), QStringLiteral("plain")};
    plan.chats << ClusterPlan::PlannedChat{2, QStringLiteral("kitchen"), QStringLiteral("zoë"), QStringLiteral("plain"),
                                           QStringLiteral("not yet\nsaid")};
    return plan;
}

void tst_clusterplan::freshOneHasAChatOnEachInstance()
{
    const ClusterPlan plan = ClusterPlan::fresh(21);
    QCOMPARE(plan.chats.size(), 21);
    QCOMPARE(plan.chats.at(0).user, QStringLiteral("alice"));
    QCOMPARE(plan.chats.at(20).instance, 20);
    QStringList users;
    for (const auto &chat : plan.chats)
        users << chat.user;
    QCOMPARE(users.removeDuplicates(), 0);
}

void tst_clusterplan::comesBackFromJson()
{
    const auto back = ClusterPlan::fromJson(mixed().toJson());
    QVERIFY(back);
    QVERIFY(*back == mixed());
}

void tst_clusterplan::numbersComeBackWhereTheyCanBe()
{
    ClusterPlan plan = mixed();
    plan.numbers = {0, 2};
    plan.attached[0].number = 4;
    const auto back = ClusterPlan::fromJson(plan.toJson());
    QVERIFY(back);
    QVERIFY(*back == plan);
    QVERIFY(back->hasSameServers(mixed()));

    for (const QList<int> &wrong : {QList<int>{0}, {2, 0}, {0, 4}, {0, -1}, {0, ClusterPlan::mostNumbers}}) {
        plan.numbers = wrong;
        const auto usual = ClusterPlan::fromJson(plan.toJson());
        QVERIFY(usual);
        QVERIFY(*usual == mixed());
    }
    plan.numbers = {0, 1};
    plan.attached[0].number = 2;
    plan.forgetUsualNumbers();
    QVERIFY(plan == mixed());
}

void tst_clusterplan::draftsAreBounded()
{
    ClusterPlan plan = ClusterPlan::fresh(1);
    const QString face = QString::fromUtf8("😀");
    plan.chats[0].draft = QLatin1Char('x') + face.repeated(ClusterPlan::longestDraft);
    const auto back = ClusterPlan::fromJson(plan.toJson());
    QVERIFY(back);
    // And no half of a face.
    QCOMPARE(back->chats.at(0).draft, QLatin1Char('x') + face.repeated((ClusterPlan::longestDraft - 1) / 2));
}

void tst_clusterplan::refusesWhatCannotBe_data()
{
    QTest::addColumn<QJsonObject>("json");
    const auto row = [](const char *name, const QString &key, const QJsonValue &value) {
        QJsonObject json = mixed().toJson();
        json[key] = value;
        QTest::newRow(name) << json;
    };
    const auto chat = [](int instance, const QString &user, const QString &dialect) {
        return QJsonArray{QJsonObject{{QStringLiteral("instance"), instance},
                                      {QStringLiteral("room"), QStringLiteral("lobby")},
                                      {QStringLiteral("user"), user},
                                      {QStringLiteral("dialect"), dialect}}};
    };
    const auto server = [](const QString &url, const QString &dialect) {
        return QJsonArray{QJsonObject{{QStringLiteral("url"), url}, {QStringLiteral("dialect"), dialect}}};
    };
    QTest::newRow("nothing") << QJsonObject();
    row("more instances than there can be", QStringLiteral("instances"), 27);
    row("fewer than none", QStringLiteral("instances"), -1);
    row("no number", QStringLiteral("instances"), QStringLiteral("3"));
    row("a chat nowhere", QStringLiteral("chats"), chat(3, QStringLiteral("x"), QStringLiteral("plain")));
    row("a chat without a user", QStringLiteral("chats"), chat(0, QString(), QStringLiteral("plain")));
    row("an unknown dialect", QStringLiteral("chats"), chat(0, QStringLiteral("x"), QStringLiteral("morse")));
    row("no address", QStringLiteral("attached"), server(QStringLiteral("ws://"), QStringLiteral("plain")));
    row("a server of an unknown dialect", QStringLiteral("attached"),
        server(QStringLiteral("ws://h/"), QStringLiteral("morse")));
}

void tst_clusterplan::refusesWhatCannotBe()
{
    QFETCH(QJsonObject, json);
    QVERIFY(!ClusterPlan::fromJson(json));
}

void tst_clusterplan::titleNamesTheServers()
{
    QCOMPARE(mixed().title(), QStringLiteral("2 instances, ws://127.0.0.1:9001/ws"));
    QCOMPARE(ClusterPlan::fresh(1).title(), QStringLiteral("1 instance"));
}

void tst_clusterplan::recentOnesComeLatestFirst()
{
    for (int i = 1; i <= 10; ++i)
        rememberCluster(ClusterPlan::fresh(i));
    rememberCluster(ClusterPlan{.instances = 0, .attached = {}, .chats = {}}); // Nothing to come back to.
    ClusterPlan five = ClusterPlan::fresh(5);
    five.chats.removeLast();
    rememberCluster(five);
    const auto recent = recentClusters();
    QCOMPARE(recent.size(), 8);
    QVERIFY(recent.at(0) == five);
    QCOMPARE(recent.at(1).instances, 10);
    QCOMPARE(std::count_if(recent.begin(), recent.end(), [](const auto &plan) { return plan.instances == 5; }), 1);
    forgetRecentClusters();
    QVERIFY(recentClusters().isEmpty());
}

void tst_clusterplan::brokenSettingsAreNoRecentOnes()
{
    for (const char *text : {"", "[", "[1, null, {}]", "{\"instances\": 3}"}) {
        QSettings().setValue(QStringLiteral("clusters/recent"), QByteArray(text));
        QVERIFY2(recentClusters().isEmpty(), text);
    }
}

QTEST_GUILESS_MAIN(tst_clusterplan)
#include "tst_clusterplan.moc"
