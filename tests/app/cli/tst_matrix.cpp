// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/matrix.h"

#include <QRegularExpression>
#include <QtTest>

using namespace crosstalk;

/// What the matrix and the verdict say of histories written by hand.
class tst_Matrix : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void drawsACleanRun();
    void drawsWhatWentWrong();
    void tellsOnTheWayFromLost();
    void coloursWithoutMovingAnything();
    void fitsItsWidth();

private:
    enum class Fault { None, Lost, Twice, Disordered, Corrupted, Phantom, Refused, Disconnected, SentLess };

    /// alice on a and bob on b, each sends two messages; each copy arrives 1 ms after the send.
    static Ledger run(Fault fault = Fault::None);
};

Ledger tst_Matrix::run(Fault fault)
{
    Ledger ledger;
    const QString room = "lobby";
    const QStringList sessions{"alice", "bob"};
    qint64 at = 0;
    for (const QString &session : sessions) {
        ledger.apply(history::Connected{++at, session, session == "alice" ? "a" : "b"});
        ledger.apply(history::Joined{++at, session, room, true});
    }
    const auto receive = [&](const QString &by, const QString &from, quint64 n, bool corrupted = false) {
        ledger.apply(history::Received{at + 1'000'000, by, {from, room, n}, corrupted});
    };
    for (const QString &from : sessions) {
        const bool isAlice = from == "alice";
        for (quint64 n = 1; n <= 2; ++n) {
            if (fault == Fault::SentLess && !isAlice && n == 2)
                continue;
            ledger.apply(history::Sent{at, at, {from, room, n}, true});
            if (fault == Fault::Refused && isAlice && n == 2)
                ledger.apply(history::Refused{at, {from, room, n}, "no"});
        }
        if (fault == Fault::Disconnected && isAlice)
            ledger.apply(history::Disconnected{at, "bob"});
        for (const QString &by : sessions) {
            const bool isBad = isAlice && by == "bob";
            if (fault == Fault::Disconnected && isBad)
                continue;
            const bool isSwapped = isBad && fault == Fault::Disordered;
            for (const quint64 n : isSwapped ? QList<quint64>{2, 1} : QList<quint64>{1, 2}) {
                if ((fault == Fault::Lost && isBad && n == 2) || (fault == Fault::Refused && isAlice && n == 2) ||
                    (fault == Fault::SentLess && !isAlice && n == 2))
                    continue;
                receive(by, from, n, isBad && fault == Fault::Corrupted && n == 2);
                if (isBad && fault == Fault::Twice && n == 2)
                    receive(by, from, n);
            }
        }
    }
    if (fault == Fault::Phantom)
        receive("bob", "alice", 99);
    return ledger;
}

void tst_Matrix::drawsACleanRun()
{
    QCOMPARE(drawMatrix(run(), {"a", "b"}, {}), (QStringList{
                                                    "from\\to   a             b",
                                                    "a         2/2           2/2",
                                                    "          1.0 1.0       1.0 1.0",
                                                    "b         2/2           2/2",
                                                    "          1.0 1.0       1.0 1.0",
                                                    "Each cell: delivered/due, then p50 and p99 in ms.",
                                                }));
    QCOMPARE(drawMatrix(Ledger(), {"a"}, {}).at(1), QStringLiteral("a         -"));
}

void tst_Matrix::drawsWhatWentWrong()
{
    const auto cell = [](Fault fault) {
        return drawMatrix(run(fault), {"a", "b"}, {}).mid(1, 3).replaceInStrings(QRegularExpression("^.{24}"), {});
    };
    QCOMPARE(cell(Fault::Lost), (QStringList{"1/2", "1.0 1.0", "1 lost"}));
    QCOMPARE(cell(Fault::Twice), (QStringList{"2/2", "1.0 1.0", "1 twice"}));
    QCOMPARE(cell(Fault::Disordered), (QStringList{"2/2", "1.0 1.0", "1 disordered"}));
    QCOMPARE(cell(Fault::Corrupted), (QStringList{"2/2", "1.0 1.0", "1 corrupted"}));
}

void tst_Matrix::tellsOnTheWayFromLost()
{
    const Ledger ledger = run(Fault::Lost);
    const QString during = drawMatrix(ledger, {"a", "b"}, {.hasColour = false, .isOver = false}).join('\n');
    QVERIFY2(during.contains("1/2") && !during.contains("lost"), qPrintable(during));
    QCOMPARE(describeProgress(ledger, 10),
             QStringLiteral("4 of 10 sent, 7 delivered, 1 on the way, p50 1.0 ms, p99 1.0 ms"));
    QCOMPARE(describeProgress(Ledger(), 10), QStringLiteral("0 of 10 sent, 0 delivered, 0 on the way"));
}

void tst_Matrix::coloursWithoutMovingAnything()
{
    for (const Fault fault : {Fault::None, Fault::Lost, Fault::Twice}) {
        QStringList coloured = drawMatrix(run(fault), {"a", "b"}, {.hasColour = true, .isOver = true});
        QVERIFY(coloured.join('\n').contains("\x1b[32m2/2"));
        QCOMPARE(coloured.join('\n').contains("\x1b[1;31m1 "), fault != Fault::None);
        coloured.replaceInStrings(QRegularExpression("\x1b\\[[0-9;]*m"), {});
        coloured.replaceInStrings(QRegularExpression(" +$"), {});
        QCOMPARE(coloured, drawMatrix(run(fault), {"a", "b"}, {}));
    }
}

void tst_Matrix::fitsItsWidth()
{
    QVERIFY(matrixWidth(5) <= 80);
    const QStringList instances{"a", "b", "c", "d", "e"};
    for (const QString &line : drawMatrix(run(Fault::Lost), instances, {}))
        QVERIFY2(line.size() <= matrixWidth(5), qPrintable(line));
}

QTEST_APPLESS_MAIN(tst_Matrix)
#include "tst_matrix.moc"
