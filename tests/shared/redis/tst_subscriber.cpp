// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/redis/subscriber.h"

#include "tests/support/redisserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;
using namespace crosstalk::redis;
using test::RedisServer;

namespace {

/// Keeps what a subscriber receives, as "channel payload".
class Listening
{
public:
    explicit Listening(RedisServer &server)
        : subscriber(server.url())
    {
        QObject::connect(&subscriber, &Subscriber::received, &subscriber,
                         [this](QByteArrayView channel, QByteArrayView payload) {
                             received << channel.toByteArray() + ' ' + payload.toByteArray();
                         });
        subscriber.open();
    }
    bool isComplete() const { return subscriber.isComplete(); }

    QByteArrayList received;
    Subscriber subscriber;
};

} // namespace

class SubscriberTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void receivesWhatItIsSubscribedTo()
    {
        RedisServer server;
        Listening a(server);
        a.subscriber.subscribe("one");
        QTRY_VERIFY(a.subscriber.isSubscribed("one"));
        a.subscriber.subscribe("two");
        QTRY_VERIFY(a.subscriber.isSubscribed("two"));
        QVERIFY(server.run({"PUBLISH", "one", QByteArray("a\0b", 3)}));
        QVERIFY(server.run({"PUBLISH", "two", ""}));
        QVERIFY(server.run({"PUBLISH", "three", "nobody's"}));
        QTRY_COMPARE(a.received, (QByteArrayList{QByteArray("one a\0b", 7), "two "}));
        a.subscriber.unsubscribe("one");
        QTRY_COMPARE(server.subscribers("one"), 0);
    }

    void changesItsMindInTime()
    {
        RedisServer server;
        Listening a(server);
        a.subscriber.subscribe("stays");
        QTRY_VERIFY(a.isComplete());
        QSignalSpy subscribed(&a.subscriber, &Subscriber::subscribed);
        a.subscriber.subscribe("x");
        a.subscriber.unsubscribe("x");
        a.subscriber.subscribe("y");
        QTRY_VERIFY(a.subscriber.isSubscribed("y"));
        QTRY_COMPARE(server.subscribers("x"), 0);
        a.subscriber.unsubscribe("y");
        a.subscriber.subscribe("y");
        a.subscriber.unsubscribe("y");
        a.subscriber.subscribe("y");
        QTRY_VERIFY(a.subscriber.isSubscribed("y"));
        QVERIFY(server.run({"PUBLISH", "y", "once"}));
        QTRY_COMPARE(a.received, QByteArrayList{"y once"});
        QVERIFY(a.isComplete());
    }

    void keepsTheLastChannelQuietly()
    {
        RedisServer server;
        Listening a(server);
        a.subscriber.subscribe("only");
        QTRY_VERIFY(a.subscriber.isSubscribed("only"));
        a.subscriber.unsubscribe("only");
        QVERIFY(!a.subscriber.isSubscribed("only"));
        QVERIFY(server.run({"PUBLISH", "only", "unheard"}));
        a.subscriber.subscribe("other");
        QTRY_VERIFY(a.subscriber.isSubscribed("other"));
        QTRY_COMPARE(server.subscribers("only"), 0);
        QVERIFY(server.run({"PUBLISH", "other", "heard"}));
        QTRY_COMPARE(a.received, QByteArrayList{"other heard"});
        a.subscriber.unsubscribe("other");
        QSignalSpy subscribed(&a.subscriber, &Subscriber::subscribed);
        a.subscriber.subscribe("other");
        QCOMPARE(subscribed.size(), 1);
        QVERIFY(server.run({"PUBLISH", "other", "again"}));
        QTRY_COMPARE(a.received.last(), "other again");
    }

    void subscribesToEverythingAgain()
    {
        RedisServer server;
        Listening a(server);
        for (int i = 0; i < 2500; ++i)
            a.subscriber.subscribe("channel " + QByteArray::number(i));
        QTRY_VERIFY(a.isComplete());
        QSignalSpy lost(&a.subscriber, &Subscriber::lost);
        QSignalSpy completed(&a.subscriber, &Subscriber::completed);
        server.broker().kill();
        QTRY_VERIFY(!lost.isEmpty());
        QVERIFY(!a.isComplete());
        a.subscriber.unsubscribe("channel 7");
        a.subscriber.subscribe("new");
        QVERIFY(server.becomes(Service::State::Stopped));
        server.broker().start();
        QTRY_COMPARE_WITH_TIMEOUT(completed.size(), 1, 15'000);
        QVERIFY(a.isComplete());
        QCOMPARE(server.subscribers("channel 2499"), 1);
        QCOMPARE(server.subscribers("channel 7"), 0);
        QCOMPARE(server.subscribers("new"), 1);
    }

    void asksAgainForAConfirmationThatWasLost()
    {
        RedisServer server;
        Listening a(server);
        a.subscriber.subscribe("first");
        QTRY_VERIFY(a.isComplete());
        server.broker().freeze();
        a.subscriber.subscribe("second"); // Sent, and never to be answered …
        QSignalSpy lost(&a.subscriber, &Subscriber::lost);
        server.broker().kill();
        QTRY_VERIFY(!lost.isEmpty());
        QVERIFY(server.becomes(Service::State::Stopped));
        server.broker().start();
        QTRY_VERIFY_WITH_TIMEOUT(a.isComplete(), 15'000); // … by that process.
        QVERIFY(a.subscriber.isSubscribed("second"));
    }

    void tellsWhenAReadIsHandled()
    {
        RedisServer server;
        Listening a(server);
        a.subscriber.subscribe("one");
        QTRY_VERIFY(a.isComplete());
        QSignalSpy batches(&a.subscriber, &Subscriber::batchEnded);
        QVERIFY(server.run({"EVAL", "for i = 1, 500 do redis.call('PUBLISH', 'one', i) end", "0"}));
        QTRY_COMPARE(a.received.size(), 500);
        QTRY_VERIFY(!batches.isEmpty());
        QVERIFY(batches.size() < 100);
    }
};

QTEST_GUILESS_MAIN(SubscriberTest)
#include "tst_subscriber.moc"
