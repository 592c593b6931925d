// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// All that is known of one finished run. What the report formats are made from: each is a function of this value.

#include "shared/histogram.h"
#include "shared/verdict.h"

#include <QDateTime>
#include <QList>
#include <QPair>
#include <QString>

#include <chrono>
#include <optional>

namespace crosstalk {

/// Latency of what was received in one slice of the run.
struct LatencySlice
{
    std::chrono::nanoseconds at{0}; ///< Since the run's start.
    quint64 count = 0;
    std::chrono::nanoseconds p50{0};
    std::chrono::nanoseconds p99{0};
    std::chrono::nanoseconds max{0};
};

struct FaultBand
{
    QString what; ///< "restart broker"
    std::chrono::nanoseconds from{0};
    std::optional<std::chrono::nanoseconds> to; ///< Nothing where it was not healed.
};

struct RunReport
{
    QString scenario; ///< Its name.
    QString file;     ///< As it was named; may be empty.
    QString yaml;     ///< Normalised: can be run again.
    QString run;      ///< The run's name.
    quint64 seed = 0;
    int repetition = 1; ///< Of how often it was run.
    int repetitions = 1;
    QDateTime startedAt; ///< UTC.
    std::chrono::nanoseconds duration{0};
    Verdict verdict;
    Histogram latency;          ///< Of all cells.
    QList<LatencySlice> slices; ///< In order of time, at most 400.
    QList<FaultBand> faults;
    QStringList notes; ///< What the scenario's `note`s said, and what went wrong on the way, in order.
    QList<QPair<QString, QString>> environment; ///< "Qt" → "6.4.2", "Broker" → "Redis 7.0.15" …, in order.
    QString history;                            ///< Where the history was kept; empty where it was not.
    bool isHistoryWhole = true;                 ///< Else a note says why its end is missing.
};

} // namespace crosstalk
