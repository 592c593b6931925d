// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The plain protocol: every text message goes to the one channel as it is, and all that the channel brings comes back.

#include "server/session.h"

namespace crosstalk::server {

class PlainSession : public Session
{
public:
    PlainSession(int descriptor, const Context &context, Connection::TimePoint now, QByteArray channel);

    void start() override;
    void onMessage(ws::Message message) override;

protected:
    void leaveAll() override;

private:
    QByteArray m_channel;
};

} // namespace crosstalk::server
