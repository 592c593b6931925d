// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Durations and sizes as people write them: 50ms, 2s, 64MiB. A number without a unit is an error, except 0.

#include "shared/result.h"

#include <QStringView>

#include <chrono>

namespace crosstalk {

/// us, ms, s, min or h; decimals are allowed ("1.5s"); from 0 to 1000 h.
Result<std::chrono::microseconds> parseDuration(QStringView text);

/// B, KiB, MiB, GiB, or kB, MB, GB; decimals are allowed; from 0 to 1024 GiB, in bytes.
Result<qint64> parseSize(QStringView text);

} // namespace crosstalk
