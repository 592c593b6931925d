// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/instance.h"

#include "server/memorybroker.h"
#include "tests/support/rawclient.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>

using namespace crosstalk;
using namespace crosstalk::server;
using test::RawClient;
using namespace std::chrono_literals;

namespace {

/// An instance with real sockets on a broker that is not one.
struct Served
{
    explicit Served(std::shared_ptr<MemoryBroker::Bus> bus = std::make_shared<MemoryBroker::Bus>(),
                    Settings settings = {})
    {
        settings.port = 0;
        auto owned = std::make_unique<MemoryBroker>(std::move(bus));
        broker = owned.get();
        instance = std::make_unique<Instance>(std::move(settings), std::move(owned));
        const auto started = instance->start();
        if (!started)
            qFatal("%s", qPrintable(started.error().what));
        if (!QTest::qWaitFor([this] { return broker->isReady() && broker->isSubscribed("chat_channel"); }))
            qFatal("not ready");
    }
    QUrl url(const char *query = "") const { return QUrl(instance->url() + QString::fromLatin1(query)); }

    MemoryBroker *broker;
    std::unique_ptr<Instance> instance;
};

Settings named(const char *name)
{
    Settings settings;
    settings.name = QString::fromLatin1(name);
    return settings;
}

/// Opens @p client and waits until it is in.
bool open(RawClient &client, const QUrl &url, const QByteArray &subprotocol = {})
{
    client.open(url, subprotocol);
    return QTest::qWaitFor([&client] { return client.isUpgraded(); });
}

/// Takes the welcome, asks to join @p room and waits for the answer.
bool join(RawClient &client, const QByteArray &room)
{
    if (!QTest::qWaitFor([&client] { return !client.texts().isEmpty(); }))
        return false;
    const auto before = client.texts().size();
    client.sendText("{\"op\":\"join\",\"room\":\"" + room + "\"}");
    return QTest::qWaitFor([&] { return client.texts().size() > before; }) &&
           client.texts().last() == "{\"op\":\"joined\",\"room\":\"" + room + "\"}";
}

QByteArray publish(const QByteArray &id, const QByteArray &room = "lobby")
{
    return "{\"op\":\"publish\",\"room\":\"" + room + "\",\"id\":\"" + id + "\",\"data\":0}";
}

/// How many texts of @p client have this op.
qsizetype count(const RawClient &client, const QByteArray &op)
{
    return std::count_if(client.texts().begin(), client.texts().end(),
                         [&op](const QByteArray &text) { return text.startsWith("{\"op\":\"" + op + '"'); });
}

} // namespace

class InstanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainClientsOfAllInstancesHearEachOther()
    {
        const auto bus = std::make_shared<MemoryBroker::Bus>();
        Served a(bus, named("a"));
        Served b(bus, named("b"));
        RawClient alice;
        RawClient bob;
        QVERIFY(open(alice, a.url()));
        QVERIFY(open(bob, b.url()));
        alice.sendText("hi");
        bob.sendText("");
        QTRY_COMPARE(alice.texts(), (QByteArrayList{"hi", ""}));
        QTRY_COMPARE(bob.texts(), (QByteArrayList{"hi", ""}));
    }

    void roomsReachTheirMembersAndNobodyElse()
    {
        const auto bus = std::make_shared<MemoryBroker::Bus>();
        Served a(bus, named("a"));
        Served b(bus, named("b"));
        RawClient alice;
        RawClient bob;
        RawClient carol;
        RawClient plain;
        QVERIFY(open(alice, a.url("?user=alice"), v1::subprotocol));
        QVERIFY(open(bob, b.url("?user=bob"), v1::subprotocol));
        QVERIFY(open(carol, b.url("?user=carol"), v1::subprotocol));
        QVERIFY(open(plain, b.url()));
        QVERIFY(alice.response().contains("Sec-WebSocket-Protocol: crosstalk.v1\r\n"));
        QTRY_VERIFY(alice.texts().value(0).startsWith("{\"op\":\"welcome\",\"instance\":\"a\",\"session\":\""));
        QVERIFY(alice.texts()[0].contains("\"user\":\"alice\",\"limits\":{\"messageBytes\":1048576,"));
        QVERIFY(join(alice, "lobby"));
        QVERIFY(join(bob, "lobby"));
        QVERIFY(join(carol, "kitchen"));

        alice.sendText("{\"op\":\"publish\",\"room\":\"lobby\",\"id\":\"7\",\"data\":{\"n\":12345678901234567890.10,"
                       "\"s\":\"\\u00e9\"}}");
        QTRY_COMPARE(alice.texts().size(), 4);
        QTRY_COMPARE(bob.texts().size(), 3);
        const QByteArray message = bob.texts().last();
        QVERIFY2(message.startsWith(
                     "{\"op\":\"message\",\"room\":\"lobby\",\"id\":\"7\",\"from\":\"alice\",\"via\":\"a\",\"at\":"),
                 message.constData());
        QVERIFY2(message.endsWith(",\"data\":{\"n\":12345678901234567890.10,\"s\":\"\\u00e9\"}}"), message.constData());
        QVERIFY(alice.texts().contains(message));
        QVERIFY(alice.texts().contains("{\"op\":\"ack\",\"id\":\"7\"}"));

        carol.sendText(publish("1", "kitchen"));
        QTRY_COMPARE(carol.texts().size(), 4);
        QCOMPARE(bob.texts().size(), 3);
        QCOMPARE(plain.texts().size(), 0);
    }

    void subscribesToARoomOnlyWhileSomebodyIsIn()
    {
        Served a;
        const QByteArray channel = "crosstalk:{lobby}";
        RawClient alice;
        RawClient bob;
        QVERIFY(open(alice, a.url(), v1::subprotocol));
        QVERIFY(open(bob, a.url(), v1::subprotocol));
        QVERIFY(!a.broker->isSubscribed(channel));
        QVERIFY(join(alice, "lobby"));
        QVERIFY(join(bob, "lobby"));
        QVERIFY(join(bob, "lobby")); // Again: answered, and he is in once.
        QVERIFY(a.broker->isSubscribed(channel));
        alice.sendText("{\"op\":\"leave\",\"room\":\"lobby\"}");
        QTRY_COMPARE(alice.texts().last(), "{\"op\":\"left\",\"room\":\"lobby\"}");
        QVERIFY(a.broker->isSubscribed(channel));
        alice.sendText(publish("1"));
        QTRY_COMPARE(alice.texts().last(), "{\"op\":\"ack\",\"id\":\"1\"}");
        QTRY_COMPARE(bob.texts().size(), 4);
        bob.disconnectFromServer();
        QTRY_VERIFY(!a.broker->isSubscribed(channel));
    }

    void whatIsWrongIsAnsweredAndTheConnectionStays()
    {
        Settings settings;
        settings.maxRooms = 1;
        Served a(std::make_shared<MemoryBroker::Bus>(), settings);
        RawClient alice;
        QVERIFY(open(alice, a.url(), v1::subprotocol));
        QVERIFY(join(alice, "lobby"));
        const auto answerTo = [&alice](const QByteArray &text) {
            const auto before = alice.texts().size();
            alice.sendText(text);
            return QTest::qWaitFor([&] { return alice.texts().size() > before; }) ? alice.texts().last() : QByteArray();
        };
        QVERIFY(answerTo("nonsense").startsWith("{\"op\":\"error\",\"code\":\"malformed\","));
        QVERIFY(answerTo("{\"op\":\"dance\"}").startsWith("{\"op\":\"error\",\"code\":\"unknown-op\","));
        QVERIFY(answerTo("{\"op\":\"join\"}").startsWith("{\"op\":\"error\",\"code\":\"bad-request\","));
        const QByteArray tooMany = answerTo("{\"op\":\"join\",\"room\":\"kitchen\"}");
        QVERIFY(tooMany.startsWith("{\"op\":\"error\",\"code\":\"too-many-rooms\",") &&
                tooMany.contains("\"room\":\"kitchen\""));
        QCOMPARE(answerTo("{\"op\":\"leave\",\"room\":\"nowhere\"}"), "{\"op\":\"left\",\"room\":\"nowhere\"}");
        QCOMPARE(answerTo("{\"op\":\"ping\",\"t\":[1, 2]}"), "{\"op\":\"pong\",\"t\":[1, 2]}");
        QVERIFY(!alice.isDisconnected());
    }

    void saysWhenTheBrokerIsGone()
    {
        Served a;
        RawClient alice;
        QVERIFY(open(alice, a.url(), v1::subprotocol));
        QVERIFY(join(alice, "lobby"));
        a.broker->setReady(false);
        alice.sendText(publish("1"));
        QTRY_VERIFY(alice.texts().last().startsWith("{\"op\":\"error\",\"code\":\"broker-unavailable\","));
        QVERIFY(alice.texts().last().contains("\"id\":\"1\"") && alice.texts().last().contains("\"retryAfterMs\":"));
        alice.sendText("{\"op\":\"join\",\"room\":\"kitchen\"}");
        QTRY_VERIFY(alice.texts().last().contains("\"room\":\"kitchen\""));
        QVERIFY(alice.texts().last().startsWith("{\"op\":\"error\",\"code\":\"broker-unavailable\","));
        a.broker->setReady(true);
        QTRY_VERIFY(a.broker->isSubscribed("crosstalk:{lobby}"));
        alice.sendText(publish("2")); // Still a member.
        QTRY_VERIFY(alice.texts().contains("{\"op\":\"ack\",\"id\":\"2\"}"));
        QTRY_COMPARE(count(alice, "message"), 1);
        QVERIFY(join(alice, "kitchen"));
    }

    void answersBadRequestsInHttp_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("wrong path") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray("HTTP/1.1 404 ");
        QTest::newRow("no upgrade") << QByteArray("GET /ws HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray("HTTP/1.1 426 ");
        QTest::newRow("garbage") << QByteArray("\x01\x02\x03\r\n\r\n") << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("endless header") << QByteArray("GET /ws HTTP/1.1\r\nX: ") + QByteArray(100'000, 'x')
                                        << QByteArray("HTTP/1.1 431 ");
    }
    void answersBadRequestsInHttp()
    {
        Served a;
        RawClient client;
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, answer);
        client.openWith(a.url(), request);
        QTRY_VERIFY2(client.response().startsWith(answer), client.response().constData());
        QTRY_VERIFY(client.isDisconnected());
    }

    void refusesClientsUntilItsBrokerIsThere()
    {
        Settings settings;
        settings.port = 0;
        const auto bus = std::make_shared<MemoryBroker::Bus>();
        bus->isUp = false;
        auto owned = std::make_unique<MemoryBroker>(bus);
        MemoryBroker *broker = owned.get();
        Instance instance(settings, std::move(owned));
        QSignalSpy ready(&instance, &Instance::ready);
        QVERIFY(instance.start());
        RawClient early;
        early.open(QUrl(instance.url()));
        QTRY_VERIFY(early.response().startsWith("HTTP/1.1 503 "));
        QVERIFY(early.response().contains("Retry-After: "));
        QCOMPARE(ready.size(), 0);

        broker->setReady(true);
        QCOMPARE(ready.size(), 1);
        RawClient client;
        QVERIFY(open(client, QUrl(instance.url())));
        broker->setReady(false);
        broker->setReady(true);
        QCOMPARE(ready.size(), 1); // Once is for ever.
    }

    void answersWithUnavailableAtCapacity()
    {
        Settings settings;
        settings.maxConnections = 2;
        Served a(std::make_shared<MemoryBroker::Bus>(), settings);
        RawClient first;
        RawClient second;
        RawClient third;
        QVERIFY(open(first, a.url()));
        QVERIFY(open(second, a.url()));
        third.open(a.url());
        QTRY_VERIFY(third.response().startsWith("HTTP/1.1 503 "));
        first.sendClose(ws::CloseCode::Normal);
        QTRY_VERIFY(first.isDisconnected());
        RawClient fourth;
        QVERIFY(open(fourth, a.url()));
    }

    void aCrowdAtTheDoorDoesNotExceedCapacity()
    {
        Settings settings;
        settings.maxConnections = 2;
        Served a(std::make_shared<MemoryBroker::Bus>(), settings);
        std::array<RawClient, 6> crowd;
        for (RawClient &client : crowd)
            client.open(a.url());
        int in = 0;
        for (RawClient &client : crowd) {
            QTRY_VERIFY(!client.response().isEmpty());
            if (!client.isUpgraded()) {
                QVERIFY(client.response().startsWith("HTTP/1.1 503 "));
                continue;
            }
            client.sendText("hi");
            QTRY_VERIFY(client.closeCode() != 0 || !client.texts().isEmpty());
            if (client.closeCode() != 0)
                QCOMPARE(client.closeCode(), 1013);
            else
                ++in;
        }
        QCOMPARE(in, 2);
    }

    void givesUpOnSlowHandshakes()
    {
        Settings settings;
        settings.handshakeTimeout = 100ms;
        Served a(std::make_shared<MemoryBroker::Bus>(), settings);
        RawClient silent;
        RawClient slow;
        silent.openWith(a.url(), "");
        slow.openWith(a.url(), "GET /ws HTTP/1.1\r\n");
        QTRY_COMPARE(silent.socket().state(), QAbstractSocket::ConnectedState);
        QTRY_VERIFY(silent.isDisconnected());
        QTRY_VERIFY(slow.response().startsWith("HTTP/1.1 408 "));
    }

    void takesFramesThatComeWithTheHandshake()
    {
        Served a;
        RawClient client;
        client.openWith(a.url(), test::upgradeRequest(a.url()) +
                                     ws::encodeFrame(ws::Opcode::Text, "early", ws::MaskKey{1, 2, 3, 4}));
        QTRY_COMPARE(client.texts(), QByteArrayList{"early"});
    }

    void aHandshakeInPiecesIsAsGood()
    {
        Served a;
        RawClient client;
        const QByteArray request = test::upgradeRequest(a.url());
        client.openWith(a.url(), request.first(1));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::ConnectedState);
        for (qsizetype i = 1; i < request.size(); ++i) {
            client.write(request.sliced(i, 1));
            client.socket().flush();
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY(client.isUpgraded());
        client.sendText("hi");
        QTRY_COMPARE(client.texts(), QByteArrayList{"hi"});
    }

    void ignoresSubprotocolsItDoesNotSpeak()
    {
        Served a;
        RawClient client;
        QVERIFY(open(client, a.url(), "mqtt, chat"));
        QVERIFY(!client.response().contains("Sec-WebSocket-Protocol"));
        client.sendText("plain");
        QTRY_COMPARE(client.texts(), QByteArrayList{"plain"});
    }

    void closesBinaryMessagesOfEitherProtocol()
    {
        Served a;
        for (const char *subprotocol : {"", v1::subprotocol}) {
            RawClient client;
            QVERIFY(open(client, a.url(), subprotocol));
            client.sendFrame(ws::Opcode::Binary, "x");
            QTRY_COMPARE(client.closeCode(), 1003);
        }
    }

    void foreignMessagesThatNoClientCanTakeAreKeptFromAll()
    {
        const auto bus = std::make_shared<MemoryBroker::Bus>();
        Served a(bus);
        MemoryBroker foreigner(bus);
        foreigner.setReady(true);
        RawClient client;
        QVERIFY(open(client, a.url()));
        QTest::ignoreMessage(QtWarningMsg, "A message of 2 bytes on chat_channel is not UTF-8: not delivered");
        foreigner.publish("chat_channel", "\xff\xfe", [](const Result<void> &) {});
        const QByteArray huge(2 * 1024 * 1024 + 1, 'x');
        QTest::ignoreMessage(QtWarningMsg, "A message of 2097153 bytes on chat_channel is too large: not delivered");
        foreigner.publish("chat_channel", huge, [](const Result<void> &) {});
        foreigner.publish("chat_channel", "fine", [](const Result<void> &) {});
        QTRY_COMPARE(client.texts(), QByteArrayList{"fine"});
    }

    void cutsOffASlowReaderAndNobodyElse()
    {
        Settings settings;
        settings.connection.maxMessageBytes = 64 * 1024;
        settings.connection.maxQueueBytes = 1024 * 1024;
        Served a(std::make_shared<MemoryBroker::Bus>(), settings);
        RawClient slow;
        RawClient talker;
        RawClient reader;
        QVERIFY(open(slow, a.url()));
        QVERIFY(open(talker, a.url()));
        QVERIFY(open(reader, a.url()));
        slow.setReading(false);
        const QByteArray payload(60'000, 'x');
        int sent = 0;
        while (sent < 300) { // 18 MB: more than the kernel's buffers and its queue hold.
            for (int i = 0; i < 5; ++i, ++sent)
                talker.sendText(payload);
            QTRY_COMPARE(reader.texts().size(), sent);
        }
        slow.setReading(true);
        QTRY_COMPARE(slow.closeCode(), 4002);
        QVERIFY(slow.texts().size() < sent);
        QCOMPARE(slow.violation(), QByteArray());
        talker.sendText("last");
        QTRY_COMPARE(reader.texts().last(), "last");
        QTRY_COMPARE(talker.texts().size(), sent + 1);
    }

    void drainDeliversWhatItHasTakenAndSaysGoodbye()
    {
        const auto bus = std::make_shared<MemoryBroker::Bus>();
        Served a(bus, named("a"));
        Served b(bus, named("b"));
        RawClient leaving;
        RawClient staying;
        QVERIFY(open(leaving, a.url(), v1::subprotocol));
        QVERIFY(open(staying, b.url(), v1::subprotocol));
        QVERIFY(join(leaving, "lobby"));
        QVERIFY(join(staying, "lobby"));
        QSignalSpy drained(a.instance.get(), &Instance::drained);
        for (int i = 0; i < 100; ++i)
            leaving.sendText(publish(QByteArray::number(i)));
        QTRY_VERIFY(staying.texts().size() > 2);
        a.instance->drain();
        a.instance->drain();
        QTRY_COMPARE(leaving.closeCode(), 1001);
        const QByteArray reason = leaving.closed()->reason;
        QVERIFY2(reason.startsWith("draining; retry in ") && reason.endsWith(" ms"), reason.constData());
        leaving.sendClose(ws::CloseCode::GoingAway);
        QTRY_COMPARE(drained.size(), 1);
        // Each that was acknowledged has been delivered, to those who stay and to the one who leaves.
        QVERIFY(count(leaving, "ack") > 0);
        QTRY_COMPARE(count(staying, "message"), count(leaving, "ack"));
        QCOMPARE(count(leaving, "message"), count(leaving, "ack"));
        RawClient late;
        late.open(a.url());
        QTRY_VERIFY(late.isDisconnected());
        QVERIFY(!late.isUpgraded());
    }

    void drainWaitsForNobodyLongerThanItsTimeout()
    {
        Settings settings;
        settings.drainTimeout = 200ms;
        Served a(std::make_shared<MemoryBroker::Bus>(), settings);
        RawClient client;
        QVERIFY(open(client, a.url()));
        QSignalSpy drained(a.instance.get(), &Instance::drained);
        QTest::ignoreMessage(QtWarningMsg, "1 clients did not take their leave in time");
        a.instance->drain();
        QTRY_COMPARE(drained.size(), 1);
        QCOMPARE(client.closeCode(), 1001);
    }

    void aPortInUseIsAnError()
    {
        Served a;
        Settings settings;
        settings.port = static_cast<quint16>(a.url().port());
        Instance second(settings, std::make_unique<MemoryBroker>(std::make_shared<MemoryBroker::Bus>()));
        const auto started = second.start();
        QVERIFY(!started);
        QVERIFY(started.error().what.contains(QString::number(settings.port)));
        QVERIFY(!started.error().hint.isEmpty());
    }
};

QTEST_GUILESS_MAIN(InstanceTest)
#include "tst_instance.moc"
