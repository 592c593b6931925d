// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the desk, written down and read again.
#include "app/desktop/clusterplan.h"

#include <QJsonArray>
#include <QTest>

using namespace crosstalk;

class tst_clusterplan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freshOneHasAChatOnEachInstance();
    void comesBackFromJson();
    void numbersComeBackWhereTheyCanBe();
    void draftsAreBounded();
    void unsentIsBounded();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
    void titleNamesServersAndPeople();
    void detailsTellWhoIsWhere();

private:
    static ClusterPlan mixed();
};

ClusterPlan tst_clusterplan::mixed()
{
    ClusterPlan plan = ClusterPlan::fresh(2);
    plan.attached << ClusterPlan::Attached{QUrl(QStringLiteral("ws://127.0.0.1:9001/ws")), QStringLiteral("plain")};
    plan.chats << ClusterPlan::PlannedChat{2,
                                           QStringLiteral("kitchen"),
                                           QStringLiteral("zoë"),
                                           QStringLiteral("plain"),
                                           QStringLiteral("not yet\nsaid"),
                                           {QStringLiteral("not sent"), QStringLiteral("nor\nthis")}};
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
    QCOMPARE(back->numberOf(1), 2);
    QCOMPARE(back->numberOf(2), 4);
    QCOMPARE(mixed().numberOf(2), 2);

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

void tst_clusterplan::unsentIsBounded()
{
    const auto kept = [](const QStringList &unsent) {
        ClusterPlan plan = ClusterPlan::fresh(1);
        plan.chats[0].unsent = unsent;
        const auto back = ClusterPlan::fromJson(plan.toJson());
        return back ? back->chats.at(0).unsent : QStringList(QStringLiteral("nothing came back"));
    };
    QStringList many(ClusterPlan::mostUnsent + 1, QStringLiteral("x"));
    many.last() = QStringLiteral("the latest");
    QCOMPARE(kept(many), many.mid(1));
    // Of what is long, the latest; but no half of any.
    const QString large(ClusterPlan::longestDraft / 2, QLatin1Char('y'));
    QCOMPARE(kept({large, large, large}), QStringList({large, large}));
    QCOMPARE(kept({QString(ClusterPlan::longestDraft + 1, QLatin1Char('z'))}), QStringList());
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

void tst_clusterplan::titleNamesServersAndPeople()
{
    QCOMPARE(mixed().title(), QStringLiteral("2 instances · 127.0.0.1:9001 · alice, bob, zoë in kitchen"));
    QCOMPARE(ClusterPlan::fresh(1).title(), QStringLiteral("1 instance · alice"));
    QCOMPARE(ClusterPlan::fresh(6).title(), QStringLiteral("6 instances · alice, bob, carol, dave and 2 more"));
    ClusterPlan plan;
    plan.chats.clear();
    QCOMPARE(plan.title(), QStringLiteral("3 instances"));
    for (int instance : {0, 2})
        plan.chats << ClusterPlan::PlannedChat{instance, ClusterPlan::firstRoom(), QStringLiteral("bob"),
                                               QStringLiteral("plain")};
    QCOMPARE(plan.title(), QStringLiteral("3 instances · bob, bob (2)"));
    plan = {.instances = 0, .attached = {}, .chats = {}};
    QCOMPARE(plan.title(), QStringLiteral("no instance"));
    plan.attached << ClusterPlan::Attached{QUrl(QStringLiteral("wss://me:secret@example.org/ws")),
                                           QStringLiteral("plain")};
    QCOMPARE(plan.title(), QStringLiteral("example.org"));
}

void tst_clusterplan::detailsTellWhoIsWhere()
{
    QCOMPARE(mixed().details(), (QStringList{QStringLiteral("C is ws://127.0.0.1:9001/ws (plain)"),
                                             QStringLiteral("alice on A, room lobby, crosstalk"),
                                             QStringLiteral("bob on B, room lobby, crosstalk"),
                                             QStringLiteral("zoë on C, room kitchen, plain")}));
    const QStringList many = ClusterPlan::fresh(20).details();
    QCOMPARE(many.size(), 13);
    QCOMPARE(many.constLast(), QStringLiteral("and 8 more"));
    QCOMPARE(ClusterPlan().details(), QStringList(QStringLiteral("no chat")));
}

QTEST_GUILESS_MAIN(tst_clusterplan)
#include "tst_clusterplan.moc"
