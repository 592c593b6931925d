// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// How a client gets into rooms and out of them, with servers that have rooms and one that has none.

#include "tests/client/fixture.h"
#include "tests/client/scriptedserver.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class TestChatClientRooms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joinsBeforeItIsOpen();
    void givesUpARefusedJoin();
    void triesARefusedJoinAgainWhenTold();
    void asksAgainForAJoinNobodyAnswers();
    void refusesRoomsThatCannotBe();
    void leaves();
    void endsALeaveNobodyAnswers();
    void comesBackIntoARoomItIsLeaving();
    void joinsTheOneRoomOfAPlainServer();
    void hearsAPlainServerWithoutJoining();
};

void TestChatClientRooms::joinsBeforeItIsOpen()
{
    ScriptedServer server;
    const auto client = makeClient(server.url());
    Journal journal(*client);
    client->join(lobby);
    client->join(QStringLiteral("attic"));
    client->join(lobby);
    client->open();
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "joined attic", "joined lobby"}));
    QCOMPARE(server.requests, lines({"join attic", "join lobby"}));
}

void TestChatClientRooms::givesUpARefusedJoin()
{
    ScriptedServer server;
    server.answer = [](QWebSocket *link, const v1::ClientMessage &message) {
        const auto *join = std::get_if<v1::Join>(&message);
        if (!join || join->room != lobby)
            return false;
        ScriptedServer::say(link, v1::ErrorReply{.code = QStringLiteral("too-many-rooms"),
                                                 .reason = QStringLiteral("one at most"),
                                                 .id = {},
                                                 .room = lobby,
                                                 .retryAfter = {}});
        return true;
    };
    const auto client = makeClient(server.url(), {.backoff = Backoff{1ms, 1ms}});
    Journal journal(*client);
    client->join(QStringLiteral("attic"));
    client->join(lobby);
    client->open();
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "joined attic", "refused lobby too-many-rooms"}));
    client->abort();
    QTRY_COMPARE(journal.count(QStringLiteral("joined attic")), 2);
    QCOMPARE(server.requests, lines({"join attic", "join lobby", "join attic"}));
}

void TestChatClientRooms::triesARefusedJoinAgainWhenTold()
{
    ScriptedServer server;
    int refusals = 0;
    server.answer = [&](QWebSocket *link, const v1::ClientMessage &) {
        if (refusals == 2)
            return false;
        ++refusals;
        ScriptedServer::say(link, v1::ErrorReply{.code = QStringLiteral("broker-unavailable"),
                                                 .reason = QStringLiteral("no broker"),
                                                 .id = {},
                                                 .room = lobby,
                                                 .retryAfter = 5ms});
        return true;
    };
    const auto client = makeClient(server.url());
    Journal journal(*client);
    client->join(lobby);
    client->open();
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "refused lobby broker-unavailable",
                                       "refused lobby broker-unavailable", "joined lobby"}));
}

void TestChatClientRooms::asksAgainForAJoinNobodyAnswers()
{
    ScriptedServer server;
    int ignored = 0;
    server.answer = [&](QWebSocket *, const v1::ClientMessage &) { return ignored++ == 0; };
    const auto client = makeClient(server.url(), {.requestTimeout = 50ms});
    Journal journal(*client);
    client->join(lobby);
    client->open();
    QTRY_COMPARE(journal.count(QStringLiteral("joined lobby")), 1);
    QCOMPARE(journal.lines.mid(0, 3), lines({"Connecting", "Open", "refused lobby timeout"}));
}

void TestChatClientRooms::refusesRoomsThatCannotBe()
{
    ScriptedServer server;
    const auto client = makeClient(server.url());
    Journal journal(*client);
    client->join(QString());
    QCOMPARE(journal.lines, QStringList());
    QTRY_COMPARE(journal.lines, lines({"refused  unsendable"}));
    client->open();
    client->join(lobby);
    QTRY_COMPARE(client->joinedRooms(), QStringList{lobby});
    QCOMPARE(server.requests, lines({"join lobby"}));
}

void TestChatClientRooms::leaves()
{
    ScriptedServer server;
    const auto client = makeClient(server.url());
    Journal journal(*client);
    client->leave(lobby); // Nothing to leave, yet it ends.
    QCOMPARE(journal.lines, QStringList());
    QTRY_COMPARE(journal.lines, lines({"left lobby"}));
    client->join(lobby);
    client->open();
    QTRY_COMPARE(client->joinedRooms(), QStringList{lobby});
    client->leave(lobby);
    client->leave(lobby);
    QCOMPARE(client->joinedRooms(), QStringList());
    QTRY_COMPARE(journal.lines, lines({"left lobby", "Connecting", "Open", "joined lobby", "left lobby"}));
    QCOMPARE(server.requests, lines({"join lobby", "leave lobby"}));
}

void TestChatClientRooms::endsALeaveNobodyAnswers()
{
    ScriptedServer server;
    server.answer = [](QWebSocket *, const v1::ClientMessage &message) {
        return std::holds_alternative<v1::Leave>(message);
    };
    const auto client = makeClient(server.url(), {.requestTimeout = 50ms});
    Journal journal(*client);
    client->join(lobby);
    client->open();
    QTRY_COMPARE(client->joinedRooms(), QStringList{lobby});
    client->leave(lobby);
    QTRY_COMPARE(journal.count(QStringLiteral("left lobby")), 1);
    QCOMPARE(client->state(), ChatClient::State::Open);
}

void TestChatClientRooms::comesBackIntoARoomItIsLeaving()
{
    ScriptedServer server;
    const auto client = makeClient(server.url());
    Journal journal(*client);
    client->join(lobby);
    client->open();
    QTRY_COMPARE(client->joinedRooms(), QStringList{lobby});
    client->leave(lobby);
    client->join(lobby);
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "joined lobby", "left lobby", "joined lobby"}));
    QCOMPARE(server.requests, lines({"join lobby", "leave lobby", "join lobby"}));
}

void TestChatClientRooms::joinsTheOneRoomOfAPlainServer()
{
    ScriptedServer server(false);
    QPointer<QWebSocket> serverSide;
    server.greet = [&serverSide](QWebSocket *link) {
        connect(link, &QWebSocket::textMessageReceived, link, &QWebSocket::sendTextMessage);
        serverSide = link;
    };
    const auto client = makeClient(server.url(), {}, plainWord);
    Journal journal(*client);
    client->join(lobby);
    client->join(QStringLiteral("attic"));
    client->open();
    QTRY_COMPARE(journal.lines, lines({"refused attic one-room", "Connecting", "Open", "joined lobby"}));
    client->publish(lobby, "hello");
    QCOMPARE(journal.lines.size(), 4);
    QTRY_COMPARE(journal.lines.mid(4), lines({"Acknowledged", "received lobby hello"}));

    client->leave(QStringLiteral("attic")); // It is in no such room; it stays in the one.
    client->publish(lobby, "still heard");
    QTRY_COMPARE(journal.lines.mid(6), lines({"left attic", "Acknowledged", "received lobby still heard"}));

    journal.lines.clear();
    server.requests.clear();
    client->leave(lobby);
    client->publish(lobby, "unheard");
    QTRY_COMPARE(journal.lines, lines({"left lobby", "Acknowledged"}));
    QTRY_COMPARE(server.requests, lines({"unheard"}));
    QSignalSpy pong(serverSide.get(), &QWebSocket::pong);
    serverSide->ping(); // When it has been answered, the echo before it has been read as well.
    QTRY_VERIFY(!pong.isEmpty());
    QCOMPARE(journal.lines, lines({"left lobby", "Acknowledged"}));
    client->join(QStringLiteral("attic"));
    client->publish(QStringLiteral("attic"), "heard");
    QTRY_COMPARE(journal.lines.mid(2), lines({"joined attic", "Acknowledged", "received attic heard"}));
}

void TestChatClientRooms::hearsAPlainServerWithoutJoining()
{
    ScriptedServer server(false);
    server.greet = [](QWebSocket *link) {
        link->sendTextMessage(QString());
        link->sendBinaryMessage("text in bytes");
        link->sendBinaryMessage("\xFF");
    };
    const auto client = makeClient(server.url(), {}, plainWord);
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(journal.lines,
                 lines({"Connecting", "Open", "received  ", "received  text in bytes", "misunderstood"}));
}

QTEST_GUILESS_MAIN(TestChatClientRooms)
#include "tst_chatclient_rooms.moc"
