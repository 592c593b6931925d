// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/upgrade.h"

#include "tests/support/rawclient.h"

#include <QTest>

using namespace crosstalk;
using namespace crosstalk::server;

namespace {

QByteArray goodRequest(const char *target = "/ws")
{
    return test::upgradeRequest(QUrl(QStringLiteral("ws://localhost") + QString::fromLatin1(target)));
}

} // namespace

class UpgradeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsWhatTheRfcRequires_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QString>("user");
        QTest::newRow("plain") << goodRequest() << "";
        QTest::newRow("user") << goodRequest("/ws?user=alice") << "alice";
        QTest::newRow("encoded user") << goodRequest("/ws?a=b&user=%C3%A9va%20b&c=d") << QString::fromUtf8("éva b");
        QTest::newRow("case does not matter")
            << goodRequest().replace("Upgrade: websocket", "UPGRADE: WebSocket") << "";
        QTest::newRow("one of several tokens")
            << goodRequest().replace("Connection: Upgrade", "Connection: keep-alive, Upgrade") << "";
        QTest::newRow("bytes behind the header") << goodRequest() + "\x81\x80"
                                                 << "";
    }
    void acceptsWhatTheRfcRequires()
    {
        QFETCH(QByteArray, request);
        const auto parsed = parseUpgrade(request, "/ws");
        QVERIFY(parsed);
        QVERIFY2(parsed->has_value(), parsed->has_value() ? "" : parsed->error().why.constData());
        QTEST(parsed->value().user, "user");
    }

    void waitsForTheWholeHeader()
    {
        const QByteArray request = goodRequest();
        for (qsizetype size = 0; size < request.size(); ++size)
            QVERIFY(!parseUpgrade(QByteArrayView(request).first(size), "/ws"));
    }

    void refusesTheRest_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto without = [](const char *line) { return goodRequest().replace(QByteArray(line) + "\r\n", ""); };
        QTest::newRow("no HTTP") << QByteArray("HELLO\r\n\r\n") << 400;
        QTest::newRow("binary") << QByteArrayLiteral("\x16\x03\x01\x02\x00\x01\r\n\r\n") << 400;
        QTest::newRow("POST") << goodRequest().replace("GET", "POST") << 405;
        QTest::newRow("HTTP/1.0") << goodRequest().replace("HTTP/1.1", "HTTP/1.0") << 505;
        QTest::newRow("another path") << goodRequest("/") << 404;
        QTest::newRow("a longer path") << goodRequest("/ws/") << 404;
        QTest::newRow("no host") << without("Host: localhost") << 400;
        QTest::newRow("no upgrade") << without("Upgrade: websocket") << 426;
        QTest::newRow("no connection") << without("Connection: Upgrade") << 426;
        QTest::newRow("another version") << goodRequest().replace("Version: 13", "Version: 8") << 426;
        QTest::newRow("no key") << without("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==") << 400;
        QTest::newRow("short key") << goodRequest().replace("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBs") << 400;
        QTest::newRow("header without colon") << goodRequest().replace("Host: ", "Host ") << 400;
        QTest::newRow("space before the colon") << goodRequest().replace("Host:", "Host :") << 400;
        QTest::newRow("user with control characters") << goodRequest("/ws?user=a%0Ab") << 400;
        QTest::newRow("user not UTF-8") << goodRequest("/ws?user=%FF%FE") << 400;
        QTest::newRow("user too long") << goodRequest(QByteArray("/ws?user=" + QByteArray(129, 'x')).constData())
                                       << 400;
        QTest::newRow("endless header") << QByteArray("GET /ws HTTP/1.1\r\nA: ") + QByteArray(maxHeaderBytes, 'a')
                                        << 431;
        QTest::newRow("header just too long")
            << goodRequest().replace("Host: ", "A: " + QByteArray(maxHeaderBytes, 'a') + "\r\nHost: ") << 431;
    }
    void refusesTheRest()
    {
        QFETCH(QByteArray, request);
        const auto parsed = parseUpgrade(request, "/ws");
        QVERIFY(parsed);
        QVERIFY(!parsed->has_value());
        QTEST(parsed->error().status, "status");
        const QByteArray http = parsed->error().toHttp();
        QVERIFY(http.startsWith("HTTP/1.1 " + QByteArray::number(parsed->error().status)));
        const qsizetype body = http.indexOf("\r\n\r\n") + 4;
        QVERIFY(http.contains("Content-Length: " + QByteArray::number(http.size() - body) + "\r\n"));
    }
};

QTEST_APPLESS_MAIN(UpgradeTest)
#include "tst_upgrade.moc"
