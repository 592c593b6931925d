// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Emoji in colour. Many fonts of text have black drawings of some, which come before those of a font of emoji; and that
// one cannot come first, for it has figures, too.

#include <QSyntaxHighlighter>
#include <QTextLayout>

namespace crosstalk {

/// Where @p text has emoji, and the font of the system that has them in colour; nothing where there is no such font.
QList<QTextLayout::FormatRange> emojiFormats(const QString &text);

/// Does the same for what is written in a document.
class EmojiHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &text) override;
};

} // namespace crosstalk
