// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/utf8.h"

#include <QByteArray>
#include <QTest>

#include <array>

using crosstalk::Utf8Validator;

class TestUtf8 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsExactlyTheScalarValues();
    void failsAtTheFirstBadByte_data();
    void failsAtTheFirstBadByte();
    void findsABadByteAtAnyAlignment();
    void staysFailedUntilReset();
    void knowsAnUnfinishedCharacter();
};

/// The encoding of RFC 3629 section 3, for surrogates and too large values as well.
static QByteArrayView encoded(quint32 c, std::array<char, 4> &bytes)
{
    const auto tail = [c](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) {
        bytes = {static_cast<char>(c)};
        return QByteArrayView(bytes).first(1);
    }
    if (c < 0x800) {
        bytes = {static_cast<char>(0xC0 | (c >> 6)), tail(0)};
        return QByteArrayView(bytes).first(2);
    }
    if (c < 0x10000) {
        bytes = {static_cast<char>(0xE0 | (c >> 12)), tail(6), tail(0)};
        return QByteArrayView(bytes).first(3);
    }
    bytes = {static_cast<char>(0xF0 | (c >> 18)), tail(12), tail(6), tail(0)};
    return bytes;
}

void TestUtf8::acceptsExactlyTheScalarValues()
{
    for (quint32 c = 0; c < 0x120000; ++c) {
        Utf8Validator utf8;
        const bool isScalar = c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF);
        std::array<char, 4> bytes;
        if ((utf8.feed(encoded(c, bytes)) && utf8.isComplete()) != isScalar)
            QFAIL(qPrintable(QStringLiteral("U+%1").arg(c, 0, 16)));
    }
}

void TestUtf8::failsAtTheFirstBadByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("bad"); // Index of the first byte that no valid text continues with.
    QTest::newRow("lone continuation byte") << QByteArray("a\x80") << 1;
    QTest::newRow("overlong slash, two bytes") << QByteArray("\xC0\xAF") << 0;
    QTest::newRow("overlong in C1") << QByteArray("\xC1\xBF") << 0;
    QTest::newRow("overlong, three bytes") << QByteArray("\xE0\x9F\xBF") << 1;
    QTest::newRow("overlong, four bytes") << QByteArray("\xF0\x8F\xBF\xBF") << 1;
    QTest::newRow("high surrogate") << QByteArray("\xED\xA0\x80") << 1;
    QTest::newRow("low surrogate") << QByteArray("\xED\xBF\xBF") << 1;
    QTest::newRow("above U+10FFFF") << QByteArray("\xF4\x90\x80\x80") << 1;
    QTest::newRow("F5") << QByteArray("\xF5\x80\x80\x80") << 0;
    QTest::newRow("FF") << QByteArray("abc\xFF") << 3;
    QTest::newRow("ASCII inside a character") << QByteArray("\xE2\x82"
                                                            "a")
                                              << 2;
    QTest::newRow("start inside a character") << QByteArray("\xE2\xE2") << 1;
    QTest::newRow("bad last byte") << QByteArray("\xF0\x9F\x98\xC0") << 3;
}

void TestUtf8::failsAtTheFirstBadByte()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, bad);
    Utf8Validator utf8;
    for (int i = 0; i < bytes.size(); ++i)
        QCOMPARE(utf8.feed(QByteArrayView(bytes).sliced(i, 1)), i < bad);
    for (int cut = 0; cut <= bytes.size(); ++cut) {
        Utf8Validator pieces;
        const bool first = pieces.feed(QByteArrayView(bytes).first(cut));
        QCOMPARE(first, cut <= bad);
        QVERIFY(!(first && pieces.feed(QByteArrayView(bytes).sliced(cut))));
    }
}

void TestUtf8::findsABadByteAtAnyAlignment()
{
    for (int size = 1; size <= 40; ++size) {
        for (int bad = 0; bad < size; ++bad) {
            QByteArray bytes(size, 'x');
            QVERIFY(Utf8Validator().feed(bytes));
            bytes[bad] = '\xFF';
            QVERIFY(!Utf8Validator().feed(bytes));
        }
    }
}

void TestUtf8::staysFailedUntilReset()
{
    Utf8Validator utf8;
    QVERIFY(!utf8.feed("\xFF"));
    QVERIFY(!utf8.feed("a"));
    QVERIFY(!utf8.feed("\x80"));
    QVERIFY(!utf8.isComplete());
    utf8.reset();
    QVERIFY(utf8.feed("a"));
    QVERIFY(utf8.isComplete());
}

void TestUtf8::knowsAnUnfinishedCharacter()
{
    const QByteArray text = QByteArrayLiteral("\xF0\x9F\x98\x80");
    Utf8Validator utf8;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(utf8.feed(QByteArrayView(text).sliced(i, 1)));
        QVERIFY(!utf8.isComplete());
    }
    QVERIFY(utf8.feed(QByteArrayView(text).sliced(3)));
    QVERIFY(utf8.isComplete());
}

QTEST_APPLESS_MAIN(TestUtf8)
#include "tst_utf8.moc"
