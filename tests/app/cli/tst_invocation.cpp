// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/invocation.h"

#include <QtTest>

using namespace crosstalk;

class tst_Invocation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void demoHasDefaults();
    void demoTakesOptions();
    void checkTakesAFile();
    void benchTakesOptions();
    void printsInsteadOfDoing_data();
    void printsInsteadOfDoing();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

private:
    static Result<Invocation> parse(const QString &line)
    {
        return parseInvocation(QStringList{"crosstalk"} + line.split(' ', Qt::SkipEmptyParts));
    }
};

void tst_Invocation::demoHasDefaults()
{
    const auto invocation = parse("demo");
    QVERIFY(invocation);
    const auto options = std::get<DemoOptions>(*invocation);
    QCOMPARE(options.instances, 3);
    QCOMPARE(options.messages, 100);
    QCOMPARE(options.dialect, QStringLiteral("crosstalk"));
    QCOMPARE(options.server, QString());
    QCOMPARE(options.redisServer, QString());
}

void tst_Invocation::demoTakesOptions()
{
    const auto invocation =
        parse("demo --instances 5 --messages=1000 --dialect plain --server /x/server --redis-server /x/redis");
    QVERIFY(invocation);
    const auto options = std::get<DemoOptions>(*invocation);
    QCOMPARE(options.instances, 5);
    QCOMPARE(options.messages, 1000);
    QCOMPARE(options.dialect, QStringLiteral("plain"));
    QCOMPARE(options.server, QStringLiteral("/x/server"));
    QCOMPARE(options.redisServer, QStringLiteral("/x/redis"));
}

void tst_Invocation::checkTakesAFile()
{
    const auto plain = parse("check history.jsonl");
    QVERIFY(plain);
    QCOMPARE(std::get<CheckOptions>(*plain).file, QStringLiteral("history.jsonl"));
    QCOMPARE(std::get<CheckOptions>(*plain).json, QString());
    const auto both = parse("check --json verdict.json -");
    QVERIFY(both);
    QCOMPARE(std::get<CheckOptions>(*both).file, QStringLiteral("-"));
    QCOMPARE(std::get<CheckOptions>(*both).json, QStringLiteral("verdict.json"));
}

void tst_Invocation::benchTakesOptions()
{
    const auto usual = parse("bench ledger");
    QVERIFY(usual);
    QCOMPARE(std::get<BenchOptions>(*usual).received, qint64(10'000'000));
    QCOMPARE(std::get<BenchOptions>(*usual).json, QString());
    const auto other = parse("bench ledger --received 5000 --json x.json");
    QVERIFY(other);
    QCOMPARE(std::get<BenchOptions>(*other).received, qint64(5000));
    QCOMPARE(std::get<BenchOptions>(*other).json, QStringLiteral("x.json"));
}

void tst_Invocation::printsInsteadOfDoing_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("part");
    QTest::newRow("help") << "--help"
                          << "Commands:";
    QTest::newRow("help, short") << "-h"
                                 << "demo";
    QTest::newRow("help of demo") << "demo --help"
                                  << "--instances <count>";
    QTest::newRow("help before what is wrong") << "demo --instances 0 -h"
                                               << "--redis-server <path>";
    QTest::newRow("help of check") << "check -h"
                                   << "--json <file>";
    QTest::newRow("help of bench") << "bench -h"
                                   << "--received <count>";
    QTest::newRow("version") << "--version"
                             << "crosstalk 1.2.3\n";
}

void tst_Invocation::printsInsteadOfDoing()
{
    QFETCH(QString, line);
    QFETCH(QString, part);
    const auto invocation = parse(line);
    QVERIFY(invocation);
    const auto text = std::get<Notice>(*invocation).text;
    QVERIFY2(text.contains(part), qPrintable(text));
    QVERIFY(text.endsWith('\n'));
    for (const QString &each : text.split('\n'))
        QVERIFY2(each.startsWith("Usage:") || each.size() <= 80, qPrintable(each));
}

void tst_Invocation::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("message");
    QTest::newRow("nothing") << ""
                             << "No command given. Try crosstalk --help";
    QTest::newRow("command") << "dmeo"
                             << "Unknown command “dmeo”. Try crosstalk --help";
    QTest::newRow("option") << "--dmeo"
                            << "Unknown option “--dmeo”. Try crosstalk --help";
    QTest::newRow("option of demo") << "demo --foo"
                                    << "Unknown option 'foo'. Try crosstalk demo --help";
    QTest::newRow("value missing") << "demo --instances"
                                   << "Missing value after '--instances'. Try crosstalk demo --help";
    QTest::newRow("argument") << "demo now"
                              << "Unexpected argument “now”. Try crosstalk demo --help";
    QTest::newRow("check without a file") << "check --json x"
                                          << "No history given. Try crosstalk check --help";
    QTest::newRow("check of two") << "check x y"
                                  << "Unexpected argument “y”. Try crosstalk check --help";
    QTest::newRow("option of check") << "check --foo x"
                                     << "Unknown option 'foo'. Try crosstalk check --help";
    QTest::newRow("bench of nothing") << "bench"
                                      << "Nothing to measure given. There is: ledger";
    QTest::newRow("bench of what there is not") << "bench server"
                                                << "“server” is nothing to measure. There is: ledger";
    QTest::newRow("bench of too little") << "bench ledger --received 1"
                                         << "--received cannot be “1”. Use a number from 1000 to 1000000000";
    QTest::newRow("no number") << "demo --instances two"
                               << "--instances cannot be “two”. Use a number from 1 to 26";
    QTest::newRow("too few") << "demo --instances 0"
                             << "--instances cannot be “0”. Use a number from 1 to 26";
    QTest::newRow("too many") << "demo --instances 27"
                              << "--instances cannot be “27”. Use a number from 1 to 26";
    QTest::newRow("messages") << "demo --messages=-1"
                              << "--messages cannot be “-1”. Use a number from 1 to 100000";
}

void tst_Invocation::saysWhatIsWrong()
{
    QFETCH(QString, line);
    const auto invocation = parse(line);
    QVERIFY(!invocation);
    QTEST(invocation.error().toString(), "message");
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion("1.2.3");
    tst_Invocation test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_invocation.moc"
