// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/loglevel.h"
#include "app/desktop/models/rowfilter.h"

#include <QStringMatcher>

namespace crosstalk {

class LogModel;

/// Which lines a reader wants to see, as a value.
struct LogQuery
{
    QString text = {};   ///< Anywhere in the source's name or the line, in any case.
    QString source = {}; ///< Of this one alone; of all where empty.
    LogLevel least = LogLevel::Unknown;

    bool operator==(const LogQuery &) const = default;
};

/// The lines of a LogModel that a query wants.
class LogFilter : public RowFilter
{
    Q_OBJECT
public:
    using RowFilter::RowFilter;

    void setModel(LogModel *model);
    const LogQuery &query() const { return m_query; }
    void setQuery(const LogQuery &query);

protected:
    bool acceptsAll() const override;
    bool accepts(int sourceRow) const override;

private:
    LogModel *m_model = nullptr;
    LogQuery m_query;
    QStringMatcher m_text{QString(), Qt::CaseInsensitive};
};

} // namespace crosstalk
