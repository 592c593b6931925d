// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/connection.h"

#include "server/poller.h"

#include <QTest>

#include <memory>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace crosstalk;
using namespace crosstalk::server;
using namespace std::chrono_literals;

namespace {

constexpr ws::MaskKey mask{1, 2, 3, 4};

/// A connection on one end of a socket pair; the test is the client at the other.
struct Fixture : Connection::Handler
{
    explicit Fixture(const ConnectionLimits &limits_ = {})
        : limits(limits_)
    {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
            qFatal("socketpair");
        client = ends[0];
        connection = std::make_unique<Connection>(ends[1], limits, poller, *this, start);
    }
    ~Fixture() override { ::close(client); }

    void onMessage(ws::Message message) override
    {
        messages << message.payload;
        if (echoes)
            connection->sendText(message.payload);
    }
    void onClosed() override { ++closedCalls; }

    void clientSends(const QByteArray &bytes)
    {
        QCOMPARE(::write(client, bytes.constData(), bytes.size()), bytes.size());
    }
    void clientSends(ws::Opcode opcode, QByteArrayView payload) { clientSends(ws::encodeFrame(opcode, payload, mask)); }
    /// All that the client has read so far, as events.
    const QList<ws::Event> &clientReads()
    {
        char buffer[65536];
        for (ssize_t count; (count = ::read(client, buffer, sizeof buffer)) > 0;) {
            QByteArrayView bytes(buffer, count);
            while (auto event = reader.next(bytes))
                events << *event;
        }
        return events;
    }
    /// The code of the Close frame the client has read; 0 where there was none.
    int closeCode()
    {
        for (const ws::Event &event : clientReads()) {
            if (const auto *close = std::get_if<ws::Close>(&event))
                return static_cast<int>(close->code);
        }
        return 0;
    }
    bool clientIsAtEnd()
    {
        char byte;
        return ::recv(client, &byte, 1, MSG_PEEK) == 0;
    }

    ConnectionLimits limits;
    Poller poller;
    Connection::TimePoint start = std::chrono::steady_clock::now();
    std::unique_ptr<Connection> connection;
    ws::FrameReader reader{ws::Role::Client, 64 * 1024 * 1024};
    QList<ws::Event> events;
    int client = -1;
    QByteArrayList messages;
    bool echoes = false;
    int closedCalls = 0;
};

} // namespace

class ConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOverMessagesAndSendsFrames()
    {
        Fixture f;
        f.echoes = true;
        f.clientSends(ws::Opcode::Text, "hello");
        QTRY_COMPARE(f.messages, QByteArrayList{"hello"});
        const auto &events = f.clientReads();
        QCOMPARE(events.size(), 1);
        QCOMPARE(std::get<ws::Message>(events[0]).payload, "hello");
    }

    void writesWhatATurnQueuedInOrder()
    {
        Fixture f;
        for (int i = 0; i < 500; ++i)
            f.connection->sendText(QByteArray::number(i));
        QVERIFY(f.clientReads().isEmpty());
        f.poller.flush();
        const auto &events = f.clientReads();
        QCOMPARE(events.size(), 500);
        for (int i = 0; i < 500; ++i)
            QCOMPARE(std::get<ws::Message>(events[i]).payload, QByteArray::number(i));
    }

    void answersPings()
    {
        Fixture f;
        f.clientSends(ws::Opcode::Ping, "are you there");
        QTRY_COMPARE(f.clientReads().size(), 1);
        QCOMPARE(std::get<ws::Pong>(f.events[0]).payload, "are you there");
    }

    void endsTheClosingHandshakeOfItsPeer()
    {
        Fixture f;
        f.clientSends(ws::encodeClose(ws::CloseCode::Normal, "bye", mask));
        QTRY_COMPARE(f.closedCalls, 1);
        QCOMPARE(f.closeCode(), 1000);
        QVERIFY(f.clientIsAtEnd());
        QVERIFY(!f.connection->isOpen());
    }

    void closesWithAHandshakeOfItsOwn()
    {
        Fixture f;
        f.connection->sendText("last words");
        f.connection->close(ws::CloseCode::GoingAway, "draining");
        f.connection->sendText("too late");
        f.poller.flush();
        const auto &events = f.clientReads();
        QCOMPARE(events.size(), 2);
        QCOMPARE(f.closeCode(), 1001);
        QCOMPARE(f.closedCalls, 0);
        f.clientSends(ws::Opcode::Text, "after the close");
        f.clientSends(ws::encodeClose(ws::CloseCode::GoingAway, {}, mask));
        QTRY_COMPARE(f.closedCalls, 1);
        QVERIFY(f.messages.isEmpty());
    }

    void doesNotWaitForeverForTheOtherHalf()
    {
        Fixture f;
        f.connection->close(ws::CloseCode::GoingAway, "draining");
        f.poller.flush();
        f.connection->tick(f.start + f.limits.closeTimeout - 1s);
        QCOMPARE(f.closedCalls, 0);
        f.connection->tick(f.start + f.limits.closeTimeout + 1s);
        QCOMPARE(f.closedCalls, 1);
    }

    void noticesWhenThePeerIsGone()
    {
        Fixture f;
        ::shutdown(f.client, SHUT_RDWR);
        QTRY_COMPARE(f.closedCalls, 1);
    }

    void closesOnAViolation_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::newRow("unmasked") << ws::encodeFrame(ws::Opcode::Text, "x") << 1002;
        QTest::newRow("not UTF-8") << ws::encodeFrame(ws::Opcode::Text, "\xff", mask) << 1007;
        QTest::newRow("too big") << ws::encodeFrame(ws::Opcode::Text, QByteArray(5000, 'x'), mask) << 1009;
    }
    void closesOnAViolation()
    {
        QFETCH(QByteArray, bytes);
        ConnectionLimits limits;
        limits.maxMessageBytes = 4096;
        Fixture f(limits);
        f.clientSends(bytes);
        QTRY_VERIFY(f.closeCode() != 0);
        QTEST(f.closeCode(), "code");
        QVERIFY(f.clientIsAtEnd());
        QCOMPARE(f.closedCalls, 0); // It waits for the peer's end, so that the Close frame is not lost …
        ::shutdown(f.client, SHUT_WR);
        QTRY_COMPARE(f.closedCalls, 1);
        QVERIFY(f.messages.isEmpty());
    }

    void cutsOffASlowReaderWithoutBreakingAFrame()
    {
        ConnectionLimits limits;
        limits.maxQueueBytes = 2 * 1024 * 1024;
        Fixture f(limits);
        const QByteArray payload(100'000, 'x');
        int sent = 0;
        while (f.connection->isOpen() && sent < 1000) {
            f.connection->sendText(payload);
            f.poller.flush();
            ++sent;
        }
        QVERIFY(!f.connection->isOpen());
        QTRY_COMPARE(f.closeCode(), 4002);
        QVERIFY(f.events.size() < sent);
        for (const ws::Event &event : f.events.first(f.events.size() - 1))
            QCOMPARE(std::get<ws::Message>(event).payload.size(), payload.size());
    }

    void finishesABigQueueWhenTheReaderComesBack()
    {
        Fixture f;
        const QByteArray payload(100'000, 'x');
        for (int i = 0; i < 30; ++i)
            f.connection->sendText(payload);
        f.poller.flush();
        QTRY_COMPARE(f.clientReads().size(), 30);
        QVERIFY(f.connection->isOpen());
    }

    void pingsAndBelievesPongs()
    {
        Fixture f;
        f.connection->tick(f.start + f.limits.pingInterval - 1s);
        f.poller.flush();
        QVERIFY(f.clientReads().isEmpty());
        const auto first = f.start + f.limits.pingInterval;
        f.connection->tick(first);
        f.poller.flush();
        QVERIFY(std::holds_alternative<ws::Ping>(f.clientReads().value(0)));
        f.clientSends(ws::Opcode::Pong, {});
        f.clientSends(ws::Opcode::Text, "marker");
        QTRY_COMPARE(f.messages.size(), 1);
        f.connection->tick(first + f.limits.pongTimeout + 1s);
        QVERIFY(f.connection->isOpen());
        QCOMPARE(f.closedCalls, 0);
        f.connection->tick(first + f.limits.pingInterval);
        f.poller.flush();
        QCOMPARE(f.clientReads().size(), 2);
        QVERIFY(std::holds_alternative<ws::Ping>(f.events[1]));
    }

    void leavesWhoIsSilent()
    {
        Fixture f;
        const auto ping = f.start + f.limits.pingInterval;
        f.connection->tick(ping);
        f.connection->tick(ping + f.limits.pongTimeout);
        QCOMPARE(f.closedCalls, 0);
        f.connection->tick(ping + f.limits.pongTimeout + 1s);
        QCOMPARE(f.closedCalls, 1);
        QCOMPARE(f.closeCode(), 4004);
    }

    void isPatientWithALongFrame()
    {
        Fixture f;
        const auto ping = f.start + f.limits.pingInterval;
        f.connection->tick(ping);
        const QByteArray frame = ws::encodeFrame(ws::Opcode::Text, QByteArray(100, 'x'), mask);
        f.connection->receive(QByteArrayView(frame).first(50));
        f.connection->tick(ping + f.limits.pongTimeout + 1s);
        QCOMPARE(f.closedCalls, 0);
        f.connection->tick(ping + 2 * f.limits.pongTimeout + 2s); // Nothing came in between.
        QCOMPARE(f.closedCalls, 1);
    }

    void endsFlooding()
    {
        ConnectionLimits limits;
        limits.messagesPerSecond = 10;
        Fixture f(limits);
        for (int i = 0; i < 40; ++i)
            f.clientSends(ws::Opcode::Text, "x");
        QTRY_COMPARE(f.closeCode(), 4003);
        QVERIFY(f.messages.size() >= 20 && f.messages.size() < 40);
    }

    void readsNobodyOnHold()
    {
        Fixture f;
        f.poller.hold(Poller::Hold::BrokerBehind);
        f.clientSends(ws::Opcode::Text, "waits");
        Fixture marker; // Has a poller of its own, which shows that the event loop has turned.
        marker.clientSends(ws::Opcode::Text, "x");
        QTRY_COMPARE(marker.messages.size(), 1);
        QCoreApplication::processEvents();
        QVERIFY(f.messages.isEmpty());
        f.connection->sendText("still written to");
        f.poller.flush();
        QCOMPARE(f.clientReads().size(), 1);
        f.poller.hold(Poller::Hold::Draining);
        f.poller.release(Poller::Hold::BrokerBehind);
        QCoreApplication::processEvents();
        QVERIFY(f.messages.isEmpty());
        f.poller.release(Poller::Hold::Draining);
        QTRY_COMPARE(f.messages, QByteArrayList{"waits"});
    }

    void anIdleClientIsSmall() { QVERIFY2(sizeof(Connection) <= 320, qPrintable(QString::number(sizeof(Connection)))); }
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "tst_connection.moc"
