// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// What is told of an address where something else answers than a WebSocket server that is understood.

#include "app/engine/broker.h"
#include "app/engine/reach.h"
#include "tests/app/engine/oddservers.h"
#include "tests/app/engine/wireserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;
using namespace crosstalk::testing;
using namespace std::chrono_literals;

using Manner = OddServer::Manner;
using Kind = FirstWords::Kind;

Q_DECLARE_METATYPE(crosstalk::testing::OddServer::Manner)
Q_DECLARE_METATYPE(crosstalk::FirstWords::Kind)

namespace {

const QString plainWord = QStringLiteral("plain");
const QString crosstalkWord = QStringLiteral("crosstalk");

/// What is said of a try that comes to nothing.
Error failureOf(const QUrl &url, const QString &dialect, std::chrono::milliseconds timeout = 5s)
{
    Reach reach;
    QSignalSpy reached(&reach, &Reach::reached);
    QSignalSpy failed(&reach, &Reach::failed);
    reach.start(url, dialect, QStringLiteral("alice"), timeout);
    if (!QTest::qWaitFor([&] { return !failed.isEmpty() || !reached.isEmpty(); }, 10'000) || failed.isEmpty())
        return {QStringLiteral("it did not fail"), {}};
    return failed.at(0).at(0).value<Error>();
}

} // namespace

class tst_reach_answers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understandsFirstWords_data();
    void understandsFirstWords();
    void tellsWhatAnswers_data();
    void tellsWhatAnswers();
    void knowsARedis();
    void knowsThatNoTlsIsSpoken();
    void tellsWhoIsSilent();
    void tellsWhatSendsItsClientsAway();
    void canBeCancelledWhileItAsksOn();
};

void tst_reach_answers::understandsFirstWords_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << QByteArray() << Kind::Silence << "";
    QTest::newRow("HTTP") << QByteArray("HTTP/1.1 404 Not Found\r\nServer: x\r\n\r\n") << Kind::Http << "404 Not Found";
    QTest::newRow("HTTP without a phrase") << QByteArray("HTTP/1.0 426 \r\n") << Kind::Http << "426";
    QTest::newRow("Redis") << QByteArray("+PONG\r\n") << Kind::Redis << "+PONG";
    QTest::newRow("Redis with a password")
        << QByteArray("-NOAUTH Authentication required.\r\n") << Kind::Redis << "-NOAUTH Authentication required.";
    QTest::newRow("TLS alert") << QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7) << Kind::Tls << "";
    QTest::newRow("SSH") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << Kind::Other << "SSH-2.0-OpenSSH_9.2";
    QTest::newRow("POP3") << QByteArray("+OK ready\r\n") << Kind::Other << "+OK ready";
    QTest::newRow("no text") << QByteArray("J\x00\x00\x00\x0a"
                                           "8.0.1",
                                           10)
                             << Kind::Other << "";
    QTest::newRow("long") << QByteArray(500, 'x') << Kind::Other << QString(60, QLatin1Char('x'));
}

void tst_reach_answers::understandsFirstWords()
{
    QFETCH(QByteArray, bytes);
    const FirstWords::Answer answer = FirstWords::understand(bytes);
    QTEST(answer.kind, "kind");
    QTEST(answer.words, "words");
}

void tst_reach_answers::tellsWhatAnswers_data()
{
    QTest::addColumn<Manner>("manner");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("hint");
    QTest::newRow("404") << Manner::Closes << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                         << plainWord << "answers “404 Not Found” instead of opening a WebSocket"
                         << "check the path";
    QTest::newRow("a page") << Manner::Closes << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") << plainWord
                            << "answers “200 OK” instead"
                            << "check the path";
    QTest::newRow("TLS") << Manner::Closes << QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7) << plainWord
                         << "TLS is spoken at 127.0.0.1:"
                         << "Write wss://";
    QTest::newRow("SSH") << Manner::Says << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << plainWord
                         << "speaks no HTTP: it says “SSH-2.0-OpenSSH_9.2”"
                         << "check the port";
    QTest::newRow("closed without a word") << Manner::Closes << QByteArray() << plainWord << "Cannot connect to ws://"
                                           << "says nothing";
    QTest::newRow("binary, plain") << Manner::Upgrades << binaryFrame() << plainWord
                                   << "What this server sends is not text: A binary message of 3 bytes"
                                   << "check the path";
    QTest::newRow("no frame, plain") << Manner::Upgrades << QByteArray("\xff\xff\xff\xff\xff\xff", 6) << plainWord
                                     << "sends them away: Closed with 1002"
                                     << "log of the server";
}

void tst_reach_answers::tellsWhatAnswers()
{
    QFETCH(Manner, manner);
    QFETCH(QByteArray, words);
    QFETCH(QString, dialect);
    QFETCH(QString, what);
    QFETCH(QString, hint);
    const OddServer server(manner, words);
    const Error error = failureOf(server.url(), dialect);
    QVERIFY2(error.what.contains(what), qPrintable(error.toString()));
    QVERIFY2(error.hint.contains(hint), qPrintable(error.toString()));
    // In words of ours, not in those of a library.
    QVERIFY2(!error.what.contains(QStringLiteral("QWebSocket")), qPrintable(error.toString()));
}

void tst_reach_answers::knowsARedis()
{
    Broker broker({});
    broker.start();
    QTRY_COMPARE_WITH_TIMEOUT(broker.state(), Service::State::Ready, 15'000);
    const Error error = failureOf(QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(broker.port())), crosstalkWord);
    QCOMPARE(error.what,
             QStringLiteral("What answers at 127.0.0.1:%1 is a Redis, not a WebSocket server").arg(broker.port()));
    QVERIFY2(error.hint.contains(QStringLiteral("Attach a WebSocket server")), qPrintable(error.hint));
}

void tst_reach_answers::knowsThatNoTlsIsSpoken()
{
    const WireServer server(true);
    QUrl url = server.url();
    url.setScheme(QStringLiteral("wss"));
    const Error error = failureOf(url, plainWord, 2s);
    QVERIFY2(error.what.startsWith(QStringLiteral("No TLS is spoken at 127.0.0.1:")), qPrintable(error.toString()));
    QCOMPARE(error.hint, QStringLiteral("Write ws:// instead of wss://"));
}

void tst_reach_answers::tellsWhoIsSilent()
{
    const OddServer server(Manner::Mute);
    const Error error = failureOf(server.url(), plainWord, 100ms);
    QVERIFY2(error.what.startsWith(QStringLiteral("No answer from ws://127.0.0.1:")), qPrintable(error.what));
    QVERIFY2(error.what.endsWith(QStringLiteral("within 100 ms")), qPrintable(error.what));
    QVERIFY2(error.hint.contains(QStringLiteral("takes connections there and says nothing")), qPrintable(error.hint));
    // Whole seconds are told as such.
    const Error later = failureOf(server.url(), plainWord, 1s);
    QVERIFY2(later.what.endsWith(QStringLiteral("within 1 s")), qPrintable(later.what));
}

void tst_reach_answers::tellsWhatSendsItsClientsAway()
{
    // A close frame with 1008: policy.
    const OddServer server(Manner::Upgrades, QByteArrayLiteral("\x88\x02\x03\xf0"));
    const Error error = failureOf(server.url(), plainWord);
    QVERIFY2(error.what.contains(QStringLiteral("sends them away: Closed with 1008 (policy)")),
             qPrintable(error.toString()));
}

void tst_reach_answers::canBeCancelledWhileItAsksOn()
{
    OddServer server(Manner::Mute);
    int connections = 0;
    connect(&server, &QTcpServer::newConnection, this, [&connections] { ++connections; });
    Reach reach;
    QSignalSpy failed(&reach, &Reach::failed);
    reach.start(server.url(), plainWord, QStringLiteral("alice"), 50ms);
    QTRY_COMPARE(connections, 2); // The second to ask what answers there.
    QVERIFY(reach.isTrying());
    reach.cancel();
    QVERIFY(!reach.isTrying());
    QVERIFY(!failed.wait(100));
}

QTEST_GUILESS_MAIN(tst_reach_answers)
#include "tst_reach_answers.moc"
