// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A broker and its instances as one thing: started together, ended together, each reachable on its own.

#include "app/engine/broker.h"
#include "app/engine/instance.h"

#include <QList>
#include <QSet>

#include <memory>

namespace crosstalk {

class Cluster : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        int instances = 3;
        QList<int> numbers = {}; ///< Of these, ascending; where there are fewer, the next ones follow.
        QString serverProgram;   ///< Empty: crosstalk-server beside this program, else from PATH.
        QString prefix = QStringLiteral("crosstalk");
        QString plainChannel = QStringLiteral("chat_channel");
        int firstPort = 0;           ///< Of the first of our instances, the others follow; 0: free ones.
        QStringList serverArguments; ///< Given to each instance besides what the cluster sets.
        Broker::Options broker;
    };
    enum class State { Stopped, Starting, Running, Stopping };
    Q_ENUM(State)

    explicit Cluster(Options options, QObject *parent = nullptr);
    /// Kills and reaps what still runs.
    ~Cluster() override;

    /// The program that would run, or an Error that says where it was looked for.
    static Result<QString> findServer(const QString &wanted = {});

    /// Of the whole: Running stays so while single parts are ended and started, until stop().
    State state() const { return m_state; }
    Broker *broker() const { return m_broker; }
    QList<Instance *> instances() const { return m_instances; }
    QStringList instanceNames() const;
    Instance *instance(const QString &name) const;

    /// Broker first (unless no instance would use it), then all instances that start with the cluster; ready() or
    /// failed() follows, never before this returns. Only where Stopped.
    void start();
    /// Drains the instances (kills frozen ones), then stops the broker; stopped() follows within 10 s, whatever they
    /// do, and never before this returns. Ends a start too: then neither ready() nor failed() follows.
    void stop();
    // One more instance, Stopped: start() it, or the cluster. @p name is not to be in use; empty: the next letter.
    /// One of ours, with @p arguments besides those of all.
    Instance *addInstance(const QString &name = {}, const QStringList &arguments = {},
                          const QString &dialect = QStringLiteral("crosstalk"));
    Instance *addProgram(const Instance::Program &program, const QString &name = {});
    /// A server that somebody else runs: Attached rather than Stopped.
    /// @p number as it had in a former run; -1, or where it is taken: the next.
    Instance *attach(const QUrl &url, const QString &dialect, const QString &name = {}, int number = -1);

    /// Kills and deletes it. Its name and number are not given again.
    void removeInstance(Instance *instance);
    /// Kills it and leaves it to the caller, with its name, its number and its port, to be put back or deleted.
    std::unique_ptr<Instance> takeInstance(Instance *instance);
    /// What was taken, at its old place. It is left as it is: start() it.
    Instance *putBack(std::unique_ptr<Instance> instance);

Q_SIGNALS:
    void stateChanged(crosstalk::Cluster::State state);
    void instanceAdded(crosstalk::Instance *instance);
    void instanceAboutToBeRemoved(crosstalk::Instance *instance);
    /// Broker and every instance are ready for the first time after start().
    void ready();
    void stopped();
    /// The start came to nothing. What did start is left running, to be looked at: stop() ends it. @p service is what
    /// did not start, or did not last; null where it is no single one.
    void failed(const crosstalk::Error &error, crosstalk::Service *service);
    /// A line of a child's output; @p source is the instance's name, or "broker".
    void line(const QString &source, const QString &text);

private:
    Instance *add(Instance *instance);
    bool needsBroker() const;
    QString nameFor(const QString &wanted, int number) const;
    void enter(State next);
    void launch();
    void launchInstances();
    void continueStop();
    void killAll();
    void onBrokerChanged();
    void onInstanceChanged(Instance *instance);
    bool hasEndedTooSoon(Service *service) const;
    void checkReady();
    void failStart(const Error &error, Service *service);

    Options m_options;
    Broker *m_broker;
    QList<Instance *> m_instances;
    QSet<Service *> m_awaited; ///< Not ready yet since start().
    State m_state = State::Stopped;
    int m_nextNumber = 0;
    QTimer m_stopDeadline;
};

} // namespace crosstalk
