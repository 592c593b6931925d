// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/messagequery.h"

#include <QSortFilterProxyModel>

namespace crosstalk {

class MessageModel;

/// The rows of a MessageModel that a query wants.
class MessageFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit MessageFilter(QObject *parent = nullptr);

    void setModel(MessageModel *model);
    const MessageQuery &query() const { return m_query; }
    void setQuery(const MessageQuery &query);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    MessageModel *m_model = nullptr;
    MessageQuery m_query;
};

} // namespace crosstalk
