// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/junit.h"

#include "app/engine/report/runpage.h"
#include "app/engine/report/words.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace crosstalk {

namespace {

/// What becomes test cases. A verdict that its invariants do not account for (there are none, or the run was cut
/// short) is a case of its own: nobody is to take it for passed.
QList<InvariantVerdict> casesOf(const Verdict &verdict)
{
    QList<InvariantVerdict> cases = verdict.invariants;
    Judgement worst = cases.isEmpty() ? Judgement::Unknown : Judgement::Pass;
    for (const InvariantVerdict &each : verdict.invariants)
        worst = worse(worst, each.judgement);
    if (cases.isEmpty() || worst != verdict.judgement)
        cases.append({QStringLiteral("verdict"),
                      QStringLiteral("verdict"),
                      worse(worst, verdict.judgement),
                      verdict.reason.isEmpty() ? QStringLiteral("nothing was judged") : verdict.reason,
                      {}});
    return cases;
}

qsizetype countOf(const QList<InvariantVerdict> &cases, Judgement judgement)
{
    return std::count_if(cases.begin(), cases.end(),
                         [judgement](const InvariantVerdict &each) { return each.judgement == judgement; });
}

QString seconds(double value)
{
    return QString::number(value, 'f', 3);
}

double secondsOf(const RunReport &run)
{
    return std::chrono::duration<double>(run.duration).count();
}

class Writer
{
public:
    QByteArray write(const QList<RunReport> &runs)
    {
        m_xml.setAutoFormatting(true);
        m_xml.writeStartDocument();
        m_xml.writeStartElement(QStringLiteral("testsuites"));
        attribute("name", QStringLiteral("crosstalk"));
        writeTotals(runs);
        for (const RunReport &run : runs)
            writeSuite(run);
        m_xml.writeEndElement();
        m_xml.writeEndDocument();
        return m_bytes;
    }

private:
    void attribute(const char *name, const QString &value)
    {
        m_xml.writeAttribute(QLatin1String(name), printable(value));
    }
    void attribute(const char *name, qsizetype value) { attribute(name, QString::number(value)); }

    void writeTotals(const QList<RunReport> &runs)
    {
        qsizetype tests = 0;
        qsizetype failures = 0;
        qsizetype errors = 0;
        double time = 0;
        for (const RunReport &run : runs) {
            const auto cases = casesOf(run.verdict);
            tests += cases.size();
            failures += countOf(cases, Judgement::Fail);
            errors += countOf(cases, Judgement::Unknown);
            time += secondsOf(run);
        }
        attribute("tests", tests);
        attribute("failures", failures);
        attribute("errors", errors);
        attribute("time", seconds(time));
    }

    void writeSuite(const RunReport &run)
    {
        const auto cases = casesOf(run.verdict);
        m_xml.writeStartElement(QStringLiteral("testsuite"));
        attribute("name", titleOf(run));
        attribute("tests", cases.size());
        attribute("failures", countOf(cases, Judgement::Fail));
        attribute("errors", countOf(cases, Judgement::Unknown));
        attribute("skipped", qsizetype(0));
        attribute("time", seconds(secondsOf(run)));
        // Without a zone: what readers expect is ISO 8601 in UTC.
        if (run.startedAt.isValid())
            attribute("timestamp", run.startedAt.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")));
        if (!run.file.isEmpty())
            attribute("file", run.file);
        writeProperties(run);
        for (const InvariantVerdict &each : cases)
            writeCase(run, each, secondsOf(run) / double(cases.size()));
        writeOutput(run);
        m_xml.writeEndElement();
    }

    void writeProperties(const RunReport &run)
    {
        m_xml.writeStartElement(QStringLiteral("properties"));
        writeProperty(QStringLiteral("seed"), QString::number(run.seed));
        writeProperty(QStringLiteral("run"), run.run);
        writeProperty(QStringLiteral("verdict"), nameOf(run.verdict.judgement));
        if (run.verdict.interrupted)
            writeProperty(QStringLiteral("interrupted"), QStringLiteral("true"));
        if (!run.history.isEmpty())
            writeProperty(QStringLiteral("history"), run.history);
        for (const auto &[name, value] : run.environment)
            writeProperty(name, value);
        m_xml.writeEndElement();
    }

    void writeProperty(const QString &name, const QString &value)
    {
        m_xml.writeEmptyElement(QStringLiteral("property"));
        attribute("name", name);
        attribute("value", value);
    }

    /// @param share of the run's time: readers add up what the cases took.
    void writeCase(const RunReport &run, const InvariantVerdict &invariant, double share)
    {
        m_xml.writeStartElement(QStringLiteral("testcase"));
        attribute("name", invariant.label.isEmpty() ? invariant.name : invariant.label);
        // Jenkins takes what comes before the last dot for a package.
        attribute("classname", QStringLiteral("crosstalk.") + titleOf(run).replace(QLatin1Char('.'), QLatin1Char('_')));
        attribute("time", seconds(share));
        if (invariant.judgement != Judgement::Pass) {
            const bool isFailure = invariant.judgement == Judgement::Fail;
            m_xml.writeStartElement(isFailure ? QStringLiteral("failure") : QStringLiteral("error"));
            attribute("type", isFailure ? invariant.name : QStringLiteral("unknown"));
            attribute("message", isFailure ? invariant.reason : QStringLiteral("unknown: ") + invariant.reason);
            m_xml.writeCharacters(printable(textOf(run, invariant)));
            m_xml.writeEndElement();
        }
        m_xml.writeEndElement();
    }

    static QString textOf(const RunReport &run, const InvariantVerdict &invariant)
    {
        QStringList lines{invariant.reason};
        if (invariant.counterexample)
            lines += describe(*invariant.counterexample);
        lines.append(QStringLiteral("seed %1, run %2").arg(run.seed).arg(run.run));
        if (!run.history.isEmpty())
            lines.append(QStringLiteral("history: %1").arg(run.history));
        return lines.join(QLatin1Char('\n'));
    }

    void writeOutput(const RunReport &run)
    {
        QStringList lines = run.notes;
        if (run.verdict.interrupted)
            lines.append(QStringLiteral("The run was interrupted."));
        if (!lines.isEmpty())
            m_xml.writeTextElement(QStringLiteral("system-out"), printable(lines.join(QLatin1Char('\n'))));
    }

    QByteArray m_bytes;
    QXmlStreamWriter m_xml{&m_bytes};
};

} // namespace

QByteArray toJunit(const QList<RunReport> &runs)
{
    return Writer().write(runs);
}

} // namespace crosstalk
