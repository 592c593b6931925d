// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What is wrong with a service of ours now and can be put right, whoever brought it about. Not what is recorded for the
// judge: to the rest of the system a killed instance is soon over, but it stays killed.

#include "app/engine/service.h"

#include <QList>

namespace crosstalk {

class Cluster;

enum class ServiceFault {
    None,
    Frozen,
    Killed,     ///< SIGKILL, as somebody asked for.
    Stopped,    ///< Ended politely, as somebody asked for.
    Ended,      ///< Of itself, or by a signal that nobody here has sent.
    NotStarted, ///< A start came to nothing.
};

/// By its state now, whatever state the whole cluster is in.
ServiceFault faultOf(const Service &service);
/// The broker first, then instances in their order. None of a cluster that is not running as a whole: it is meant to
/// be down, or not meant to be up yet. Only where that is so because its broker did not start, the broker is.
QList<Service *> faulty(const Cluster &cluster);
/// Thaws what is frozen, starts what has ended; nothing where nothing is wrong.
void heal(Service *service);

} // namespace crosstalk
