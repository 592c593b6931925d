// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/engine/report/instancecolours.h"
#include "app/engine/report/markup.h"
#include "shared/verdict.h"

namespace crosstalk {

/// What happened around a failure, as a sequence diagram: sender, its instance, the broker, the receiver's instance,
/// receiver; time runs down, a row a moment. Of a loss, the way that the message did not go. Drawn for wide and for
/// narrow screens.
void writeSequence(Markup &page, const Counterexample &example, const InstanceColours &instances);

} // namespace crosstalk
