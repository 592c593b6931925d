// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/matrix.h"

#include <algorithm>

namespace crosstalk {

namespace {

constexpr int nameWidth = 10;
/// Fits 100000/100000, and leaves five columns in 80 characters.
constexpr int cellWidth = 14;

enum class Tone { Plain, Faint, Good, Bad };

struct Text
{
    QString text;
    Tone tone = Tone::Plain;
};

QString milliseconds(std::chrono::nanoseconds value)
{
    const double ms = std::chrono::duration<double, std::milli>(value).count();
    return QString::number(ms, 'f', ms < 100 ? 1 : 0);
}

/// Padded before it is coloured: escape sequences have no width.
QString paint(const Text &part, int width, bool hasColour)
{
    const QString padded = part.text.leftJustified(width);
    if (!hasColour || part.tone == Tone::Plain)
        return padded;
    const char *code = part.tone == Tone::Good ? "32" : part.tone == Tone::Bad ? "1;31" : "2";
    return QStringLiteral("\x1b[%1m%2\x1b[0m").arg(QLatin1String(code), padded);
}

QList<Text> cellLines(const PairCounts &counts, bool isOver)
{
    if (counts.due == 0 && counts.duplicate == 0)
        return {{QStringLiteral("-"), Tone::Faint}};
    const Tone tone = counts.isClean() ? Tone::Good : Tone::Plain;
    QList<Text> lines{{QStringLiteral("%1/%2").arg(counts.delivered).arg(counts.due), tone}};
    const auto latency = [&](double quantile) { return milliseconds(counts.latency.percentile(quantile)); };
    lines.append({latency(0.5) + QLatin1Char(' ') + latency(0.99), Tone::Faint});
    const auto note = [&](quint64 count, const char *what) {
        if (count > 0)
            lines.append({QStringLiteral("%1 %2").arg(count).arg(QLatin1String(what)), Tone::Bad});
    };
    note(isOver ? counts.missing() : 0, "lost");
    note(counts.duplicate, "twice");
    note(counts.reordered, "disordered");
    note(counts.corrupted, "corrupted");
    return lines;
}

QString headLine(const QStringList &instances, bool hasColour)
{
    QString line = paint({QStringLiteral("from\\to")}, nameWidth, hasColour);
    for (const QString &name : instances)
        line += paint({name}, cellWidth, hasColour);
    return line;
}

QString describeLatency(const Histogram &latency)
{
    if (latency.count() == 0)
        return {};
    return QStringLiteral(", p50 %1 ms, p99 %2 ms")
        .arg(milliseconds(latency.percentile(0.5)), milliseconds(latency.percentile(0.99)));
}

} // namespace

QStringList drawMatrix(const Ledger &ledger, const QStringList &instances, MatrixStyle style)
{
    const bool hasColour = style.hasColour;
    QStringList lines{headLine(instances, hasColour)};
    for (const QString &from : instances) {
        QList<QList<Text>> cells;
        qsizetype height = 0;
        for (const QString &to : instances) {
            cells.append(cellLines(ledger.cell(from, to), style.isOver));
            height = std::max(height, cells.last().size());
        }
        for (qsizetype i = 0; i < height; ++i) {
            QString line = paint({i == 0 ? from : QString()}, nameWidth, hasColour);
            for (const auto &cell : std::as_const(cells))
                line += paint(cell.value(i), cellWidth, hasColour);
            lines.append(line);
        }
    }
    lines.append(
        paint({QStringLiteral("Each cell: delivered/due, then p50 and p99 in ms."), Tone::Faint}, 0, hasColour));
    for (QString &line : lines) {
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
    }
    return lines;
}

int matrixWidth(qsizetype instances)
{
    return nameWidth + cellWidth * static_cast<int>(instances);
}

QString describeProgress(const Ledger &ledger, quint64 wanted)
{
    const PairCounts &total = ledger.total();
    const QString sent =
        wanted == 0 ? QString::number(ledger.sent()) : QStringLiteral("%1 of %2").arg(ledger.sent()).arg(wanted);
    return QStringLiteral("%1 sent, %2 delivered, %3 on the way").arg(sent).arg(total.delivered).arg(total.missing()) +
           describeLatency(total.latency);
}

} // namespace crosstalk
