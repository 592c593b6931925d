// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Tells a RunPast what ails the services of a cluster, as far as a history does not: the broker, what was killed from
// here or did not start, who says of itself that it is not ready, and to whom nobody has a link.

#include "app/desktop/runpast.h"

#include <QHash>
#include <QObject>

namespace crosstalk {

class Cluster;
class Instance;
class Recorder;
class Service;

class TroubleWatch : public QObject
{
    Q_OBJECT
public:
    /// All of them must outlive it. @p past has been told by the history already what it is told here.
    TroubleWatch(const Cluster *cluster, const Recorder *recorder, RunPast *past, QObject *parent = nullptr);

private:
    void watch(const Service *service);
    void watchReadiness(const Instance *instance);
    void note(const Service *service);
    void noteLink(const history::Event &event);
    void noteBreak(const QString &instance, qint64 at);

    const Cluster *m_cluster;
    const Recorder *m_recorder;
    RunPast *m_past;
    QHash<QString, QString> m_linked; ///< The instance of each session that has a link.
};

} // namespace crosstalk
