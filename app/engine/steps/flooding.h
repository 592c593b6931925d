// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A client that sends without measure: as fast as its link takes it, whatever comes back.

#include "app/engine/finetimer.h"
#include "app/engine/steps/stage.h"

#include <QSet>

namespace crosstalk {

class Flood : public QObject
{
    Q_OBJECT
public:
    struct Size
    {
        int messages = 0;
        qint64 bytes = 0; ///< Of text in each.
    };
    /// @p session must be in a room.
    Flood(Session *session, Size size, Stage *stage, QObject *parent);

    void start();
    /// Sends no more; over() follows when all that was sent has been answered.
    void stop();

Q_SIGNALS:
    /// All messages have been sent and answered, or the link broke.
    void over();

private:
    void pump();
    void look();
    void finish();

    Session *m_session;
    Size m_size;
    Stage *m_stage;
    QString m_text;
    QString m_room;
    int m_sent = 0;
    QSet<history::ProbeId> m_unanswered;
    FineTimer m_timer;
    bool m_isOver = false;
};

} // namespace crosstalk
