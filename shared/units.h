// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Durations and sizes as people write them: 50ms, 2s, 64MiB. A number without a unit is an error, except 0. And as they
// read them.

#include "shared/result.h"

#include <QString>
#include <QStringView>

#include <chrono>

namespace crosstalk {

/// us, ms, s, min or h; decimals are allowed ("1.5s"); from 0 to 1000 h.
Result<std::chrono::microseconds> parseDuration(QStringView text);

/// B, KiB, MiB, GiB, or kB, MB, GB; decimals are allowed; from 0 to 1024 GiB, in bytes.
Result<qint64> parseSize(QStringView text);

/// As parseDuration() reads it, exact to the microsecond, in the largest unit that needs at most three decimals for
/// seconds and milliseconds, and none for others: "1.5s", "5min".
/// @param space between the number and its unit: a blank for people.
QString formatDuration(std::chrono::microseconds duration, const QString &space = {});

/// As parseSize() reads it, exact, in the largest binary unit of which it is a whole number: "64MiB", "1500B".
QString formatSize(qint64 bytes, const QString &space = {});

/// For reading, not to be read back: three digits that count, "0.412 ms", "1.24 ms", "12.4 s", "3 min 20 s".
QString durationText(std::chrono::nanoseconds duration);

/// For reading, in English: "8,528".
QString countText(quint64 count);

} // namespace crosstalk
