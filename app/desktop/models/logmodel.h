// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the broker and the instances say, line by line: the last 100,000 lines. Fed in batches.

#include "app/desktop/badge.h"
#include "app/desktop/models/boundedrows.h"

#include <QAbstractTableModel>
#include <QTime>

namespace crosstalk {

struct LogLine
{
    QTime at;
    InstanceTag source; ///< number is -1 for the broker.
    QString text;
};

class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr qsizetype keptLines = 100'000;
    enum Column { TimeColumn, SourceColumn, TextColumn, ColumnCount };
    enum Role { TagRole = Qt::UserRole };

    explicit LogModel(QObject *parent = nullptr, qsizetype limit = keptLines);

    void append(const QList<LogLine> &lines);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    BoundedRows<LogLine> m_rows;
};

} // namespace crosstalk
