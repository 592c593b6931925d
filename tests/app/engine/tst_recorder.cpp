// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/recorder.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QtTest>

using namespace crosstalk;

class tst_Recorder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasARunOfItsOwn();
    void clockNeverGoesBack();
    void numbersSessions();
    void feedsTheLedger();
    void saysWhichDeliveryChanged_data();
    void saysWhichDeliveryChanged();
    void knowsWhereSessionsAre();
};

void tst_Recorder::hasARunOfItsOwn()
{
    Recorder one;
    Recorder other;
    static const QRegularExpression form("^[a-z0-9]{8}$");
    QVERIFY2(form.match(one.run()).hasMatch(), qPrintable(one.run()));
    QVERIFY(one.run() != other.run());
}

void tst_Recorder::clockNeverGoesBack()
{
    Recorder recorder;
    qint64 last = recorder.now();
    QVERIFY(last >= 0);
    for (int i = 0; i < 1000; ++i) {
        const qint64 now = recorder.now();
        QVERIFY(now >= last);
        last = now;
    }
    QTRY_VERIFY(recorder.now() > last);
}

void tst_Recorder::numbersSessions()
{
    Recorder recorder;
    QCOMPARE(recorder.sessionNumber("alice"), 1u);
    QCOMPARE(recorder.sessionNumber("bob"), 2u);
    QCOMPARE(recorder.sessionNumber("alice"), 1u);
    QCOMPARE(recorder.sessionName(2), QStringLiteral("bob"));
    QCOMPARE(recorder.sessionName(0), QString());
    QCOMPARE(recorder.sessionName(3), QString());
}

void tst_Recorder::feedsTheLedger()
{
    Recorder recorder;
    QSignalSpy recorded(&recorder, &Recorder::recorded);
    const history::ProbeId probe{"alice", "lobby", 1};
    recorder.record(history::Connected{1, "alice", "a"});
    recorder.record(history::Connected{2, "bob", "b"});
    recorder.record(history::Joined{3, "alice", "lobby", true});
    recorder.record(history::Joined{4, "bob", "lobby", true});
    recorder.record(history::Sent{5, 5, probe, true});
    recorder.record(history::Received{6, "bob", probe, false});
    QCOMPARE(recorded.count(), 6);
    QCOMPARE(recorder.ledger().cell("a", "b").delivered, 1u);
    QCOMPARE(recorder.ledger().cell("a", "a").missing(), 1u);
}

void tst_Recorder::saysWhichDeliveryChanged_data()
{
    QTest::addColumn<history::Event>("event");
    QTest::addColumn<bool>("isOfAProbe");
    const history::ProbeId probe{"alice", "lobby", 7};
    QTest::newRow("connected") << history::Event(history::Connected{1, "alice", "a"}) << false;
    QTest::newRow("disconnected") << history::Event(history::Disconnected{1, "alice"}) << false;
    QTest::newRow("joined") << history::Event(history::Joined{1, "alice", "lobby", true}) << false;
    QTest::newRow("left") << history::Event(history::Left{1, "alice", "lobby"}) << false;
    QTest::newRow("sent") << history::Event(history::Sent{1, 1, probe, true}) << true;
    QTest::newRow("acked") << history::Event(history::Acked{1, probe}) << true;
    QTest::newRow("refused") << history::Event(history::Refused{1, probe, "no"}) << true;
    QTest::newRow("received") << history::Event(history::Received{1, "alice", probe, false}) << true;
}

void tst_Recorder::saysWhichDeliveryChanged()
{
    QFETCH(history::Event, event);
    QFETCH(bool, isOfAProbe);
    Recorder recorder;
    QSignalSpy changed(&recorder, &Recorder::deliveryChanged);
    recorder.record(event);
    QCOMPARE(changed.count(), isOfAProbe ? 1 : 0);
    if (isOfAProbe)
        QCOMPARE(changed.at(0).at(0).value<history::ProbeId>(), (history::ProbeId{"alice", "lobby", 7}));
}

void tst_Recorder::knowsWhereSessionsAre()
{
    Recorder recorder;
    QCOMPARE(recorder.instanceOf("alice"), QString());
    recorder.record(history::Connected{1, "alice", "a"});
    recorder.record(history::Disconnected{2, "alice"});
    QCOMPARE(recorder.instanceOf("alice"), QStringLiteral("a"));
    recorder.record(history::Connected{3, "alice", "c"});
    QCOMPARE(recorder.instanceOf("alice"), QStringLiteral("c"));
}

QTEST_GUILESS_MAIN(tst_Recorder)
#include "tst_recorder.moc"
