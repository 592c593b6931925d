// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/matrix.h"

#include "app/engine/report/words.h"

#include <QHash>
#include <QLocale>

namespace crosstalk {

namespace {

/// Wrapped between two of them at most.
QString unbroken(std::chrono::nanoseconds duration)
{
    return durationText(duration).replace(QLatin1Char(' '), QChar(QChar::Nbsp));
}

void writeCell(Markup &page, const CellFigures *cell)
{
    if (!cell) {
        page.leaf("td", QStringLiteral("–"), {{"class", QStringLiteral("none")}});
        return;
    }
    const bool isBad = cell->lost + cell->late + cell->duplicate + cell->reordered + cell->corrupted > 0;
    page.open("td", {{"class", isBad ? QStringLiteral("wrong") : QStringLiteral("right")}});
    page.leaf("b", QStringLiteral("%1/%2").arg(counted(cell->delivered), counted(cell->due)));
    if (cell->delivered > 0)
        page.leaf("span", unbroken(cell->p50) + QStringLiteral(" · ") + unbroken(cell->p99),
                  {{"class", QStringLiteral("muted")}});
    const auto note = [&page](quint64 count, const char *what) {
        if (count > 0)
            page.leaf("em", QStringLiteral("%1 %2").arg(counted(count), QLatin1String(what)));
    };
    note(cell->lost, "lost");
    note(cell->late, "late");
    note(cell->duplicate, "twice");
    note(cell->reordered, "out of order");
    note(cell->corrupted, "corrupted");
    page.close();
}

} // namespace

QString counted(quint64 number)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(number);
}

void writeMatrix(Markup &page, const Verdict &verdict, const InstanceColours &instances)
{
    QHash<std::pair<QString, QString>, const CellFigures *> cells;
    for (const CellFigures &cell : verdict.cells)
        cells.insert({cell.from, cell.to}, &cell);
    page.leaf("p", QStringLiteral("Each cell: delivered/due, then the median and the 99th percentile of latency."),
              {{"class", QStringLiteral("muted legend")}});
    // It may be wider than a phone: the table scrolls, not the page.
    page.open("div", {{"class", QStringLiteral("scroll")},
                      {"role", QStringLiteral("region")},
                      {"aria-label", QStringLiteral("Delivery matrix")},
                      {"tabindex", QStringLiteral("0")}});
    page.open("table", {{"class", QStringLiteral("matrix")}});
    page.open("thead");
    page.open("tr");
    page.leaf("td", QStringLiteral("from ↓ to →"), {{"class", QStringLiteral("corner muted")}});
    for (const QString &to : instances.names()) {
        page.open("th", {{"scope", QStringLiteral("col")}});
        instances.write(page, to);
        page.close();
    }
    page.close();
    page.close();
    page.open("tbody");
    for (const QString &from : instances.names()) {
        page.open("tr");
        page.open("th", {{"scope", QStringLiteral("row")}});
        instances.write(page, from);
        page.close();
        for (const QString &to : instances.names())
            writeCell(page, cells.value({from, to}));
        page.close();
        page.breakLine();
    }
    page.close();
    page.close();
    page.close();
}

} // namespace crosstalk
