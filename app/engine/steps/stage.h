// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What the steps of one run share: the processes, the clients, the record of the run, and whether it is paused. Steps
// tell here what happens; who carries the scenario out passes it on.

#include "app/engine/cluster.h"
#include "app/engine/recorder.h"
#include "app/engine/selfaudit.h"
#include "app/engine/session.h"

#include <QMap>
#include <QRandomGenerator>

namespace crosstalk {

class Background;
class FaultBook;
class StepRun;

class Stage : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        Cluster *cluster = nullptr;
        Recorder *recorder = nullptr;
        SelfAudit *audit = nullptr;
        std::chrono::milliseconds deadline{5000}; ///< Of a delivery.
        quint64 seed = 1;
    };
    explicit Stage(const Parts &parts, QObject *parent = nullptr);
    ~Stage() override;

    Cluster *cluster() const { return m_parts.cluster; }
    Recorder *recorder() const { return m_parts.recorder; }
    SelfAudit *audit() const { return m_parts.audit; }
    FaultBook *faults() const { return m_faults; }
    Background *background() const { return m_background; }
    std::chrono::milliseconds deadline() const { return m_parts.deadline; }
    /// All that is left to chance is taken from here, so that the same seed makes the same choices.
    QRandomGenerator &random() { return m_random; }

    void add(Session *session);
    QList<Session *> sessions() const { return m_sessions; } ///< In the order of the scenario.
    QList<Session *> sessions(const QStringList &names) const;
    Session *session(const QString &name) const { return m_byName.value(name); }
    /// What keeps those of @p sessions that want to be connected from being in their rooms, in words; empty where
    /// nothing does.
    static QString troubleOf(const QList<Session *> &sessions);

    bool isPaused() const { return m_isPaused; }
    void setPaused(bool isPaused);
    /// For those who watch, and for the report.
    void note(const QString &text) { Q_EMIT noted(text, true); }
    /// For those who watch; the report has it elsewhere.
    void tell(const QString &text) { Q_EMIT noted(text, false); }

Q_SIGNALS:
    void pausedChanged(bool isPaused);
    void noted(const QString &text, bool isForReport);
    void stepStarted(const QList<int> &path, const QString &text);
    void stepEnded(const QList<int> &path);
    /// A session connected, broke, joined, left or was refused.
    void sessionChanged(crosstalk::Session *session);
    /// A step beside the others cannot be carried out.
    void failed(const crosstalk::Error &error);
    /// An `expect` does not hold: the run is to end.
    void expectationFailed();

private:
    Parts m_parts;
    QRandomGenerator m_random;
    FaultBook *m_faults;
    Background *m_background;
    QList<Session *> m_sessions;
    QMap<QString, Session *> m_byName;
    bool m_isPaused = false;
};

} // namespace crosstalk
