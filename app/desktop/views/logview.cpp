// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/logview.h"

#include "app/desktop/models/logmodel.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/logfilterbar.h"
#include "app/desktop/views/rowdelegate.h"
#include "app/desktop/views/tailtable.h"

#include <QVBoxLayout>

namespace crosstalk {

namespace {

/// An instance as its badge, the broker in words; lines in the colour of their level.
class LogDelegate : public RowDelegate
{
public:
    using RowDelegate::RowDelegate;

protected:
    QVariant badgeOf(const QModelIndex &index) const override
    {
        const QVariant tag = index.data(LogModel::TagRole);
        return tag.value<InstanceTag>().number >= 0 ? tag : QVariant();
    }
    QColor colourOf(const QModelIndex &index, const Palette &colours) const override
    {
        switch (index.data(LogModel::LevelRole).value<LogLevel>()) {
        case LogLevel::Fatal:
        case LogLevel::Error:
            return colours.bad;
        case LogLevel::Warning:
            return colours.warning;
        case LogLevel::Debug:
            return colours.muted;
        case LogLevel::Info:
        case LogLevel::Unknown:
            break;
        }
        return index.column() == LogModel::TextColumn ? QColor() : colours.muted;
    }
};

} // namespace

LogView::LogView(QWidget *parent)
    : QWidget(parent)
    , m_bar(new LogFilterBar(this))
    , m_table(new TailTable(&m_filtered, this))
{
    m_table->setItemDelegate(new LogDelegate(this));
    m_table->setAccessibleName(tr("Log of the broker and the instances"));
    m_table->setEmptyWords(tr("Nothing logged yet. What the broker and the instances say stands here once they are "
                              "started (Ctrl+R)."),
                           tr("No line matches the filter. Clear it, or choose all sources and all levels."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(8, 0, 0, 0);
    inset->addWidget(m_table);
    layout->addLayout(inset, 1);

    connect(m_bar, &LogFilterBar::tableRequested, m_table, &TailTable::focusNewest);
    connect(m_bar, &LogFilterBar::queryChanged, &m_filtered, &LogFilter::setQuery);
    connect(&m_filtered, &RowFilter::countsChanged, this, &LogView::showCounts);
}

LogView::~LogView()
{
    // Before the model that it shows: a view that loses its model moves its scroll bar, and that is heard here.
    delete m_table;
}

void LogView::setLog(LogModel *model)
{
    if (m_model)
        disconnect(m_model, nullptr, this, nullptr);
    m_model = model;
    m_filtered.setModel(model);
    const auto widthOf = [this](const QString &words) { return fontMetrics().horizontalAdvance(words) + 24; };
    m_table->setColumnWidth(LogModel::TimeColumn, widthOf(QStringLiteral("00:00:00.000")));
    m_table->setColumnWidth(LogModel::SourceColumn, widthOf(QStringLiteral("crosstalk")));
    m_table->setColumnWidth(LogModel::LevelColumn, widthOf(LogModel::word(LogLevel::Warning)));
    m_bar->setSources(model->sources());
    connect(model, &LogModel::sourcesChanged, this, [this] { m_bar->setSources(m_model->sources()); });
    m_table->follow();
}

void LogView::showSource(const QString &source)
{
    m_bar->setQuery({.source = source});
    m_table->follow();
}

void LogView::focusFilter()
{
    m_bar->focusText();
}

void LogView::showCounts()
{
    m_bar->setCounts(m_filtered.rowCount(), m_model ? m_model->rowCount() : 0);
}

} // namespace crosstalk
