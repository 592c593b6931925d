// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/historyjudge.h"

#include <QRegularExpression>
#include <QTest>

using namespace crosstalk;

class TestHistoryJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void comesToTheSameHoweverItIsCut();
    void takesALastLineWithoutEnd();
    void takesATornLineForTheEnd();
    void passesOverBlankLines();
    void judgesInTheOrderOfTimes();
    void judgesWhatIsExpectedOnTheWay_data();
    void judgesWhatIsExpectedOnTheWay();
    void keepsNoMoreThanItNeeds();
    void saysWhichLineIsWrong_data();
    void saysWhichLineIsWrong();
    void collectsNoEndlessLine();
    void countsLines();

private:
    enum class Fault { None, Lost, Twice, Unsettled, Interrupted, Nothing };

    /// alice on a sends bob on b two messages.
    static QByteArray history(Fault fault);
    static Result<Verdict> judge(const QByteArray &bytes, bool *isTorn = nullptr);
};

QByteArray TestHistoryJudge::history(Fault fault)
{
    QByteArray lines =
        R"({"event":"run","version":1,"run":"r1","claims":"at-most-once","invariants":["no-loss","no-duplicates"]}
{"event":"instance","at":1,"instance":"a","state":"ready"}
{"event":"instance","at":1,"instance":"b","state":"ready"}
{"event":"connected","at":2,"session":"alice","instance":"a"}
{"event":"connected","at":3,"session":"bob","instance":"b"}
{"event":"joined","at":4,"session":"alice","room":"lobby"}
{"event":"joined","at":5,"session":"bob","room":"lobby"}
)";
    if (fault == Fault::Nothing)
        return lines + "{\"event\":\"settled\",\"at\":20000000000}\n";
    for (const char n : {'1', '2'}) {
        const QByteArray number = QByteArray(R"("room":"lobby","n":)") + n + '}' + '\n';
        const QByteArray at = QByteArray(1, n) + "000000000";
        const QByteArray received =
            R"({"event":"received","at":)" + at + R"(,"session":"bob","from":"alice",)" + number;
        lines += R"({"event":"sent","at":)" + at + R"(,"intended":)" + at + R"(,"session":"alice",)" + number;
        if (fault != Fault::Lost || n == '1')
            lines += received;
        if (fault == Fault::Twice && n == '2')
            lines += received;
    }
    if (fault != Fault::Unsettled)
        lines += QByteArray(R"({"event":"settled","at":20000000000)") +
                 (fault == Fault::Interrupted ? ",\"interrupted\":true}\n" : "}\n");
    return lines;
}

Result<Verdict> TestHistoryJudge::judge(const QByteArray &bytes, bool *isTorn)
{
    HistoryJudge judge;
    if (const auto fed = judge.feed(bytes); !fed)
        return tl::unexpected(fed.error());
    if (const auto finished = judge.finish(); !finished)
        return tl::unexpected(finished.error());
    if (isTorn)
        *isTorn = judge.isTorn();
    return judge.verdict();
}

void TestHistoryJudge::judges_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<Judgement>("judgement");
    QTest::addColumn<QString>("failed");
    QTest::newRow("all there") << Fault::None << Judgement::Pass << QString();
    QTest::newRow("lost") << Fault::Lost << Judgement::Fail << "no-loss";
    QTest::newRow("twice") << Fault::Twice << Judgement::Fail << "no-duplicates";
    QTest::newRow("without an end") << Fault::Unsettled << Judgement::Unknown << QString();
    QTest::newRow("interrupted") << Fault::Interrupted << Judgement::Unknown << QString();
    QTest::newRow("nothing due") << Fault::Nothing << Judgement::Unknown << QString();
}

void TestHistoryJudge::judges()
{
    QFETCH(Fault, fault);
    const auto verdict = judge(history(fault));
    QVERIFY2(verdict, verdict ? "" : qPrintable(verdict.error().toString()));
    QTEST(verdict->judgement, "judgement");
    QStringList failed;
    for (const InvariantVerdict &each : verdict->invariants) {
        if (each.judgement == Judgement::Fail)
            failed.append(each.name);
    }
    QTEST(failed.join(','), "failed");
}

void TestHistoryJudge::comesToTheSameHoweverItIsCut()
{
    const QByteArray bytes = history(Fault::Lost);
    const auto whole = judge(bytes);
    QVERIFY(whole);
    for (const qsizetype size : {1, 2, 7, 64, 500}) {
        HistoryJudge inPieces;
        for (qsizetype at = 0; at < bytes.size(); at += size)
            QVERIFY(inPieces.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at))));
        QVERIFY(inPieces.finish());
        QCOMPARE(inPieces.verdict().toJson(), whole->toJson());
        QCOMPARE(inPieces.run(), QStringLiteral("r1"));
    }
}

void TestHistoryJudge::takesALastLineWithoutEnd()
{
    bool isTorn = true;
    const auto verdict = judge(history(Fault::None).chopped(1), &isTorn);
    QVERIFY(verdict);
    QCOMPARE(verdict->judgement, Judgement::Pass);
    QVERIFY(!isTorn);
}

void TestHistoryJudge::takesATornLineForTheEnd()
{
    for (const int chopped : {2, 10, 30}) {
        bool isTorn = false;
        const auto verdict = judge(history(Fault::None).chopped(chopped), &isTorn);
        QVERIFY(verdict);
        QVERIFY(isTorn);
        QCOMPARE(verdict->judgement, Judgement::Unknown);
        QVERIFY(!verdict->reason.isEmpty());
    }
    // What is known to be wrong stays wrong.
    bool isTorn = false;
    const auto verdict = judge(history(Fault::Twice).chopped(3), &isTorn);
    QVERIFY(verdict);
    QVERIFY(isTorn);
    QCOMPARE(verdict->judgement, Judgement::Fail);
}

void TestHistoryJudge::passesOverBlankLines()
{
    const auto verdict = judge("\n \r\n" + history(Fault::None).replace("\n", "\r\n\n") + "  ");
    QVERIFY(verdict);
    QCOMPARE(verdict->judgement, Judgement::Pass);
}

void TestHistoryJudge::judgesInTheOrderOfTimes()
{
    QByteArrayList lines = history(Fault::None).split('\n');
    const auto sent = std::find_if(lines.begin(), lines.end(), [](const auto &line) { return line.contains("sent"); });
    std::iter_swap(sent, sent + 1); // Received, then sent.
    QVERIFY(sent->contains("received"));
    (sent + 1)->replace(R"("at":1000000000)", R"("at":999999999)");
    const auto verdict = judge(lines.join('\n'));
    QVERIFY(verdict);
    QCOMPARE(verdict->judgement, Judgement::Pass);
    QCOMPARE(verdict->total.due, judge(history(Fault::None))->total.due);
}

/// As our own runs do, whose scenarios have `expect` steps.
void TestHistoryJudge::judgesWhatIsExpectedOnTheWay_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QByteArray>("invariant");
    QTest::addColumn<Judgement>("judgement");
    QTest::addColumn<QString>("reason");
    QTest::newRow("holds") << Fault::None << QByteArray("\"no-loss\"") << Judgement::Pass << QString();
    QTest::newRow("does not hold") << Fault::Twice << QByteArray("\"sender-order\",\"no-duplicates\"")
                                   << Judgement::Fail << "no-duplicates, no-duplicates, expected in line 7 failed";
    QTest::newRow("cannot be known")
        << Fault::None << QByteArray("\"reconverges\"") << Judgement::Unknown
        << "reconverges: within 5 s, expected in line 7: there was no fault to recover from";
    QTest::newRow("was not watched") << Fault::None << QByteArray("\"same-order\"") << Judgement::Unknown
                                     << "same-order, expected in line 7: the order was not watched from the start";
}

void TestHistoryJudge::judgesWhatIsExpectedOnTheWay()
{
    QFETCH(Fault, fault);
    QFETCH(QByteArray, invariant);
    QByteArray lines = history(fault);
    const qsizetype end = lines.indexOf("{\"event\":\"settled\"");
    const QByteArray expected = R"({"event":"expected","at":3000000000,"where":"line 7","invariants":[)";
    const auto verdict = judge(lines.insert(end, expected + invariant + "]}\n"));
    QVERIFY(verdict);
    QTEST(verdict->judgement, "judgement");
    QTEST(verdict->reason, "reason");
}

/// So many lines are waited for.
void TestHistoryJudge::keepsNoMoreThanItNeeds()
{
    QByteArray lines = history(Fault::None);
    const qsizetype end = lines.indexOf("{\"event\":\"settled\"");
    QByteArray many;
    for (int i = 0; i < 20'001; ++i)
        many += R"({"event":"harness","at":3000000000,"lagNs":1,"slipNs":1,"cpu":0.1})"
                "\n";
    QVERIFY(judge(QByteArray(lines).insert(end, many)));
    many += R"({"event":"left","at":2999999999,"session":"bob","room":"lobby"})"
            "\n";
    const auto verdict = judge(lines.insert(end, many));
    QVERIFY(!verdict);
    QVERIFY2(verdict.error().toString().contains("stands too far before it"), qPrintable(verdict.error().toString()));
}

void TestHistoryJudge::saysWhichLineIsWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("message");
    const QByteArray good = history(Fault::None);
    const QByteArray settled = "{\"event\":\"settled\",\"at\":5}\n";
    QTest::newRow("empty") << QByteArray() << "There is nothing in it. A history begins with a “run” event";
    QTest::newRow("blank") << QByteArray(" \n\n") << "There is nothing in it. A history begins with a “run” event";
    QTest::newRow("no run")
        << settled
        << "Line 1: A history begins with a “run” event, but this is another. Write what is claimed and "
           "what is to be judged into the first line";
    QTest::newRow("no run, no line end")
        << settled.chopped(1)
        << "Line 1: A history begins with a “run” event, but this is another. Write what "
           "is claimed and what is to be judged into the first line";
    QTest::newRow("torn first line") << QByteArray("{\"event\":\"ru") << "Line 1: It is no JSON: *";
    QTest::newRow("other text") << QByteArray("\nhello\n") << "Line 2: It is no JSON: *";
    QTest::newRow("unknown claim") << QByteArray(good).replace("at-most-once", "at-most-twice")
                                   << "Line 1: “at-most-twice” is nothing that can be claimed*";
    QTest::newRow("unknown invariant") << QByteArray(good).replace("no-loss", "no-los") << "Line 1: *no-los*no-loss*";
    QTest::newRow("unknown expectation") << history(Fault::Unsettled) +
                                                R"({"event":"expected","at":3000000000,"invariants":["no-los"]})" + '\n'
                                         << "Line 12: *no-los*no-loss*";
    QTest::newRow("wrong event") << QByteArray(good).replace("\"n\":2}", "\"n\":0}")
                                 << "Line 10: Member “n” of event “sent” has to be *";
    QTest::newRow("second run") << good + good
                                << "Line 13: Another run begins. A file holds one; judge them one by one";
    QTest::newRow("after the end") << good + settled
                                   << "Line 13: Something follows the “settled” event. It is the end*";
    QTest::newRow("out of order") << QByteArray(good).replace("\"at\":20000000000", "\"at\":3")
                                  << "Line 12: It happened at 0.0000 s, but what happened at 0.0000 s stands too far "
                                     "before it. Events have to be in the order of their times, give or take a second";
}

void TestHistoryJudge::saysWhichLineIsWrong()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, message);
    const auto verdict = judge(bytes);
    QVERIFY(!verdict);
    const auto pattern = QRegularExpression::fromWildcard(message);
    QVERIFY2(pattern.match(verdict.error().toString()).hasMatch(), qPrintable(verdict.error().toString()));
}

void TestHistoryJudge::collectsNoEndlessLine()
{
    HistoryJudge judge;
    const QByteArray piece(100'000, ' ');
    int pieces = 0;
    Result<void> result;
    while (result && pieces < 1000) {
        result = judge.feed(piece);
        ++pieces;
    }
    QVERIFY(!result);
    QCOMPARE(pieces, 11);
    QCOMPARE(result.error().what, QStringLiteral("Line 1: The line is longer than 1 MiB"));
}

void TestHistoryJudge::countsLines()
{
    HistoryJudge judge;
    const QByteArray bytes = history(Fault::None);
    QVERIFY(judge.feed(bytes));
    QVERIFY(judge.finish());
    QCOMPARE(judge.lines(), quint64(bytes.count('\n')));
}

QTEST_APPLESS_MAIN(TestHistoryJudge)
#include "tst_historyjudge.moc"
