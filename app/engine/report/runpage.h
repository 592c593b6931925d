// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/engine/report/markup.h"
#include "app/engine/report/report.h"

namespace crosstalk {

/// One run, from its verdict to its environment. @p id is that of its element, @p level of its heading: 1 to 3.
void writeRun(Markup &page, const RunReport &run, const QString &id, int level);

/// Its scenario, and which of several runs of it this was.
QString titleOf(const RunReport &run);

/// PASS, FAIL or UNKNOWN, with a sign for those who cannot tell its colour at a glance.
void writeStamp(Markup &page, Judgement judgement);

} // namespace crosstalk
