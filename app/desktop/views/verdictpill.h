// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/verdict.h"

#include <QWidget>

namespace crosstalk {

/// PASS, HELD, FAIL or …, on its colour.
class VerdictPill : public QWidget
{
    Q_OBJECT
public:
    explicit VerdictPill(QWidget *parent = nullptr);

    /// @p isOpen: the run goes on, or nothing has been judged yet; Unknown is then …, not UNKNOWN.
    /// @p isPartial: not all that was to be sent was taken, which is no loss; a pass is then HELD.
    void show(Judgement judgement, bool isOpen, bool isPartial = false);
    QString text() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool isHeld() const { return m_judgement == Judgement::Pass && m_isPartial; }

    Judgement m_judgement = Judgement::Unknown;
    bool m_isOpen = true;
    bool m_isPartial = false;
};

} // namespace crosstalk
