// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Keeps probes flowing between sessions at a set rate, each of them sending in turn, so that a fault shows though
// nobody talks. The schedule stands whatever happens: what is sent late says when it was to be sent, and latencies
// count from there (no coordinated omission).

#include "app/engine/finetimer.h"
#include "shared/history.h"

#include <QList>
#include <QPointer>

namespace crosstalk {

class Recorder;
class Session;

class Traffic : public QObject
{
    Q_OBJECT
public:
    // Probes a second, of all sessions together.
    static constexpr int minRate = 1;
    static constexpr int maxRate = 1000;
    static constexpr int defaultRate = 50;

    /// @param recorder that of the sessions; must outlive it.
    explicit Traffic(const Recorder *recorder, QObject *parent = nullptr);
    ~Traffic() override;

    /// What its probes say to those who read them.
    static QString text() { return QStringLiteral("crosstalk traffic"); }

    /// Takes part from now on, while it is in @p room. One that is destroyed leaves by itself.
    void add(Session *session, const QString &room);
    void remove(const Session *session);

    int rate() const { return m_rate; }
    void setRate(int perSecond);
    bool isRunning() const { return m_isRunning; }
    /// One of its sessions is in its room: something would flow.
    bool canFlow() const;
    void start();
    void stop();

Q_SIGNALS:
    void runningChanged(bool isRunning);
    void sent(const crosstalk::history::ProbeId &probe);

private:
    struct Sender
    {
        QPointer<Session> session;
        QString room;

        bool isThere() const;
    };
    void schedule();
    void onDue();
    /// The next that can send; null where none can.
    const Sender *takeTurn();
    qint64 interval() const { return 1'000'000'000 / m_rate; }

    const Recorder *m_recorder;
    QList<Sender> m_senders;
    qsizetype m_turn = 0;
    int m_rate = defaultRate;
    bool m_isRunning = false;
    qint64 m_dueAt = 0; ///< On the recorder's clock.
    FineTimer m_timer;
};

} // namespace crosstalk
