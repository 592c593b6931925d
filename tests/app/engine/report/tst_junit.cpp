// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/junit.h"

#include "reportfixture.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

#include <memory>
#include <vector>

using namespace crosstalk;

namespace {

/// One element, as read back.
struct Element
{
    QString name;
    QHash<QString, QString> attributes;
    QString text; ///< Its own.
    std::vector<Element> children;

    std::vector<const Element *> all(const QString &wanted) const
    {
        std::vector<const Element *> found;
        for (const Element &child : children) {
            if (child.name == wanted)
                found.push_back(&child);
        }
        return found;
    }
};

Element readElement(QXmlStreamReader &xml)
{
    Element element{xml.name().toString(), {}, {}, {}};
    for (const auto &attribute : xml.attributes())
        element.attributes.insert(attribute.name().toString(), attribute.value().toString());
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement)
            element.children.push_back(readElement(xml));
        else if (token == QXmlStreamReader::Characters)
            element.text += xml.text();
        else if (token == QXmlStreamReader::EndElement)
            break;
    }
    return element;
}

/// An element of Jenkins' junit-10.xsd (jenkinsci/xunit-plugin): what it may and must hold.
struct Rule
{
    QStringList required;
    QStringList optional;
    QStringList children;
    bool hasText = false;
};

const QHash<QString, Rule> &rules()
{
    static const QHash<QString, Rule> all{
        {"testsuites", {{}, {"name", "time", "tests", "failures", "errors"}, {"testsuite"}}},
        {"testsuite",
         {{"name", "tests", "failures", "errors"},
          {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
          {"testsuite", "properties", "testcase", "system-out", "system-err"}}},
        {"properties", {{}, {}, {"property"}}},
        {"property", {{"name", "value"}, {}, {}}},
        {"testcase",
         {{"name"}, {"time", "classname", "group"}, {"skipped", "error", "failure", "system-out", "system-err"}}},
        {"failure", {{}, {"type", "message"}, {}, true}},
        {"error", {{}, {"type", "message"}, {}, true}},
        {"system-out", {{}, {}, {}, true}},
    };
    return all;
}

/// What is wrong with @p element by these rules; empty where nothing is.
QString violation(const Element &element)
{
    if (!rules().contains(element.name))
        return "element " + element.name;
    const Rule rule = rules().value(element.name);
    for (const QString &each : rule.required) {
        if (!element.attributes.contains(each))
            return element.name + " lacks " + each;
    }
    for (const QString &each : element.attributes.keys()) {
        if (!rule.required.contains(each) && !rule.optional.contains(each))
            return element.name + " has " + each;
    }
    static const QRegularExpression time(R"(^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$)");
    if (!time.match(element.attributes.value("time", "0")).hasMatch())
        return "time " + element.attributes.value("time");
    if (!rule.hasText && !element.text.trimmed().isEmpty())
        return element.name + " has text";
    for (const Element &child : element.children) {
        if (!rule.children.contains(child.name))
            return child.name + " in " + element.name;
        if (const QString wrong = violation(child); !wrong.isEmpty())
            return wrong;
    }
    return {};
}

} // namespace

class TestJunit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheSchemaOfJenkins_data();
    void keepsTheSchemaOfJenkins();
    void countsWhatItLists_data() { keepsTheSchemaOfJenkins_data(); }
    void countsWhatItLists();
    void hasACaseForEachInvariant();
    void aFailureTellsItsCounterexample();
    void anUnknownIsNoPass();
    void aRunWithoutCasesIsNoPass();
    void aVerdictThatNoCaseExplainsIsACase();
    void saysWhatToRunAgain();
    void tellsRepetitionsApart();
    void tellsNotes();

private:
    static Element read(const QList<RunReport> &runs);
    static Element suite(const RunReport &run) { return read({run}).children.at(0); }
};

Element TestJunit::read(const QList<RunReport> &runs)
{
    QXmlStreamReader xml(toJunit(runs));
    xml.readNextStartElement();
    const Element root = readElement(xml);
    while (!xml.atEnd())
        xml.readNext();
    return xml.hasError() ? Element{"ill-formed: " + xml.errorString(), {}, {}, {}} : root;
}

void TestJunit::keepsTheSchemaOfJenkins_data()
{
    QTest::addColumn<QList<RunReport>>("runs");
    using namespace test;
    QTest::newRow("none") << QList<RunReport>{};
    QTest::newRow("pass") << QList<RunReport>{calmRun()};
    QTest::newRow("several") << QList<RunReport>{calmRun(), brokerRestart(), emptyRun()};
    QTest::newRow("nothing known") << QList<RunReport>{RunReport()};
    QTest::newRow("markup") << QList<RunReport>{hostileRun("<a b=\"c\">&amp;]]>'\n\t</a>")};
    QString forbidden;
    for (char16_t c = 0; c < 0x20; ++c)
        forbidden += QChar(c);
    forbidden += QChar(0xFFFE);
    forbidden += QChar(0xFFFF);
    forbidden += QChar(0xD800);
    QTest::newRow("characters that XML forbids") << QList<RunReport>{hostileRun(forbidden)};
}

void TestJunit::keepsTheSchemaOfJenkins()
{
    QFETCH(QList<RunReport>, runs);
    const Element root = read(runs);
    QCOMPARE(root.name, QStringLiteral("testsuites"));
    QCOMPARE(violation(root), QString());
    QCOMPARE(qsizetype(root.children.size()), runs.size());
}

void TestJunit::countsWhatItLists()
{
    QFETCH(QList<RunReport>, runs);
    const Element root = read(runs);
    size_t tests = 0;
    size_t failures = 0;
    size_t errors = 0;
    for (const Element *each : root.all("testsuite")) {
        const auto cases = each->all("testcase");
        size_t ownFailures = 0;
        size_t ownErrors = 0;
        double time = 0;
        for (const Element *one : cases) {
            ownFailures += one->all("failure").size();
            ownErrors += one->all("error").size();
            time += one->attributes["time"].toDouble();
        }
        QVERIFY(!cases.empty());
        QCOMPARE(each->attributes["tests"].toULongLong(), cases.size());
        QCOMPARE(each->attributes["failures"].toULongLong(), ownFailures);
        QCOMPARE(each->attributes["errors"].toULongLong(), ownErrors);
        QVERIFY(qAbs(time - each->attributes["time"].toDouble()) < 0.01);
        tests += cases.size();
        failures += ownFailures;
        errors += ownErrors;
    }
    QCOMPARE(root.attributes["tests"].toULongLong(), tests);
    QCOMPARE(root.attributes["failures"].toULongLong(), failures);
    QCOMPARE(root.attributes["errors"].toULongLong(), errors);
}

void TestJunit::hasACaseForEachInvariant()
{
    const RunReport run = test::brokerRestart();
    const Element element = suite(run);
    const auto cases = element.all("testcase");
    QCOMPARE(qsizetype(cases.size()), run.verdict.invariants.size());
    for (size_t i = 0; i < cases.size(); ++i) {
        const InvariantVerdict &invariant = run.verdict.invariants.at(qsizetype(i));
        QCOMPARE(cases[i]->attributes["name"], invariant.label);
        QCOMPARE(cases[i]->all("failure").size(), size_t(invariant.judgement == Judgement::Fail ? 1 : 0));
        QCOMPARE(cases[i]->all("error").size(), size_t(invariant.judgement == Judgement::Unknown ? 1 : 0));
    }
    QCOMPARE(element.attributes["time"], QStringLiteral("12.345"));
    QCOMPARE(element.attributes["timestamp"], QStringLiteral("2026-11-24T09:30:15"));
    QCOMPARE(element.attributes["file"], run.file);
}

void TestJunit::aFailureTellsItsCounterexample()
{
    const Element element = suite(test::brokerRestart());
    const Element failure = *element.all("testcase").at(0)->all("failure").at(0);
    QCOMPARE(failure.attributes["type"], QStringLiteral("no-loss"));
    QCOMPARE(failure.attributes["message"], QStringLiteral("9 of 4500 due were lost"));
    for (const char *part : {"never reached bob2 on b", "published, not delivered", "Faults then: restart broker",
                             "> 5.2143 s alice on a sends #317 to lobby", "seed 17293822569102704640"})
        QVERIFY2(failure.text.contains(part), part);
}

void TestJunit::anUnknownIsNoPass()
{
    const Element element = suite(test::emptyRun());
    const Element error = *element.all("testcase").at(0)->all("error").at(0);
    QCOMPARE(error.attributes["type"], QStringLiteral("unknown"));
    QCOMPARE(error.attributes["message"], QStringLiteral("unknown: nothing was due"));
}

void TestJunit::aRunWithoutCasesIsNoPass()
{
    const Element element = suite(RunReport());
    QCOMPARE(element.all("testcase").size(), size_t(1));
    QCOMPARE(element.all("testcase").at(0)->all("error").size(), size_t(1));
}

void TestJunit::aVerdictThatNoCaseExplainsIsACase()
{
    RunReport run = test::calmRun();
    const size_t usual = suite(run).all("testcase").size();
    run.verdict.judgement = Judgement::Unknown;
    run.verdict.reason = "it was cut short";
    const Element element = suite(run);
    QCOMPARE(element.all("testcase").size(), usual + 1);
    QCOMPARE(element.all("testcase").back()->all("error").at(0)->attributes["message"],
             QStringLiteral("unknown: it was cut short"));
}

void TestJunit::saysWhatToRunAgain()
{
    const Element element = suite(test::brokerRestart());
    QHash<QString, QString> properties;
    for (const Element *each : element.all("properties").at(0)->all("property"))
        properties.insert(each->attributes["name"], each->attributes["value"]);
    QCOMPARE(properties["seed"], QStringLiteral("17293822569102704640"));
    QCOMPARE(properties["verdict"], QStringLiteral("fail"));
    QCOMPARE(properties["Broker"], QStringLiteral("Redis 7.0.15, aof"));
    QCOMPARE(properties["history"], QStringLiteral("crosstalk-histories/k3f9.jsonl"));
}

void TestJunit::tellsRepetitionsApart()
{
    RunReport run = test::brokerRestart();
    const Element first = suite(run);
    QCOMPARE(first.attributes["name"], QStringLiteral("broker restart mid-broadcast (7 of 50)"));
    run.repetition = 8;
    const Element second = suite(run);
    QVERIFY(first.attributes["name"] != second.attributes["name"]);
    QVERIFY(first.all("testcase").at(0)->attributes["classname"] !=
            second.all("testcase").at(0)->attributes["classname"]);
}

void TestJunit::tellsNotes()
{
    const Element notes = suite(test::brokerRestart());
    QVERIFY(notes.all("system-out").at(0)->text.contains("bob2 was disconnected"));
    const Element interrupted = suite(test::emptyRun());
    QVERIFY(interrupted.all("system-out").at(0)->text.contains("interrupted"));
}

QTEST_APPLESS_MAIN(TestJunit)
#include "tst_junit.moc"
