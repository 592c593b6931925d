// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSpinBox>

#include <optional>

namespace crosstalk {

/// A number that may be typed too large or too small: it says what the range is, and is put right when it is left.
class RateBox : public QSpinBox
{
    Q_OBJECT
public:
    explicit RateBox(QWidget *parent = nullptr);

protected:
    QValidator::State validate(QString &text, int &position) const override;
    void fixup(QString &text) const override;

private:
    /// Nothing where it is no number.
    std::optional<int> numberIn(const QString &text) const;
    void showRange(const QString &text);
};

} // namespace crosstalk
