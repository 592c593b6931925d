// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// How a link ended, and what that means for coming back. Pure.

#include <QCoreApplication>
#include <QString>

#include <chrono>
#include <optional>

namespace crosstalk {

struct Ending
{
    QString reason;                                           ///< In words, for a person who knows what link it is.
    bool mayReturn = true;                                    ///< Otherwise the server would refuse again.
    std::optional<std::chrono::milliseconds> retryAfter = {}; ///< Not to come back before that.
    bool lacksProtocol = false;                               ///< It answers, but not in the protocol asked for.
    bool lacksTls = false;                                    ///< The two did not agree on a TLS to speak.

    Q_DECLARE_TR_FUNCTIONS(Ending)
};

/// The longest wait a server can ask for.
inline constexpr std::chrono::milliseconds maxRetryAfter{60'000};

/// What a close frame with @p code and @p text asks for. 1008 (policy) and 4001 (unauthorised) tell not to come back.
/// "retry in N ms" anywhere in @p text, which is how crosstalk-server spreads those it drains or has no room for, is
/// obeyed up to maxRetryAfter.
Ending endingOf(int code, const QString &text);

} // namespace crosstalk
