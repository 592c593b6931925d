// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
// What the kernel tells of who is connected to a port of this machine.
#include "app/engine/tcpconnections.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <list>

using namespace crosstalk;

class tst_tcpconnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsThoseToAPort_data();
    void countsThoseToAPort();
    void countsManyToSeveral();

private:
    using Counts = QHash<quint16, int>;
    static void connectTo(const QTcpServer &server, QTcpSocket &client)
    {
        client.connectToHost(server.serverAddress(), server.serverPort());
        QVERIFY(client.waitForConnected());
    }
};

void tst_tcpconnections::countsThoseToAPort_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::newRow("version 4") << QHostAddress(QHostAddress::LocalHost);
    QTest::newRow("version 6") << QHostAddress(QHostAddress::LocalHostIPv6);
}

void tst_tcpconnections::countsThoseToAPort()
{
    QFETCH(QHostAddress, address);
    QTcpServer server;
    if (!server.listen(address))
        QSKIP("This machine has no such address");
    const quint16 port = server.serverPort();
    QCOMPARE(connectionsTo({port}), Counts());
    QTcpSocket clients[3];
    for (QTcpSocket &client : clients)
        connectTo(server, client);
    QCOMPARE(connectionsTo({port}), (Counts{{port, 3}}));
    // The other ends are no connections to them.
    QCOMPARE(connectionsTo({static_cast<quint16>(port + 1)}).value().value(port), 0);
    clients[0].abort();
    QTRY_COMPARE(connectionsTo({port}), (Counts{{port, 2}}));
}

/// More than the kernel tells at a time.
void tst_tcpconnections::countsManyToSeveral()
{
    QTcpServer servers[2];
    std::list<QTcpSocket> clients;
    for (QTcpServer &server : servers) {
        server.setListenBacklogSize(200);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        for (int i = 0; i < 150; ++i)
            connectTo(server, clients.emplace_back());
    }
    const quint16 first = servers[0].serverPort();
    const quint16 second = servers[1].serverPort();
    QCOMPARE(connectionsTo({first, second}), (Counts{{first, 150}, {second, 150}}));
}

QTEST_GUILESS_MAIN(tst_tcpconnections)
#include "tst_tcpconnections.moc"
