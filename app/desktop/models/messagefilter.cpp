// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/messagefilter.h"

#include "app/desktop/models/messagemodel.h"

namespace crosstalk {

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
    refilter();
}

bool MessageFilter::acceptsAll() const
{
    return m_query.isEverything();
}

bool MessageFilter::accepts(int sourceRow) const
{
    // The row itself, not its data(): a change of the filter asks for a million of them.
    return m_query.matches(m_model->row(sourceRow), *m_model);
}

} // namespace crosstalk
