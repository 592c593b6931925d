// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/badge.h"
#include "shared/history.h"

#include <QFlags>

#include <chrono>

namespace crosstalk {

/// One message to one receiver: what was, or was not, to reach it.
struct MessageRow
{
    /// Delivered, Lost, OnItsWay, Exposed, Missed and Excused stand alone; the others are what is wrong, together.
    enum Class {
        OnItsWay = 0x001,
        Delivered = 0x002, ///< Once, in time, in order, unharmed.
        Delayed = 0x004,   ///< Came after it was Lost or Missed. (What a report calls late came after the deadline.)
        OutOfOrder = 0x008,
        Twice = 0x010, ///< Or more often.
        Corrupted = 0x020,
        Lost = 0x040,    ///< Due, and not there after a second; a copy that still comes changes that.
        Phantom = 0x080, ///< Nobody sent it, or its receiver should not have got it.
        Exposed = 0x100, ///< The receiver was coming or going, or a fault was about: it may come, or not.
        Missed = 0x200,  ///< As Exposed, and it has not come.
        Excused = 0x400, ///< Nobody has to deliver it: refused, not answered (for a second, or for good), or hasLeft.
    };
    Q_DECLARE_FLAGS(Classes, Class)
    static constexpr int wrong = OutOfOrder | Twice | Corrupted | Lost | Phantom;
    static constexpr int wanting = wrong | Missed | Delayed; ///< What makes a cell of the matrix stand out.
    static constexpr int any = 0x7ff;

    // Of a moment of the message:
    static constexpr qint32 unknown = -1; ///< Nobody could tell.
    static constexpr qint32 awaited = -2; ///< It has not come so far.

    history::ProbeId probe;
    QString receiver;
    InstanceTag from; ///< Where the sender was; empty where nobody knows.
    InstanceTag to;
    QString text;  ///< Empty where unknown.
    qint64 at = 0; ///< Of the send, or of the receipt where Phantom; nanoseconds on the recorder's clock.
    qint64 intended = 0;
    std::chrono::nanoseconds latency{0}; ///< Of the first copy, from the intended time; 0 before.
    int copies = 0;
    Classes classes = OnItsWay;
    // Microseconds since the send. They are the message's, and known from one of its rows, not from each.
    qint32 takenUs = unknown;    ///< By the sender's instance.
    qint32 seenUs = unknown;     ///< On the broker.
    qint32 answeredUs = unknown; ///< To the sender.
    bool isRefused = false;      ///< By the answer; in each of its rows.
    bool hasLeft = false;        ///< Its receiver, which closed its link itself, before it came.

    bool isWrong() const { return classes & Classes(wrong); }
    bool operator==(const MessageRow &) const = default;
};

} // namespace crosstalk
