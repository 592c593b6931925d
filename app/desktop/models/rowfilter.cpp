// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/rowfilter.h"

#include <QElapsedTimer>

#include <algorithm>

namespace crosstalk {

namespace {

/// Rows between two looks at the clock.
constexpr quint64 stride = 64;

} // namespace

RowFilter::RowFilter(QObject *parent, std::chrono::milliseconds slice)
    : QAbstractProxyModel(parent)
    , m_slice(slice)
{
    m_next.setSingleShot(true);
    m_next.setInterval(0);
    connect(&m_next, &QTimer::timeout, this, &RowFilter::searchOn);
}

void RowFilter::setSourceModel(QAbstractItemModel *model)
{
    beginResetModel();
    if (sourceModel())
        disconnect(sourceModel(), nullptr, this, nullptr);
    QAbstractProxyModel::setSourceModel(model);
    if (model)
        connectTo(model);
    restart();
    endResetModel();
    settle();
}

void RowFilter::connectTo(const QAbstractItemModel *source)
{
    const auto reset = [this] {
        restart();
        endResetModel();
        settle();
    };
    connect(source, &QAbstractItemModel::rowsAboutToBeInserted, this, &RowFilter::onAboutToInsert);
    connect(source, &QAbstractItemModel::rowsInserted, this, &RowFilter::onInserted);
    connect(source, &QAbstractItemModel::rowsAboutToBeRemoved, this, &RowFilter::onAboutToRemove);
    connect(source, &QAbstractItemModel::rowsRemoved, this, &RowFilter::onRemoved);
    connect(source, &QAbstractItemModel::dataChanged, this, &RowFilter::onChanged);
    connect(source, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(source, &QAbstractItemModel::modelReset, this, reset);
    connect(source, &QObject::destroyed, this, [this, reset] {
        beginResetModel();
        reset();
    });
}

// --- The search ---

void RowFilter::refilter()
{
    beginResetModel();
    restart();
    endResetModel();
    settle();
}

/// Between the beginning and the end of a reset.
void RowFilter::restart()
{
    m_isAll = acceptsAll();
    m_searchedFrom = m_first + static_cast<quint64>(sourceCount());
    m_accepted = m_isAll ? std::deque<quint64>() : searchSlice();
}

std::deque<quint64> RowFilter::searchSlice()
{
    std::deque<quint64> found;
    QElapsedTimer clock;
    clock.start();
    while (m_searchedFrom > m_first) {
        --m_searchedFrom;
        if (accepts(static_cast<int>(m_searchedFrom - m_first)))
            found.push_front(m_searchedFrom);
        if (m_searchedFrom % stride == 0 && clock.elapsed() >= m_slice.count())
            break;
    }
    return found;
}

void RowFilter::searchOn()
{
    if (!m_isSearching)
        return;
    const std::deque<quint64> found = searchSlice();
    if (!found.empty()) {
        beginInsertRows({}, 0, static_cast<int>(found.size()) - 1);
        m_accepted.insert(m_accepted.begin(), found.begin(), found.end());
        endInsertRows();
    }
    settle();
}

void RowFilter::settle()
{
    const bool isSearching = !m_isAll && m_searchedFrom > m_first;
    if (isSearching)
        m_next.start();
    const bool isNews = isSearching != m_isSearching;
    m_isSearching = isSearching;
    if (isNews)
        Q_EMIT searchingChanged(isSearching);
    Q_EMIT countsChanged();
}

// --- The source ---

void RowFilter::onAboutToInsert(const QModelIndex &, int first, int last)
{
    Q_ASSERT(first == sourceCount());
    if (m_isAll)
        beginInsertRows({}, first, last);
}

void RowFilter::onInserted(const QModelIndex &, int first, int last)
{
    if (m_isAll) {
        endInsertRows();
    } else {
        std::deque<quint64> found;
        for (int row = first; row <= last; ++row)
            if (accepts(row))
                found.push_back(m_first + static_cast<quint64>(row));
        if (!found.empty()) {
            beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(found.size()) - 1);
            m_accepted.insert(m_accepted.end(), found.begin(), found.end());
            endInsertRows();
        }
    }
    Q_EMIT countsChanged();
}

void RowFilter::onAboutToRemove(const QModelIndex &, int first, int last)
{
    Q_ASSERT(first == 0);
    m_leaving = m_isAll ? last + 1 : lowerRow(m_first + static_cast<quint64>(last) + 1);
    if (m_leaving > 0)
        beginRemoveRows({}, 0, m_leaving - 1);
}

void RowFilter::onRemoved(const QModelIndex &, int, int last)
{
    m_first += static_cast<quint64>(last) + 1;
    m_searchedFrom = qMax(m_searchedFrom, m_first);
    if (!m_isAll)
        m_accepted.erase(m_accepted.begin(), m_accepted.begin() + m_leaving);
    if (m_leaving > 0)
        endRemoveRows();
    settle();
}

void RowFilter::onChanged(const QModelIndex &from, const QModelIndex &to, const QList<int> &roles)
{
    if (m_isAll) {
        Q_EMIT dataChanged(mapFromSource(from), mapFromSource(to), roles);
        return;
    }
    // Rows that change alike are told of at once, also across those that neither were nor are wanted.
    Change pending = Change::None;
    quint64 first = 0;
    quint64 last = 0;
    const quint64 end = m_first + static_cast<quint64>(to.row()) + 1;
    for (quint64 serial = qMax(m_first + static_cast<quint64>(from.row()), m_searchedFrom); serial < end; ++serial) {
        const Change change = changeOf(serial);
        if (change == Change::None && pending != Change::Insert)
            continue;
        if (change != pending) {
            applyChange(pending, first, last, roles);
            pending = change;
            first = serial;
        }
        last = serial;
    }
    applyChange(pending, first, last, roles);
    if (!m_isAll)
        Q_EMIT countsChanged();
}

RowFilter::Change RowFilter::changeOf(quint64 serial) const
{
    const bool isWanted = accepts(static_cast<int>(serial - m_first));
    if (has(serial))
        return isWanted ? Change::Stay : Change::Remove;
    return isWanted ? Change::Insert : Change::None;
}

/// To the rows from @p first to @p last; those to be inserted lie side by side.
void RowFilter::applyChange(Change change, quint64 first, quint64 last, const QList<int> &roles)
{
    const int row = lowerRow(first);
    switch (change) {
    case Change::None:
        return;
    case Change::Insert: {
        const auto count = static_cast<int>(last - first) + 1;
        beginInsertRows({}, row, row + count - 1);
        auto place = m_accepted.insert(m_accepted.begin() + row, static_cast<size_t>(count), first);
        for (quint64 serial = first; serial <= last; ++serial)
            *place++ = serial;
        endInsertRows();
        return;
    }
    case Change::Remove:
        beginRemoveRows({}, row, lowerRow(last));
        m_accepted.erase(m_accepted.begin() + row, m_accepted.begin() + lowerRow(last) + 1);
        endRemoveRows();
        return;
    case Change::Stay:
        Q_EMIT dataChanged(index(row, 0), index(lowerRow(last), columnCount() - 1), roles);
        return;
    }
}

// --- A flat model ---

int RowFilter::sourceCount() const
{
    return sourceModel() ? sourceModel()->rowCount() : 0;
}

int RowFilter::sourceRow(int row) const
{
    return m_isAll ? row : static_cast<int>(m_accepted[static_cast<size_t>(row)] - m_first);
}

int RowFilter::lowerRow(quint64 serial) const
{
    return static_cast<int>(std::lower_bound(m_accepted.begin(), m_accepted.end(), serial) - m_accepted.begin());
}

bool RowFilter::has(quint64 serial) const
{
    return std::binary_search(m_accepted.begin(), m_accepted.end(), serial);
}

QModelIndex RowFilter::mapToSource(const QModelIndex &index) const
{
    if (!sourceModel() || !index.isValid() || index.model() != this || index.row() >= rowCount())
        return {};
    return sourceModel()->index(sourceRow(index.row()), index.column());
}

QModelIndex RowFilter::mapFromSource(const QModelIndex &index) const
{
    if (!index.isValid() || index.model() != sourceModel())
        return {};
    if (m_isAll)
        return createIndex(index.row(), index.column());
    const quint64 serial = m_first + static_cast<quint64>(index.row());
    return has(serial) ? createIndex(lowerRow(serial), index.column()) : QModelIndex();
}

QModelIndex RowFilter::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex RowFilter::parent(const QModelIndex &) const
{
    return {};
}

int RowFilter::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_isAll ? sourceCount() : static_cast<int>(m_accepted.size());
}

int RowFilter::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !sourceModel() ? 0 : sourceModel()->columnCount();
}

bool RowFilter::hasChildren(const QModelIndex &parent) const
{
    return !parent.isValid() && rowCount() > 0;
}

/// Also where no row is there, by which QAbstractProxyModel would ask.
QVariant RowFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    return sourceModel() && orientation == Qt::Horizontal ? sourceModel()->headerData(section, orientation, role)
                                                          : QVariant();
}

} // namespace crosstalk
