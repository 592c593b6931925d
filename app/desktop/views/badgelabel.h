// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/badge.h"

#include <QWidget>

namespace crosstalk {

/// An instance's badge as a widget.
class BadgeLabel : public QWidget
{
    Q_OBJECT
public:
    explicit BadgeLabel(const InstanceTag &tag, QWidget *parent = nullptr);

    void setTag(const InstanceTag &tag);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    InstanceTag m_tag;
};

} // namespace crosstalk
