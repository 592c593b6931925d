// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The delivery matrix as text: who received what was sent on which instance. Functions of the ledger alone.

#include "shared/ledger.h"

#include <QStringList>

namespace crosstalk {

struct MatrixStyle
{
    bool hasColour = false; ///< Complete cells green, bad ones red.
    bool isOver = true;     ///< What has not arrived is lost; else it is on its way.
};

/// A row for each of @p instances that sends, a column for each that receives; in each cell delivered/due, the median
/// and 99th percentile of latency, and, if there are any, how many were lost, came twice, out of order or corrupted.
QStringList drawMatrix(const Ledger &ledger, const QStringList &instances, MatrixStyle style);

/// Characters across it, whatever the cells hold.
int matrixWidth(qsizetype instances);

/// While it runs: "174 of 300 sent, 519 delivered, 3 on the way, p50 0.8 ms, p99 2.4 ms". @p wanted is 0 where nobody
/// knows how many there will be.
QString describeProgress(const Ledger &ledger, quint64 wanted);

} // namespace crosstalk
