// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/deliveryfeed.h"
#include "app/desktop/verdictfeed.h"

#include <QLabel>

namespace crosstalk {

class ElidingLabel;
class VerdictPill;

/// The whole run in one line: the verdict so far, whether all is well, and on the right the figures.
class StatusLine : public QObject
{
    Q_OBJECT
public:
    /// The widgets are for a status bar, which takes them over.
    explicit StatusLine(QObject *parent = nullptr);

    QWidget *pill() const;
    QLabel *summary() const;
    QLabel *figures() const;
    void showTotals(const DeliveryTotals &totals);
    void showVerdict(const RunningVerdict &verdict);
    /// What is under the pointer, in the place of the summary; the verdict stays, and so do the figures as far as there
    /// is room. Empty: nothing is.
    void showTip(const QString &tip);
    /// Its colours are computed, not asked for at each painting.
    void refresh();

protected:
    /// The summary is read whole: by a click, Enter or space.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QString summaryText() const;
    void showWhetherCut();
    void shareRoom();
    void showWhole();
    /// "3 refused", "1 unanswered"; empty where all was taken.
    quint64 undecided() const;
    QStringList untaken() const;
    bool isWrong() const;
    bool isDoubtful() const;

    DeliveryTotals m_totals;
    RunningVerdict m_verdict;
    QString m_tip;
    VerdictPill *m_pill;
    ElidingLabel *m_summary;
    ElidingLabel *m_figures;
};

} // namespace crosstalk
