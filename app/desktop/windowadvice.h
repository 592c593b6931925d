// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/cluster.h"

#include <QCoreApplication>

namespace crosstalk {

/// What to try where a cluster cannot be started, as can be done in the window: who sits before it has no options of a
/// command line.
class WindowAdvice
{
    Q_DECLARE_TR_FUNCTIONS(WindowAdvice)
public:
    /// @p error with another hint where there is a better one. @p options are those that @p cluster was made with.
    static Error on(const Error &error, const Cluster &cluster, const Cluster::Options &options);

private:
    static QString onPrograms(const Error &error, const Cluster::Options &options);
    static QString onPort(const Service &service, const Cluster::Options &options);
};

} // namespace crosstalk
