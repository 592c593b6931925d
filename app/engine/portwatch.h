// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Knocks at a port of 127.0.0.1 until somebody answers. For programs that do not say when they are ready.

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace crosstalk {

class PortWatch : public QObject
{
    Q_OBJECT
public:
    explicit PortWatch(QObject *parent = nullptr);

    /// answered() follows, once, unless stop() comes first; there is no deadline.
    void start(quint16 port);
    void stop();

Q_SIGNALS:
    void answered();

private:
    void knock();

    quint16 m_port = 0;
    QTcpSocket m_socket;
    QTimer m_again;
};

} // namespace crosstalk
