// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Runs as JUnit XML, in the form that Jenkins' junit-10.xsd lays down and GitLab and GitHub actions read: a test suite
// for each run, a test case for each invariant. An unknown is an <error>: a <skipped> would leave the build green, and
// an invariant that could not be judged has not held.

#include "app/engine/report/report.h"

#include <QByteArray>

namespace crosstalk {

QByteArray toJunit(const QList<RunReport> &runs);

} // namespace crosstalk
