// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/deliverytable.h"

#include "app/desktop/palette.h"

namespace crosstalk {

namespace {

QString quoted(QString field, QChar separator)
{
    const QChar quote = QLatin1Char('"');
    if (!field.contains(separator) && !field.contains(quote) && !field.contains(QLatin1Char('\n')))
        return field;
    return quote + field.replace(quote, QStringLiteral("\"\"")) + quote;
}

QString milliseconds(std::chrono::nanoseconds value)
{
    return QString::number(static_cast<double>(value.count()) / 1e6, 'f', 3);
}

} // namespace

QString deliveryTable(const DeliverySnapshot &snapshot, QChar separator)
{
    QStringList lines{QStringList{
        QStringLiteral("from"), QStringLiteral("to"), QStringLiteral("due"), QStringLiteral("delivered"),
        QStringLiteral("lost"), QStringLiteral("missed"), QStringLiteral("delayed"), QStringLiteral("twice"),
        QStringLiteral("out of order"), QStringLiteral("corrupted"), QStringLiteral("p50 ms"), QStringLiteral("p99 ms"),
        QStringLiteral("refused"), QStringLiteral("not sent"), QStringLiteral("unanswered"), QStringLiteral("phantom")}
                          .join(separator)};
    const qsizetype side = snapshot.instances.size();
    for (qsizetype i = 0; i < snapshot.cells.size(); ++i) {
        const DeliveryCell &cell = snapshot.cells.at(i);
        if (cell == DeliveryCell())
            continue;
        QStringList fields{quoted(badgeLetter(snapshot.instances.at(i / side).name), separator),
                           quoted(badgeLetter(snapshot.instances.at(i % side).name), separator)};
        for (const quint64 count : {cell.due, cell.delivered, cell.lost, cell.missed, cell.delayed, cell.twice,
                                    cell.outOfOrder, cell.corrupted})
            fields << QString::number(count);
        fields << (cell.isMeasured() ? milliseconds(cell.p50) : QString())
               << (cell.isMeasured() ? milliseconds(cell.p99) : QString());
        for (const quint64 count : {cell.refused, cell.notSent, cell.unanswered, cell.phantoms})
            fields << QString::number(count);
        lines << fields.join(separator);
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace crosstalk
