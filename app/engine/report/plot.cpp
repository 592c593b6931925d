// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/plot.h"

#include <algorithm>
#include <cmath>

namespace crosstalk {

namespace {

using std::chrono::nanoseconds;

double valueOf(nanoseconds latency)
{
    return double(std::max<qint64>(latency.count(), 1));
}

/// 1, 2, 5, 10, 20 … nanoseconds: from the last that is not above @p lowest to the first that is not below @p highest.
QList<nanoseconds> roundValues(nanoseconds lowest, nanoseconds highest)
{
    QList<nanoseconds> values;
    for (qint64 decade = 1; decade <= 1'000'000'000'000'000; decade *= 10) {
        for (const qint64 factor : {1, 2, 5}) {
            const nanoseconds value(decade * factor);
            if (value <= lowest)
                values.clear();
            values.append(value);
            if (value >= highest && values.size() > 1)
                return values;
        }
    }
    return values;
}

} // namespace

Plot Plot::of(bool isWide, nanoseconds lowest, nanoseconds highest)
{
    Plot plot;
    plot.isWide = isWide;
    if (!isWide) {
        plot.width = 340;
        plot.height = 240;
        plot.left = 50;
        plot.right = 12;
    }
    const QList<nanoseconds> values = roundValues(lowest, highest);
    plot.lowest = values.first();
    plot.highest = values.last();
    return plot;
}

double Plot::yOf(nanoseconds latency) const
{
    const double share = std::log(valueOf(latency) / valueOf(lowest)) / std::log(valueOf(highest) / valueOf(lowest));
    return top + plotHeight() * (1 - std::clamp(share, 0.0, 1.0));
}

void Plot::open(Markup &page, const QString &title, const QString &description) const
{
    const QString titleId = page.uniqueId(QStringLiteral("t"));
    const QString descriptionId = page.uniqueId(QStringLiteral("d"));
    page.open("svg", {{"class", isWide ? QStringLiteral("wide") : QStringLiteral("narrow")},
                      {"viewBox", QStringLiteral("0 0 %1 %2").arg(px(width), px(height))},
                      {"role", QStringLiteral("img")},
                      {"aria-labelledby", titleId + QLatin1Char(' ') + descriptionId}});
    page.leaf("title", title, {{"id", titleId}});
    page.leaf("desc", description, {{"id", descriptionId}});
}

void Plot::writeLatencyAxis(Markup &page) const
{
    QList<nanoseconds> values = roundValues(lowest, highest);
    // Over several decades the powers of ten alone are enough.
    if (values.size() > 8)
        values.removeIf([](nanoseconds value) {
            const double exponent = std::log10(valueOf(value));
            return std::abs(exponent - std::round(exponent)) > 1e-6;
        });
    for (const nanoseconds value : std::as_const(values)) {
        const double y = yOf(value);
        page.empty("line", {{"class", QStringLiteral("grid")},
                            {"x1", px(left)},
                            {"x2", px(width - right)},
                            {"y1", px(y)},
                            {"y2", px(y)}});
        page.leaf("text", roundLatencyText(value),
                  {{"class", QStringLiteral("tick end")}, {"x", px(left - 7)}, {"y", px(y + 4)}});
    }
}

void Plot::writeTick(Markup &page, double x, const QString &text) const
{
    page.empty("line", {{"class", QStringLiteral("grid")},
                        {"x1", px(x)},
                        {"x2", px(x)},
                        {"y1", px(top)},
                        {"y2", px(height - bottom + 4)}});
    page.leaf("text", text, {{"class", QStringLiteral("tick middle")}, {"x", px(x)}, {"y", px(height - bottom + 18)}});
}

QString roundLatencyText(nanoseconds value)
{
    using namespace std::chrono_literals;
    const auto number = [value](nanoseconds unit) {
        return QString::number(double(value.count()) / double(unit.count()), 'g', 3);
    };
    return value < 1s ? number(1ms) + QStringLiteral(" ms") : number(1s) + QStringLiteral(" s");
}

} // namespace crosstalk
