// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Two sessions on one server, which says what the test wants it to.

#include "app/engine/session.h"
#include "tests/app/engine/wireserver.h"

#include <QSignalSpy>
#include <QTest>

namespace crosstalk::testing {

inline const QString room = QStringLiteral("lobby");

struct Pair
{
    explicit Pair(bool isPlain)
        : server(isPlain)
        , instance(QStringLiteral("w"), 0, Instance::Attachment{server.url(), server.dialect()})
        , alice(QStringLiteral("alice"), &instance, {}, &recorder)
        , bob(QStringLiteral("bob"), &instance, {}, &recorder)
        , atAlice(&alice, &Session::received)
        , atBob(&bob, &Session::received)
        , published(&alice, &Session::published)
    {
        for (Session *session : {&alice, &bob}) {
            session->join(room);
            session->open();
        }
    }
    bool hasJoined() const
    {
        return !alice.client()->joinedRooms().isEmpty() && !bob.client()->joinedRooms().isEmpty();
    }
    static ChatMessage message(const QSignalSpy &spy, int index = 0)
    {
        return spy.at(index).at(0).value<ChatMessage>();
    }

    WireServer server;
    Instance instance;
    Recorder recorder;
    Session alice;
    Session bob;
    QSignalSpy atAlice;
    QSignalSpy atBob;
    QSignalSpy published;
};

/// The rows of a case that every dialect must pass.
inline void dialects()
{
    QTest::addColumn<bool>("isPlain");
    QTest::newRow("crosstalk") << false;
    QTest::newRow("plain") << true;
}

} // namespace crosstalk::testing
