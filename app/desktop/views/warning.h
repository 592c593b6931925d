// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

class QWidget;

namespace crosstalk {

/// Says what went wrong and what to try, over @p window, and returns at once: what runs behind it goes on.
void warn(QWidget *window, const QString &title, const Error &error);

} // namespace crosstalk
