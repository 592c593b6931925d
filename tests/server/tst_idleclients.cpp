// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// What clients cost that do nothing: the promise is less than 3 KiB of the server's memory for each of 5,000.

#include "shared/message.h"
#include "tests/support/rawclient.h"
#include "tests/support/serverprogram.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace crosstalk;
using test::RedisServer;
using test::ServerProgram;

namespace {

/// A connected client, as bare as can be; it never reads again. -1 where it was not let in.
int enter(const QUrl &url, const QByteArray &subprotocol)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<quint16>(url.port()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return -1;
    const QByteArray request = test::upgradeRequest(url, subprotocol);
    if (::send(descriptor, request.constData(), static_cast<size_t>(request.size()), 0) != request.size())
        return -1;
    std::array<char, 4096> answer{};
    const ssize_t size = ::recv(descriptor, answer.data(), answer.size(), 0);
    return QByteArrayView(answer.data(), std::max<ssize_t>(size, 0)).startsWith("HTTP/1.1 101 ") ? descriptor : -1;
}

/// How many clients this process can be at once.
int possibleClients()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<int>(std::min<rlim_t>(limit.rlim_max, 7000)) - 2000; // The server keeps some for itself.
}

} // namespace

class IdleClientsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void costLessThanThreeKibibytesEach_data()
    {
        QTest::addColumn<QByteArray>("subprotocol");
        QTest::newRow("plain") << QByteArray();
        QTest::newRow("crosstalk.v1") << QByteArray(v1::subprotocol);
    }
    void costLessThanThreeKibibytesEach()
    {
        const int count = possibleClients();
        QVERIFY2(count >= 1000, "ulimit -n does not allow enough connections to say anything");
        QFETCH(QByteArray, subprotocol);
        RedisServer redis;
        ServerProgram server(redis, "a", {"--ping-interval", "1h"});
        QVERIFY(server.becomesReady());
        const qint64 before = server.process().resources().residentBytes;
        std::vector<int> clients;
        for (int i = 0; i < count; ++i) {
            clients.push_back(enter(server.url("?user=somebody"), subprotocol));
            QVERIFY2(clients.back() >= 0, qPrintable(QStringLiteral("client %1 was not let in").arg(i)));
        }
        const qint64 each = (server.process().resources().residentBytes - before) / count;
        for (const int client : clients)
            ::close(client);
        qInfo("%lld bytes for each of %d idle clients", each, count);
#ifndef __SANITIZE_ADDRESS__
        QVERIFY2(each < 3 * 1024, qPrintable(QString::number(each)));
#endif
        server.process().terminate();
        QVERIFY(server.ends());
        QCOMPARE(server.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(IdleClientsTest)
#include "tst_idleclients.moc"
