// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/messagefilter.h"
#include "tests/app/desktop/bookdesk.h"

#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;
using namespace crosstalk::test;
using Desk = BookDesk;

class tst_messagebook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasARowForEachReceiver();
    void tellsWhatBecameOfAMessage_data();
    void tellsWhatBecameOfAMessage();
    void callsLostWhatIsMissingForASecond();
    void takesBackALossThatArrives();
    void callsADelayedCopyDelayed();
    void excusesWhomNobodyOwesAnything();
    void isMissedWhatAFaultHasKeptBack();
    void excusesWhatTheServerRefused();
    void whatHasNoAnswerIsNotLost();
    void whatArrivesWithoutAnAnswerIsDelayed();
    void showsWhatNobodyShouldHaveGot();
    void showsACopyToOneWhoCameLater();
    void keepsTheTextOfAMessage();
    void forgetsTheOldestRows();
    void forgetsManyRowsAtOnce();
    void signalsARunOfRowsOnce();
    void filters_data();
    void filters();
    void filterFollowsAChangeOfClass();
    void filtersByTheReason();
    void whoGoesByItselfHasMissedNothing();
};

void tst_messagebook::hasARowForEachReceiver()
{
    Desk desk;
    desk.now = 250 * ms;
    desk.send(1);
    desk.now += 2 * ms;
    desk.receive("bob", 1);
    desk.flush();
    QCOMPARE(desk.model.rowCount(), 3);
    const MessageRow &row = desk.model.row(desk.model.rowOf(Desk::probe(1), at("bob")));
    QCOMPARE(row.from, (InstanceTag{at("a"), 0}));
    QCOMPARE(row.to, (InstanceTag{at("b"), 1}));
    QCOMPARE(row.at, 250 * ms);
    QCOMPARE(row.latency, std::chrono::nanoseconds(2 * ms));
    QCOMPARE(desk.outcome("bob", 1), at("delivered"));
    QCOMPARE(desk.outcome("alice", 1), at("on its way"));
    QCOMPARE(desk.model.facets().receivers, (QStringList{at("alice"), at("bob"), at("carol")}));
    QCOMPARE(desk.model.facets().senders, QStringList{at("alice")});
}

void tst_messagebook::tellsWhatBecameOfAMessage_data()
{
    QTest::addColumn<QList<int>>("received"); ///< Numbers in their order; negative where harmed.
    QTest::addColumn<QString>("ofFirst");
    QTest::newRow("delivered") << QList<int>{1, 2} << "delivered";
    QTest::newRow("twice") << QList<int>{1, 1, 2} << "twice";
    QTest::newRow("out of order") << QList<int>{2, 1} << "out of order";
    QTest::newRow("corrupted") << QList<int>{-1, 2} << "corrupted";
    QTest::newRow("all of it") << QList<int>{2, -1, 1} << "corrupted, twice, out of order";
}

void tst_messagebook::tellsWhatBecameOfAMessage()
{
    QFETCH(QList<int>, received);
    Desk desk;
    desk.send(1);
    desk.send(2);
    for (const int n : received) {
        desk.now += ms;
        desk.receive("bob", static_cast<quint64>(qAbs(n)), n < 0);
    }
    QTEST(desk.outcome("bob", 1), "ofFirst");
    QCOMPARE(desk.outcome("bob", 2), at("delivered"));
}

void tst_messagebook::callsLostWhatIsMissingForASecond()
{
    Desk desk;
    desk.send(1);
    desk.ack(1);
    desk.now = 999 * ms;
    QCOMPARE(desk.outcome("carol", 1), at("on its way"));
    desk.now = 1000 * ms;
    QCOMPARE(desk.outcome("carol", 1), at("lost"));
    QVERIFY(desk.model.row(0).isWrong());
}

void tst_messagebook::takesBackALossThatArrives()
{
    Desk desk;
    desk.send(1);
    desk.ack(1);
    desk.now = 1500 * ms;
    QCOMPARE(desk.outcome("carol", 1), at("lost"));
    desk.receive("carol", 1);
    QCOMPARE(desk.outcome("carol", 1), at("delayed"));
    QVERIFY(!desk.model.row(desk.model.rowOf(Desk::probe(1), at("carol"))).isWrong());
    QCOMPARE(desk.model.row(desk.model.rowOf(Desk::probe(1), at("carol"))).latency,
             std::chrono::nanoseconds(1500 * ms));
}

void tst_messagebook::callsADelayedCopyDelayed()
{
    Desk desk;
    desk.send(1);
    desk.now = 5001 * ms;
    desk.receive("carol", 1);
    QCOMPARE(desk.outcome("carol", 1), at("delayed"));
}

void tst_messagebook::excusesWhomNobodyOwesAnything()
{
    Desk desk;
    desk.send(1);
    desk.ack(1);
    desk.now = 1200 * ms;
    QCOMPARE(desk.outcome("carol", 1), at("lost"));
    desk.play(history::Disconnected{desk.now, at("carol")});
    QCOMPARE(desk.outcome("carol", 1), at("missed"));
    QCOMPARE(desk.outcome("bob", 1), at("lost"));
    desk.receive("carol", 1);
    QCOMPARE(desk.outcome("carol", 1), at("delayed"));

    // One who leaves after the deadline has missed it.
    desk.now = 6000 * ms;
    desk.play(history::Left{desk.now, at("bob"), at("lobby")});
    QCOMPARE(desk.outcome("bob", 1), at("lost"));
}

void tst_messagebook::isMissedWhatAFaultHasKeptBack()
{
    Desk desk;
    desk.send(1);
    desk.ack(1);
    desk.play(history::FaultBegan{desk.now, at("f1"), at("freeze c")});
    desk.send(2);
    desk.receive("carol", 2);
    desk.now = 2000 * ms;
    QCOMPARE(desk.outcome("carol", 1), at("lost")); // Until its deadline nobody knows.
    desk.now = 6000 * ms;
    desk.play(history::FaultHealed{desk.now, at("f1")});
    QCOMPARE(desk.outcome("carol", 1), at("missed"));
    QCOMPARE(desk.outcome("carol", 2), at("delivered"));
}

void tst_messagebook::excusesWhatTheServerRefused()
{
    Desk desk;
    desk.send(1);
    desk.send(2);
    desk.play(history::Refused{desk.now, Desk::probe(1), at("flooding")});
    for (const char *session : {"alice", "bob", "carol"})
        QCOMPARE(desk.outcome(session, 1), at("refused"));
    QCOMPARE(desk.outcome("bob", 2), at("on its way"));
    // Nor is it due where the sender's link breaks before the answer.
    desk.play(history::Disconnected{desk.now, at("alice")});
    QCOMPARE(desk.outcome("bob", 2), at("unanswered"));
}

void tst_messagebook::whatHasNoAnswerIsNotLost()
{
    Desk desk;
    desk.send(1);
    desk.now = 1000 * ms;
    QCOMPARE(desk.outcome("carol", 1), at("unanswered"));
    QVERIFY(!desk.model.row(0).isWrong());
    // Bob's copy shows that it was taken: now carol's is lost.
    desk.receive("bob", 1);
    QCOMPARE(desk.outcome("bob", 1), at("delivered"));
    QCOMPARE(desk.outcome("carol", 1), at("lost"));
    // As an answer does, however late.
    desk.send(2);
    desk.now = 9000 * ms;
    QCOMPARE(desk.outcome("carol", 2), at("unanswered"));
    desk.ack(2);
    QCOMPARE(desk.outcome("carol", 2), at("lost"));
}

void tst_messagebook::whatArrivesWithoutAnAnswerIsDelayed()
{
    Desk desk;
    desk.send(1);
    desk.now = 9000 * ms;
    desk.flush();
    desk.send(2);
    desk.play(history::Disconnected{desk.now, at("alice")});
    for (quint64 n : {1, 2})
        QCOMPARE(desk.outcome("bob", n), at("unanswered"));
    // What she would have heard herself had been under way when her link broke.
    for (quint64 n : {1, 2})
        QCOMPARE(desk.outcome("alice", n), at("missed"));
    desk.now = 12'000 * ms;
    for (quint64 n : {1, 2}) {
        desk.receive("bob", n);
        QCOMPARE(desk.outcome("bob", n), at("delayed"));
        QCOMPARE(desk.outcome("carol", n), at("unanswered"));
    }
}

void tst_messagebook::showsWhatNobodyShouldHaveGot()
{
    Desk desk;
    desk.receive("bob", 7);
    QCOMPARE(desk.outcome("bob", 7), at("phantom"));
    QCOMPARE(desk.model.rowCount(), 1);

    desk.send(1);
    desk.play(history::Connected{desk.now, at("dave"), at("b")});
    desk.receive("dave", 1);
    QCOMPARE(desk.outcome("dave", 1), at("phantom"));
}

void tst_messagebook::showsACopyToOneWhoCameLater()
{
    Desk desk;
    desk.send(1);
    desk.enter("dave", "b");
    QCOMPARE(desk.outcome("dave", 1), QString());
    desk.receive("dave", 1);
    QCOMPARE(desk.outcome("dave", 1), at("exposed"));
}

void tst_messagebook::keepsTheTextOfAMessage()
{
    Desk desk;
    desk.send(1);
    desk.book.setText(Desk::probe(1), at("good morning"));
    desk.flush();
    QCOMPARE(desk.model.index(2, MessageModel::TextColumn).data().toString(), at("good morning"));
    // It may also become known later.
    desk.send(2);
    desk.flush();
    desk.book.setText(Desk::probe(2), at("and again"));
    desk.flush();
    QCOMPARE(desk.model.index(5, MessageModel::TextColumn).data().toString(), at("and again"));
}

void tst_messagebook::forgetsTheOldestRows()
{
    Desk desk(10);
    for (quint64 n = 1; n <= 100; ++n) {
        desk.send(n);
        if (n % 7 == 0)
            desk.flush();
    }
    desk.flush();
    QCOMPARE(desk.model.rowCount(), 10);
    QCOMPARE(desk.model.row(9).probe.n, 100u);
    QCOMPARE(desk.model.nextSerial(), 300u);
    // What comes for a row that is gone harms none that is there.
    desk.receive("bob", 1);
    desk.receive("bob", 1);
    desk.receive("bob", 100);
    desk.flush();
    QCOMPARE(desk.model.rowCount(), 10);
    QCOMPARE(desk.outcome("bob", 100), at("delivered"));
    desk.now = 2000 * ms;
    QCOMPARE(desk.outcome("carol", 100), at("lost"));
}

void tst_messagebook::forgetsManyRowsAtOnce()
{
    Desk desk(900);
    for (quint64 n = 1; n <= 300; ++n)
        desk.send(n);
    desk.flush();
    QCOMPARE(desk.model.rowCount(), 900);
    QSignalSpy removed(&desk.model, &QAbstractItemModel::rowsRemoved);
    for (quint64 n = 301; n <= 306; ++n) {
        desk.send(n);
        desk.flush();
    }
    QCOMPARE(removed.size(), 2);
    QCOMPARE(desk.model.rowCount(), 900);
    QCOMPARE(desk.model.row(0).probe.n, 7u);
    // The book knows those that are left.
    desk.receive("bob", 7);
    QCOMPARE(desk.outcome("bob", 7), at("delivered"));
}

void tst_messagebook::signalsARunOfRowsOnce()
{
    Desk desk;
    for (quint64 n = 1; n <= 5; ++n)
        desk.send(n);
    desk.flush();
    QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    desk.now = 1000 * ms;
    desk.flush();
    QCOMPARE(changed.size(), 1);
    desk.flush();
    QCOMPARE(changed.size(), 1);
}

void tst_messagebook::filters_data()
{
    QTest::addColumn<MessageQuery>("query");
    QTest::addColumn<int>("rows");
    const auto query = [](auto change) {
        MessageQuery result;
        change(result);
        return result;
    };
    QTest::newRow("everything") << MessageQuery() << 6;
    QTest::newRow("since") << query([](auto &q) { q.since = ms; }) << 3;
    QTest::newRow("sender") << query([](auto &q) { q.sender = at("bob"); }) << 0;
    QTest::newRow("receiver") << query([](auto &q) { q.receiver = at("bob"); }) << 2;
    QTest::newRow("cell") << query([](auto &q) {
        q.from = at("a");
        q.to = at("c");
    }) << 2;
    QTest::newRow("room") << query([](auto &q) { q.room = at("attic"); }) << 0;
    QTest::newRow("lost") << query([](auto &q) { q.classes = MessageRow::Lost; }) << 5;
    QTest::newRow("delivered") << query([](auto &q) { q.classes = MessageRow::Delivered; }) << 1;
    QTest::newRow("text") << query([](auto &q) { q.text = at("MORNING"); }) << 3;
    QTest::newRow("several words") << query([](auto &q) { q.text = at("morning bob"); }) << 1;
    QTest::newRow("number") << query([](auto &q) { q.text = at("2"); }) << 3;
    QTest::newRow("outcome in words") << query([](auto &q) { q.text = at("lost carol"); }) << 2;
}

void tst_messagebook::filters()
{
    QFETCH(MessageQuery, query);
    Desk desk;
    desk.send(1);
    desk.book.setText(Desk::probe(1), at("good morning"));
    desk.now = ms;
    desk.send(2);
    desk.ack(2);
    desk.receive("bob", 1);
    desk.now = 1001 * ms;
    desk.flush();
    MessageFilter filter;
    QAbstractItemModelTester tester(&filter, fatal);
    filter.setModel(&desk.model);
    filter.setQuery(query);
    QTEST(filter.rowCount(), "rows");
}

void tst_messagebook::filterFollowsAChangeOfClass()
{
    Desk desk;
    MessageFilter filter;
    QAbstractItemModelTester tester(&filter, fatal);
    filter.setModel(&desk.model);
    MessageQuery lost;
    lost.classes = MessageRow::Lost;
    filter.setQuery(lost);
    desk.send(1);
    desk.ack(1);
    desk.flush();
    QCOMPARE(filter.rowCount(), 0);
    desk.now = 1000 * ms;
    desk.flush();
    QCOMPARE(filter.rowCount(), 3);
    desk.receive("bob", 1);
    desk.flush();
    QCOMPARE(filter.rowCount(), 2);
}

void tst_messagebook::filtersByTheReason()
{
    Desk desk;
    desk.model.setReasons(
        [](const MessageRow &row) { return row.receiver == at("carol") ? at("C was frozen") : QString(); });
    desk.send(1);
    desk.ack(1);
    desk.now = 1000 * ms;
    desk.flush();
    MessageFilter filter;
    QAbstractItemModelTester tester(&filter, fatal);
    filter.setModel(&desk.model);
    MessageQuery query;
    query.text = at("lost frozen");
    filter.setQuery(query);
    QCOMPARE(filter.rowCount(), 1);
    const QString tip = filter.index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.endsWith(QString::fromUtf8("has not reached carol on C · C was frozen")), qPrintable(tip));
}

void tst_messagebook::whoGoesByItselfHasMissedNothing()
{
    Desk desk;
    desk.send(1);
    desk.play(history::Acked{desk.now, Desk::probe(1)});
    desk.play(history::Disconnected{desk.now, at("carol"), true});
    QCOMPARE(desk.outcome("carol", 1), at("not due"));
    QVERIFY(desk.model.row(desk.model.rowOf(Desk::probe(1), at("carol"))).hasLeft);
    desk.play(history::Disconnected{desk.now, at("bob")});
    QCOMPARE(desk.outcome("bob", 1), at("missed"));
    // Not even the sender its own copy.
    desk.play(history::Disconnected{desk.now, at("alice"), true});
    QCOMPARE(desk.outcome("alice", 1), at("not due"));
    QCOMPARE(desk.ledger.total().missed, 1u);
}

QTEST_MAIN(tst_messagebook)
#include "tst_messagebook.moc"
