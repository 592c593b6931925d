// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/engine/report/instancecolours.h"
#include "app/engine/report/markup.h"
#include "shared/verdict.h"

namespace crosstalk {

/// Who received what was sent where: a table, a row per sending and a column per receiving instance.
void writeMatrix(Markup &page, const Verdict &verdict, const InstanceColours &instances);

/// "4,500"
QString counted(quint64 number);

} // namespace crosstalk
