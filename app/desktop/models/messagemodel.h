// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Messages one by one, a row for each receiver of each, the last million of them. Fed in batches with values; a row is
// known by its serial number for life.

#include "app/desktop/models/boundedrows.h"
#include "app/desktop/models/messagerow.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QHash>
#include <QStringList>

#include <functional>

namespace crosstalk {

/// What occurs in the rows, each in order of its first appearance. Nothing is taken back when rows go.
struct MessageFacets
{
    QStringList senders;
    QStringList receivers;
    QStringList rooms;
    QList<InstanceTag> instances;
};

class MessageModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr qsizetype keptRows = 1'000'000;
    enum Column {
        TimeColumn,
        FromColumn,
        SenderColumn,
        ToColumn,
        ReceiverColumn,
        ClassColumn,
        LatencyColumn,
        NumberColumn,
        RoomColumn,
        TextColumn,
        ColumnCount,
    };
    enum Role {
        TagRole = Qt::UserRole, ///< InstanceTag, of FromColumn and ToColumn.
        ClassesRole,            ///< MessageRow::Classes
    };

    explicit MessageModel(QObject *parent = nullptr, qsizetype limit = keptRows);

    /// What time it was at 0 on the recorder's clock.
    void setEpoch(const QDateTime &epoch) { m_epoch = epoch; }
    const QDateTime &epoch() const { return m_epoch; }
    /// @p reasonOf tells why what a row is about has not come, or came delayed: for people, empty where unknown. It may
    /// learn more of a row later.
    void setReasons(std::function<QString(const MessageRow &)> reasonOf) { m_reasonOf = std::move(reasonOf); }
    /// As that tells; empty where nobody does.
    QString reasonOf(const MessageRow &row) const { return m_reasonOf ? m_reasonOf(row) : QString(); }
    qsizetype limit() const { return m_limit; }
    /// That of the next row to be appended.
    quint64 nextSerial() const { return m_rows.serial(m_rows.size()); }
    /// Null where it is gone or yet to come.
    const MessageRow *find(quint64 serial) const;
    /// -1 where there is none: the row of this probe to @p receiver; to anybody where that is empty.
    int rowOf(const history::ProbeId &probe, const QString &receiver) const;
    const MessageRow &row(int row) const { return m_rows.at(row); }

    /// Rows that go when @p added more come.
    int excess(qsizetype added) const { return m_rows.excess(added); }
    /// At most limit() of them.
    void append(const QList<MessageRow> &rows);
    void change(const QHash<quint64, MessageRow> &rows);
    const MessageFacets &facets() const { return m_facets; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Classes for people: "delivered", "twice, out of order".
    static QString words(MessageRow::Classes classes);
    /// Likewise what became of a row: besides, "refused" and "unanswered".
    static QString words(const MessageRow &row);

Q_SIGNALS:
    void facetsChanged();

private:
    QString text(const MessageRow &row, int column) const;
    QString sentence(const MessageRow &row) const;
    QString timeOf(const MessageRow &row) const;
    bool takeFacets(const QList<MessageRow> &rows);

    qsizetype m_limit;
    BoundedRows<MessageRow> m_rows;
    MessageFacets m_facets;
    QDateTime m_epoch;
    std::function<QString(const MessageRow &)> m_reasonOf;
};

} // namespace crosstalk
