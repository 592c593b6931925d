// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/views/localactions.h"

namespace crosstalk {

/// For a menu: each does what that of the view does which is current, where that can be done.
class StandInActions : public QObject
{
    Q_OBJECT
public:
    /// For none yet.
    explicit StandInActions(const QList<LocalActions::Spec> &specs, QObject *parent = nullptr);

    const QList<QAction *> &all() const { return m_actions; }
    /// Those of @p view, made of the same specs; null: of none.
    void standInFor(const LocalActions *view);

private:
    QList<QAction *> m_actions;
    QList<QMetaObject::Connection> m_links;
};

} // namespace crosstalk
