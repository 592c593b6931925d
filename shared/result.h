// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <tl/expected.hpp>

namespace crosstalk {

/// An expected failure, told to a person: what failed, on what, and what to try.
struct Error
{
    QString what; ///< One sentence without a line break, for example "Cannot listen on 127.0.0.1:8080: address in use".
    QString hint; ///< What to try; may be empty.

    /// Both in one line.
    QString toString() const { return hint.isEmpty() ? what : what + QLatin1String(". ") + hint; }
};

/// A value or the Error that kept it from being one.
template<class T>
using Result = tl::expected<T, Error>;

/// `return fail(tr("…"), tr("…"));` in a function that returns a Result.
inline tl::unexpected<Error> fail(QString what, QString hint = {})
{
    return tl::unexpected<Error>(Error{std::move(what), std::move(hint)});
}

} // namespace crosstalk
