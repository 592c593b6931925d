// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace crosstalk {

/// Where a message is written. Enter sends it, Shift+Enter begins a new line, Ctrl+Shift+Enter sends each line by
/// itself, Ctrl+Enter from all chats; it grows with its text up to six lines.
class ChatInput : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit ChatInput(QWidget *parent = nullptr);

    /// What stands there while nothing is written, cut at its end where there is no room.
    void setPrompt(const QString &prompt);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {60, sizeHint().height()}; }

Q_SIGNALS:
    /// Enter was pressed.
    void submitted();
    /// Ctrl+Shift+Enter was pressed.
    void submittedEach();
    /// Ctrl+Enter was pressed.
    void submittedToAll();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void adjust();
    void align();
    void showPrompt();

    QString m_prompt;
    int m_height = 0;
};

} // namespace crosstalk
