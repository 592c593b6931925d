// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Carries a scenario out: starts what it needs, takes its steps one after the other, and ends with a report. The
// command line, the window and a QtTest drive the same one.

#include "app/engine/report/report.h"
#include "app/engine/scenario.h"
#include "shared/result.h"

#include <QObject>

#include <memory>

namespace crosstalk {

class Cluster;
class Recorder;
class Session;

class ScenarioRunner : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString serverProgram;       ///< Empty: crosstalk-server beside this program, else from PATH.
        QString redisServer;         ///< Empty: redis-server or valkey-server from PATH.
        QString historyFile;         ///< Empty: none is written.
        std::optional<quint64> seed; ///< Instead of the scenario's.
    };
    enum class State {
        Idle,
        Starting, ///< Broker, instances and clients.
        Running,  ///< Steps.
        Paused,
        Stopping, ///< Processes; the verdict stands.
        Finished,
    };
    Q_ENUM(State)

    ScenarioRunner(Scenario scenario, Options options, QObject *parent = nullptr);
    /// Kills and reaps what still runs.
    ~ScenarioRunner() override;

    State state() const;
    const Scenario &scenario() const;
    Cluster *cluster() const;
    Recorder *recorder() const;
    QList<Session *> sessions() const;

    void start();
    /// Holds the steps where they are (what is in the background, too); links and processes live on.
    void pause();
    void resume();
    /// Takes no further step; what was seen is judged, and the report says that it was interrupted. finished() follows,
    /// or failed() where nothing has been sent yet.
    void stop();

Q_SIGNALS:
    void stateChanged(crosstalk::ScenarioRunner::State state);
    /// @p path of the step: {3} is the fourth, {3, 1, 0} its second branch's or round's first. @p text describes it.
    void stepStarted(const QList<int> &path, const QString &text);
    void stepEnded(const QList<int> &path);
    /// Something to be told as it happens: a note, a fault that was applied or healed, an instance that exited.
    void noted(const QString &text);
    /// All processes are gone.
    void finished(const crosstalk::RunReport &report);
    /// It could not be carried out: exit code 3. All processes are gone. Where it went so far that something is known
    /// to have failed, it is finished() instead.
    void failed(const crosstalk::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace crosstalk
