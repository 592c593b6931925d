// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Runs as JSON for programs: {"schema":1,"runs":[{"scenario":…,"verdict":{…}}]}, the verdict as Verdict::toJson() has
// it. Everything a RunReport knows is in it. Members may be added; a change of what there is raises "schema".

#include "app/engine/report/report.h"

#include <QByteArray>

namespace crosstalk {

QByteArray toJson(const QList<RunReport> &runs);

} // namespace crosstalk
