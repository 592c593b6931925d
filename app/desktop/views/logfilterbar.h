// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/badge.h"
#include "app/desktop/models/logfilter.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace crosstalk {

/// Lets a reader put a LogQuery together: a line to type into, and a list each for sources and levels.
class LogFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit LogFilterBar(QWidget *parent = nullptr);

    LogQuery query() const;
    void setQuery(const LogQuery &query);
    /// What there is to choose from; what is chosen stays.
    void setSources(const QList<InstanceTag> &sources);
    void setCounts(int shown, int all);
    void focusText();

Q_SIGNALS:
    void queryChanged(const crosstalk::LogQuery &query);
    /// By Enter or the arrow down in the line.
    void tableRequested();

private:
    void tell();

    QLineEdit *m_text;
    QComboBox *m_source;
    QComboBox *m_level;
    QLabel *m_counts;
};

} // namespace crosstalk
