// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The crosstalk.v1 protocol with live rooms: join, leave, publish, ping, each answered.

#include "server/session.h"
#include "shared/message.h"

#include <QHash>

namespace crosstalk::server {

class V1Session : public Session
{
public:
    /// What all sessions of an instance have in common; outlives them.
    struct Settings
    {
        QString instance;
        QByteArray prefix; ///< Of the broker's channels.
        v1::Limits limits;
    };

    /// @param user as the client called itself; empty makes it a guest.
    V1Session(int descriptor, const Context &context, Connection::TimePoint now, const Settings &settings,
              const QString &user);

    void start() override;
    void onMessage(ws::Message message) override;

protected:
    void leaveAll() override;

private:
    void on(const v1::Join &join);
    void on(const v1::Leave &leave);
    void on(const v1::Publish &publish);
    void on(const v1::Ping &ping);
    void onJoined(const QString &room, const Result<void> &result);
    void onPublished(const QString &id, const QString &room, const Result<void> &result);
    void reply(const v1::ServerMessage &message);
    QByteArray channelOf(const QString &room) const;

    const Settings &m_settings;
    QString m_id;
    QString m_user;
    QHash<QString, bool> m_rooms; ///< Room → the join has been confirmed.
};

} // namespace crosstalk::server
