// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/logtail.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;

namespace {

/// As many lines of @p source, numbered from @p first.
QList<LogLine> said(const QString &source, int first, int count = 1)
{
    QList<LogLine> lines;
    for (int i = first; i < first + count; ++i)
        lines << LogLine{QTime(12, 0), {source, 0}, QStringLiteral("%1%2").arg(source).arg(i)};
    return lines;
}

QStringList texts(const LogTail &tail)
{
    QStringList result;
    for (const LogLine &line : tail.lines())
        result << line.text;
    return result;
}

const QString a = QStringLiteral("a");
const QString b = QStringLiteral("b");
const QStringList lastOfSeven{QStringLiteral("a3"), QStringLiteral("a4"), QStringLiteral("a5"), QStringLiteral("a6"),
                              QStringLiteral("a7")};

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

class tst_logtail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatIsThereAlready();
    void takesMoreAtOnceThanItShows();
    void takesLinesAsTheyCome();
    void ignoresOtherSources();
    void looksAtSoManyLinesOnly();
    void followsAnotherSource();
    void followsNothing();
    void outlivesItsLog();
    void keepsWhatHasGoneFromTheLog();
    void takesFromALogThatIsFull();
};

void tst_logtail::showsWhatIsThereAlready()
{
    LogModel log;
    log.append(said(a, 1, 7));
    LogTail tail;
    const QSignalSpy changed(&tail, &LogTail::changed);
    tail.follow(&log, a);
    QCOMPARE(texts(tail), lastOfSeven);
    QCOMPARE(changed.size(), 0); // Who follows looks at them anyway.
}

void tst_logtail::takesMoreAtOnceThanItShows()
{
    LogModel log;
    LogTail tail;
    const QSignalSpy changed(&tail, &LogTail::changed);
    tail.follow(&log, a);
    QCOMPARE(tail.lines().size(), 0);
    log.append(said(a, 1, 7));
    QCOMPARE(texts(tail), lastOfSeven);
    QCOMPARE(changed.size(), 1);
}

void tst_logtail::takesLinesAsTheyCome()
{
    LogModel log;
    LogTail tail;
    const QSignalSpy changed(&tail, &LogTail::changed);
    tail.follow(&log, a);
    log.append(said(a, 1, 3));
    QCOMPARE(tail.lines().size(), 3);
    log.append(said(a, 4, 3));
    log.append(said(a, 7));
    QCOMPARE(texts(tail), lastOfSeven);
    QCOMPARE(changed.size(), 3);
}

void tst_logtail::ignoresOtherSources()
{
    LogModel log;
    log.append(said(a, 1) + said(b, 1, 10));
    LogTail tail;
    const QSignalSpy changed(&tail, &LogTail::changed);
    tail.follow(&log, a);
    QCOMPARE(texts(tail), QStringList{QStringLiteral("a1")});
    log.append(said(b, 11, 10));
    QCOMPARE(texts(tail), QStringList{QStringLiteral("a1")});
    QCOMPARE(changed.size(), 0);
    // Between those of others, too.
    log.append(said(b, 21) + said(a, 2) + said(b, 22) + said(a, 3) + said(b, 23, 10));
    QCOMPARE(texts(tail), (QStringList{QStringLiteral("a1"), QStringLiteral("a2"), QStringLiteral("a3")}));
    QCOMPARE(changed.size(), 1);
}

void tst_logtail::looksAtSoManyLinesOnly()
{
    LogModel log;
    log.append(said(a, 1));
    log.append(said(b, 1, 99'999));
    LogTail tail;
    tail.follow(&log, a);
    QCOMPARE(texts(tail), QStringList{QStringLiteral("a1")});
    log.append(said(b, 100'000));
    tail.follow(&log, a);
    QCOMPARE(texts(tail), QStringList());
}

void tst_logtail::followsAnotherSource()
{
    LogModel log;
    log.append(said(a, 1) + said(b, 1));
    LogModel another;
    LogTail tail;
    const QSignalSpy changed(&tail, &LogTail::changed);
    tail.follow(&log, a);
    tail.follow(&log, b);
    QCOMPARE(texts(tail), QStringList{QStringLiteral("b1")});
    log.append(said(b, 2)); // Once, though followed twice.
    QCOMPARE(texts(tail), (QStringList{QStringLiteral("b1"), QStringLiteral("b2")}));
    QCOMPARE(changed.size(), 1);
    log.append(said(a, 2));
    QCOMPARE(changed.size(), 1);

    tail.follow(&another, b);
    QCOMPARE(texts(tail), QStringList());
    log.append(said(b, 3));
    QCOMPARE(changed.size(), 1);
    another.append(said(b, 4));
    QCOMPARE(texts(tail), QStringList{QStringLiteral("b4")});
}

void tst_logtail::followsNothing()
{
    LogModel log;
    log.append(said(a, 1, 7));
    LogTail tail;
    tail.follow(nullptr, a);
    QCOMPARE(texts(tail), QStringList());
    tail.follow(&log, a);
    QCOMPARE(tail.lines().size(), LogTail::shownLines);
    const QSignalSpy changed(&tail, &LogTail::changed);
    tail.follow(nullptr, {});
    QCOMPARE(texts(tail), QStringList());
    log.append(said(a, 8));
    QCOMPARE(texts(tail), QStringList());
    QCOMPARE(changed.size(), 0);
}

void tst_logtail::outlivesItsLog()
{
    LogTail tail;
    {
        LogModel log;
        log.append(said(a, 1, 7));
        tail.follow(&log, a);
    }
    QCOMPARE(texts(tail), lastOfSeven);
    LogModel next;
    tail.follow(&next, a);
    QCOMPARE(texts(tail), QStringList());
    next.append(said(a, 8));
    QCOMPARE(texts(tail), QStringList{QStringLiteral("a8")});
}

void tst_logtail::keepsWhatHasGoneFromTheLog()
{
    LogModel log(nullptr, 3);
    QAbstractItemModelTester tester(&log, fatal);
    LogTail tail;
    const QSignalSpy changed(&tail, &LogTail::changed);
    tail.follow(&log, a);
    log.append(said(a, 1, 2));
    log.append(said(b, 1, 3));
    QCOMPARE(log.rowCount(), 3);
    QCOMPARE(log.line(0).source.name, b);
    QCOMPARE(texts(tail), (QStringList{QStringLiteral("a1"), QStringLiteral("a2")}));
    QCOMPARE(changed.size(), 1);
    // Who begins to follow finds what is left.
    LogTail late;
    late.follow(&log, a);
    QCOMPARE(texts(late), QStringList());
}

/// Whose rows move up with every line that comes.
void tst_logtail::takesFromALogThatIsFull()
{
    LogModel log(nullptr, 3);
    QAbstractItemModelTester tester(&log, fatal);
    log.append(said(b, 1, 3));
    LogTail tail;
    tail.follow(&log, a);
    for (int i = 1; i <= 7; ++i)
        log.append(said(a, i) + said(b, i));
    QCOMPARE(log.rowCount(), 3);
    QCOMPARE(texts(tail), lastOfSeven);
    log.append(said(b, 1, 10) + said(a, 8)); // A batch beyond the limit of the log.
    QCOMPARE(texts(tail).last(), QStringLiteral("a8"));
    QCOMPARE(texts(tail).first(), QStringLiteral("a4"));
}

QTEST_GUILESS_MAIN(tst_logtail)
#include "tst_logtail.moc"
