// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Tells a RunPast what ails the services of a cluster, as far as a history does not: the broker, what was killed from
// here or did not start, and who says of itself that it is not ready.

#include "app/desktop/runpast.h"

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

    const Recorder *m_recorder;
    RunPast *m_past;
};

} // namespace crosstalk
