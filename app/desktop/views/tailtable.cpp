// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/tailtable.h"

#include "app/desktop/models/rowfilter.h"
#include "app/desktop/views/copyrows.h"
#include "app/desktop/views/icon.h"
#include "app/desktop/views/rowactions.h"

#include <QHeaderView>
#include <QLabel>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolButton>

#include <utility>

namespace crosstalk {

TailTable::TailTable(RowFilter *rows, QWidget *parent)
    : QTableView(parent)
    , m_rows(rows)
    , m_actions(crosstalk::rowActions(), this)
    , m_emptyWords(new QLabel(viewport()))
    , m_newest(buildNewest())
{
    setUp();
    connectActions();
    // Before the view's own: what is selected is known no more when the model has been reset.
    connect(rows, &QAbstractItemModel::modelAboutToBeReset, this, &TailTable::keepSelected);
    setModel(rows);
    connect(rows, &RowFilter::countsChanged, this, &TailTable::showState);

    QScrollBar *bar = verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar] {
        if (m_isFollowing)
            bar->setValue(bar->maximum());
    });
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) { setFollowing(value >= bar->maximum()); });
}

void TailTable::setUp()
{
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setWordWrap(false);
    // Fixed sections: a million of them cost next to nothing then.
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setStretchLastSection(true);

    m_emptyWords->setAlignment(Qt::AlignCenter);
    m_emptyWords->setWordWrap(true);
    m_emptyWords->setForegroundRole(QPalette::PlaceholderText);
    m_emptyWords->setAttribute(Qt::WA_TransparentForMouseEvents);
}

void TailTable::connectActions()
{
    connect(m_actions.at(CopyRow), &QAction::triggered, this, [this] { CopyRows::copyCells(this); });
    connect(m_actions.at(SelectAllRows), &QAction::triggered, this, &TailTable::selectAll);
    connect(m_actions.at(GoToNewestRow), &QAction::triggered, this, &TailTable::goToNewest);
    for (const RowAction number : {ShowWholeRow, ShowPathOfRow})
        m_actions.at(number)->setVisible(false);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    updateActions();
}

void TailTable::updateActions()
{
    m_actions.at(CopyRow)->setEnabled(selectionModel() && selectionModel()->hasSelection());
    m_actions.at(ShowPathOfRow)->setEnabled(currentIndex().isValid());
}

QToolButton *TailTable::buildNewest()
{
    auto *newest = new QToolButton(this);
    newest->setIcon(icon(QStringLiteral("newest")));
    newest->setAccessibleName(tr("Go to the newest row"));
    newest->setToolTip(tr("Go to the newest row, and follow (Ctrl+End)"));
    newest->setFocusPolicy(Qt::NoFocus);
    newest->hide();
    connect(newest, &QToolButton::clicked, this, &TailTable::goToNewest);
    return newest;
}

void TailTable::placeNewest()
{
    constexpr int margin = 8;
    m_newest->resize(m_newest->sizeHint());
    m_newest->move(viewport()->geometry().bottomRight() - m_newest->rect().bottomRight() - QPoint(margin, margin));
}

void TailTable::setEmptyWords(const QString &nothing, const QString &noMatch)
{
    m_nothing = nothing;
    m_noMatch = noMatch;
    showState();
}

void TailTable::follow()
{
    m_wanted = QPersistentModelIndex();
    updateGeometries();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    setFollowing(true);
}

void TailTable::setFollowing(bool isFollowing)
{
    m_isFollowing = isFollowing;
    m_newest->setHidden(isFollowing);
}

void TailTable::goToNewest()
{
    // Arrow keys go on from there; nothing is selected that was not.
    if (const int rows = m_rows->rowCount(); rows > 0)
        selectionModel()->setCurrentIndex(m_rows->index(rows - 1, 0), QItemSelectionModel::NoUpdate);
    follow();
}

void TailTable::focusNewest()
{
    m_isNewestWanted = true;
    setFocus(Qt::ShortcutFocusReason);
    tryNewest();
}

void TailTable::tryNewest()
{
    if (m_rows->rowCount() == 0 || !std::exchange(m_isNewestWanted, false))
        return;
    goToNewest();
}

void TailTable::reveal(const QModelIndex &sourceIndex)
{
    m_wanted = sourceIndex;
    tryReveal();
}

/// A row that is selected and in sight when the filter changes is looked for again.
void TailTable::keepSelected()
{
    const QModelIndex current = currentIndex();
    if (!m_wanted.isValid() && selectionModel()->isSelected(current) &&
        viewport()->rect().intersects(visualRect(current)))
        m_wanted = m_rows->mapToSource(current);
}

void TailTable::reset()
{
    QTableView::reset();
    updateActions();
    if (!m_wanted.isValid())
        follow();
}

void TailTable::tryReveal()
{
    if (!m_wanted.isValid())
        return;
    const QModelIndex index = m_rows->mapFromSource(m_wanted);
    if (index.isValid()) {
        m_wanted = QPersistentModelIndex();
        updateGeometries();
        setCurrentIndex(index);
        scrollTo(index, PositionAtCenter);
        setFollowing(false);
    } else if (!m_rows->isSearching()) {
        follow();
    }
}

/// Also while the filter is still searching: it finds older rows, above those that are read.
void TailTable::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QTableView::rowsInserted(parent, first, last);
    QScrollBar *bar = verticalScrollBar();
    const int height = verticalHeader()->defaultSectionSize();
    const bool isAbove = first * height <= bar->value() && last + 1 < m_rows->rowCount();
    if (m_isFollowing || !isAbove)
        return;
    updateGeometries();
    bar->setValue(bar->value() + (last - first + 1) * height);
    setFollowing(false);
}

void TailTable::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    QScrollBar *bar = verticalScrollBar();
    const int height = verticalHeader()->defaultSectionSize();
    const int above = qMin(last + 1, bar->value() / height) - first;
    if (!m_isFollowing && above > 0) {
        bar->setValue(qMax(0, bar->value() - above * height));
        setFollowing(false);
    }
    const QScopedValueRollback guard(m_isDropping, true);
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void TailTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    updateActions();
    viewport()->update(); // Of the current row all cells are marked.
    if (!current.isValid() || current.row() == previous.row() || m_isDropping)
        return;
    if (current.row() + 1 < m_rows->rowCount())
        setFollowing(false);
    // Where the keyboard comes in, a row is made current that nobody has selected.
    if (selectionModel()->isSelected(current))
        Q_EMIT rowSelected(m_rows->mapToSource(current));
}

void TailTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    updateActions();
}

/// The keyboard begins where the reader looks: at the newest.
void TailTable::focusInEvent(QFocusEvent *event)
{
    if (const int rows = m_rows->rowCount(); rows > 0 && m_isFollowing && !currentIndex().isValid())
        selectionModel()->setCurrentIndex(m_rows->index(rows - 1, 0), QItemSelectionModel::NoUpdate);
    QTableView::focusInEvent(event);
}

/// A row that is taken hold of must not run away before it is read, or clicked a second time.
void TailTable::mousePressEvent(QMouseEvent *event)
{
    if (indexAt(event->position().toPoint()).isValid())
        setFollowing(false);
    QTableView::mousePressEvent(event);
}

void TailTable::showState()
{
    tryReveal();
    tryNewest();
    const bool isEmpty = m_rows->rowCount() == 0;
    m_emptyWords->setVisible(isEmpty);
    if (!isEmpty)
        return;
    const QAbstractItemModel *all = m_rows->sourceModel();
    m_emptyWords->setText(m_rows->isSearching()        ? tr("Searching…")
                          : all && all->rowCount() > 0 ? m_noMatch
                                                       : m_nothing);
}

void TailTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_emptyWords->setGeometry(viewport()->rect());
    placeNewest();
}

} // namespace crosstalk
