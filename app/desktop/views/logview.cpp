// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/logview.h"

#include "app/desktop/models/logmodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/copyrows.h"

#include <QApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace crosstalk {

namespace {

/// The source: an instance as its badge, the broker in words.
class SourceDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto tag = index.data(LogModel::TagRole).value<InstanceTag>();
        if (tag.number < 0)
            return QStyledItemDelegate::paint(painter, option, index);
        QStyleOptionViewItem blank = option;
        initStyleOption(&blank, index);
        blank.text.clear();
        const QStyle *style = blank.widget ? blank.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &blank, painter, blank.widget);
        const int side = qMin(badgeSide(option.fontMetrics.height()), option.rect.height() - 2);
        paintBadge(painter, QRectF(option.rect.left() + 4, option.rect.center().y() - side / 2.0 + 0.5, side, side),
                   tag, option.palette);
    }
};

} // namespace

LogView::LogView(QWidget *parent)
    : QWidget(parent)
    , m_filter(new QLineEdit(this))
    , m_lines(new QTreeView(this))
{
    m_filtered.setFilterKeyColumn(-1);
    m_filtered.setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_filter->setPlaceholderText(tr("Filter by source or text"));
    m_filter->setAccessibleName(tr("Filter of the log"));
    m_filter->setClearButtonEnabled(true);
    connect(m_filter, &QLineEdit::textChanged, &m_filtered, &QSortFilterProxyModel::setFilterFixedString);

    m_lines->setModel(&m_filtered);
    m_lines->setItemDelegateForColumn(LogModel::SourceColumn, new SourceDelegate(this));
    m_lines->setUniformRowHeights(true);
    m_lines->setRootIsDecorated(false);
    m_lines->setFrameShape(QFrame::NoFrame);
    m_lines->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_lines->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_lines->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_lines->setTabKeyNavigation(false);
    m_lines->setAccessibleName(tr("Log of the broker and the instances"));
    m_lines->header()->setStretchLastSection(true);
    auto *copy = new QShortcut(QKeySequence::Copy, m_lines, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, [this] { copySelectedRows(m_lines); });

    QScrollBar *bar = m_lines->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar] {
        if (m_isFollowing)
            bar->setValue(bar->maximum());
    });
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) { m_isFollowing = value >= bar->maximum(); });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(10, 6, 10, 6);
    filterRow->addWidget(m_filter);
    layout->addLayout(filterRow);
    layout->addWidget(m_lines, 1);
}

LogView::~LogView()
{
    // Before the model that it shows: a view that loses its model moves its scroll bar, and that is heard here.
    delete m_lines;
}

void LogView::setLog(LogModel *model)
{
    m_isFollowing = true;
    m_filtered.setSourceModel(model);
    m_lines->setColumnWidth(LogModel::TimeColumn, fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.000")) + 24);
    m_lines->setColumnWidth(LogModel::SourceColumn, fontMetrics().horizontalAdvance(QStringLiteral("crosstalk")) + 24);
}

void LogView::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

} // namespace crosstalk
