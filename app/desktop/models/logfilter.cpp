// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/logfilter.h"

#include "app/desktop/models/logmodel.h"

namespace crosstalk {

void LogFilter::setModel(LogModel *model)
{
    m_model = model;
    setSourceModel(model);
}

void LogFilter::setQuery(const LogQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_text.setPattern(query.text);
    refilter();
}

bool LogFilter::acceptsAll() const
{
    return m_query == LogQuery();
}

bool LogFilter::accepts(int sourceRow) const
{
    const LogLine &line = m_model->line(sourceRow);
    if (line.level < m_query.least || (!m_query.source.isEmpty() && m_query.source != line.source.name))
        return false;
    return m_query.text.isEmpty() || m_text.indexIn(line.said()) >= 0 || m_text.indexIn(line.source.name) >= 0;
}

} // namespace crosstalk
