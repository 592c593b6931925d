// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace crosstalk {

class BriefLabel;

/// Says in the window what did not start and what to try, and offers to try again.
class ProblemBanner : public QWidget
{
    Q_OBJECT
public:
    explicit ProblemBanner(QWidget *parent = nullptr);

    /// @param canRetry whether to offer to try again.
    void setError(const Error &error, bool canRetry = true);
    /// Puts the keyboard on trying again, where that is offered.
    void offerRetry();

Q_SIGNALS:
    void retryRequested();
    void logRequested();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_what;
    BriefLabel *m_hint;
    QPushButton *m_retry;
};

} // namespace crosstalk
