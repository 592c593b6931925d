// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace crosstalk {

/// The program's version and licence, and what it was built with. @p broker is the product and version of the one that
/// runs; empty for none.
void showAboutDialog(const QString &broker, QWidget *parent);

} // namespace crosstalk
