// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// When each thing happened to a message, as far as somebody could tell.
#include "tests/app/desktop/bookdesk.h"

#include <QTest>

using namespace crosstalk;
using namespace crosstalk::test;
using Desk = BookDesk;

class tst_messagebook_moments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheMomentsOfAMessage();
    void momentsThatNobodyCouldTellAreUnknown_data();
    void momentsThatNobodyCouldTellAreUnknown();
    void aMomentIsTakenOnce();
    void whatWasUnderWayWhenNobodyHeardIsUnknown();
};

void tst_messagebook_moments::keepsTheMomentsOfAMessage()
{
    Desk desk;
    desk.book.setHearsBroker(true);
    desk.now = 250 * ms;
    desk.send(1);
    QCOMPARE(desk.first(1).seenUs, MessageRow::awaited);
    QCOMPARE(desk.first(1).answeredUs, MessageRow::awaited);
    QCOMPARE(desk.first(1).takenUs, MessageRow::unknown);
    desk.now += 2 * ms;
    desk.play(history::Tapped{desk.now, Desk::probe(1)});
    desk.now += ms;
    desk.play(history::Acked{desk.now, Desk::probe(1)});
    desk.now += ms;
    desk.play(history::Received{desk.now, at("bob"), Desk::probe(1), false, {}, 250 * ms + 400'000});
    desk.flush();
    QCOMPARE(desk.first(1).seenUs, 2'000);
    QCOMPARE(desk.first(1).answeredUs, 3'000);
    QVERIFY(!desk.first(1).isRefused);
    // From whom it is known; each receiver may say it.
    QCOMPARE(desk.model.row(desk.model.rowOf(Desk::probe(1), at("bob"))).takenUs, 400);
    QCOMPARE(desk.model.row(desk.model.rowOf(Desk::probe(1), at("carol"))).takenUs, MessageRow::unknown);

    desk.send(2);
    desk.now += 5 * ms;
    desk.play(history::Refused{desk.now, Desk::probe(2), at("flooding")});
    QCOMPARE(desk.first(2).answeredUs, 5'000);
    QVERIFY(desk.first(2).isRefused);
    QCOMPARE(desk.first(2).seenUs, MessageRow::awaited);
}

void tst_messagebook_moments::momentsThatNobodyCouldTellAreUnknown_data()
{
    QTest::addColumn<bool>("hearsBroker");
    QTest::addColumn<bool>("awaitsAck");
    for (const bool hears : {false, true})
        for (const bool awaits : {false, true})
            QTest::addRow("%s, %s", hears ? "a tap" : "no tap", awaits ? "answers" : "no answers") << hears << awaits;
}

void tst_messagebook_moments::momentsThatNobodyCouldTellAreUnknown()
{
    QFETCH(bool, hearsBroker);
    QFETCH(bool, awaitsAck);
    Desk desk;
    desk.book.setHearsBroker(hearsBroker);
    desk.play(history::Sent{desk.now, desk.now, Desk::probe(1), awaitsAck});
    QCOMPARE(desk.first(1).seenUs, hearsBroker ? MessageRow::awaited : MessageRow::unknown);
    QCOMPARE(desk.first(1).answeredUs, awaitsAck ? MessageRow::awaited : MessageRow::unknown);
    // They are the first row's; the others leave it to that.
    for (const MessageRow &row : desk.book.rows(Desk::probe(1)).mid(1)) {
        QCOMPARE(row.seenUs, MessageRow::unknown);
        QCOMPARE(row.answeredUs, MessageRow::unknown);
    }
}

void tst_messagebook_moments::aMomentIsTakenOnce()
{
    Desk desk;
    desk.book.setHearsBroker(true);
    desk.send(1);
    desk.now = ms;
    desk.play(history::Tapped{desk.now, Desk::probe(1)});
    desk.receive("bob", 1);
    desk.flush();
    // A server may publish it again, and its receiver hear of it again.
    desk.now = 3 * ms;
    desk.play(history::Tapped{desk.now, Desk::probe(1)});
    desk.play(history::Received{desk.now, at("bob"), Desk::probe(1), false, {}, 2 * ms});
    desk.flush();
    QCOMPARE(desk.first(1).seenUs, 1'000);
    QCOMPARE(desk.model.row(desk.model.rowOf(Desk::probe(1), at("bob"))).takenUs, MessageRow::unknown);
    QCOMPARE(desk.model.row(desk.model.rowOf(Desk::probe(1), at("bob"))).latency, std::chrono::nanoseconds(ms));
    // Of a message that nobody knows there are none.
    desk.play(history::Tapped{desk.now, Desk::probe(7)});
    desk.play(history::Acked{desk.now, Desk::probe(7)});
    QVERIFY(desk.book.rows(Desk::probe(7)).isEmpty());
}

void tst_messagebook_moments::whatWasUnderWayWhenNobodyHeardIsUnknown()
{
    Desk desk;
    desk.book.setHearsBroker(true);
    desk.send(1);
    desk.play(history::Tapped{desk.now, Desk::probe(1)});
    desk.send(2);
    desk.flush();
    desk.send(3);
    desk.book.setHearsBroker(false);
    desk.flush();
    QCOMPARE(desk.first(1).seenUs, 0);
    QCOMPARE(desk.first(2).seenUs, MessageRow::unknown);
    QCOMPARE(desk.first(3).seenUs, MessageRow::unknown);
    desk.book.setHearsBroker(true);
    desk.send(4);
    QCOMPARE(desk.first(4).seenUs, MessageRow::awaited);
}

QTEST_MAIN(tst_messagebook_moments)
#include "tst_messagebook_moments.moc"
