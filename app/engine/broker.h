// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The broker of a cluster: a private redis-server or valkey-server on a free port of the loopback interface, its files
// in a temporary folder of its own; or one that somebody else runs, attached by URL.

#include "app/engine/childprocess.h"

#include <QTemporaryDir>

#include <memory>

namespace crosstalk {

class Broker : public QObject
{
    Q_OBJECT
public:
    enum class State { Stopped, Starting, Ready, Frozen, Exited, Attached };
    Q_ENUM(State)

    struct Options
    {
        QString program; ///< Empty: redis-server, else valkey-server, from PATH.
        quint16 port = 0; ///< 0: a free one, kept over restarts.
    };

    explicit Broker(Options options, QObject *parent = nullptr);
    ~Broker() override;

    /// The program that would run, or an Error with the command that installs one.
    static Result<QString> findProgram(const QString &wanted = {});

    State state() const;
    QString url() const;  ///< redis://127.0.0.1:PORT
    quint16 port() const;
    qint64 pid() const;
    Resources resources() const;
    QString version() const; ///< "Redis 7.0.15"; empty before Ready.

    void start();   ///< Ready once it accepts connections.
    void stop();    ///< SIGTERM, then SIGKILL after 5 s.
    void kill();
    void freeze();
    void thaw();
    void restart(); ///< stop or kill what is there, then start on the same port.

Q_SIGNALS:
    void stateChanged(crosstalk::Broker::State state, const QString &how);
    void line(const QString &text);
    void failed(const crosstalk::Error &error);
};

} // namespace crosstalk
