// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What a broker and an instance have in common: a program that is started, becomes ready, and is ended, with the states
// it goes through. Tells an exit that was asked for from one that was not.

#include "app/engine/childprocess.h"
#include "shared/result.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTimer>

#include <optional>

namespace crosstalk {

class Service : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Stopped,  ///< Never started, or ended as it was asked to.
        Starting, ///< Its process runs; it does not serve yet.
        Ready,
        Frozen,   ///< SIGSTOP, from here or by somebody else; the latter is noticed within lookInterval.
        Draining, ///< Asked to end; its process still runs.
        Exited,   ///< Could not be started, or ended without having been asked; exitedHow() tells.
        Attached, ///< Run by somebody else: nothing can be done to it but talk.
    };
    Q_ENUM(State)

    /// How often a process is looked at, for what others do to it.
    static constexpr std::chrono::milliseconds lookInterval{500};

    struct Deadlines
    {
        std::chrono::milliseconds start{0};    ///< To be Ready.
        std::chrono::milliseconds drain{6000}; ///< A server flushes its clients' queues for at most 5 s.
    };

    /// How a process ended.
    struct Exit
    {
        int code = 0;
        int signal = 0; ///< That ended it; 0 where it ended by itself, with that code.
        bool operator==(const Exit &) const = default;
    };

    /// For people: "Instance a", "The broker".
    virtual QString label() const = 0;
    State state() const { return m_state; }
    /// When it came to be in its state, by the clock on the wall.
    QDateTime stateSince() const { return m_stateSince; }
    /// For how long it has been in it, whatever has been done to that clock.
    std::chrono::nanoseconds inStateFor() const { return std::chrono::nanoseconds(m_inState.nsecsElapsed()); }
    bool isAttached() const { return m_state == State::Attached; }
    bool isRunning() const; ///< There is a process of ours.
    qint64 pid() const;     ///< 0 where there is no process of ours.
    Resources resources() const;
    /// How its last process ended, in words; empty while it runs and before the first start.
    QString exitedHow() const { return m_exitedHow; }
    /// Likewise, as a value; nothing, too, where it could not be started.
    std::optional<Exit> lastExit() const { return m_lastExit; }
    /// Its last lines, as a sentence; empty where it said nothing. What it says before it is ready tells of its start,
    /// and no more of its end.
    QString lastWords() const;
    /// Its process ends, or has ended, by a SIGKILL that was asked for.
    bool isKilled() const { return m_isKilled; }
    /// As soon as it has ended, for it is being restarted.
    bool startsAgain() const { return m_startsAgain; }
    /// Frozen, by a SIGSTOP that was not sent from here.
    bool isFrozenByOthers() const { return m_state == State::Frozen && m_isFrozenByOthers; }
    /// Its last start came to nothing.
    bool hasFailedToStart() const { return m_hasFailedToStart; }
    /// It said so itself, since its last start.
    bool isPortTaken() const { return m_isPortTaken; }

    // Each does nothing where it makes no sense in the current state.
    void start();
    void drain();  ///< SIGTERM, and SIGKILL where it has not ended by its deadline. A frozen one is thawed for it.
    void kill();   ///< SIGKILL
    void freeze(); ///< Only what is Ready can be frozen.
    void thaw();
    /// Ends it, then starts it on the same port: drains what is Ready, kills what is Starting or Frozen.
    void restart();

Q_SIGNALS:
    /// @p how tells how it ended, where Stopped or Exited.
    void stateChanged(crosstalk::Service::State state, const QString &how);
    void line(const QString &text);
    /// A start came to nothing. The state is Exited by then.
    void failed(const crosstalk::Error &error);

protected:
    Service(Deadlines deadlines, QObject *parent);
    ~Service() override;

    /// What to run this time.
    virtual Result<ChildProcess::Command> command() = 0;
    /// The process has been started and must now be watched until setReady().
    virtual void awaitReady() {}
    /// One line of output.
    virtual void inspect(ChildProcess::Stream, const QString &) {}
    /// The process is gone before it was Ready: what went wrong, or nothing to be started once more.
    virtual std::optional<Error> startFailure(const QString &how);

    /// Leaves Starting; a start already being given up stays so.
    void setReady();
    void setAttached();
    void notePortTaken() { m_isPortTaken = true; }
    /// What to tell of @p port then, and of whoever has it.
    Error portTakenError(int port) const;
    /// The start has come to nothing: ends the process.
    void abandonStart(const Error &error);
    /// For destructors that take away what the process uses.
    void endNow();

private:
    enum class End { Politely, AtOnce };

    void enter(State next, const QString &how = {});
    void launch();
    void end(End manner, bool startsAgain);
    void failStart(const Error &error);
    void hear(ChildProcess::Stream stream, const QString &text);
    void onFinished(int exitCode, bool byCrash, const QString &how);
    void onDeadline();
    void look();

    ChildProcess m_process;
    QTimer m_deadline; ///< Of the one thing being waited for: Ready, or the end.
    QTimer m_look;
    Deadlines m_deadlines;
    State m_state = State::Stopped;
    QDateTime m_stateSince = QDateTime::currentDateTime();
    QElapsedTimer m_inState;
    QString m_exitedHow;
    std::optional<Exit> m_lastExit;
    QStringList m_lastLines;
    std::optional<Error> m_failure; ///< Why a start is being given up.
    bool m_isEndWanted = false;
    bool m_isKilled = false;
    bool m_isFrozenByOthers = false;
    bool m_isSeenStopped = false; ///< Since it is Frozen: the signal has come through.
    bool m_hasFailedToStart = false;
    bool m_isPortTaken = false;
    bool m_startsAgain = false;
};

} // namespace crosstalk
