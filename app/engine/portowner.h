// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace crosstalk {

/// The process that listens on this port of this machine, as people name it: "redis-server (process 812)". Empty where
/// nobody does, or where it cannot be known: the processes of other users keep it to themselves. Looks through /proc.
QString ownerOfPort(quint16 port);

} // namespace crosstalk
