// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/words.h"

#include "reportfixture.h"

#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatCannotBePrinted_data();
    void showsWhatCannotBePrinted();
    void writesMoments_data();
    void writesMoments();
    void leavesOutARoomWithoutAName();
    void tellsACounterexample();
    void letsNothingThroughToATerminal();
};

void TestWords::showsWhatCannotBePrinted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("plain") << "a <b> & \"c\""
                           << "a <b> & \"c\"";
    QTest::newRow("line breaks and tabs") << "a\n\tb"
                                          << "a\n\tb";
    QTest::newRow("not ASCII") << QStringLiteral("Žofie 😀") << QStringLiteral("Žofie 😀");
    QTest::newRow("escape sequence") << QStringLiteral("\x1b[31m") << QStringLiteral("␛[31m");
    QTest::newRow("carriage return") << QStringLiteral("a\rb") << QStringLiteral("a␍b");
    QTest::newRow("null") << QString(QChar(0)) << QStringLiteral("␀");
    QTest::newRow("delete") << QStringLiteral("\u007f") << QStringLiteral("␡");
    QTest::newRow("C1 control") << QString(QChar(0x9B)) << QStringLiteral("�");
    QTest::newRow("no character") << QString(QChar(0xFFFF)) << QStringLiteral("�");
    QTest::newRow("high surrogate alone") << QString(QChar(0xD83D)) + 'x' << QStringLiteral("�x");
    QTest::newRow("low surrogate alone") << QString(QChar(0xDE00)) << QStringLiteral("�");
    QTest::newRow("turned direction") << 'a' + QString(QChar(0x202E)) + 'b' << QStringLiteral("a�b");
}

void TestWords::showsWhatCannotBePrinted()
{
    QFETCH(QString, text);
    QTEST(printable(text), "shown");
}

void TestWords::writesMoments_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");
    using K = Moment::Kind;
    QTest::newRow("sent") << int(K::Sent) << "bob on b sends #7 to lobby";
    QTest::newRow("acked") << int(K::Acked) << "bob on b is told that #7 to lobby was taken";
    QTest::newRow("refused") << int(K::Refused) << "bob on b is told that #7 to lobby was refused";
    QTest::newRow("tapped") << int(K::Tapped) << "the broker carries alice's #7 in lobby";
    QTest::newRow("received") << int(K::Received) << "bob on b receives alice's #7 in lobby";
    QTest::newRow("joined") << int(K::Joined) << "bob on b joins lobby";
    QTest::newRow("left") << int(K::Left) << "bob on b leaves lobby";
    QTest::newRow("connected") << int(K::Connected) << "bob on b connects";
    QTest::newRow("disconnected") << int(K::Disconnected) << "bob on b is disconnected";
}

void TestWords::writesMoments()
{
    QFETCH(int, kind);
    QFETCH(QString, text);
    Moment moment{1, Moment::Kind(kind), "bob", "b", {"alice", "lobby", 7}, {}, false};
    QCOMPARE(describe(moment), text);
    moment.what = "for a reason";
    QCOMPARE(describe(moment), text + " (for a reason)");
    moment.kind = Moment::Kind::Began;
    QCOMPARE(describe(moment), QStringLiteral("fault: for a reason"));
    moment.kind = Moment::Kind::Healed;
    QCOMPARE(describe(moment), QStringLiteral("healed: for a reason"));
}

void TestWords::leavesOutARoomWithoutAName()
{
    Moment moment{1, Moment::Kind::Sent, "bob", "b", {"alice", "", 7}, {}, false};
    QCOMPARE(describe(moment), QStringLiteral("bob on b sends #7"));
    moment.kind = Moment::Kind::Received;
    QCOMPARE(describe(moment), QStringLiteral("bob on b receives alice's #7"));
}

void TestWords::tellsACounterexample()
{
    const auto example = *test::brokerRestart().verdict.invariants.at(0).counterexample;
    const QStringList lines = describe(example);
    QCOMPARE(lines.at(0), example.what);
    QCOMPARE(lines.at(1), QStringLiteral("Seen on the broker: published, not delivered"));
    QCOMPARE(lines.at(2), QStringLiteral("Faults then: restart broker"));
    QCOMPARE(lines.size(), 3 + example.around.size());
    QCOMPARE(lines.at(3), QStringLiteral("  5.2031 s healed: restart broker"));
    QCOMPARE(lines.at(8), QStringLiteral("> 5.2143 s alice on a sends #317 to lobby"));
}

void TestWords::letsNothingThroughToATerminal()
{
    const auto example = *test::hostileRun("\x1b[2J").verdict.invariants.at(0).counterexample;
    QVERIFY(!describe(example).join('\n').contains('\x1b'));
    // Nor a line of its own: “PASS: all is well”.
    const auto forged = *test::hostileRun("a\nPASS").verdict.invariants.at(0).counterexample;
    for (const QString &line : describe(forged))
        QVERIFY2(!line.contains('\n'), qPrintable(line));
}

QTEST_APPLESS_MAIN(TestWords)
#include "tst_words.moc"
