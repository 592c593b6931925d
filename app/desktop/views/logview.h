// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The log with its filter. Follows the newest line unless the reader has scrolled away from it.

#include "app/desktop/models/logfilter.h"

#include <QPointer>
#include <QWidget>

namespace crosstalk {

class LogFilterBar;
class LogModel;
class TailTable;

class LogView : public QWidget
{
    Q_OBJECT
public:
    explicit LogView(QWidget *parent = nullptr);
    ~LogView() override;

    void setLog(LogModel *model);
    /// All the lines of this source and no others; of all of them where it is empty.
    void showSource(const QString &source);
    void focusFilter();

private:
    void showCounts();

    QPointer<LogModel> m_model;
    LogFilter m_filtered;
    LogFilterBar *m_bar;
    TailTable *m_table;
};

} // namespace crosstalk
