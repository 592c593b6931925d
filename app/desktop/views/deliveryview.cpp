// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/deliveryview.h"

#include "app/desktop/models/deliverymodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/fonts.h"

#include <QHeaderView>
#include <QPainter>
#include <QPaintEvent>
#include <QStyledItemDelegate>

namespace crosstalk {

namespace {

constexpr int cellMargin = 3;
constexpr int headerHeight = 30;
constexpr int headerWidth = 84;

class CellDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Palette colours = Palette::of(option.palette);
        const QColor ground = option.palette.color(QPalette::Base);
        const auto cell = index.data(DeliveryModel::CellRole).value<DeliveryCell>();
        const QRectF frame = QRectF(option.rect).adjusted(cellMargin, cellMargin, -cellMargin, -cellMargin);
        const bool isOwn = index.row() == index.column();

        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(fill(cell, isOwn, colours, ground));
        painter->drawRoundedRect(frame, 5, 5);
        if (cell.isBad() || cell.isBlocked() || option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(edge(cell, colours, option.palette.color(QPalette::Highlight)));
            painter->drawRoundedRect(frame, 5, 5);
        }
        paintText(painter, option, index, cell, frame.adjusted(10, 6, -6, -6));
        painter->restore();
    }

private:
    /// Of what was refused it is broken: nothing is wrong with what came through.
    static QPen edge(const DeliveryCell &cell, const Palette &colours, const QColor &focus)
    {
        if (cell.isBad())
            return {colours.bad, 2};
        return cell.isBlocked() ? QPen(colours.bad, 2, Qt::DashLine) : QPen(focus, 2);
    }

    static QColor fill(const DeliveryCell &cell, bool isOwn, const Palette &colours, const QColor &ground)
    {
        if (cell.isBad())
            return Palette::over(ground, colours.bad, 0.20);
        if (cell.isBlocked())
            return Palette::over(ground, colours.bad, 0.06);
        if (cell.isMarred() || cell.isThreatened())
            return Palette::over(ground, colours.warning, 0.16);
        if (cell.due == 0)
            return Palette::over(ground, colours.muted, 0.06);
        // Crossing the broker is what is tested: an instance's own cell is paler.
        return Palette::over(ground, colours.good, isOwn ? 0.065 : 0.135);
    }

    static void paintText(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                          const DeliveryCell &cell, const QRectF &area)
    {
        const Palette colours = Palette::of(option.palette);
        const QFont large = titleFont(option.font);
        const QFont small = smallFont(option.font);
        const QFontMetricsF largeMetrics(large);
        const QFontMetricsF smallMetrics(small);
        const qreal top = area.top() + (area.height() - largeMetrics.height() - smallMetrics.height() - 1) / 2;

        const QColor ink = option.palette.color(QPalette::Text);
        painter->setFont(large);
        painter->setPen(cell.isBad() || cell.isBlocked() ? colours.bad
                        : cell.isMarred()                ? colours.warning
                        : cell.due == 0                  ? colours.muted
                                                         : ink);
        painter->drawText(
            QRectF(area.left(), top, area.width(), largeMetrics.height()), Qt::AlignLeft,
            largeMetrics.elidedText(index.data(DeliveryModel::HeadlineRole).toString(), Qt::ElideRight, area.width()));
        QString footnote = index.data(DeliveryModel::FootnoteRole).toString();
        if (smallMetrics.horizontalAdvance(footnote) > area.width())
            footnote = index.data(DeliveryModel::BriefFootnoteRole).toString();
        painter->setFont(small);
        painter->setPen(cell.isBad() ? Palette::over(colours.muted, colours.bad, 0.35) : colours.muted);
        painter->drawText(QRectF(area.left(), top + largeMetrics.height() + 1, area.width(), smallMetrics.height()),
                          Qt::AlignLeft, smallMetrics.elidedText(footnote, Qt::ElideRight, area.width()));
    }
};

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
    verticalHeader()->setFixedWidth(headerWidth);
    setItemDelegate(new CellDelegate(this));
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
}

void DeliveryView::setMatrix(DeliveryModel *matrix)
{
    if (model())
        disconnect(model(), nullptr, this, nullptr);
    setModel(matrix);
    connect(matrix, &QAbstractItemModel::modelReset, this, &DeliveryView::arrange);
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

void DeliveryView::arrange()
{
    m_corner->setGeometry(0, 0, headerWidth, headerHeight);
    m_corner->raise();
    const int count = model() ? model()->rowCount() : 0;
    if (count == 0)
        return;
    horizontalHeader()->setDefaultSectionSize(qBound(140, viewport()->width() / count, 360));
    verticalHeader()->setDefaultSectionSize(qBound(48, viewport()->height() / count, 66));
}

} // namespace crosstalk
