// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/chatmodel.h"
#include "app/desktop/views/emoji.h"
#include "app/desktop/views/messagetext.h"
#include "app/desktop/views/rowheights.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QTest>

using namespace crosstalk;

class tst_messagetext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heightsAreSumsOfTheirRows();
    void showsTextAsItShouldBe_data();
    void showsTextAsItShouldBe();
    void cutsBetweenCharacters();
    void givesEachLineItsDirection();
    void knowsEmoji_data();
    void knowsEmoji();
    void drawsEmojiInColour();
};

void tst_messagetext::heightsAreSumsOfTheirRows()
{
    RowHeights heights;
    std::vector<int> plain;
    for (int round = 0; round < 40; ++round) {
        const int added = 37 + round * 11 % 50;
        heights.append(added, 20);
        plain.insert(plain.end(), static_cast<size_t>(added), 20);
        for (int row = round; row < heights.size(); row += 7) {
            heights.set(row, 10 + row % 60);
            plain[static_cast<size_t>(row)] = 10 + row % 60;
        }
        const int dropped = round * 13 % 45;
        heights.dropFirst(dropped);
        plain.erase(plain.begin(), plain.begin() + dropped);
    }
    QCOMPARE(heights.size(), static_cast<int>(plain.size()));
    qint64 top = 0;
    for (int row = 0; row < heights.size(); ++row) {
        QCOMPARE(heights.top(row), top);
        QCOMPARE(heights.rowAt(top), row);
        top += plain[static_cast<size_t>(row)];
        QCOMPARE(heights.rowAt(top - 1), row);
    }
    QCOMPARE(heights.total(), top);
    QCOMPARE(heights.rowAt(top + 1000), heights.size() - 1);
    QCOMPARE(heights.rowAt(-5), 0);
    QCOMPARE(RowHeights().rowAt(0), -1);
}

void tst_messagetext::showsTextAsItShouldBe_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<int>("lines");
    const QString family = QString::fromUcs4(U"\U0001F468\u200D\U0001F469\u200D\U0001F467");
    QTest::newRow("plain") << "hello"
                           << "hello" << 1;
    QTest::newRow("lines") << "one\n\nthree"
                           << "one\n\nthree" << 3;
    QTest::newRow("Windows lines") << "one\r\ntwo"
                                   << "one\ntwo" << 2;
    QTest::newRow("line separator") << QStringLiteral("one\u2028two") << "one\ntwo" << 2;
    QTest::newRow("paragraph separator") << QStringLiteral("one\u2029two") << "one\ntwo" << 2;
    QTest::newRow("tab") << "a\tb"
                         << "a\tb" << 1;
    QTest::newRow("NUL") << QString() << QString() << 0;
    QTest::newRow("escape") << "\x1b[31mred" << QStringLiteral("\u241b[31mred") << 1;
    QTest::newRow("delete") << "a\x7f" << QStringLiteral("a\u2421") << 1;
    QTest::newRow("C1") << QStringLiteral("a\u0085b") << QStringLiteral("a\ufffdb") << 1;
    QTest::newRow("family") << family << family << 1;
    QTest::newRow("combining") << QStringLiteral("e\u0301\u0323") << QStringLiteral("e\u0301\u0323") << 1;
    QTest::newRow("Hebrew") << QStringLiteral("שלום hello") << QStringLiteral("שלום hello") << 1;
}

void tst_messagetext::showsTextAsItShouldBe()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QFETCH(int, lines);
    if (lines == 0) { // A table of literals has no room for a NUL.
        text = QStringLiteral("a") + QChar(u'\0') + QStringLiteral("b");
        shown = QStringLiteral("a\u2400b");
        lines = 1;
    }
    QCOMPARE(shownText(text), shown);
    const QFont font = QApplication::font();
    const qreal single = MessageText(QStringLiteral("x"), font, 2000).height();
    const qreal height = MessageText(shown, font, 2000).height();
    QVERIFY2(height >= lines * single && height < (lines + 1) * single, qPrintable(QString::number(height / single)));
    ChatLine line;
    line.from = QStringLiteral("bob");
    line.text = text;
    // What is copied is what was sent.
    QCOMPARE(ChatModel::plainText(line), QStringLiteral("bob: ") + text);
}

void tst_messagetext::cutsBetweenCharacters()
{
    const QString accented = QStringLiteral("e\u0301");
    const QString shown = shownText(QString(shownCharacters - 1, QLatin1Char('x')) + accented.repeated(100));
    QVERIFY(shown.startsWith(QString(shownCharacters - 1, QLatin1Char('x')) + QStringLiteral("…")));
    const QString smile = QString::fromUcs4(U"\U0001F600");
    const QString smiles = shownText(QStringLiteral("x") + smile.repeated(shownCharacters));
    QVERIFY(!smiles.at(smiles.indexOf(QChar(u'…')) - 1).isHighSurrogate());
    QVERIFY(smiles.contains(QLocale().toString(2 * shownCharacters + 1)));
    const QString high = shownText(QStringLiteral("a\n").repeated(shownLines + 1));
    QCOMPARE(high.count(QLatin1Char('\n')), shownLines - 1);
    QVERIFY(high.contains(QStringLiteral("double-click")));
    QVERIFY(!shownText(QStringLiteral("a\r\nb")).contains(QStringLiteral("double-click")));
}

void tst_messagetext::givesEachLineItsDirection()
{
    const auto inkOf = [](const QString &text) {
        QImage image(400, 60, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        MessageText(text, QApplication::font(), 400).draw(&painter, {0, 0}, {}, {});
        int left = 0;
        int right = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (qGray(image.pixel(x, y)) < 160)
                    ++(x < 200 ? left : right);
        return std::pair(left, right);
    };
    const auto [left, none] = inkOf(QStringLiteral("hello"));
    QVERIFY(left > 0 && none == 0);
    const auto [nothing, right] = inkOf(QStringLiteral("שלום"));
    QVERIFY(nothing == 0 && right > 0);
    const auto [mixedLeft, mixedRight] = inkOf(QStringLiteral("hello\nשלום"));
    QVERIFY(mixedLeft > 0 && mixedRight > 0);
}

void tst_messagetext::knowsEmoji_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("marked"); ///< Each run of emoji in brackets.
    const auto row = [](const char *text, const char *marked) {
        QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(marked);
    };
    row("plain 123 #*", "plain 123 #*");
    row("hi 😀!", "hi [😀]!");
    row("👍🏽👎 👨‍👩‍👧", "[👍🏽👎] [👨‍👩‍👧]");
    row("🇦🇹 AT", "[🇦🇹] AT");
    row("⚡ ✅ ❤️", "[⚡] [✅] [❤️]");
    row("❤ © ☺ → ✓", "❤ © ☺ → ✓"); // Text, of themselves.
    row("1️⃣ 2", "1️⃣ 2");
    row("שלום 😀 עולם", "שלום [😀] עולם");
    row("𝔘 𠀀", "𝔘 𠀀"); // Beyond the basic plane, but letters.
}

void tst_messagetext::knowsEmoji()
{
    QFETCH(QString, text);
    QString marked = text;
    const auto formats = emojiFormats(text);
    for (auto each = formats.crbegin(); each != formats.crend(); ++each) {
        marked.insert(each->start + each->length, QLatin1Char(']'));
        marked.insert(each->start, QLatin1Char('['));
    }
    // Without a font that has them in colour, nothing is changed.
    if (!formats.isEmpty() || QFontDatabase::hasFamily(QStringLiteral("Noto Color Emoji")))
        QTEST(marked, "marked");
}

void tst_messagetext::drawsEmojiInColour()
{
    const QString text = QString::fromUtf8("😀 👍🏽");
    if (emojiFormats(text).isEmpty())
        QSKIP("No font with emoji in colour");
    QImage image(120, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    MessageText(text, QApplication::font(), 120).draw(&painter, {4, 4}, {}, {});
    int coloured = 0;
    int leftmost = image.width();
    int rightmost = 0;
    for (int x = 0; x < image.width(); ++x)
        for (int y = 0; y < image.height(); ++y)
            if (image.pixelColor(x, y).saturation() > 100) {
                ++coloured;
                leftmost = qMin(leftmost, x);
                rightmost = qMax(rightmost, x);
            }
    QVERIFY(coloured > 60);
    QVERIFY(leftmost < 10);
    // And a thumb is one with its skin.
    const int width = QFontMetrics(QApplication::font()).height();
    QVERIFY2(rightmost < 4 + 4 * width, qPrintable(QString::number(rightmost)));
}

QTEST_MAIN(tst_messagetext)
#include "tst_messagetext.moc"
