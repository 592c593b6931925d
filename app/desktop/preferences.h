// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the user has chosen once for all sessions, kept in the user's settings.

#include "app/desktop/palette.h"
#include "app/engine/cluster.h"

#include <optional>

namespace crosstalk {

/// Of "system", "light" and "dark"; nothing for anything else.
std::optional<Theme> themeFromName(const QString &name);

struct Preferences
{
    QString serverProgram; ///< Empty: crosstalk-server beside this program, else from PATH.
    QString redisProgram;  ///< Empty: redis-server or valkey-server from PATH.
    int brokerPort = 0;    ///< 0: a free one.
    int firstPort = 0;     ///< Of the first instance, the others follow; 0: free ones.
    QString prefix = QStringLiteral("crosstalk");
    QString plainChannel = QStringLiteral("chat_channel");
    int instances = 3;           ///< Of a cluster that is not one of the recent ones.
    bool restoresCluster = true; ///< The last one, with its chats, at the next start.
    Theme theme = Theme::System;

    static Preferences load();
    void save() const;

    /// Of a cluster with so many instances.
    Cluster::Options clusterOptions(int instanceCount) const;
    /// Whether a cluster that runs by @p other would run otherwise by these.
    bool changeCluster(const Preferences &other) const;

    bool operator==(const Preferences &) const = default;
};

} // namespace crosstalk
