// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The rows of a flat model that are wanted. The source only appends rows, changes them, and drops them from its front.
// A new filter is tried on the newest rows first, in slices of the event loop: a million rows block nobody who types.

#include <QAbstractProxyModel>
#include <QTimer>

#include <chrono>
#include <deque>

namespace crosstalk {

class RowFilter : public QAbstractProxyModel
{
    Q_OBJECT
    Q_PROPERTY(bool isSearching READ isSearching NOTIFY searchingChanged)
public:
    /// @param slice what a search may take of the event loop at a time.
    explicit RowFilter(QObject *parent = nullptr, std::chrono::milliseconds slice = std::chrono::milliseconds(5));

    void setSourceModel(QAbstractItemModel *model) override;
    /// Some rows have not been looked at yet; those that are wanted will come at the top.
    bool isSearching() const { return m_isSearching; }

    QModelIndex mapToSource(const QModelIndex &index) const override;
    QModelIndex mapFromSource(const QModelIndex &index) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void searchingChanged(bool isSearching);
    /// How many rows are shown, or of how many.
    void countsChanged();

protected:
    virtual bool acceptsAll() const = 0;
    virtual bool accepts(int sourceRow) const = 0;
    /// The filter has changed. Few rows are looked at before it returns, many later.
    void refilter();

private:
    enum class Change { None, Insert, Remove, Stay };

    void connectTo(const QAbstractItemModel *source);
    void restart();
    std::deque<quint64> searchSlice();
    void searchOn();
    void settle();
    int sourceCount() const;
    int sourceRow(int row) const;
    /// The first row whose source row is this one or a later one.
    int lowerRow(quint64 serial) const;
    bool has(quint64 serial) const;
    Change changeOf(quint64 serial) const;

    void onAboutToInsert(const QModelIndex &parent, int first, int last);
    void onInserted(const QModelIndex &parent, int first, int last);
    void onAboutToRemove(const QModelIndex &parent, int first, int last);
    void onRemoved(const QModelIndex &parent, int first, int last);
    void onChanged(const QModelIndex &from, const QModelIndex &to, const QList<int> &roles);
    void applyChange(Change change, quint64 first, quint64 last, const QList<int> &roles);

    const std::chrono::milliseconds m_slice;
    // Rows are known by serial numbers, which stay when others go from the front.
    quint64 m_first = 0;            ///< Of the source's row 0.
    quint64 m_searchedFrom = 0;     ///< Rows before it have not been looked at.
    std::deque<quint64> m_accepted; ///< Ascending; unused where all are.
    bool m_isAll = true;
    bool m_isSearching = false;
    int m_leaving = 0;
    QTimer m_next;
};

} // namespace crosstalk
