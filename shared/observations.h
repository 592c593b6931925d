// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What a Judge keeps of a run besides the account of messages: order, processes, memory, presence, and how the harness
// itself did.

#include "shared/history.h"
#include "shared/names.h"
#include "shared/ordercheck.h"

#include <chrono>
#include <map>
#include <optional>

namespace crosstalk {

struct Observations
{
    /// Of one instance's process.
    struct Memory
    {
        qint64 restingSince = -1; ///< When it started to serve.
        qint64 atRest = 0;        ///< Bytes, a second later.
        qint64 growth = 0;        ///< The most since, whatever was freed again.
        qint64 grownAt = 0;
        bool isMeasured = false;
    };
    struct Exit
    {
        history::InstanceChanged event;
        QStringList faults; ///< That were active.
    };

    OrderCheck order;
    Names names; ///< Of sessions and rooms in the order check.
    bool checksOrder = false;
    qint64 conflictAt = 0;
    std::optional<Exit> exit; ///< The first that was not asked for.
    std::map<QString, Memory> memory;
    std::map<QString, std::map<QString, QStringList>> members; ///< Room → instance → who, sorted.
    std::chrono::nanoseconds lag{0};                           ///< Of the harness: the worst.
    std::chrono::nanoseconds slip{0};
    double cpu = 0;

    void seeFirstCopy(const history::Received &event);
    void see(const history::InstanceChanged &event, const QStringList &faults);
    void see(const history::Resources &event);
    void see(const history::Harness &event);
    void see(const history::Members &event);
};

} // namespace crosstalk
