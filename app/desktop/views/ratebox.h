// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QSpinBox>

#include <optional>

namespace crosstalk {

/// A number that may be typed too large or too small: it says what the range is, and is put right when it is left.
/// Enter and Escape lead back to where one was.
class RateBox : public QSpinBox
{
    Q_OBJECT
public:
    explicit RateBox(QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    QValidator::State validate(QString &text, int &position) const override;
    void fixup(QString &text) const override;

private:
    /// Nothing where it is no number.
    std::optional<int> numberIn(const QString &text) const;
    void showRange(const QString &text);
    void leave();

    QPointer<QWidget> m_before; ///< Had the focus.
};

} // namespace crosstalk
