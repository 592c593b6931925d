// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What can be done in a chat or a table to what is read there, or written: the words, the keys, and what each does.

#include "app/desktop/views/localactions.h"

namespace crosstalk {

/// To the lines of a chat or the rows of a table.
enum RowAction { CopyRow, SelectAllRows, ShowWholeRow, ShowPathOfRow, GoToNewestRow };
/// In the order of RowAction.
QList<LocalActions::Spec> rowActions();

/// To lines of a chat that were not sent.
enum ResendAction { SendAgain, SendAllAgain };
/// In the order of ResendAction.
QList<LocalActions::Spec> resendActions();

/// To what is being written.
enum SendAction { SendMessage, SendEachLine, SendFromAll };
/// In the order of SendAction.
QList<LocalActions::Spec> sendActions();

} // namespace crosstalk
