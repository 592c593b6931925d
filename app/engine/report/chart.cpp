// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/chart.h"

#include "app/engine/report/plot.h"
#include "app/engine/report/words.h"

#include <algorithm>
#include <cmath>

namespace crosstalk {

namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

double seconds(nanoseconds value)
{
    return std::chrono::duration<double>(value).count();
}

/// The time of the run, from 0.
struct TimeAxis
{
    nanoseconds end{0};
    nanoseconds slice{0}; ///< The usual distance of two.

    explicit TimeAxis(const RunReport &run)
        : end(std::max<nanoseconds>(run.duration, 1ms))
        , slice(end)
    {
        for (qsizetype i = 1; i < run.slices.size(); ++i)
            slice = std::min(slice, run.slices[i].at - run.slices[i - 1].at);
        end = std::max(end, run.slices.last().at + (run.slices.size() > 1 ? slice : nanoseconds(0)));
        for (const FaultBand &fault : run.faults)
            end = std::max(end, fault.to.value_or(fault.from));
    }
    double xOf(nanoseconds at, const Plot &plot) const
    {
        return plot.left + plot.plotWidth() * std::clamp(seconds(at) / seconds(end), 0.0, 1.0);
    }
    nanoseconds step(qint64 ticksAtMost) const
    {
        for (const nanoseconds each :
             {nanoseconds(1ms),   nanoseconds(10ms),  nanoseconds(100ms), nanoseconds(200ms), nanoseconds(500ms),
              nanoseconds(1s),    nanoseconds(2s),    nanoseconds(5s),    nanoseconds(10s),   nanoseconds(20s),
              nanoseconds(30s),   nanoseconds(1min),  nanoseconds(2min),  nanoseconds(5min),  nanoseconds(10min),
              nanoseconds(20min), nanoseconds(30min), nanoseconds(1h),    nanoseconds(2h),    nanoseconds(6h)}) {
            if (end / each <= ticksAtMost)
                return each;
        }
        return 24h;
    }
    static QString text(nanoseconds at)
    {
        if (at >= 2min && at % 1min == 0s)
            return QStringLiteral("%1 min").arg(at / 1min);
        return QString::number(seconds(at), 'g', 6) + QStringLiteral(" s");
    }
};

void writeTimeAxis(Markup &page, const Plot &plot, const TimeAxis &time)
{
    const nanoseconds step = time.step(plot.isWide ? 9 : 5);
    for (nanoseconds at{0}; at <= time.end; at += step)
        plot.writeTick(page, time.xOf(at, plot), TimeAxis::text(at));
}

/// Hatched, numbered as in the list beneath.
void writeFaults(Markup &page, const Plot &plot, const TimeAxis &time, const QList<FaultBand> &faults)
{
    const QString hatch = page.uniqueId(QStringLiteral("hatch"));
    page.open("pattern", {{"id", hatch},
                          {"width", QStringLiteral("7")},
                          {"height", QStringLiteral("7")},
                          {"patternUnits", QStringLiteral("userSpaceOnUse")},
                          {"patternTransform", QStringLiteral("rotate(45)")}});
    page.empty("line", {{"class", QStringLiteral("hatch")}, {"y2", QStringLiteral("7")}});
    page.close();
    double lastMark = -100;
    double markY = plot.top + 11;
    for (qsizetype i = 0; i < faults.size(); ++i) {
        const double from = time.xOf(faults[i].from, plot);
        const double to = time.xOf(faults[i].to.value_or(time.end), plot);
        const auto writeBand = [&](const QString &style, const QString &fill) {
            page.empty("rect", {{"class", style},
                                {"fill", fill},
                                {"x", px(from)},
                                {"y", px(plot.top)},
                                {"width", px(std::max(to - from, 2.0))},
                                {"height", px(plot.plotHeight())}});
        };
        writeBand(QStringLiteral("band"), QStringLiteral("none"));
        writeBand(QStringLiteral("hatched"), QStringLiteral("url(#%1)").arg(hatch));
        // Marks that would lie on each other go one beneath the other.
        const double x = std::clamp(from + 11, plot.left + 11, plot.width - plot.right - 11);
        markY = x - lastMark < 22 ? markY + 21 : plot.top + 11;
        lastMark = x;
        page.empty("circle",
                   {{"class", QStringLiteral("mark")}, {"cx", px(x)}, {"cy", px(markY)}, {"r", QStringLiteral("9")}});
        page.leaf("text", QString::number(i + 1),
                  {{"class", QStringLiteral("on middle")}, {"x", px(x)}, {"y", px(markY + 4)}});
    }
}

/// A line through the slices, broken where some are missing in between.
QString pathOf(const QList<LatencySlice> &slices, nanoseconds LatencySlice::*value, const Plot &plot,
               const TimeAxis &time)
{
    QString path;
    const LatencySlice *before = nullptr;
    for (const LatencySlice &slice : slices) {
        if (slice.count == 0)
            continue;
        const bool isGap = !before || slice.at - before->at > time.slice * 5 / 2;
        // A slice all by itself is a dot: a line of no length with round ends.
        const QString point =
            px(time.xOf(slice.at + time.slice / 2, plot)) + QLatin1Char(' ') + px(plot.yOf(slice.*value));
        path += (isGap ? QStringLiteral("M%1L%1") : QStringLiteral("L%1")).arg(point);
        before = &slice;
    }
    return path;
}

struct Series
{
    const char *name;
    const char *text;
    nanoseconds LatencySlice::*value;
};
constexpr Series allSeries[] = {
    {"max", "largest", &LatencySlice::max}, {"p99", "99 %", &LatencySlice::p99}, {"p50", "median", &LatencySlice::p50}};

void writeLegend(Markup &page, const Plot &plot)
{
    double x = plot.left;
    for (const Series &series : allSeries) {
        page.empty("path", {{"class", QStringLiteral("series ") + QLatin1String(series.name)},
                            {"d", QStringLiteral("M%1 14h22").arg(px(x))}});
        page.leaf("text", QString::fromUtf8(series.text),
                  {{"class", QStringLiteral("tick")}, {"x", px(x + 28)}, {"y", QStringLiteral("18")}});
        x += plot.isWide ? 110 : 90;
    }
}

QString describeFaults(const QList<FaultBand> &faults)
{
    QStringList texts;
    for (const FaultBand &fault : faults)
        texts.append(QStringLiteral("%1 from %2").arg(fault.what, durationText(fault.from)) +
                     (fault.to ? QStringLiteral(" to %1").arg(durationText(*fault.to)) : QStringLiteral(" on")));
    return texts.isEmpty() ? QStringLiteral("no faults") : texts.join(QStringLiteral("; "));
}

/// How far to the right a share of all is drawn: each nine as much as the one before.
double positionOf(double quantile)
{
    return -std::log10(1 - quantile);
}

void writeKnownPercentiles(Markup &page, const Plot &plot, const Histogram &latency, double end)
{
    for (const auto &[quantile, text] : {std::pair(0.5, "50 %"), std::pair(0.9, "90 %"), std::pair(0.99, "99 %"),
                                         std::pair(0.999, "99.9 %"), std::pair(0.9999, "99.99 %")}) {
        const double share = positionOf(quantile) / end;
        if (share > 1)
            break;
        const double x = plot.left + plot.plotWidth() * share;
        const double y = plot.yOf(latency.percentile(quantile));
        plot.writeTick(page, x, QString::fromUtf8(text));
        page.empty("circle",
                   {{"class", QStringLiteral("dot")}, {"cx", px(x)}, {"cy", px(y)}, {"r", QStringLiteral("3.5")}});
        const bool isNearEnd = x > plot.width - plot.right - 40;
        page.leaf("text", durationText(latency.percentile(quantile)),
                  {{"class", isNearEnd ? QStringLiteral("value end") : QStringLiteral("value middle")},
                   {"x", px(isNearEnd ? x + 6 : std::max(x, plot.left + 28))},
                   {"y", px(y - 10)}});
    }
}

} // namespace

void writeLatencyOverTime(Markup &page, const RunReport &run)
{
    const TimeAxis time(run);
    nanoseconds lowest = nanoseconds::max();
    nanoseconds highest{1};
    for (const LatencySlice &slice : run.slices) {
        if (slice.count > 0)
            lowest = std::min(lowest, slice.p50);
        highest = std::max({highest, slice.p50, slice.p99, slice.max});
    }
    lowest = std::min(lowest, highest);
    const auto description =
        QStringLiteral("Median %1, 99th percentile %2, largest %3 over the whole run. Faults: %4.")
            .arg(durationText(run.latency.percentile(0.5)), durationText(run.latency.percentile(0.99)),
                 durationText(run.latency.max()), describeFaults(run.faults));
    for (const bool isWide : {true, false}) {
        const Plot plot = Plot::of(isWide, lowest, highest);
        plot.open(page, QStringLiteral("Latency over time"), description);
        plot.writeLatencyAxis(page);
        writeTimeAxis(page, plot, time);
        writeFaults(page, plot, time, run.faults);
        for (const Series &series : allSeries)
            page.empty("path", {{"class", QStringLiteral("series ") + QLatin1String(series.name)},
                                {"d", pathOf(run.slices, series.value, plot, time)}});
        writeLegend(page, plot);
        page.close();
        page.breakLine();
    }
}

void writePercentiles(Markup &page, const Histogram &latency)
{
    constexpr int points = 160;
    // As far as there is one value left to tell.
    const double end = std::clamp(std::log10(double(std::max<quint64>(latency.count(), 1))), 0.5, 6.0);
    const auto description = QStringLiteral("Half of all within %1, 90 % within %2, 99 % within %3, all within %4.")
                                 .arg(durationText(latency.percentile(0.5)), durationText(latency.percentile(0.9)),
                                      durationText(latency.percentile(0.99)), durationText(latency.max()));
    for (const bool isWide : {true, false}) {
        Plot plot = Plot::of(isWide, latency.percentile(0), latency.max());
        plot.top = 24;
        plot.open(page, QStringLiteral("Percentiles of latency"), description);
        plot.writeLatencyAxis(page);
        QString path;
        for (int i = 0; i <= points; ++i) {
            const double share = double(i) / points;
            const double quantile = i == points ? 1.0 : 1 - std::pow(10, -share * end);
            path += QStringLiteral("%1%2 %3").arg(i == 0 ? QLatin1String("M") : QLatin1String("L"),
                                                  px(plot.left + plot.plotWidth() * share),
                                                  px(plot.yOf(latency.percentile(quantile))));
        }
        page.empty("path", {{"class", QStringLiteral("series p50")}, {"d", path}});
        writeKnownPercentiles(page, plot, latency, end);
        page.close();
        page.breakLine();
    }
}

} // namespace crosstalk
