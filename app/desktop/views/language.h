// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

namespace crosstalk {

/// Has the window speak the language of @p locale from now on, and the toolkit with it, where there is a translation;
/// else English. @return whether there is one.
bool speak(const QLocale &locale);

} // namespace crosstalk
