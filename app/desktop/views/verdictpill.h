// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/verdict.h"

#include <QWidget>

namespace crosstalk {

/// PASS, FAIL or …, on its colour.
class VerdictPill : public QWidget
{
    Q_OBJECT
public:
    explicit VerdictPill(QWidget *parent = nullptr);

    /// @p isOpen: the run goes on, or nothing has been judged yet; Unknown is then …, not UNKNOWN.
    void show(Judgement judgement, bool isOpen);
    QString text() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Judgement m_judgement = Judgement::Unknown;
    bool m_isOpen = true;
};

} // namespace crosstalk
