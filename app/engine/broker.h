// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The broker of a cluster: a private redis-server or valkey-server on a free port of the loopback interface, its files
// in a temporary folder of its own; or one that somebody else runs, attached by URL.

#include "app/engine/service.h"

#include <QTcpSocket>
#include <QTemporaryDir>

#include <memory>

namespace crosstalk {

class Broker : public Service
{
    Q_OBJECT
public:
    /// Whether it writes an append-only file, so that what it knew is there after a restart.
    enum class Persistence {
        None,
        Aof,       ///< Given to the disk once a second.
        AofAlways, ///< Given to the disk before each answer.
    };
    struct Options
    {
        QString program;  ///< Empty: redis-server, else valkey-server, from PATH.
        quint16 port = 0; ///< 0: a free one, kept over restarts.
        Persistence persistence = Persistence::None;
        QString attachedUrl; ///< redis://…: one that somebody else runs; the rest is moot.
    };

    explicit Broker(Options options, QObject *parent = nullptr);
    ~Broker() override;

    /// The program that would run, or an Error with the command that installs one.
    static Result<QString> findProgram(const QString &wanted = {});

    QString label() const override;
    QString url() const;                          ///< redis://127.0.0.1:PORT; empty before the first start.
    quint16 port() const { return m_port; }       ///< 0 before the first start, or where attached.
    QString version() const { return m_version; } ///< "Redis 7.0.15"; empty before Ready, or where attached.

    void stop() { drain(); }
    /// What it has written is gone; its next start knows nothing. Not while it runs, for it would be written again.
    void eraseData();

protected:
    Result<ChildProcess::Command> command() override;
    void awaitReady() override;
    void inspect(ChildProcess::Stream stream, const QString &text) override;
    std::optional<Error> startFailure(const QString &how) override;

private:
    void ask();
    void stopAsking();
    void readAnswer();

    Options m_options;
    std::unique_ptr<QTemporaryDir> m_directory;
    quint16 m_port = 0;
    bool m_hasServed = false; ///< On m_port, which is kept from then on.
    int m_portTries = 0;
    QString m_version;
    QTcpSocket m_socket; ///< For the question whether it answers.
    QByteArray m_answer;
    QTimer m_askAgain;
};

} // namespace crosstalk
