// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/portwatch.h"

#include <QHostAddress>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr auto interval = 20ms;

} // namespace

PortWatch::PortWatch(QObject *parent)
    : QObject(parent)
{
    m_again.setSingleShot(true);
    m_again.setInterval(interval);
    connect(&m_again, &QTimer::timeout, this, &PortWatch::knock);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { m_again.start(); });
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        stop();
        Q_EMIT answered();
    });
}

void PortWatch::start(quint16 port)
{
    m_port = port;
    m_again.start();
}

void PortWatch::stop()
{
    m_again.stop();
    m_socket.abort();
}

void PortWatch::knock()
{
    m_socket.abort();
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
}

} // namespace crosstalk
