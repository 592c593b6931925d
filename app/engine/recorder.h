// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Keeps the run's clock and numbers its sessions; takes what they see as history events, feeds the Ledger with them and
// says what changed. One per cluster.

#include "shared/ledger.h"
#include "shared/probe.h"

#include <QElapsedTimer>
#include <QObject>

namespace crosstalk {

class Recorder : public QObject
{
    Q_OBJECT
public:
    explicit Recorder(QObject *parent = nullptr);

    /// Nanoseconds since this recorder was made; monotonic.
    qint64 now() const;
    /// Names this run: eight letters and digits, picked at random.
    QString run() const { return m_run; }
    const Ledger &ledger() const { return m_ledger; }

    /// The number that stands for session @p name in its probes, from 1; the same for the same name.
    quint32 sessionNumber(const QString &name);
    /// The session with this number; empty where there is none.
    QString sessionName(quint32 number) const;
    /// The instance that session @p name is connected to, or was last; empty before.
    QString instanceOf(const QString &name) const { return m_instances.value(name); }

    void record(const history::Event &event);

Q_SIGNALS:
    void recorded(const crosstalk::history::Event &event);
    /// Something about this probe changed: sent, acknowledged, refused, delivered once more. After a Disconnected, a
    /// Left or a Joined, see recorded(), less may be due of any recent probe.
    void deliveryChanged(const crosstalk::history::ProbeId &probe);

private:
    QElapsedTimer m_clock;
    QString m_run;
    Ledger m_ledger;
    QStringList m_names; ///< By number, less one.
    QHash<QString, quint32> m_numbers;
    QHash<QString, QString> m_instances; ///< Session → instance.
};

} // namespace crosstalk
