// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The text of a message, laid out: each of its lines in its own direction, wrapped wherever it must be.

#include <QTextLayout>

#include <deque>

class QPainter;

namespace crosstalk {

/// What is shown of @p text: its beginning where it is long, cut between characters as people see them. What cannot be
/// seen, such as a NUL, is shown by its picture (Unicode, "Control Pictures").
QString shownText(const QString &text);
/// The same on a single line, for names.
QString shownName(const QString &text);

/// Text beyond this is not shown in a chat: laying out a megabyte would hold up the window.
constexpr qsizetype shownCharacters = 4000;
constexpr qsizetype shownLines = 200;

class MessageText
{
public:
    MessageText(const QString &text, const QFont &font, int width);

    qreal height() const { return m_height; }
    /// With @p ground behind each occurrence of @p needle, whatever its case.
    void draw(QPainter *painter, QPointF at, const QString &needle, const QColor &ground) const;

private:
    void layOut(QTextLayout &layout, int width);

    std::deque<QTextLayout> m_lines;
    qreal m_height = 0;
};

} // namespace crosstalk
