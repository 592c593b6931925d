// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The log with its filter. Follows the newest line unless the reader has scrolled away from it.

#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QWidget>

class QLineEdit;

namespace crosstalk {

class LogModel;

class LogView : public QWidget
{
    Q_OBJECT
public:
    explicit LogView(QWidget *parent = nullptr);
    ~LogView() override;

    void setLog(LogModel *model);

    void focusFilter();

private:
    QSortFilterProxyModel m_filtered;
    QLineEdit *m_filter;
    QTreeView *m_lines;
    bool m_isFollowing = true;
};

} // namespace crosstalk
