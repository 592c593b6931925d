// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/runpage.h"

#include "app/engine/report/chart.h"
#include "app/engine/report/instancecolours.h"
#include "app/engine/report/matrix.h"
#include "app/engine/report/sequence.h"
#include "app/engine/report/words.h"

#include <algorithm>

namespace crosstalk {

namespace {

/// Writes the sections of one run, one after the other.
class RunPage
{
public:
    RunPage(Markup &page, const RunReport &run, QString id, int level)
        : m_page(page)
        , m_run(run)
        , m_id(std::move(id))
        , m_level(level)
        , m_instances(run.verdict)
    {}

    void write()
    {
        m_page.open("article", {{"id", m_id}, {"class", QStringLiteral("run")}});
        writeHeader();
        writeInvariants();
        writeCounterexamples();
        writeDelivery();
        writeLatency();
        writeNotes();
        writeScenario();
        writeEnvironment();
        m_page.close();
        m_page.breakLine();
    }

private:
    void heading(const QString &text, int below)
    {
        static const char *const elements[] = {"h1", "h2", "h3", "h4"};
        m_page.leaf(elements[std::clamp(m_level - 1 + below, 0, 3)], text);
    }

    void writeHeader()
    {
        m_page.open("header");
        writeStamp(m_page, m_run.verdict.judgement);
        heading(titleOf(m_run), 0);
        if (!m_run.verdict.reason.isEmpty())
            m_page.leaf("p", m_run.verdict.reason, {{"class", QStringLiteral("reason")}});
        else if (m_run.verdict.judgement == Judgement::Pass)
            m_page.leaf("p", QStringLiteral("Every invariant held."), {{"class", QStringLiteral("reason")}});
        if (m_run.verdict.interrupted)
            m_page.leaf("p", QStringLiteral("The run was interrupted: what had been seen by then was judged."));
        m_page.open("ul", {{"class", QStringLiteral("facts")}});
        const auto fact = [this](const QString &text) { m_page.leaf("li", text); };
        if (m_run.startedAt.isValid())
            fact(m_run.startedAt.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QStringLiteral(" UTC"));
        fact(QStringLiteral("took %1").arg(durationText(m_run.duration)));
        fact(QStringLiteral("run %1").arg(m_run.run));
        fact(QStringLiteral("seed %1").arg(m_run.seed));
        if (!m_run.file.isEmpty())
            fact(m_run.file);
        m_page.close();
        m_page.close();
        m_page.breakLine();
    }

    QString exampleId(qsizetype invariant) const { return QStringLiteral("%1-example%2").arg(m_id).arg(invariant + 1); }

    void writeInvariants()
    {
        const auto &invariants = m_run.verdict.invariants;
        if (invariants.isEmpty())
            return;
        heading(QStringLiteral("Invariants"), 1);
        m_page.open("ul", {{"class", QStringLiteral("invariants small")}});
        for (qsizetype i = 0; i < invariants.size(); ++i) {
            const InvariantVerdict &invariant = invariants[i];
            m_page.open("li", {{"class", nameOf(invariant.judgement)}});
            writeStamp(m_page, invariant.judgement);
            m_page.leaf("b", invariant.label.isEmpty() ? invariant.name : invariant.label);
            m_page.open("span", {{"class", QStringLiteral("why")}});
            m_page.text(invariant.reason);
            if (invariant.counterexample) {
                m_page.text(QStringLiteral(" "));
                m_page.leaf("a", QStringLiteral("What happened"), {{"href", QLatin1Char('#') + exampleId(i)}});
            }
            m_page.close();
            m_page.close();
            m_page.breakLine();
        }
        m_page.close();
    }

    void writeCounterexamples()
    {
        const auto &invariants = m_run.verdict.invariants;
        if (std::none_of(invariants.begin(), invariants.end(),
                         [](const InvariantVerdict &each) { return each.counterexample.has_value(); }))
            return;
        heading(QStringLiteral("What went wrong first"), 1);
        for (qsizetype i = 0; i < invariants.size(); ++i) {
            if (invariants[i].counterexample)
                writeCounterexample(invariants[i], exampleId(i));
        }
    }

    void writeCounterexample(const InvariantVerdict &invariant, const QString &id)
    {
        const Counterexample &example = *invariant.counterexample;
        m_page.open("section", {{"id", id}, {"class", QStringLiteral("example")}});
        m_page.open("header");
        heading(invariant.label.isEmpty() ? invariant.name : invariant.label, 2);
        m_page.leaf("p", example.what, {{"class", QStringLiteral("what")}});
        if (!example.attribution.isEmpty())
            m_page.leaf("p", QStringLiteral("Seen on the broker: %1.").arg(example.attribution));
        m_page.leaf("p", example.faults.isEmpty()
                             ? QStringLiteral("No fault was active.")
                             : QStringLiteral("Faults then: %1.").arg(example.faults.join(QStringLiteral(", "))));
        m_page.close();
        // Of an instance that exited, or of memory, there are no ways of messages to draw.
        if (example.probe.n > 0)
            writeSequence(m_page, example, m_instances);
        if (!example.around.isEmpty())
            writeMoments(example);
        m_page.close();
        m_page.breakLine();
    }

    void writeMoments(const Counterexample &example)
    {
        // Without a drawing it is all there is, on paper, too.
        const bool isDrawn = example.probe.n > 0;
        m_page.open("details", {{"class", isDrawn ? QStringLiteral("words") : QStringLiteral("only")},
                                {isDrawn ? "data-moments" : "open", QString()}});
        m_page.leaf("summary", QStringLiteral("The same in words"));
        m_page.open("ol", {{"class", QStringLiteral("moments")}});
        for (const Moment &moment : example.around) {
            m_page.open("li",
                        {{"class", moment.isOfCounterexample ? QStringLiteral("own") : QStringLiteral("beside")}});
            m_page.leaf("time", timeText(moment.at));
            m_page.text(describe(moment));
            m_page.close();
        }
        m_page.close();
        m_page.close();
    }

    void writeDelivery()
    {
        heading(QStringLiteral("Delivery"), 1);
        if (m_run.verdict.cells.isEmpty())
            m_page.leaf("p", QStringLiteral("Nothing was due between instances."));
        else
            writeMatrix(m_page, m_run.verdict, m_instances);
        writeNumbers();
    }

    void writeNumbers()
    {
        const Verdict &verdict = m_run.verdict;
        const CellFigures &total = verdict.total;
        m_page.open("dl", {{"class", QStringLiteral("numbers")}});
        const auto number = [this](const char *what, const QString &value, bool isWrong = false) {
            m_page.open("div", {{"class", isWrong ? QStringLiteral("wrong") : QStringLiteral("plain")}});
            m_page.leaf("dt", QLatin1String(what));
            m_page.leaf("dd", value);
            m_page.close();
        };
        const auto count = [&](const char *what, quint64 value) { number(what, counted(value)); };
        const auto wrong = [&](const char *what, quint64 value) { number(what, counted(value), value > 0); };
        count("sent", verdict.sent);
        count("acknowledged", verdict.acknowledged);
        count("due", total.due);
        count("delivered", total.delivered);
        wrong("lost", total.lost);
        wrong("late", total.late);
        wrong("twice", total.duplicate);
        wrong("out of order", total.reordered);
        wrong("corrupted", total.corrupted);
        wrong("phantoms", verdict.phantoms);
        count("refused", verdict.refused);
        count("indeterminate", verdict.indeterminate);
        count("recovered", verdict.recovered);
        count("exposed", total.exposed);
        count("of these missed", total.missed);
        if (total.delivered > 0) {
            number("median", durationText(total.p50));
            number("99th percentile", durationText(total.p99));
        }
        m_page.close();
        m_page.breakLine();
    }

    void writeLatency()
    {
        const bool hasSlices = std::any_of(m_run.slices.begin(), m_run.slices.end(),
                                           [](const LatencySlice &slice) { return slice.count > 0; });
        if (hasSlices) {
            heading(QStringLiteral("Latency over time"), 1);
            m_page.open("figure", {{"style", QStringLiteral("margin:0")}});
            writeLatencyOverTime(m_page, m_run);
            writeFaults();
            m_page.close();
        } else if (!m_run.faults.isEmpty()) {
            heading(QStringLiteral("Faults"), 1);
            writeFaults();
        }
        if (m_run.latency.count() > 0) {
            heading(QStringLiteral("Percentiles of latency"), 1);
            m_page.open("figure", {{"style", QStringLiteral("margin:0")}});
            writePercentiles(m_page, m_run.latency);
            m_page.close();
        }
    }

    void writeFaults()
    {
        if (m_run.faults.isEmpty())
            return;
        m_page.open("ol", {{"class", QStringLiteral("faults")}});
        for (const FaultBand &fault : m_run.faults) {
            const QString from = durationText(fault.from);
            m_page.leaf("li", fault.to ? QStringLiteral("%1: from %2 to %3, for %4")
                                             .arg(fault.what, from, durationText(*fault.to),
                                                  durationText(*fault.to - fault.from))
                                       : QStringLiteral("%1: from %2, not healed").arg(fault.what, from));
        }
        m_page.close();
    }

    void writeNotes()
    {
        if (m_run.notes.isEmpty())
            return;
        heading(QStringLiteral("Notes"), 1);
        m_page.open("ul");
        for (const QString &note : m_run.notes)
            m_page.leaf("li", note);
        m_page.close();
    }

    void writeScenario()
    {
        if (m_run.yaml.isEmpty())
            return;
        heading(QStringLiteral("Scenario"), 1);
        m_page.leaf("p",
                    QStringLiteral("Saved as a file, this can be run again: everything that was left to defaults is "
                                   "written out, and the seed makes the same choices."));
        m_page.open("pre");
        m_page.leaf("code", m_run.yaml);
        m_page.close();
    }

    void writeEnvironment()
    {
        if (m_run.environment.isEmpty() && m_run.history.isEmpty())
            return;
        heading(QStringLiteral("Environment"), 1);
        m_page.open("table", {{"class", QStringLiteral("pairs")}});
        m_page.open("tbody");
        const auto row = [this](const QString &name, const QString &value) {
            m_page.open("tr");
            m_page.leaf("th", name, {{"scope", QStringLiteral("row")}});
            m_page.leaf("td", value);
            m_page.close();
        };
        for (const auto &[name, value] : m_run.environment)
            row(name, value);
        if (!m_run.history.isEmpty())
            row(QStringLiteral("History"), m_run.history);
        m_page.close();
        m_page.close();
    }

    Markup &m_page;
    const RunReport &m_run;
    QString m_id;
    int m_level;
    InstanceColours m_instances;
};

} // namespace

void writeRun(Markup &page, const RunReport &run, const QString &id, int level)
{
    RunPage(page, run, id, level).write();
}

QString titleOf(const RunReport &run)
{
    return run.repetitions > 1
               ? QStringLiteral("%1 (%2 of %3)").arg(run.scenario).arg(run.repetition).arg(run.repetitions)
               : run.scenario;
}

void writeStamp(Markup &page, Judgement judgement)
{
    const char *sign = judgement == Judgement::Pass ? "✓ " : judgement == Judgement::Fail ? "✗ " : "? ";
    page.open("span", {{"class", QStringLiteral("stamp ") + nameOf(judgement)}});
    page.leaf("span", QString::fromUtf8(sign), {{"aria-hidden", QStringLiteral("true")}});
    page.text(nameOf(judgement).toUpper());
    page.close();
}

} // namespace crosstalk
