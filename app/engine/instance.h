// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One server of a cluster: a process of ours that prints READY, or a server somebody else runs, known by its URL.

#include "app/engine/service.h"

#include <QUrl>

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
    };
    /// A server that somebody else runs.
    struct Attachment
    {
        QUrl url;
        QString dialect;
    };

    Instance(QString name, int number, Launch launch, QObject *parent = nullptr);
    Instance(QString name, int number, Attachment attachment, QObject *parent = nullptr);
    ~Instance() override;

    QString name() const { return m_name; } ///< Unique in the cluster: a, b, c … z, aa, ab …
    int number() const { return m_number; } ///< 0, 1, 2 … in order of creation; picks the colour and never changes.
    QUrl url() const
    {
        return m_url;
    } ///< ws://127.0.0.1:PORT/ws; empty before the first READY. The port is kept over restarts.
    QString dialect() const { return m_dialect; } ///< What sessions speak to it unless told otherwise.

    /// Where it finds its broker from its next start on.
    void setRedisUrl(const QString &url) { m_redisUrl = url; }

    /// The name of the instance with this @p number: a … z, aa, ab … az, ba …
    static QString nameOf(int number);

protected:
    Result<ChildProcess::Command> command() override;
    QString label() const override;
    void inspect(ChildProcess::Stream stream, const QString &text) override;

private:
    QString m_name;
    int m_number;
    Launch m_launch;
    QString m_redisUrl;
    QUrl m_url;
    QString m_dialect;
};

} // namespace crosstalk
