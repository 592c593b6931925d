// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A line of text that gives way: cut at its end where there is no room, so that no window gets wider for its sake.

#include <QLabel>

namespace crosstalk {

class ElidingLabel : public QLabel
{
    Q_OBJECT
public:
    using QLabel::QLabel;

    QSize minimumSizeHint() const override;
    /// Not all of it is to be seen.
    bool isCut() const;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace crosstalk
