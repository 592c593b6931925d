// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Keeps the run's clock and numbers its sessions; takes what they see as history events, feeds the Judge with them,
// writes them to a file where one is wanted, and says what changed. One per cluster.

#include "shared/judge.h"
#include "shared/probe.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>

namespace crosstalk {

class HistoryWriter;

class Recorder : public QObject
{
    Q_OBJECT
public:
    explicit Recorder(Judge::Rules rules = {}, QObject *parent = nullptr);
    ~Recorder() override;

    /// Nanoseconds since this recorder was made; monotonic.
    qint64 now() const;
    /// Names this run: eight letters and digits, picked at random.
    QString run() const { return m_run; }
    const Judge &judge() const { return m_judge; }
    const Ledger &ledger() const { return m_judge.ledger(); }

    /// The number that stands for session @p name in its probes, from 1; the same for the same name.
    quint32 sessionNumber(const QString &name);
    /// The session with this number; empty where there is none.
    QString sessionName(quint32 number) const;
    /// The instance that session @p name is connected to, or was last; before that the one it is meant for.
    QString instanceOf(const QString &name) const { return m_instances.value(name); }
    /// Where a session is to connect to, for what it says without having been connected.
    void setInstanceOf(const QString &name, const QString &instance) { m_instances.insert(name, instance); }

    /// Whether somebody hears what goes through the broker: without, a probe that was not seen there may have been
    /// there.
    bool hearsBroker() const { return m_hearsBroker; }
    /// For the one tap of this recorder to say.
    void setHearsBroker(bool hears);

    /// From now on every event goes into @p file, too, after a line that says what is judged.
    Result<void> writeHistory(const QString &file);
    /// The file is complete when this returns, or an Error says that it is not.
    Result<void> closeHistory();

    void record(const history::Event &event);
    /// See Ledger.
    void countAnew() { m_judge.countAnew(); }

Q_SIGNALS:
    /// The history's file has come to its end too soon.
    void historyFailed(const crosstalk::Error &error);
    void recorded(const crosstalk::history::Event &event);
    /// The tap has been let in, or has lost its link.
    void hearsBrokerChanged(bool hears);
    /// Something about this probe changed: sent, acknowledged, refused, delivered once more. After a Disconnected, a
    /// Left or a Joined, see recorded(), less may be due of any recent probe.
    void deliveryChanged(const crosstalk::history::ProbeId &probe);

private:
    QElapsedTimer m_clock;
    QString m_run;
    Judge::Rules m_rules;
    Judge m_judge;
    std::unique_ptr<HistoryWriter> m_history;
    QStringList m_names; ///< By number, less one.
    QHash<QString, quint32> m_numbers;
    QHash<QString, QString> m_instances; ///< Session → instance.
    bool m_hearsBroker = false;
};

} // namespace crosstalk
