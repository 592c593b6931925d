// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;

namespace crosstalk {

/// The selected rows go to the clipboard, as a spreadsheet takes them: a line each, tabs between the columns.
void copySelectedRows(const QAbstractItemView *view);

} // namespace crosstalk
