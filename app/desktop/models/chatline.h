// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/badge.h"
#include "app/desktop/models/deliverymark.h"
#include "shared/history.h"

#include <QTime>

#include <chrono>
#include <optional>

namespace crosstalk {

/// One line of a chat window.
struct ChatLine
{
    enum class Kind {
        Received,
        Own,    ///< Written in this window; mark says what became of it.
        Notice, ///< What happened to the link; from and via are empty.
    };
    Kind kind = Kind::Received;
    QTime at;
    QString text;
    QString from;
    InstanceTag via;                     ///< The instance its sender is on.
    history::ProbeId probe;              ///< n is 0 where there is none.
    std::chrono::nanoseconds latency{0}; ///< 0 where unknown.
    bool isDelayed = false;              ///< It came after it had been counted as lost or missed.
    bool isCorrupted = false;
    bool isPhantom = false;                        ///< It has a number of this run, and nobody sent it, or not to here.
    std::optional<std::chrono::nanoseconds> again; ///< A further copy, so long after the first.
    bool isGood = false;                           ///< Of a notice: that all is well again.
    DeliveryMark mark;

    /// As no message may come.
    bool isWrong() const { return isCorrupted || isPhantom || again; }
    /// One's own, and nobody got it for sure: it can be sent again.
    bool isUnsent() const
    {
        return kind == Kind::Own &&
               (mark.kind == DeliveryMark::Kind::NotSent || mark.kind == DeliveryMark::Kind::Refused);
    }
};

} // namespace crosstalk
