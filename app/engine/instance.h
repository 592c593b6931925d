// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One server of a cluster: a process of ours that prints READY, any other program that serves on the port it is given,
// or a server somebody else runs, known by its URL.

#include "app/engine/portwatch.h"
#include "app/engine/service.h"

#include <QUrl>

#include <variant>

namespace crosstalk {

class Instance : public Service
{
    Q_OBJECT
public:
    /// A crosstalk-server to be run.
    struct Launch
    {
        QString program;
        QString prefix;
        QString plainChannel;
        QStringList arguments; ///< Besides what the instance sets itself.
        Deadlines deadlines{.start = std::chrono::seconds(15)};
        QString dialect = QStringLiteral("crosstalk");
        int port = 0; ///< 0: a free one.
    };
    /// Any program to be run. It is given a free port, the same one at each start.
    struct Program
    {
        QString commandLine; ///< See parseCommandLine(); knows ${port} ${name} ${redis} ${redisHost} ${redisPort}.
        QString dialect;
        QString path = QStringLiteral("/ws"); ///< Of the URL.
        QString ready =
            {}; ///< Regular expression of the line that says that it is ready; empty: when its port answers.
        Deadlines deadlines{.start = std::chrono::seconds(15)};
    };
    /// A server that somebody else runs.
    struct Attachment
    {
        QUrl url;
        QString dialect;
    };

    Instance(QString name, int number, Launch launch, QObject *parent = nullptr);
    Instance(QString name, int number, Program program, QObject *parent = nullptr);
    Instance(QString name, int number, Attachment attachment, QObject *parent = nullptr);
    ~Instance() override;

    /// As it is called in what is told of it; its name unless it has been given another.
    void setTitle(const QString &title) { m_title = title; }
    QString label() const override;
    QString name() const { return m_name; } ///< Unique in the cluster: a, b, c … z, aa, ab … where it was given none.
    int number() const { return m_number; } ///< 0, 1, 2 … in order of creation; picks the colour and never changes.
    /// ws://127.0.0.1:PORT/ws; empty before it was ready for the first time. The port is kept over restarts.
    QUrl url() const { return m_url; }
    QString dialect() const { return m_dialect; } ///< What sessions speak to it unless told otherwise.

    /// Why it says of itself that it cannot serve, though its process runs: "the broker is gone". Empty where it can,
    /// and of servers that do not tell.
    QString unreadiness() const { return m_unreadiness; }

    /// A crosstalk-server of ours.
    bool isOurs() const { return std::holds_alternative<Launch>(m_kind); }
    /// Otherwise it waits for a start of its own.
    bool startsWithCluster() const { return m_startsWithCluster; }
    void setStartsWithCluster(bool starts) { m_startsWithCluster = starts; }

    /// Which of several systems that share the broker it belongs to; empty mostly. Instances of one deliver to each
    /// other and to nobody else: one of ours gets it for --prefix and --plain-channel at its next start.
    QString system() const { return m_system; }
    void setSystem(const QString &system) { m_system = system; }

    /// Where it finds its broker from its next start on.
    void setRedisUrl(const QString &url) { m_redisUrl = url; }

    /// The name of the instance with this @p number: a … z, aa, ab … az, ba …
    static QString nameOf(int number);

Q_SIGNALS:
    /// unreadiness() is another.
    void readinessChanged();

protected:
    Result<ChildProcess::Command> command() override;
    void awaitReady() override;
    void inspect(ChildProcess::Stream stream, const QString &text) override;
    std::optional<Error> startFailure(const QString &how) override;

private:
    ChildProcess::Command commandOf(const Launch &launch) const;
    Result<ChildProcess::Command> commandOf(const Program &program);
    void setReadyAt(const QUrl &url);
    void setUnreadiness(const QString &why);
    void inspectLog(const QString &text);
    void inspectRefusal(const QString &text);
    /// Of a Launch.
    Error refusal(const QString &how);

    QString m_name;
    QString m_title;
    int m_number;
    QUrl m_url;
    QString m_dialect;
    QString m_unreadiness;
    QString m_whyNotListening; ///< Of a Launch whose start has come to nothing.
    std::variant<Launch, Program, Attachment> m_kind;
    bool m_startsWithCluster = true;
    QString m_redisUrl;
    QString m_system;
    // Of a Program:
    quint16 m_port = 0; ///< Once it has been ready, kept.
    int m_portTries = 0;
    PortWatch m_portWatch;
};

} // namespace crosstalk
