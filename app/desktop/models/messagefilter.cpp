// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/messagefilter.h"

#include "app/desktop/models/messagemodel.h"

namespace crosstalk {

MessageFilter::MessageFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{}

void MessageFilter::setModel(MessageModel *model)
{
    m_model = model;
    setSourceModel(model);
}

void MessageFilter::setQuery(const MessageQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    invalidateFilter();
}

bool MessageFilter::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    // The row itself, not its data(): a change of the filter asks for 200,000 of them.
    return m_query.matches(m_model->row(sourceRow));
}

} // namespace crosstalk
