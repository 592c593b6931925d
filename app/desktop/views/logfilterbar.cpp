// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/logfilterbar.h"

#include "app/desktop/views/facetlist.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QShortcut>
#include <QSignalBlocker>

namespace crosstalk {

LogFilterBar::LogFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_source(makeFacetList(this, tr("All sources"), tr("Source of the lines")))
    , m_level(makeFacetList(this, tr("All levels"), tr("Level of the lines")))
    , m_counts(new QLabel(this))
{
    m_source->setToolTip(tr("Show only the lines of this source"));
    m_level->setItemData(0, int(LogLevel::Unknown));
    m_level->addItem(tr("Warnings and errors"), int(LogLevel::Warning));
    m_level->addItem(tr("Errors"), int(LogLevel::Error));
    m_level->setToolTip(tr("Show only the lines that are as grave as this"));
    m_text->setPlaceholderText(tr("Filter by source or text"));
    m_text->setAccessibleName(tr("Filter of the log"));
    m_text->setClearButtonEnabled(true);
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    m_counts->setAccessibleName(tr("Lines shown"));
    connect(m_text, &QLineEdit::textChanged, this, &LogFilterBar::tell);
    connect(m_text, &QLineEdit::returnPressed, this, &LogFilterBar::tableRequested);
    new QShortcut(Qt::Key_Down, m_text, this, &LogFilterBar::tableRequested, Qt::WidgetShortcut);
    for (const QComboBox *list : {m_source, m_level})
        connect(list, &QComboBox::currentIndexChanged, this, &LogFilterBar::tell);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setSpacing(6);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_source);
    layout->addWidget(m_level);
    layout->addWidget(m_counts);
    setCounts(0, 0);
}

LogQuery LogFilterBar::query() const
{
    return {.text = m_text->text(),
            .source = m_source->currentData().toString(),
            .least = static_cast<LogLevel>(m_level->currentData().toInt())};
}

void LogFilterBar::setQuery(const LogQuery &query)
{
    {
        // One change, told once.
        const QSignalBlocker blocker(this);
        m_text->setText(query.text);
        chooseFacet(m_source, query.source.isEmpty() ? QVariant() : QVariant(query.source));
        chooseFacet(m_level, static_cast<int>(query.least));
    }
    tell();
}

void LogFilterBar::setSources(const QList<InstanceTag> &sources)
{
    const QSignalBlocker blocker(this);
    fillWithTags(m_source, sources);
}

void LogFilterBar::setCounts(int shown, int all)
{
    const QLocale locale;
    m_counts->setText(shown == all ? tr("%1 lines").arg(locale.toString(all))
                                   : tr("%1 of %2 lines").arg(locale.toString(shown), locale.toString(all)));
}

void LogFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void LogFilterBar::tell()
{
    Q_EMIT queryChanged(query());
}

} // namespace crosstalk
