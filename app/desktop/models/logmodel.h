// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the broker and the instances say, line by line: the last million lines, or as many as fit into 256 MiB. Fed in
// batches.

#include "app/desktop/badge.h"
#include "app/desktop/models/boundedrows.h"
#include "app/desktop/models/loglevel.h"

#include <QAbstractTableModel>
#include <QTime>

namespace crosstalk {

struct LogLine
{
    QTime at;
    InstanceTag source;                 ///< number is -1 for the broker.
    QString text;                       ///< Whole, as it was said.
    LogLevel level = LogLevel::Unknown; ///< Found out by the model, and likewise:
    int prefix = 0;                     ///< Characters before what is said, which other columns show or nobody reads.

    /// What is said.
    QStringView said() const { return QStringView(text).sliced(prefix); }
};

class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr qsizetype keptLines = 1'000'000;
    static constexpr qsizetype keptBytes = 256 * 1024 * 1024; ///< Of text.
    static constexpr qsizetype shownCharacters = 4'000;       ///< Of a line.
    /// TextColumn shows what is said; EditRole, for copies, has the line whole, and so has its tooltip as far as it is
    /// shown.
    enum Column { TimeColumn, SourceColumn, LevelColumn, TextColumn, ColumnCount };
    enum Role {
        TagRole = Qt::UserRole, ///< InstanceTag, of SourceColumn.
        LevelRole,              ///< LogLevel
    };

    explicit LogModel(QObject *parent = nullptr, qsizetype limit = keptLines, qsizetype byteLimit = keptBytes);

    void append(const QList<LogLine> &lines);
    const LogLine &line(int row) const { return m_rows.at(row); }
    /// Those that have said something, in the order of their first lines. None is taken back when lines go.
    const QList<InstanceTag> &sources() const { return m_sources; }
    static QString word(LogLevel level);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void sourcesChanged();

private:
    QList<LogLine> fitting(const QList<LogLine> &lines) const;
    int excess(const QList<LogLine> &added) const;
    void dropFirst(int count);
    /// Whether one of them is new; those that are known share their names.
    bool takeSources(QList<LogLine> *lines);

    qsizetype m_byteLimit;
    qsizetype m_bytes = 0;
    BoundedRows<LogLine> m_rows;
    QList<InstanceTag> m_sources;
};

} // namespace crosstalk
