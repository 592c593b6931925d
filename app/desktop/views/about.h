// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace crosstalk {

/// The program's version and licence, and what it was built with.
void showAboutDialog(QWidget *parent);

} // namespace crosstalk
