// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A client of the harness: a ChatClient whose every message carries a probe, and which tells the Recorder all it sees.
// What a chat window or a scenario drives.

#include "app/engine/recorder.h"
#include "client/chatclient.h"

#include <QPointer>

namespace crosstalk {

class Instance;

/// One line of a conversation, as its reader sees it.
struct ChatMessage
{
    history::ProbeId probe; ///< n is 0 where the message carries no probe (somebody else's client wrote it).
    QString room;
    QString from;
    QString via;            ///< Instance of the sender as far as known.
    QString text;
    std::chrono::nanoseconds latency{0};
    bool isOwn = false;
    bool isCorrupted = false;
};

class Session : public QObject
{
    Q_OBJECT
public:
    /// @param name unique in the run; also the user name.
    Session(QString name, Instance *instance, QString dialect, Recorder *recorder, QObject *parent = nullptr);
    ~Session() override;

    QString name() const;
    Instance *instance() const;
    ChatClient *client() const;

    void open();
    void close();
    void join(const QString &room);
    void leave(const QString &room);
    /// Sends @p text as a probe to @p room; published() of it follows, and Recorder::deliveryChanged.
    history::ProbeId say(const QString &room, const QString &text);

Q_SIGNALS:
    void stateChanged(crosstalk::ChatClient::State state, const QString &reason);
    void joined(const QString &room);
    void received(const crosstalk::ChatMessage &message);
    void published(const crosstalk::history::ProbeId &probe, crosstalk::ChatClient::Outcome outcome,
                   const QString &code);
};

} // namespace crosstalk
