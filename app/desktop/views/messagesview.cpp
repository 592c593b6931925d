// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/messagesview.h"

#include "app/desktop/models/messagemodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/copyrows.h"
#include "app/desktop/views/messagefilterbar.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace crosstalk {

namespace {

/// Between a figure, which stands on the right, and the next column.
constexpr int figureMargin = 14;

/// Instances as badges; the outcome in the colour of how bad it is.
class MessageDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int column = index.column();
        const bool isBadge = column == MessageModel::FromColumn || column == MessageModel::ToColumn;
        const bool isFigure = column == MessageModel::NumberColumn || column == MessageModel::LatencyColumn;
        if (!isBadge && !isFigure)
            return QStyledItemDelegate::paint(painter, option, index);
        QStyleOptionViewItem blank = option;
        initStyleOption(&blank, index);
        blank.text.clear();
        const QStyle *style = blank.widget ? blank.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &blank, painter, blank.widget);
        if (isFigure) {
            painter->setPen(option.palette.color(QPalette::Text));
            return painter->drawText(option.rect.adjusted(0, 0, -figureMargin, 0), Qt::AlignRight | Qt::AlignVCenter,
                                     index.data().toString());
        }
        const auto tag = index.data(MessageModel::TagRole).value<InstanceTag>();
        const int side = qMin(badgeSide(option.fontMetrics.height()), option.rect.height() - 4);
        QRectF badge(0, 0, side, side);
        badge.moveCenter(QRectF(option.rect).center());
        badge.moveLeft(option.rect.left() + 6);
        paintBadge(painter, badge, tag, option.palette);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const Palette colours = Palette::of(option->palette);
        // A quiet selection, on which the colours stay readable.
        option->state.setFlag(QStyle::State_HasFocus, false);
        option->palette.setColor(QPalette::Highlight, colours.selection);
        option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
        const auto classes = index.data(MessageModel::ClassesRole).value<MessageRow::Classes>();
        if (const QColor colour = colourOf(index.column(), classes, colours); colour.isValid()) {
            option->palette.setColor(QPalette::Text, colour);
            option->palette.setColor(QPalette::HighlightedText, colour);
        }
    }

private:
    static QColor colourOf(int column, MessageRow::Classes classes, const Palette &colours)
    {
        constexpr int bad = MessageRow::wrong & ~MessageRow::Late;
        if (column == MessageModel::ClassColumn) {
            if (classes & MessageRow::Classes(bad))
                return colours.bad;
            if (classes & (MessageRow::Late | MessageRow::Exposed | MessageRow::Missed | MessageRow::Excused))
                return colours.warning;
            return colours.muted;
        }
        const bool isMinor = column == MessageModel::TimeColumn || column == MessageModel::RoomColumn;
        return isMinor ? colours.muted : QColor();
    }
};

int widthOf(const QFontMetrics &metrics, int column)
{
    switch (column) {
    case MessageModel::TimeColumn:
        return metrics.horizontalAdvance(QStringLiteral("00:00:00.000"));
    case MessageModel::FromColumn:
    case MessageModel::ToColumn:
        return metrics.horizontalAdvance(QStringLiteral("From"));
    case MessageModel::SenderColumn:
    case MessageModel::ReceiverColumn:
    case MessageModel::RoomColumn:
        return metrics.horizontalAdvance(QStringLiteral("receiver-1"));
    case MessageModel::NumberColumn:
    case MessageModel::LatencyColumn:
        return metrics.horizontalAdvance(QStringLiteral("100,000")) + figureMargin;
    case MessageModel::ClassColumn:
        return metrics.horizontalAdvance(QStringLiteral("out of order, late"));
    default:
        return metrics.horizontalAdvance(QStringLiteral("some text or other"));
    }
}

} // namespace

MessagesView::MessagesView(QWidget *parent)
    : QWidget(parent)
    , m_bar(new MessageFilterBar(this))
    , m_table(new QTableView(this))
{
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(8, 0, 0, 0);
    inset->addWidget(m_table);
    layout->addLayout(inset, 1);

    connect(m_bar, &MessageFilterBar::queryChanged, this, [this](const MessageQuery &query) {
        m_filtered.setQuery(query);
        showCounts();
    });
    connect(&m_filtered, &QAbstractItemModel::rowsInserted, this, &MessagesView::showCounts);
    connect(&m_filtered, &QAbstractItemModel::rowsRemoved, this, &MessagesView::showCounts);
    connect(&m_filtered, &QAbstractItemModel::rowsAboutToBeRemoved, this, &MessagesView::keepPlace);
}

MessagesView::~MessagesView()
{
    // Before the model that it shows: a view that loses its model moves its scroll bar, and that is heard here.
    delete m_table;
}

void MessagesView::buildTable()
{
    m_table->setModel(&m_filtered);
    m_table->setItemDelegate(new MessageDelegate(this));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setAccessibleName(tr("Messages, one row for each receiver"));
    // Fixed sections: 200,000 of them cost nothing then.
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(1);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionsClickable(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *copy = new QShortcut(QKeySequence::Copy, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, [this] { copySelectedRows(m_table); });

    QScrollBar *bar = m_table->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar] {
        if (m_isFollowing)
            bar->setValue(bar->maximum());
    });
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) { m_isFollowing = value >= bar->maximum(); });
}

void MessagesView::setMessages(MessageModel *model)
{
    if (m_model)
        disconnect(m_model, nullptr, this, nullptr);
    m_model = model;
    m_isFollowing = true;
    m_filtered.setModel(model);
    for (int column = 0; column < MessageModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widthOf(fontMetrics(), column) + 18);
    m_bar->setQuery({});
    m_bar->setFacets(model->facets());
    connect(model, &MessageModel::facetsChanged, this, [this] { m_bar->setFacets(m_model->facets()); });
    connect(model, &QAbstractItemModel::rowsInserted, this, &MessagesView::showCounts);
    showCounts();
}

void MessagesView::setQuery(const MessageQuery &query)
{
    m_isFollowing = true;
    m_bar->setQuery(query);
    m_table->scrollToBottom();
}

void MessagesView::showMessage(const history::ProbeId &probe, const QString &receiver)
{
    MessageQuery query;
    query.sender = probe.session;
    query.room = probe.room;
    query.receiver = receiver;
    m_bar->setQuery(query);
    const int row = m_model ? m_model->rowOf(probe, receiver) : -1;
    if (row < 0)
        return;
    const QModelIndex index = m_filtered.mapFromSource(m_model->index(row, 0));
    m_isFollowing = false;
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void MessagesView::focusFilter()
{
    m_bar->focusText();
}

void MessagesView::showCounts()
{
    m_bar->setCounts(m_filtered.rowCount(), m_model ? m_model->rowCount() : 0);
}

/// Rows at the top go while somebody reads further down: what is read stays where it is.
void MessagesView::keepPlace(const QModelIndex &, int first, int last)
{
    QScrollBar *bar = m_table->verticalScrollBar();
    if (!m_isFollowing && first == 0 && bar->value() > 0)
        bar->setValue(qMax(0, bar->value() - (last + 1) * m_table->verticalHeader()->defaultSectionSize()));
}

} // namespace crosstalk
