// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/deliveryfeed.h"

#include <QLabel>

namespace crosstalk {

/// The whole run in one line: on the left whether all is well, on the right the figures.
class StatusLine : public QObject
{
    Q_OBJECT
public:
    /// The labels are for a status bar, which takes them over.
    explicit StatusLine(QObject *parent = nullptr);

    QLabel *summary() const { return m_summary; }
    QLabel *figures() const { return m_figures; }
    void show(const DeliveryTotals &totals);

private:
    QLabel *m_summary;
    QLabel *m_figures;
};

} // namespace crosstalk
