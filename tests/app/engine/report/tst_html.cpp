// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/html.h"

#include "app/engine/report/style.h"
#include "app/engine/report/words.h"
#include "reportfixture.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

using namespace crosstalk;

namespace {

/// What is of interest of a page, as read back.
struct Page
{
    QString error;
    QString text; ///< Without the style sheet.
    QHash<QString, int> elements;
    QStringList ids;
    QStringList links;     ///< href and src.
    QStringList attribute; ///< All values.
    QStringList names;     ///< Of attributes.
    QStringList titles;    ///< Of drawings.
    QStringList headings;  ///< "h1", "h2" … in order.
    int headless = 0;      ///< <th> without a scope.
    int drawings = 0;
    int unnamed = 0; ///< Drawings without a title or a role.
};

Page read(const QByteArray &html)
{
    Page page;
    QXmlStreamReader xml(html);
    bool isDrawing = false;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isCharacters())
            page.text += xml.text();
        if (!xml.isStartElement())
            continue;
        const QString name = xml.name().toString();
        ++page.elements[name];
        const auto attributes = xml.attributes();
        for (const auto &attribute : attributes) {
            page.attribute.append(attribute.value().toString());
            page.names.append(attribute.qualifiedName().toString());
            if (attribute.name() == QLatin1String("id"))
                page.ids.append(attribute.value().toString());
            if (attribute.name() == QLatin1String("href") || attribute.name() == QLatin1String("src"))
                page.links.append(attribute.value().toString());
        }
        if (name.size() == 2 && name[0] == 'h' && name[1].isDigit())
            page.headings.append(name);
        page.headless += name == "th" && !attributes.hasAttribute("scope");
        if (name == "svg") {
            isDrawing = true;
            ++page.drawings;
            page.unnamed +=
                attributes.value("role") != QLatin1String("img") || !attributes.hasAttribute("aria-labelledby");
        } else if (name == "title" && isDrawing) {
            page.titles.append(xml.readElementText());
        } else if (name == "style") {
            xml.readElementText();
        }
    }
    page.error = xml.hasError() ? xml.errorString() : QString();
    return page;
}

/// WCAG 2.1: relative luminance, and the contrast of two.
double luminance(const QString &colour)
{
    const auto channel = [&colour](int at) {
        const double value = colour.mid(at, 2).toInt(nullptr, 16) / 255.0;
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(const QString &a, const QString &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

/// The colours of the light (0) or the dark (1) scheme, by name.
QHash<QString, QString> scheme(int which)
{
    static const QRegularExpression variable("--([a-z0-9-]+):(#[0-9a-f]{6})");
    QHash<QString, QString> colours;
    auto matches = variable.globalMatch(reportStyle().split(":root{").at(which + 1).section('}', 0, 0));
    while (matches.hasNext()) {
        const auto match = matches.next();
        colours.insert(match.captured(1), match.captured(2));
    }
    return colours;
}

} // namespace

class TestHtml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWellFormed_data();
    void isWellFormed();
    void needsNothingElse_data() { isWellFormed_data(); }
    void needsNothingElse();
    void namesEachThingOnce_data() { isWellFormed_data(); }
    void namesEachThingOnce();
    void canBeReadAloud_data() { isWellFormed_data(); }
    void canBeReadAloud();
    void takesNoOrders();
    void showsEveryCounterexample();
    void drawsTheWayThatALossDidNotGo();
    void drawsNoWayWhereThereIsNoMessage();
    void drawsOthersTogether();
    void tellsAllNumbers();
    void tellsFaultsAlsoInWords();
    void breaksLinesWhereNothingCame();
    void listsSeveralRuns();
    void leavesOutWhatThereIsNot();
    void keepsContrast_data();
    void keepsContrast();
};

void TestHtml::isWellFormed_data()
{
    QTest::addColumn<QList<RunReport>>("runs");
    using namespace test;
    QTest::newRow("none") << QList<RunReport>{};
    QTest::newRow("pass") << QList<RunReport>{calmRun()};
    QTest::newRow("fail") << QList<RunReport>{brokerRestart()};
    QTest::newRow("several") << QList<RunReport>{calmRun(), brokerRestart(), brokerRestart(), emptyRun()};
    QTest::newRow("nothing known") << QList<RunReport>{RunReport()};
    QTest::newRow("markup") << QList<RunReport>{hostileRun("</style><script src=\"https://x\">&amp;'--></script>]]>")};
    QTest::newRow("empty texts") << QList<RunReport>{hostileRun({})};
    QTest::newRow("control characters") << QList<RunReport>{
        hostileRun(QString("\x01\x1b") + QChar(0xFFFF) + QChar(0xD800))};
}

void TestHtml::isWellFormed()
{
    QFETCH(QList<RunReport>, runs);
    const QByteArray html = toHtml(runs);
    QVERIFY(html.startsWith("<!DOCTYPE html>\n"));
    QCOMPARE(read(html).error, QString());
    // <p/> is an open <p> to HTML: only void elements, and what is SVG, may close like that.
    static const QRegularExpression closed("<([a-z0-9]+)[^<>]*/>");
    static const QSet<QString> allowed{"meta", "line", "rect", "circle", "path"};
    auto matches = closed.globalMatch(QString::fromUtf8(html));
    while (matches.hasNext()) {
        const QString name = matches.next().captured(1);
        QVERIFY2(allowed.contains(name), qPrintable(name));
    }
}

void TestHtml::needsNothingElse()
{
    QFETCH(QList<RunReport>, runs);
    const Page page = read(toHtml(runs));
    for (const char *element : {"script", "link", "img", "iframe", "object", "embed", "base", "use", "image", "form"})
        QVERIFY2(!page.elements.contains(element), element);
    for (const QString &link : page.links)
        QVERIFY2(link.startsWith('#'), qPrintable(link));
    for (const QString &value : page.attribute)
        QVERIFY2(!value.contains("url(") || value.startsWith("url(#"), qPrintable(value));
    for (const QString &name : page.names)
        QVERIFY2(!name.startsWith("on") && name != "srcset", qPrintable(name));
    const QString style = reportStyle();
    for (const char *part : {"url(", "@import", "http", "expression"})
        QVERIFY2(!style.contains(part), part);
}

void TestHtml::namesEachThingOnce()
{
    QFETCH(QList<RunReport>, runs);
    const Page page = read(toHtml(runs));
    const QSet<QString> ids(page.ids.begin(), page.ids.end());
    QCOMPARE(ids.size(), page.ids.size());
    for (const QString &link : page.links)
        QVERIFY2(ids.contains(link.mid(1)), qPrintable(link));
}

void TestHtml::canBeReadAloud()
{
    QFETCH(QList<RunReport>, runs);
    const Page page = read(toHtml(runs));
    QCOMPARE(page.headless, 0);
    QCOMPARE(page.unnamed, 0);
    QCOMPARE(page.titles.size(), page.drawings);
    QCOMPARE(page.headings.count("h1"), 1);
    int level = 0;
    for (const QString &heading : page.headings) {
        const int next = heading.mid(1).toInt();
        QVERIFY2(next <= level + 1, qPrintable(page.headings.join(' ')));
        level = next;
    }
}

void TestHtml::takesNoOrders()
{
    const QString order = "</code></title></style><script>alert(1)</script>";
    const Page page = read(toHtml({test::hostileRun(order)}));
    QVERIFY(!page.elements.contains("script"));
    QVERIFY(page.text.contains(order));
}

void TestHtml::showsEveryCounterexample()
{
    const RunReport run = test::brokerRestart();
    const Page page = read(toHtml({run}));
    int shown = 0;
    for (const InvariantVerdict &invariant : run.verdict.invariants) {
        QVERIFY(page.text.contains(invariant.label));
        QVERIFY(page.text.contains(invariant.reason));
        if (!invariant.counterexample)
            continue;
        ++shown;
        QVERIFY(page.text.contains(invariant.counterexample->what));
        // For wide and for narrow screens.
        QCOMPARE(page.titles.count("Sequence diagram: " + invariant.counterexample->what), 2);
        for (const Moment &moment : invariant.counterexample->around)
            QVERIFY2(page.text.contains(describe(moment)), qPrintable(describe(moment)));
    }
    QCOMPARE(shown, 2);
}

void TestHtml::drawsTheWayThatALossDidNotGo()
{
    RunReport run = test::brokerRestart();
    run.verdict.invariants = {run.verdict.invariants.at(0)};
    QVERIFY(read(toHtml({run})).text.contains("#317 never arrived"));
    run.verdict.invariants[0].counterexample->attribution = "never published";
    QVERIFY(read(toHtml({run})).text.contains("#317 never published"));
    run.verdict.invariants[0].counterexample->receivedAt = 5'300'000'000;
    const QString text = read(toHtml({run})).text;
    QVERIFY(!text.contains("#317 never"));
}

void TestHtml::drawsNoWayWhereThereIsNoMessage()
{
    Counterexample example;
    example.what = "instance b exited at 4 s";
    example.toInstance = "b";
    example.around = {{4'000'000'000, Moment::Kind::Disconnected, "bob", "b", {}, {}, false}};
    RunReport run = test::emptyRun();
    run.verdict.invariants = {{"alive", "alive", Judgement::Fail, "b exited", example}};
    const Page page = read(toHtml({run}));
    QCOMPARE(page.drawings, 0);
    QVERIFY(page.text.contains("bob on b is disconnected"));
}

void TestHtml::drawsOthersTogether()
{
    RunReport run = test::brokerRestart();
    auto &around = run.verdict.invariants[0].counterexample->around;
    const auto isCarols = [](const Moment &moment) { return moment.session == "carol"; };
    const qsizetype at = std::find_if(around.begin(), around.end(), isCarols) - around.begin();
    QVERIFY(read(toHtml({run})).text.count("carol on c receives alice's #317 in lobby") == 3); // Twice drawn.
    for (const char *name : {"dave", "erin"}) {
        Moment moment = around.at(at);
        moment.session = name;
        around.insert(at + 1, moment);
    }
    const QString text = read(toHtml({run})).text;
    QCOMPARE(text.count("carol and 2 more receive #317"), 2);
    QCOMPARE(text.count("carol on c receives alice's #317 in lobby"), 1); // In words.
    QCOMPARE(text.count("#317 never arrived"), 2);
}

void TestHtml::tellsAllNumbers()
{
    RunReport run = test::calmRun();
    Verdict &verdict = run.verdict;
    quint64 next = 1001;
    for (quint64 *each :
         {&verdict.sent, &verdict.acknowledged, &verdict.refused, &verdict.indeterminate, &verdict.recovered,
          &verdict.phantoms, &verdict.total.due, &verdict.total.delivered, &verdict.total.lost, &verdict.total.late,
          &verdict.total.duplicate, &verdict.total.reordered, &verdict.total.corrupted, &verdict.total.exposed})
        *each = next++;
    const QString text = read(toHtml({run})).text;
    for (quint64 number = 1001; number < next; ++number)
        QVERIFY2(text.contains(QString("1,%1").arg(number - 1000, 3, 10, QChar('0'))), qPrintable(text));
    QCOMPARE(next, quint64(1015));
}

void TestHtml::tellsFaultsAlsoInWords()
{
    const QString text = read(toHtml({test::brokerRestart()})).text;
    QVERIFY(text.contains("restart broker: from 3.00 s to 5.20 s, for 2.20 s"));
    QVERIFY(text.contains("freeze b: from 8.00 s, not healed"));
}

void TestHtml::breaksLinesWhereNothingCame()
{
    const auto strokes = [](const RunReport &run) {
        static const QRegularExpression path("class=\"series p50\" d=\"(M[^\"]+L[^\"]*)\"");
        return path.match(QString::fromUtf8(toHtml({run}))).captured(1).count('M');
    };
    QCOMPARE(strokes(test::calmRun()), 1);
    QCOMPARE(strokes(test::brokerRestart()), 2);
}

void TestHtml::listsSeveralRuns()
{
    const Page page = read(toHtml({test::calmRun(), test::brokerRestart(), test::emptyRun()}));
    QVERIFY(page.text.contains("3 runs: 1 passed, 1 failed, 1 unknown"));
    for (const char *link : {"#run1", "#run2", "#run3"})
        QVERIFY2(page.links.contains(link), link);
}

void TestHtml::leavesOutWhatThereIsNot()
{
    const Page page = read(toHtml({test::emptyRun()}));
    QCOMPARE(page.drawings, 0);
    for (const char *heading : {"What went wrong", "Latency over time", "Percentiles", "Scenario", "Notes"})
        QVERIFY2(!page.text.contains(heading), heading);
    QVERIFY(page.text.contains("The run was interrupted"));
}

void TestHtml::keepsContrast_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ground");
    for (const int which : {0, 1}) {
        const auto row = [which](const QString &text, const QString &ground) {
            QTest::addRow("%s: %s on %s", which == 0 ? "light" : "dark", qPrintable(text), qPrintable(ground))
                << which << text << ground;
        };
        for (const char *ground : {"ground", "card", "good-tint", "bad-tint", "doubt-tint"})
            row("text", ground);
        for (const char *ground : {"ground", "card", "bad-tint"})
            row("muted", ground);
        for (const char *text : {"bad", "link"}) {
            row(text, "ground");
            row(text, "bad-tint");
        }
        for (const char *ground : {"good", "bad", "doubt", "band", "i0", "i1", "i2", "i3", "i4", "i5", "i6", "i7"})
            row("on", ground);
    }
}

void TestHtml::keepsContrast()
{
    QFETCH(int, which);
    QFETCH(QString, text);
    QFETCH(QString, ground);
    const auto colours = scheme(which);
    QVERIFY(colours.contains(text) && colours.contains(ground));
    const double ratio = contrast(colours[text], colours[ground]);
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

QTEST_APPLESS_MAIN(TestHtml)
#include "tst_html.moc"
