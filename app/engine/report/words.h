// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What reports and the command line say in words: times, and what led to a failure. Text that comes from outside
// (names, reasons) is made fit for every place it may be shown in.

#include "shared/units.h"
#include "shared/verdict.h"

#include <QString>
#include <QStringList>

namespace crosstalk {

/// @p text without anything that a terminal would obey, XML 1.0 forbids (section 2.2), or that turns the direction of
/// what follows: control characters become their pictures (␛), the rest �. Line breaks and tabs stay.
QString printable(const QString &text);
/// As printable(), and line breaks become pictures too: a name must not make itself a line of its own.
QString printableLine(QString text);

/// A moment of the run: "3.2141 s".
QString timeText(qint64 atNs);

/// "bob on b receives alice's #17 in lobby"
QString describe(const Moment &moment);
/// What went wrong, to what it is put down, which faults were active, and what happened around it; a moment a line,
/// those about the very message marked with “>”.
QStringList describe(const Counterexample &example);

} // namespace crosstalk
