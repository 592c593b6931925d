// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/json.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace crosstalk;

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesMembersAsWritten_data();
    void givesMembersAsWritten();
    void agreesWithQJsonDocument_data() { givesMembersAsWritten_data(); }
    void agreesWithQJsonDocument();
    void givesNothingWhereThereIsNone_data();
    void givesNothingWhereThereIsNone();
    void survivesAnyPrefix();
    void walksAnyDepth();
    void quotesWhatMustBeQuoted_data();
    void quotesWhatMustBeQuoted();
    void refusesWhatStrictParsersRefuse_data();
    void refusesWhatStrictParsersRefuse();
};

void TestJson::givesMembersAsWritten_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("number beyond a double")
        << QByteArray(R"({"data":12345678901234567890.10})") << QByteArray("12345678901234567890.10");
    QTest::newRow("escapes") << QByteArray(R"({"data":"\ud83d\ude00"})") << QByteArray(R"("\ud83d\ude00")");
    QTest::newRow("escaped quote") << QByteArray(R"({"data":"a\"}","b":1})") << QByteArray(R"("a\"}")");
    QTest::newRow("escaped backslash") << QByteArray(R"({"data":"\\","b":1})") << QByteArray(R"("\\")");
    QTest::newRow("order of members") << QByteArray(R"({"data":{"z":1, "a":[2,{"q":"]}"}]} })")
                                      << QByteArray(R"({"z":1, "a":[2,{"q":"]}"}]})");
    QTest::newRow("white space around") << QByteArray(" {\n \"a\" : 1 ,\t\"data\" :\r true \n} ") << QByteArray("true");
    QTest::newRow("null") << QByteArray(R"({"data":null})") << QByteArray("null");
    QTest::newRow("empty string") << QByteArray(R"({"data":""})") << QByteArray(R"("")");
    QTest::newRow("empty array") << QByteArray(R"({"data":[]})") << QByteArray("[]");
    QTest::newRow("same name deeper") << QByteArray(R"({"x":{"data":1},"y":[{"data":2}],"data":3})") << QByteArray("3");
    QTest::newRow("same name as a value") << QByteArray(R"({"x":"data","data":3})") << QByteArray("3");
    QTest::newRow("the last of several") << QByteArray(R"({"data":1,"data":2,"b":0})") << QByteArray("2");
    QTest::newRow("name with escapes") << QByteArray(R"({"d\u0061ta":5})") << QByteArray("5");
    QTest::newRow("name with escapes last") << QByteArray(R"({"data":1,"d\u0061ta":5})") << QByteArray("5");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{\"data\":7}") << QByteArray("7");
    QTest::newRow("not ASCII") << QByteArray("{\"\xC3\xA9\":1,\"data\":\"\xC3\xA9\"}") << QByteArray("\"\xC3\xA9\"");
}

void TestJson::givesMembersAsWritten()
{
    QFETCH(QByteArray, object);
    QFETCH(QByteArray, value);
    const auto raw = json::rawMember(object, "data");
    QVERIFY(raw);
    QCOMPARE(raw->toByteArray(), value);
}

void TestJson::agreesWithQJsonDocument()
{
    QFETCH(QByteArray, object);
    QFETCH(QByteArray, value);
    const QJsonValue theirs = QJsonDocument::fromJson(object).object().value(QLatin1String("data"));
    const QByteArray ours = "{\"data\":" + value + '}';
    QVERIFY(!theirs.isUndefined());
    QCOMPARE(QJsonDocument::fromJson(ours).object().value(QLatin1String("data")), theirs);
}

void TestJson::givesNothingWhereThereIsNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const char *bytes : {"", " ", "{}", "[]", "[\"data\",1]", "\"data\"", "1", "{\"dat\":1}", "{\"dataa\":1}",
                              "{\"x\":{\"data\":1}}", "{", "{\"data\"", "{data:1}"})
        QTest::newRow(bytes) << QByteArray(bytes);
}

void TestJson::givesNothingWhereThereIsNone()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!json::rawMember(bytes, "data"));
}

void TestJson::survivesAnyPrefix()
{
    // Not promised to find anything here, but must end and stay within the bytes (the sanitizers watch).
    const QByteArray object = R"( {"a":"x\\\"y","data":[{"b":"\u00e9"},-1.5e3,null]} )";
    for (qsizetype size = 0; size < object.size(); ++size) {
        const QByteArray prefix(object.constData(), size);
        const auto raw = json::rawMember(prefix, "data");
        QVERIFY(!raw || prefix.contains(raw->toByteArray()));
    }
}

void TestJson::walksAnyDepth()
{
    const QByteArray deep = QByteArray(500'000, '[') + QByteArray(500'000, ']');
    const auto raw = json::rawMember("{\"a\":" + deep + ",\"data\":" + deep + '}', "data");
    QVERIFY(raw);
    QCOMPARE(raw->size(), deep.size());
}

void TestJson::quotesWhatMustBeQuoted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QString() << QByteArray("\"\"");
    QTest::newRow("plain") << QStringLiteral("abc/") << QByteArray("\"abc/\"");
    QTest::newRow("quote and backslash") << QStringLiteral("a\"\\b") << QByteArray(R"("a\"\\b")");
    QTest::newRow("controls") << QStringLiteral("\n\u0001\u001f\u007f") << QByteArray("\"\\u000a\\u0001\\u001f\x7f\"");
    QTest::newRow("not ASCII") << QStringLiteral("é😀") << QByteArray("\"é😀\"");
    QTest::newRow("high surrogate alone") << QString(QChar(0xD83D)) + u'x' << QByteArray(R"("\ud83dx")");
    QTest::newRow("high surrogate at the end") << u'x' + QString(QChar(0xD83D)) << QByteArray(R"("x\ud83d")");
    QTest::newRow("low surrogate alone") << QString(QChar(0xDE00)) << QByteArray(R"("\ude00")");
    QTest::newRow("surrogates the wrong way round")
        << QString(QChar(0xDE00)) + QChar(0xD83D) << QByteArray(R"("\ude00\ud83d")");
}

void TestJson::quotesWhatMustBeQuoted()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, json);
    QCOMPARE(json::quoted(text), json);
    const QByteArray object = "{\"t\":" + json + '}';
    QCOMPARE(QJsonDocument::fromJson(object).object().value(QLatin1String("t")).toString(), text);
}

void TestJson::refusesWhatStrictParsersRefuse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("strict");
    const auto row = [](const char *name, const char *bytes, bool strict) {
        QTest::newRow(name) << QByteArray(bytes) << strict;
    };
    row("all escapes", R"({"a":"\"\\\/\b\f\n\r\t\u12aB"})", true);
    row("numbers", R"([0,-1,1.5,1e5,1.25E-3])", true);
    row("points in strings", R"({"1.":"2. x .","b":"."})", true);
    row("DEL", "[\"\x7f\"]", true);
    row("unpaired surrogate as an escape", R"(["\ud800"])", true);
    row("line feed in a string", "[\"a\nb\"]", false);
    row("control character in a name", "{\"a\x01\":1}", false);
    row("unknown escape", R"(["\q"])", false);
    row("number that ends in a point", "[1.]", false);
    row("point before an exponent", "[1.e5]", false);
}

void TestJson::refusesWhatStrictParsersRefuse()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, strict);
    QCOMPARE(json::isStrict(bytes), strict);
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
