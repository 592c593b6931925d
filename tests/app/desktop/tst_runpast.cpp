// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How far back is known what was the matter.
#include "app/desktop/runpast.h"

#include <QTest>

using namespace crosstalk;

namespace {

enum class Of { Instance, Session, Fault };

constexpr qint64 kept = 300;
const QString a = QStringLiteral("a");
const QString b = QStringLiteral("b");
const QString c = QStringLiteral("c");

/// What ails @p name at @p at, and no more right after it: two turns; of a fault, one.
void ail(RunPast *past, Of of, const QString &name, qint64 at)
{
    using S = history::InstanceChanged::State;
    switch (of) {
    case Of::Instance:
        past->apply(history::InstanceChanged{at, name, S::Frozen});
        past->apply(history::InstanceChanged{at + 1, name, S::Thawed});
        break;
    case Of::Session:
        past->apply(history::Disconnected{at, name});
        past->apply(history::Connected{at + 1, name, c});
        break;
    case Of::Fault:
        past->apply(history::FaultBegan{at, QString::number(at), name});
        past->apply(history::FaultHealed{at + 1, QString::number(at)});
        break;
    }
}

bool isKnown(const RunPast &past, Of of, const QString &name, qint64 at)
{
    const RunPast::Span then{at, at};
    switch (of) {
    case Of::Instance:
        return !past.troubleOfInstance(name, then).isEmpty();
    case Of::Session:
        return !past.troubleOfSession(name, then).isEmpty();
    case Of::Fault:
        return past.faults(then).contains(name);
    }
    Q_UNREACHABLE();
}

} // namespace

Q_DECLARE_METATYPE(Of)

class tst_runpast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheLastTurns_data();
    void keepsTheLastTurns();
    void keepsThemOfEachOnItsOwn_data();
    void keepsThemOfEachOnItsOwn();
    void aFaultThatLastsIsForgottenLikewise();
    void tellsFromWhenToWhen();
    void tellsTheLatestFirst();
    void whatOneSuffersGivesWayToItsCause();
    void aProcessHasOneTroubleAtATime();
    void whatIsMoreExactTakesThePlaceOfWhatWasTold();
    void whoTurnsOutToBeUnreachableWasNotDeaf();
    void troublesAreFoundAgainAsTheyAreNow();
    void aReasonIsTheNearestThatIsKnown_data();
    void aReasonIsTheNearestThatIsKnown();
};

void tst_runpast::keepsTheLastTurns_data()
{
    QTest::addColumn<Of>("of");
    QTest::addColumn<qint64>("troubles"); ///< As many as are kept.
    QTest::newRow("instance") << Of::Instance << kept / 2;
    QTest::newRow("session") << Of::Session << kept / 2;
    QTest::newRow("fault") << Of::Fault << kept;
}

void tst_runpast::keepsTheLastTurns()
{
    QFETCH(Of, of);
    QFETCH(qint64, troubles);
    RunPast past;
    for (qint64 i = 1; i <= troubles; ++i)
        ail(&past, of, c, 10 * i);
    QVERIFY(isKnown(past, of, c, 10));
    QVERIFY(!isKnown(past, of, c, 15));
    // One more, and the first is forgotten; and so on, the first alone.
    for (qint64 i = troubles + 1; i <= 3 * troubles; ++i) {
        ail(&past, of, c, 10 * i);
        QVERIFY(isKnown(past, of, c, 10 * i));
        QVERIFY(!isKnown(past, of, c, 10 * (i - troubles)));
        QVERIFY(isKnown(past, of, c, 10 * (i - troubles + 1)));
    }
}

void tst_runpast::keepsThemOfEachOnItsOwn_data()
{
    QTest::addColumn<Of>("of");
    QTest::newRow("instance") << Of::Instance;
    QTest::newRow("session") << Of::Session;
}

void tst_runpast::keepsThemOfEachOnItsOwn()
{
    QFETCH(Of, of);
    const auto quiet = QStringLiteral("quiet");
    RunPast past;
    ail(&past, of, quiet, 5);
    for (qint64 i = 1; i <= 2 * kept; ++i)
        ail(&past, of, c, 10 * i);
    QVERIFY(isKnown(past, of, quiet, 5));
    QVERIFY(!isKnown(past, of, c, 10));
}

void tst_runpast::aFaultThatLastsIsForgottenLikewise()
{
    const auto lasting = QStringLiteral("freeze c");
    RunPast past;
    past.apply(history::FaultBegan{1, QStringLiteral("f"), lasting});
    for (qint64 i = 1; i < kept; ++i)
        ail(&past, Of::Fault, c, 10 * i);
    QVERIFY(isKnown(past, Of::Fault, lasting, 10 * kept));
    ail(&past, Of::Fault, c, 10 * kept);
    QVERIFY(!isKnown(past, Of::Fault, lasting, 10 * kept));
    past.apply(history::FaultHealed{10 * kept + 5, QStringLiteral("f")}); // Of none that is known.
    QVERIFY(!isKnown(past, Of::Fault, lasting, 10));
}

void tst_runpast::tellsFromWhenToWhen()
{
    RunPast past;
    past.began(c, Trouble::Kind::Frozen, 10);
    past.began(c, Trouble::Kind::Frozen, 15); // Known already.
    QCOMPARE(past.troubles(a, c, {9, 9}).size(), 0);
    const auto lasting = past.troubles(a, c, {9, 12});
    QCOMPARE(lasting.size(), 1);
    QCOMPARE(lasting.first().from, 10);
    QVERIFY(!lasting.first().to);
    QCOMPARE(past.troubles(c, a, {100, 200}).size(), 1); // As the sender's, too; and for as long as it lasts.
    QCOMPARE(past.troubles(a, b, {10, 20}).size(), 0);

    past.ended(c, Trouble::Kind::Deaf, 18); // Which it was not.
    past.recovered(c, 20);
    QCOMPARE(past.troubles(a, c, {19, 19}).first().to, std::optional<qint64>(20));
    QCOMPARE(past.troubles(a, c, {20, 30}).size(), 0);
    // The broker is on every way.
    past.began({}, Trouble::Kind::Killed, 40);
    QCOMPARE(inWords(past.troubles(a, b, {45, 45})), QStringLiteral("the broker was killed"));
    QCOMPARE(past.troubles({}, {}, {45, 45}).size(), 1);
    past.began(c, Trouble::Kind::NotReady, 60);
    past.forgotten(c, 70);
    QVERIFY(past.troubles(a, c, {70, 70}).first().who.isEmpty());
}

void tst_runpast::tellsTheLatestFirst()
{
    RunPast past;
    past.began(c, Trouble::Kind::Killed, 10);
    past.began(a, Trouble::Kind::Frozen, 20);
    past.began({}, Trouble::Kind::Frozen, 15);
    QStringList who;
    for (const Trouble &each : past.troubles(a, c, {30, 30}))
        who << each.who;
    QCOMPARE(who, (QStringList{a, QString(), c}));
    QCOMPARE(inWords(past.troubles(a, c, {30, 30})), QStringLiteral("A was frozen and other reasons"));
    QCOMPARE(inWords(past.troubles(a, c, {10, 14})), QStringLiteral("C was killed"));
    QCOMPARE(inWords(QList<Trouble>()), QString());
}

void tst_runpast::whatOneSuffersGivesWayToItsCause()
{
    RunPast past;
    past.began(c, Trouble::Kind::NotReady, 10);
    past.began(c, Trouble::Kind::Deaf, 12);
    QCOMPARE(past.troubles(a, c, {20, 20}).size(), 2);
    past.began({}, Trouble::Kind::Frozen, 15);
    QCOMPARE(inWords(past.troubles(a, c, {20, 20})), QStringLiteral("the broker was frozen"));
    past.recovered({}, 30);
    past.ended(c, Trouble::Kind::NotReady, 31);
    QCOMPARE(inWords(past.troubles(a, c, {35, 35})), QStringLiteral("C was deaf"));
}

void tst_runpast::aProcessHasOneTroubleAtATime()
{
    RunPast past;
    past.began(c, Trouble::Kind::Deaf, 5);
    past.began(c, Trouble::Kind::Frozen, 10);
    past.began(c, Trouble::Kind::Killed, 20);
    QCOMPARE(inWords(past.troubles(a, c, {15, 15})), QStringLiteral("C was frozen"));
    QCOMPARE(inWords(past.troubles(a, c, {25, 25})), QStringLiteral("C was killed"));
    past.recovered(c, 30);
    QCOMPARE(inWords(past.troubles(a, c, {35, 35})), QStringLiteral("C was deaf"));
}

/// A history knows that it is down, and not who has brought it about.
void tst_runpast::whatIsMoreExactTakesThePlaceOfWhatWasTold()
{
    using S = history::InstanceChanged::State;
    RunPast past;
    past.apply(history::InstanceChanged{10, c, S::Down});
    past.began(c, Trouble::Kind::Killed, 11);
    past.apply(history::InstanceChanged{20, b, S::Exited});
    past.began(b, Trouble::Kind::NotStarted, 21);
    QCOMPARE(past.troubles(a, c, {0, 100}).size(), 1);
    QCOMPARE(past.troubles(a, c, {0, 100}).first().from, 10);
    QCOMPARE(past.troubleOfInstance(c, {10, 10}), QStringLiteral("C was killed"));
    QCOMPARE(past.troubleOfInstance(b, {20, 20}), QStringLiteral("B was not started"));
    past.apply(history::InstanceChanged{15, c, S::Down}); // Which one knows better already.
    QCOMPARE(past.troubleOfInstance(c, {20, 20}), QStringLiteral("C was killed"));
    past.apply(history::InstanceChanged{30, c, S::Ready});
    QCOMPARE(past.troubles(a, c, {30, 100}).size(), 0);
}

void tst_runpast::whoTurnsOutToBeUnreachableWasNotDeaf()
{
    RunPast past;
    past.began(c, Trouble::Kind::Deaf, 10);
    past.began(c, Trouble::Kind::Unreachable, 20);
    past.began(c, Trouble::Kind::Deaf, 30);
    past.ended(c, Trouble::Kind::Deaf, 40);
    const QList<Trouble> troubles = past.troubles(a, c, {50, 50});
    QCOMPARE(troubles.size(), 1);
    QCOMPARE(troubles.first().what, Trouble::Kind::Unreachable);
    QCOMPARE(troubles.first().from, 10);
    past.ended(c, Trouble::Kind::Unreachable, 60);
    QCOMPARE(inWords(past.troubles(a, c, {15, 15})), QStringLiteral("C was unreachable"));
    QVERIFY(past.troubles(a, c, {60, 60}).isEmpty());
}

void tst_runpast::troublesAreFoundAgainAsTheyAreNow()
{
    RunPast past;
    past.began(c, Trouble::Kind::Frozen, 10);
    const quint64 id = past.troubles(a, c, {10, 10}).first().id;
    past.recovered(c, 20);
    past.began(b, Trouble::Kind::Frozen, 30);
    QCOMPARE(past.troubles({id, 4711}).size(), 1);
    QCOMPARE(past.troubles({id}).first().to, std::optional<qint64>(20));
    QCOMPARE(past.troubles({id, past.troubles(a, b, {30, 30}).first().id}).first().who, b);
    QVERIFY(past.troubles(QList<quint64>()).isEmpty());
}

void tst_runpast::aReasonIsTheNearestThatIsKnown_data()
{
    QTest::addColumn<bool>("isTroubled");
    QTest::addColumn<bool>("isAway");
    QTest::addColumn<bool>("isFaulty");
    QTest::addColumn<QString>("reason");
    QTest::newRow("none") << false << false << false << QString();
    QTest::newRow("a fault") << false << false << true << "a fault was about: cut c";
    QTest::newRow("no link") << false << true << true << "carol was not connected";
    QTest::newRow("frozen") << true << true << true << "C was frozen";
}

void tst_runpast::aReasonIsTheNearestThatIsKnown()
{
    QFETCH(bool, isTroubled);
    QFETCH(bool, isAway);
    QFETCH(bool, isFaulty);
    const auto carol = QStringLiteral("carol");
    RunPast past;
    if (isTroubled)
        past.began(c, Trouble::Kind::Frozen, 10);
    if (isAway)
        past.apply(history::Disconnected{10, carol});
    if (isFaulty)
        past.apply(history::FaultBegan{10, QStringLiteral("f"), QStringLiteral("cut c")});
    QTEST(past.reason({a, c, carol}, {20, 30}), "reason");
    QCOMPARE(past.reason({a, c, carol}, {1, 9}), QString());
}

QTEST_APPLESS_MAIN(tst_runpast)
#include "tst_runpast.moc"
