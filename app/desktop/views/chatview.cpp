// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/chatview.h"

#include "app/desktop/models/chatmodel.h"
#include "app/desktop/views/chatdelegate.h"
#include "app/desktop/views/elidedtext.h"
#include "app/desktop/views/rowactions.h"

#include <QPainter>
#include <QPaintEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <limits>

namespace crosstalk {

ChatView::ChatView(ChatModel *model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new ChatDelegate(this))
    , m_rowActions(crosstalk::rowActions(), this)
    , m_resendActions(crosstalk::resendActions(), this)
{
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Without it each appearance of the bar would change the width and every height.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setModel(model);
    verticalScrollBar()->setSingleStep(24);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ChatView::onScrolled);
    connect(model, &ChatModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        m_heights.dropFirst(last - first + 1);
        scheduleDelayedItemsLayout();
        updateActions();
    });
    connectActions();
}

// --- Heights and places

QStyleOptionViewItem ChatView::rowOption() const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = QRect(0, 0, viewport()->width(), 0);
    return option;
}

void ChatView::measure(int row)
{
    if (!m_heights.isMeasured(row))
        m_heights.set(row, m_delegate->sizeHint(rowOption(), m_model->index(row)).height());
}

void ChatView::measureDown(int row, int pixels)
{
    for (; row < m_heights.size() && pixels > 0; ++row) {
        measure(row);
        pixels -= m_heights.height(row);
    }
}

void ChatView::measureUp(int row, int pixels)
{
    for (; row >= 0 && pixels > 0; --row) {
        measure(row);
        pixels -= m_heights.height(row);
    }
}

/// Measures what is shown, and a page on either side so that the next step is smooth.
void ChatView::arrange()
{
    if (m_isArranging)
        return;
    const int page = viewport()->height();
    QScrollBar *bar = verticalScrollBar();
    qint64 value = 0;
    {
        const QScopedValueRollback guard(m_isArranging, true);
        if (m_isFollowing) {
            measureUp(m_heights.size() - 1, 2 * page);
        } else if (m_heights.size() > 0) {
            int row = m_model->row(m_anchor.serial);
            const qint64 offset = row < 0 ? 0 : m_anchor.offset;
            row = qBound(0, row, m_heights.size() - 1);
            measureUp(row - 1, 2 * page);
            measureDown(row, 2 * page + static_cast<int>(qBound(qint64{0}, offset, qint64{page})));
            value = m_heights.top(row) + offset;
        }
        const qint64 most = qMax<qint64>(m_heights.total() - page, 0);
        const int maximum = static_cast<int>(qMin<qint64>(most, std::numeric_limits<int>::max()));
        bar->setRange(0, maximum);
        bar->setPageStep(page);
        bar->setValue(m_isFollowing ? maximum : static_cast<int>(qBound(qint64{0}, value, qint64{maximum})));
    }
    anchorAt(bar->value());
    setFollowing(bar->value() >= bar->maximum());
    viewport()->update();
}

void ChatView::anchorAt(int value)
{
    if (const int row = m_heights.rowAt(value); row >= 0)
        m_anchor = {m_model->serial(row), value - m_heights.top(row)};
}

void ChatView::onScrolled(int value)
{
    if (m_isArranging)
        return;
    anchorAt(value);
    setFollowing(value >= verticalScrollBar()->maximum());
    arrange();
}

void ChatView::scrollToNewest()
{
    setFollowing(true);
    arrange();
}

void ChatView::setFollowing(bool isFollowing)
{
    if (std::exchange(m_isFollowing, isFollowing) != isFollowing)
        Q_EMIT followingChanged(isFollowing);
    updateActions();
    noteSeen();
}

QRect ChatView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_heights.size())
        return {};
    const qint64 top = m_heights.top(index.row()) - verticalOffset();
    return {0, static_cast<int>(top), viewport()->width(), m_heights.height(index.row())};
}

QModelIndex ChatView::indexAt(const QPoint &point) const
{
    const qint64 y = qint64{point.y()} + verticalOffset();
    return y < 0 || y >= m_heights.total() ? QModelIndex() : m_model->index(m_heights.rowAt(y));
}

int ChatView::lastVisibleRow() const
{
    return m_heights.rowAt(qint64{verticalOffset()} + viewport()->height() - 1);
}

void ChatView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    executeDelayedItemsLayout();
    if (!index.isValid() || index.row() >= m_heights.size())
        return;
    measure(index.row());
    const int page = viewport()->height();
    const QRect rect = visualRect(index);
    const bool isAbove = rect.top() < 0;
    const bool isBelow = rect.bottom() >= page;
    if (hint == EnsureVisible && isAbove == isBelow)
        return;
    qint64 offset = 0; // At the top: also where it is higher than the view.
    if (hint == PositionAtCenter && rect.height() < page)
        offset = (rect.height() - page) / 2;
    else if (hint == PositionAtBottom || (hint == EnsureVisible && isBelow && rect.height() < page))
        offset = rect.height() - page;
    m_anchor = {m_model->serial(index.row()), offset};
    setFollowing(false);
    arrange(); // Follows again where that is the end.
}

void ChatView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout(); // Calls updateGeometries(), and that is all there is to it.
}

void ChatView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    arrange();
}

int ChatView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void ChatView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void ChatView::resizeEvent(QResizeEvent *event)
{
    if (std::exchange(m_width, viewport()->width()) != viewport()->width())
        m_heights.forgetAll();
    // A line that appears above this view must not push away what is being read.
    const int moved = y() - std::exchange(m_top, y());
    if (event->oldSize().height() != event->size().height())
        m_anchor.offset += moved;
    QAbstractItemView::resizeEvent(event); // Calls updateGeometries().
    Q_EMIT resized();
}

// --- The model

void ChatView::reset()
{
    QAbstractItemView::reset();
    m_heights.clear();
    m_heights.append(m_model->rowCount(), ChatDelegate::usualHeight(rowOption()));
    scheduleDelayedItemsLayout();
    updateActions();
}

void ChatView::dataChanged(const QModelIndex &from, const QModelIndex &to, const QList<int> &roles)
{
    QAbstractItemView::dataChanged(from, to, roles); // A mark changes no height.
    updateActions();
}

void ChatView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    m_heights.append(last - first + 1, ChatDelegate::usualHeight(rowOption()));
    QAbstractItemView::rowsInserted(parent, first, last);
    scheduleDelayedItemsLayout();
    updateActions();
    noteNew(first, last);
}

void ChatView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // Or the next line would become the current one, and be scrolled to.
    if (const int row = currentIndex().row(); row >= first && row <= last)
        selectionModel()->setCurrentIndex({}, QItemSelectionModel::NoUpdate);
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
}

// --- What is unseen

bool ChatView::isReading() const
{
    return m_isFollowing && isVisible() && isActiveWindow();
}

void ChatView::noteNew(int first, int last)
{
    if (isReading())
        return;
    int firstUnseen = -1;
    int count = 0;
    for (int row = last; row >= first; --row) {
        if (m_model->line(row).kind != ChatLine::Kind::Received)
            continue;
        firstUnseen = row;
        ++count;
    }
    if (count == 0)
        return;
    const bool isFirst = m_unseen == 0;
    m_unseen += count;
    setDivider(isFirst ? m_model->serial(firstUnseen) : m_divider, m_unseen);
    Q_EMIT unseenChanged(m_unseen);
}

void ChatView::noteSeen()
{
    if (m_unseen == 0 || !isReading())
        return;
    m_unseen = 0; // The divider stays: it says where to begin.
    Q_EMIT unseenChanged(0);
}

void ChatView::dismissDivider()
{
    if (m_unseen == 0)
        setDivider({}, 0);
}

void ChatView::setDivider(std::optional<quint64> serial, int newMessages)
{
    const auto old = std::exchange(m_divider, serial);
    m_delegate->setDivider(serial, newMessages);
    for (const auto &each : {old, serial})
        if (const int row = each ? m_model->row(*each) : -1; row >= 0 && row < m_heights.size() && old != serial)
            m_heights.forget(row);
    scheduleDelayedItemsLayout();
}

void ChatView::showEvent(QShowEvent *event)
{
    QListView::showEvent(event);
    dismissDivider(); // Of what they saw before they left.
    noteSeen();
}

bool ChatView::event(QEvent *event)
{
    const bool isDone = QListView::event(event);
    // Of a change of activation, only the window itself is told.
    if (event->type() == QEvent::WindowActivate) {
        dismissDivider();
        noteSeen();
    }
    return isDone;
}

void ChatView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_heights.forgetAll();
        scheduleDelayedItemsLayout();
    }
}

// --- Painting

void ChatView::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    setAccessibleDescription(text);
    viewport()->update();
}

void ChatView::setSearch(const QString &needle, std::optional<quint64> current)
{
    m_delegate->setSearch(needle, current);
    viewport()->update();
}

void ChatView::paintEvent(QPaintEvent *event)
{
    executeDelayedItemsLayout();
    QPainter painter(viewport());
    if (m_model->rowCount() == 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        drawCentred(&painter, viewport()->rect().adjusted(24, 4, -24, -4), m_placeholder);
        return;
    }
    const QRect dirty = event->rect();
    QStyleOptionViewItem option = rowOption();
    const QStyle::State plain = option.state & ~(QStyle::State_Selected | QStyle::State_HasFocus);
    for (int row = m_heights.rowAt(qint64{dirty.top()} + verticalOffset()); row < m_heights.size(); ++row) {
        const QModelIndex index = m_model->index(row);
        option.rect = visualRect(index);
        if (option.rect.top() > dirty.bottom())
            break;
        option.state = plain;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        m_delegate->paint(&painter, option, index);
    }
}

} // namespace crosstalk
