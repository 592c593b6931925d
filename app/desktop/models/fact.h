// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/markedrow.h"

#include <QList>
#include <QString>

namespace crosstalk {

/// One thing known of what is selected.
struct Fact
{
    QString name;
    QString value;                                 ///< Several lines where it is a list; empty where unknown.
    QString meaning = {};                          ///< What it says, in a sentence; may be empty.
    bool isList = false;                           ///< Its lines stand below its name, not beside it.
    MarkedRow::Tone tone = MarkedRow::Tone::Muted; ///< Of the value, where it is good or bad news.

    bool operator==(const Fact &) const = default;
};
using Facts = QList<Fact>;

} // namespace crosstalk
