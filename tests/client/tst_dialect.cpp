// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/dialect.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace crosstalk;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<Dialect> dialect(const QString &name)
{
    return std::move(*makeDialect(name));
}

/// An event in one line, members in the order of their struct.
QString spelled(const ServerEvent &event)
{
    struct Speller
    {
        QString operator()(const Welcomed &e) const
        {
            return line({QStringLiteral("welcomed"), e.instance, e.session, e.user});
        }
        QString operator()(const RoomJoined &e) const { return line({QStringLiteral("joined"), e.room}); }
        QString operator()(const RoomLeft &e) const { return line({QStringLiteral("left"), e.room}); }
        QString operator()(const MessageReceived &e) const
        {
            return line({QStringLiteral("message"), e.room, e.id, e.from, e.via, QString::fromUtf8(e.payload),
                         QString::number(e.takenAtUs)});
        }
        QString operator()(const PublishAcknowledged &e) const { return line({QStringLiteral("acknowledged"), e.id}); }
        QString operator()(const RequestRefused &e) const
        {
            return line({QStringLiteral("refused"), e.code, e.reason, e.id, e.room,
                         QString::number(e.retryAfter.value_or(-1ms).count())});
        }
        static QString line(const QStringList &members) { return members.join(QLatin1Char('|')); }
    };
    return std::visit(Speller{}, event);
}

} // namespace

class TestDialect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isMadeByName();
    void isUnknownByAnyOtherName();
    void promisesWhatItsServerKeeps();
    void namesTheUserInTheUrl_data();
    void namesTheUserInTheUrl();
    void writesRequests();
    void plainCarriesTextByteForByte_data();
    void plainCarriesTextByteForByte();
    void crosstalkCarriesJsonByteForByte_data();
    void crosstalkCarriesJsonByteForByte();
    void refusesWhatTheServerCouldNotRead_data();
    void refusesWhatTheServerCouldNotRead();
    void readsWhatTheServerSays_data();
    void readsWhatTheServerSays();
    void saysWhatItCannotRead_data();
    void saysWhatItCannotRead();
    void wrapsText();
    void wrapsProbes();
};

void TestDialect::isMadeByName()
{
    QCOMPARE(dialectNames(), QStringList({QStringLiteral("plain"), QStringLiteral("crosstalk")}));
    for (const QString &name : dialectNames())
        QCOMPARE(dialect(name)->name(), name);
}

void TestDialect::isUnknownByAnyOtherName()
{
    const auto none = makeDialect(QStringLiteral("esperanto"));
    QVERIFY(!none);
    QVERIFY(none.error().what.contains(QStringLiteral("esperanto")));
    for (const QString &name : dialectNames())
        QVERIFY(none.error().hint.contains(name));
}

void TestDialect::promisesWhatItsServerKeeps()
{
    const DialectTraits plain = dialect(QStringLiteral("plain"))->traits();
    QVERIFY(!plain.hasRooms && !plain.acknowledges && plain.echoes && !plain.welcomes);
    QVERIFY(dialect(QStringLiteral("plain"))->subprotocol().isEmpty());

    const DialectTraits crosstalk = dialect(QStringLiteral("crosstalk"))->traits();
    QVERIFY(crosstalk.hasRooms && crosstalk.acknowledges && crosstalk.echoes && crosstalk.welcomes);
    QCOMPARE(dialect(QStringLiteral("crosstalk"))->subprotocol(), QStringLiteral("crosstalk.v1"));
}

void TestDialect::namesTheUserInTheUrl_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("url");
    const QString server = QStringLiteral("ws://h:1/ws");
    QTest::newRow("plain name") << server << "alice"
                                << "ws://h:1/ws?user=alice";
    QTest::newRow("nobody") << server << ""
                            << "ws://h:1/ws";
    QTest::newRow("delimiters") << server << "a&b=c+d#e"
                                << "ws://h:1/ws?user=a%26b%3Dc%2Bd%23e";
    QTest::newRow("space") << server << "al ice"
                           << "ws://h:1/ws?user=al%20ice";
    QTest::newRow("percent") << server << "100%25"
                             << "ws://h:1/ws?user=100%2525";
    QTest::newRow("not ASCII") << server << "zoë"
                               << "ws://h:1/ws?user=zo%C3%AB";
    QTest::newRow("other items stay") << "ws://h:1/ws?token=t%26"
                                      << "bob"
                                      << "ws://h:1/ws?token=t%26&user=bob";
    QTest::newRow("another user goes") << "ws://h:1/ws?user=eve&x=1"
                                       << "bob"
                                       << "ws://h:1/ws?x=1&user=bob";
}

void TestDialect::namesTheUserInTheUrl()
{
    QFETCH(const QString, server);
    QFETCH(const QString, user);
    QFETCH(const QString, url);
    const QUrl made = dialect(QStringLiteral("crosstalk"))->url(QUrl(server), user);
    QCOMPARE(QString::fromLatin1(made.toEncoded()), url);
    if (!user.isEmpty())
        QCOMPARE(QUrlQuery(made).queryItemValue(QStringLiteral("user"), QUrl::FullyDecoded), user);
    QCOMPARE(dialect(QStringLiteral("plain"))->url(QUrl(server), user), QUrl(server));
}

void TestDialect::writesRequests()
{
    const QString room = QStringLiteral("lobby");
    const auto crosstalk = dialect(QStringLiteral("crosstalk"));
    QCOMPARE(crosstalk->join(room).value(), QStringLiteral(R"({"op":"join","room":"lobby"})"));
    QCOMPARE(crosstalk->leave(room).value(), QStringLiteral(R"({"op":"leave","room":"lobby"})"));

    const auto plain = dialect(QStringLiteral("plain"));
    QCOMPARE(plain->join(room).value(), QString());
    QCOMPARE(plain->leave(room).value(), QString());
}

void TestDialect::plainCarriesTextByteForByte_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("words") << QByteArray("hello, world");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("beyond the BMP") << QByteArray("\xF0\x9F\x98\x80");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFhi");
    QTest::newRow("line breaks") << QByteArray("a\r\nb\n");
    QTest::newRow("noncharacter") << QByteArray("\xEF\xBF\xBF");
    QTest::newRow("a MiB") << QByteArray(1024 * 1024, 'x');
}

void TestDialect::plainCarriesTextByteForByte()
{
    QFETCH(const QByteArray, payload);
    const auto plain = dialect(QStringLiteral("plain"));
    const auto frame = plain->publish(QStringLiteral("lobby"), QStringLiteral("1"), payload);
    QVERIFY(frame);
    QCOMPARE(frame->toUtf8(), payload);
    const auto event = plain->read(*frame);
    QVERIFY(event && *event);
    QCOMPARE(std::get<MessageReceived>(**event).payload, payload);
    QCOMPARE(std::get<MessageReceived>(**event).takenAtUs, 0);
}

void TestDialect::crosstalkCarriesJsonByteForByte_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("object") << QByteArray(R"({"z":1,"a":[true,null]})");
    QTest::newRow("string") << QByteArray(R"("h\u00e9é")");
    QTest::newRow("number beyond a double") << QByteArray("12345678901234567890.10");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("byte order mark in a string") << QByteArray("\"\xEF\xBB\xBF\"");
}

void TestDialect::crosstalkCarriesJsonByteForByte()
{
    QFETCH(const QByteArray, payload);
    const auto frame =
        dialect(QStringLiteral("crosstalk"))->publish(QStringLiteral("lobby"), QStringLiteral("x-1"), payload);
    QVERIFY(frame);
    QCOMPARE(frame->toUtf8(), R"({"op":"publish","room":"lobby","id":"x-1","data":)" + payload + '}');
}

void TestDialect::refusesWhatTheServerCouldNotRead_data()
{
    QTest::addColumn<QString>("dialectName");
    QTest::addColumn<QString>("room");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("plain: not UTF-8") << "plain"
                                      << "lobby" << QByteArray("\xFF");
    QTest::newRow("plain: cut short") << "plain"
                                      << "lobby" << QByteArray("\xE2\x82");
    const QByteArray fine("{}");
    QTest::newRow("nothing") << "crosstalk"
                             << "lobby" << QByteArray();
    QTest::newRow("text") << "crosstalk"
                          << "lobby" << QByteArray("hello");
    QTest::newRow("two values") << "crosstalk"
                                << "lobby" << QByteArray("1,2");
    QTest::newRow("out of the array") << "crosstalk"
                                      << "lobby" << QByteArray("1],[2");
    QTest::newRow("unfinished") << "crosstalk"
                                << "lobby" << QByteArray("{\"a\":");
    QTest::newRow("not UTF-8") << "crosstalk"
                               << "lobby" << QByteArray("\"\xFF\"");
    QTest::newRow("control character") << "crosstalk"
                                       << "lobby" << QByteArray("\"\x01\"");
    QTest::newRow("no room") << "crosstalk"
                             << "" << fine;
    QTest::newRow("long room") << "crosstalk" << QString(129, QLatin1Char('x')) << fine;
    QTest::newRow("room with a line break") << "crosstalk"
                                            << "a\nb" << fine;
}

void TestDialect::refusesWhatTheServerCouldNotRead()
{
    QFETCH(const QString, dialectName);
    QFETCH(const QString, room);
    QFETCH(const QByteArray, payload);
    const auto made = dialect(dialectName);
    const auto frame = made->publish(room, QStringLiteral("1"), payload);
    QVERIFY(!frame);
    QVERIFY(!frame.error().what.isEmpty());
    QVERIFY(!frame.error().hint.isEmpty());
    if (payload == "{}") {
        QVERIFY(!made->join(room));
        QVERIFY(!made->leave(room));
    }
}

void TestDialect::readsWhatTheServerSays_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<QString>("event"); // Empty for none.
    QTest::newRow("welcome")
        << R"({"op":"welcome","instance":"a","session":"s1","user":"alice","limits":{"messageBytes":1,"messagesPerSecond":0,"rooms":9}})"
        << "welcomed|a|s1|alice";
    QTest::newRow("joined") << R"({"op":"joined","room":"lobby"})"
                            << "joined|lobby";
    QTest::newRow("left") << R"({"op":"left","room":"lobby"})"
                          << "left|lobby";
    QTest::newRow("message")
        << R"({"op":"message","room":"lobby","id":"x-1","from":"bob","via":"b","at":5,"data":{"z":1.0,"a":"é"}})"
        << QStringLiteral(R"(message|lobby|x-1|bob|b|{"z":1.0,"a":"é"}|5)");
    QTest::newRow("ack") << R"({"op":"ack","id":"x-1"})"
                         << "acknowledged|x-1";
    QTest::newRow("error about a publish")
        << R"({"op":"error","code":"broker-unavailable","reason":"no broker","id":"x-1","room":"lobby","retryAfterMs":50})"
        << "refused|broker-unavailable|no broker|x-1|lobby|50";
    QTest::newRow("error about a room")
        << R"({"op":"error","code":"too-many-rooms","reason":"9 at most","room":"lobby"})"
        << "refused|too-many-rooms|9 at most||lobby|-1";
    QTest::newRow("pong") << R"({"op":"pong","t":1})"
                          << "";
    QTest::newRow("members of tomorrow") << R"({"op":"ack","id":"x-1","mood":"good"})"
                                         << "acknowledged|x-1";
}

void TestDialect::readsWhatTheServerSays()
{
    QFETCH(const QString, frame);
    QFETCH(const QString, event);
    const auto read = dialect(QStringLiteral("crosstalk"))->read(frame);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QCOMPARE(*read ? spelled(**read) : QString(), event);
}

void TestDialect::saysWhatItCannotRead_data()
{
    QTest::addColumn<QString>("frame");
    QTest::newRow("empty") << "";
    QTest::newRow("text") << "hello";
    QTest::newRow("array") << "[]";
    QTest::newRow("no op") << "{}";
    QTest::newRow("op of tomorrow") << R"({"op":"sing"})";
    QTest::newRow("member missing") << R"({"op":"ack"})";
    QTest::newRow("wrong type") << R"({"op":"joined","room":7})";
}

void TestDialect::saysWhatItCannotRead()
{
    QFETCH(const QString, frame);
    const auto read = dialect(QStringLiteral("crosstalk"))->read(frame);
    QVERIFY(!read);
    QVERIFY(!read.error().what.isEmpty());
}

void TestDialect::wrapsText()
{
    const QString text = QStringLiteral("say \"hé\"\n");
    QCOMPARE(dialect(QStringLiteral("plain"))->payload(text), text.toUtf8());
    const QByteArray json = dialect(QStringLiteral("crosstalk"))->payload(text);
    QCOMPARE(QJsonDocument::fromJson(json).object(), QJsonObject({{QStringLiteral("text"), text}}));
}

void TestDialect::wrapsProbes()
{
    const Probe probe{.run = QStringLiteral("k3f9"), .session = 2, .number = 7, .intendedAtNs = 123456789};
    for (const QString &name : dialectNames()) {
        const auto made = dialect(name);
        const QByteArray payload = made->payload(QStringLiteral("hé"), probe);
        QVERIFY(made->publish(QStringLiteral("lobby"), QStringLiteral("1"), payload));
        const auto found = findProbe(payload);
        QVERIFY(found);
        QVERIFY(found->probe == probe);
        QCOMPARE(found->text, QStringLiteral("hé"));
        QVERIFY(!found->isCorrupted);
    }
}

QTEST_APPLESS_MAIN(TestDialect)
#include "tst_dialect.moc"
