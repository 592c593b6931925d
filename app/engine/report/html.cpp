// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/html.h"

#include "app/engine/report/runpage.h"
#include "app/engine/report/style.h"
#include "app/engine/report/words.h"

namespace crosstalk {

namespace {

qsizetype countOf(const QList<RunReport> &runs, Judgement judgement)
{
    return std::count_if(runs.begin(), runs.end(),
                         [judgement](const RunReport &run) { return run.verdict.judgement == judgement; });
}

/// "50 runs: 48 passed, 2 failed"
QString summary(const QList<RunReport> &runs)
{
    QStringList parts;
    const auto add = [&](Judgement judgement, const char *what) {
        if (const qsizetype count = countOf(runs, judgement); count > 0)
            parts.append(QStringLiteral("%1 %2").arg(count).arg(QLatin1String(what)));
    };
    add(Judgement::Pass, "passed");
    add(Judgement::Fail, "failed");
    add(Judgement::Unknown, "unknown");
    return runs.isEmpty() ? QStringLiteral("No runs")
                          : QStringLiteral("%1 runs: %2").arg(runs.size()).arg(parts.join(QStringLiteral(", ")));
}

void writeHead(Markup &page, const QString &title)
{
    page.open("head");
    page.empty("meta", {{"charset", QStringLiteral("utf-8")}});
    page.empty("meta", {{"name", QStringLiteral("viewport")},
                        {"content", QStringLiteral("width=device-width, initial-scale=1")}});
    // Whatever a name in here may hold: nothing runs, nothing is fetched.
    page.empty("meta", {{"http-equiv", QStringLiteral("Content-Security-Policy")},
                        {"content", QStringLiteral("default-src 'none'; style-src 'unsafe-inline'")}});
    page.leaf("title", title + QStringLiteral(" – Crosstalk"));
    page.style(reportStyle());
    page.close();
    page.breakLine();
}

void writeRunList(Markup &page, const QList<RunReport> &runs)
{
    page.open("table", {{"class", QStringLiteral("runs small")}});
    page.open("thead");
    page.open("tr");
    for (const char *column : {"Verdict", "Scenario", "Seed", "Took", "Reason"})
        page.leaf("th", QLatin1String(column), {{"scope", QStringLiteral("col")}});
    page.close();
    page.close();
    page.open("tbody");
    for (qsizetype i = 0; i < runs.size(); ++i) {
        const RunReport &run = runs[i];
        page.open("tr");
        page.open("td");
        writeStamp(page, run.verdict.judgement);
        page.close();
        page.open("td");
        page.leaf("a", titleOf(run), {{"href", QStringLiteral("#run%1").arg(i + 1)}});
        page.close();
        page.leaf("td", QString::number(run.seed), {{"class", QStringLiteral("exact")}});
        page.leaf("td", durationText(run.duration), {{"class", QStringLiteral("exact")}});
        page.leaf("td", run.verdict.reason);
        page.close();
        page.breakLine();
    }
    page.close();
    page.close();
}

} // namespace

QByteArray toHtml(const QList<RunReport> &runs)
{
    const bool isOne = runs.size() == 1;
    Markup page;
    page.open("html", {{"lang", QStringLiteral("en")}});
    writeHead(page, isOne ? QStringLiteral("%1: %2").arg(nameOf(runs[0].verdict.judgement).toUpper(), titleOf(runs[0]))
                          : summary(runs));
    page.open("body");
    page.open("header", {{"class", QStringLiteral("top")}});
    page.leaf("p", QStringLiteral("Crosstalk report"), {{"class", QStringLiteral("brand")}});
    if (!isOne) {
        page.leaf("h1", summary(runs));
        if (!runs.isEmpty())
            writeRunList(page, runs);
    }
    page.close();
    page.open("main", {{"class", isOne ? QStringLiteral("one") : QStringLiteral("several")}});
    for (qsizetype i = 0; i < runs.size(); ++i)
        writeRun(page, runs[i], QStringLiteral("run%1").arg(i + 1), isOne ? 1 : 2);
    page.close();
    page.close();
    page.close();
    return page.page();
}

} // namespace crosstalk
