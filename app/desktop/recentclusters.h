// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Clusters of former sessions, to be opened again; in the user's settings. And how one knows them again.

#include "app/desktop/clusterplan.h"
#include "shared/result.h"

#include <QDateTime>

namespace crosstalk {

struct RecentCluster
{
    ClusterPlan plan;
    QDateTime lastOpen; ///< Invalid where nobody has written that down.

    /// For people: "3 instances · alice, bob, carol · today 12:04".
    QString title(const QDateTime &now) const;

    Q_DECLARE_TR_FUNCTIONS(RecentCluster)
};

/// The latest first.
QList<RecentCluster> recentClusters();
/// Of each of @p clusters; no two are the same.
QStringList titlesOf(const QList<RecentCluster> &clusters, const QDateTime &now);
/// The latest from now on. One with the same servers and chats gives way to it, the oldest where there are many.
/// An Error where the settings cannot be written.
Result<void> rememberCluster(const ClusterPlan &plan, const QDateTime &at = QDateTime::currentDateTime());
void forgetRecentClusters();

} // namespace crosstalk
