// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the broker or an instance is, from all that is known of it: its state, or what ails it in spite of that.

#include "app/desktop/models/clustermodel.h"

namespace crosstalk {

Ailment ailmentOf(const ServiceRow &row);
/// "ready", "killed (SIGKILL)", "deaf".
QString conditionOf(const ServiceRow &row);
ClusterModel::Tone toneOf(const ServiceRow &row);
/// Why it is ill; empty where it is not, or the condition says it all.
QString complaintOf(const ServiceRow &row);
/// The name of a drawing.
QString iconOf(const ServiceRow &row);
/// What is to be done about a fault that cannot be healed from here; empty where it can, or nothing can be said.
QString adviceOn(const FaultRow &row);

} // namespace crosstalk
