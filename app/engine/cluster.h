// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A broker and its instances as one thing: started together, ended together, each reachable on its own.

#include "app/engine/broker.h"
#include "app/engine/instance.h"

#include <QList>

namespace crosstalk {

class Cluster : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        int instances = 3;
        QString serverProgram; ///< Empty: crosstalk-server beside this program, else from PATH.
        QString prefix = QStringLiteral("crosstalk");
        QString plainChannel = QStringLiteral("chat_channel");
        QStringList serverArguments; ///< Given to each instance besides what the cluster sets.
        Broker::Options broker;
    };
    explicit Cluster(Options options, QObject *parent = nullptr);
    ~Cluster() override;

    /// The program that would run, or an Error that says where it was looked for.
    static Result<QString> findServer(const QString &wanted = {});

    Broker *broker() const;
    QList<Instance *> instances() const;
    Instance *instance(const QString &name) const;

    /// Broker first, then all instances; ready() or failed() follows.
    void start();
    /// Drains the instances, then stops the broker; stopped() follows within 10 s, whatever they do.
    void stop();
    Instance *addInstance();
    /// A server that somebody else runs.
    Instance *attach(const QUrl &url, const QString &dialect);
    void removeInstance(Instance *instance);

Q_SIGNALS:
    void instanceAdded(crosstalk::Instance *instance);
    void instanceAboutToBeRemoved(crosstalk::Instance *instance);
    /// Broker and every instance are ready for the first time after start().
    void ready();
    void stopped();
    void failed(const crosstalk::Error &error);
    /// A line of a child's output; @p source is the instance's name, or "broker".
    void line(const QString &source, const QString &text);
};

} // namespace crosstalk
