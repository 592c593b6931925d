// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// `crosstalk demo`: a cluster, a client on each instance, everybody sends to all, and the matrix of what was delivered.

#include "app/cli/invocation.h"
#include "app/cli/terminal.h"
#include "app/engine/cluster.h"
#include "app/engine/recorder.h"
#include "app/engine/session.h"

#include <QElapsedTimer>
#include <QMap>
#include <QTimer>

#include <deque>
#include <memory>
#include <vector>

namespace crosstalk {

class Demo : public QObject
{
    Q_OBJECT
public:
    explicit Demo(DemoOptions options, QObject *parent = nullptr);
    ~Demo() override;

    void start();
    /// Takes everything down; finished() follows with 128 + @p signal. A second one does not wait for good-byes.
    void interrupt(int signal);

Q_SIGNALS:
    /// All processes are gone. 0: all was delivered, once, in order. 1: it was not. 3: it could not be tried.
    void finished(int exitCode);

private:
    enum class State { Idle, Starting, Joining, Sending, Settling, Stopping, Finished };

    /// A client and what it has still to send.
    struct Sender
    {
        Session *session = nullptr;
        qint64 firstAtNs = 0; ///< Of its schedule.
        int sent = 0;
        struct Open
        {
            history::ProbeId probe;
            qint64 sentAtNs = 0;
        };
        std::deque<Open> open; ///< Not received by all yet, oldest first.
    };

    void enter(State next);
    void onDeadline();
    void onInstanceChanged(const Instance *instance);
    void connectClients();
    void onLinkChanged(const QString &client, ChatClient::State state, const QString &reason);
    void onJoined(const QString &client);
    void startSending();
    void sendDue();
    void sendDue(Sender &sender, qint64 now);
    void onDeliveryChanged(const history::ProbeId &probe);
    bool isAllDelivered() const;
    void noteIncident(const QString &what);
    void draw(bool isOver);
    void conclude();
    void giveUp(const Error &error);
    void stop(int exitCode);
    void finish();

    DemoOptions m_options;
    Terminal m_terminal;
    Recorder m_recorder;
    std::unique_ptr<Cluster> m_cluster;
    std::vector<Sender> m_senders;
    QStringList m_instances;
    QMap<QString, QString> m_awaited; ///< Clients that have not joined yet, and what keeps them.
    QStringList m_incidents;          ///< What went wrong with processes and links while messages were on their way.
    State m_state = State::Idle;
    QTimer m_deadline; ///< Of the current state: nothing is waited for without end.
    QTimer m_tick;     ///< Sends what is due.
    QTimer m_quiet;    ///< Runs out when nothing has been received for a while.
    QTimer m_frame;    ///< Draws.
    QElapsedTimer m_sincePrinted;
    int m_quartersPrinted = 0;
    int m_exitCode = 0;
};

} // namespace crosstalk
