// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/chatinput.h"

#include "app/desktop/views/emoji.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

namespace crosstalk {

namespace {

constexpr int maxLines = 6;
constexpr int padding = 4; // Within a frame of 2 pixels.

} // namespace

ChatInput::ChatInput(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(0);
    new EmojiHighlighter(document());
    setViewportMargins(padding + 2, padding, padding + 2, padding);
    viewport()->setAutoFillBackground(false);
    connect(this, &QPlainTextEdit::textChanged, this, &ChatInput::adjust);
    connect(this, &QPlainTextEdit::textChanged, this, &ChatInput::align);
    adjust();
}

QSize ChatInput::sizeHint() const
{
    return {200, m_height};
}

void ChatInput::setPrompt(const QString &prompt)
{
    m_prompt = prompt;
    showPrompt();
}

void ChatInput::showPrompt()
{
    setPlaceholderText(fontMetrics().elidedText(m_prompt, Qt::ElideRight, viewport()->width()));
}

void ChatInput::adjust()
{
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && lines < maxLines; block = block.next())
        lines += qMax(1, block.layout()->lineCount());
    const int height = qBound(1, lines, maxLines) * fontMetrics().lineSpacing() + 2 * padding;
    setVerticalScrollBarPolicy(lines >= maxLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (std::exchange(m_height, height) != height)
        updateGeometry();
}

/// As the lines of the chat: each script begins at its own side.
void ChatInput::align()
{
    QTextOption option = document()->defaultTextOption();
    const bool isRightToLeft = document()->firstBlock().text().isRightToLeft();
    const Qt::Alignment side = isRightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    if (option.alignment() == side)
        return;
    option.setAlignment(side);
    document()->setDefaultTextOption(option);
}

void ChatInput::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool hasShift = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool hasControl = event->modifiers().testFlag(Qt::ControlModifier);
    if (!isEnter)
        QPlainTextEdit::keyPressEvent(event);
    else if (hasShift && !hasControl)
        insertPlainText(QStringLiteral("\n")); // Of itself it would be a line break within the one paragraph.
    else if (hasShift)
        Q_EMIT submittedEach();
    else if (hasControl)
        Q_EMIT submittedToAll();
    else
        Q_EMIT submitted();
}

void ChatInput::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        adjust();
}

void ChatInput::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    adjust(); // Another width, other line breaks.
    showPrompt();
    // What fits was perhaps scrolled while it did not.
    if (verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOff)
        verticalScrollBar()->setValue(0);
    else
        ensureCursorVisible();
}

} // namespace crosstalk
