// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace crosstalk {

/// A button in the colour of an instance.
class AccentButton : public QPushButton
{
    Q_OBJECT
public:
    AccentButton(const QString &text, int instanceNumber, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_instanceNumber;
};

} // namespace crosstalk
