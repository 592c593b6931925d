// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/deliveryview.h"

#include "app/desktop/models/deliverymodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/deliverydelegate.h"
#include "app/desktop/views/fonts.h"

#include <QHeaderView>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace crosstalk {

namespace {

constexpr int headerHeight = 30;
constexpr int edge = 7; ///< With the margin of its cells it ends where all else does.

/// Headers that show an instance's badge and nothing else.
class BadgeHeader : public QHeaderView
{
public:
    using QHeaderView::QHeaderView;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        const auto tag = model()->headerData(section, orientation(), DeliveryModel::TagRole).value<InstanceTag>();
        const int side = badgeSide(fontMetrics().height());
        QRectF badge(0, 0, side, side);
        badge.moveCenter(QRectF(rect).center());
        paintBadge(painter, badge, tag, palette());
    }

    // Without the style's frame, which would go on beyond the last badge.
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(viewport());
        painter.fillRect(event->rect(), palette().color(QPalette::Base));
        for (int section = 0; section < count(); ++section) {
            const int place = sectionViewportPosition(section);
            const int size = sectionSize(section);
            paintSection(&painter,
                         orientation() == Qt::Horizontal ? QRect(place, 0, size, viewport()->height())
                                                         : QRect(0, place, viewport()->width(), size),
                         section);
        }
    }
};

} // namespace

DeliveryView::DeliveryView(QWidget *parent)
    : QTableView(parent)
    , m_corner(new QLabel(tr("from \\ to"), this))
{
    setHorizontalHeader(new BadgeHeader(Qt::Horizontal, this));
    setVerticalHeader(new BadgeHeader(Qt::Vertical, this));
    for (QHeaderView *header : {horizontalHeader(), verticalHeader()}) {
        header->setSectionResizeMode(QHeaderView::Fixed);
        header->setHighlightSections(false);
        header->setSectionsClickable(false);
    }
    horizontalHeader()->setFixedHeight(headerHeight);
    setItemDelegate(new DeliveryDelegate(this));
    setShowGrid(false);
    setCornerButtonEnabled(false);
    setFrameShape(NoFrame);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Delivery from each instance to each instance"));
    setStatusTip(tr("A click or Enter lists the messages of a cell"));
    connect(this, &QAbstractItemView::clicked, this, &DeliveryView::select);
    connect(this, &QAbstractItemView::clicked, this, &DeliveryView::choose);
    connect(this, &QAbstractItemView::activated, this, &DeliveryView::choose);

    QFont font = smallFont(m_corner->font());
    font.setWeight(QFont::DemiBold);
    m_corner->setFont(font);
    m_corner->setAlignment(Qt::AlignCenter);
    m_corner->setForegroundRole(QPalette::PlaceholderText);
    m_corner->setBackgroundRole(QPalette::Base);
    m_corner->setAutoFillBackground(true);
    verticalHeader()->setFixedWidth(m_corner->sizeHint().width() + 22);
    m_count.setSingleShot(true);
    connect(&m_count, &QTimer::timeout, this, &DeliveryView::countBad);
    for (const QScrollBar *bar : {horizontalScrollBar(), verticalScrollBar()})
        connect(bar, &QScrollBar::valueChanged, &m_count, qOverload<>(&QTimer::start));
}

void DeliveryView::setMatrix(DeliveryModel *matrix)
{
    if (model())
        disconnect(model(), nullptr, this, nullptr);
    setModel(matrix);
    connect(matrix, &QAbstractItemModel::modelReset, this, &DeliveryView::arrange);
    connect(matrix, &QAbstractItemModel::dataChanged, this, [this] { m_count.start(); });
    // It is current no more, and nobody is told.
    connect(matrix, &QAbstractItemModel::modelReset, this, [this] { Q_EMIT currentCellChanged(false); });
    arrange();
    Q_EMIT currentCellChanged(false);
}

QString DeliveryView::nameAt(int section, Qt::Orientation orientation) const
{
    return model()->headerData(section, orientation, DeliveryModel::TagRole).value<InstanceTag>().name;
}

void DeliveryView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    select(current);
    Q_EMIT currentCellChanged(current.isValid());
}

void DeliveryView::chooseCurrent()
{
    if (currentIndex().isValid())
        choose(currentIndex());
}

void DeliveryView::select(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT cellSelected(nameAt(index.row(), Qt::Vertical), nameAt(index.column(), Qt::Horizontal));
}

void DeliveryView::choose(const QModelIndex &index)
{
    const auto cell = index.data(DeliveryModel::CellRole).value<DeliveryCell>();
    Q_EMIT cellChosen(nameAt(index.row(), Qt::Vertical), nameAt(index.column(), Qt::Horizontal),
                      cell.isBad() || cell.isMarred());
}

void DeliveryView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    arrange();
}

void DeliveryView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    m_count.start();
}

void DeliveryView::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    m_count.start();
}

/// They share what room there is, and get no smaller than can be read.
void DeliveryView::arrange()
{
    m_corner->setGeometry(0, 0, verticalHeader()->width(), headerHeight);
    m_corner->raise();
    if (const int count = model() ? model()->rowCount() : 0; count > 0) {
        constexpr int air = 20;
        horizontalHeader()->setDefaultSectionSize(
            qMax(DeliveryDelegate::minimumWidth(font()), (viewport()->width() - edge) / count));
        verticalHeader()->setDefaultSectionSize(qBound(DeliveryDelegate::heightFor(1, font()),
                                                       viewport()->height() / count,
                                                       DeliveryDelegate::heightFor(3, font()) + air));
    }
    m_count.start();
}

QModelIndexList DeliveryView::badCells() const
{
    QModelIndexList result;
    const int count = model() ? model()->rowCount() : 0;
    for (int i = 0; i < count * count; ++i) {
        const QModelIndex index = model()->index(i / count, i % count);
        if (index.data(DeliveryModel::CellRole).value<DeliveryCell>().isBad())
            result << index;
    }
    return result;
}

bool DeliveryView::isInSight(const QModelIndex &index) const
{
    return isVisible() && viewport()->rect().contains(visualRect(index).center());
}

void DeliveryView::countBad()
{
    const QModelIndexList cells = badCells();
    const auto hidden =
        std::count_if(cells.begin(), cells.end(), [this](const auto &cell) { return !isInSight(cell); });
    const std::pair before(m_bad, m_badOutOfSight);
    m_bad = static_cast<int>(cells.size());
    m_badOutOfSight = static_cast<int>(hidden);
    if (before != std::pair(m_bad, m_badOutOfSight))
        Q_EMIT badChanged();
}

void DeliveryView::goToNextBad()
{
    QModelIndexList bad = badCells();
    if (bad.isEmpty())
        return;
    // The next after the current one first, and all that are seen after those that are not.
    const auto next = std::upper_bound(bad.begin(), bad.end(), currentIndex());
    std::rotate(bad.begin(), next, bad.end());
    std::stable_partition(bad.begin(), bad.end(), [this](const auto &cell) { return !isInSight(cell); });
    setCurrentIndex(bad.constFirst());
    scrollTo(bad.constFirst());
}

} // namespace crosstalk
