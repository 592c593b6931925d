// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Faults and ends of processes as people speak of them, the same wherever they show. An instance goes by its letter;
// an empty name means the broker.

#include "app/desktop/models/clustersnapshot.h"
#include "app/desktop/runpast.h"

namespace crosstalk {

/// "exited with code 3", "killed by signal 11 (SIGSEGV)".
QString inWords(const Service::Exit &exit);
/// Likewise where there is little room: "killed by SIGSEGV".
QString inShort(const Service::Exit &exit);
/// As a title: "C frozen", "Broker killed"; empty for ServiceFault::None.
QString faultTitle(ServiceFault fault, const QString &instance);
/// Likewise: "C deaf".
QString faultTitle(Ailment ailment, const QString &instance);
/// As a reason: "C is frozen", "the broker is killed"; empty for ServiceFault::None.
QString faultReason(ServiceFault fault, const QString &instance);
/// What is the matter now: "C is frozen", "A is not ready".
QString troubleNow(Trouble::Kind what, const QString &instance);
/// What was the matter then: "C was frozen", "the broker was killed".
QString troubleThen(Trouble::Kind what, const QString &instance);
/// What healing it means: "Thaw C (SIGCONT)", "Start C again".
QString healingOf(ServiceFault fault, const QString &instance);
/// Likewise: "Restart C".
QString healingOf(Ailment ailment, const QString &instance);
/// How long something has lasted: "6.1 s", "2 min 5 s", "1 h 20 min".
QString lastingWords(std::chrono::nanoseconds duration);

} // namespace crosstalk
