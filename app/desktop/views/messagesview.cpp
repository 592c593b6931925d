// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/messagesview.h"

#include "app/desktop/models/messagemodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/messagefilterbar.h"
#include "app/desktop/views/rowactions.h"
#include "app/desktop/views/rowdelegate.h"
#include "app/desktop/views/tailtable.h"

#include <QLocale>
#include <QVBoxLayout>

namespace crosstalk {

namespace {

/// Instances as badges; the outcome in the colour of how bad it is.
class MessageDelegate : public RowDelegate
{
public:
    using RowDelegate::RowDelegate;

protected:
    QVariant badgeOf(const QModelIndex &index) const override { return index.data(MessageModel::TagRole); }
    QColor colourOf(const QModelIndex &index, const Palette &colours) const override
    {
        return colourOf(index.column(), index.data(MessageModel::ClassesRole).value<MessageRow::Classes>(), colours);
    }

private:
    static QColor colourOf(int column, MessageRow::Classes classes, const Palette &colours)
    {
        if (column == MessageModel::ClassColumn) {
            if (classes & MessageRow::Classes(MessageRow::wrong))
                return colours.bad;
            if (classes & (MessageRow::Delayed | MessageRow::Exposed | MessageRow::Missed | MessageRow::Excused))
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
        return metrics.horizontalAdvance(QStringLiteral("100,000")) + RowDelegate::figureMargin;
    case MessageModel::ClassColumn:
        return metrics.horizontalAdvance(QStringLiteral("out of order, delayed"));
    default:
        return metrics.horizontalAdvance(QStringLiteral("some text or other"));
    }
}

} // namespace

MessagesView::MessagesView(QWidget *parent)
    : QWidget(parent)
    , m_bar(new MessageFilterBar(this))
    , m_table(new TailTable(&m_filtered, this))
{
    m_table->setItemDelegate(new MessageDelegate(this));
    m_table->setAccessibleName(tr("Messages, one row for each receiver"));
    showEmptyWords(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(8, 0, 0, 0);
    inset->addWidget(m_table);
    layout->addLayout(inset, 1);

    addPathAction();
    connect(m_table, &TailTable::rowSelected, this, &MessagesView::select);
    // Also the one that has been current all the time.
    connect(m_table, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &index) { select(m_filtered.mapToSource(index)); });
    connect(m_table, &QAbstractItemView::activated, this, &MessagesView::showPathOf);
    connect(m_bar, &MessageFilterBar::queryChanged, &m_filtered, &MessageFilter::setQuery);
    connect(m_bar, &MessageFilterBar::tableRequested, m_table, &TailTable::focusNewest);
    connect(&m_filtered, &RowFilter::countsChanged, this, &MessagesView::showCounts);
}

MessagesView::~MessagesView()
{
    // Before the model that it shows: a view that loses its model moves its scroll bar, and that is heard here.
    delete m_table;
}

void MessagesView::select(const QModelIndex &source)
{
    const MessageRow &row = m_model->row(source.row());
    Q_EMIT messageSelected(row.probe, row.receiver);
}

void MessagesView::tellSelected()
{
    if (m_table->hasFocus() && m_table->selectionModel()->isSelected(m_table->currentIndex()))
        select(m_filtered.mapToSource(m_table->currentIndex()));
}

void MessagesView::addPathAction()
{
    QAction *action = m_table->rowActions()->at(ShowPathOfRow);
    action->setVisible(true);
    connect(action, &QAction::triggered, this, [this] { showPathOf(m_table->currentIndex()); });
}

void MessagesView::showPathOf(const QModelIndex &index)
{
    if (!index.isValid() || !m_model)
        return;
    m_table->setCurrentIndex(index);
    const MessageRow &row = m_model->row(m_filtered.mapToSource(index).row());
    Q_EMIT pathRequested(row.probe, row.receiver);
}

void MessagesView::setMessages(MessageModel *model)
{
    if (m_model)
        disconnect(m_model, nullptr, this, nullptr);
    m_model = model;
    m_filtered.setModel(model);
    for (int column = 0; column < MessageModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widthOf(fontMetrics(), column) + 18);
    m_bar->setQuery({});
    m_bar->setFacets(model->facets());
    connect(model, &MessageModel::facetsChanged, this, [this] { m_bar->setFacets(m_model->facets()); });
    m_table->follow();
}

void MessagesView::setQuery(const MessageQuery &query)
{
    m_bar->setQuery(query);
    m_table->follow();
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
    m_table->reveal(m_model->index(row, 0));
}

void MessagesView::focusFilter()
{
    m_bar->focusText();
}

void MessagesView::focusNewest()
{
    m_table->focusNewest();
}

void MessagesView::showCounts()
{
    const int all = m_model ? m_model->rowCount() : 0;
    const qint64 since = m_bar->query().since;
    const QString time = m_model && since > 0
                             ? m_model->epoch().addMSecs(since / 1'000'000).toString(QStringLiteral("HH:mm:ss"))
                             : QString();
    m_bar->setCounts(m_filtered.rowCount(), all, time);
    showEmptyWords(m_model && m_model->nextSerial() > static_cast<quint64>(all));
}

/// @p areSomeGone: the oldest are not kept any more.
void MessagesView::showEmptyWords(bool areSomeGone)
{
    const QString noMatch = tr("No message matches the filter. The cross beside it shows all again.");
    const QString gone = tr("Only the last %1 rows are kept: what was before has gone.");
    m_table->setEmptyWords(tr("No message yet. Write in a chat, or let traffic flow between all of them (Ctrl+T).\n"
                              "A cluster that is stopped is started with Ctrl+R, a chat is opened with Ctrl+N."),
                           areSomeGone ? noMatch + QLatin1Char('\n') + gone.arg(QLocale().toString(m_model->limit()))
                                       : noMatch);
}

} // namespace crosstalk
