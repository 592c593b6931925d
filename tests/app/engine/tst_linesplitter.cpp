// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/linesplitter.h"

#include <QtTest>

using namespace crosstalk;

class tst_LineSplitter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cutsLines_data();
    void cutsLines();
    void cutsOverlongLines_data();
    void cutsOverlongLines();
};

void tst_LineSplitter::cutsLines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("one") << QByteArray("a\n") << QStringList{"a"};
    QTest::newRow("without end") << QByteArray("a\nb") << QStringList{"a", "b"};
    QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n") << QStringList{"a", "b"};
    QTest::newRow("CR inside") << QByteArray("a\rb\n") << QStringList{"a\rb"};
    QTest::newRow("empty lines") << QByteArray("\n\na\n") << QStringList{"", "", "a"};
    QTest::newRow("UTF-8") << QByteArray("gr\xc3\xbc\xc3\x9f\n") << QStringList{QStringLiteral("grüß")};
    QTest::newRow("not UTF-8") << QByteArray("a\xff\n") << QStringList{QStringLiteral("a\uFFFD")};
}

void tst_LineSplitter::cutsLines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, lines);

    LineSplitter whole;
    QStringList atOnce = whole.feed(bytes);
    atOnce += whole.finish();
    QCOMPARE(atOnce, lines);
    QCOMPARE(whole.finish(), QStringList());

    LineSplitter byteWise;
    QStringList found;
    for (const char byte : bytes)
        found += byteWise.feed(QByteArrayView(&byte, 1));
    found += byteWise.finish();
    QCOMPARE(found, lines);
}

void tst_LineSplitter::cutsOverlongLines_data()
{
    QTest::addColumn<qsizetype>("length");
    QTest::addColumn<qsizetype>("expected");
    const qsizetype most = LineSplitter::maxLineBytes;
    QTest::newRow("just fits") << most << most;
    QTest::newRow("one more") << most + 1 << most;
    QTest::newRow("far more") << 100 * most << most;
}

void tst_LineSplitter::cutsOverlongLines()
{
    QFETCH(qsizetype, length);
    QFETCH(qsizetype, expected);
    const QByteArray line(length, 'x');
    for (const QByteArray &end : {QByteArray("\n"), QByteArray("\r\n")}) {
        LineSplitter splitter;
        const QStringList lines = splitter.feed(line + end + "next\n");
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines.at(0).size(), expected);
        QCOMPARE(lines.at(1), QStringLiteral("next"));
    }
}

QTEST_APPLESS_MAIN(tst_LineSplitter)
#include "tst_linesplitter.moc"
