// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// What a session does while its link stays: rooms, publishes, and how each ends. Breaks are tst_chatclient_links'
// matter.

#include "tests/client/fixture.h"
#include "tests/client/scriptedserver.h"

#include <QTest>
#include <QWebSocketServer>

using namespace crosstalk;
using namespace std::chrono_literals;

class TestChatClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joinsPublishesAndHearsItself();
    void speaksToItsServerAsItsUser();
    void sendsNothingWithoutALink();
    void sendsNothingTheDialectCannotCarry();
    void endsAPublishTheServerRefuses();
    void endsAPublishNobodyAnswers();
    void endsEverythingWhenClosed();
    void saysNothingOnceDestroyed();
    void reportsWhatItCannotRead_data();
    void reportsWhatItCannotRead();
    void readsTextInBinaryMessages();
    void givesEveryMessageAnIdOfItsOwn();
    void survivesAReceiverThatPublishesOn();
    void tellsThingsInOrderWhenAReceiverCloses();
    void survivesDeletionByAReceiver_data();
    void survivesDeletionByAReceiver();
};

void TestChatClient::joinsPublishesAndHearsItself()
{
    ScriptedServer server;
    const auto client = makeClient(server.url());
    Journal journal(*client);
    client->open();
    QCOMPARE(client->state(), ChatClient::State::Connecting);
    QTRY_COMPARE(client->state(), ChatClient::State::Open);
    QCOMPARE(client->instance(), QStringLiteral("a"));
    client->join(lobby);
    QTRY_COMPARE(client->joinedRooms(), QStringList{lobby});
    const QString id = client->publish(lobby, R"({"n":1})");
    QTRY_COMPARE(journal.lines,
                 lines({"Connecting", "Open", "joined lobby", "Acknowledged", R"(received lobby {"n":1})"}));
    QCOMPARE(journal.ids, QStringList{id});
    QCOMPARE(journal.reasons, QStringList({QString(), QString()}));
}

void TestChatClient::speaksToItsServerAsItsUser()
{
    ScriptedServer server;
    const auto client = makeClient(server.url());
    client->open();
    QTRY_COMPARE(client->state(), ChatClient::State::Open);
    QCOMPARE(server.link()->requestUrl().query(), QStringLiteral("user=alice"));
    QCOMPARE(server.link()->subprotocol(), QStringLiteral("crosstalk.v1"));
}

void TestChatClient::sendsNothingWithoutALink()
{
    ScriptedServer server;
    const auto client = makeClient(server.url());
    Journal journal(*client);
    const QString first = client->publish(lobby, "1");
    QCOMPARE(journal.lines, QStringList());
    QTRY_COMPARE(journal.lines, lines({"NotSent not-open"}));
    client->open();
    const QString second = client->publish(lobby, "2");
    QTRY_COMPARE(journal.lines, lines({"NotSent not-open", "Connecting", "NotSent not-open", "Open"}));
    QCOMPARE(journal.ids, QStringList({first, second}));
    QCOMPARE(server.requests, QStringList());
}

void TestChatClient::sendsNothingTheDialectCannotCarry()
{
    ScriptedServer server;
    const auto client = makeClient(server.url());
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), ChatClient::State::Open);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("not a JSON value")));
    client->publish(lobby, "no JSON");
    QCOMPARE(journal.lines, lines({"Connecting", "Open"}));
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "NotSent unsendable"}));
    client->join(lobby);
    QTRY_COMPARE(server.requests, lines({"join lobby"}));
}

void TestChatClient::endsAPublishTheServerRefuses()
{
    ScriptedServer server;
    server.answer = [](QWebSocket *link, const v1::ClientMessage &message) {
        const auto *publish = std::get_if<v1::Publish>(&message);
        if (publish) {
            const v1::ErrorReply reply{.code = QStringLiteral("broker-unavailable"),
                                       .reason = QStringLiteral("no broker"),
                                       .id = publish->id,
                                       .room = publish->room,
                                       .retryAfter = 5ms};
            ScriptedServer::say(link, reply);
            ScriptedServer::say(link, reply);
        }
        return publish != nullptr;
    };
    const auto client = makeClient(server.url());
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), ChatClient::State::Open);
    client->publish(lobby, "1");
    client->join(lobby); // Answered after both.
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "Refused broker-unavailable", "joined lobby"}));
}

void TestChatClient::endsAPublishNobodyAnswers()
{
    ScriptedServer server;
    QString lateId;
    server.answer = [&](QWebSocket *link, const v1::ClientMessage &message) {
        if (const auto *publish = std::get_if<v1::Publish>(&message)) {
            lateId = publish->id;
            return true;
        }
        if (std::holds_alternative<v1::Join>(message))
            ScriptedServer::say(link, v1::Ack{lateId});
        return false;
    };
    const auto client = makeClient(server.url(), {.requestTimeout = 50ms});
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), ChatClient::State::Open);
    const QString id = client->publish(lobby, "1");
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "Indeterminate timeout"}));
    QCOMPARE(journal.ids, QStringList{id});
    client->join(lobby);
    QTRY_COMPARE(client->joinedRooms(), QStringList{lobby}); // After an acknowledgement that came too late.
    QCOMPARE(journal.ids, QStringList{id});
}

void TestChatClient::endsEverythingWhenClosed()
{
    ScriptedServer server;
    server.answer = [](QWebSocket *, const v1::ClientMessage &message) {
        return std::holds_alternative<v1::Publish>(message) || std::holds_alternative<v1::Leave>(message);
    };
    const auto client = makeClient(server.url());
    Journal journal(*client);
    client->join(lobby);
    client->join(QStringLiteral("attic"));
    client->open();
    QTRY_COMPARE(client->joinedRooms().size(), 2);
    const QString first = client->publish(lobby, "1");
    const QString second = client->publish(lobby, "2");
    client->leave(QStringLiteral("attic"));
    journal.lines.clear();
    client->close();
    QCOMPARE(journal.lines, lines({"Indeterminate closed", "Indeterminate closed", "left attic", "Closed"}));
    QCOMPARE(journal.ids, QStringList({first, second}));
    client->close();
    QTRY_COMPARE(server.closeCodes, QList<int>{1000});
    QCOMPARE(journal.lines.size(), 4);
    QCOMPARE(journal.lastReason(), QString());

    client->open(); // The rooms it was in are still wanted.
    QTRY_COMPARE(client->joinedRooms(), QStringList{lobby});
}

void TestChatClient::saysNothingOnceDestroyed()
{
    ScriptedServer server;
    server.answer = [](QWebSocket *, const v1::ClientMessage &message) {
        return std::holds_alternative<v1::Publish>(message);
    };
    auto client = makeClient(server.url());
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), ChatClient::State::Open);
    client->publish(lobby, "1");
    client->join(QString());
    client.reset();
    QTRY_COMPARE(server.closeCodes, QList<int>{1001});
    QCOMPARE(server.requests, lines({"publish lobby"}));
    QCOMPARE(journal.lines, lines({"Connecting", "Open"}));
}

void TestChatClient::reportsWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isBinary");
    QTest::newRow("words") << QByteArray("hello") << false;
    QTest::newRow("unknown op") << QByteArray(R"({"op":"sing"})") << false;
    QTest::newRow("error that answers nothing")
        << QByteArray(R"({"op":"error","code":"malformed","reason":"what?"})") << false;
    QTest::newRow("error about another room")
        << QByteArray(R"({"op":"error","code":"x","reason":"y","room":"cellar"})") << false;
    QTest::newRow("binary") << QByteArray("\x00\xFF", 2) << true;
    QTest::newRow("words in binary") << QByteArray("hello") << true;
}

void TestChatClient::reportsWhatItCannotRead()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, isBinary);
    ScriptedServer server;
    const auto client = makeClient(server.url());
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), ChatClient::State::Open);
    if (isBinary)
        server.link()->sendBinaryMessage(bytes);
    else
        server.link()->sendTextMessage(QString::fromUtf8(bytes));
    client->publish(lobby, "1");
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "misunderstood", "Acknowledged", "received lobby 1"}));
}

void TestChatClient::readsTextInBinaryMessages()
{
    ScriptedServer server;
    server.greet = [](QWebSocket *link) {
        link->sendBinaryMessage(
            v1::encode(v1::Welcome{.instance = QStringLiteral("b"), .session = {}, .user = {}, .limits = {}}));
    };
    const auto client = makeClient(server.url());
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), ChatClient::State::Open);
    QCOMPARE(client->instance(), QStringLiteral("b"));
    QCOMPARE(journal.count(QStringLiteral("misunderstood")), 0);
}

void TestChatClient::givesEveryMessageAnIdOfItsOwn()
{
    ScriptedServer server;
    const auto one = makeClient(server.url());
    const auto other = makeClient(server.url());
    QSet<QString> ids;
    for (int i = 0; i < 1000; ++i) {
        for (const auto &client : {one.get(), other.get()}) {
            const QString id = client->publish(lobby, "1");
            QVERIFY(v1::isValidName(id));
            ids.insert(id);
        }
    }
    QCOMPARE(ids.size(), 2000);
}

void TestChatClient::survivesAReceiverThatPublishesOn()
{
    ScriptedServer server;
    const auto client = makeClient(server.url());
    int ended = 0;
    connect(client.get(), &ChatClient::published, client.get(), [&] {
        ++ended;
        client->publish(lobby, "1");
    });
    client->publish(lobby, "1");
    client->open(); // Hears the server in between.
    QTRY_VERIFY(client->state() == ChatClient::State::Open && ended > 0);
}

void TestChatClient::tellsThingsInOrderWhenAReceiverCloses()
{
    ScriptedServer server;
    server.answer = [](QWebSocket *link, const v1::ClientMessage &message) {
        if (std::holds_alternative<v1::Publish>(message))
            link->abort();
        return std::holds_alternative<v1::Publish>(message);
    };
    const auto client = makeClient(server.url());
    connect(client.get(), &ChatClient::published, client.get(), [&] { client->close(); });
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), ChatClient::State::Open);
    client->publish(lobby, "1");
    QTRY_COMPARE(client->state(), ChatClient::State::Closed);
    QTRY_COMPARE(journal.lines.size(), 5);
    journal.lines.removeOne(QStringLiteral("Indeterminate link-lost")); // The slot above came first.
    QCOMPARE(journal.lines, lines({"Connecting", "Open", "Waiting", "Closed"}));
}

void TestChatClient::survivesDeletionByAReceiver_data()
{
    QTest::addColumn<int>("which"); // Counted over all signals.
    for (int which = 0; which < 8; ++which)
        QTest::addRow("at signal %d", which) << which;
}

void TestChatClient::survivesDeletionByAReceiver()
{
    QFETCH(const int, which);
    ScriptedServer server;
    server.answer = [](QWebSocket *link, const v1::ClientMessage &message) {
        if (const auto *leave = std::get_if<v1::Leave>(&message)) {
            ScriptedServer::say(link, v1::Left{leave->room});
            link->close();
            return true;
        }
        return false;
    };
    auto client = makeClient(server.url());
    ChatClient *const raw = client.get();
    int seen = 0;
    const auto step = [&] {
        if (seen++ == which)
            client.reset();
    };
    connect(raw, &ChatClient::stateChanged, &server, step); // Connecting, Open, Waiting
    connect(raw, &ChatClient::joined, &server, step);
    connect(raw, &ChatClient::published, &server, step);
    connect(raw, &ChatClient::received, &server, [&] {
        step();
        if (client)
            server.link()->sendTextMessage(QStringLiteral("garbage"));
    });
    connect(raw, &ChatClient::misunderstood, &server, [&] {
        step();
        if (client)
            client->leave(lobby);
    });
    connect(raw, &ChatClient::left, &server, step);
    client->join(lobby);
    client->open();
    if (client)
        QTRY_VERIFY(!client || client->state() == ChatClient::State::Open);
    if (client)
        client->publish(lobby, "1");
    QTRY_VERIFY(!client);
    QCOMPARE(seen, which + 1);
    QTRY_COMPARE(server.closeCodes.size(), server.links.size());
}

QTEST_GUILESS_MAIN(TestChatClient)
#include "tst_chatclient.moc"
