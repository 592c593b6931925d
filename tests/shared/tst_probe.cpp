// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/probe.h"

#include "shared/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace crosstalk;

namespace {

const Probe sample{QStringLiteral("k3f9"), 3, 17, 123'456'789'012};

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

class TestProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheFormsItDocuments();
    void findsWhatItWrote_data();
    void findsWhatItWrote();
    void findsItHoweverAServerWrappedIt_data();
    void findsItHoweverAServerWrappedIt();
    void seesHarmToTheText_data();
    void seesHarmToTheText();
    void takesTheLastOfSeveralTokens();
    void findsNothingWhereThereIsNone_data();
    void findsNothingWhereThereIsNone();
    void searchesAsDeepAsPromised();
};

void TestProbe::writesTheFormsItDocuments()
{
    // FNV-1a of "foobar", from the authors' test vectors.
    QCOMPARE(probeAsText(sample, QStringLiteral("foobar")),
             QStringLiteral("foobar [ct:k3f9:3:17:123456789012:6:85944171f73967e8]"));
    QCOMPARE(
        probeAsJson(sample, QStringLiteral("foobar")),
        QByteArray(R"({"text":"foobar","_ct":{"run":"k3f9","s":3,"n":17,"t":123456789012,"d":"85944171f73967e8"}})"));
}

void TestProbe::findsWhatItWrote_data()
{
    QTest::addColumn<Probe>("probe");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << sample << text; };
    row("plain", QStringLiteral("hello"));
    row("empty", QString());
    row("spaces at the ends", QStringLiteral("  a  "));
    row("line breaks", QStringLiteral("a\nb\r\nc\t"));
    row("quotes and backslashes", QStringLiteral(R"("a" \n \)"));
    row("not ASCII", QStringLiteral("Grüße, 世界 😀"));
    row("looks like JSON", QStringLiteral(R"({"text":"x"})"));
    row("looks like an array", QStringLiteral("[x]"));
    row("looks like a string", QStringLiteral("\"x\""));
    row("looks like a token", QStringLiteral("x [ct:k3f9:1:1:1:1:af63f54c86021707]"));
    row("mentions the markers", QStringLiteral("_ct [ct: ]"));
    row("large", QStringLiteral("lorem ").repeated(50'000));
    QTest::newRow("least numbers") << Probe{QStringLiteral("A"), 0, 0, 0} << QStringLiteral("x");
    QTest::newRow("largest numbers") << Probe{QStringLiteral("Z9").repeated(32), std::numeric_limits<quint32>::max(),
                                              quint64(std::numeric_limits<qint64>::max()),
                                              std::numeric_limits<qint64>::max()}
                                     << QStringLiteral("x");
    QTest::newRow("before the clock's zero") << Probe{QStringLiteral("A"), 1, 1, -5} << QStringLiteral("x");
}

void TestProbe::findsWhatItWrote()
{
    QFETCH(Probe, probe);
    QFETCH(QString, text);
    for (const QByteArray &payload : {probeAsText(probe, text).toUtf8(), probeAsJson(probe, text)}) {
        const auto found = findProbe(payload);
        QVERIFY(found);
        QCOMPARE(found->probe, probe);
        QCOMPARE(found->text, text);
        QVERIFY(!found->isCorrupted);
    }
}

void TestProbe::findsItHoweverAServerWrappedIt_data()
{
    QTest::addColumn<QByteArray>("payload");
    const QString text = QStringLiteral("say \"hi\"\n\\ é😀/");
    const QString asText = probeAsText(sample, text);
    const QByteArray asJson = probeAsJson(sample, text);
    const QJsonObject object = QJsonDocument::fromJson(asJson).object();
    const auto row = [](const char *name, const QByteArray &payload) { QTest::newRow(name) << payload; };

    row("text as it is", asText.toUtf8());
    row("text behind a name", "alice: " + asText.toUtf8());
    row("text before a time", asText.toUtf8() + " (12:00)");
    row("text trimmed", asText.toUtf8().trimmed());
    row("text in a JSON member",
        compact({{QStringLiteral("msg"), asText}, {QStringLiteral("from"), QStringLiteral("a")}}));
    row("text in a JSON array", QJsonDocument(QJsonArray{1, QJsonArray{asText}}).toJson());
    row("text as a JSON string", json::quoted(asText));
    row("text behind a name in JSON", compact({{QStringLiteral("msg"), QStringLiteral("alice: ") + asText}}));
    row("text in JSON in a JSON string",
        compact({{QStringLiteral("m"), QString::fromUtf8(compact({{QStringLiteral("x"), asText}}))}}));
    QByteArray escaped = "{\"m\":\"";
    for (const QChar c : asText)
        escaped += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    row("text with its characters escaped, markers not",
        escaped.replace("\\u005b\\u0063\\u0074\\u003a", "[ct:") + "\"}");
    row("JSON as it is", asJson);
    row("JSON indented", QJsonDocument(object).toJson(QJsonDocument::Indented));
    QJsonObject more = object;
    more.insert(QStringLiteral("a"), 1);
    more.insert(QStringLiteral("zz"), QJsonArray{QStringLiteral("_ct")});
    row("JSON with members added, sorted", compact(more));
    row("JSON with the probe first", QByteArray("{\"_ct\":") + compact(object[QStringLiteral("_ct")].toObject()) +
                                         ",\"text\":" + json::quoted(text) + '}');
    row("JSON in a member",
        compact({{QStringLiteral("data"), object}, {QStringLiteral("op"), QStringLiteral("message")}}));
    row("JSON in an array", QJsonDocument(QJsonArray{QJsonValue(), object}).toJson());
    row("JSON in a JSON string", compact({{QStringLiteral("payload"), QString::fromUtf8(asJson)}}));
    row("JSON in a JSON string, twice",
        json::quoted(QString::fromUtf8(compact({{QStringLiteral("payload"), QString::fromUtf8(asJson)}}))));
    QByteArray fractions = asJson;
    row("JSON with numbers as fractions", fractions.replace("\"s\":3,\"n\":17", "\"s\":3.0,\"n\":1.7e1"));
    row("white space around", " \n" + asJson + "\n ");
}

void TestProbe::findsItHoweverAServerWrappedIt()
{
    QFETCH(QByteArray, payload);
    const auto found = findProbe(payload);
    QVERIFY(found);
    QCOMPARE(found->probe, sample);
    QCOMPARE(found->text, QStringLiteral("say \"hi\"\n\\ é😀/"));
    QVERIFY(!found->isCorrupted);
}

void TestProbe::seesHarmToTheText_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("left");
    const QByteArray asText = probeAsText(sample, QStringLiteral("hello")).toUtf8();
    const QByteArray asJson = probeAsJson(sample, QStringLiteral("hello"));
    const auto replaced = [](QByteArray bytes, const char *before, const char *after) {
        return bytes.replace(before, after);
    };
    QTest::newRow("text changed") << replaced(asText, "hello", "hellO") << QStringLiteral("hellO");
    QTest::newRow("text cut at the front") << asText.sliced(2) << QStringLiteral("llo");
    QTest::newRow("text gone") << replaced(asText, "hello", "") << QString();
    QTest::newRow("text escaped for HTML") << replaced(asText, "hello", "&amp;") << QStringLiteral("&amp;");
    QTest::newRow("digest changed") << asText.chopped(2) + "x]" << QStringLiteral("hello");
    QTest::newRow("JSON text changed") << replaced(asJson, "hello", "hell") << QStringLiteral("hell");
    QTest::newRow("JSON text gone") << replaced(asJson, "\"text\"", "\"txt\"") << QString();
    QTest::newRow("JSON text of another type") << replaced(asJson, "\"hello\"", "1") << QString();
    QTest::newRow("JSON digest gone") << replaced(asJson, "\"d\"", "\"e\"") << QStringLiteral("hello");
}

void TestProbe::seesHarmToTheText()
{
    QFETCH(QByteArray, payload);
    QFETCH(QString, left);
    const auto found = findProbe(payload);
    QVERIFY(found);
    QCOMPARE(found->probe, sample);
    QVERIFY(found->isCorrupted);
    QCOMPARE(found->text, left);
}

void TestProbe::takesTheLastOfSeveralTokens()
{
    Probe quoting = sample;
    quoting.number = 18;
    const QString quoted = probeAsText(sample, QStringLiteral("first"));
    const auto found = findProbe(probeAsText(quoting, quoted + QStringLiteral(" – yes")).toUtf8() + " [ct:not:one]");
    QVERIFY(found);
    QCOMPARE(found->probe, quoting);
    QCOMPARE(found->text, quoted + QStringLiteral(" – yes"));
    QVERIFY(!found->isCorrupted);
}

void TestProbe::findsNothingWhereThereIsNone_data()
{
    QTest::addColumn<QByteArray>("payload");
    for (const char *payload : {"",
                                "hello",
                                "{}",
                                "[]",
                                "\"",
                                "_ct",
                                "[ct:",
                                "[ct:]",
                                "[ct:a:1:1:1:1]",
                                "[ct:a:1:1:1:0:x:y]",
                                "[ct::1:1:1:0:x]",
                                "[ct:a b:1:1:1:0:x]",
                                "[ct:a:-1:1:1:0:x]",
                                "[ct:a:4294967296:1:1:0:x]",
                                "[ct:a:1:1x:1:0:x]",
                                "[ct:a:1:+1:1:0:x]",
                                "[ct:a:1:1:1:-1:x]",
                                "[ct:a:1:1:99999999999999999999:0:x]",
                                R"({"_ct":1})",
                                R"({"_ct":{}})",
                                R"({"_ct":{"run":"a","s":1,"n":1},"text":"x"})",
                                R"({"_ct":{"run":"a","s":-1,"n":1,"t":1},"text":"x"})",
                                R"({"_ct":{"run":"a","s":4294967296,"n":1,"t":1},"text":"x"})",
                                R"({"_ct":{"run":"a","s":1,"n":1.5,"t":1},"text":"x"})",
                                R"({"_ct":{"run":1,"s":1,"n":1,"t":1},"text":"x"})",
                                R"({"_ct":{"run":"","s":1,"n":1,"t":1},"text":"x"})",
                                R"({"text":"_ct"})",
                                R"({"text":"x","_ct":{"run":"a","s":1)"})
        QTest::newRow(payload) << QByteArray(payload);
    QTest::newRow("token without an end") << "[ct:a:1:1:1:0:" + QByteArray(10'000, 'a');
    QTest::newRow("many starts of tokens") << QByteArray("[ct:").repeated(100'000);
    QTest::newRow("nested beyond QJsonDocument") << QByteArray(5000, '[') + "\"_ct\"" + QByteArray(5000, ']');
}

void TestProbe::findsNothingWhereThereIsNone()
{
    QFETCH(QByteArray, payload);
    QVERIFY(!findProbe(payload));
}

void TestProbe::searchesAsDeepAsPromised()
{
    QByteArray payload = probeAsJson(sample, QStringLiteral("x"));
    for (int level = 1; level <= 40; ++level) {
        QCOMPARE(findProbe(payload).has_value(), level <= 32);
        payload = '[' + payload + ']';
    }
    QByteArray strings = probeAsText(sample, QStringLiteral("x")).toUtf8();
    for (int level = 1; level <= 6; ++level) {
        QVERIFY(findProbe(strings));
        strings = "{\"m\":" + json::quoted(QString::fromUtf8(strings)) + '}';
    }
}

QTEST_APPLESS_MAIN(TestProbe)
#include "tst_probe.moc"
