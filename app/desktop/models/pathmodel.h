// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The hops of one message, a row each. While the same hops stand in the same order it signals the rows that differ and
// no others.

#include "app/desktop/messagepath.h"

#include <QAbstractListModel>

namespace crosstalk {

class PathModel : public QAbstractListModel
{
    Q_OBJECT
public:
    /// Besides MarkedRow's: its text is who, its detail what happened.
    enum Role {
        TagRole = Qt::UserRole, ///< InstanceTag
        KindRole,               ///< PathHop::Kind
        TimeRole,               ///< Time of day; empty where unknown.
        SinceRole,              ///< "+1.2 ms"; empty where unknown, or too short to be told.
    };

    explicit PathModel(QObject *parent = nullptr);

    /// @param epoch what time it was at 0 on the recorder's clock.
    void setPath(const MessagePath &path, const QDateTime &epoch);
    const MessagePath &path() const { return m_path; }
    QString plainText() const { return crosstalk::plainText(m_path, m_epoch); }
    /// The row of this receiver; -1 where it has none.
    int rowOf(const QString &receiver) const { return rowOf(PathHop::Kind::Receipt, receiver); }
    int rowOf(PathHop::Kind kind, const QString &who) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    MessagePath m_path;
    QDateTime m_epoch;
};

} // namespace crosstalk
