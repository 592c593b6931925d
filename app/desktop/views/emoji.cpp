// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/emoji.h"

#include <QFontDatabase>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace crosstalk {

namespace {

constexpr char16_t asEmoji = 0xfe0f; ///< Variation selector 16.
constexpr char16_t keycap = 0x20e3;  ///< Around a figure, which is text.

/// Of the basic plane, what is an emoji of itself (Unicode, emoji-data.txt, Emoji_Presentation), by its first and last.
constexpr std::pair<char16_t, char16_t> inBasicPlane[] = {
    {0x231a, 0x231b}, {0x23e9, 0x23ec}, {0x23f0, 0x23f0}, {0x23f3, 0x23f3}, {0x25fd, 0x25fe}, {0x2614, 0x2615},
    {0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693}, {0x26a1, 0x26a1}, {0x26aa, 0x26ab}, {0x26bd, 0x26be},
    {0x26c4, 0x26c5}, {0x26ce, 0x26ce}, {0x26d4, 0x26d4}, {0x26ea, 0x26ea}, {0x26f2, 0x26f3}, {0x26f5, 0x26f5},
    {0x26fa, 0x26fa}, {0x26fd, 0x26fd}, {0x2705, 0x2705}, {0x270a, 0x270b}, {0x2728, 0x2728}, {0x274c, 0x274c},
    {0x274e, 0x274e}, {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797}, {0x27b0, 0x27b0}, {0x27bf, 0x27bf},
    {0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55}};

/// Cards, flags, faces and all that came later.
bool isInEmojiPlane(char32_t character)
{
    return character >= 0x1f000 && character < 0x20000;
}

bool isEmoji(QStringView cluster)
{
    const char16_t first = cluster.front().unicode();
    if (cluster.front().isHighSurrogate() && cluster.size() > 1)
        return isInEmojiPlane(QChar::surrogateToUcs4(cluster.at(0), cluster.at(1)));
    if (cluster.contains(QChar(asEmoji)))
        return !cluster.contains(QChar(keycap));
    return std::any_of(std::begin(inBasicPlane), std::end(inBasicPlane),
                       [first](const auto &range) { return first >= range.first && first <= range.second; });
}

/// Most texts have none, and are told so soon.
bool mayHaveEmoji(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar each) {
        return each.isHighSurrogate() || each.unicode() == asEmoji ||
               (each.unicode() > 0x2300 && each.unicode() < 0x2c00);
    });
}

QString colourFamily()
{
    for (const auto &family : {"Noto Color Emoji", "Twemoji", "Twitter Color Emoji", "JoyPixels", "OpenMoji Color"})
        if (QFontDatabase::hasFamily(QLatin1String(family)))
            return QLatin1String(family);
    return {};
}

} // namespace

QList<QTextLayout::FormatRange> emojiFormats(const QString &text)
{
    static const QString family = colourFamily(); // What is installed later is for the next start.
    QList<QTextLayout::FormatRange> result;
    if (family.isEmpty() || !mayHaveEmoji(text))
        return result;
    QTextCharFormat format;
    format.setFontFamilies({family});
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype start = 0;
    for (qsizetype end = finder.toNextBoundary(); end > start; end = finder.toNextBoundary()) {
        const auto length = static_cast<int>(end - start);
        const bool isNext = !result.isEmpty() && result.constLast().start + result.constLast().length == start;
        if (isEmoji(QStringView(text).mid(start, length))) {
            if (isNext)
                result.last().length += length;
            else
                result << QTextLayout::FormatRange{static_cast<int>(start), length, format};
        }
        start = end;
    }
    return result;
}

void EmojiHighlighter::highlightBlock(const QString &text)
{
    const auto formats = emojiFormats(text);
    for (const auto &each : formats)
        setFormat(each.start, each.length, each.format);
}

} // namespace crosstalk
