// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/engine/scenario/yamlnode.h"

namespace crosstalk::scenario {

/// Puts the value of "steps.1.send.count=50" in its place in @p root: a key that is not there is added (and may then be
/// one that nobody knows), an item of a list must be there. What a key has of dots is part of it where there is such a
/// key; else quotes do it: invariants.0.latency."p99.9"=50ms.
/// @param source of the override, for places in it.
void applyOverride(YamlNode &root, const QString &text, int source, Mistakes &mistakes);

} // namespace crosstalk::scenario
