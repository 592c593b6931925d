// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/deliverymark.h"
#include "app/desktop/overdue.h"

#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;
using Expired = QList<Overdue::Sent>;

Q_DECLARE_METATYPE(crosstalk::Delivery)

class tst_deliverymark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHowFarAMessageGot_data();
    void saysHowFarAMessageGot();
    void saysRefusalsInWords_data();
    void saysRefusalsInWords();
    void tellsWhatCameDelayed_data();
    void tellsWhatCameDelayed();
    void saysDurationsInThreeDigits_data();
    void saysDurationsInThreeDigits();
    void expiresProbesAfterASecondOnce();
    void looksOnceMoreAtTheDeadline();
    void countsWhatIsOverduePerCell();
    void countsWhatHasNoAnswer();
    void keepsCountsOfForgottenProbes();
    void blamesWhatIsStillLacking();
};

void tst_deliverymark::saysHowFarAMessageGot_data()
{
    QTest::addColumn<Delivery>("delivery");
    QTest::addColumn<SendTrouble>("trouble");
    QTest::addColumn<bool>("isOverdue");
    QTest::addColumn<bool>("awaitsAck");
    QTest::addColumn<DeliveryMark::Kind>("kind");
    QTest::addColumn<QString>("text");

    using Kind = DeliveryMark::Kind;
    using Outcome = Delivery::Outcome;
    const auto delivery = [](Outcome outcome, int due, QList<QString> missing, bool ownDelivered = true) {
        Delivery result;
        result.outcome = outcome;
        result.due = due;
        result.delivered = due - static_cast<int>(missing.size());
        result.missing = std::move(missing);
        result.ownDue = true;
        result.ownDelivered = ownDelivered;
        result.slowest = 1'900us;
        return result;
    };
    const QString bob = QStringLiteral("bob");
    const QString carol = QStringLiteral("carol");
    const QString dave = QStringLiteral("dave");

    QTest::newRow("just sent") << delivery(Outcome::Pending, 2, {bob, carol}, false) << SendTrouble::None << false
                               << true << Kind::Sending << "sent";
    QTest::newRow("acknowledged") << delivery(Outcome::Acknowledged, 2, {bob, carol}) << SendTrouble::None << false
                                  << true << Kind::Acknowledged << "✓";
    QTest::newRow("partly") << delivery(Outcome::Acknowledged, 2, {carol}) << SendTrouble::None << false << true
                            << Kind::Acknowledged << "✓ · 1 of 2";
    QTest::newRow("all") << delivery(Outcome::Acknowledged, 2, {}) << SendTrouble::None << false << true
                         << Kind::Delivered << "✓✓ 2 of 2 · 1.9 ms";
    QTest::newRow("alone") << delivery(Outcome::Acknowledged, 0, {}) << SendTrouble::None << false << true
                           << Kind::Acknowledged << "✓ nobody else here";
    QTest::newRow("one missing") << delivery(Outcome::Acknowledged, 2, {carol}) << SendTrouble::None << true << true
                                 << Kind::Missing << "✓ 1 of 2 · carol missing";
    QTest::newRow("many missing") << delivery(Outcome::Acknowledged, 4, {bob, carol, dave}) << SendTrouble::None << true
                                  << true << Kind::Missing << "✓ 1 of 4 · bob, carol and 1 more missing";
    QTest::newRow("unacknowledged") << delivery(Outcome::Pending, 2, {}) << SendTrouble::None << true << true
                                    << Kind::Missing << "not acknowledged · 2 of 2";
    QTest::newRow("deaf sender") << delivery(Outcome::Acknowledged, 2, {}, false) << SendTrouble::None << true << true
                                 << Kind::Missing << "✓ 2 of 2 · not heard by its sender";
    QTest::newRow("no link") << delivery(Outcome::Pending, 2, {bob, carol}) << SendTrouble::NotSent << false << true
                             << Kind::NotSent << "✗ not sent: no link";
    QTest::newRow("congested") << delivery(Outcome::Refused, 0, {}) << SendTrouble::Congested << false << true
                               << Kind::NotSent << "✗ not sent: too much is waiting already";
    QTest::newRow("unsendable") << delivery(Outcome::Refused, 0, {}) << SendTrouble::Unsendable << false << true
                                << Kind::NotSent << "✗ not sent: the dialect cannot carry it";
    QTest::newRow("indeterminate") << delivery(Outcome::Pending, 2, {carol}) << SendTrouble::Indeterminate << true
                                   << true << Kind::Indeterminate << "? no answer, it may have arrived · 1 of 2";
    QTest::newRow("plain, all") << delivery(Outcome::Pending, 2, {}) << SendTrouble::None << true << false
                                << Kind::Delivered << "✓✓ 2 of 2 · 1.9 ms";
    QTest::newRow("plain, partly") << delivery(Outcome::Pending, 2, {carol}) << SendTrouble::None << false << false
                                   << Kind::Sending << "sent · 1 of 2";
    QTest::newRow("plain, missing") << delivery(Outcome::Pending, 2, {carol}) << SendTrouble::None << true << false
                                    << Kind::Missing << "1 of 2 · carol missing";
    Delivery missed = delivery(Outcome::Acknowledged, 1, {});
    missed.missed = {carol};
    QTest::newRow("missed") << missed << SendTrouble::None << true << true << Kind::Missed
                            << "✓ 1 of 2 · carol missed it";
    Delivery missedByAll = delivery(Outcome::Acknowledged, 0, {});
    missedByAll.missed = {carol};
    QTest::newRow("missed by all") << missedByAll << SendTrouble::None << true << true << Kind::Missed
                                   << "✓ 0 of 1 · carol missed it";
    Delivery unanswered = delivery(Outcome::Pending, 2, {bob, carol}, false);
    unanswered.awaitsAck = true;
    QTest::newRow("unanswered") << unanswered << SendTrouble::None << true << true << Kind::Missing
                                << "not acknowledged";
    Delivery arrived = delivery(Outcome::Indeterminate, 0, {}, false);
    arrived.isRecovered = true;
    arrived.recovered = 1;
    QTest::newRow("arrived without an answer")
        << arrived << SendTrouble::Indeterminate << false << true << Kind::Delivered << "arrived after 1.9 ms · 1 of 1";
    arrived.givenUp = 1;
    QTest::newRow("arrived somewhere") << arrived << SendTrouble::Indeterminate << false << true << Kind::Indeterminate
                                       << "? no answer, it may have arrived · 1 of 2";
    Delivery refused = delivery(Outcome::Refused, 2, {bob, carol});
    refused.refusedWith = QStringLiteral("broker-unavailable");
    QTest::newRow("refused") << refused << SendTrouble::None << true << true << Kind::Refused
                             << "✗ refused: the server cannot reach its broker";
}

void tst_deliverymark::saysHowFarAMessageGot()
{
    QFETCH(Delivery, delivery);
    QFETCH(SendTrouble, trouble);
    QFETCH(bool, isOverdue);
    QFETCH(bool, awaitsAck);
    const DeliveryMark mark = describe(delivery, trouble, isOverdue, awaitsAck);
    QTEST(mark.text, "text");
    QTEST(mark.kind, "kind");
}

void tst_deliverymark::saysRefusalsInWords_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("inFull");
    QTest::newRow("broker") << "broker-unavailable"
                            << "✗ refused: the server cannot reach its broker"
                            << "✗ refused: the server cannot reach its broker (code broker-unavailable)";
    QTest::newRow("rooms") << "too-many-rooms"
                           << "✗ refused: in too many rooms already"
                           << "✗ refused: in too many rooms already (code too-many-rooms)";
    QTest::newRow("malformed") << "malformed"
                               << "✗ refused: the server cannot read it"
                               << "✗ refused: the server cannot read it (code malformed)";
    QTest::newRow("request") << "bad-request"
                             << "✗ refused: something in it is missing or wrong"
                             << "✗ refused: something in it is missing or wrong (code bad-request)";
    QTest::newRow("op") << "unknown-op"
                        << "✗ refused: the server does not know how to do that"
                        << "✗ refused: the server does not know how to do that (code unknown-op)";
    QTest::newRow("another server's") << "nope"
                                      << "✗ refused: code nope"
                                      << "✗ refused: code nope";
}

void tst_deliverymark::saysRefusalsInWords()
{
    QFETCH(QString, code);
    QFETCH(QString, text);
    QFETCH(QString, inFull);
    Delivery refused;
    refused.outcome = Delivery::Outcome::Refused;
    refused.refusedWith = code;
    const DeliveryMark mark = describe(refused, SendTrouble::None, false);
    QCOMPARE(mark.text, text);
    QCOMPARE(mark.inFull(), inFull);
    // Also once it has been sent again.
    QCOMPARE(sentAgain(mark).code, mark.code);
}

void tst_deliverymark::tellsWhatCameDelayed_data()
{
    using Kind = DeliveryMark::Kind;
    QTest::addColumn<Delivery>("delivery");
    QTest::addColumn<bool>("isOverdue");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("text");
    Delivery all;
    all.outcome = Delivery::Outcome::Acknowledged;
    all.due = all.delivered = 2;
    Delivery alone = all;
    alone.due = alone.delivered = 0;
    Delivery excused = alone;
    excused.recovered = 2;
    Delivery unanswered = excused;
    unanswered.outcome = Delivery::Outcome::Indeterminate;
    unanswered.isRecovered = true;
    Delivery missed = all;
    missed.missed = {QStringLiteral("carol")};
    Delivery missing = all;
    missing.delivered = 1;
    missing.missing = {QStringLiteral("carol")};
    QTest::newRow("all") << all << false << Kind::Delayed << "✓✓ 2 of 2 · delayed 3.2 s";
    QTest::newRow("not due any more") << excused << false << Kind::Delayed << "✓✓ 2 of 2 · delayed 3.2 s";
    QTest::newRow("one's own copy") << alone << false << Kind::Delayed << "✓ nobody else here · delayed 3.2 s";
    QTest::newRow("without an answer") << unanswered << false << Kind::Delayed << "arrived after 3.2 s · 2 of 2";
    Delivery timedOut = all;
    timedOut.outcome = Delivery::Outcome::Pending;
    timedOut.awaitsAck = true;
    QTest::newRow("before its answer") << timedOut << true << Kind::Delayed << "arrived after 3.2 s · 2 of 2";
    QTest::newRow("missed by another") << missed << false << Kind::Missed
                                       << "✓ 2 of 3 · delayed 3.2 s · carol missed it";
    QTest::newRow("missing elsewhere") << missing << true << Kind::Missing << "✓ 1 of 2 · carol missing";
}

void tst_deliverymark::tellsWhatCameDelayed()
{
    QFETCH(Delivery, delivery);
    QFETCH(bool, isOverdue);
    const QString reason = QStringLiteral("C was frozen");
    const DeliveryMark mark = describe(delivery, SendTrouble::None, isOverdue, true, {3'200ms, reason});
    QTEST(mark.kind, "kind");
    QTEST(mark.text, "text");
    QCOMPARE(mark.inFull(), mark.text + QStringLiteral(" · ") + reason);
}

void tst_deliverymark::saysDurationsInThreeDigits_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("words");
    QTest::newRow("microseconds") << qint64{42'000} << "42 µs";
    QTest::newRow("sub-millisecond") << qint64{340'000} << "0.3 ms";
    QTest::newRow("milliseconds") << qint64{1'900'000} << "1.9 ms";
    QTest::newRow("tens") << qint64{42'400'000} << "42 ms";
    QTest::newRow("seconds") << qint64{1'240'000'000} << "1.2 s";
}

void tst_deliverymark::saysDurationsInThreeDigits()
{
    QFETCH(qint64, ns);
    QTEST(inWords(std::chrono::nanoseconds{ns}), "words");
}

void tst_deliverymark::expiresProbesAfterASecondOnce()
{
    Overdue overdue(1s);
    const history::ProbeId first{QStringLiteral("alice"), QStringLiteral("lobby"), 1};
    const history::ProbeId second{QStringLiteral("alice"), QStringLiteral("lobby"), 2};
    overdue.sent(first, 0);
    overdue.sent(second, 500'000'000);
    QCOMPARE(overdue.expire(999'999'999), Expired{});
    QCOMPARE(overdue.expire(1'000'000'000), (Expired{{first, 0}}));
    QCOMPARE(overdue.expire(1'000'000'000), Expired{});
    QCOMPARE(overdue.expire(5'000'000'000), (Expired{{second, 500'000'000}}));
}

void tst_deliverymark::looksOnceMoreAtTheDeadline()
{
    Overdue overdue(1s, 5s);
    const history::ProbeId first{QStringLiteral("alice"), QStringLiteral("lobby"), 1};
    const history::ProbeId second{QStringLiteral("alice"), QStringLiteral("lobby"), 2};
    overdue.sent(first, 0);
    overdue.sent(second, 0);
    QCOMPARE(overdue.expire(1'000'000'000), (Expired{{first, 0}, {second, 0}}));
    overdue.set(second, {});
    QCOMPARE(overdue.expire(4'999'999'999), Expired{});
    QCOMPARE(overdue.expire(5'000'000'000), (Expired{{second, 0}}));
    QCOMPARE(overdue.expire(9'000'000'000), Expired{});
}

void tst_deliverymark::countsWhatIsOverduePerCell()
{
    Overdue overdue;
    const Overdue::Cell ab{QStringLiteral("a"), QStringLiteral("b")};
    const Overdue::Cell ac{QStringLiteral("a"), QStringLiteral("c")};
    const history::ProbeId probe{QStringLiteral("alice"), QStringLiteral("lobby"), 1};
    overdue.set(probe, {ab, ac, ac});
    QCOMPARE(overdue.count(ac), 2u);
    QCOMPARE(overdue.total(), 3u);
    overdue.set(probe, {ac});
    QCOMPARE(overdue.count(ab), 0u);
    QCOMPARE(overdue.total(), 1u);
    QVERIFY(overdue.contains(probe));
    overdue.settle(probe);
    overdue.settle(probe);
    QCOMPARE(overdue.total(), 0u);
    QVERIFY(!overdue.contains(probe));
}

void tst_deliverymark::keepsCountsOfForgottenProbes()
{
    Overdue overdue(1s, 5s, 2);
    const Overdue::Cell ab{QStringLiteral("a"), QStringLiteral("b")};
    for (quint64 n = 1; n <= 5; ++n)
        overdue.set({QStringLiteral("alice"), QStringLiteral("lobby"), n}, {ab});
    QCOMPARE(overdue.probes().size(), 2);
    QCOMPARE(overdue.count(ab), 5u);
}

void tst_deliverymark::blamesWhatIsStillLacking()
{
    Overdue overdue;
    const Overdue::Cell ab{QStringLiteral("a"), QStringLiteral("b")};
    const Overdue::Cell answer{QStringLiteral("a"), {}};
    const history::ProbeId first{QStringLiteral("alice"), QStringLiteral("lobby"), 1};
    const history::ProbeId second{QStringLiteral("alice"), QStringLiteral("lobby"), 2};
    overdue.set(first, {ab}, ab.first);
    overdue.set(second, {ab});
    overdue.blame(first, {7});
    overdue.blame(second, {7, 9});
    QCOMPARE(overdue.causes(ab), (QList<quint64>{7, 9}));
    QCOMPARE(overdue.causes(answer), QList<quint64>{7});
    overdue.set(first, {ab}); // It is answered now.
    QCOMPARE(overdue.causes(answer), QList<quint64>());
    overdue.settle(second);
    QCOMPARE(overdue.causes(ab), QList<quint64>{7});
    QCOMPARE(overdue.causes(first), QList<quint64>{7});
}

void tst_deliverymark::countsWhatHasNoAnswer()
{
    Overdue overdue;
    const QString a = QStringLiteral("a");
    const history::ProbeId first{QStringLiteral("alice"), QStringLiteral("lobby"), 1};
    const history::ProbeId second{QStringLiteral("alice"), QStringLiteral("lobby"), 2};
    overdue.set(first, {}, a);
    overdue.set(second, {{a, QStringLiteral("b")}}, a);
    QCOMPARE(overdue.unanswered(a), 2u);
    QCOMPARE(overdue.unanswered(QStringLiteral("b")), 0u);
    QCOMPARE(overdue.total(), 1u);
    overdue.set(second, {{a, QStringLiteral("b")}}); // It is answered now.
    QCOMPARE(overdue.unanswered(), 1u);
    overdue.settle(first);
    QCOMPARE(overdue.unanswered(a), 0u);
    QCOMPARE(overdue.unanswered(), 0u);
    QCOMPARE(overdue.total(), 1u);
}

QTEST_APPLESS_MAIN(tst_deliverymark)
#include "tst_deliverymark.moc"
