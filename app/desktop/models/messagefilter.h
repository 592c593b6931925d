// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/messagequery.h"
#include "app/desktop/models/rowfilter.h"

namespace crosstalk {

class MessageModel;

/// The rows of a MessageModel that a query wants.
class MessageFilter : public RowFilter
{
    Q_OBJECT
public:
    using RowFilter::RowFilter;

    void setModel(MessageModel *model);
    const MessageQuery &query() const { return m_query; }
    void setQuery(const MessageQuery &query);

protected:
    bool acceptsAll() const override;
    bool accepts(int sourceRow) const override;

private:
    MessageModel *m_model = nullptr;
    MessageQuery m_query;
};

} // namespace crosstalk
