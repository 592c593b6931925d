// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/historywriter.h"
#include "app/engine/recorder.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace crosstalk;

class tst_HistoryWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesEveryEventInOrder();
    void writesSoonWithoutBeingClosed();
    void writesWhatIsJudgedFirst();
    void saysThatItCannotBegin();
    void saysOnceThatItCannotGoOn();
};

void tst_HistoryWriter::writesEveryEventInOrder()
{
    QTemporaryDir folder;
    const QString path = folder.filePath("history.jsonl");
    auto writer = HistoryWriter::open(path);
    QVERIFY(writer);
    QByteArray expected;
    for (int i = 0; i < 10'000; ++i) {
        const history::Event event = history::Acked{i, {"alice", "lobby", quint64(i) + 1}};
        expected += history::toLine(event);
        (*writer)->write(event);
    }
    QVERIFY((*writer)->close());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), expected);
}

void tst_HistoryWriter::writesSoonWithoutBeingClosed()
{
    QTemporaryDir folder;
    const QString path = folder.filePath("history.jsonl");
    const auto writer = HistoryWriter::open(path);
    (*writer)->write(history::Settled{7});
    QTRY_COMPARE(QFileInfo(path).size(), history::toLine(history::Settled{7}).size());
}

void tst_HistoryWriter::writesWhatIsJudgedFirst()
{
    QTemporaryDir folder;
    const QString path = folder.filePath("history.jsonl");
    Judge::Rules rules;
    rules.claims = "exactly-once";
    rules.invariants = {*parseInvariant("no-loss")};
    Recorder recorder(rules);
    QVERIFY(recorder.writeHistory(path));
    recorder.record(history::Connected{1, "alice", "a"});
    QVERIFY(recorder.closeHistory());
    recorder.record(history::Settled{2}); // Not in there any more.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto first = history::parse(file.readLine().trimmed());
    QVERIFY(first);
    const auto *run = std::get_if<history::Run>(&*first);
    QVERIFY(run);
    QCOMPARE(run->run, recorder.run());
    QCOMPARE(run->claims, QStringLiteral("exactly-once"));
    QCOMPARE(run->invariants, QJsonArray{"no-loss"});
    QCOMPARE(file.readAll(), history::toLine(history::Connected{1, "alice", "a"}));
}

void tst_HistoryWriter::saysThatItCannotBegin()
{
    const auto writer = HistoryWriter::open("/nowhere/history.jsonl");
    QVERIFY(!writer);
    QCOMPARE(writer.error().what,
             QStringLiteral("Cannot write the history /nowhere/history.jsonl: No such file or directory"));
}

void tst_HistoryWriter::saysOnceThatItCannotGoOn()
{
    Recorder recorder;
    QSignalSpy failed(&recorder, &Recorder::historyFailed);
    QVERIFY(recorder.writeHistory("/dev/full"));
    const auto recordUntilItFails = [&] {
        recorder.record(history::Connected{1, "alice", "a"});
        return failed.count() > 0;
    };
    QTRY_VERIFY(recordUntilItFails());
    recordUntilItFails();
    QCOMPARE(failed.count(), 1);
    const QString expected = "Cannot write the history /dev/full: No space left on device";
    QCOMPARE(failed.at(0).at(0).value<Error>().what, expected);
    const auto closed = recorder.closeHistory();
    QVERIFY(!closed);
    QCOMPARE(closed.error().what, expected);
}

QTEST_GUILESS_MAIN(tst_HistoryWriter)
#include "tst_historywriter.moc"
