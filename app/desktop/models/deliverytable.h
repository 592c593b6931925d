// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/deliverymodel.h"

namespace crosstalk {

/// @p snapshot for other programs: a line of column names, then a line for each cell of which there is something to
/// tell; latency in milliseconds, numbers without a locale's marks. The last three are those of its row. Separated by
/// @p separator; fields that hold it are quoted as in RFC 4180.
QString deliveryTable(const DeliverySnapshot &snapshot, QChar separator);

} // namespace crosstalk
