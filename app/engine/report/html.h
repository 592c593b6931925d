// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Runs as one HTML page that needs nothing else: no script, no font, no image, no network. For people: on a screen, on
// a phone, on paper.

#include "app/engine/report/report.h"

#include <QByteArray>

namespace crosstalk {

QByteArray toHtml(const QList<RunReport> &runs);

} // namespace crosstalk
