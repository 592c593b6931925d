// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace crosstalk {

/// The style sheet of a report: light, dark as the reader's system is, narrow from 720 px, and for print. Colours of
/// text keep a contrast of 4.5 to 1 to what is behind them (WCAG 2.1, AA).
QString reportStyle();

} // namespace crosstalk
