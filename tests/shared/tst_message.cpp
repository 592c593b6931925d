// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/message.h"

#include "shared/utf8.h"

#include <QTest>

using namespace crosstalk;
using namespace crosstalk::v1;

Q_DECLARE_METATYPE(crosstalk::v1::ClientMessage)
Q_DECLARE_METATYPE(crosstalk::v1::ServerMessage)

class TestMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesClientMessages_data();
    void writesClientMessages();
    void readsBackClientMessages_data() { writesClientMessages_data(); }
    void readsBackClientMessages();
    void writesServerMessages_data();
    void writesServerMessages();
    void readsBackServerMessages_data() { writesServerMessages_data(); }
    void readsBackServerMessages();
    void readsMembersInAnyOrderAndIgnoresOthers();
    void carriesDataByteForByte_data();
    void carriesDataByteForByte();
    void carriesPingsValueByteForByte_data() { carriesDataByteForByte_data(); }
    void carriesPingsValueByteForByte();
    void refusesWithACode_data();
    void refusesWithACode();
    void refusesServerMessages_data();
    void refusesServerMessages();
    void saysWhatARefusalAnswers();
    void survivesDeepNesting_data();
    void survivesDeepNesting();
    void neverEmitsInvalidUtf8();
    void judgesNames_data();
    void judgesNames();
};

static QString s(const char *text)
{
    return QString::fromUtf8(text);
}

void TestMessage::writesClientMessages_data()
{
    QTest::addColumn<ClientMessage>("message");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, ClientMessage message, const char *json) {
        QTest::newRow(name) << message << QByteArray(json);
    };
    row("join", Join{s("lobby")}, R"({"op":"join","room":"lobby"})");
    row("leave", Leave{s("a \"b\"")}, R"({"op":"leave","room":"a \"b\""})");
    row("publish", Publish{s("é"), s("7"), R"({"b":1, "a":2})"},
        R"({"op":"publish","room":"é","id":"7","data":{"b":1, "a":2}})");
    row("ping", Ping{}, R"({"op":"ping"})");
    row("ping with a value", Ping{"[1]"}, R"({"op":"ping","t":[1]})");
}

void TestMessage::writesClientMessages()
{
    QFETCH(ClientMessage, message);
    QFETCH(QByteArray, json);
    QCOMPARE(encode(message), json);
}

void TestMessage::readsBackClientMessages()
{
    QFETCH(ClientMessage, message);
    QFETCH(QByteArray, json);
    const auto parsed = parseClientMessage(json);
    QVERIFY(parsed);
    QCOMPARE(parsed->index(), message.index());
    QCOMPARE(encode(*parsed), json);
}

void TestMessage::writesServerMessages_data()
{
    QTest::addColumn<ServerMessage>("message");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, ServerMessage message, const char *json) {
        QTest::newRow(name) << message << QByteArray(json);
    };
    row("welcome", Welcome{s("a"), s("s1"), s("alice"), {1048576, 0, 100}},
        R"({"op":"welcome","instance":"a","session":"s1","user":"alice",)"
        R"("limits":{"messageBytes":1048576,"messagesPerSecond":0,"rooms":100}})");
    row("joined", Joined{s("lobby")}, R"({"op":"joined","room":"lobby"})");
    row("left", Left{s("lobby")}, R"({"op":"left","room":"lobby"})");
    row("message", Message{s("lobby"), s("7"), s("alice"), s("a"), 1'700'000'000'123'456, "1.50"},
        R"({"op":"message","room":"lobby","id":"7","from":"alice","via":"a","at":1700000000123456,"data":1.50})");
    row("ack", Ack{s("7")}, R"({"op":"ack","id":"7"})");
    row("error", ErrorReply{s("malformed"), s("not JSON"), {}, {}, {}},
        R"({"op":"error","code":"malformed","reason":"not JSON"})");
    row("error with all", ErrorReply{s("broker-unavailable"), s("r"), s("7"), s("lobby"), std::chrono::seconds(2)},
        R"({"op":"error","code":"broker-unavailable","reason":"r","id":"7","room":"lobby","retryAfterMs":2000})");
    row("pong", Pong{}, R"({"op":"pong"})");
    row("pong with a value", Pong{"\"x\""}, R"({"op":"pong","t":"x"})");
}

void TestMessage::writesServerMessages()
{
    QFETCH(ServerMessage, message);
    QFETCH(QByteArray, json);
    QCOMPARE(encode(message), json);
}

void TestMessage::readsBackServerMessages()
{
    QFETCH(ServerMessage, message);
    QFETCH(QByteArray, json);
    const auto parsed = parseServerMessage(json);
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().toString()));
    QCOMPARE(parsed->index(), message.index());
    QCOMPARE(encode(*parsed), json);
}

void TestMessage::readsMembersInAnyOrderAndIgnoresOthers()
{
    const auto parsed = parseClientMessage(
        R"( {"since":{"epoch":"e","seq":4},"data":{"op":"leave","room":"no"},"id":"i","room":"r","new":1,"op":"publish"} )");
    QVERIFY(parsed);
    const auto *publish = std::get_if<Publish>(&*parsed);
    QVERIFY(publish);
    QCOMPARE(publish->room, s("r"));
    QCOMPARE(publish->id, s("i"));
    QCOMPARE(publish->data, QByteArray(R"({"op":"leave","room":"no"})"));
}

void TestMessage::carriesDataByteForByte_data()
{
    QTest::addColumn<QByteArray>("data");
    for (const char *data :
         {"12345678901234567890.10", "1.0", "-0", R"("\ud83d\ude00")", R"("\ud83d")", R"("\/é")", "null", "false",
          "\"\"", "{}", R"({"b":1,"a":{"b":2},"b":3})", "[1,\n 2]", "18446744073709551616"})
        QTest::newRow(data) << QByteArray(data);
}

void TestMessage::carriesDataByteForByte()
{
    QFETCH(QByteArray, data);
    const auto parsed = parseClientMessage(R"({"op":"publish","room":"r","id":"i","data": )" + data + " }");
    QVERIFY(parsed);
    QCOMPARE(std::get<Publish>(*parsed).data, data);
    const auto back = parseServerMessage(encode(Message{s("r"), s("i"), s("f"), s("v"), 1, data}));
    QVERIFY(back);
    QCOMPARE(std::get<Message>(*back).data, data);
}

void TestMessage::carriesPingsValueByteForByte()
{
    QFETCH(QByteArray, data);
    const auto ping = parseClientMessage(R"({"t":)" + data + R"(,"op":"ping"})");
    QVERIFY(ping);
    QCOMPARE(std::get<v1::Ping>(*ping).t, data);
    const auto pong = parseServerMessage(encode(Pong{data}));
    QVERIFY(pong);
    QCOMPARE(std::get<Pong>(*pong).t, data);
}

void TestMessage::refusesWithACode_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    const auto rows = [](const char *code, std::initializer_list<const char *> all) {
        for (const char *json : all)
            QTest::addRow("%s: %s", code, json) << QByteArray(json) << QString::fromLatin1(code);
    };
    rows("malformed", {"", " ", "hello", "{", "[]", "1", "\"op\"", "null", R"({"op":"ping"} x)", R"({"op":"ping",})",
                       R"({"op":"ping","t":"\q"})", "{\"op\":\"ping\",\"t\":\"\n\"}", R"({"op":"ping","t":1.})",
                       "{\"op\":\"ping\",\"t\":\"\xFF\"}"});
    rows("unknown-op", {R"({"op":"who","room":"r"})", R"({"op":""})", R"({"op":"JOIN","room":"r"})",
                        R"({"op":"message","room":"r"})"});
    rows("bad-request",
         {R"({})", R"({"room":"r"})", R"({"op":1})", R"({"op":null})", R"({"op":"join"})", R"({"op":"join","room":1})",
          R"({"op":"join","room":""})", R"({"op":"join","room":"a\nb"})", R"({"op":"join","room":"\ud800"})",
          R"({"op":"leave","room":["r"]})", R"({"op":"publish","room":"r","id":"i"})",
          R"({"op":"publish","room":"r","data":1})", R"({"op":"publish","room":"r","id":7,"data":1})",
          R"({"op":"publish","room":"r","id":"","data":1})", R"({"op":"publish","id":"i","data":1})"});
}

void TestMessage::refusesWithACode()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    const auto parsed = parseClientMessage(json);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, code);
    QVERIFY(!parsed.error().reason.isEmpty());
    QVERIFY(parseServerMessage(encode(parsed.error())));
}

void TestMessage::refusesServerMessages_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {"", "x", "[]", R"({"room":"r"})", R"({"op":"seen","room":"r"})", R"({"op":"se\nen"})", R"({"op":"joined"})",
          R"({"op":"ack","id":1})", R"({"op":"message","room":"r","id":"i","from":"f","via":"v","at":1})",
          R"({"op":"message","room":"r","id":"i","from":"f","via":"v","at":"1","data":1})",
          R"({"op":"message","room":"r","id":"i","from":"f","via":"v","at":1.5,"data":1})",
          R"({"op":"message","room":"r","id":"i","from":"f","via":"v","at":1e30,"data":1})",
          R"({"op":"error","code":"c"})", R"({"op":"error","code":"c","reason":"r","retryAfterMs":"1"})",
          R"({"op":"welcome","instance":"a","session":"s","user":"u"})",
          R"({"op":"welcome","instance":"a","session":"s","user":"u","limits":{"messageBytes":1,"rooms":1}})"})
        QTest::newRow(json) << QByteArray(json);
}

void TestMessage::refusesServerMessages()
{
    QFETCH(QByteArray, json);
    const auto parsed = parseServerMessage(json);
    QVERIFY(!parsed);
    QVERIFY(!parsed.error().what.isEmpty());
    QVERIFY(!parsed.error().what.contains(u'\n'));
}

void TestMessage::saysWhatARefusalAnswers()
{
    const auto badRoom = parseClientMessage(R"({"op":"publish","id":"7","room":3,"data":1})");
    QVERIFY(!badRoom);
    QCOMPARE(badRoom.error().id, s("7"));
    QCOMPARE(badRoom.error().room, QString());
    const auto noData = parseClientMessage(R"({"op":"publish","id":"7","room":"r"})");
    QVERIFY(!noData);
    QCOMPARE(noData.error().id, s("7"));
    QCOMPARE(noData.error().room, s("r"));
    QVERIFY(noData.error().reason.contains(s("data")));
    const auto unknown = parseClientMessage(R"({"op":"shout","id":"7","room":"r"})");
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().id, s("7"));
    QCOMPARE(unknown.error().room, s("r"));
    const QByteArray tooLong(300, 'x');
    const auto longId = parseClientMessage(R"({"op":"publish","room":"r","data":1,"id":")" + tooLong + "\"}");
    QVERIFY(!longId);
    QCOMPARE(longId.error().code, s("bad-request"));
    QCOMPARE(longId.error().id.toUtf8(), tooLong);
}

void TestMessage::survivesDeepNesting_data()
{
    QTest::addColumn<int>("depth");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("1000") << 1000 << true;
    QTest::newRow("1100") << 1100 << false;
    QTest::newRow("1,000,000") << 1'000'000 << false;
}

void TestMessage::survivesDeepNesting()
{
    QFETCH(int, depth);
    QFETCH(bool, accepted);
    const QByteArray data = QByteArray(depth, '[') + QByteArray(depth, ']');
    const auto parsed = parseClientMessage(R"({"op":"publish","room":"r","id":"i","data":)" + data + '}');
    QCOMPARE(parsed.has_value(), accepted);
    if (accepted)
        QCOMPARE(std::get<Publish>(*parsed).data, data);
    else
        QCOMPARE(parsed.error().code, s("malformed"));
}

void TestMessage::neverEmitsInvalidUtf8()
{
    const auto parsed = parseClientMessage(R"({"op":"publish","id":"\udc00x\ud800","room":"\ud800","data":1})");
    QVERIFY(!parsed);
    const QByteArray reply = encode(parsed.error());
    Utf8Validator utf8;
    QVERIFY(utf8.feed(reply) && utf8.isComplete());
    const auto back = parseServerMessage(reply);
    QVERIFY(back);
    QCOMPARE(std::get<ErrorReply>(*back).id, parsed.error().id);
}

void TestMessage::judgesNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("valid");
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("one letter") << s("a") << true;
    QTest::newRow("space and punctuation") << s("a b:{c}/*") << true;
    QTest::newRow("128 bytes") << QString(128, u'a') << true;
    QTest::newRow("129 bytes") << QString(129, u'a') << false;
    QTest::newRow("64 letters of two bytes") << QString(64, QChar(0xE9)) << true;
    QTest::newRow("65 letters of two bytes") << QString(65, QChar(0xE9)) << false;
    QTest::newRow("43 letters of three bytes") << QString(43, QChar(0x20AC)) << false;
    QTest::newRow("32 letters of four bytes") << s("😀").repeated(32) << true;
    QTest::newRow("33 letters of four bytes") << s("😀").repeated(33) << false;
    QTest::newRow("NUL") << QString(QChar(0)) << false;
    QTest::newRow("line feed") << s("a\nb") << false;
    QTest::newRow("DEL") << QString(QChar(0x7F)) << false;
    QTest::newRow("C1") << QString(QChar(0x85)) << false;
    QTest::newRow("no-break space") << QString(QChar(0xA0)) << true;
    QTest::newRow("high surrogate alone") << QString(QChar(0xD800)) << false;
    QTest::newRow("low surrogate alone") << QString(QChar(0xDC00)) << false;
}

void TestMessage::judgesNames()
{
    QFETCH(QString, name);
    QFETCH(bool, valid);
    QCOMPARE(isValidName(name), valid);
    QCOMPARE(parseClientMessage(encode(Join{name})).has_value(), valid);
}

QTEST_APPLESS_MAIN(TestMessage)
#include "tst_message.moc"
