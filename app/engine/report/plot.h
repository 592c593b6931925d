// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What both drawings of latency have in common: a frame, and a logarithmic axis of latency.

#include "app/engine/report/markup.h"

#include <QList>

#include <chrono>

namespace crosstalk {

/// A drawing for one width of screen.
struct Plot
{
    bool isWide = true;
    double width = 720;
    double height = 280;
    double left = 58;
    double right = 16;
    double top = 34;
    double bottom = 30;
    std::chrono::nanoseconds lowest{0}; ///< Of the axis, 1, 2 or 5 times a power of ten.
    std::chrono::nanoseconds highest{0};

    /// @p lowest and @p highest are of the data.
    static Plot of(bool isWide, std::chrono::nanoseconds lowest, std::chrono::nanoseconds highest);

    double plotWidth() const { return width - left - right; }
    double plotHeight() const { return height - top - bottom; }
    double yOf(std::chrono::nanoseconds latency) const;

    /// <svg> with a title and a description for those who cannot see it.
    void open(Markup &page, const QString &title, const QString &description) const;
    /// Lines across at round values, with those.
    void writeLatencyAxis(Markup &page) const;
    /// A line up at @p x, with @p text beneath.
    void writeTick(Markup &page, double x, const QString &text) const;
};

/// "0.5 ms", "20 ms", "1 s"
QString roundLatencyText(std::chrono::nanoseconds value);

} // namespace crosstalk
