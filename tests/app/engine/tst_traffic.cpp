// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/session.h"
#include "app/engine/traffic.h"
#include "tests/app/engine/wireserver.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace crosstalk;
using namespace crosstalk::testing;

namespace {

constexpr qint64 ms = 1'000'000;

QString lobby()
{
    return QStringLiteral("lobby");
}

/// A server, and alice and bob on it; what they send is noted.
struct Stage : QObject
{
    explicit Stage(bool isPlain = false)
        : server(isPlain)
        , instance(QStringLiteral("a"), 0, Instance::Attachment{server.url(), server.dialect()})
        , alice(QStringLiteral("alice"), &instance, {}, &recorder)
        , bob(QStringLiteral("bob"), &instance, {}, &recorder)
        , traffic(&recorder)
    {
        connect(&recorder, &Recorder::recorded, this, [this](const history::Event &event) {
            if (const auto *each = std::get_if<history::Sent>(&event))
                sent << *each;
        });
        for (Session *session : {&alice, &bob})
            traffic.add(session, lobby());
    }
    static void enter(Session *session)
    {
        session->join(lobby());
        session->open();
    }
    static bool isIn(const Session &session) { return session.client()->joinedRooms().contains(lobby()); }

    WireServer server;
    Instance instance;
    Recorder recorder;
    Session alice;
    Session bob;
    Traffic traffic;
    QList<history::Sent> sent;
};

} // namespace

class tst_traffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodySendsInTurn_data();
    void everybodySendsInTurn();
    void whoIsNotThereIsPassedOver();
    void staysSilentWhileNobodyIsThere();
    void keepsItsScheduleOverAStall();
    void takesAnotherRate();
    void stops();
    void outlivesASession();
};

void tst_traffic::everybodySendsInTurn_data()
{
    QTest::addColumn<bool>("isPlain");
    QTest::newRow("crosstalk") << false;
    QTest::newRow("plain") << true;
}

void tst_traffic::everybodySendsInTurn()
{
    QFETCH(bool, isPlain);
    Stage stage(isPlain);
    Stage::enter(&stage.alice);
    Stage::enter(&stage.bob);
    QTRY_VERIFY(Stage::isIn(stage.alice) && Stage::isIn(stage.bob));
    QSignalSpy heard(&stage.bob, &Session::received);
    QSignalSpy told(&stage.traffic, &Traffic::sent);
    stage.traffic.setRate(500);
    stage.traffic.start();
    QVERIFY(stage.traffic.isRunning());
    QTRY_VERIFY(stage.sent.size() >= 20);
    stage.traffic.stop();
    for (qsizetype i = 1; i < stage.sent.size(); ++i)
        QVERIFY(stage.sent.at(i).probe.session != stage.sent.at(i - 1).probe.session);
    QCOMPARE(told.size(), stage.sent.size());
    QTRY_COMPARE(heard.size(), stage.sent.size());
    QCOMPARE(heard.at(0).at(0).value<ChatMessage>().text, Traffic::text());
    QTRY_COMPARE(stage.recorder.ledger().total().delivered, stage.recorder.ledger().total().due);
    QCOMPARE(stage.recorder.ledger().total().due, static_cast<quint64>(2 * stage.sent.size()));
}

void tst_traffic::whoIsNotThereIsPassedOver()
{
    Stage stage;
    Stage::enter(&stage.bob);
    QTRY_VERIFY(Stage::isIn(stage.bob));
    stage.traffic.setRate(500);
    stage.traffic.start();
    QTRY_VERIFY(stage.sent.size() >= 10);
    for (const history::Sent &each : std::as_const(stage.sent))
        QCOMPARE(each.probe.session, QStringLiteral("bob"));
    // And takes part once it has come.
    Stage::enter(&stage.alice);
    QTRY_COMPARE(stage.sent.constLast().probe.session, QStringLiteral("alice"));
}

void tst_traffic::staysSilentWhileNobodyIsThere()
{
    Stage stage;
    stage.traffic.setRate(1000);
    stage.traffic.start();
    Stage::enter(&stage.alice);
    QTRY_VERIFY(!stage.sent.isEmpty());
    // What could not be sent before is not made up for.
    QVERIFY(stage.sent.constFirst().at - stage.sent.constFirst().intended < 1000 * ms);
    QVERIFY(Stage::isIn(stage.alice));
}

void tst_traffic::keepsItsScheduleOverAStall()
{
    Stage stage;
    Stage::enter(&stage.alice);
    QTRY_VERIFY(Stage::isIn(stage.alice));
    stage.traffic.setRate(200);
    stage.traffic.start();
    QTRY_VERIFY(stage.sent.size() >= 2);
    // What a busy process does to a schedule.
    QThread::msleep(60);
    const auto before = stage.sent.size();
    QTRY_VERIFY(stage.sent.size() >= before + 10);
    for (qsizetype i = 1; i < stage.sent.size(); ++i) {
        QCOMPARE(stage.sent.at(i).intended - stage.sent.at(i - 1).intended, 5 * ms);
        QVERIFY(stage.sent.at(i).at >= stage.sent.at(i).intended);
    }
    QVERIFY(stage.sent.at(before).at - stage.sent.at(before).intended >= 40 * ms);
}

void tst_traffic::takesAnotherRate()
{
    Stage stage;
    Stage::enter(&stage.alice);
    QTRY_VERIFY(Stage::isIn(stage.alice));
    stage.traffic.setRate(1);
    stage.traffic.start();
    QTRY_COMPARE(stage.sent.size(), 1);
    stage.traffic.setRate(100);
    QTRY_VERIFY(stage.sent.size() >= 4);
    QCOMPARE(stage.sent.at(3).intended - stage.sent.at(2).intended, 10 * ms);
    stage.traffic.setRate(0);
    QCOMPARE(stage.traffic.rate(), Traffic::minRate);
    stage.traffic.setRate(1'000'000);
    QCOMPARE(stage.traffic.rate(), Traffic::maxRate);
}

void tst_traffic::stops()
{
    Stage stage;
    QSignalSpy changed(&stage.traffic, &Traffic::runningChanged);
    Stage::enter(&stage.alice);
    QTRY_VERIFY(Stage::isIn(stage.alice));
    stage.traffic.setRate(1000);
    stage.traffic.start();
    stage.traffic.start();
    QTRY_VERIFY(!stage.sent.isEmpty());
    stage.traffic.stop();
    const auto before = stage.sent.size();
    // Alice's own words still go round: the loop has turned.
    QSignalSpy heard(&stage.alice, &Session::received);
    stage.alice.say(lobby(), QStringLiteral("quiet now"));
    QTRY_VERIFY(!heard.isEmpty() && heard.constLast().at(0).value<ChatMessage>().text == QStringLiteral("quiet now"));
    QCOMPARE(stage.sent.size(), before + 1);
    QCOMPARE(changed.size(), 2);
}

void tst_traffic::outlivesASession()
{
    Stage stage;
    auto carol = std::make_unique<Session>(QStringLiteral("carol"), &stage.instance, QString(), &stage.recorder);
    stage.traffic.add(carol.get(), lobby());
    Stage::enter(carol.get());
    Stage::enter(&stage.alice);
    QTRY_VERIFY(Stage::isIn(stage.alice) && Stage::isIn(*carol));
    stage.traffic.setRate(1000);
    stage.traffic.start();
    QTRY_VERIFY(stage.sent.size() >= 4);
    carol.reset();
    const auto before = stage.sent.size();
    QTRY_VERIFY(stage.sent.size() >= before + 4);
    QCOMPARE(stage.sent.constLast().probe.session, QStringLiteral("alice"));
}

QTEST_GUILESS_MAIN(tst_traffic)
#include "tst_traffic.moc"
