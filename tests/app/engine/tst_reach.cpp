// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/reach.h"
#include "tests/app/engine/wireserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace crosstalk;
using namespace crosstalk::testing;
using namespace std::chrono_literals;

namespace {

QString user()
{
    return QStringLiteral("alice");
}

} // namespace

class tst_reach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAddresses_data();
    void readsAddresses();
    void saysWhatIsWrongWithAnAddress_data();
    void saysWhatIsWrongWithAnAddress();
    void reachesAServer_data();
    void reachesAServer();
    void saysWhyItDoesNot_data();
    void saysWhyItDoesNot();
    void advisesTheOtherDialect_data();
    void advisesTheOtherDialect();
    void givesUpAServerThatSaysNothing();
    void cancelledItSaysNothing();
    void tellsOnlyOfTheLatestTry();
};

void tst_reach::readsAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::newRow("whole") << "ws://127.0.0.1:9001/ws"
                           << "ws://127.0.0.1:9001/ws";
    QTest::newRow("spaces around") << "  ws://host/ws "
                                   << "ws://host/ws";
    QTest::newRow("without scheme") << "localhost:9001/ws"
                                    << "ws://localhost:9001/ws";
    QTest::newRow("secure") << "wss://chat.example.org/socket?key=1"
                            << "wss://chat.example.org/socket?key=1";
    QTest::newRow("IPv6") << "ws://[::1]:9001"
                          << "ws://[::1]:9001";
}

void tst_reach::readsAddresses()
{
    QFETCH(QString, text);
    const auto url = Reach::readUrl(text);
    QVERIFY2(url, qPrintable(url ? QString() : url.error().toString()));
    QTEST(url->toString(), "url");
}

void tst_reach::saysWhatIsWrongWithAnAddress_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << " "
                           << "no address";
    QTest::newRow("web page") << "https://example.org/"
                              << "wss://";
    QTest::newRow("other scheme") << "redis://127.0.0.1:6379"
                                  << "redis://";
    QTest::newRow("no host") << "ws:///ws"
                             << "host";
    QTest::newRow("port beyond") << "ws://127.0.0.1:99999/"
                                 << "99999";
    QTest::newRow("port zero") << "ws://127.0.0.1:0/"
                               << "Port 0";
    QTest::newRow("space within") << "ws://my host:9001/"
                                  << "my host";
    QTest::newRow("fragment") << "ws://host/#top"
                              << "#";
}

void tst_reach::saysWhatIsWrongWithAnAddress()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    const auto url = Reach::readUrl(text);
    QVERIFY(!url);
    QVERIFY2(url.error().toString().contains(word), qPrintable(url.error().toString()));
    QVERIFY(!url.error().hint.isEmpty());
    // In words of ours, not in those of a parser.
    QVERIFY2(!url.error().toString().contains(QStringLiteral("Invalid")), qPrintable(url.error().toString()));
}

void tst_reach::reachesAServer_data()
{
    QTest::addColumn<bool>("isPlain");
    QTest::newRow("plain") << true;
    QTest::newRow("crosstalk") << false;
}

void tst_reach::reachesAServer()
{
    QFETCH(bool, isPlain);
    WireServer server(isPlain);
    Reach reach;
    QSignalSpy reached(&reach, &Reach::reached);
    QSignalSpy failed(&reach, &Reach::failed);
    reach.start(server.url(), server.dialect(), user());
    QVERIFY(reach.isTrying());
    QVERIFY(reached.wait());
    QVERIFY(!reach.isTrying());
    QCOMPARE(failed.size(), 0);
}

void tst_reach::saysWhyItDoesNot_data()
{
    QTest::addColumn<QUrl>("url"); ///< Empty for a server that speaks plain only.
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("word");
    QTest::newRow("nobody there") << QUrl(QStringLiteral("ws://127.0.0.1:1/ws")) << "plain"
                                  << "refused";
    QTest::newRow("no such host") << QUrl(QStringLiteral("ws://no-such-host.invalid/ws")) << "plain"
                                  << "no-such-host";
    QTest::newRow("other protocol") << QUrl() << "crosstalk"
                                    << "crosstalk.v1";
    QTest::newRow("unknown dialect") << QUrl() << "klingon"
                                     << "klingon";
}

void tst_reach::saysWhyItDoesNot()
{
    QFETCH(QUrl, url);
    QFETCH(QString, dialect);
    QFETCH(QString, word);
    WireServer server(true);
    Reach reach;
    QSignalSpy reached(&reach, &Reach::reached);
    QSignalSpy failed(&reach, &Reach::failed);
    reach.start(url.isEmpty() ? server.url() : url, dialect, user());
    QCOMPARE(failed.size(), 0);
    QVERIFY(failed.wait(10'000));
    const auto error = failed.at(0).at(0).value<Error>();
    QVERIFY2(error.toString().contains(word), qPrintable(error.toString()));
    QVERIFY(!error.hint.isEmpty());
    QCOMPARE(reached.size(), 0);
    QVERIFY(!reach.isTrying());
}

void tst_reach::advisesTheOtherDialect_data()
{
    QTest::addColumn<QString>("spoken");
    QTest::addColumn<QString>("advised");
    QTest::addColumn<QByteArray>("refusedWith"); ///< A status of HTTP. Empty: it takes the connection.
    QTest::newRow("crosstalk to plain") << "crosstalk"
                                        << "dialect plain" << QByteArray();
    QTest::newRow("plain to crosstalk") << "plain"
                                        << "dialect crosstalk.v1" << QByteArray();
    for (const QByteArray status : {"400 Bad Request", "403 Forbidden", "404 Not Found", "503 Service Unavailable"}) {
        QTest::addRow("crosstalk, %s", status.constData()) << "crosstalk"
                                                           << "dialect plain" << status;
        QTest::addRow("plain, %s", status.constData()) << "plain"
                                                       << "dialect crosstalk.v1" << status;
    }
}

void tst_reach::advisesTheOtherDialect()
{
    QFETCH(QString, spoken);
    QFETCH(QString, advised);
    QFETCH(QByteArray, refusedWith);
    WireServer server(spoken == QStringLiteral("crosstalk"));
    QTcpServer refusing;
    QVERIFY(refusing.listen(QHostAddress::LocalHost));
    connect(&refusing, &QTcpServer::newConnection, this, [&refusing, refusedWith] {
        QTcpSocket *client = refusing.nextPendingConnection();
        client->write("HTTP/1.1 " + refusedWith + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        client->disconnectFromHost();
    });
    QUrl url = server.url();
    if (!refusedWith.isEmpty())
        url.setPort(refusing.serverPort());
    Reach reach;
    QSignalSpy reached(&reach, &Reach::reached);
    QSignalSpy failed(&reach, &Reach::failed);
    reach.start(url, spoken, user());
    QTRY_COMPARE(failed.size(), 1);
    const auto error = failed.at(0).at(0).value<Error>();
    QVERIFY2(error.hint.contains(advised), qPrintable(error.toString()));
    // Not taken for a place where nobody answers.
    QCOMPARE(error.hint.contains(QStringLiteral("It answers, but not to this")), !refusedWith.isEmpty());
    QCOMPARE(reached.size(), 0);
}

void tst_reach::givesUpAServerThatSaysNothing()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Reach reach;
    QSignalSpy failed(&reach, &Reach::failed);
    QUrl url(QStringLiteral("ws://127.0.0.1/ws"));
    url.setPort(silent.serverPort());
    reach.start(url, QStringLiteral("plain"), user(), 50ms);
    QVERIFY(failed.wait());
    QVERIFY(failed.at(0).at(0).value<Error>().what.contains(QStringLiteral("50 ms")));
}

void tst_reach::cancelledItSaysNothing()
{
    WireServer server(true);
    Reach reach;
    QSignalSpy reached(&reach, &Reach::reached);
    QSignalSpy failed(&reach, &Reach::failed);
    reach.start(QUrl(QStringLiteral("nonsense://")), QStringLiteral("plain"), user()); // Ends before it begins.
    reach.cancel();
    reach.start(server.url(), QStringLiteral("plain"), user());
    reach.cancel();
    QVERIFY(!reach.isTrying());
    QVERIFY(!reached.wait(100));
    QCOMPARE(failed.size(), 0);
}

void tst_reach::tellsOnlyOfTheLatestTry()
{
    WireServer server(true);
    Reach reach;
    QSignalSpy reached(&reach, &Reach::reached);
    QSignalSpy failed(&reach, &Reach::failed);
    reach.start(QUrl(QStringLiteral("ws://127.0.0.1:1/ws")), QStringLiteral("plain"), user());
    reach.start(server.url(), QStringLiteral("plain"), user());
    QVERIFY(reached.wait());
    QVERIFY(!failed.wait(50));
    QCOMPARE(reached.size(), 1);
}

QTEST_GUILESS_MAIN(tst_reach)
#include "tst_reach.moc"
