// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// How a client loses its link and comes back: servers that refuse, break, say nothing, or throw everybody out.

#include "tests/client/fixture.h"
#include "tests/client/rawserver.h"
#include "tests/client/scriptedserver.h"

#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;
using State = ChatClient::State;

namespace {

const Backoff atOnce{1ms, 1ms};
/// A wait that no test lives to see the end of.
const Backoff never{std::chrono::hours{10}, std::chrono::hours{10}};

} // namespace

class TestChatClientLinks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackAndRejoins_data();
    void comesBackAndRejoins();
    void endsPublishesWithTheLink();
    void endsALeaveWithTheLink();
    void staysAwayWhereItMustNotReturn_data();
    void staysAwayWhereItMustNotReturn();
    void staysAwayWhereItShallNotReturn();
    void obeysTheServersAdvice();
    void countsTriesOnWhereNoLinkLasts();
    void countsAnewAfterALinkThatLasted();
    void givesUpOnAServerThatSaysNothing_data();
    void givesUpOnAServerThatSaysNothing();
    void noticesADeadLink();
    void keepsALinkThatAnswersPings();
    void triesUntilSomebodyListens();
    void doesNotTryWhatIsNoUrl_data();
    void doesNotTryWhatIsNoUrl();
    void aborts();
    void closesWhileItWaits();
    void opensAtOnceWhileItWaits();
    void movesToAnotherServer();
    void movesWhileClosed();
    void refusesAMessageThatIsTooBig();
    void refusesToQueueWithoutBound();
};

void TestChatClientLinks::comesBackAndRejoins_data()
{
    QTest::addColumn<int>("code"); // -1 to go without a close frame.
    for (const int code : {1000, 1001, 1011, 1013, 4002, 4003, 4004})
        QTest::addRow("closed with %d", code) << code;
    QTest::newRow("broken") << -1;
}

void TestChatClientLinks::comesBackAndRejoins()
{
    QFETCH(const int, code);
    ScriptedServer server;
    const auto client = makeClient(server.url(), {.backoff = atOnce});
    Journal journal(*client);
    client->join(lobby);
    client->open();
    QTRY_COMPARE(client->joinedRooms(), QStringList{lobby});
    if (code == -1)
        server.link()->abort();
    else
        server.link()->close(QWebSocketProtocol::CloseCode(code), QStringLiteral("because"));
    QTRY_COMPARE(journal.lines,
                 lines({"Connecting", "Open", "joined lobby", "Waiting", "Connecting", "Open", "joined lobby"}));
    const QString word = code == -1 ? QStringLiteral("without a close frame")
                                    : QString::number(code); // Where Qt knows it; else it guesses.
    QVERIFY2(journal.reasons.value(2).contains(word), qPrintable(journal.reasons.value(2)));
    QCOMPARE(client->instance(), QStringLiteral("a"));
}

void TestChatClientLinks::endsPublishesWithTheLink()
{
    ScriptedServer server;
    server.answer = [](QWebSocket *link, const v1::ClientMessage &message) {
        const auto *publish = std::get_if<v1::Publish>(&message);
        if (publish && publish->data == "2")
            link->abort();
        return publish != nullptr;
    };
    const auto client = makeClient(server.url(), {.backoff = never});
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), State::Open);
    const QString first = client->publish(lobby, "1");
    const QString second = client->publish(lobby, "2");
    QTRY_COMPARE(client->state(), State::Waiting);
    const QString third = client->publish(lobby, "3");
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "Indeterminate link-lost", "Indeterminate link-lost",
                                       "Waiting", "NotSent not-open"}));
    QCOMPARE(journal.ids, QStringList({first, second, third}));
    QCOMPARE(client->instance(), QString());
}

void TestChatClientLinks::endsALeaveWithTheLink()
{
    ScriptedServer server;
    server.answer = [](QWebSocket *link, const v1::ClientMessage &message) {
        const bool isLeave = std::holds_alternative<v1::Leave>(message);
        if (isLeave)
            link->abort();
        return isLeave;
    };
    const auto client = makeClient(server.url(), {.backoff = atOnce});
    Journal journal(*client);
    client->join(lobby);
    client->join(QStringLiteral("attic"));
    client->open();
    QTRY_COMPARE(client->joinedRooms().size(), 2);
    client->leave(lobby);
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "joined attic", "joined lobby", "left lobby", "Waiting",
                                       "Connecting", "Open", "joined attic"}));
}

void TestChatClientLinks::staysAwayWhereItMustNotReturn_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("policy") << 1008;
    QTest::newRow("unauthorised") << 4001;
}

void TestChatClientLinks::staysAwayWhereItMustNotReturn()
{
    QFETCH(const int, code);
    ScriptedServer server;
    server.greet = [&](QWebSocket *link) { link->close(QWebSocketProtocol::CloseCode(code), QStringLiteral("no")); };
    const auto client = makeClient(server.url(), {.backoff = atOnce});
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Closed"}));
    QVERIFY(journal.lastReason().contains(QString::number(code)));
    QVERIFY(journal.lastReason().contains(QStringLiteral("no")));

    server.greet = [](QWebSocket *link) { ScriptedServer::welcome(link); };
    client->open(); // Somebody may have put it right.
    QTRY_COMPARE(client->state(), State::Open);
}

void TestChatClientLinks::staysAwayWhereItShallNotReturn()
{
    ScriptedServer server;
    const auto client = makeClient(server.url(), {.reconnects = false, .backoff = atOnce});
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), State::Open);
    server.link()->abort();
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "Closed"}));
    QVERIFY(!journal.lastReason().isEmpty());
}

void TestChatClientLinks::obeysTheServersAdvice()
{
    ScriptedServer server;
    server.greet = [](QWebSocket *link) {
        link->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("draining, retry in 60000 ms"));
    };
    const auto client = makeClient(server.url(), {.backoff = atOnce});
    client->open();
    QTRY_COMPARE(client->state(), State::Waiting);
    QVERIFY(client->retryIn() > 1s); // Its own delay is a millisecond.
}

void TestChatClientLinks::countsTriesOnWhereNoLinkLasts()
{
    ScriptedServer server;
    server.greet = [](QWebSocket *link) {
        ScriptedServer::welcome(link);
        link->close();
    };
    const auto client = makeClient(server.url(), {.backoff = atOnce, .stableAfter = 1h});
    Journal journal(*client);
    QCOMPARE(client->retryNumber(), 0);
    client->open();
    QTRY_VERIFY(client->retryNumber() >= 4);
    QVERIFY(journal.count(QStringLiteral("Open")) >= 3); // It had got in each time.
}

void TestChatClientLinks::countsAnewAfterALinkThatLasted()
{
    ScriptedServer server;
    const auto client = makeClient(server.url(), {.backoff = atOnce, .stableAfter = 0ms});
    Journal journal(*client);
    client->open();
    for (int links = 1; links <= 3; ++links) {
        QTRY_COMPARE(journal.count(QStringLiteral("Open")), links);
        server.link()->abort();
        QTRY_COMPARE(journal.count(QStringLiteral("Waiting")), links);
        QCOMPARE(client->retryNumber(), 1);
    }
}

void TestChatClientLinks::givesUpOnAServerThatSaysNothing_data()
{
    QTest::addColumn<RawServer::Manner>("manner");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no handshake") << RawServer::Manner::Mute << plainWord << "No answer";
    QTest::newRow("busy") << RawServer::Manner::Busy << plainWord << "503";
    QTest::newRow("not this subprotocol")
        << RawServer::Manner::Upgrades << crosstalkWord << "does not speak crosstalk.v1";
}

void TestChatClientLinks::givesUpOnAServerThatSaysNothing()
{
    QFETCH(const RawServer::Manner, manner);
    QFETCH(const QString, dialect);
    QFETCH(const QString, reason);
    RawServer server(manner);
    const QUrl url = server.url().resolved(QUrl(QStringLiteral("/%252?token=secret")));
    const auto client = makeClient(url, {.connectTimeout = 100ms, .backoff = never}, dialect);
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Waiting"}));
    QVERIFY2(journal.lastReason().contains(reason), qPrintable(journal.lastReason()));
    const QString shown = url.toDisplayString(QUrl::RemoveQuery);
    QVERIFY2(journal.lastReason().contains(shown), qPrintable(journal.lastReason())); // And no secret:
    QVERIFY2(!journal.lastReason().contains(QStringLiteral("secret")), qPrintable(journal.lastReason()));

    ScriptedServer silent;
    silent.greet = [](QWebSocket *) {};
    client->moveTo(silent.url());
    QTRY_COMPARE(journal.lines.mid(2, 2),
                 dialect == crosstalkWord ? lines({"Connecting", "Waiting"}) : lines({"Connecting", "Open"}));
    if (dialect == crosstalkWord)
        QVERIFY2(journal.lastReason().contains(QStringLiteral("No welcome")), qPrintable(journal.lastReason()));
}

void TestChatClientLinks::noticesADeadLink()
{
    RawServer server(RawServer::Manner::Upgrades);
    const auto client = makeClient(server.url(), {.backoff = never, .heartbeat = 50ms}, plainWord);
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "Waiting"}));
    QVERIFY2(journal.lastReason().contains(QStringLiteral("ping")), qPrintable(journal.lastReason()));
    QCOMPARE(server.pings, 1);
}

void TestChatClientLinks::keepsALinkThatAnswersPings()
{
    RawServer server(RawServer::Manner::Pongs);
    const auto client = makeClient(server.url(), {.backoff = never, .heartbeat = 500ms}, plainWord);
    client->open();
    QTRY_VERIFY(server.pings >= 3);
    QCOMPARE(client->state(), State::Open);
}

void TestChatClientLinks::triesUntilSomebodyListens()
{
    ScriptedServer server;
    const quint16 port = server.port();
    const QUrl url = server.url();
    server.stopListening();
    const auto client = makeClient(url, {.backoff = Backoff{20ms, 20ms}});
    client->open();
    QTRY_VERIFY(client->retryNumber() >= 3);
    server.listen(port);
    QTRY_COMPARE(client->state(), State::Open);
}

void TestChatClientLinks::doesNotTryWhatIsNoUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("empty") << "";
    QTest::newRow("http") << "http://127.0.0.1:1/ws";
    QTest::newRow("no host") << "ws:///ws";
    QTest::newRow("words") << "the server";
}

void TestChatClientLinks::doesNotTryWhatIsNoUrl()
{
    QFETCH(const QString, url);
    const auto client = makeClient(QUrl(url));
    Journal journal(*client);
    client->open();
    QCOMPARE(journal.lines, lines({"Connecting", "Closed"}));
    QVERIFY(journal.lastReason().contains(QStringLiteral("ws://")));
}

void TestChatClientLinks::aborts()
{
    ScriptedServer server;
    const auto client = makeClient(server.url(), {.backoff = atOnce});
    Journal journal(*client);
    client->abort();
    client->join(lobby);
    client->open();
    QTRY_COMPARE(client->joinedRooms(), QStringList{lobby});
    server.answer = [](QWebSocket *, const v1::ClientMessage &message) {
        return std::holds_alternative<v1::Publish>(message);
    };
    client->publish(lobby, "1");
    client->abort();
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "joined lobby", "Indeterminate link-lost", "Waiting",
                                       "Connecting", "Open", "joined lobby"}));
    QTRY_COMPARE(server.closeCodes, QList<int>{-1});
}

void TestChatClientLinks::closesWhileItWaits()
{
    ScriptedServer server;
    const auto client = makeClient(server.url(), {.backoff = never});
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), State::Open);
    client->abort();
    QVERIFY(client->retryIn() > 1h);
    client->close();
    QCOMPARE(journal.lines, lines({"Connecting", "Open", "Waiting", "Closed"}));
    QCOMPARE(client->retryIn(), 0ms);
}

void TestChatClientLinks::opensAtOnceWhileItWaits()
{
    ScriptedServer server;
    const auto client = makeClient(server.url(), {.backoff = never});
    client->open();
    QTRY_COMPARE(client->state(), State::Open);
    client->abort();
    QCOMPARE(client->state(), State::Waiting);
    client->open();
    QTRY_COMPARE(client->state(), State::Open);
}

void TestChatClientLinks::movesToAnotherServer()
{
    ScriptedServer one;
    one.answer = [](QWebSocket *, const v1::ClientMessage &message) {
        return std::holds_alternative<v1::Publish>(message);
    };
    ScriptedServer other;
    const auto client = makeClient(one.url(), {.backoff = never});
    Journal journal(*client);
    client->join(lobby);
    client->open();
    QTRY_COMPARE(client->joinedRooms(), QStringList{lobby});
    client->publish(lobby, "1");
    client->moveTo(other.url());
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "joined lobby", "Indeterminate link-lost", "Connecting",
                                       "Open", "joined lobby"}));
    QCOMPARE(journal.reasons, QStringList({{}, {}, {}, {}}));
    QTRY_COMPARE(one.closeCodes, QList<int>{1000});
    QCOMPARE(one.requests, lines({"join lobby", "publish lobby"})); // What was sent before got there.
    QCOMPARE(other.requests, lines({"join lobby"}));
    QCOMPARE(client->retryNumber(), 0);
}

void TestChatClientLinks::movesWhileClosed()
{
    ScriptedServer server;
    const auto client = makeClient(QUrl(), {.backoff = never});
    Journal journal(*client);
    client->moveTo(server.url());
    QCOMPARE(client->state(), State::Closed);
    client->open();
    QTRY_COMPARE(client->state(), State::Open);
}

void TestChatClientLinks::refusesAMessageThatIsTooBig()
{
    ScriptedServer server;
    const auto client = makeClient(server.url(), {.backoff = never, .maxMessageBytes = 1000});
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), State::Open);
    server.link()->sendTextMessage(QString(1001, QLatin1Char('x')));
    QTRY_COMPARE(journal.lines, lines({"Connecting", "Open", "Waiting"}));
    QVERIFY2(journal.lastReason().contains(QStringLiteral("1009")), qPrintable(journal.lastReason()));
    QTRY_COMPARE(server.closeCodes, QList<int>{1009});
}

void TestChatClientLinks::refusesToQueueWithoutBound()
{
    RawServer server(RawServer::Manner::Clogged);
    const auto client = makeClient(server.url(), {.backoff = never}, plainWord);
    Journal journal(*client);
    client->open();
    QTRY_COMPARE(client->state(), State::Open);
    const QByteArray message(1024 * 1024, 'x');
    const QString refused = QStringLiteral("NotSent congested");
    for (int mebibytes = 0; mebibytes < 64 && !journal.lines.contains(refused); ++mebibytes) {
        const int ended = journal.ids.size();
        client->publish(lobby, message);
        QTRY_COMPARE(journal.ids.size(), ended + 1);
    }
    QVERIFY(journal.count(QStringLiteral("Acknowledged")) > 16);
    QCOMPARE(journal.count(refused), 1);
    QCOMPARE(client->state(), State::Open);
}

QTEST_GUILESS_MAIN(TestChatClientLinks)
#include "tst_chatclient_links.moc"
