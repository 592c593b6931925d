// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// One server of a cluster: a process of ours that prints READY, or a server somebody else runs, known by its URL.

#include "app/engine/childprocess.h"

#include <QUrl>

namespace crosstalk {

class Instance : public QObject
{
    Q_OBJECT
public:
    enum class State { Stopped, Starting, Ready, Frozen, Draining, Exited, Attached };
    Q_ENUM(State)

    State state() const;
    QString name() const;    ///< Unique in the cluster: a, b, c …
    int number() const;      ///< 0, 1, 2 … in order of creation; picks the colour and never changes.
    QUrl url() const;        ///< ws://127.0.0.1:PORT/ws; empty before the first READY. The port is kept over restarts.
    QString dialect() const; ///< What sessions speak to it unless told otherwise.
    bool isAttached() const; ///< Then nothing can be done to it but talk.
    qint64 pid() const;
    Resources resources() const;
    /// How it ended, in words, where Exited; empty before.
    QString exitedHow() const;

    void start();
    void drain();   ///< SIGTERM: it says good-bye to its clients and exits.
    void kill();    ///< SIGKILL
    void freeze();
    void thaw();
    void restart(); ///< Drain, then start on the same port; a frozen or stubborn one is killed after 6 s.

Q_SIGNALS:
    void stateChanged(crosstalk::Instance::State state);
    void line(const QString &text);
    void failed(const crosstalk::Error &error);
};

} // namespace crosstalk
