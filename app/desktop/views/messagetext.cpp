// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/messagetext.h"

#include "app/desktop/views/emoji.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace crosstalk {

namespace {

constexpr int tabSpaces = 4;

/// Not more than @p length of @p text, and no half of a character: an emoji with its skin, a letter with its accents.
QString beginning(const QString &text, qsizetype length)
{
    // A cluster of hundreds of characters may be cut.
    const QString head = text.left(length + 64);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, head);
    finder.setPosition(length);
    const qsizetype end = finder.isAtBoundary() ? length : finder.toPreviousBoundary();
    return head.left(end > 0 ? end : length);
}

qsizetype endOfLines(const QString &text, qsizetype lines)
{
    qsizetype end = -1;
    for (qsizetype i = 0; i < lines; ++i) {
        end = text.indexOf(QLatin1Char('\n'), end + 1);
        if (end < 0)
            return text.size();
    }
    return end;
}

QChar visible(QChar character)
{
    constexpr char16_t pictures = 0x2400;
    constexpr char16_t pictureOfDelete = 0x2421;
    const char16_t code = character.unicode();
    if (code == u'\n' || code == u'\t')
        return character;
    if (character == QChar::LineSeparator || character == QChar::ParagraphSeparator)
        return QLatin1Char('\n');
    if (code < 0x20)
        return QChar(static_cast<char16_t>(pictures + code));
    if (code == 0x7f)
        return QChar(pictureOfDelete);
    return code >= 0x80 && code < 0xa0 ? QChar(QChar::ReplacementCharacter) : character;
}

QString visible(QString text)
{
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    std::transform(text.begin(), text.end(), text.begin(), [](QChar each) { return visible(each); });
    return text;
}

} // namespace

QString shownText(const QString &text)
{
    QString shown = visible(text.size() > shownCharacters ? beginning(text, shownCharacters) : text);
    shown.truncate(endOfLines(shown, shownLines));
    if (shown.size() + text.count(QLatin1String("\r\n")) < text.size())
        shown += QCoreApplication::translate("MessageText", "… (%1 characters; double-click for all of it)")
                     .arg(QLocale().toString(text.size()));
    return shown;
}

QString shownName(const QString &text)
{
    constexpr qsizetype enough = 200;
    return visible(text.left(enough)).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

MessageText::MessageText(const QString &text, const QFont &font, int width)
{
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (const QString &line : lines)
        layOut(m_lines.emplace_back(line, font), width);
}

void MessageText::layOut(QTextLayout &layout, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    const bool isRightToLeft = layout.text().isRightToLeft();
    option.setTextDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    option.setAlignment(Qt::AlignAbsolute | (isRightToLeft ? Qt::AlignRight : Qt::AlignLeft));
    option.setTabStopDistance(tabSpaces * QFontMetricsF(layout.font()).horizontalAdvance(QLatin1Char(' ')));
    layout.setTextOption(option);
    layout.setFormats(emojiFormats(layout.text()));
    // Also of a line of nothing but emoji, whose font may be lower.
    const QFontMetricsF metrics(layout.font());
    const qreal least = qCeil(metrics.ascent()) + qCeil(metrics.descent());
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, m_height});
        m_height += qMax(line.height(), least);
    }
    layout.endLayout();
}

void MessageText::draw(QPainter *painter, QPointF at, const QString &needle, const QColor &ground) const
{
    for (const QTextLayout &line : m_lines) {
        QList<QTextLayout::FormatRange> found;
        qsizetype start = needle.isEmpty() ? -1 : line.text().indexOf(needle, 0, Qt::CaseInsensitive);
        for (; start >= 0; start = line.text().indexOf(needle, start + needle.size(), Qt::CaseInsensitive)) {
            QTextLayout::FormatRange range;
            range.start = static_cast<int>(start);
            range.length = static_cast<int>(needle.size());
            range.format.setBackground(ground);
            found << range;
        }
        line.draw(painter, at, found);
    }
}

} // namespace crosstalk
