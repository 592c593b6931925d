// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/chatmodel.h"
#include "app/desktop/models/deliverymodel.h"
#include "app/desktop/models/deliverytable.h"
#include "app/desktop/models/logmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

namespace {

ChatLine received(const QString &text)
{
    ChatLine line;
    line.from = QStringLiteral("bob");
    line.text = text;
    line.via = {QStringLiteral("b"), 1};
    return line;
}

ChatLine own(quint64 n)
{
    ChatLine line;
    line.kind = ChatLine::Kind::Own;
    line.from = QStringLiteral("alice");
    line.text = QStringLiteral("message %1").arg(n);
    line.probe = {QStringLiteral("alice"), QStringLiteral("lobby"), n};
    return line;
}

QList<LogLine> logLines(int first, int count)
{
    QList<LogLine> lines;
    for (int i = first; i < first + count; ++i)
        lines << LogLine{QTime(12, 0), {QStringLiteral("a"), 0}, QStringLiteral("line %1").arg(i)};
    return lines;
}

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

class tst_models : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chatMarksItsOwnLines();
    void chatKeepsTheLastLines();
    void chatTakesABatchBeyondItsLimit();
    void deliverySignalsOnlyCellsThatChanged();
    void deliverySaysWhatIsWrong_data();
    void deliverySaysWhatIsWrong();
    void deliveryIsATableForOthers();
    void deliveryGrowsWithTheCluster();
    void logKeepsTheLastLines();
    void logKeepsSoManyBytes();
    void logCutsWhatIsTooLong();
    void logShowsTheBeginningOfALongLine();
    void logKnowsSourcesAndLevels();
};

void tst_models::chatMarksItsOwnLines()
{
    ChatModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.append({received(QStringLiteral("hello")), own(1), own(2)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

    const DeliveryMark mark{DeliveryMark::Kind::Delivered, QStringLiteral("✓✓ 2 of 2 · 1.9 ms")};
    model.setMark(own(2).probe, mark);
    QCOMPARE(model.line(2).mark, mark);
    QCOMPARE(model.line(1).mark, DeliveryMark{});
    model.setMark(own(2).probe, mark);
    model.setMark(own(3).probe, mark);
    QCOMPARE(changed.size(), 1);
    QVERIFY(model.index(2).data(Qt::AccessibleTextRole).toString().contains(mark.text));
}

void tst_models::chatKeepsTheLastLines()
{
    ChatModel model(nullptr, 3);
    QAbstractItemModelTester tester(&model, fatal);
    model.append({own(1), own(2)});
    const quint64 second = model.index(1).data(ChatModel::SerialRole).toULongLong();
    model.append({own(3), own(4)});

    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.line(0).probe.n, 2u);
    QCOMPARE(model.index(0).data(ChatModel::SerialRole).toULongLong(), second);
    const DeliveryMark mark{DeliveryMark::Kind::Missing, QStringLiteral("✓ 1 of 2 · carol missing")};
    model.setMark(own(1).probe, mark);
    model.setMark(own(4).probe, mark);
    QCOMPARE(model.line(0).mark, DeliveryMark{});
    QCOMPARE(model.line(2).mark, mark);
}

void tst_models::chatTakesABatchBeyondItsLimit()
{
    ChatModel model(nullptr, 3);
    QAbstractItemModelTester tester(&model, fatal);
    model.append({own(1), own(2), own(3), own(4), own(5)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.line(0).probe.n, 3u);
    model.append({own(6), own(7), own(8), own(9)});
    QCOMPARE(model.line(0).probe.n, 7u);
}

void tst_models::deliverySignalsOnlyCellsThatChanged()
{
    DeliveryModel model;
    QAbstractItemModelTester tester(&model, fatal);
    DeliverySnapshot snapshot{{{QStringLiteral("a"), 0}, {QStringLiteral("b"), 1}}, QList<DeliveryCell>(4)};
    model.setSnapshot(snapshot);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    snapshot.cells[2].due = 5;
    snapshot.cells[2].delivered = 5;
    model.setSnapshot(snapshot);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().constFirst().toModelIndex(), model.index(1, 0));
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("5 / 5"));
}

void tst_models::deliverySaysWhatIsWrong_data()
{
    QTest::addColumn<DeliveryCell>("cell");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("others");
    QTest::addColumn<QString>("figures");
    QTest::addColumn<QStringList>("reasons");
    QTest::addColumn<bool>("isBad");
    const auto cell = [](auto change) {
        DeliveryCell result{412, 412};
        result.p50 = 1'400us;
        result.p99 = 3ms;
        change(result);
        return result;
    };
    const QString percentiles = QStringLiteral("p50 1.4 · p99 3.0 ms");
    const QString all = QStringLiteral("412 / 412 · ") + percentiles;
    const QString some = QStringLiteral("351 / 412 · ") + percentiles;
    const QString frozen = QStringLiteral("C is frozen");
    const QStringList none;
    const auto lost = [](DeliveryCell &c) {
        c.delivered = 351;
        c.lost = 61;
    };
    const auto lostSince = [lost](DeliveryCell &c) {
        lost(c);
        c.since = QDateTime(QDate(2026, 1, 2), QTime(12, 4, 31));
    };
    const auto explained = [&](DeliveryCell &c) {
        lostSince(c);
        c.why = frozen;
    };
    const auto row = [](const char *name, const DeliveryCell &with, const char *headline, const char *others,
                        const QString &figures, const QStringList &reasons, bool isBad) {
        QTest::newRow(name) << with << QString::fromUtf8(headline) << QString::fromUtf8(others) << figures << reasons
                            << isBad;
    };
    row("idle", {}, "–", "", QStringLiteral("nothing sent yet"), none, false);
    row("clean", cell([](DeliveryCell &) {}), "412 / 412", "", percentiles, none, false);
    row("under way", cell([](DeliveryCell &c) { c.delivered = 411; }), "411 / 412", "", percentiles, none, false);
    row("lost", cell(lost), "61 lost", "", some, none, true);
    row("lost, nobody knows why", cell(lostSince), "61 lost", "", some, {QStringLiteral("since 12:04:31")}, true);
    row("lost in a fault", cell(explained), "61 lost", "", some, {frozen + QStringLiteral(" since 12:04:31"), frozen},
        true);
    row("about to be lost", cell([&](DeliveryCell &c) { c.why = frozen; }), "412 / 412", "", percentiles, {frozen},
        false);
    row("delayed", cell([](DeliveryCell &c) { c.delayed = 21; }), "21 delayed", "", all, none, false);
    row("some missed, some delayed", cell([](DeliveryCell &c) {
            c.missed = 7;
            c.delayed = 21;
        }),
        "7 missed", "21 delayed", all, none, false);
    row("phantom", cell([](DeliveryCell &c) {
            c.phantoms = 2;
            c.delayed = 4;
        }),
        "2 phantom", "4 delayed", all, none, true);
    row("twice", cell([](DeliveryCell &c) { c.twice = 2; }), "2 twice", "", all, none, true);
    row("order", cell([](DeliveryCell &c) { c.outOfOrder = 1; }), "1 out of order", "", all, none, true);
    row("missed", cell([](DeliveryCell &c) { c.missed = 7; }), "7 missed", "", all, none, false);
    row("refused", cell([](DeliveryCell &c) { c.refused = 3; }), "3 refused", "", all, none, false);
    row("nothing was ever taken", cell([](DeliveryCell &c) {
            c = {};
            c.refused = 3;
            c.notSent = 2;
            c.unanswered = 1;
            c.why = QStringLiteral("the broker is killed");
        }),
        "3 refused", "2 not sent · 1 unanswered", {}, {QStringLiteral("the broker is killed")}, false);
    row("refused and lost", cell([lost](DeliveryCell &c) {
            lost(c);
            c.refused = 3;
        }),
        "61 lost", "3 refused", some, none, true);
    row("refused and missed", cell([](DeliveryCell &c) {
            c.missed = 7;
            c.refused = 3;
        }),
        "3 refused", "7 missed", all, none, false);
    row("several", cell([](DeliveryCell &c) {
            c.lost = 1;
            c.twice = 3;
        }),
        "1 lost", "3 twice", all, none, true);
}

void tst_models::deliverySaysWhatIsWrong()
{
    QFETCH(DeliveryCell, cell);
    QFETCH(bool, isBad);
    DeliveryModel model;
    model.setSnapshot({{{QStringLiteral("a"), 0}}, {cell}});
    QTEST(model.index(0, 0).data().toString(), "headline");
    const CellWords words = wordsOf(model.index(0, 0).data(DeliveryModel::CellRole).value<DeliveryCell>());
    QTEST(words.headlines.value(0), "headline");
    QTEST(words.others.join(QStringLiteral(" · ")), "others");
    QTEST(words.figures.value(0), "figures");
    QTEST(words.reasons, "reasons");
    QCOMPARE(cell.isBad(), isBad);
    QCOMPARE(cell.isMarred(), !isBad && cell.missed + cell.delayed > 0);
    QCOMPARE(cell.isBlocked(), !isBad && cell.refused + cell.notSent + cell.unanswered > 0);
    // All that the cell says can be heard, too.
    const QString sentence = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
    QCOMPARE(sentence.contains(QStringLiteral(" delayed")), cell.delayed > 0);
    QCOMPARE(sentence.contains(QStringLiteral("3 refused")), cell.refused > 0);
    QCOMPARE(sentence.contains(QStringLiteral("1 unanswered")), cell.unanswered > 0);
    QVERIFY(sentence.contains(cell.why));
}

void tst_models::deliveryIsATableForOthers()
{
    DeliverySnapshot snapshot{{{QStringLiteral("a"), 0}, {QStringLiteral(",\"b"), 1}}, QList<DeliveryCell>(4)};
    QCOMPARE(deliveryTable(snapshot, u','),
             QStringLiteral("from,to,due,delivered,lost,missed,delayed,twice,out of order,corrupted,p50 ms,p99 ms,"
                            "refused,not sent,unanswered,phantom\n"));
    snapshot.cells[1] = {1412, 1400, 5, 7, 4, 2, 1, 3, 1'400us, 3ms, 8, 9, 10};
    snapshot.cells[2].due = 1;
    // By the letters that the window has.
    QCOMPARE(deliveryTable(snapshot, u',').section('\n', 1),
             QStringLiteral("A,\",\"\"\",1412,1400,5,7,4,2,1,3,1.400,3.000,8,9,10,0\n"
                            "\",\"\"\",A,1,0,0,0,0,0,0,0,,,0,0,0,0\n"));
    QCOMPARE(deliveryTable(snapshot, u'\t').count('\t'), 45);
}

void tst_models::deliveryGrowsWithTheCluster()
{
    DeliveryModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setSnapshot({{{QStringLiteral("a"), 0}}, QList<DeliveryCell>(1)});
    model.setSnapshot({{{QStringLiteral("a"), 0}, {QStringLiteral("b"), 1}}, QList<DeliveryCell>(4)});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), 2);
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("B"));
    QCOMPARE(model.headerData(1, Qt::Vertical, DeliveryModel::TagRole).value<InstanceTag>().number, 1);
}

void tst_models::logKeepsTheLastLines()
{
    LogModel model(nullptr, 100);
    QAbstractItemModelTester tester(&model, fatal);
    for (int i = 0; i < 10; ++i)
        model.append(logLines(i * 30, 30));
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(model.index(0, LogModel::TextColumn).data().toString(), QStringLiteral("line 200"));
    QCOMPARE(model.index(99, LogModel::TextColumn).data().toString(), QStringLiteral("line 299"));
    QCOMPARE(model.index(0, LogModel::SourceColumn).data(LogModel::TagRole).value<InstanceTag>().name,
             QStringLiteral("a"));
}

void tst_models::logKeepsSoManyBytes()
{
    LogModel model(nullptr, 1000, 200 * 20);
    QAbstractItemModelTester tester(&model, fatal);
    const auto add = [&](int count, int size) {
        QList<LogLine> lines;
        for (int i = 0; i < count; ++i)
            lines << LogLine{QTime(1, 2), {QStringLiteral("a"), 0}, QString(size, QLatin1Char('x'))};
        model.append(lines);
    };
    add(200, 10);
    QCOMPARE(model.rowCount(), 200);
    // Two more go than must, for others will follow.
    add(1, 10);
    QCOMPARE(model.rowCount(), 198);
    add(2, 10);
    QCOMPARE(model.rowCount(), 200);
    add(1, 1000);
    QCOMPARE(model.rowCount(), 99);
    add(5000, 10);
    QCOMPARE(model.rowCount(), 200);
    add(1000, 1);
    QCOMPARE(model.rowCount(), 1000);
}

void tst_models::logCutsWhatIsTooLong()
{
    LogModel model(nullptr, 1000, 20);
    QAbstractItemModelTester tester(&model, fatal);
    model.append(logLines(0, 1));
    model.append({{QTime(1, 2), {QStringLiteral("a"), 0}, QStringLiteral("0123456789abcdef")}});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.line(0).text, QStringLiteral("0123456789"));
}

void tst_models::logShowsTheBeginningOfALongLine()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, fatal);
    const QString text(100'000, QLatin1Char('x'));
    model.append({{QTime(1, 2), {QStringLiteral("a"), 0}, text}});
    const QModelIndex index = model.index(0, LogModel::TextColumn);
    QCOMPARE(index.data().toString().size(), LogModel::shownCharacters + 1);
    QCOMPARE(index.data(Qt::ToolTipRole).toString().size(), LogModel::shownCharacters + 1);
    QCOMPARE(index.data(Qt::EditRole).toString(), text);
}

void tst_models::logKnowsSourcesAndLevels()
{
    LogModel model(nullptr, 2);
    QAbstractItemModelTester tester(&model, fatal);
    QSignalSpy sources(&model, &LogModel::sourcesChanged);
    const InstanceTag a{QStringLiteral("a"), 0};
    const InstanceTag broker{QStringLiteral("broker"), -1};
    model.append({{QTime(1, 2), broker, QStringLiteral("1:M 1 Jan 2026 00:00:00.000 # hm")},
                  {QTime(1, 2), a, QStringLiteral("ERROR oh")}});
    QCOMPARE(model.sources(), (QList<InstanceTag>{broker, a}));
    QCOMPARE(sources.size(), 1);
    QCOMPARE(model.index(0, LogModel::LevelColumn).data().toString(), QStringLiteral("warning"));
    QCOMPARE(model.index(1, LogModel::TextColumn).data(LogModel::LevelRole).value<LogLevel>(), LogLevel::Error);
    model.append({{QTime(1, 2), a, QStringLiteral("more")}, {QTime(1, 2), a, QStringLiteral("and more")}});
    QCOMPARE(sources.size(), 1);
    QCOMPARE(model.sources().size(), 2);
}

QTEST_GUILESS_MAIN(tst_models)
#include "tst_models.moc"
