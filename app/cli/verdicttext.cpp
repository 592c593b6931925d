// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/verdicttext.h"

#include "app/engine/report/words.h"

#include <algorithm>

namespace crosstalk {

namespace {

/// What the words PASS, FAIL and UNKNOWN take, with a gap.
constexpr int wordWidth = 9;

QString painted(const QString &text, const char *code, bool hasColour)
{
    return hasColour ? QStringLiteral("\x1b[%1m%2\x1b[0m").arg(QLatin1String(code), text) : text;
}

QString word(Judgement judgement, int width, bool hasColour)
{
    const char *code = judgement == Judgement::Pass ? "32" : judgement == Judgement::Fail ? "1;31" : "33";
    return painted(nameOf(judgement).toUpper(), code, hasColour) +
           QString(std::max(0, width - int(nameOf(judgement).size())), QLatin1Char(' '));
}

QStringList describeInvariant(const InvariantVerdict &invariant, bool hasColour)
{
    QString line = word(invariant.judgement, wordWidth, hasColour) +
                   printableLine(invariant.label.isEmpty() ? invariant.name : invariant.label);
    if (!invariant.reason.isEmpty())
        line += painted(QStringLiteral(": ") + printableLine(invariant.reason), "2", hasColour);
    QStringList lines{line};
    if (!invariant.counterexample)
        return lines;
    QStringList words = describe(*invariant.counterexample);
    if (words.first() == printableLine(invariant.reason)) // Where there is no message to tell of besides.
        words.removeFirst();
    for (const QString &each : words)
        lines.append(QString(wordWidth, QLatin1Char(' ')) + each);
    return lines;
}

QString describeTotals(const Verdict &verdict)
{
    const CellFigures &total = verdict.total;
    QString text = QStringLiteral("%1 sent, %2 due, %3 delivered, %4 lost, %5 twice, %6 out of order")
                       .arg(verdict.sent)
                       .arg(total.due)
                       .arg(total.delivered)
                       .arg(total.lost)
                       .arg(total.duplicate)
                       .arg(total.reordered);
    const auto note = [&text](quint64 count, const QString &what) {
        if (count > 0)
            text += QStringLiteral(", %1 %2").arg(count).arg(what);
    };
    note(total.late, QStringLiteral("late"));
    note(total.corrupted, QStringLiteral("corrupted"));
    note(verdict.phantoms, QStringLiteral("that should not be"));
    note(verdict.refused, QStringLiteral("refused"));
    note(verdict.indeterminate, QStringLiteral("indeterminate"));
    note(verdict.recovered, QStringLiteral("of these arrived"));
    note(total.exposed, QStringLiteral("exposed"));
    note(total.missed, QStringLiteral("of these missed"));
    if (total.delivered > 0)
        text += QStringLiteral(", p50 %1, p99 %2").arg(durationText(total.p50), durationText(total.p99));
    return text;
}

} // namespace

QStringList describeVerdict(const Verdict &verdict, bool hasColour)
{
    QStringList lines;
    for (const InvariantVerdict &invariant : verdict.invariants)
        lines += describeInvariant(invariant, hasColour);
    QString last = word(verdict.judgement, 0, hasColour) + QStringLiteral(": ") + describeTotals(verdict);
    if (!verdict.reason.isEmpty())
        last += QStringLiteral(" (%1)").arg(printableLine(verdict.reason));
    lines.append(last);
    return lines;
}

} // namespace crosstalk
