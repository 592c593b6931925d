// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a run has come to so far, twice a second: each invariant judged as of now.

#include "app/engine/recorder.h"

#include <QDateTime>
#include <QTimer>

namespace crosstalk {

/// Of a run that goes on, or of one that has ended.
struct RunningVerdict
{
    Judgement judgement = Judgement::Unknown; ///< Pass: nothing has failed so far, and something was delivered.
    QString reason;                           ///< Of the first invariant that failed: "no-loss: 3 of 90 due were lost".
    QList<InvariantVerdict> invariants;
    bool isFinal = false;
    quint64 lost = 0; ///< Decided so far, for their deadline is over.
};

class VerdictFeed : public QObject
{
    Q_OBJECT
public:
    /// @p recorder must outlive it.
    VerdictFeed(const Recorder *recorder, std::vector<Invariant> invariants, QObject *parent = nullptr);

    const RunningVerdict &verdict() const { return m_verdict; }
    /// The run is over: this is the last word.
    void conclude(const Verdict &verdict);

Q_SIGNALS:
    void changed(const crosstalk::RunningVerdict &verdict);

private:
    void judge();
    QString firstFailure(const QList<InvariantVerdict> &invariants) const;

    const Recorder *m_recorder;
    std::vector<Invariant> m_invariants;
    QDateTime m_epoch; ///< When the recorder's clock stood at 0.
    RunningVerdict m_verdict;
    bool m_isStale = true;
    QTimer m_tick;
};

} // namespace crosstalk
