// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/copyrows.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLocale>
#include <QProgressDialog>

#include <algorithm>
#include <set>

namespace crosstalk {

namespace {

// Of a frame of 16 ms half is left for all else.
constexpr int sliceMs = 8;
constexpr int rowsBetweenLooks = 50;
constexpr int hiddenForMs = 500;

/// Whole, where the view shows but the beginning of it.
QString textOf(const QModelIndex &cell)
{
    const QVariant whole = cell.data(Qt::EditRole);
    return whole.isValid() ? whole.toString() : cell.data().toString();
}

} // namespace

void CopyRows::copy(QAbstractItemView *view, TextOf textOf)
{
    delete view->findChild<CopyRows *>(QString(), Qt::FindDirectChildrenOnly);
    auto *job = new CopyRows(view, std::move(textOf));
    if (job->m_total > mostAtOnce) {
        job->follow(view->model());
        return;
    }
    job->take(job->m_total);
    job->finish();
}

void CopyRows::copyCells(QAbstractItemView *view)
{
    copy(view, [model = view->model()](int row) {
        QStringList cells;
        for (int column = 0; column < model->columnCount(); ++column)
            cells << textOf(model->index(row, column));
        return cells.join(QLatin1Char('\t'));
    });
}

CopyRows::CopyRows(QAbstractItemView *view, TextOf textOf)
    : QObject(view)
    , m_textOf(std::move(textOf))
{
    // By ranges, of which a selection of everything has but one.
    std::set<Range> selected;
    const QItemSelection selection = view->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        selected.emplace(range.top(), range.bottom());
    int next = 0;
    for (const auto &[top, bottom] : selected) {
        if (const int first = qMax(top, next); first <= bottom) {
            m_ranges.prepend({first, bottom});
            m_total += bottom - first + 1;
        }
        next = qMax(next, bottom + 1);
    }
}

void CopyRows::follow(const QAbstractItemModel *model)
{
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { onRemoved(first, last); });
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onInserted(first, last); });
    // No row is what it was.
    connect(model, &QAbstractItemModel::modelReset, this, &CopyRows::giveUp);
    connect(model, &QAbstractItemModel::layoutChanged, this, &CopyRows::giveUp);
    connect(model, &QObject::destroyed, this, &CopyRows::giveUp);

    m_progress = new QProgressDialog(tr("Copying %1 lines…").arg(QLocale().toString(m_total)), tr("Cancel"), 0, m_total,
                                     qobject_cast<QWidget *>(parent()));
    m_progress->setWindowTitle(tr("Copy"));
    m_progress->setAccessibleName(m_progress->labelText());
    m_progress->setMinimumDuration(hiddenForMs);
    m_progress->setAutoReset(false);
    connect(m_progress, &QProgressDialog::canceled, this, &CopyRows::giveUp);
    connect(this, &QObject::destroyed, m_progress, &QObject::deleteLater);
    connect(&m_turn, &QTimer::timeout, this, &CopyRows::work);
    m_turn.start(0);
}

void CopyRows::take(int most)
{
    for (int i = 0; i < most && !m_ranges.isEmpty(); ++i) {
        auto &[first, last] = m_ranges.last();
        if (m_taken > 0)
            m_text += QLatin1Char('\n');
        m_text += m_textOf(first);
        ++m_taken;
        if (++first > last)
            m_ranges.removeLast();
    }
}

void CopyRows::work()
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (!m_ranges.isEmpty() && !elapsed.hasExpired(sliceMs))
        take(rowsBetweenLooks);
    m_progress->setValue(m_taken);
    if (m_ranges.isEmpty())
        finish();
}

void CopyRows::onRemoved(int first, int last)
{
    const int count = last - first + 1;
    for (auto &[top, bottom] : m_ranges) {
        top = top < first ? top : qMax(first, top - count);
        bottom = bottom < first ? bottom : qMax(first - 1, bottom - count);
    }
    m_ranges.removeIf([](const Range &range) { return range.second < range.first; });
}

void CopyRows::onInserted(int first, int last)
{
    const int count = last - first + 1;
    for (auto &[top, bottom] : m_ranges) {
        top += top >= first ? count : 0;
        bottom += bottom >= first ? count : 0;
    }
}

void CopyRows::finish()
{
    if (m_taken > 0)
        QApplication::clipboard()->setText(m_text);
    giveUp();
}

void CopyRows::giveUp()
{
    disconnect(&m_turn, nullptr, this, nullptr);
    m_turn.stop();
    deleteLater();
}

} // namespace crosstalk
