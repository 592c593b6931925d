// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A small server for crosstalk.v1 that shares nothing with crosstalk-server but the form of the messages, so that it
// can stand for servers of others. Correct, as far as at most once goes, but for the one fault it may be given.

#include "shared/message.h"
#include "tests/mutants/mutantserver/broker.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSet>
#include <QTcpServer>
#include <QTimer>
#include <QWebSocketServer>

namespace crosstalk::mutant {

class Server : public QObject
{
    Q_OBJECT
public:
    struct Settings
    {
        QString name;
        quint16 port = 0; ///< 0 for a free one.
        redis::Url redis;
        QByteArray prefix;
        Mutant mutant = Mutant::None;
    };
    explicit Server(const Settings &settings);
    ~Server() override;

    Result<void> start();
    QString url() const;
    /// Takes nothing more; what it has taken is published and answered before the clients are told to go.
    void drain();

Q_SIGNALS:
    void ready();
    void drained();

private:
    struct Client
    {
        QString user;
        QSet<QString> asked;  ///< Rooms whose subscription is not confirmed yet.
        QSet<QString> joined; ///< Rooms it is in.
    };

    void welcome(QWebSocket *socket);
    void forget(QWebSocket *socket);
    void onRequest(QWebSocket *socket, const QString &text);
    void on(QWebSocket *socket, const v1::Join &join);
    void on(QWebSocket *socket, const v1::Leave &leave);
    void on(QWebSocket *socket, const v1::Publish &publish);
    void on(QWebSocket *socket, const v1::Ping &ping);
    void onSubscribed(const QString &room);
    void unwantIfEmpty(const QString &room);

    void publish(const QString &room, const QByteArray &payload, const Broker::Done &answer);
    void onHeard(const QString &room, const QByteArray &payload);
    void deliver(const QString &room, QByteArray payload);
    void deliverHeld();
    void send(QWebSocket *socket, const QString &text);
    void reply(QWebSocket *socket, const v1::ServerMessage &message);
    void continueDrain();
    bool is(Mutant mutant) const { return m_settings.mutant == mutant; }

    Settings m_settings;
    Broker m_broker;
    QTcpServer m_listener;
    QWebSocketServer m_upgrade;
    QHash<QWebSocket *, Client> m_clients;
    int m_unanswered = 0; ///< Publishes that the broker has not answered.
    bool m_isDraining = false;

    // What only mutants use.
    QElapsedTimer m_sinceJoin;
    quint64 m_taken = 0;
    quint64 m_delivered = 0;
    QList<std::pair<QString, QByteArray>> m_held; ///< Room and payload of what was heard and not delivered yet.
    QTimer m_deliverHeld;
};

} // namespace crosstalk::mutant
