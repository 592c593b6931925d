// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/logfilter.h"
#include "app/desktop/models/logmodel.h"
#include "app/desktop/models/messagefilter.h"
#include "app/desktop/models/messagemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

InstanceTag instance(int number)
{
    return {QString(QLatin1Char(static_cast<char>('a' + number))), number};
}

/// "line 7", of a, b and c in turn; every tenth an error.
QList<LogLine> logLines(int first, int count)
{
    QList<LogLine> lines;
    for (int i = first; i < first + count; ++i)
        lines << LogLine{QTime(1, 2), instance(i % 3),
                         QStringLiteral("%1line %2").arg(QLatin1String(i % 10 == 0 ? "ERROR " : "")).arg(i)};
    return lines;
}

/// Models that hold a row for each number.
struct Numbers
{
    explicit Numbers(qsizetype limit)
        : model(nullptr, limit)
    {
        filter.setModel(&model);
    }
    void append(int first, int count, MessageRow::Class what = MessageRow::OnItsWay)
    {
        QList<MessageRow> rows;
        for (int i = first; i < first + count; ++i)
            rows << row(i, what);
        model.append(rows);
    }
    static MessageRow row(int n, MessageRow::Class what)
    {
        MessageRow result;
        result.probe.n = static_cast<quint64>(n);
        result.receiver = QString::number(n % 2);
        result.classes = what;
        return result;
    }
    /// Of the first, by their serials, from which the rows count as well.
    void change(const QList<int> &which, MessageRow::Class what)
    {
        QHash<quint64, MessageRow> rows;
        for (const int n : which)
            rows.insert(static_cast<quint64>(n), row(n, what));
        model.change(rows);
    }
    void want(MessageRow::Class what)
    {
        MessageQuery query;
        query.classes = what;
        filter.setQuery(query);
    }
    QList<int> shown() const
    {
        QList<int> result;
        for (int row = 0; row < filter.rowCount(); ++row)
            result << filter.index(row, MessageModel::NumberColumn).data().toInt();
        return result;
    }

    MessageModel model;
    MessageFilter filter;
    QAbstractItemModelTester tester{&filter, fatal};
};

QStringList texts(const QAbstractItemModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result << model.index(row, LogModel::TextColumn).data().toString();
    return result;
}

} // namespace

class tst_rowfilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAllWithoutAFilter();
    void takesWhatIsAppended();
    void dropsWhatGoesAtTheFront();
    void followsChanges_data();
    void followsChanges();
    void changesAreToldInRuns();
    void searchesNewestFirstInSlices();
    void takesAndDropsRowsWhileItSearches();
    void aNewFilterEndsTheSearchOfTheOld();
    void mapsBothWays();
    void hasHeadersWithoutRows();
    void outlivesItsModel();
    void wantsLines_data();
    void wantsLines();
};

void tst_rowfilter::showsAllWithoutAFilter()
{
    Numbers numbers(100);
    QSignalSpy inserted(&numbers.filter, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&numbers.filter, &QAbstractItemModel::rowsRemoved);
    numbers.append(0, 80);
    numbers.append(80, 40);
    QCOMPARE(numbers.filter.rowCount(), 100);
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(numbers.shown().constFirst(), 20);
    QVERIFY(!numbers.filter.isSearching());
    QSignalSpy changed(&numbers.filter, &QAbstractItemModel::dataChanged);
    numbers.change({30}, MessageRow::Lost);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 10);
}

void tst_rowfilter::takesWhatIsAppended()
{
    Numbers numbers(100);
    numbers.want(MessageRow::Lost);
    QSignalSpy counts(&numbers.filter, &RowFilter::countsChanged);
    numbers.append(0, 3);
    QCOMPARE(numbers.shown(), QList<int>());
    QCOMPARE(counts.size(), 1); // Of how many they are has changed.
    numbers.append(3, 2, MessageRow::Lost);
    numbers.append(5, 2);
    numbers.append(7, 1, MessageRow::Lost);
    QCOMPARE(numbers.shown(), (QList<int>{3, 4, 7}));
}

void tst_rowfilter::dropsWhatGoesAtTheFront()
{
    Numbers numbers(10);
    numbers.want(MessageRow::Lost);
    numbers.append(0, 2, MessageRow::Lost);
    numbers.append(2, 5);
    numbers.append(7, 3, MessageRow::Lost);
    QCOMPARE(numbers.shown(), (QList<int>{0, 1, 7, 8, 9}));
    QSignalSpy removed(&numbers.filter, &QAbstractItemModel::rowsRemoved);
    numbers.append(10, 1);
    QCOMPARE(numbers.shown(), (QList<int>{1, 7, 8, 9}));
    numbers.append(11, 4);
    QCOMPARE(numbers.shown(), (QList<int>{7, 8, 9}));
    QCOMPARE(removed.size(), 2);
    // None of those that are shown.
    numbers.append(15, 1);
    QCOMPARE(removed.size(), 2);
    numbers.append(16, 30);
    QCOMPARE(numbers.shown(), QList<int>());
    // What goes has not moved what comes.
    numbers.append(46, 1, MessageRow::Lost);
    QCOMPARE(numbers.shown(), QList<int>{46});
}

void tst_rowfilter::followsChanges_data()
{
    QTest::addColumn<QList<int>>("before");
    QTest::addColumn<QList<int>>("lost");
    QTest::addColumn<QList<int>>("delivered");
    QTest::addColumn<QList<int>>("after");
    QTest::newRow("into none") << QList<int>{} << QList<int>{2, 3, 5} << QList<int>{} << QList<int>{2, 3, 5};
    QTest::newRow("between") << QList<int>{0, 9} << QList<int>{4, 5} << QList<int>{} << QList<int>{0, 4, 5, 9};
    QTest::newRow("about one that stays")
        << QList<int>{5} << QList<int>{4, 5, 6} << QList<int>{} << QList<int>{4, 5, 6};
    QTest::newRow("at both ends") << QList<int>{5} << QList<int>{0, 9} << QList<int>{} << QList<int>{0, 5, 9};
    QTest::newRow("away") << QList<int>{1, 2, 3, 7} << QList<int>{} << QList<int>{1, 2, 7} << QList<int>{3};
    QTest::newRow("all away") << QList<int>{0, 1, 9} << QList<int>{} << QList<int>{0, 1, 9} << QList<int>{};
    QTest::newRow("away across another") << QList<int>{1, 3} << QList<int>{} << QList<int>{1, 2, 3} << QList<int>{};
    QTest::newRow("not wanted") << QList<int>{1} << QList<int>{} << QList<int>{4, 5} << QList<int>{1};
    QTest::newRow("both") << QList<int>{1, 2} << QList<int>{3, 4} << QList<int>{1, 2} << QList<int>{3, 4};
}

void tst_rowfilter::followsChanges()
{
    QFETCH(QList<int>, before);
    QFETCH(QList<int>, lost);
    QFETCH(QList<int>, delivered);
    Numbers numbers(10);
    // Rows that have gone shift those that are changed.
    numbers.append(-3, 3);
    numbers.append(0, 10);
    QHash<quint64, MessageRow> rows;
    const auto add = [&](const QList<int> &which, MessageRow::Class what) {
        for (const int n : which)
            rows.insert(static_cast<quint64>(n + 3), Numbers::row(n, what));
    };
    add(before, MessageRow::Lost);
    numbers.model.change(rows);
    numbers.want(MessageRow::Lost);
    QCOMPARE(numbers.shown(), before);
    rows.clear();
    add(lost, MessageRow::Lost);
    add(delivered, MessageRow::Delivered);
    numbers.model.change(rows);
    QTEST(numbers.shown(), "after");
}

void tst_rowfilter::changesAreToldInRuns()
{
    Numbers numbers(100);
    numbers.append(0, 20, MessageRow::Lost);
    MessageQuery query;
    query.receiver = QStringLiteral("1");
    query.classes = MessageRow::Classes(MessageRow::Lost | MessageRow::Delayed);
    numbers.filter.setQuery(query);
    QCOMPARE(numbers.filter.rowCount(), 10);
    QSignalSpy changed(&numbers.filter, &QAbstractItemModel::dataChanged);
    QSignalSpy removed(&numbers.filter, &QAbstractItemModel::rowsRemoved);
    numbers.change({5, 6, 7, 8, 9}, MessageRow::Delayed);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 2);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 4);
    numbers.change({5, 6, 7, 8, 9}, MessageRow::Delivered);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(numbers.filter.rowCount(), 7);
}

constexpr int many = 6'000;

/// That of 6,000 lines, which looks at 64 of them at a time.
struct Search
{
    Search()
    {
        model.append(logLines(0, many));
        filter.setModel(&model);
    }
    LogModel model{nullptr, many};
    LogFilter filter{nullptr, 0ms};
    QAbstractItemModelTester tester{&filter, fatal};
};

void tst_rowfilter::searchesNewestFirstInSlices()
{
    Search search;
    auto &[model, filter, tester] = search;
    QSignalSpy searching(&filter, &RowFilter::searchingChanged);
    QSignalSpy inserted(&filter, &QAbstractItemModel::rowsInserted);
    filter.setQuery({.text = QStringLiteral("LINE"), .source = QStringLiteral("b")});
    QVERIFY(filter.isSearching());
    QCOMPARE(searching.size(), 1);
    const int found = filter.rowCount();
    QVERIFY(found > 0);
    QVERIFY(found <= 64);
    QCOMPARE(filter.index(found - 1, LogModel::TextColumn).data().toString(), QStringLiteral("line 5998"));
    QTRY_VERIFY(!filter.isSearching());
    QCOMPARE(searching.size(), 2);
    QVERIFY(inserted.size() > 1);
    for (const QList<QVariant> &each : inserted)
        QCOMPARE(each.at(1).toInt(), 0);
    QCOMPARE(filter.rowCount(), many / 3);
    QCOMPARE(filter.index(0, LogModel::TextColumn).data().toString(), QStringLiteral("line 1"));
    QCOMPARE(filter.index(1, LogModel::TextColumn).data().toString(), QStringLiteral("line 4"));
    // All of them are there at once.
    filter.setQuery({});
    QCOMPARE(filter.rowCount(), many);
    QVERIFY(!filter.isSearching());
}

void tst_rowfilter::takesAndDropsRowsWhileItSearches()
{
    Search search;
    auto &[model, filter, tester] = search;
    filter.setQuery({.text = {}, .source = {}, .least = LogLevel::Error});
    QVERIFY(filter.isSearching());
    // The oldest go before anybody has looked at them.
    model.append(logLines(many, 1'000));
    QVERIFY(filter.isSearching());
    QCOMPARE(filter.index(filter.rowCount() - 1, LogModel::TextColumn).data().toString(),
             QStringLiteral("ERROR line 6990"));
    QTRY_VERIFY(!filter.isSearching());
    QCOMPARE(filter.rowCount(), model.rowCount() / 10);
    QCOMPARE(filter.index(0, LogModel::TextColumn).data().toString(), QStringLiteral("ERROR line 1000"));
    // All of them go.
    filter.setQuery({.text = QStringLiteral("nothing of the kind")});
    QVERIFY(filter.isSearching());
    QList<LogLine> lines = logLines(0, many);
    model.append(lines);
    QVERIFY(!filter.isSearching());
    QCOMPARE(filter.rowCount(), 0);
}

void tst_rowfilter::aNewFilterEndsTheSearchOfTheOld()
{
    Search search;
    auto &[model, filter, tester] = search;
    for (const char *typed : {"n", "ni", "nin", "nine"})
        filter.setQuery({.text = QString::fromLatin1(typed)});
    QVERIFY(filter.isSearching());
    filter.setQuery({.text = QStringLiteral("999")});
    QTRY_VERIFY(!filter.isSearching());
    QStringList expected;
    for (int thousand = 0; thousand < many; thousand += 1000)
        expected << QStringLiteral("line %1").arg(thousand + 999);
    QCOMPARE(texts(filter), expected);
}

void tst_rowfilter::mapsBothWays()
{
    Numbers numbers(10);
    numbers.append(0, 4);
    numbers.append(4, 2, MessageRow::Lost);
    for (const bool isAll : {true, false}) {
        if (!isAll)
            numbers.want(MessageRow::Lost);
        for (int row = 0; row < numbers.filter.rowCount(); ++row) {
            const QModelIndex index = numbers.filter.index(row, 2);
            QCOMPARE(numbers.filter.mapFromSource(numbers.filter.mapToSource(index)), index);
        }
    }
    QVERIFY(!numbers.filter.mapFromSource(numbers.model.index(0, 0)).isValid());
    QCOMPARE(numbers.filter.mapToSource(numbers.filter.index(0, 0)).row(), 4);
    // Of another model, which may have gone.
    const Numbers others(10);
    QVERIFY(!numbers.filter.mapToSource(others.filter.index(0, 0)).isValid());
    QVERIFY(!numbers.filter.mapFromSource(numbers.filter.index(0, 0)).isValid());
}

void tst_rowfilter::hasHeadersWithoutRows()
{
    const Numbers numbers(10);
    QCOMPARE(numbers.filter.headerData(MessageModel::ClassColumn, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("Outcome"));
    QCOMPARE(numbers.filter.columnCount(), int(MessageModel::ColumnCount));
    QVERIFY(!numbers.filter.hasChildren());
}

void tst_rowfilter::outlivesItsModel()
{
    for (const QString &text : {QString(), QStringLiteral("line")}) {
        LogFilter filter;
        QAbstractItemModelTester tester(&filter, fatal);
        filter.setQuery({.text = text});
        {
            LogModel model;
            filter.setModel(&model);
            model.append(logLines(0, 10));
            QCOMPARE(filter.rowCount(), 10);
        }
        QCOMPARE(filter.rowCount(), 0);
        LogModel other;
        other.append(logLines(0, 3));
        filter.setModel(&other);
        QCOMPARE(filter.rowCount(), 3);
        LogModel third;
        filter.setModel(&third);
        other.append(logLines(3, 3));
        QCOMPARE(filter.rowCount(), 0);
    }
}

void tst_rowfilter::wantsLines_data()
{
    QTest::addColumn<LogQuery>("query");
    QTest::addColumn<QStringList>("lines");
    const auto query = [](const char *text, const char *source, LogLevel least = LogLevel::Unknown) {
        return LogQuery{QString::fromLatin1(text), QString::fromLatin1(source), least};
    };
    const QStringList all{QStringLiteral("ERROR of a"), QStringLiteral("WARN of b"), QStringLiteral("INFO of broker"),
                          QStringLiteral("FATAL of broker")};
    QTest::newRow("everything") << query("", "") << all;
    QTest::newRow("text") << query("error", "") << all.mid(0, 1);
    QTest::newRow("name of the source") << query("BROKE", "") << all.mid(2, 2);
    QTest::newRow("source") << query("", "b") << all.mid(1, 1);
    QTest::newRow("warnings and worse") << query("", "", LogLevel::Warning) << all.mid(0, 2) + all.mid(3, 1);
    QTest::newRow("errors") << query("", "", LogLevel::Error) << all.mid(0, 1) + all.mid(3, 1);
    QTest::newRow("all at once") << query("of", "broker", LogLevel::Error) << all.mid(3, 1);
    QTest::newRow("none") << query("x", "a") << QStringList();
}

void tst_rowfilter::wantsLines()
{
    QFETCH(LogQuery, query);
    LogModel model;
    LogFilter filter;
    QAbstractItemModelTester tester(&filter, fatal);
    filter.setModel(&model);
    const InstanceTag broker{QStringLiteral("broker"), -1};
    model.append({{QTime(1, 2), instance(0), QStringLiteral("ERROR of a")},
                  {QTime(1, 2), instance(1), QStringLiteral("WARN of b")},
                  {QTime(1, 2), broker, QStringLiteral("INFO of broker")}});
    filter.setQuery(query);
    model.append({{QTime(1, 2), broker, QStringLiteral("FATAL of broker")}});
    QTEST(texts(filter), "lines");
}

QTEST_GUILESS_MAIN(tst_rowfilter)
#include "tst_rowfilter.moc"
