// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// `send`: clients that send at a rate, or as fast as a window of messages not yet delivered lets them.
//
// A message has its time in a schedule, and its latency counts from there, whatever holds it up: the harness, a full
// queue, a full window. Only while a client has no link, or the run is paused, its schedule stands still: nobody can
// say that a message was late that could not even be given away.

#include "app/engine/finetimer.h"
#include "app/engine/steps/steprun.h"

#include <QHash>

#include <deque>
#include <vector>

namespace crosstalk {

class SendRun : public StepRun
{
    Q_OBJECT
public:
    SendRun(const step::Send &what, Stage *stage);

    void wrapUp() override;

protected:
    void begin() override;

private:
    /// Sent, and not delivered to everybody yet.
    struct Open
    {
        history::ProbeId probe;
        qint64 sentAt = 0;
    };
    enum class Hold {
        None,
        Link,   ///< Not there, or not in the room.
        Queue,  ///< Of the link, full.
        Window, ///< Full.
    };
    struct Sender
    {
        Session *session = nullptr;
        QString room;
        qint64 firstAt = 0; ///< Of its schedule.
        qint64 freeAt = 0;  ///< Nothing has held it since.
        int sent = 0;
        Hold hold = Hold::None;
        std::deque<Open> open; ///< Oldest first.
    };

    bool hasSenders();
    void pump();
    void pump(Sender &sender, qint64 now);
    Hold holdOf(const Sender &sender) const;
    void send(Sender &sender, qint64 dueAt, qint64 now);
    bool isDone(const Sender &sender) const { return m_what.count > 0 && sender.sent >= m_what.count; }
    qint64 dueAt(const Sender &sender, qint64 now) const;
    void setTimer(qint64 now);
    std::optional<qint64> wakeAt(const Sender &sender, qint64 now) const;
    void watchProgress(qint64 now);
    Error standstill() const;
    void setHeld(bool isPaused);
    void onRecorded(const history::Event &event);
    void onDelivery(const history::ProbeId &probe);
    bool isEverywhere(const Sender &sender, const history::ProbeId &probe) const;
    QString textOf(int number) const;

    const step::Send &m_what;
    qint64 m_intervalNs;
    qint64 m_deadlineNs; ///< Nothing is waited for in a window for longer.
    QString m_filler;
    std::vector<Sender> m_senders;
    QHash<QString, size_t> m_byName;
    FineTimer m_timer;
    Countdown m_duration;
    int m_sentInAll = 0;
    int m_sentWhenLooked = -1;
    qint64 m_pausedAt = 0;
};

} // namespace crosstalk
