// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which messages a reader wants to see, as a value.

#include "app/desktop/models/messagerow.h"

#include <optional>

namespace crosstalk {

class MessageModel;

struct MessageQuery
{
    QString text; ///< Anywhere in a row, in any case; several words must all be there.
    QString sender;
    QString receiver;
    QString from; ///< Instance.
    QString to;
    std::optional<QString> room; ///< A server without rooms has one whose name is empty.
    MessageRow::Classes classes{MessageRow::any};
    qint64 since = 0; ///< Nanoseconds on the recorder's clock: what was sent earlier is left out.

    bool isEverything() const { return *this == MessageQuery(); }
    /// @p model knows the reason of a row, which is part of its text.
    bool matches(const MessageRow &row, const MessageModel &model) const;
    bool operator==(const MessageQuery &) const = default;
};

} // namespace crosstalk
